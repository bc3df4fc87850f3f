// Tables of a user's own, read from a folder at run time: they replace packed ones, or stand beside them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "base/table.h"

namespace chancery::knowledge {

/// Throws TableError naming file and line where a table is no valid UTF-8.
void check_bytes(const TableText& table);

/// Owns the tables of one folder; what it hands out are views into it. Not changed after opening.
class OwnTables {
 public:
  OwnTables() = default;
  /// Maps every .tsv of `folder` itself, in the order of their names; the folders below it are not read. Throws Error
  /// where there is no such folder, TableError where a table is no UTF-8.
  static OwnTables open(const std::string& folder);

  const std::vector<TableText>& tables() const { return tables_; }
  /// `packed`, in which a table with the name of one of ours is replaced by it; our other tables stand behind them.
  std::vector<TableText> over(std::vector<TableText> packed) const;

 private:
  std::vector<MappedFile> files_;
  std::vector<TableText> tables_;
};

}  // namespace chancery::knowledge
