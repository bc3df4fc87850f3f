// bytes -> documents: files, folders and standard input, plain or compressed, one document at a time.
//
// The kind of a file is told by its ending (.txt .html .htm .jsonl .ndjson .csv, each also .gz and .zst) or by
// ReadOptions::format. Everything streams: memory stays under the limits, whatever the size of the input.
//
// txt    one document a file; its text is the file's, to the last byte (a byte order mark aside).
// html   one document a page: the article's text with its paragraphs apart by a blank line, see io/html.h.
// jsonl  one document a line; blank lines are passed over.
// csv    RFC 4180 with a header; one document a row. Without a column for `text` the file is refused.
//
// A document without an id is called after its place: "FILE" for txt and html, "FILE:LINE" for the others, where FILE
// is the name without its folders (inside a folder that was given: the way from there) and LINE counts from 1.
// Standard input is called "stdin"; it may be compressed, and without a format it is read as jsonl where its first
// byte that is not blank is '{' or there is none, and as txt otherwise.
//
// Inside folders, what has another ending is passed over (one warning counts them), and so are names that begin with
// a dot and links to folders. A file that is named itself and has another ending is refused.
//
// Bytes that are not UTF-8 become U+FFFD with one warning a file; UTF-16 with a byte order mark is converted. Where an
// archive is damaged, what came before is read and the rest refused with one line; so is the rest of one that unpacks
// to far more than its size.
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
#include "io/limits.h"

namespace chancery::io {

enum class Format : std::uint8_t { Txt, Html, Jsonl, Csv };

/// "jsonl" to Format::Jsonl; nothing for unknown names.
std::optional<Format> format_from(std::string_view name);

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
