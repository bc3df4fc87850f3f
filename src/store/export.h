// Handing on: what a store holds, in the forms of others.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/record_rows.h"
#include "store/store.h"

namespace chancery::store {

/// Calls `use` with every document that has an origin in `origins` (all where it is empty), in the order of storing,
/// with its records. Memory stays bounded.
void for_each_document(Database& db, const std::vector<std::string>& origins, bool with_text,
                       const std::function<void(const StoredDocument&)>& use);

/// Parquet files in `folder`, which the database was opened with: events/ and statements/ by year=/month=, the other
/// tables as TABLE.parquet. Throws Error where the folder cannot be written.
void write_parquet(Database& db, const std::string& folder, const std::vector<std::string>& origins);

}  // namespace chancery::store
