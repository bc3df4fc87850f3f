#include "base/packed_file.h"

#include <xxhash.h>
#include <algorithm>

#include <bit>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "chancery/error.h"

static_assert(std::endian::native == std::endian::little, "packed files are read as they lie");

namespace chancery {
namespace {

constexpr std::size_t kMagicSize = 8;
constexpr std::size_t kNameSize = 32;
constexpr std::size_t kAlignment = 64;

struct Header {
  char magic[kMagicSize];
  std::uint32_t version;
  std::uint32_t section_count;
  std::uint64_t file_size;
  std::uint64_t table_checksum;  // over the header with this field zero, and the table
};
struct Entry {
  char name[kNameSize];
  std::uint64_t offset;
  std::uint64_t size;
  std::uint64_t checksum;
};
static_assert(sizeof(Header) == 32 && sizeof(Entry) == 56);

std::size_t aligned(std::size_t n) { return (n + kAlignment - 1) / kAlignment * kAlignment; }

std::uint64_t table_checksum(Header header, const char* table, std::size_t bytes) {
  header.table_checksum = 0;
  return XXH3_64bits_withSeed(table, bytes, XXH3_64bits(&header, sizeof header));
}

}  // namespace

void PackedWriter::add(std::string name, std::string bytes) {
  CHANCERY_CHECK(name.size() < kNameSize, "section names are short");
  sections_.push_back({std::move(name), std::move(bytes)});
}

std::string PackedWriter::finish(std::string_view magic, std::uint32_t version) const {
  std::size_t at = aligned(sizeof(Header) + sections_.size() * sizeof(Entry));
  std::vector<Entry> table;
  for (const Section& section : sections_) {
    Entry entry{};
    std::memcpy(entry.name, section.name.data(), section.name.size());
    entry.offset = at;
    entry.size = section.bytes.size();
    entry.checksum = XXH3_64bits(section.bytes.data(), section.bytes.size());
    table.push_back(entry);
    at = aligned(at + section.bytes.size());
  }
  Header header{};
  std::memcpy(header.magic, magic.data(), std::min(magic.size(), kMagicSize));
  header.version = version;
  header.section_count = static_cast<std::uint32_t>(sections_.size());
  header.file_size = at;
  header.table_checksum =
      table_checksum(header, reinterpret_cast<const char*>(table.data()), table.size() * sizeof(Entry));
  std::string out(at, '\0');
  std::memcpy(out.data(), &header, sizeof header);
  if (!table.empty()) std::memcpy(out.data() + sizeof header, table.data(), table.size() * sizeof(Entry));
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!sections_[i].bytes.empty())
      std::memcpy(out.data() + table[i].offset, sections_[i].bytes.data(), table[i].size);
  }
  return out;
}

PackedFile PackedFile::open(const std::string& path, std::string_view magic, std::uint32_t version) {
  PackedFile packed;
  packed.path_ = path;
  packed.file_ = MappedFile::open(path);
  packed.read(packed.file_.bytes(), magic, version);
  return packed;
}

PackedFile PackedFile::from_bytes(std::string bytes, std::string name, std::string_view magic, std::uint32_t version) {
  PackedFile packed;
  packed.path_ = std::move(name);
  packed.own_ = std::make_unique<std::string>(std::move(bytes));
  packed.read(*packed.own_, magic, version);
  return packed;
}

void PackedFile::read(std::string_view bytes, std::string_view magic, std::uint32_t version) {
  const auto damaged = [&](const char* what) { return Error(path_ + ": " + what + "; build or install it again"); };
  Header header;
  if (bytes.size() < sizeof header) throw damaged("too short for a packed file");
  std::memcpy(&header, bytes.data(), sizeof header);
  char wanted[kMagicSize] = {};
  std::memcpy(wanted, magic.data(), std::min(magic.size(), kMagicSize));
  if (std::memcmp(header.magic, wanted, kMagicSize) != 0) throw damaged("not a file of this kind");
  if (header.version != version) {
    throw damaged(
        ("is of version " + std::to_string(header.version) + ", this program reads version " + std::to_string(version))
            .c_str());
  }
  if (header.file_size != bytes.size()) throw damaged("is cut or has grown");
  if (header.section_count > (bytes.size() - sizeof header) / sizeof(Entry)) throw damaged("is damaged (table)");
  const char* table = bytes.data() + sizeof header;
  std::size_t covered = sizeof header + header.section_count * sizeof(Entry);
  // The filling between sections is zero, so that no byte of the file is without a check.
  const auto is_filling = [&](std::size_t begin, std::size_t end) {
    return begin <= end && bytes.substr(begin, end - begin).find_first_not_of('\0') == std::string_view::npos;
  };
  if (table_checksum(header, table, header.section_count * sizeof(Entry)) != header.table_checksum) {
    throw damaged("is damaged (table)");
  }
  for (std::size_t i = 0; i < header.section_count; ++i) {
    Entry entry;
    std::memcpy(&entry, table + i * sizeof entry, sizeof entry);
    if (entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset || entry.name[kNameSize - 1] != '\0') {
      throw damaged("is damaged (table)");
    }
    if (!is_filling(covered, entry.offset)) throw damaged("is damaged (filling)");
    covered = entry.offset + entry.size;
    const std::string_view section = bytes.substr(entry.offset, entry.size);
    if (XXH3_64bits(section.data(), section.size()) != entry.checksum) throw damaged("is damaged (checksum)");
    sections_.push_back({table + i * sizeof entry, section});
  }
  if (!is_filling(covered, bytes.size())) throw damaged("is damaged (filling)");
}

std::string_view PackedFile::section(std::string_view name) const {
  for (const Section& section : sections_) {
    if (section.name == name) return section.bytes;
  }
  throw Error(path() + ": has no section '" + std::string(name) + "'; build or install it again");
}

bool PackedFile::has_section(std::string_view name) const {
  return std::any_of(sections_.begin(), sections_.end(), [&](const Section& section) { return section.name == name; });
}

std::size_t PackedFile::size_of_sections(std::string_view beginning) const {
  std::size_t size = 0;
  for (const Section& section : sections_) size += section.name.starts_with(beginning) ? section.bytes.size() : 0;
  return size;
}

}  // namespace chancery
