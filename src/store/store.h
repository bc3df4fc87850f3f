// A store: one DuckDB file with the tables of schema.sql. Opening, making, and knowing whether it can be used.
//
// One process at a time may write; then no other may even read (DuckDB locks the file). One thread uses a Store.
#pragma once

#include <string>
#include <string_view>

#include "store/database.h"

namespace chancery::store {

inline constexpr int kStoreVersion = 1;

struct StoreOptions {
  Resources resources;
  std::string folder;           // what COPY may write to, besides the store itself
  std::string program_version;  // kept in `meta` and `runs`
};

class Store {
 public:
  /// Opens `path`; Access::Write makes it where there is none. Throws Error (which file, what to do) where another
  /// process holds it, where it is no store, and where it was written by a newer version of the program.
  Store(const std::string& path, Access access, const StoreOptions& options = {});

  Database& db() { return db_; }
  const StoreOptions& options() const { return options_; }

  /// Puts `sides` in order where much was added since the last time: questions about one pair then read little.
  void tidy(bool always = false);

 private:
  StoreOptions options_;
  Database db_;
};

/// The statements of schema.sql and views.sql.
std::string_view schema_sql();
std::string_view views_sql();

}  // namespace chancery::store
