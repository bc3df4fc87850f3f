// CSV with a header: a document a row, its fields found by the names of the columns.
// Tested by: csv_test.cpp
#include <array>
#include <cstddef>
#include <optional>

#include "io/csv_rows.h"
#include "io/intake.h"

namespace chancery::io {
namespace {

constexpr std::array<std::string_view, 6> kFields = {"id", "text", "title", "date", "url", "source"};
constexpr std::size_t kText = 1;

using Columns = std::array<std::optional<std::size_t>, kFields.size()>;

std::string folded(std::string_view name) {
  const std::size_t begin = name.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  std::string out(name.substr(begin, name.find_last_not_of(" \t") - begin + 1));
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// What the column of a field is called: as the options map it, else as the field.
std::string column_of(std::string_view field, const ReadOptions& options) {
  for (const auto& [from, column] : options.columns) {
    if (folded(from) == field) return folded(column);
  }
  return std::string(field);
}

/// Finds the columns; refuses the file where there is none for the text, or two for one field.
bool read_header(const CsvRow& header, Intake& intake, Columns& columns) {
  for (std::size_t f = 0; f < kFields.size(); ++f) {
    const std::string wanted = column_of(kFields[f], intake.options());
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (folded(header[i]) != wanted) continue;
      if (columns[f]) {
        intake.refuse(header.line, "two columns are called " + wanted + "; the file is not read");
        return false;
      }
      columns[f] = i;
    }
  }
  if (columns[kText]) return true;
  intake.refuse(header.line, "no column is called " + column_of("text", intake.options()) + "; the file is not read");
  return false;
}

std::string what_is_wrong(const CsvRow& row, std::size_t column_count, const Limits& limits) {
  switch (row.state) {
    case CsvRow::State::TextAfterQuote:
      return "characters between a closing quote and the next comma";
    case CsvRow::State::UnclosedQuote:
      return "a quote is opened and never closed";
    case CsvRow::State::TooLong:
      return "the row is longer than " + std::to_string(limits.record_bytes) + " bytes or 65536 fields";
    case CsvRow::State::Good:
    case CsvRow::State::Cut:
      break;
  }
  if (row.size() == column_count) return {};
  return std::to_string(row.size()) + " fields where the header has " + std::to_string(column_count);
}

Document document_of(const CsvRow& row, const Columns& columns, Intake& intake) {
  Document document;
  const std::array<std::string*, kFields.size()> places = {&document.id,   &document.text, &document.title,
                                                           &document.date, &document.url,  &document.source};
  for (std::size_t f = 0; f < kFields.size(); ++f) {
    if (!columns[f]) continue;
    places[f]->assign(row[*columns[f]]);
    intake.repair(*places[f], row.line);
  }
  return document;
}

}  // namespace

void read_csv(std::unique_ptr<ByteSource> bytes, Intake& intake) {
  const auto source = to_utf8(std::move(bytes));
  CsvRows rows(*source, intake.limits().record_bytes);
  CsvRow row;
  Columns columns;
  std::size_t column_count = 0;
  while (rows.next(row)) {
    if (row.state == CsvRow::State::Cut) {
      intake.refuse(row.line, source->fault().what);
      return;
    }
    const bool is_header = column_count == 0;
    if (is_header) column_count = row.size();
    if (const std::string wrong = what_is_wrong(row, column_count, intake.limits()); !wrong.empty()) {
      intake.refuse(row.line, is_header ? "bad header: " + wrong : wrong);
      if (is_header) return;
    } else if (is_header) {
      if (!read_header(row, intake, columns)) return;
    } else {
      intake.deliver(document_of(row, columns, intake), row.line);
    }
  }
  if (const Fault& fault = source->fault()) intake.refuse(column_count == 0 ? 0 : rows.line(), fault.what);
}

}  // namespace chancery::io
