// Tested by: attribution_tagger_test.cpp
#include "syntax/attribution_tagger.h"

#include <cmath>
#include <cstring>

#include "chancery/error.h"
#include "syntax/model_sections.h"

namespace chancery::syntax {

AttributionTagger AttributionTagger::from_bytes(std::string bytes, std::string name, std::size_t state,
                                                std::size_t embedded) {
  AttributionTagger tagger;
  tagger.file_ = PackedFile::from_bytes(std::move(bytes), std::move(name), kTaggerMagic, kTaggerVersion);
  AttributionTaggerMeta& m = tagger.meta_;
  std::memcpy(&m, array_section<AttributionTaggerMeta>(tagger.file_, "meta", 1), sizeof m);
  const auto small = [](std::uint32_t n) { return n > 0 && n <= 1024 && n % 32 == 0; };
  bool sound =
      m.state == state && m.embedded == embedded && small(m.width) && small(m.middle) && m.tags == kAttributionTags;
  for (const float s : {m.in_inverse, m.recurrent_inverse, m.middle_inverse})
    sound = sound && std::isfinite(s) && s > 0;
  if (!sound) {
    throw Error(tagger.file_.path() + ": the tagger of attributions does not fit this program or its syntax model; " +
                "train it anew (train/attribution) or take the file of this version");
  }
  tagger.in = matrix_section(tagger.file_, "in", m.state + m.embedded, m.width);
  tagger.gates = matrix_section(tagger.file_, "gates", m.width, 3 * m.width);
  tagger.middle = matrix_section(tagger.file_, "middle", m.width, m.middle);
  tagger.out = matrix_section(tagger.file_, "out", m.middle, m.tags);
  tagger.peep = array_section<float>(tagger.file_, "peep", 2 * m.width);
  return tagger;
}

}  // namespace chancery::syntax
