#include "knowledge/data_file.h"

#include <zstd.h>

#include <array>
#include <cstring>
#include <utility>

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

constexpr std::array<std::string_view, 2> kActorFolders = {"actors", "places"};
constexpr unsigned long long kMostTableBytes = 1ull << 28;
constexpr int kCompression = 19;

/// False where the bytes end within a table.
bool take_tables(std::string_view rest, std::vector<TableText>& tables) {
  std::string_view name, bytes;
  while (!rest.empty()) {
    if (!take_sized(rest, name) || !take_sized(rest, bytes)) return false;
    tables.push_back({std::string(name), bytes});
  }
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
  if (!take_tables(rest, tables)) {
    throw Error(file.path() + ": the tables of '" + std::string(folder) + "' are cut; build or install it again");
  }
  return tables;
}

ActorTables actor_tables(const PackedFile& file) {
  ActorTables read;
  read.bytes.reserve(kActorFolders.size());  // views stay where they are
  for (const std::string_view folder : kActorFolders) {
    const std::string_view packed = file.section("zstd." + std::string(folder));
    const auto damaged = [&] {
      return Error(file.path() + ": the tables of '" + std::string(folder) +
                   "' are damaged; build or install it again");
    };
    const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMostTableBytes) throw damaged();
    std::string& bytes = read.bytes.emplace_back(static_cast<std::size_t>(size), '\0');
    if (ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size()) != bytes.size()) throw damaged();
    if (!take_tables(bytes, read.tables)) throw damaged();
  }
  return read;
}

void add_actor_tables(const std::string& folder, const std::vector<TableText>& tables, PackedWriter& out) {
  const std::string bytes = pack_raw_tables(tables);
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kCompression);
  if (ZSTD_isError(size) != 0) throw Error(std::string("zstd: ") + ZSTD_getErrorName(size));
  packed.resize(size);
  out.add("zstd." + folder, std::move(packed));
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
