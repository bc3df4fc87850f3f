// The decisions of attribution, taken with a model: which words are cues, what belongs to them, who speaks, what is
// said.
//
// Used by the reading (attribution.cpp) and by the trainer, which trains each decision on the answers of those before.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "learned/linear_model.h"
#include "reading/attribution_candidates.h"

namespace chancery::reading {

/// Scratch of the caller; cleared by each decision.
struct DecisionScratch {
  Features features;
  std::vector<TokenId> tokens;
  Boundaries boundaries;
  std::vector<float> begin_scores;
  std::vector<float> end_scores;
};

struct AttributionDecisions {
  const learned::LinearModel& model;
  AttributionFeatures features;
  DecisionScratch& scratch;

  /// The logarithm of the odds that the token is a cue; very low where the model does not know its lemma at all.
  float cue_score(TokenId token, const Proposal* proposal) const;
  /// The head of the phrase that speaks, or none.
  TokenId speaker(TokenId cue, const Proposal* proposal) const;
  /// The words shown with a speaker's head: its modifiers, its appositions, clauses.
  std::pair<TokenId, TokenId> speaker_words(TokenId head, TokenId cue) const;
  /// Begin and end of the content; nothing where there is no room for any.
  std::optional<std::pair<TokenId, TokenId>> content(const ContentFeatures& choice) const;
  /// The words of the cue, which leave out the content (where it does not hold the cue) and the speaker.
  std::pair<TokenId, TokenId> cue_words(TokenId cue, std::pair<TokenId, TokenId> content,
                                        std::pair<TokenId, TokenId> speaker) const;
};

/// Whether a word beside a cue may belong to it at all: neither said nor the speaker.
bool may_join_cue(TokenId at, TokenId cue, std::pair<TokenId, TokenId> content, std::pair<TokenId, TokenId> speaker);

inline constexpr std::size_t kMaxCueWordsLeft = 6;
inline constexpr std::size_t kMaxCueWordsRight = 8;

}  // namespace chancery::reading
