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

}  // namespace chancery::store
