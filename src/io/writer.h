// records -> bytes: JSON lines and CSV, the same bytes for the same records.
#pragma once

#include <string>
#include <string_view>

#include "chancery/records.h"

namespace chancery::io {

/// Appends all records of one document as JSON lines: the story head ("record": "document") first, then events,
/// statements and relations in order of sentence, within a sentence in this order. Fields as in the contract and in
/// its order; beyond it: `start` and `end` of a location, `members` of an actor that is a group, `rule` of a statement,
/// `date_end` of an event or statement whose date is a range. What is not known is null, what is a list is never null.
/// Numbers: goldstein with one decimal, confidence with two, coordinates with as many as they need, at most five.
void append_jsonl(const Records& records, std::string& out);

/// Appends `text` as a JSON string, quotation marks and all, with the escapes of `append_jsonl`.
void append_json_string(std::string_view text, std::string& out);

/// One line of column names, and a row for each event, statement and relation in the order of the JSON lines
/// (RFC 4180, "\n" at line ends). One table for the three kinds: the column `record` tells which, and what a kind does
/// not have is empty. The parties share columns: `actor_*` are an event's actors, a statement's speakers, the `from` of
/// a relation; `recipient_*` are recipients, addressees, the `to`. Lists are joined by "; ", and the items of
/// actor_names, actor_countries and actor_sectors stand in the same order, empty where nothing is known. A text that
/// begins with = + - @, a tab or a carriage return gets an apostrophe before it: spreadsheets run such cells as
/// formulas.
std::string_view csv_header();
void append_csv(const Records& records, std::string& out);

/// Where results go: standard output, or a file that appears whole under its name when `close` is called
/// (written beside it as `.tmp`, synced, renamed). What exists and is no plain file (a device, a pipe) is written to
/// directly. Throws Error naming the file when the disk is full or refuses. One thread at a time.
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
  void flush();
  [[noreturn]] void fail(const char* doing, int error);
  std::string shown_path() const;

  std::string path_;
  std::string temporary_path_;  // empty where the output is written to directly
  int descriptor_ = -1;
  bool failed_ = false;
  std::string buffer_;
};

}  // namespace chancery::io
