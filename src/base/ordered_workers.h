// Worker threads whose results come out in the order in which the work went in.
//
// The calling thread produces, `threads` workers transform, and the calling thread consumes between productions,
// in order. At most `4 * threads` items (and `max_bytes` of declared size) are under way, so memory stays bounded
// however fast the producer is. With one thread everything runs in the calling thread: the slow, obvious twin.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace chancery {

/// `work(worker_index, item) -> result` runs on the workers; `consume(result)` runs on the thread that calls `push`
/// and `finish`. What `work` throws is thrown again by `push` or `finish` in the place of its result.
template <class Item, class Result>
class OrderedWorkers {
 public:
  using Work = std::function<Result(std::size_t worker, Item item)>;
  using Consume = std::function<void(Result result)>;

  OrderedWorkers(std::size_t threads, std::size_t max_bytes, Work work, Consume consume)
      : max_items_(threads * 4), max_bytes_(max_bytes), work_(std::move(work)), consume_(std::move(consume)) {
    if (threads < 2) return;
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this, i] { run(i); });
  }
  ~OrderedWorkers() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      waiting_.clear();
    }
    work_ready_.notify_all();
  }
  OrderedWorkers(const OrderedWorkers&) = delete;
  OrderedWorkers& operator=(const OrderedWorkers&) = delete;

  /// Hands one item to the workers; first consumes results as long as too much is under way.
  void push(Item item, std::size_t bytes) {
    if (threads_.empty()) {
      consume_(work_(0, std::move(item)));
      return;
    }
    drain([&] { return slots_.size() < max_items_ && (slots_.empty() || bytes_ + bytes <= max_bytes_); });
    {
      const std::lock_guard lock(mutex_);
      slots_.emplace_back();
      slots_.back().bytes = bytes;
      bytes_ += bytes;
      waiting_.emplace_back(&slots_.back(), std::move(item));
    }
    work_ready_.notify_one();
  }
  /// Consumes all that is under way.
  void finish() {
    drain([&] { return slots_.empty(); });
  }

 private:
  struct Slot {
    std::optional<Result> result;
    std::exception_ptr failure;
    std::size_t bytes = 0;
    bool done = false;
  };

  template <class Enough>
  void drain(Enough enough) {
    std::unique_lock lock(mutex_);
    while (!slots_.empty() && (slots_.front().done || !enough())) {
      result_ready_.wait(lock, [&] { return slots_.front().done; });
      Slot slot = std::move(slots_.front());
      slots_.pop_front();
      bytes_ -= slot.bytes;
      lock.unlock();
      if (slot.failure) std::rethrow_exception(slot.failure);
      consume_(std::move(*slot.result));
      lock.lock();
    }
  }
  void run(std::size_t worker) {
    std::unique_lock lock(mutex_);
    while (true) {
      work_ready_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      auto [slot, item] = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      std::optional<Result> result;
      std::exception_ptr failure;
      try {
        result.emplace(work_(worker, std::move(item)));
      } catch (...) {
        failure = std::current_exception();
      }
      lock.lock();
      // A deque keeps its elements where they are while others come and go at the ends.
      slot->result = std::move(result);
      slot->failure = failure;
      slot->done = true;
      if (slot == &slots_.front()) result_ready_.notify_one();
    }
  }

  const std::size_t max_items_;
  const std::size_t max_bytes_;
  const Work work_;
  const Consume consume_;
  std::mutex mutex_;
  std::condition_variable work_ready_;
  std::condition_variable result_ready_;
  std::deque<Slot> slots_;  // in order of input; touched under the mutex
  std::deque<std::pair<Slot*, Item>> waiting_;
  std::size_t bytes_ = 0;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace chancery
