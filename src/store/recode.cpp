// Documents whose records change: the old rows go and the new ones come, in one transaction a batch.
// Tested by: tests/contract/test_handing_on.py
#include <utility>

#include "store/ingest.h"
#include "store/record_rows.h"

namespace chancery::store {
namespace {

/// What belongs to the documents of the list $1, but for the documents themselves.
constexpr const char* kDeletes[] = {
    "DELETE FROM event_actors WHERE event_id IN (SELECT event_id FROM events WHERE doc_id IN (SELECT unnest($1)))",
    "DELETE FROM sides WHERE event_id IN (SELECT event_id FROM events WHERE doc_id IN (SELECT unnest($1)))",
    "DELETE FROM statement_speakers WHERE statement_id IN (SELECT statement_id FROM statements WHERE doc_id IN (SELECT "
    "unnest($1)))",
    "DELETE FROM events WHERE doc_id IN (SELECT unnest($1))",
    "DELETE FROM statements WHERE doc_id IN (SELECT unnest($1))",
    "DELETE FROM relations WHERE doc_id IN (SELECT unnest($1))",
    "DELETE FROM sentences WHERE doc_id IN (SELECT unnest($1))",
};

// Where the first report of a happening went, the next one stands for it.
constexpr const char* kHeirs =
    "CREATE OR REPLACE TEMP TABLE heirs AS SELECT happening, min(event_id) AS heir FROM events WHERE happening NOT IN "
    "(SELECT event_id FROM events) GROUP BY happening";

}  // namespace

Recode::Recode(Store& store, RunInfo info) : ingest_(store, std::move(info)) {}

void Recode::add(std::int32_t number, Document document, Records records) {
  numbers_.push_back(number);
  batch_.push_back({std::move(document), std::move(records), {}});
}

void Recode::write_batch() {
  if (batch_.empty()) return;
  Database& db = ingest_.db_;
  const std::vector<std::int64_t> list(numbers_.begin(), numbers_.end());
  db.run("BEGIN");
  try {
    ingest_.begin_run();
    for (const char* sql : kDeletes) db.query(sql, {list});
    db.run(kHeirs);
    db.run(
        "UPDATE sides SET first_report = TRUE WHERE event_id IN (SELECT heir FROM heirs);"
        "UPDATE events SET happening = h.heir FROM heirs h WHERE events.happening = h.happening");
    ingest_.happenings_.forget();
    ingest_.write_records(numbers_, batch_);
    for (std::size_t i = 0; i < batch_.size(); ++i) {
      const StoryHead& head = batch_[i].records.head;
      const auto known = [](const std::string& text) { return text.empty() ? Value() : Value(text); };
      const auto day = day_number(head.date.begin);
      db.query(
          "UPDATE documents SET run_id = ?, date = DATE '1970-01-01' + ?::INTEGER, date_precision = ?::date_precision, "
          "date_reason = ?, "
          "publisher = ?, agency = ?, place_id = ?, place_text = ?, place_start = ?, place_chars = ? WHERE doc_id = ?",
          {std::int64_t{ingest_.run_}, day ? Value(std::int64_t{*day}) : Value(),
           std::string(name_of(head.date.precision)), known(head.date.reason), known(head.publisher),
           known(head.agency), head.place ? Value(std::int64_t{ingest_.identities_.of(*head.place)}) : Value(),
           head.place ? Value(head.place->span.text) : Value(),
           head.place ? Value(std::int64_t{head.place->span.start}) : Value(),
           head.place ? Value(std::int64_t{head.place->span.end} - head.place->span.start) : Value(),
           std::int64_t{numbers_[i]}});
    }
    db.run("COMMIT");
  } catch (...) {
    db.rollback();
    throw;
  }
  batch_.clear();
  numbers_.clear();
}

void Recode::finish() {
  write_batch();
  ingest_.finish();
}

}  // namespace chancery::store
