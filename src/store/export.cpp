// Tested by: tests/contract/test_handing_on.py
#include "store/export.h"

#include "store/sql_text.h"

namespace chancery::store {
namespace {

constexpr std::int32_t kDocumentsAtOnce = 1000;

}  // namespace

void for_each_document(Database& db, const std::vector<std::string>& origins, bool with_text,
                       const std::function<void(const StoredDocument&)>& use) {
  const auto last = static_cast<std::int32_t>(db.number("SELECT coalesce(max(doc_id), 0) FROM documents"));
  for (std::int32_t from = 1; from <= last; from += kDocumentsAtOnce) {
    for (const StoredDocument& document : load_documents(db, from, from + kDocumentsAtOnce - 1, origins, with_text)) {
      use(document);
    }
  }
}

void write_parquet(Database& db, const std::string& folder, const std::vector<std::string>& origins) {
  std::string list;
  for (const std::string& origin : origins) list += (list.empty() ? "" : ", ") + sql_literal(origin);
  const std::string of_origin = list.empty() ? "TRUE" : "d.origin IN (" + list + ")";
  const auto copy = [&](const std::string& select, const std::string& file, bool by_month) {
    db.run("COPY (" + select + ") TO " + sql_literal(folder + "/" + file) + " (FORMAT parquet, COMPRESSION zstd" +
           (by_month ? ", PARTITION_BY (year, month)" : "") + ")");
  };
  copy(
      "SELECT e.*, d.id || e.tag AS id, l.name AS place, l.country AS place_country, l.lat, l.lon, "
      "coalesce(year(e.date), 0) AS year, coalesce(month(e.date), 0) AS month FROM events e JOIN documents d USING "
      "(doc_id) "
      "LEFT JOIN places l ON l.place_id = e.place_id WHERE " +
          of_origin + " ORDER BY e.event_id",
      "events", true);
  copy(
      "SELECT t.*, d.id || t.tag AS id, coalesce(year(t.date), 0) AS year, coalesce(month(t.date), 0) AS month FROM "
      "statements "
      "t JOIN documents d USING (doc_id) WHERE " +
          of_origin + " ORDER BY t.statement_id",
      "statements", true);
  copy("SELECT d.* EXCLUDE (minhash) FROM documents d WHERE " + of_origin + " ORDER BY d.doc_id", "documents.parquet",
       false);
  for (const char* table :
       {"actors", "places", "event_actors", "statement_speakers", "relations", "sentences", "sides"}) {
    copy(std::string("SELECT * FROM ") + table, std::string(table) + ".parquet", false);
  }
}

}  // namespace chancery::store
