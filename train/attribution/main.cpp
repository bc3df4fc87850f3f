// chancery-train-attribution ARTICLES OUT [hold=N] [threshold=X] [taggers=HALF0,HALF1]: trains the decisions of
// src/reading/attribution_decisions.h.
//
// ARTICLES as in gold.h; with hold=5 every fifth article is left out. Needs chancery.data and syntax.model beside the
// program, or where CHANCERY_DATA and CHANCERY_MODEL say. In two rounds: cues and speakers first, then what is said and
// the words of the cues, for which the speakers found by the first round are given.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include <simdjson.h>

#include "../run_guarded.h"
#include "base/packed_file.h"
#include "crossing.h"
#include "gold.h"
#include "learned/linear_model.h"
#include "learner.h"
#include "pipeline/resources.h"
#include "pipeline/spine.h"
#include "reading/attribution_decisions.h"
#include "reading/feature_adder.h"

namespace {

using namespace chancery;
using namespace chancery::reading;
using train::GoldArticle;
using train::Learner;

struct GoldTokens {
  std::vector<TokenId> source, cue, content;
  TokenId cue_head, source_head;
};

/// The word of a phrase whose head stands outside of it; of several, a verb or noun first.
TokenId head_of(const syntax::Trees& trees, const std::vector<TokenId>& phrase, bool cue) {
  TokenId best;
  int best_rank = 0;
  for (TokenId token : phrase) {
    const TokenId head = trees.head[token];
    if (head.exists() && std::binary_search(phrase.begin(), phrase.end(), head)) continue;
    int rank = 1;
    switch (trees.upos[token]) {
      case syntax::Upos::Verb:
        rank = cue ? 6 : 2;
        break;
      case syntax::Upos::Noun:
      case syntax::Upos::Propn:
      case syntax::Upos::Pron:
        rank = 5;
        break;
      case syntax::Upos::Adj:
        rank = 4;
        break;
      case syntax::Upos::Adp:
      case syntax::Upos::Sconj:
      case syntax::Upos::Adv:
        rank = 3;
        break;
      default:
        break;
    }
    if (rank <= best_rank) continue;
    best = token;
    best_rank = rank;
  }
  return best;
}

GoldTokens tokens_of(const train::GoldAttribution& gold, const text::Tokens& tokens, const syntax::Trees& trees) {
  GoldTokens found{train::tokens_in(tokens, gold.source),
                   train::tokens_in(tokens, gold.cue),
                   train::tokens_in(tokens, gold.content),
                   {},
                   {}};
  found.cue_head = head_of(trees, found.cue, true);
  found.source_head = head_of(trees, found.source, false);
  return found;
}

const Proposal* proposal_at(const std::vector<Proposal>& proposals, TokenId cue) {
  const auto found = std::lower_bound(proposals.begin(), proposals.end(), cue,
                                      [](const Proposal& p, TokenId at) { return p.cue < at; });
  return found != proposals.end() && found->cue == cue ? &*found : nullptr;
}

class Trainer {
 public:
  explicit Trainer(pipeline::Resources& resources) : resources_(resources) {}

  /// Taggers of attributions that have not seen the first and the second half of the articles: `crossing.h`.
  void cross(train::Crossing crossing) { crossing_ = std::move(crossing); }

  void learn_gates(const GoldArticle& article) {
    read(article);
    const AttributionFeatures features{view_, resources_.lexicon};
    for (const auto& gold : article.attributions) {
      const GoldTokens t = tokens_of(gold, analysis_.tokens, analysis_.trees);
      if (t.cue_head.exists() && features.may_be_cue(t.cue_head)) ++gates_[features.gate(t.cue_head)];
    }
  }

  void first_round(const GoldArticle& article) {
    read(article);
    const AttributionFeatures features{view_, resources_.lexicon};
    std::set<TokenId> cues;
    Features list;
    std::vector<TokenId> candidates;
    for (const auto& gold : article.attributions) {
      const GoldTokens t = tokens_of(gold, analysis_.tokens, analysis_.trees);
      if (!t.cue_head.exists()) continue;
      cues.insert(t.cue_head);
      const Proposal* proposal = proposal_at(proposals_, t.cue_head);
      speaker_candidates(view_, t.cue_head, candidates);
      const auto found = std::find(candidates.begin(), candidates.end(), t.source_head);
      if (t.source.empty() || found != candidates.end()) {
        std::vector<Learner::Hashes> options(1);
        features.speaker(t.cue_head, TokenId::none(), proposal, options[0]);
        for (TokenId head : candidates) {
          options.emplace_back();
          features.speaker(t.cue_head, head, proposal, options.back());
        }
        speakers_.add_choice(options, t.source.empty() ? 0 : static_cast<std::size_t>(found - candidates.begin()) + 1);
      } else {
        ++unreached_speakers_;
      }
      if (!t.source_head.exists()) continue;
      speaker_parts(view_, t.source_head, t.cue_head, candidates);
      for (TokenId child : candidates) {
        list.clear();
        features.speaker_part(t.source_head, child, list);
        parts_.add_binary(list, std::binary_search(t.source.begin(), t.source.end(), child));
      }
    }
    for (const text::Sentence& sentence : analysis_.tokens.sentences) {
      if (sentence.role == text::SentenceRole::Slug) continue;
      for (TokenId token = sentence.begin; token < sentence.end; ++token) {
        const Proposal* proposal = proposal_at(proposals_, token);
        if (!features.may_be_cue(token)) {
          unreached_cues_ += cues.contains(token);
          continue;
        }
        // With vectors, words that were never a cue are examples too: their like may be cues.
        if (!features.is_asked(token, proposal, gates_.contains(features.gate(token))) &&
            (vectors_.empty() || analysis_.trees.upos[token] != syntax::Upos::Verb)) {
          unreached_cues_ += cues.contains(token);
          continue;
        }
        list.clear();
        features.cue(token, proposal, list);
        cues_.add_binary(list, cues.contains(token), placed_rows(features, token));
      }
    }
  }

  void second_round(const GoldArticle& article, const learned::LinearModel& model) {
    read(article);
    const AttributionDecisions decisions{model, {view_, resources_.lexicon}, scratch_};
    for (const auto& gold : article.attributions) {
      const GoldTokens t = tokens_of(gold, analysis_.tokens, analysis_.trees);
      if (!t.cue_head.exists() || t.content.empty()) continue;
      const Proposal* proposal = proposal_at(proposals_, t.cue_head);
      const TokenId speaker = decisions.speaker(t.cue_head, proposal);
      std::pair<TokenId, TokenId> words{t.cue_head, t.cue_head};
      if (speaker.exists()) words = decisions.speaker_words(speaker, t.cue_head);
      const ContentFeatures choice{view_, t.cue_head, speaker, words.first, words.second, proposal};
      add_content(choice, t);
      add_cue_words(decisions, t, words);
    }
  }

  void finish_first(const train::LearnerOptions& options, std::map<std::uint64_t, float>& out) {
    std::fprintf(stderr, "cues out of reach %zu, speakers %zu\n", unreached_cues_, unreached_speakers_);
    cues_.train(options, "cues", out);
    speakers_.train(options, "speakers", out);
    parts_.train(options, "parts of speakers", out);
    for (const auto& [gate, count] : gates_) out[gate] = 1;
    for (const auto& [feature, use] : worths_) {
      const double worth = cues_.worth(use.place, use.row);
      if (std::abs(worth) > 0.05) out[feature] = static_cast<float>(worth);
      // A verb never seen as a cue is asked about if its vector speaks for it.
      if (use.gate != 0 && !gates_.contains(use.gate) && worth > gate_worth) out[use.gate] = 1;
    }
  }
  double gate_worth = -1.0;

  void read_vectors(const std::string& path) {
    simdjson::dom::parser parser(1u << 30);
    const simdjson::dom::element root = parser.load(path);
    for (simdjson::dom::key_value_pair field : root["vectors"].get_object()) {
      double length = 0;
      std::size_t i = 0;
      std::array<float, Learner::kVectorSize> values{};
      for (simdjson::dom::element value : field.value.get_array()) {
        if (i >= values.size()) break;
        const double number = value;
        values[i++] = static_cast<float>(number);
        length += number * number;
      }
      rows_.emplace(field.key, static_cast<std::uint32_t>(vectors_.size() / Learner::kVectorSize));
      for (float value : values) vectors_.push_back(static_cast<float>(value * 3 / std::sqrt(length + 1e-9)));
    }
    cues_.vectors = &vectors_;
  }

  /// Learns nothing, but keeps what the vectors say of the words of the text.
  void see_words(const GoldArticle& article) {
    read(article);
    const AttributionFeatures features{view_, resources_.lexicon};
    for (TokenId token(0); token < analysis_.tokens.span.end_id(); ++token) placed_rows(features, token);
  }

  void finish_second(const train::LearnerOptions& options, std::map<std::uint64_t, float>& out) {
    std::fprintf(stderr, "contents out of reach %zu, nearest not exact %zu\n", unreached_contents_, inexact_contents_);
    contents_.train(options, "contents", out);
    words_.train(options, "words of cues", out);
  }

 private:
  void read(const GoldArticle& article) {
    document_.text = article.text;
    crossing_.choose(article.id, resources_.attribution_tagger);
    pipeline::analyse(document_, resources_, {}, analysis_);
    view_.read(analysis_.tokens, analysis_.trees);
    propose_attributions(resources_.lexicon, view_, proposals_);
  }

  Learner::Placed placed_rows(const AttributionFeatures& features, TokenId token) {
    Learner::Placed placed;
    if (vectors_.empty()) return placed;
    std::array<PlacedWord, AttributionFeatures::kMaxPlacedWords> words;
    const std::size_t count = features.placed_words(token, words);
    for (std::size_t i = 0; i < count; ++i) {
      std::string lemma(analysis_.trees.lemma[words[i].word]);
      for (char& c : lemma) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      const auto row = rows_.find(lemma);
      if (row == rows_.end()) continue;
      placed.push_back({words[i].place, row->second});
      const bool verb = i == 0 && analysis_.trees.upos[token] == syntax::Upos::Verb;
      worths_[words[i].feature(view_)] = {words[i].place, row->second, verb ? features.gate(token) : 0};
    }
    return placed;
  }

  void add_content(const ContentFeatures& choice, const GoldTokens& t) {
    content_boundaries(choice, scratch_.boundaries);
    const auto& [begins, ends] = scratch_.boundaries;
    const TokenId begin = t.content.front();
    const TokenId end = t.content.back() + 1;
    std::vector<Learner::Pair> pairs;
    double best = 0.5;
    std::size_t right = 0;
    for (std::uint32_t i = 0; i < begins.size(); ++i) {
      for (std::uint32_t j = 0; j < ends.size(); ++j) {
        if (begins[i].at >= ends[j].at) continue;
        const auto common_end = std::min(ends[j].at, end).index();
        const auto common_begin = std::max(begins[i].at, begin).index();
        const double common = common_end > common_begin ? static_cast<double>(common_end - common_begin) : 0;
        const double all = static_cast<double>(std::max(ends[j].at, end) - std::min(begins[i].at, begin));
        Learner::Pair pair{i, j, {}};
        choice.pair(begins[i], ends[j], pair.own);
        pairs.push_back(std::move(pair));
        if (common / all > best) {
          best = common / all;
          right = pairs.size();
        }
      }
    }
    if (right == 0) {
      ++unreached_contents_;
      return;
    }
    inexact_contents_ += best < 1;
    std::vector<Learner::Hashes> firsts(begins.size()), seconds(ends.size());
    for (std::size_t i = 0; i < begins.size(); ++i) choice.begin(begins[i], firsts[i]);
    for (std::size_t j = 0; j < ends.size(); ++j) choice.end(ends[j], seconds[j]);
    contents_.add_pairs(firsts, seconds, pairs, right - 1);
  }

  void add_cue_words(const AttributionDecisions& decisions, const GoldTokens& t, std::pair<TokenId, TokenId> speaker) {
    const text::Sentence& sentence = view_.sentence_of(t.cue_head);
    const std::pair<TokenId, TokenId> content{t.content.front(), t.content.back() + 1};
    Features list;
    const auto ask = [&](TokenId at, TokenId edge) {
      const bool right = std::binary_search(t.cue.begin(), t.cue.end(), at);
      if (!may_join_cue(at, t.cue_head, content, speaker)) return false;
      list.clear();
      decisions.features.cue_word(t.cue_head, at, edge, list);
      words_.add_binary(list, right);
      return right;
    };
    TokenId begin = t.cue_head;
    while (begin > sentence.begin && t.cue_head - begin < kMaxCueWordsLeft && ask(begin - 1, begin)) --begin;
    TokenId end = t.cue_head + 1;
    while (end < sentence.end && end - t.cue_head <= kMaxCueWordsRight && ask(end, end - 1)) ++end;
  }

  struct WordUse {
    std::uint64_t place = 0;
    std::uint32_t row = 0;
    std::uint64_t gate = 0;
  };

  pipeline::Resources& resources_;
  train::Crossing crossing_;
  std::vector<float> vectors_;
  std::unordered_map<std::string, std::uint32_t> rows_;
  std::map<std::uint64_t, WordUse> worths_;
  Document document_;
  pipeline::Analysis analysis_;
  AttributionView view_;
  std::vector<Proposal> proposals_;
  DecisionScratch scratch_;
  std::map<std::uint64_t, std::size_t> gates_;
  Learner cues_, speakers_, parts_, contents_, words_;
  std::size_t unreached_cues_ = 0, unreached_speakers_ = 0, unreached_contents_ = 0, inexact_contents_ = 0;
};

std::string pack(const std::map<std::uint64_t, float>& weights) {
  std::vector<std::pair<std::uint64_t, std::vector<float>>> rows;
  for (const auto& [hash, weight] : weights) rows.push_back({hash, {weight}});
  return learned::pack_linear_model({"attribution"}, std::move(rows));
}

double option(int argc, char** argv, const std::string& name, double otherwise) {
  for (int i = 3; i < argc; ++i) {
    const std::string given = argv[i];
    if (given.starts_with(name + "=")) return std::atof(given.c_str() + name.size() + 1);
  }
  return otherwise;
}

std::string text_option(int argc, char** argv, const std::string& name) {
  for (int i = 3; i < argc; ++i) {
    const std::string given = argv[i];
    if (given.starts_with(name + "=")) return given.substr(name.size() + 1);
  }
  return {};
}

int run(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: chancery-train-attribution ARTICLES OUT [hold=N] [threshold=X]\n");
    return 2;
  }
  pipeline::Resources resources = pipeline::Resources::load({});
  resources.attribution = {};  // what is trained is not asked
  std::vector<GoldArticle> articles = train::read_articles(argv[1]);
  const auto hold = static_cast<std::size_t>(option(argc, argv, "hold", 0));
  Trainer trainer(resources);
  trainer.cross(train::Crossing::load(text_option(argc, argv, "taggers"), resources));
  const auto each = [&](auto&& work) {
    for (std::size_t i = 0; i < articles.size(); ++i) {
      if (hold == 0 || i % hold != hold - 1) work(articles[i]);
    }
  };
  train::LearnerOptions options;
  options.alpha = option(argc, argv, "alpha", options.alpha);
  options.l1 = option(argc, argv, "l1", options.l1);
  options.l2 = option(argc, argv, "l2", options.l2);
  options.passes = static_cast<int>(option(argc, argv, "passes", options.passes));
  options.min_count = static_cast<std::uint32_t>(option(argc, argv, "count", options.min_count));
  std::map<std::uint64_t, float> weights;
  weights["threshold"_f] = static_cast<float>(option(argc, argv, "threshold", -0.4));
  if (const std::string path = text_option(argc, argv, "vectors"); !path.empty()) trainer.read_vectors(path);
  trainer.gate_worth = option(argc, argv, "gate", trainer.gate_worth);
  options.dense_alpha = option(argc, argv, "dense", options.dense_alpha);
  options.dense_l2 = option(argc, argv, "dense_l2", options.dense_l2);
  each([&](const GoldArticle& article) { trainer.learn_gates(article); });
  each([&](const GoldArticle& article) { trainer.first_round(article); });
  if (const std::string path = text_option(argc, argv, "words"); !path.empty()) {
    for (const GoldArticle& article : train::read_articles(path)) trainer.see_words(article);
  }
  trainer.finish_first(options, weights);
  std::string bytes = pack(weights);
  {
    const learned::LinearModel model = learned::LinearModel::view(bytes, "first round");
    each([&](const GoldArticle& article) { trainer.second_round(article, model); });
  }
  trainer.finish_second(options, weights);
  PackedWriter writer;
  writer.add("linear", pack(weights));
  const std::string file = writer.finish(learned::kLinearMagic, learned::kLinearVersion);
  std::ofstream(argv[2], std::ios::binary) << file;
  std::fprintf(stderr, "%zu weights, %zu bytes\n", weights.size(), file.size());
  return 0;
}

}  // namespace

int main(int argc, char** argv) { return chancery::train::run_guarded("chancery-train-attribution", run, argc, argv); }
