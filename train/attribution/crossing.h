// Honest evidence for models that are trained on top of the tagger of attributions: a document of the one half is read
// with a tagger that was trained on the other, so that what is learned is how far to trust it on texts that it has not
// seen (Wolpert 1992, "Stacked generalization").
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "pipeline/resources.h"

namespace chancery::train {

class Crossing {
 public:
  /// Reads everything with the tagger of the resources.
  Crossing() = default;
  /// `paths` names two files parted by a comma: the tagger trained on half 0, and that trained on half 1; or is empty.
  static Crossing load(const std::string& paths, const pipeline::Resources& resources);

  /// Which half a document belongs to: the lowest bit of the CRC-32 of its id before the first colon, as tagger.py has
  /// it.
  static unsigned half_of(std::string_view id);
  /// Puts the tagger that has not seen the document in place.
  void choose(std::string_view id, syntax::AttributionTagger& tagger);

 private:
  std::array<std::string, 2> bytes_;
  std::array<std::string, 2> paths_;
  std::size_t state_ = 0, embedded_ = 0;
  int chosen_ = -1;
};

}  // namespace chancery::train
