// bytes -> documents: files, folders and standard input, plain or compressed, one document at a time.
//
// The kind of a file is told by its ending (.txt .html .htm .jsonl .ndjson .csv, each also .gz and .zst) or by
// ReadOptions::format. Everything streams: memory stays under the limits, whatever the size of the input.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chancery/document.h"
#include "chancery/error.h"

namespace chancery::io {

enum class Format : std::uint8_t { Txt, Html, Jsonl, Csv };

/// "jsonl" to Format::Jsonl; nothing for unknown names.
std::optional<Format> format_from(std::string_view name);

/// What is over a limit is refused with one line and the rest goes on.
struct Limits {
  std::size_t text_bytes = 10u << 20;       // a document's text
  std::size_t html_bytes = 32u << 20;       // a page before extraction
  std::size_t html_depth = 512;             // nested elements
  std::size_t json_line_bytes = 64u << 20;  // a line of JSONL
  std::size_t record_bytes = 64u << 20;     // a decompressed record (a txt or html file, a row of CSV)
  std::size_t compression_ratio = 200;      // of a compressed file, once past `ratio_from_bytes` of output
  std::size_t ratio_from_bytes = 10u << 20;
};

struct ReadOptions {
  std::optional<Format> format;  // for every input; without it the ending tells
  std::string date;              // day of publication where a document has none
  /// CSV columns by field: {"text", "body"} takes the text from the column "body".
  std::vector<std::pair<std::string, std::string>> columns;
  Limits limits;
};

/// How far the reading has come, for a progress line.
struct Progress {
  std::uint64_t bytes_read = 0;   // of the files as they lie on the disk
  std::uint64_t bytes_total = 0;  // of all inputs; 0 where it cannot be known (standard input)
  std::uint64_t documents = 0;
};

using Sink = std::function<void(Document document)>;

/// Reads `inputs` in order ("-" is standard input; folders in order of names, with their subfolders) and hands every
/// document to `sink`. Refusals go to `reporter`; what `sink` throws passes through. `progress` may be null.
void read_documents(const std::vector<std::string>& inputs, const ReadOptions& options, Reporter& reporter,
                    const Sink& sink, Progress* progress = nullptr);

}  // namespace chancery::io
