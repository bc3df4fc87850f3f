// Tested by: store_test.cpp
#include "store/store.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace chancery::store {
namespace {

/// Rows of `sides` that may lie out of order before they are put in order, at least and as a share of all.
constexpr std::int64_t kLooseRows = 200000;
constexpr double kLooseShare = 0.2;

/// What DuckDB would tell in its own words, or late.
const std::string& checked(const std::string& path, Access access) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path file = path;
  if (fs::is_directory(file, error)) throw Error(path + ": is a folder; a store is one file");
  const bool exists = fs::exists(file, error);
  if (error) throw Error(path + ": " + error.message());
  if (!exists && access == Access::Read) {
    throw Error(path + ": there is no such store; `chancery ingest " + path + " INPUT` makes one");
  }
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!exists && !fs::is_directory(folder, error)) throw Error(path + ": there is no folder " + folder.string());
  if (exists && fs::file_size(file, error) > 0) {
    std::ifstream in(path, std::ios::binary);
    char head[12] = {};
    if (!in) throw Error(path + ": cannot be read: " + std::strerror(errno));
    in.read(head, sizeof head);
    if (in.gcount() < 12 || std::memcmp(head + 8, "DUCK", 4) != 0) throw Error(path + ": is no store of chancery");
  }
  return path;
}

std::string statement_of(std::string_view sql, std::string_view beginning) {
  const std::size_t at = sql.find(beginning);
  return at == std::string_view::npos ? "" : std::string(sql.substr(at, sql.find(";\n", at) + 1 - at));
}

}  // namespace

Store::Store(const std::string& path, Access access, const StoreOptions& options)
    : options_(options), db_(checked(path, access), access, options.resources, options.folder) {
  const std::int64_t tables = db_.number("SELECT count(*) FROM duckdb_tables()");
  if (tables == 0) {
    if (access == Access::Read) throw Error(path + ": is empty; `chancery ingest " + path + " INPUT` fills it");
    // All of it or nothing: a kill in between leaves an empty file, which is begun again.
    db_.run("BEGIN;" + std::string(schema_sql()) + std::string(views_sql()));
    db_.query("INSERT INTO meta VALUES ('created_by', ?)", {"chancery " + options.program_version});
    db_.run("COMMIT");
    return;
  }
  if (db_.number("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'meta'") == 0 ||
      db_.number("SELECT count(*) FROM meta WHERE key = 'store' AND value = 'chancery'") == 0) {
    throw Error(path + ": is a DuckDB file, but no store of chancery");
  }
  const std::int64_t version = db_.number("SELECT try_cast(value AS BIGINT) FROM meta WHERE key = 'store_version'");
  if (version > kStoreVersion) {
    throw Error(path + ": is a store of version " + std::to_string(version) + ", and this chancery knows version " +
                std::to_string(kStoreVersion) +
                " only; use the newer chancery that wrote it, or let that one export it " +
                "(chancery export) and ingest the documents again");
  }
  if (db_.number("SELECT count(*) FROM duckdb_columns() WHERE table_name = 'sides' AND column_name = 'new_country'") ==
      0) {
    throw Error(
        path +
        ": was made by an early chancery, whose tables were others; ingest the documents again into a new store");
  }
}

void Store::tidy(bool always) {
  const std::int64_t rows = db_.number("SELECT count(*) FROM sides");
  const std::int64_t ordered = db_.number("SELECT try_cast(value AS BIGINT) FROM meta WHERE key = 'sides_in_order'");
  const std::int64_t loose = rows - ordered;
  if (!always && (loose < kLooseRows || static_cast<double>(loose) < kLooseShare * static_cast<double>(rows))) return;
  const std::string table = statement_of(schema_sql(), "CREATE TABLE sides");
  std::string sql = "BEGIN; CREATE TABLE sides_in_order" + table.substr(std::strlen("CREATE TABLE sides")) +
                    "INSERT INTO sides_in_order SELECT * FROM sides ORDER BY country, other_country, date, event_id, "
                    "actor_id, other_id, role;"
                    "DROP TABLE sides; ALTER TABLE sides_in_order RENAME TO sides;";
  for (std::size_t at = 0; (at = schema_sql().find("COMMENT ON", at)) != std::string_view::npos; ++at) {
    const std::string comment(schema_sql().substr(at, schema_sql().find(";\n", at) + 1 - at));
    if (comment.find(" sides IS") != std::string::npos || comment.find(" sides.") != std::string::npos) sql += comment;
  }
  sql += "DELETE FROM meta WHERE key = 'sides_in_order'; INSERT INTO meta VALUES ('sides_in_order', '" +
         std::to_string(rows) + "'); COMMIT; CHECKPOINT;";
  try {
    db_.run(sql);
  } catch (...) {
    db_.rollback();
    throw;
  }
}

}  // namespace chancery::store
