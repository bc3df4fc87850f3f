// The one data file of the program, chancery.data: the packed directory, and the other tables of data/ as they are.
//
// A folder whose tables are not packed into rows is kept as one section "raw.FOLDER", in which every file stands with
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
inline constexpr std::uint32_t kDataVersion = 1;

/// Opens chancery.data. Throws Error where it is missing, damaged or of another version.
PackedFile open_data(const std::string& path);

/// The tables of data/FOLDER ("text", "lexicon", "ontology", ...), in order of their names; views into `file`.
/// Empty where the folder had none.
std::vector<TableText> raw_tables(const PackedFile& file, std::string_view folder);

/// The bytes of a raw section.
std::string pack_raw_tables(const std::vector<TableText>& tables);

}  // namespace chancery::knowledge
