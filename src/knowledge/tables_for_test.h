// The tables of data/ as the tests of this folder read them. For tests only.
#pragma once

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/table.h"

namespace chancery::knowledge {

/// All tables of a folder under data/, in the order of their names; owns their bytes.
class FolderTables {
 public:
  explicit FolderTables(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator("data/" + folder)) {
      if (entry.path().extension() == ".tsv") files.push_back(entry.path().generic_string());
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      std::ifstream stream(file, std::ios::binary);
      std::stringstream text;
      text << stream.rdbuf();
      texts_.push_back(text.str());
      tables_.push_back({file, texts_.back()});
    }
  }
  const std::vector<TableText>& tables() const { return tables_; }
  /// The same tables, with one of them in other words.
  std::vector<TableText> with(const std::string& name, std::string_view text) const {
    std::vector<TableText> changed = tables_;
    for (TableText& table : changed) {
      if (table.file.ends_with("/" + name)) table.text = text;
    }
    return changed;
  }
  std::string_view text_of(const std::string& name) const {
    for (const TableText& table : tables_) {
      if (table.file.ends_with("/" + name)) return table.text;
    }
    return {};
  }

 private:
  std::deque<std::string> texts_;
  std::vector<TableText> tables_;
};

}  // namespace chancery::knowledge
