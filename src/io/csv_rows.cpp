// Tested by: csv_test.cpp
#include "io/csv_rows.h"

#include <algorithm>

namespace chancery::io {
namespace {

constexpr std::size_t kKeptCapacity = 4u << 20;
constexpr std::size_t kMaxFields = 65'536;  // of a row; a row of nothing but commas must not eat memory

}  // namespace

void CsvRows::append(CsvRow& row, std::string_view bytes) {
  if (row.state == CsvRow::State::TooLong) return;
  if (row.bytes_.size() + bytes.size() > limit_) {
    row.state = CsvRow::State::TooLong;
    return;
  }
  row.bytes_.append(bytes);
}

void CsvRows::end_field(CsvRow& row) {
  if (row.ends_.size() >= kMaxFields) {
    row.state = CsvRow::State::TooLong;
    return;
  }
  row.ends_.push_back(row.bytes_.size());
}

/// One byte of a row; true where it ended the row.
bool CsvRows::feed(CsvRow& row, char c) {
  if (c == '\n') ++line_;
  switch (at_) {
    case At::Quoted:
      if (c == '"') {
        at_ = At::QuoteInQuoted;
      } else {
        append(row, {&c, 1});
      }
      return false;
    case At::QuoteInQuoted:
      if (c == '"') {
        append(row, {&c, 1});
        at_ = At::Quoted;
        return false;
      }
      at_ = At::AfterQuote;
      break;
    case At::FieldStart:
      if (c == '"') {
        at_ = At::Quoted;
        quoted_ = true;
        return false;
      }
      at_ = At::Plain;
      break;
    case At::Plain:
    case At::AfterQuote:
      break;
  }
  if (c == ',' || c == '\n') {
    // The "\r" of "\r\n": it got into the field before its "\n" was seen.
    if (c == '\n' && at_ == At::Plain && row.state == CsvRow::State::Good) {
      const std::size_t begin = row.ends_.empty() ? 0 : row.ends_.back();
      if (row.bytes_.size() > begin && row.bytes_.back() == '\r') row.bytes_.pop_back();
    }
    end_field(row);
    at_ = At::FieldStart;
    return c == '\n';
  }
  if (at_ == At::AfterQuote) {
    if (c != '\r' && row.state == CsvRow::State::Good) row.state = CsvRow::State::TextAfterQuote;
    return false;
  }
  append(row, {&c, 1});
  return false;
}

/// How many bytes from here on are plain letters of the field that is being read.
std::size_t CsvRows::plain_run() {
  if (at_ == At::Quoted) {
    const std::size_t run = std::min(rest_.find('"'), rest_.size());
    line_ +=
        static_cast<std::uint64_t>(std::count(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(run), '\n'));
    return run;
  }
  if (at_ != At::Plain) return 0;
  std::size_t run = 0;
  while (run < rest_.size() && rest_[run] != ',' && rest_[run] != '\n') ++run;
  return run;
}

void CsvRows::begin_row(CsvRow& row) {
  if (row.bytes_.capacity() > kKeptCapacity) std::string().swap(row.bytes_);
  row.bytes_.clear();
  row.ends_.clear();
  row.state = CsvRow::State::Good;
  row.line = line_;
  at_ = At::FieldStart;
  quoted_ = false;
}

bool CsvRows::next(CsvRow& row) {
  begin_row(row);
  const auto is_empty_line = [&] { return row.ends_.size() == 1 && row.bytes_.empty() && !quoted_; };
  bool any = false;
  while (true) {
    if (rest_.empty()) rest_ = source_.next();
    if (rest_.empty()) {
      if (!any) return false;
      if (at_ == At::Plain && row.bytes_.ends_with('\r')) row.bytes_.pop_back();
      end_field(row);
      if (source_.fault()) {
        row.state = CsvRow::State::Cut;
      } else if (at_ == At::Quoted) {
        row.state = CsvRow::State::UnclosedQuote;
      } else if (is_empty_line()) {
        return false;
      }
      return true;
    }
    any = true;
    if (const std::size_t run = plain_run(); run > 0) {
      append(row, rest_.substr(0, run));
      rest_.remove_prefix(run);
      continue;
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (!feed(row, c)) continue;
    if (!is_empty_line() || row.state != CsvRow::State::Good) return true;
    begin_row(row);
    any = false;
  }
}

}  // namespace chancery::io
