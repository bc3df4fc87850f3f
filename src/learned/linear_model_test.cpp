#include "learned/linear_model.h"

#include <gtest/gtest.h>

#include <cstring>

#include "chancery/error.h"

namespace chancery::learned {
namespace {

/// Bytes where the model may be viewed: aligned as a mapped section is.
struct Aligned {
  explicit Aligned(const std::string& bytes) : words((bytes.size() + 7) / 8), size(bytes.size()) {
    std::memcpy(words.data(), bytes.data(), bytes.size());
  }
  std::string_view view() const { return {reinterpret_cast<const char*>(words.data()), size}; }
  std::vector<std::uint64_t> words;
  std::size_t size;
};

TEST(LinearModel, GivesEveryFeatureItsWeightAndOthersNone) {
  std::vector<std::pair<std::uint64_t, std::vector<float>>> weights;
  for (int i = 0; i < 1000; ++i) {
    const auto value = static_cast<float>(i - 500) / 100;
    weights.push_back({joined(feature("number"), static_cast<std::uint64_t>(i)), {value, -value}});
  }
  const Aligned bytes(pack_linear_model({"up", "down"}, weights));
  const LinearModel model = LinearModel::view(bytes.view(), "test");
  ASSERT_EQ(model.class_count(), 2u);
  EXPECT_EQ(model.classes()[1], "down");
  for (const auto& [hash, values] : weights) {
    ASSERT_TRUE(model.knows(hash));
    EXPECT_NEAR(model.weight(hash, 0), values[0], 0.001);
    EXPECT_NEAR(model.weight(hash, 1), values[1], 0.001);
  }
  EXPECT_FALSE(model.knows(feature("number")));
  EXPECT_EQ(model.weight(feature("number")), 0.0F);
  std::vector<float> scores(2);
  model.add(weights[0].first, scores);
  model.add(weights[1].first, scores);
  EXPECT_NEAR(scores[0], -5.0 - 4.99, 0.001);
  EXPECT_NEAR(scores[1], 5.0 + 4.99, 0.001);
}

TEST(LinearModel, TheSameWeightsAreTheSameBytesInAnyOrder) {
  const std::pair<std::uint64_t, std::vector<float>> a{feature("a"), {1.0F}};
  const std::pair<std::uint64_t, std::vector<float>> b{feature("b"), {-2.0F}};
  EXPECT_EQ(pack_linear_model({""}, {a, b}), pack_linear_model({""}, {b, a}));
}

TEST(LinearModel, KnowsNothingWhenEmpty) {
  EXPECT_FALSE(LinearModel().knows(feature("a")));
  const Aligned bytes(pack_linear_model({"one"}, {}));
  EXPECT_FALSE(LinearModel::view(bytes.view(), "test").knows(feature("a")));
}

TEST(LinearModel, RefusesWhatIsCutOrDamaged) {
  const std::string whole = pack_linear_model({"one"}, {{feature("a"), {1.0F}}});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Aligned cut(whole.substr(0, size));
    EXPECT_THROW(LinearModel::view(cut.view(), "test"), Error) << size;
  }
  std::string full = whole;  // a table without an empty slot would be searched for ever
  for (std::size_t i = full.size() - 4 * 6; i < full.size(); ++i) full[i] = 1;
  EXPECT_THROW(LinearModel::view(Aligned(full).view(), "test"), Error);
}

}  // namespace
}  // namespace chancery::learned
