// Tested by: tests/contract/test_store.py
#include "cli/answer.h"

#include <unistd.h>

#include <algorithm>

#include "cli/brief.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace chancery::cli {
namespace {

using Column = store::Database::Column;

constexpr std::size_t kPageWidth = 160;       // where the answer goes to no terminal
constexpr std::size_t kWidestColumn = 60;     // of the page for people
constexpr std::size_t kMostForPeople = 5000;  // rows that are held to be aligned

void append_csv_cell(std::string_view text, std::string& out) {
  const bool plain =
      text.find_first_of(",\"\r\n") == std::string_view::npos && !text.starts_with(' ') && !text.ends_with(' ');
  if (plain) {
    out.append(text);
    return;
  }
  out.push_back('"');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

void append_csv_row(const std::vector<Column>& columns, const store::Cells& cells, std::string& out) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out.push_back(',');
    if (!cells[i]) continue;
    std::string text = columns[i].kind == Column::Kind::Nested ? plain_list(*cells[i], "; ") : *cells[i];
    // Spreadsheets run cells that begin like this as formulas.
    if (columns[i].kind != Column::Kind::Number && !text.empty() &&
        std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
      text.insert(text.begin(), '\'');
    }
    append_csv_cell(text, out);
  }
  out.push_back('\n');
}

void append_json_row(const std::vector<Column>& columns, const store::Cells& cells, std::string& out) {
  out.push_back('{');
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out.push_back(',');
    io::append_json_string(columns[i].name, out);
    out.push_back(':');
    const bool number = columns[i].kind == Column::Kind::Number;
    if (!cells[i] || (number && cells[i]->find_first_of("in") != std::string::npos)) {  // inf and nan are no JSON
      out.append("null");
    } else if (columns[i].kind == Column::Kind::Text) {
      io::append_json_string(*cells[i], out);
    } else {
      out.append(*cells[i]);
    }
  }
  out.append("}\n");
}

}  // namespace

std::string plain_list(const std::string& json, const char* between) {
  if (json.size() < 2 || json.front() != '[') return json;
  std::string out;
  for (std::size_t at = 1; at + 1 < json.size();) {
    if (json[at] == ',') {
      out += between;
      ++at;
    } else if (json[at] == '"') {
      for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\' && at + 1 < json.size()) {
          ++at;
          out += json[at] == 'n' || json[at] == 't' || json[at] == 'r' ? ' ' : json[at];
        } else {
          out += json[at];
        }
      }
      ++at;
    } else {
      const std::size_t end = std::min(json.find(',', at), json.size() - 1);
      out.append(json, at, end - at);
      at = end;
    }
  }
  return out;
}

std::string table_for_people(const std::vector<Column>& columns, const std::vector<store::Cells>& rows,
                             const std::vector<std::string>& hidden) {
  const std::size_t width = columns_of(STDOUT_FILENO, kPageWidth);
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (std::find(hidden.begin(), hidden.end(), columns[i].name) == hidden.end()) shown.push_back(i);
  }
  std::vector<std::vector<std::string>> lines(1);
  for (const std::size_t i : shown) lines[0].push_back(columns[i].name);
  for (const store::Cells& row : rows) {
    std::vector<std::string> line;
    for (const std::size_t i : shown) {
      std::string text = row[i].value_or("");
      if (columns[i].kind == Column::Kind::Nested) text = plain_list(text, ", ");
      line.push_back(one_line(text));
    }
    lines.push_back(std::move(line));
  }
  std::vector<std::size_t> widths(shown.size(), 0);
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  }
  for (std::size_t& one : widths) one = std::min(one, kWidestColumn);
  // What does not fit is taken from the widest columns.
  const auto total = [&] {
    std::size_t sum = 2 * (widths.empty() ? 0 : widths.size() - 1);
    for (const std::size_t one : widths) sum += one;
    return sum;
  };
  while (total() > width) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (widest == widths.end() || *widest <= 8) break;
    --*widest;
  }
  std::string out;
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string cell = fit_to(line[i], widths[i]);
      const std::size_t used = display_width(cell);
      const std::string room(widths[i] > used ? widths[i] - used : 0, ' ');
      if (i > 0) text += "  ";
      const bool right = columns[shown[i]].kind == Column::Kind::Number;
      text += right ? room + cell : cell + room;
    }
    while (text.ends_with(' ')) text.pop_back();
    out += text + "\n";
  }
  return out;
}

std::size_t write_answer(store::Database& db, const store::Query& query, const AnswerStyle& style, io::Output& out) {
  std::vector<Column> columns;
  std::vector<store::Cells> held;
  std::size_t count = 0;
  std::string line;
  store::ask(
      db, query,
      [&](const std::vector<Column>& found) {
        columns = found;
        if (style.form != Form::Csv) return;
        store::Cells names;
        for (const Column& column : columns) names.emplace_back(column.name);
        std::vector<Column> words(columns.size());
        append_csv_row(words, names, line);
        out.write(line);
      },
      [&](const store::Cells& cells) {
        ++count;
        line.clear();
        switch (style.form) {
          case Form::Json:
            append_json_row(columns, cells, line);
            out.write(line);
            return true;
          case Form::Csv:
            append_csv_row(columns, cells, line);
            out.write(line);
            return true;
          case Form::People:
            if (count <= kMostForPeople) held.push_back(cells);
            return count <= kMostForPeople;
        }
        return true;
      });
  if (style.form == Form::People) {
    if (held.empty()) {
      out.write(style.nothing + "\n");
    } else {
      out.write(table_for_people(columns, held, style.hidden));
      if (count > kMostForPeople) {
        out.write("... the first " + std::to_string(kMostForPeople) + " rows; --csv and --json give all\n");
      }
    }
  }
  return count;
}

Form form_of(const QuestionOptions& options) {
  return options.json ? Form::Json : options.csv ? Form::Csv : Form::People;
}

int to_standard_output(const std::function<void(io::Output&)>& write) {
  io::Output out("");
  try {
    write(out);
    out.close();
  } catch (const store::SqlError&) {
    throw;
  } catch (const Error&) {
    if (!output_reader_is_gone()) throw;
  }
  return kDone;
}

int write_question(store::Database& db, const store::Query& query, const QuestionOptions& options,
                   std::vector<std::string> hidden) {
  const AnswerStyle style{form_of(options), std::move(hidden), "nothing was found"};
  return to_standard_output([&](io::Output& out) { write_answer(db, query, style, out); });
}

}  // namespace chancery::cli
