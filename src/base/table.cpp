#include "base/table.h"

namespace chancery {

void TableLine::fail(const std::string& what) const {
  throw TableError(table->file + ":" + std::to_string(number) + ": " + what);
}

std::string_view trim(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\r' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split_list(std::string_view field, char separator) {
  std::vector<std::string_view> parts;
  while (!field.empty()) {
    const std::size_t at = field.find(separator);
    const std::string_view part = trim(field.substr(0, at));
    if (!part.empty()) parts.push_back(part);
    if (at == std::string_view::npos) break;
    field.remove_prefix(at + 1);
  }
  return parts;
}

void read_table(const TableText& table, std::size_t least, std::size_t most,
                const std::function<void(const TableLine&)>& use,
                const std::function<void(const TableError&)>& refuse) {
  TableLine line;
  line.table = &table;
  std::string_view rest = table.text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view bytes = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    ++line.number;
    if (!bytes.empty() && bytes.back() == '\r') bytes.remove_suffix(1);
    if (trim(bytes).empty() || bytes.front() == '#') continue;
    line.fields.clear();
    while (true) {
      const std::size_t tab = bytes.find('\t');
      line.fields.push_back(trim(bytes.substr(0, tab)));
      if (tab == std::string_view::npos) break;
      bytes.remove_prefix(tab + 1);
    }
    try {
      if (line.fields.size() < least || line.fields.size() > most) {
        line.fail("has " + std::to_string(line.fields.size()) + " fields, expected " + std::to_string(least) +
                  (most > least ? " to " + std::to_string(most) : "") + ", parted by tabs");
      }
      use(line);
    } catch (const TableError& error) {
      if (!refuse) throw;
      refuse(error);
    }
  }
}

}  // namespace chancery
