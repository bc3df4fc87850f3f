// The tables of this folder, built into the program: the text of html_entities.tsv and html_words.tsv.
//
// `io` reads bytes before anything else is loaded, so its tables are not in the packed data. The definitions are
// written at build, from the files, by CMakeLists.txt.
#pragma once

#include <string_view>

namespace chancery::io {

std::string_view html_entities_table();
std::string_view html_words_table();

/// Calls `visit` with each line that is neither empty nor a comment.
template <class Visit>
void for_each_table_line(std::string_view table, Visit visit) {
  while (!table.empty()) {
    const std::string_view line = table.substr(0, table.find('\n'));
    table.remove_prefix(line.size() < table.size() ? line.size() + 1 : line.size());
    if (!line.empty() && line.front() != '#') visit(line);
  }
}

}  // namespace chancery::io
