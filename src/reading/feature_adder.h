// Writes features of the words of a tree: a name from the code joined with up to three values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "learned/linear_model.h"
#include "syntax/trees.h"

namespace chancery::reading {

/// The hash of a name, worked out by the compiler.
consteval std::uint64_t operator""_f(const char* name, std::size_t size) {
  return learned::feature(std::string_view(name, size));
}

class FeatureAdder {
 public:
  explicit FeatureAdder(std::vector<std::uint64_t>& out) : out_(out) {}
  void operator()(std::uint64_t name) { out_.push_back(name); }
  void operator()(std::uint64_t name, std::uint64_t a) { out_.push_back(learned::joined(name, a)); }
  void operator()(std::uint64_t name, std::uint64_t a, std::uint64_t b) {
    out_.push_back(learned::joined(learned::joined(name, a), b));
  }
  void operator()(std::uint64_t name, std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    out_.push_back(learned::joined(learned::joined(learned::joined(name, a), b), c));
  }

 private:
  std::vector<std::uint64_t>& out_;
};

inline std::uint64_t code(syntax::Upos upos) { return static_cast<std::uint64_t>(upos) + 1; }
inline std::uint64_t code(syntax::Deprel deprel) { return static_cast<std::uint64_t>(deprel) + 1; }
/// The first eight bytes: for tags and short marks.
inline std::uint64_t code(std::string_view word) {
  std::uint64_t value = 0;
  if (word.empty()) return value;
  std::memcpy(&value, word.data(), std::min<std::size_t>(word.size(), sizeof value));
  return value;
}
/// 1, 2, 3, 4, 5-6, 7-9, 10-14, 15-24, 25-49, 50 and more.
inline std::uint64_t bucket(std::size_t distance) {
  constexpr std::size_t kEnds[] = {1, 2, 3, 4, 6, 9, 14, 24, 49};
  return static_cast<std::uint64_t>(std::lower_bound(std::begin(kEnds), std::end(kEnds), distance) - std::begin(kEnds));
}

/// A score of the tagger of attributions, in its steps, as one of sixteen classes from 1.
inline std::uint64_t step_class(int steps) {
  // logarithms of odds, times four
  constexpr int kEnds[] = {-24, -18, -14, -10, -7, -4, -2, 0, 2, 4, 7, 10, 14, 18, 24};
  const int quarters = steps * 4 / syntax::kTaggerSteps;
  return static_cast<std::uint64_t>(std::lower_bound(std::begin(kEnds), std::end(kEnds), quarters) -
                                    std::begin(kEnds)) +
         1;
}
/// How strongly the tagger of attributions speaks for a tag of a word; 0 where it was not asked, or there is no such
/// word.
inline std::uint64_t tag_class(const syntax::Trees& trees, TokenId token, syntax::AttributionTag tag) {
  if (!(token < trees.attribution_tags.end_id())) return 0;
  return step_class(trees.attribution_tags[token].steps[static_cast<std::size_t>(tag)]);
}

}  // namespace chancery::reading
