// The tables of data/actors and data/places -> the sections of the packed directory. Used by the packer, by tests, and
// where a user's own tables are laid over ours.
//
// Every line is checked; the first that is wrong is thrown as a TableError ("file:line: what").
#pragma once

#include <functional>
#include <vector>

#include "base/packed_file.h"
#include "base/table.h"

namespace chancery::knowledge {

/// Adds the sections "who.*". Tables are told apart by their file names (and folders "offices", "organisations");
/// those that are missing are empty. A file with another name is an error.
void build_directory(const std::vector<TableText>& tables, PackedWriter& out);

/// The same with the tables `over` laid over: what they say of a phrase, a state, a body or an office stands in the
/// place of what `tables` say. `refuse` hears of the lines of `over` that are wrong; the rest is used.
void build_directory(const std::vector<TableText>& tables, const std::vector<TableText>& over,
                     const std::function<void(const TableError&)>& refuse, PackedWriter& out);

}  // namespace chancery::knowledge
