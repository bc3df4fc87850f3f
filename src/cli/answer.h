// Answers of a store, in the three forms that every question has: a table for people, JSON lines, CSV.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/store_options.h"
#include "io/writer.h"
#include "store/questions.h"

namespace chancery::cli {

enum class Form : std::uint8_t { People, Json, Csv };

struct AnswerStyle {
  Form form = Form::People;
  /// Columns that the table for people leaves out (JSON and CSV have them all).
  std::vector<std::string> hidden;
  /// Said instead of an empty table.
  std::string nothing = "nothing was found";
};

/// Asks and writes. Returns how many rows there were. In the form for people a row is a line, cut to the width of the
/// terminal, and numbers stand to the right.
std::size_t write_answer(store::Database& db, const store::Query& query, const AnswerStyle& style, io::Output& out);

/// The same to standard output, in the form that `options` ask for; `hidden` as in AnswerStyle. The exit status.
int write_question(store::Database& db, const store::Query& query, const QuestionOptions& options,
                   std::vector<std::string> hidden);
/// Runs `write` with standard output, and ends well where its reader left.
int to_standard_output(const std::function<void(io::Output&)>& write);
Form form_of(const QuestionOptions& options);

/// Rows that are at hand already, in the form for people.
std::string table_for_people(const std::vector<store::Database::Column>& columns, const std::vector<store::Cells>& rows,
                             const std::vector<std::string>& hidden);

/// ["a","b"] as "a, b"; other JSON as it is.
std::string plain_list(const std::string& json, const char* between);

}  // namespace chancery::cli
