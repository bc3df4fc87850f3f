// Tested by: marked_pair_test.cpp.
#include "pipeline/marked_pair.h"

#include <algorithm>
#include <cstdint>

namespace chancery::pipeline {
namespace {

/// Collects the spans of one kind of mark; an inner mark of the same kind only lengthens the outer one.
class MarkReader {
 public:
  explicit MarkReader(std::vector<text::ByteSpan>& spans) : spans_(spans) { spans_.clear(); }

  void open(std::uint32_t at) {
    if (depth_++ == 0) begin_ = at;
  }
  void close(std::string_view text, std::uint32_t at) {
    if (depth_ == 0 || --depth_ > 0) return;
    keep(text, at);
  }
  void finish(std::string_view text) {
    if (depth_ > 0) keep(text, static_cast<std::uint32_t>(text.size()));
    depth_ = 0;
  }

 private:
  /// Without the blanks at either end ("<s>The army </s>said").
  void keep(std::string_view text, std::uint32_t end) {
    std::uint32_t begin = begin_;
    while (begin < end && text[begin] == ' ') ++begin;
    while (end > begin && text[end - 1] == ' ') --end;
    if (begin < end) spans_.push_back({begin, end});
  }

  std::vector<text::ByteSpan>& spans_;
  std::uint32_t begin_ = 0;
  int depth_ = 0;
};

}  // namespace

void read_marked_pair(std::string_view sentence, MarkedPair& pair) {
  pair.text.clear();
  MarkReader actor(pair.actor);
  MarkReader recipient(pair.recipient);
  for (std::size_t i = 0; i < sentence.size();) {
    const std::string_view rest = sentence.substr(i);
    const std::uint32_t at = static_cast<std::uint32_t>(pair.text.size());
    if (rest.starts_with("<s>")) {
      actor.open(at);
      i += 3;
    } else if (rest.starts_with("</s>")) {
      actor.close(pair.text, at);
      i += 4;
    } else if (rest.starts_with("<t>")) {
      recipient.open(at);
      i += 3;
    } else if (rest.starts_with("</t>")) {
      recipient.close(pair.text, at);
      i += 4;
    } else {
      pair.text += rest.front();
      ++i;
    }
  }
  actor.finish(pair.text);
  recipient.finish(pair.text);
}

}  // namespace chancery::pipeline
