// Tested by: records_parquet_test.cpp, tests/contract/test_output.py
#include "store/records_parquet.h"

#include <algorithm>
#include <filesystem>

#include "store/database.h"
#include "store/sql_text.h"

namespace chancery::store {
namespace {

constexpr std::size_t kLongest = 16u << 20;  // of a line, for which room is made in any case

#define SPAN "text VARCHAR, start UINTEGER, \"end\" UINTEGER"
#define ACTOR "STRUCT(" SPAN ", name VARCHAR, country VARCHAR, sector VARCHAR, members VARCHAR[])"
#define PLACE "STRUCT(" SPAN ", name VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, geonames BIGINT)"

/// Fields of the JSON lines, in the order of the columns. Dates stay words: they can be a month or a year.
constexpr const char* kColumns[][2] = {
    {"record", "VARCHAR"},
    {"id", "VARCHAR"},
    {"doc", "VARCHAR"},
    {"sentence", "UINTEGER"},
    {"date", "VARCHAR"},
    {"date_end", "VARCHAR"},
    {"date_precision", "VARCHAR"},
    {"date_reason", "VARCHAR"},
    // events
    {"event", "VARCHAR"},
    {"mode", "VARCHAR"},
    {"contexts", "VARCHAR[]"},
    {"issues", "VARCHAR[]"},
    {"cameo", "VARCHAR"},
    {"quad", "VARCHAR"},
    {"goldstein", "DOUBLE"},
    {"actors", ACTOR "[]"},
    {"recipients", ACTOR "[]"},
    {"location", PLACE},
    {"status", "VARCHAR"},
    {"attribution", "STRUCT(source " ACTOR ", cue VARCHAR, statement VARCHAR)"},
    {"trigger", "STRUCT(" SPAN ")"},
    {"rule", "VARCHAR"},
    {"confidence", "DOUBLE"},
    // statements
    {"kind", "VARCHAR"},
    {"speakers", ACTOR "[]"},
    {"addressees", ACTOR "[]"},
    {"cue", "STRUCT(" SPAN ")"},
    {"content", "STRUCT(" SPAN ")"},
    {"parts", "STRUCT(" SPAN ")[]"},
    {"quoted", "STRUCT(" SPAN ")[]"},
    {"about", ACTOR "[]"},
    {"stance", "VARCHAR"},
    // relations
    {"relation", "VARCHAR"},
    {"from", ACTOR},
    {"to", ACTOR},
    {"since", "VARCHAR"},
    {"until", "VARCHAR"},
    // documents
    {"title", "VARCHAR"},
    {"publisher", "VARCHAR"},
    {"agency", "VARCHAR"},
    {"place", PLACE},
};

#undef SPAN
#undef ACTOR
#undef PLACE

}  // namespace

void write_records_parquet(const std::string& jsonl, const std::string& parquet, std::size_t longest) {
  std::string columns;
  for (const auto& [name, type] : kColumns) {
    columns += (columns.empty() ? "" : ", ") + sql_literal(name) + ": " + sql_literal(type);
  }
  // One thread: the rows keep their order and the groups of rows their bounds.
  Resources resources;
  resources.threads = 1;
  const std::filesystem::path folder = std::filesystem::absolute(parquet).lexically_normal().parent_path();
  try {
    Database db("", Access::Write, resources, folder.string());
    db.run("COPY (SELECT * FROM read_json(" + sql_literal(jsonl) + ", format = 'newline_delimited', columns = {" +
           columns + "}, maximum_object_size = " + std::to_string(std::max(kLongest, longest + 2)) + ")) TO " +
           sql_literal(parquet) + " (FORMAT parquet, COMPRESSION zstd)");
  } catch (...) {
    std::error_code error;
    std::filesystem::remove(parquet, error);
    throw;
  }
}

}  // namespace chancery::store
