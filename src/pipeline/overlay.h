// A user's own tables of actors, laid over ours.
#pragma once

#include <string>
#include <vector>

#include "base/packed_file.h"
#include "base/table.h"
#include "chancery/error.h"

namespace chancery::pipeline {

/// The tables (*.tsv) of a folder and its subfolders, with the names under which messages tell of them.
struct UserTables {
  std::vector<TableText> tables;  // views of `texts`, in order of their names
  std::vector<std::string> texts;
};

/// Throws Error where the folder cannot be read. Bytes that are no UTF-8 become U+FFFD, which `reporter` is told.
UserTables read_user_tables(const std::string& folder, Reporter& reporter);

/// The directory made anew from the tables in `data` with those of `folder` over them; see data/actors/README.md for
/// what that means. `reporter` hears of the lines that are wrong, the rest is used. What is returned keeps its bytes.
PackedFile lay_over(const PackedFile& data, const std::string& folder, Reporter& reporter);

/// Tells `reporter` of a table's error ("file:line: what").
void report(const TableError& error, Reporter& reporter);

}  // namespace chancery::pipeline
