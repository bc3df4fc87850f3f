#include "io/lines.h"

namespace chancery::io {
namespace {
constexpr std::size_t kKeptCapacity = 4u << 20;  // a longer line's memory is given back at once
}

bool LineReader::next(Line& line) {
  line = Line{};
  joined_.clear();
  if (joined_.capacity() > kKeptCapacity) std::string().swap(joined_);
  bool any = false;
  while (true) {
    if (rest_.empty()) rest_ = source_.next();
    if (rest_.empty()) {
      if (!any) return false;
      line.ended = false;
      line.text = joined_;
      break;
    }
    any = true;
    const std::size_t end = rest_.find('\n');
    const std::string_view part = rest_.substr(0, end);
    if (joined_.size() + part.size() > limit_) line.too_long = true;
    if (end != std::string_view::npos) {
      rest_.remove_prefix(end + 1);
      if (line.too_long) break;
      if (joined_.empty()) {
        line.text = part;
      } else {
        joined_.append(part);
        line.text = joined_;
      }
      break;
    }
    if (!line.too_long) joined_.append(part);
    rest_ = {};
  }
  line.number = ++number_;
  if (line.too_long) line.text = {};
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  return true;
}

}  // namespace chancery::io
