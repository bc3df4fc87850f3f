// What the decisions of attribution are made from, as hashes of named features for a linear model.
//
// Four decisions, each with features of its own: is this word a cue; do these words beside the cue belong to it; which
// phrase is the speaker, and how far does it reach; from where to where does the content run. The trainer asks the
// same functions, so that what is learned is what is used. Pure functions of the view and of what the grammar proposes.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "knowledge/lexicon.h"
#include "reading/attribution_proposals.h"
#include "reading/attribution_view.h"

namespace chancery::reading {

using Features = std::vector<std::uint64_t>;

/// A lemma, and the place in which it stands beside a cue: the trainer knows vectors of words, of which the model keeps
/// one number for each lemma in each place.
struct PlacedWord {
  std::uint64_t place = 0;
  TokenId word;

  std::uint64_t feature(const AttributionView& view) const;
};

struct AttributionFeatures {
  const AttributionView& view;
  const knowledge::Lexicon& lexicon;

  /// The feature that a model knows for each lemma that may be a cue: what it does not know is not asked about.
  std::uint64_t gate(TokenId token) const;
  bool may_be_cue(TokenId token) const;
  /// Whether the model is asked about a word that may be a cue: the grammar proposes it, it was one before
  /// (`known_gate`), or the tagger of attributions does not rule it out.
  bool is_asked(TokenId token, const Proposal* proposal, bool known_gate) const;

  void cue(TokenId token, const Proposal* proposal, Features& out) const;
  /// At most `kMaxPlacedWords`; returns how many. Their features belong to those of the cue.
  static constexpr std::size_t kMaxPlacedWords = 3;
  std::size_t placed_words(TokenId token, std::array<PlacedWord, kMaxPlacedWords>& out) const;
  /// Whether `at` belongs to the words of the cue; `edge` is the outermost word that does.
  void cue_word(TokenId cue, TokenId at, TokenId edge, Features& out) const;
  /// `head` may be none: nobody is named.
  void speaker(TokenId cue, TokenId head, const Proposal* proposal, Features& out) const;
  /// Whether the dependent `child` of a speaker (or of a word joined to it) is shown with it.
  void speaker_part(TokenId speaker, TokenId child, Features& out) const;
};

/// The part of a tree that a boundary of a content stands at.
struct Boundary {
  TokenId at;                  // first word, or one past the last
  std::uint64_t relation = 0;  // what the largest subtree that begins (ends) here is to the cue
};

struct ContentFeatures {
  const AttributionView& view;
  TokenId cue;
  TokenId speaker;  // or none
  TokenId speaker_begin, speaker_end;
  const Proposal* proposal;

  void begin(const Boundary& boundary, Features& out) const;
  void end(const Boundary& boundary, Features& out) const;
  void pair(const Boundary& begin, const Boundary& end, Features& out) const;

 private:
  std::uint64_t side(TokenId at) const;
};

}  // namespace chancery::reading
