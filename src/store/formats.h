// The forms in which others hand on events, as questions to a store: each with the exact columns of its layout.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/questions.h"

namespace chancery::store {

struct Format {
  std::string name;     // of --as
  bool header = false;  // whether the first line names the columns
  bool json = false;    // one JSON object a line; else cells apart by tabs
  std::string cannot;   // what it cannot hold, in a sentence
  std::string sql;      // one column for each of the layout, in its order
};

/// gdelt-events, gdelt-mentions, icews, polecat, phoenix, plover-json.
const std::vector<Format>& formats();

/// What the SQL of the formats needs beside the store, as temporary tables of the connection. Rows of `countries`:
/// iso3, fips, cameo, name; of `sectors`: sector, cameo role, icews sector; of `labels`: cameo code and its words.
void put_codes(Database& db, const std::vector<std::vector<std::string>>& countries,
               const std::vector<std::vector<std::string>>& sectors,
               const std::vector<std::vector<std::string>>& labels);

}  // namespace chancery::store
