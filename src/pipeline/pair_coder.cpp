// Tested by: pair_coder_test.cpp.
#include "pipeline/pair_coder.h"

#include "coding/rule_text.h"

namespace chancery::pipeline {

PairCoder::PairCoder(const CoderOptions& options)
    : options_(options),
      resources_(Resources::load(options)),
      classifier_(coding::PairClassifier::load(find_installed("pair.model", "", "CHANCERY_PAIR_MODEL"))) {}

PairResult PairCoder::code(std::string_view marked_sentence) {
  read_marked_pair(marked_sentence, pair_);
  read_pair(pair_, resources_, options_, reading_, analysis_);
  const coding::PairSources sources = pair_sources(resources_, analysis_, reading_, classifier_.clusters());
  coding::find_pair_features(sources, false, features_);
  answer_ = classifier_.classify(features_);
  PairResult result;
  result.event = answer_.event;
  result.confidence = answer_.confidence;
  const coding::Predicate* predicate = coding::predicate_of_pair(sources);
  if (predicate != nullptr) result.status = predicate->status;
  if (predicate != nullptr && resources_.ontology[predicate->act].event == answer_.event) {
    result.rule = coding::rule_text(resources_.ontology, *predicate, analysis_.trees.lemma[predicate->trigger]);
  } else {
    result.rule = "model";
    for (const coding::FeatureSay& say : reasons(3)) result.rule += (result.rule == "model" ? ": " : "; ") + say.name;
  }
  return result;
}

std::vector<coding::FeatureSay> PairCoder::reasons(std::size_t count) {
  coding::PairFeatures named;
  coding::find_pair_features(pair_sources(resources_, analysis_, reading_, classifier_.clusters()), true, named);
  return classifier_.reasons(named, answer_.event, count);
}

}  // namespace chancery::pipeline
