// The one data file of the program, chancery.data: the packed directory, and all tables of data/ as they are.
//
// A folder is kept as one section "raw.FOLDER", in which every file stands with
// its name, so that messages can name file and line. `chancery-pack` writes it; see tools/pack_data.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/packed_file.h"
#include "base/table.h"

namespace chancery::knowledge {

inline constexpr std::string_view kDataMagic = "CHNCDATA";
inline constexpr std::uint32_t kDataVersion = 6;

/// Opens chancery.data. Throws Error where it is missing, damaged or of another version.
PackedFile open_data(const std::string& path);

/// The tables of data/FOLDER ("text", "lexicon", "ontology", ...), in order of their names; views into `file`.
/// Empty where the folder had none.
std::vector<TableText> raw_tables(const PackedFile& file, std::string_view folder);

/// The tables from which the directory is made, as they are.
struct ActorTables {
  std::vector<std::string> bytes;  // unpacked
  std::vector<TableText> tables;   // views into `bytes`
};
/// Unpacks those of data/actors and data/places. Takes some milliseconds. Throws Error where they are damaged.
ActorTables actor_tables(const PackedFile& file);
/// Adds tables that only `actor_tables` reads, compressed: they are looked at seldom.
void add_actor_tables(const std::string& folder, const std::vector<TableText>& tables, PackedWriter& out);

/// The bytes of a raw section.
std::string pack_raw_tables(const std::vector<TableText>& tables);

}  // namespace chancery::knowledge
