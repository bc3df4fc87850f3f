// Questions that are asked often, as SQL with parameters: what people filter by, and the queries made of it.
//
// A filter's values are bound and never become part of the SQL; only fixed words of ours do.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace chancery::store {

/// SQL with its parameters, in the order of their question marks.
struct Query {
  std::string sql;
  Values values;
};

/// Somebody whom a question is about: a whole country with all that belongs to it, or those rows of `actors`.
struct Party {
  std::string shown;    // as answers call it
  std::string country;  // ISO code where it is the whole country, else empty
  std::vector<std::int64_t> actors;
};

/// The actors called `name`, letter case aside; where there are none, those whose names have `name` in them as words
/// (at most 500). A Party without actors where nobody is called that.
Party find_party(Database& db, const std::string& name);

struct Filters {
  std::vector<Party> actors;
  std::vector<Party> recipients;
  std::vector<std::string> countries;  // of any party
  std::vector<std::string> types;      // "ASSAULT", "material-conflict", or the beginning of a CAMEO code
  std::vector<std::string> statuses;
  std::vector<std::string> issues;   // issues of statements, contexts of events
  std::vector<std::string> sources;  // part of a publisher's name or of a URL
  std::vector<std::string> origins;
  std::optional<std::int32_t> since;  // days since 1970-01-01
  std::optional<std::int32_t> until;  // the last day that counts
  std::int64_t limit = 0;             // 0: all
  bool every_report = false;          // and not only the first of each happening
};

/// Events as people read them, the latest first.
Query list_events(const Filters& filters);
/// Statements as people read them, the latest first. `actors` are speakers, `recipients` whom they speak to or about.
Query list_statements(const Filters& filters);

/// Rows of an answer as words; nothing where a value is null. Nested values are JSON.
using Cells = std::vector<std::optional<std::string>>;
/// Asks a question of `describe`d form and hands over rows one after another, until `row` answers false.
void ask(Database& db, const Query& query, const std::function<void(const std::vector<Database::Column>&)>& head,
         const std::function<bool(const Cells&)>& row);

}  // namespace chancery::store
