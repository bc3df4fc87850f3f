// What stands in a model file; shared by the parser and its trainer.
//
// A packed file (base/packed_file.h) with magic and version below and these sections:
//   meta        one `ModelMeta`
//   xpos, feats, edits   names, each ended by a newline; the edits as lemma.h writes them, classes first
//   words.slots one `WordSlot` a slot, open addressing by the key's low bits; words.rows, words.scales
//   pieces.rows, pieces.scales   the table of hashed pieces
//   unknown     the vector of a word that the table does not have, in floating point
//   lexicon     `LexiconSlot`s, open addressing
//   NAME.weights, NAME.columns   for each `QuantisedMatrix`; columns hold start, scale, bias one after the other
//   peepN       forget then highway, both directions each
//   label_root, label_distance, distance_bias
#pragma once

#include <cstdint>

namespace chancery::syntax {

inline constexpr char kModelMagic[] = "CHSYNTAX";
inline constexpr std::uint32_t kModelVersion = 1;
inline constexpr std::size_t kLayers = 3;

struct ModelMeta {
  std::uint32_t input, hidden, tag_hidden, arc_hidden, label_hidden, distances;
  std::uint32_t upos, xpos, feats, edits, edit_classes, labels;
  std::uint32_t word_slots, word_rows, piece_rows, lexicon_slots;
  // Each activation is x * inverse, rounded, with 64 added where it has a sign.
  float embedded, low[2], high, tag_hidden_inverse, arc_inverse, turned_inverse, label_inverse;
};

/// Empty where row is 0; else row - 1 is the row, and `check` the high half of the key.
struct WordSlot {
  std::uint32_t check, row;
};

/// Empty where edit is 0xFFFFFFFF.
struct LexiconSlot {
  std::uint32_t check, edit;
};

/// Classes of signed distance from dependent to head; the trainer and the parser agree on them.
inline std::uint32_t distance_class(std::int32_t dependent, std::int32_t head) {
  const std::int32_t d = head - dependent, far = d < 0 ? -d : d;
  const std::uint32_t c = far <= 4    ? static_cast<std::uint32_t>(far - 1)
                          : far <= 6  ? 4
                          : far <= 9  ? 5
                          : far <= 14 ? 6
                          : far <= 22 ? 7
                                      : 8;
  return d < 0 ? c : c + 9;
}

}  // namespace chancery::syntax
