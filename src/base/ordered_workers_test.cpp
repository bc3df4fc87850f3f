#include "base/ordered_workers.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace chancery {
namespace {

std::vector<int> run(std::size_t threads, int count) {
  std::vector<int> out;
  OrderedWorkers<int, int> workers(
      threads, 1000,
      [](std::size_t, int item) {
        if (item % 5 == 0) std::this_thread::yield();
        return item * item;
      },
      [&](int result) { out.push_back(result); });
  for (int i = 0; i < count; ++i) workers.push(i, static_cast<std::size_t>(i % 90));
  workers.finish();
  return out;
}

TEST(OrderedWorkers, OrderOfInputIsOrderOfOutput) {
  const std::vector<int> alone = run(1, 2000);
  EXPECT_EQ(alone.size(), 2000u);
  for (std::size_t threads : {2u, 3u, 8u}) EXPECT_EQ(run(threads, 2000), alone);
}

TEST(OrderedWorkers, AFailureComesBackInItsPlace) {
  int consumed = 0;
  OrderedWorkers<int, int> workers(
      3, 1000,
      [](std::size_t, int item) {
        if (item == 50) throw std::runtime_error("fifty");
        return item;
      },
      [&](int result) { EXPECT_EQ(result, consumed++); });
  EXPECT_THROW(
      {
        for (int i = 0; i < 100; ++i) workers.push(i, 1);
        workers.finish();
      },
      std::runtime_error);
  EXPECT_EQ(consumed, 50);
}

TEST(OrderedWorkers, OneHugeItemIsStillTaken) {
  int seen = 0;
  OrderedWorkers<int, int> workers(
      2, 10, [](std::size_t, int item) { return item; }, [&](int) { ++seen; });
  for (int i = 0; i < 5; ++i) workers.push(i, 1'000'000);
  workers.finish();
  EXPECT_EQ(seen, 5);
}

}  // namespace
}  // namespace chancery
