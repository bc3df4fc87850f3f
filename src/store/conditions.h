// Conditions of a WHERE, put together with their values in step. Inside the store only.
#pragma once

#include <string>
#include <utility>

#include "store/questions.h"

namespace chancery::store {

class Conditions {
 public:
  /// Adds `sql` with its value(s), one for each question mark.
  void add(const std::string& sql, Values values = {}) {
    sql_ += (sql_.empty() ? "(" : " AND (") + sql + ")";
    for (Value& value : values) values_.push_back(std::move(value));
  }
  /// "TRUE" where there are none.
  std::string sql() const { return sql_.empty() ? "TRUE" : sql_; }
  const Values& values() const { return values_; }

 private:
  std::string sql_;
  Values values_;
};

/// Any of `parties`, by columns of `sides` or `actors`: `country` and `actor` name them.
void add_parties(Conditions& conditions, const std::vector<Party>& parties, const std::string& country,
                 const std::string& actor);
/// Types, statuses, days, origins and which reports count, by columns of `table`, which is `sides` or `events`.
void add_kinds(Conditions& conditions, const Filters& filters, const std::string& table, bool is_sides);
/// A condition on documents `d`.
void add_sources(Conditions& conditions, const Filters& filters);
/// On `event_id` of `table`, what only documents or events can tell: sources and issues.
void add_from_events(Conditions& conditions, const Filters& filters, const std::string& table);

void append(Values& to, const Values& more);

}  // namespace chancery::store
