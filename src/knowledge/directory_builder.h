// The tables of data/actors and data/places -> the sections of the packed directory. Used by the packer and by tests.
//
// Every line is checked; the first that is wrong is thrown as a TableError ("file:line: what").
#pragma once

#include <vector>

#include "base/packed_file.h"
#include "base/table.h"

namespace chancery::knowledge {

/// Adds the sections "who.*". Tables are told apart by their file names (and folders "offices", "organisations");
/// those that are missing are empty. A file with another name is an error.
void build_directory(const std::vector<TableText>& tables, PackedWriter& out);

}  // namespace chancery::knowledge
