// How much of anything the readers take before they refuse it.
#pragma once

#include <cstddef>

namespace chancery::io {

/// What is over a limit is refused with one line and the rest goes on.
struct Limits {
  std::size_t text_bytes = 10u << 20;       // a document's text
  std::size_t html_bytes = 32u << 20;       // a page before extraction
  std::size_t html_depth = 512;             // nested elements; what is deeper is read as if it lay at this depth
  std::size_t html_nodes = 1'000'000;       // elements and runs of text in a page
  std::size_t json_line_bytes = 64u << 20;  // a line of JSONL
  std::size_t record_bytes = 64u << 20;     // a decompressed record (a txt or html file, a row of CSV)
  std::size_t compression_ratio = 200;      // of a compressed file, once past `ratio_from_bytes` of output
  std::size_t ratio_from_bytes = 10u << 20;
};

}  // namespace chancery::io
