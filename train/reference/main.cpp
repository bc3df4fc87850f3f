// chancery-train-reference DOCUMENTS OUT [hold=N] [NAME=NUMBER…]: trains the decisions of src/reading/antecedents.h.
//
// DOCUMENTS as `tools/score_reference.py documents` writes them; with hold=5 every fifth document (from fold=0, …) is
// left out. Needs chancery.data and syntax.model beside the program, or where CHANCERY_DATA and CHANCERY_MODEL say.
// Each phrase is one choice: the candidates that are not of its chain, the nearest that is, and none. Links made before
// it are the corpus's.
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/packed_file.h"
#include "base/utf8.h"
#include "learned/linear_model.h"
#include "learner.h"
#include "pipeline/resources.h"
#include "pipeline/spine.h"
#include "reading/antecedents.h"
#include "reading/feature_adder.h"
#include "reading/phrases.h"

namespace {

using namespace chancery;
using namespace chancery::reading;
using train::Learner;

struct GoldMention {
  std::uint32_t head;
  int chain;
  bool name, joined;
};

struct GoldDocument {
  std::string id, text;
  std::vector<GoldMention> mentions;
};

std::vector<GoldDocument> read_documents(const std::string& path) {
  std::ifstream in(path);
  simdjson::dom::parser parser;
  std::vector<GoldDocument> documents;
  for (std::string line; std::getline(in, line);) {
    const simdjson::dom::element root = parser.parse(line);
    GoldDocument document;
    document.id = std::string_view(root["id"]);
    document.text = std::string_view(root["text"]);
    for (simdjson::dom::element each : root["mentions"].get_array()) {
      const auto row = each.get_array();
      document.mentions.push_back({static_cast<std::uint32_t>(std::uint64_t(row.at(2))),
                                   static_cast<int>(std::int64_t(row.at(4))), std::string_view(row.at(6)) == "name",
                                   std::uint64_t(row.at(7)) > 1});
    }
    documents.push_back(std::move(document));
  }
  return documents;
}

class Trainer {
 public:
  explicit Trainer(const pipeline::Resources& resources) : resources_(resources) {}

  void learn(const GoldDocument& gold) {
    document_.text = gold.text;
    document_.id = gold.id;
    pipeline::analyse(document_, resources_, {}, analysis_);
    Entities& entities = analysis_.entities;
    find_phrases(resources_.reference_words, analysis_.tokens, analysis_.trees, analysis_.mentions, entities);
    finder_.begin(resources_.reference_words, analysis_.tokens, analysis_.trees, analysis_.mentions, entities);
    std::unordered_map<int, EntityId> entity_of;
    std::vector<AntecedentFinder::Candidate> candidates;
    for (PhraseId id(0); id < entities.phrases.end_id(); ++id) {
      const int chain = chain_of(gold, entities.phrases[id]);
      const auto known = chain < 0 ? entity_of.end() : entity_of.find(chain);
      finder_.find_candidates(id, candidates);
      const AntecedentFinder::Candidate* right = nullptr;
      std::vector<Learner::Hashes> options(1);
      std::size_t answer = 0;
      finder_.add_features_of_none(id, candidates.size(), options[0]);
      for (std::size_t rank = 0; rank < candidates.size(); ++rank) {
        if (known != entity_of.end() && candidates[rank].entity == known->second) {
          right = &candidates[rank];
          answer = options.size();
        }
        options.emplace_back();
        finder_.add_features(id, candidates[rank], rank, options.back());
      }
      if (!candidates.empty()) learner_.add_choice(options, answer);
      if (known != entity_of.end() && right == nullptr) {
        // Out of reach, but one with what was before.
        AntecedentFinder::Candidate same{known->second, entities.all[known->second].last, NameMatch::None, false};
        finder_.link(id, &same);
      } else {
        finder_.link(id, right);
      }
      if (chain >= 0) entity_of.try_emplace(chain, entities.phrases[id].entity);
    }
  }

  void finish(const train::LearnerOptions& options, std::map<std::uint64_t, float>& out) {
    learner_.train(options, "antecedents", out);
  }

 private:
  int chain_of(const GoldDocument& gold, const Phrase& phrase) const {
    const auto at = [&](TokenId token) { return analysis_.code_points.at(analysis_.tokens.span[token].begin); };
    const std::uint32_t head = at(phrase.head);
    for (const GoldMention& mention : gold.mentions) {
      if (mention.head == head && mention.joined == phrase.joined) return mention.chain;
    }
    if (phrase.form != PhraseForm::Name) return -1;
    const std::uint32_t begin = at(phrase.begin),
                        end = analysis_.code_points.at(analysis_.tokens.span[phrase.end - 1].end);
    for (const GoldMention& mention : gold.mentions) {
      if (mention.head >= begin && mention.head < end && mention.joined == phrase.joined && mention.name)
        return mention.chain;
    }
    return -1;
  }

  const pipeline::Resources& resources_;
  Document document_;
  pipeline::Analysis analysis_;
  AntecedentFinder finder_;
  Learner learner_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: chancery-train-reference DOCUMENTS OUT [hold=N] [NAME=NUMBER…]\n");
    return 2;
  }
  std::map<std::string, double> given;
  for (int i = 3; i < argc; ++i) {
    const std::string text = argv[i];
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) given[text.substr(0, equals)] = std::atof(text.c_str() + equals + 1);
  }
  const auto option = [&](const char* name, double otherwise) {
    const auto found = given.find(name);
    return found == given.end() ? otherwise : found->second;
  };
  pipeline::Resources resources = pipeline::Resources::load({});
  resources.reference = {};  // what is trained is not asked
  const auto hold = static_cast<std::size_t>(option("hold", 0));
  const auto fold = static_cast<std::size_t>(option("fold", static_cast<double>(hold) - 1));
  Trainer trainer(resources);
  const std::vector<GoldDocument> documents = read_documents(argv[1]);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (hold == 0 || i % hold != fold) trainer.learn(documents[i]);
  }
  train::LearnerOptions options;
  options.alpha = option("alpha", 0.1);
  options.l1 = option("l1", 0.3);
  options.l2 = option("l2", 1.0);
  options.passes = static_cast<int>(option("passes", 8));
  options.min_count = static_cast<std::uint32_t>(option("count", 3));
  std::map<std::uint64_t, float> weights;
  trainer.finish(options, weights);
  // How far the best candidate must lead, by form and, for pronouns, kind.
  const char* const names[] = {"", "he", "she", "it", "they", "i", "we", "you", "body", "actors"};
  const auto lead = [&](PhraseForm form, std::uint64_t kind, double value) {
    weights[learned::joined(learned::joined("lead"_f, static_cast<std::uint64_t>(form)), kind)] =
        static_cast<float>(value);
  };
  for (std::uint64_t kind = 1; kind <= kTheyOfActors; ++kind)
    lead(PhraseForm::Pronoun, kind, option(names[kind], 0.01));
  lead(PhraseForm::Name, 0, option("name", 0.01));
  lead(PhraseForm::Noun, 0, option("noun", 0.01));
  std::vector<std::pair<std::uint64_t, std::vector<float>>> rows;
  for (const auto& [hash, weight] : weights) rows.push_back({hash, {weight}});
  PackedWriter writer;
  writer.add("linear", learned::pack_linear_model({"reference"}, std::move(rows)));
  const std::string file = writer.finish(learned::kLinearMagic, learned::kLinearVersion);
  std::ofstream(argv[2], std::ios::binary) << file;
  std::fprintf(stderr, "%zu weights, %zu bytes\n", weights.size(), file.size());
  return 0;
}
