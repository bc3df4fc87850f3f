#include "gold.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>

#include "chancery/error.h"
#include "pipeline/analysis.h"
#include "pipeline/pair_reading.h"
#include "pipeline/spine.h"

namespace chancery::train {
namespace {

using coding::ActView;
using coding::Part;
using coding::RuleView;

constexpr unsigned kMarkedFolds = 5;

/// The layers of one text, and what the rules say of its words.
struct Reader {
  Reader(const pipeline::Resources& all, const learned::WordClusters& words) : resources(all), clusters(words) {}

  const pipeline::Resources& resources;
  const learned::WordClusters& clusters;
  pipeline::Analysis a;
  std::vector<RuleView> rules;
  std::vector<std::uint64_t> features;
  std::vector<TokenId> candidates;

  coding::PredicateSources layers() const {
    return {resources.ontology, resources.lexicon, resources.restraint, a.tokens, a.trees, a.mentions, a.times,
            &a.quotes};
  }

  bool has_type(TokenId token, std::uint32_t labels) const {
    const RuleView& rule = rules[token.index()];
    if (!rule.act.exists()) return false;
    const auto event = resources.ontology[rule.act].event;
    return event && (labels >> static_cast<unsigned>(*event) & 1) != 0;
  }

  /// `part_of` tells the part of a candidate; -1: not known.
  template <class PartOf>
  std::vector<Example> roles(const coding::TriggerSources& sources, TokenId trigger, EventType event, double weight,
                             PartOf&& part_of) {
    const RuleView& rule = rules[trigger.index()];
    ActView act{trigger, event, {}, {}};
    if (rule.actors != nullptr) act.actors = *rule.actors;
    if (rule.recipients != nullptr) act.recipients = *rule.recipients;
    coding::find_role_candidates(sources, act, candidates);
    std::vector<Example> examples;
    for (TokenId party : candidates) {
      const reading::Mention* mention = a.mentions.at(party);
      const int part = mention != nullptr ? part_of(mention->begin, mention->end) : part_of(party, party + 1);
      if (part < 0) continue;
      coding::find_role_features(sources, act, party, features);
      examples.push_back({features, 1U << part, weight});
    }
    return examples;
  }
};

struct Range {
  std::uint32_t begin = 0, end = 0;
};

Range range_of(simdjson::dom::element span, const std::vector<std::uint32_t>& byte_of) {
  const simdjson::dom::array two = span;
  return {byte_of.at(std::uint64_t(two.at(0))), byte_of.at(std::uint64_t(two.at(1)))};
}

/// The word of the trigger's words on which the event hangs: one that the rules give this type, else the head.
TokenId trigger_in(const Reader& reader, const coding::TriggerSources& sources, Range words, std::uint32_t labels) {
  const text::Tokens& tokens = reader.a.tokens;
  TokenId best = TokenId::none(), first = TokenId::none();
  int best_rank = -1;
  for (TokenId token(0); token < tokens.span.end_id(); ++token) {
    if (tokens.span[token].end <= words.begin || tokens.span[token].begin >= words.end) continue;
    if (!first.exists()) first = token;
    if (!coding::may_be_trigger(sources, token)) continue;
    const TokenId head = reader.a.trees.head[token];
    const bool outside = !head.exists() || tokens.span[head].end <= words.begin || tokens.span[head].begin >= words.end;
    const int rank = (reader.has_type(token, labels) ? 8 : 0) + (outside ? 4 : 0) +
                     (reader.rules[token.index()].outcome.empty() ? 0 : 2);
    if (rank > best_rank) {
      best_rank = rank;
      best = token;
    }
  }
  for (TokenId up = first; !best.exists() && up.exists(); up = reader.a.trees.head[up]) {
    if (coding::may_be_trigger(sources, up)) best = up;
  }
  return best;
}

}  // namespace

std::vector<Passage> read_passages(const std::string& path, double weight, const pipeline::Resources& resources,
                                   const learned::WordClusters& clusters) {
  std::ifstream in(path);
  if (!in) throw Error(path + ": cannot be read");
  Reader reader(resources, clusters);
  pipeline::Analysis& a = reader.a;
  simdjson::dom::parser parser;
  std::vector<Passage> passages;
  std::size_t events = 0, lost = 0;
  for (std::string line; std::getline(in, line);) {
    const simdjson::dom::element root = parser.parse(line);
    Document document;
    document.id = std::string(std::string_view(root["id"]));
    document.text = std::string(std::string_view(root["text"]));
    std::string_view date;
    if (root["date"].get(date) == simdjson::SUCCESS) document.date = std::string(date);
    pipeline::analyse(document, resources, {}, a);
    a.predicate_finder.view(reader.layers(), reader.rules);
    const coding::PredicateSources layers = reader.layers();
    const coding::TriggerSources sources{layers, a.quotes, a.predicate_finder.topics(), clusters};
    std::vector<std::uint32_t> byte_of;
    for (std::uint32_t i = 0; i < document.text.size(); ++i) {
      if ((static_cast<unsigned char>(document.text[i]) & 0xC0) != 0x80) byte_of.push_back(i);
    }
    byte_of.push_back(static_cast<std::uint32_t>(document.text.size()));
    Passage passage;
    passage.fold = static_cast<unsigned>(learned::feature(document.id.substr(0, document.id.find(':'))) >> 20) % kFolds;
    std::vector<std::size_t> label(a.tokens.size(), coding::kNoEvent);
    std::vector<bool> open(a.tokens.size(), false);  // words of a trigger beside its head
    for (simdjson::dom::element event : simdjson::dom::array(root["events"])) {
      const auto type = event_type_from(std::string_view(event["event"]));
      if (!type) throw Error(path + ": unknown type");
      ++events;
      const Range words = range_of(event["span"], byte_of);
      for (TokenId t(0); t < a.tokens.span.end_id(); ++t) {
        if (a.tokens.span[t].end > words.begin && a.tokens.span[t].begin < words.end) open[t.index()] = true;
      }
      const TokenId trigger = trigger_in(reader, sources, words, 1U << static_cast<unsigned>(*type));
      if (!trigger.exists() || label[trigger.index()] != coding::kNoEvent) {
        ++lost;
        continue;
      }
      label[trigger.index()] = static_cast<std::size_t>(*type);
      bool knows_roles = true;
      if (event["roles"].get(knows_roles) == simdjson::SUCCESS && !knows_roles) continue;
      std::vector<std::pair<Range, Part>> parts;
      for (simdjson::dom::element each : simdjson::dom::array(event["actors"]))
        parts.emplace_back(range_of(each["span"], byte_of), Part::Actor);
      for (simdjson::dom::element each : simdjson::dom::array(event["recipients"]))
        parts.emplace_back(range_of(each["span"], byte_of), Part::Recipient);
      const auto part_of = [&](TokenId begin, TokenId end) {
        for (const auto& [range, part] : parts) {
          if (a.tokens.span[begin].begin < range.end && a.tokens.span[end - 1].end > range.begin)
            return static_cast<int>(part);
        }
        return 0;
      };
      for (Example& example : reader.roles(sources, trigger, *type, weight, part_of))
        passage.roles.push_back(std::move(example));
    }
    for (TokenId t(0); t < a.tokens.span.end_id(); ++t) {
      if (!coding::may_be_trigger(sources, t)) continue;
      find_trigger_features(sources, reader.rules, t, reader.features);
      const std::size_t class_index = label[t.index()];
      const bool skip = class_index == coding::kNoEvent && open[t.index()];
      passage.triggers.push_back({reader.features, skip ? 0U : 1U << class_index, weight});
    }
    passages.push_back(std::move(passage));
  }
  std::printf("%s: %zu passages, %zu events, %zu without a word of their own\n", path.c_str(), passages.size(), events,
              lost);
  return passages;
}

std::vector<Marked> read_marked(const Source& source, const pipeline::Resources& resources,
                                const learned::WordClusters& clusters) {
  Reader reader(resources, clusters);
  pipeline::Analysis& a = reader.a;
  pipeline::PairReading reading;
  pipeline::MarkedPair pair;
  std::vector<Marked> all;
  std::size_t by_rule = 0;
  for (const Row& row : source.rows) {
    if (__builtin_popcount(row.labels) > 2) continue;
    pipeline::read_marked_pair(row.marked, pair);
    pipeline::read_pair(pair, resources, {}, reading, a);
    a.predicate_finder.view(reader.layers(), reader.rules);
    const coding::PredicateSources layers = reader.layers();
    const coding::TriggerSources sources{layers, a.quotes, a.predicate_finder.topics(), clusters};
    // The words above the marks, and what hangs on those.
    std::vector<std::uint8_t> above(a.tokens.size(), 0);
    for (TokenId t(0); t < a.tokens.span.end_id(); ++t) {
      if (reading.marks[t] == 0) continue;
      constexpr int kMaxSteps = 12;
      int steps = 0;
      for (TokenId up = a.trees.head[t]; up.exists() && steps < kMaxSteps; up = a.trees.head[up], ++steps)
        above[up.index()] |= reading.marks[t];
    }
    Marked marked;
    marked.fold = row.fold;
    marked.labels = row.labels;
    int best = 0;
    for (TokenId t(0); t < a.tokens.span.end_id(); ++t) {
      if (!coding::may_be_trigger(sources, t) || reading.marks[t] != 0) continue;
      const TokenId head = a.trees.head[t];
      if (above[t.index()] == 0 && !(head.exists() && above[head.index()] != 0)) continue;
      Word word;
      find_trigger_features(sources, reader.rules, t, reader.features);
      word.features = reader.features;
      unsigned type = 0;
      while (!(row.labels >> type & 1)) ++type;
      const auto part_of = [&](TokenId begin, TokenId end) {
        std::uint8_t marks = 0;
        bool joined = false;
        for (TokenId at = begin; at < end; ++at) {
          marks |= reading.marks[at];
          const TokenId up = a.trees.head[at];
          joined |= a.trees.deprel[at] == syntax::Deprel::Conj && up.exists() && reading.marks[up] != 0;
        }
        if (marks == coding::kActorMark) return static_cast<int>(Part::Actor);
        if (marks == coding::kRecipientMark) return static_cast<int>(Part::Recipient);
        return marks != 0 || joined ? -1 : 0;
      };
      word.roles = reader.roles(sources, t, static_cast<EventType>(type), source.weight, part_of);
      if (reader.has_type(t, row.labels)) {
        const int rank = 1 + (reader.rules[t.index()].outcome == coding::kTold ? 4 : 0) +
                         (above[t.index()] == 3 ? 2 : 0) + (above[t.index()] != 0 ? 1 : 0);
        if (rank > best) {
          best = rank;
          marked.chosen = static_cast<int>(marked.words.size());
        }
      }
      marked.words.push_back(std::move(word));
    }
    by_rule += marked.chosen >= 0;
    if (!marked.words.empty()) all.push_back(std::move(marked));
  }
  std::printf("%s: %zu sentences, in %zu a rule knows the word\n", source.path.c_str(), all.size(), by_rule);
  return all;
}

void choose(std::vector<Marked>& marked, const coding::EventJudge& judge) {
  for (Marked& each : marked) {
    if (each.chosen >= 0) continue;
    float top = 0;
    for (std::size_t i = 0; i < each.words.size(); ++i) {
      const coding::Verdict verdict = judge.judge(each.words[i].features);
      float best = -1e9F;
      for (std::size_t type = 0; type < kEventTypeCount; ++type) {
        if (each.labels >> type & 1) best = std::max(best, verdict.scores[type]);
      }
      if (each.chosen < 0 || best > top) {
        top = best;
        each.chosen = static_cast<int>(i);
      }
    }
  }
}

}  // namespace chancery::train
