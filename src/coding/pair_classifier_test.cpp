#include "coding/pair_classifier.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "chancery/error.h"

namespace chancery::coding {
namespace {

std::vector<std::string> classes() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kEventTypeCount; ++i) names.emplace_back(name_of(static_cast<EventType>(i)));
  return names;
}

/// A model file that knows two features, removed at the end.
class ModelFile {
 public:
  explicit ModelFile(std::vector<std::string> names = classes())
      : path_("/tmp/pair_model_" + std::to_string(getpid())) {
    std::vector<float> aid(names.size()), sanction(names.size());
    aid[static_cast<std::size_t>(EventType::Aid)] = 2;
    sanction[static_cast<std::size_t>(EventType::Sanction)] = 5;
    PackedWriter writer;
    writer.add("linear", learned::pack_linear_model(
                             names, {{learned::feature("gave"), aid}, {learned::feature("expelled"), sanction}}));
    writer.add("clusters", learned::pack_word_clusters({}));
    std::ofstream(path_, std::ios::binary) << writer.finish(kPairMagic, kPairVersion);
  }
  ~ModelFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST(PairClassifier, the_type_with_the_most_weight_is_the_answer) {
  const ModelFile file;
  const PairClassifier classifier = PairClassifier::load(file.path());
  PairFeatures features;
  features.hashes = {learned::feature("gave")};
  EXPECT_EQ(classifier.classify(features).event, EventType::Aid);
  features.hashes.push_back(learned::feature("expelled"));
  const PairAnswer both = classifier.classify(features);
  EXPECT_EQ(both.event, EventType::Sanction);
  EXPECT_GT(both.confidence, 0.5);
  EXPECT_LT(both.confidence, 1);
}

TEST(PairClassifier, the_likelier_half_is_chosen_before_the_type) {
  std::array<float, kEventTypeCount> scores;
  scores.fill(-10);
  scores[static_cast<std::size_t>(EventType::Aid)] = 1.0F;
  EXPECT_EQ(most_probable(scores), EventType::Aid);
  scores[static_cast<std::size_t>(EventType::Accuse)] = 0.8F;
  EXPECT_EQ(most_probable(scores), EventType::Aid);
  scores[static_cast<std::size_t>(EventType::Threaten)] = 0.7F;
  EXPECT_EQ(most_probable(scores), EventType::Accuse) << "two kinds of conflict outweigh one of cooperation";
}

TEST(PairClassifier, what_it_does_not_know_changes_no_weight_and_gives_an_answer_all_the_same) {
  const ModelFile file;
  const PairClassifier classifier = PairClassifier::load(file.path());
  PairFeatures features;
  EXPECT_NEAR(classifier.classify(features).confidence, 1.0 / kEventTypeCount, 1e-6);
  features.hashes = {learned::feature("unheard of")};
  EXPECT_NEAR(classifier.classify(features).confidence, 1.0 / kEventTypeCount, 1e-6);
}

TEST(PairClassifier, reasons_are_the_features_that_spoke_for_the_answer_the_strongest_first) {
  const ModelFile file;
  const PairClassifier classifier = PairClassifier::load(file.path());
  PairFeatures features;
  features.hashes = {learned::feature("gave"), learned::feature("expelled"), learned::feature("unheard of")};
  features.names = {"gave", "expelled", "unheard of"};
  const auto reasons = classifier.reasons(features, EventType::Sanction, 3);
  ASSERT_EQ(reasons.size(), 1u);
  EXPECT_EQ(reasons[0].name, "expelled");
}

TEST(PairClassifier, a_model_without_a_type_or_a_file_that_is_none_is_an_error_that_names_it) {
  auto names = classes();
  names.back() = "DANCE";
  const ModelFile file(names);
  try {
    PairClassifier::load(file.path());
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find(file.path()), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("ASSAULT"), std::string::npos);
  }
  EXPECT_THROW(PairClassifier::load("/tmp/no such model"), Error);
}

}  // namespace
}  // namespace chancery::coding
