#include "crossing.h"

#include <zlib.h>

#include "base/mapped_file.h"
#include "chancery/error.h"

namespace chancery::train {

Crossing Crossing::load(const std::string& paths, const pipeline::Resources& resources) {
  Crossing crossing;
  if (paths.empty()) return crossing;
  const std::size_t comma = paths.find(',');
  if (comma == std::string::npos) throw Error(paths + ": not two taggers of attributions, parted by a comma");
  crossing.paths_ = {paths.substr(0, comma), paths.substr(comma + 1)};
  for (std::size_t i = 0; i < 2; ++i) {
    crossing.bytes_[i] = std::string(MappedFile::open(crossing.paths_[i]).bytes());
  }
  crossing.state_ = 2 * resources.model.meta().hidden;
  crossing.embedded_ = resources.model.meta().input;
  return crossing;
}

unsigned Crossing::half_of(std::string_view id) {
  const std::string_view document = id.substr(0, id.find(':'));
  return static_cast<unsigned>(
             crc32(0, reinterpret_cast<const Bytef*>(document.data()), static_cast<uInt>(document.size()))) &
         1U;
}

void Crossing::choose(std::string_view id, syntax::AttributionTagger& tagger) {
  if (bytes_[0].empty()) return;
  const int other = half_of(id) == 0 ? 1 : 0;
  if (other == chosen_) return;
  chosen_ = other;
  const auto i = static_cast<std::size_t>(other);
  tagger = syntax::AttributionTagger::from_bytes(bytes_[i], paths_[i], state_, embedded_);
}

}  // namespace chancery::train
