// Records as one Parquet file: a row for each JSON line, a column for each of its fields, lists and structs as such.
#pragma once

#include <cstddef>
#include <string>

namespace chancery::store {

/// Reads the JSON lines of `jsonl`, as io::append_jsonl writes them, and writes `parquet` in their order. `longest` is
/// the length of the longest line in bytes. Both lie in one folder. The same lines give the same bytes. Throws Error
/// where the folder cannot be written or the disk is full; then no file is left.
void write_records_parquet(const std::string& jsonl, const std::string& parquet, std::size_t longest);

}  // namespace chancery::store
