// Tested by: evaluation_test.cpp, tests/contract/test_evaluate.py
#include <utf8proc.h>

#include <algorithm>
#include <tuple>

#include "evaluation/scores.h"

namespace chancery::evaluation {
namespace {

enum Role : std::size_t { kSource, kCue, kContent, kRoles };
// By role: words of both, found, gold; spans found that overlap, found, gold that overlap, gold.
enum Count : std::size_t {
  kWordsBoth,
  kWordsFound,
  kWordsGold,
  kSpansMet,
  kSpansFound,
  kGoldMet,
  kSpansGold,
  kPerRole
};
enum All : std::size_t { kWhole = std::size_t{kRoles} * kPerRole, kFoundAll, kGoldAll, kCounts };

struct Found {
  std::array<Spans, kRoles> roles;
};

Spans spans_of(const TextSpan& span) { return span.start < span.end ? Spans{{span.start, span.end}} : Spans{}; }

bool overlap(const Spans& a, const Spans& b) {
  return std::any_of(a.begin(), a.end(), [&](const Span& one) {
    return std::any_of(b.begin(), b.end(), [&](const Span& other) { return one.meets(other); });
  });
}

/// Where the words of `text` begin, in code points: runs of letters and numbers, and every other visible character.
std::vector<std::uint32_t> word_begins(const std::string& text, std::uint32_t& length) {
  std::vector<std::uint32_t> begins;
  bool in_word = false;
  length = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size(); ++length) {
    utf8proc_int32_t c = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &c);
    at += size > 0 ? static_cast<std::size_t>(size) : 1;
    const utf8proc_category_t category = utf8proc_category(c);
    const bool letter = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
                        (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) || c == '_';
    const bool space = (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP) ||
                       (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) || c == 0x85;
    if ((letter && !in_word) || (!letter && !space)) begins.push_back(length);
    in_word = letter;
  }
  return begins;
}

void mark(const Spans& spans, std::vector<bool>& marks) {
  for (const Span& span : spans) {
    for (std::uint32_t i = span.begin; i < span.end && i < marks.size(); ++i) marks[i] = true;
  }
}

std::size_t marked(const Spans& spans, std::vector<bool>& marks) {
  std::fill(marks.begin(), marks.end(), false);
  mark(spans, marks);
  return static_cast<std::size_t>(std::count(marks.begin(), marks.end(), true));
}

const Spans& role_of(const GoldAttribution& gold, std::size_t role) {
  return role == kSource ? gold.source : role == kCue ? gold.cue : gold.content;
}

/// Pairs one to one, those with the largest common part first.
std::size_t whole_pairs(const std::vector<GoldAttribution>& gold, const std::vector<Found>& found,
                        std::uint32_t length) {
  std::vector<std::tuple<double, std::size_t, std::size_t>> candidates;
  std::vector<bool> a(length), b(length);
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const std::size_t gold_size = marked(gold[i].content, a);
    for (std::size_t j = 0; j < found.size(); ++j) {
      const Spans& content = found[j].roles[kContent];
      if (!overlap(gold[i].content, content)) continue;
      const std::size_t size = marked(content, b);
      std::size_t common = 0;
      for (std::size_t k = 0; k < length; ++k) common += a[k] && b[k] ? 1 : 0;
      const double share = ratio(static_cast<double>(common), static_cast<double>(std::max(gold_size, size)));
      if (share >= 0.5 && (gold[i].source.empty() || overlap(gold[i].source_heads, found[j].roles[kSource]))) {
        candidates.emplace_back(share, i, j);
      }
    }
  }
  std::sort(candidates.rbegin(), candidates.rend());
  std::vector<bool> used_gold(gold.size()), used_found(found.size());
  std::size_t pairs = 0;
  for (const auto& [share, i, j] : candidates) {
    if (used_gold[i] || used_found[j]) continue;
    used_gold[i] = used_found[j] = true;
    ++pairs;
  }
  return pairs;
}

}  // namespace

Evaluation score_attribution(const std::vector<AttributionDocument>& documents) {
  Tally tally(kCounts);
  Evaluation evaluation;
  for (const AttributionDocument& document : documents) {
    tally.begin_unit();
    std::uint32_t length = 0;
    const std::vector<std::uint32_t> words = word_begins(document.text, length);
    std::vector<Found> found;
    for (const Statement& statement : document.found) {
      Found one;
      for (const ActorReference& speaker : statement.speakers) {
        for (const Span& span : spans_of(speaker.span)) one.roles[kSource].push_back(span);
      }
      one.roles[kCue] = spans_of(statement.cue);
      one.roles[kContent] = spans_of(statement.content);
      found.push_back(std::move(one));
    }
    for (std::size_t role = 0; role < kRoles; ++role) {
      Spans gold_spans, found_spans;
      for (const GoldAttribution& gold : document.gold) {
        const Spans& spans = role_of(gold, role);
        gold_spans.insert(gold_spans.end(), spans.begin(), spans.end());
      }
      for (const Found& one : found) {
        found_spans.insert(found_spans.end(), one.roles[role].begin(), one.roles[role].end());
      }
      std::vector<bool> in_gold(length), in_found(length);
      mark(gold_spans, in_gold);
      mark(found_spans, in_found);
      const auto count = [&](Count which, double amount) { tally.add(role * kPerRole + which, amount); };
      double both = 0, of_found = 0, of_gold = 0;
      for (std::uint32_t word : words) {
        both += in_gold[word] && in_found[word] ? 1 : 0;
        of_found += in_found[word] ? 1 : 0;
        of_gold += in_gold[word] ? 1 : 0;
      }
      count(kWordsBoth, both);
      count(kWordsFound, of_found);
      count(kWordsGold, of_gold);
      const auto met = [](const Spans& some, const Spans& others) {
        return static_cast<double>(
            std::count_if(some.begin(), some.end(), [&](const Span& span) { return overlap({span}, others); }));
      };
      count(kSpansMet, met(found_spans, gold_spans));
      count(kSpansFound, static_cast<double>(found_spans.size()));
      count(kGoldMet, met(gold_spans, found_spans));
      count(kSpansGold, static_cast<double>(gold_spans.size()));
    }
    tally.add(kWhole, static_cast<double>(whole_pairs(document.gold, found, length)));
    tally.add(kFoundAll, static_cast<double>(found.size()));
    tally.add(kGoldAll, static_cast<double>(document.gold.size()));
  }
  evaluation.unit = "documents";
  evaluation.units = documents.size();
  const auto role_figures = [](std::span<const double> sums, std::size_t role, bool spans) {
    const double* at = sums.data() + role * kPerRole;
    const double precision = spans ? ratio(at[kSpansMet], at[kSpansFound]) : ratio(at[kWordsBoth], at[kWordsFound]);
    const double recall = spans ? ratio(at[kGoldMet], at[kSpansGold]) : ratio(at[kWordsBoth], at[kWordsGold]);
    return std::array<double, 3>{precision, recall, f1(precision, recall)};
  };
  const auto whole_figures = [](std::span<const double> sums) {
    const double precision = ratio(sums[kWhole], sums[kFoundAll]);
    const double recall = ratio(sums[kWhole], sums[kGoldAll]);
    return std::array<double, 3>{precision, recall, f1(precision, recall)};
  };
  evaluation.figures = tally.figures({"source_token_f1", "cue_token_f1", "content_token_f1", "source_span_f1",
                                      "cue_span_f1", "content_span_f1", "whole_f1"},
                                     [&](std::span<const double> sums) {
                                       std::vector<double> values;
                                       for (const bool spans : {false, true}) {
                                         for (std::size_t role = 0; role < kRoles; ++role)
                                           values.push_back(role_figures(sums, role, spans)[2]);
                                       }
                                       values.push_back(whole_figures(sums)[2]);
                                       return values;
                                     });
  static constexpr const char* kNames[kRoles] = {"source", "cue", "content"};
  const std::vector<double>& sums = tally.sums();
  const auto add_class = [&](const std::string& name, const std::array<double, 3>& figure, double gold,
                             double of_found) {
    evaluation.classes.push_back({name, figure[0], figure[1], figure[2], static_cast<std::uint64_t>(gold),
                                  static_cast<std::uint64_t>(of_found)});
  };
  for (std::size_t role = 0; role < kRoles; ++role) {
    const double* at = sums.data() + role * kPerRole;
    add_class(std::string(kNames[role]) + " words", role_figures(sums, role, false), at[kWordsGold], at[kWordsFound]);
    add_class(std::string(kNames[role]) + " spans", role_figures(sums, role, true), at[kSpansGold], at[kSpansFound]);
  }
  add_class("whole", whole_figures(sums), sums[kGoldAll], sums[kFoundAll]);
  return evaluation;
}

}  // namespace chancery::evaluation
