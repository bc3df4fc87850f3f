// Rows of CSV after RFC 4180, from bytes that come in pieces.
//
// Fields are apart by commas; a field in quotes may hold commas, line ends and doubled quotes; rows end at "\n" or
// "\r\n". Empty lines are no rows. What the RFC leaves open: a quote inside a field that does not begin with one is a
// letter as any other; what stands between a closing quote and the next comma makes the row malformed, and so does a
// quote that is never closed. Reading goes on behind the row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/byte_source.h"

namespace chancery::io {

struct CsvRow {
  enum class State : std::uint8_t { Good, TextAfterQuote, UnclosedQuote, TooLong, Cut };
  std::uint64_t line = 0;  // on which it begins, from 1
  State state = State::Good;

  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(bytes_).substr(begin, ends_[i] - begin);
  }

 private:
  friend class CsvRows;
  std::string bytes_;  // the fields, unquoted, one behind the other
  std::vector<std::size_t> ends_;
};

class CsvRows {
 public:
  /// Reads from `source`, which must outlive the reader; keeps at most `limit` bytes of a row.
  CsvRows(ByteSource& source, std::size_t limit) : source_(source), limit_(limit) {}
  /// Reads the next row into `row`, whose memory is used again; false at the end. A row that is cut by a fault of
  /// the source has the state Cut.
  bool next(CsvRow& row);
  /// The line of the next byte.
  std::uint64_t line() const { return line_; }

 private:
  enum class At : std::uint8_t { FieldStart, Plain, Quoted, QuoteInQuoted, AfterQuote };
  void begin_row(CsvRow& row);
  std::size_t plain_run();
  bool feed(CsvRow& row, char c);
  void append(CsvRow& row, std::string_view bytes);
  void end_field(CsvRow& row);

  ByteSource& source_;
  std::size_t limit_;
  std::string_view rest_;
  std::uint64_t line_ = 1;
  At at_ = At::FieldStart;
  bool quoted_ = false;  // a field of the row stood in quotes
};

}  // namespace chancery::io
