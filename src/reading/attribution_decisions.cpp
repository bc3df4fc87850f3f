// Contents are chosen as a pair of boundaries: each boundary has a score, each pair another, and the best sum wins.
// Only the best ten of each side are paired.
// Tested by: attribution_test.cpp
#include "reading/attribution_decisions.h"

#include <algorithm>
#include <array>

#include "reading/feature_adder.h"

namespace chancery::reading {

namespace {

constexpr float kNever = -100.0F;
constexpr std::size_t kMaxPaired = 10;

/// The indices of the best scores, best first.
std::size_t best_of(const std::vector<float>& scores, std::array<std::size_t, kMaxPaired>& best) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    std::size_t at = count;
    while (at > 0 && scores[best[at - 1]] < scores[i]) --at;
    if (at >= kMaxPaired) continue;
    if (count < kMaxPaired) ++count;
    for (std::size_t j = count - 1; j > at; --j) best[j] = best[j - 1];
    best[at] = i;
  }
  return count;
}

}  // namespace

float AttributionDecisions::cue_score(TokenId token, const Proposal* proposal) const {
  if (!features.may_be_cue(token)) return kNever;
  if (!features.is_asked(token, proposal, model.knows(features.gate(token)))) return kNever;
  scratch.features.clear();
  features.cue(token, proposal, scratch.features);
  std::array<PlacedWord, AttributionFeatures::kMaxPlacedWords> placed;
  const std::size_t placed_count = features.placed_words(token, placed);
  for (std::size_t i = 0; i < placed_count; ++i) scratch.features.push_back(placed[i].feature(features.view));
  return model.score(scratch.features);
}

TokenId AttributionDecisions::speaker(TokenId cue, const Proposal* proposal) const {
  TokenId best;
  scratch.features.clear();
  features.speaker(cue, best, proposal, scratch.features);
  float best_score = model.score(scratch.features);
  speaker_candidates(features.view, cue, scratch.tokens);
  for (TokenId head : scratch.tokens) {
    scratch.features.clear();
    features.speaker(cue, head, proposal, scratch.features);
    const float score = model.score(scratch.features);
    if (score <= best_score) continue;
    best = head;
    best_score = score;
  }
  return best;
}

std::pair<TokenId, TokenId> AttributionDecisions::speaker_words(TokenId head, TokenId cue) const {
  TokenId begin = head;
  TokenId end = head + 1;
  speaker_parts(features.view, head, cue, scratch.tokens);
  bool left_open = true;
  bool right_open = true;
  for (TokenId child : scratch.tokens) {
    bool& open = child < head ? left_open : right_open;
    if (!open) continue;
    scratch.features.clear();
    features.speaker_part(head, child, scratch.features);
    if (model.score(scratch.features) <= 0) {
      open = false;
      continue;
    }
    begin = std::min(begin, features.view.begin_of(child));
    end = std::max(end, features.view.end_of(child));
  }
  while (begin < head && features.view.is_edge(begin)) ++begin;
  while (end > head + 1 && features.view.is_edge(end - 1)) --end;
  return {begin, end};
}

std::optional<std::pair<TokenId, TokenId>> AttributionDecisions::content(const ContentFeatures& choice) const {
  content_boundaries(choice, scratch.boundaries);
  const auto& begins = scratch.boundaries.begins;
  const auto& ends = scratch.boundaries.ends;
  scratch.begin_scores.clear();
  scratch.end_scores.clear();
  for (const Boundary& boundary : begins) {
    scratch.features.clear();
    choice.begin(boundary, scratch.features);
    scratch.begin_scores.push_back(model.score(scratch.features));
  }
  for (const Boundary& boundary : ends) {
    scratch.features.clear();
    choice.end(boundary, scratch.features);
    scratch.end_scores.push_back(model.score(scratch.features));
  }
  std::array<std::size_t, kMaxPaired> best_begins;
  std::array<std::size_t, kMaxPaired> best_ends;
  const std::size_t begin_count = best_of(scratch.begin_scores, best_begins);
  const std::size_t end_count = best_of(scratch.end_scores, best_ends);
  std::optional<std::pair<TokenId, TokenId>> best;
  float best_score = 0;
  for (std::size_t i = 0; i < begin_count; ++i) {
    for (std::size_t j = 0; j < end_count; ++j) {
      const Boundary& begin = begins[best_begins[i]];
      const Boundary& end = ends[best_ends[j]];
      if (begin.at >= end.at) continue;
      scratch.features.clear();
      choice.pair(begin, end, scratch.features);
      const float score =
          scratch.begin_scores[best_begins[i]] + scratch.end_scores[best_ends[j]] + model.score(scratch.features);
      if (best && score <= best_score) continue;
      best = {begin.at, end.at};
      best_score = score;
    }
  }
  return best;
}

bool may_join_cue(TokenId at, TokenId cue, std::pair<TokenId, TokenId> content, std::pair<TokenId, TokenId> speaker) {
  const auto holds = [](std::pair<TokenId, TokenId> range, TokenId token) {
    return token >= range.first && token < range.second;
  };
  if (holds(content, at) && !holds(content, cue)) return false;
  return !holds(speaker, at) || holds(speaker, cue);
}

std::pair<TokenId, TokenId> AttributionDecisions::cue_words(TokenId cue, std::pair<TokenId, TokenId> content,
                                                            std::pair<TokenId, TokenId> speaker) const {
  const text::Sentence& sentence = features.view.sentence_of(cue);
  const auto joins = [&](TokenId at, TokenId edge) {
    if (!may_join_cue(at, cue, content, speaker)) return false;
    scratch.features.clear();
    features.cue_word(cue, at, edge, scratch.features);
    return model.score(scratch.features) > 0;
  };
  TokenId begin = cue;
  while (begin > sentence.begin && cue - begin < kMaxCueWordsLeft && joins(begin - 1, begin)) --begin;
  TokenId end = cue + 1;
  while (end < sentence.end && end - cue <= kMaxCueWordsRight && joins(end, end - 1)) ++end;
  return {begin, end};
}

}  // namespace chancery::reading
