// Our container for data that are made at build or training and mapped at run time: named sections with checksums.
//
// Layout, little endian: 8 bytes of magic, u32 version, u32 section count, u64 file size, u64 XXH3 of the table;
// then for each section 32 bytes of name (zero filled), u64 offset, u64 size, u64 XXH3; then the sections, each at a
// multiple of 64 bytes. Everything is checked when the file is opened: 20 MB take about 2 ms.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"

namespace chancery {

/// Collects sections and writes them; used by tools and trainers.
class PackedWriter {
 public:
  /// `name` has at most 31 bytes and is used once.
  void add(std::string name, std::string bytes);
  /// The whole file. The same sections give the same bytes.
  std::string finish(std::string_view magic, std::uint32_t version) const;

 private:
  struct Section {
    std::string name;
    std::string bytes;
  };
  std::vector<Section> sections_;
};

/// Owns the mapping of one packed file; views into sections live as long as it does.
class PackedFile {
 public:
  /// Throws Error (which file, what is wrong, what to do) where the file is missing, foreign, of another version,
  /// cut or damaged.
  static PackedFile open(const std::string& path, std::string_view magic, std::uint32_t version);
  /// The same from the bytes of such a file, which it keeps; `name` stands for the path in messages.
  static PackedFile from_bytes(std::string bytes, std::string name, std::string_view magic, std::uint32_t version);
  /// The bytes of a section; throws Error where there is none of that name.
  std::string_view section(std::string_view name) const;
  bool has_section(std::string_view name) const;
  /// Bytes of all sections whose names begin so.
  std::size_t size_of_sections(std::string_view beginning) const;
  const std::string& path() const { return path_; }

 private:
  struct Section {
    std::string_view name;
    std::string_view bytes;
  };
  void read(std::string_view bytes, std::string_view magic, std::uint32_t version);

  std::string path_;
  MappedFile file_;
  std::unique_ptr<std::string> own_;  // where it is no file
  std::vector<Section> sections_;
};

}  // namespace chancery
