// What each word is in attributions, told from what the parser has worked out about it: part of a cue, of its source,
// of what is said.
//
// A small network on top of the parser's last layer and its word vectors: one layer of simple recurrent units (Lei et
// al. 2018) in both directions between two plain ones, in the parser's integers, so that all processors answer the
// same. models/attribution has its card. What comes out is evidence for the decisions of src/reading, no quote by
// itself.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/packed_file.h"
#include "syntax/kernels.h"

namespace chancery::syntax {

enum class AttributionTag : std::uint8_t {
  CueBegin,
  Cue,
  SourceBegin,
  Source,
  ContentBegin,
  Content,
  ContentEnd,
  CueEnd,
};
inline constexpr std::size_t kAttributionTags = static_cast<std::size_t>(AttributionTag::CueEnd) + 1;

inline constexpr char kTaggerMagic[] = "CHQUOTES";
inline constexpr std::uint32_t kTaggerVersion = 1;
/// Scores are kept as this many steps to one: a score of 2.5 as 40.
inline constexpr int kTaggerSteps = 16;

/// The scores of one word, logarithms of odds, in steps.
struct AttributionTags {
  std::array<std::int8_t, kAttributionTags> steps{};

  float score(AttributionTag tag) const {
    return static_cast<float>(steps[static_cast<std::size_t>(tag)]) / static_cast<float>(kTaggerSteps);
  }
};

/// Sections: `meta`, one AttributionTaggerMeta; `in`, `gates`, `middle`, `out` as matrices; `peep`, forget then
/// highway.
struct AttributionTaggerMeta {
  std::uint32_t state, embedded;  // numbers a word from the parser
  std::uint32_t width;            // of the recurrent layer, both directions
  std::uint32_t middle;
  std::uint32_t tags;
  float in_inverse, recurrent_inverse, middle_inverse;
};

/// Const after loading and shared by all threads.
class AttributionTagger {
 public:
  /// Knows nothing.
  AttributionTagger() = default;
  /// Of the bytes of such a file; `name` stands for the path in messages. Throws Error where they are damaged, or were
  /// made for a parser whose layers have other sizes.
  static AttributionTagger from_bytes(std::string bytes, std::string name, std::size_t state, std::size_t embedded);

  bool empty() const { return meta_.tags == 0; }
  const AttributionTaggerMeta& meta() const { return meta_; }

  QuantisedMatrix in, gates, middle, out;
  const float* peep = nullptr;

 private:
  PackedFile file_;
  AttributionTaggerMeta meta_ = {};
};

}  // namespace chancery::syntax
