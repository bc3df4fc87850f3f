// Lines of a stream, with their numbers and a limit on their length.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "io/byte_source.h"

namespace chancery::io {

struct Line {
  std::string_view text;     // without its "\n" or "\r\n"; lives until the next call
  std::uint64_t number = 0;  // from 1
  bool too_long = false;     // over the limit: `text` is empty, the line was skipped
  bool ended = true;         // false for what stands behind the last "\n"
};

class LineReader {
 public:
  /// Reads from `source`, which must outlive the reader; keeps at most `limit` bytes and a piece.
  LineReader(ByteSource& source, std::size_t limit) : source_(source), limit_(limit) {}
  /// False at the end of the stream.
  bool next(Line& line);

 private:
  ByteSource& source_;
  std::size_t limit_;
  std::string_view rest_;
  std::string joined_;  // a line that lies in more than one piece
  std::uint64_t number_ = 0;
};

}  // namespace chancery::io
