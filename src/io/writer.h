// records -> bytes: JSON lines and CSV, the same bytes for the same records.
#pragma once

#include <string>
#include <string_view>

#include "chancery/records.h"

namespace chancery::io {

/// Appends all records of one document as JSON lines, the story head first, then events, statements and relations
/// in order of sentence. Fields as in the contract.
void append_jsonl(const Records& records, std::string& out);

/// One line of column names, and a row for each event, statement and relation (RFC 4180, "\n" at line ends).
std::string_view csv_header();
void append_csv(const Records& records, std::string& out);

/// Where results go: standard output, or a file that appears whole under its name when `close` is called
/// (written beside it as `.tmp`, synced, renamed). Throws Error naming the file when the disk is full or refuses.
class Output {
 public:
  /// An empty path or "-" is standard output.
  explicit Output(std::string path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  void write(std::string_view bytes);
  /// Must be called for the file to be kept; without it the `.tmp` is removed.
  void close();

 private:
  std::string path_;
  std::string temporary_path_;
  int descriptor_ = -1;
  std::string buffer_;
};

}  // namespace chancery::io
