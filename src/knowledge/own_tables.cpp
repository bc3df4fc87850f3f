// Tested by: own_tables_test.cpp.
#include "knowledge/own_tables.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/utf8.h"
#include "chancery/error.h"

namespace chancery::knowledge {
namespace {

namespace fs = std::filesystem;

std::string_view base_name(std::string_view file) { return file.substr(file.find_last_of('/') + 1); }

}  // namespace

void check_bytes(const TableText& table) {
  std::size_t line = 1;
  for (std::size_t at = 0; at < table.text.size();) {
    const Decoded code = decode(table.text, at);
    if (!code.valid) throw TableError(table.file + ":" + std::to_string(line) + ": is not valid UTF-8");
    if (code.code == '\n') ++line;
    at += code.bytes;
  }
}

OwnTables OwnTables::open(const std::string& folder) {
  std::error_code failure;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    std::error_code ignored;
    if (entry.path().extension() == ".tsv" && entry.is_regular_file(ignored)) paths.push_back(entry.path());
  }
  if (failure) throw Error(folder + ": is no folder that can be read; name one that holds tables (.tsv)");
  std::sort(paths.begin(), paths.end());
  OwnTables own;
  own.files_.reserve(paths.size());
  for (const fs::path& path : paths) {
    own.files_.push_back(MappedFile::open(path.string()));
    own.tables_.push_back({path.generic_string(), own.files_.back().bytes()});
    check_bytes(own.tables_.back());
  }
  return own;
}

std::vector<TableText> OwnTables::over(std::vector<TableText> packed) const {
  for (const TableText& mine : tables_) {
    const auto same = std::find_if(packed.begin(), packed.end(), [&](const TableText& table) {
      return base_name(table.file) == base_name(mine.file);
    });
    if (same != packed.end())
      *same = mine;
    else
      packed.push_back(mine);
  }
  return packed;
}

}  // namespace chancery::knowledge
