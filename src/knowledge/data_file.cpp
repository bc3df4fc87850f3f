#include "knowledge/data_file.h"

#include <cstring>

#include "chancery/error.h"

namespace chancery::knowledge {
namespace {

void append_sized(std::string& out, std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size);
  out += bytes;
}

bool take_sized(std::string_view& rest, std::string_view& bytes) {
  std::uint32_t size = 0;
  if (rest.size() < sizeof size) return false;
  std::memcpy(&size, rest.data(), sizeof size);
  if (rest.size() - sizeof size < size) return false;
  bytes = rest.substr(sizeof size, size);
  rest.remove_prefix(sizeof size + size);
  return true;
}

}  // namespace

PackedFile open_data(const std::string& path) { return PackedFile::open(path, kDataMagic, kDataVersion); }

std::vector<TableText> raw_tables(const PackedFile& file, std::string_view folder) {
  std::vector<TableText> tables;
  std::string_view rest;
  // A folder that does not exist at build time leaves no section; that is the caller's to judge.
  std::string_view names = file.section("raw");
  std::string_view name;
  bool found = false;
  std::string_view nothing;
  while (take_sized(names, name) && take_sized(names, nothing)) found = found || name == folder;
  if (!found) return tables;
  rest = file.section("raw." + std::string(folder));
  std::string_view bytes;
  while (!rest.empty()) {
    if (!take_sized(rest, name) || !take_sized(rest, bytes)) {
      throw Error(file.path() + ": the tables of '" + std::string(folder) + "' are cut; build or install it again");
    }
    tables.push_back({std::string(name), bytes});
  }
  return tables;
}

std::string pack_raw_tables(const std::vector<TableText>& tables) {
  std::string out;
  for (const TableText& table : tables) {
    append_sized(out, table.file);
    append_sized(out, table.text);
  }
  return out;
}

}  // namespace chancery::knowledge
