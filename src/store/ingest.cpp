// Tested by: ingest_test.cpp, tests/contract/test_store.py
#include "store/ingest.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "store/record_rows.h"

namespace chancery::store {
namespace {

// A batch is written when it has enough documents, as much text, or has waited as long: then a kill loses little work,
// and writing waits for the disk seldom.
constexpr std::size_t kBatchBytes = 8u << 20;
constexpr std::chrono::seconds kBatchWait{2};

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

/// Code points of `text` as a view into it, by offsets that come in ascending order.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) { index_bytes(); }
  std::string_view cut(std::uint32_t begin, std::uint32_t end) const {
    const std::size_t from = byte_at(begin);
    return text_.substr(from, byte_at(end) - from);
  }

 private:
  void index_bytes() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) starts_.push_back(static_cast<std::uint32_t>(i));
    }
  }
  std::size_t byte_at(std::uint32_t code_point) const {
    return code_point < starts_.size() ? starts_[code_point] : text_.size();
  }
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace

std::uint64_t content_of(const Document& document) {
  std::string all;
  for (const std::string* part : {&document.text, &document.title, &document.date, &document.url, &document.source}) {
    all += *part;
    all += '\0';
  }
  if (document.text.empty()) all += document.id;
  return hash_of(all);
}

std::optional<Report> report_of(const Event& event, std::int64_t number, const Identities& identities,
                                std::string_view sentence) {
  const std::optional<std::int32_t> day = day_number(event.date.begin);
  if (!day || event.date.precision != DatePrecision::Day) return std::nullopt;
  Report report;
  report.event = number;
  report.day = *day;
  report.type = event.event;
  report.status = event.status;
  report.mode = event.mode;
  report.cameo = event.cameo;
  if (!event.actors.empty()) {
    report.actor = identities.of(event.actors.front());
    report.actor_country = event.actors.front().country.value_or("");
    report.actor_sector = event.actors.front().sector.value_or("");
  }
  if (!event.recipients.empty()) {
    report.recipient = identities.of(event.recipients.front());
    report.recipient_country = event.recipients.front().country.value_or("");
    report.recipient_sector = event.recipients.front().sector.value_or("");
  }
  if (event.location) {
    report.place = identities.of(*event.location);
    report.place_country = event.location->country.value_or("");
  }
  report.words = sketch_of(sentence);
  return report;
}

Ingest::Ingest(Store& store, RunInfo info, std::size_t batch_documents)
    : store_(store),
      db_(store.db()),
      info_(std::move(info)),
      batch_documents_(batch_documents),
      next_document_(static_cast<std::int32_t>(db_.number("SELECT coalesce(max(doc_id), 0) + 1 FROM documents"))),
      next_event_(db_.number("SELECT coalesce(max(event_id), 0) + 1 FROM events")),
      next_statement_(db_.number("SELECT coalesce(max(statement_id), 0) + 1 FROM statements")),
      next_relation_(db_.number("SELECT coalesce(max(relation_id), 0) + 1 FROM relations")),
      identities_(db_),
      near_copies_(&db_),
      happenings_(db_) {
  db_.run(std::string(views_sql()));
  std::vector<std::uint64_t> contents;
  std::vector<std::uint64_t> ids;
  Result known = db_.stream("SELECT id, content FROM documents");
  while (known.next()) {
    ids.push_back(hash_of(known.text(0)));
    contents.push_back(static_cast<std::uint64_t>(known.integer(1)));
  }
  contents_.begin_with(std::move(contents));
  ids_.begin_with(std::move(ids));
}

bool Ingest::wants(Document& document) {
  if (!contents_.insert(content_of(document))) {
    ++counts_.known;
    return false;
  }
  if (!ids_.insert(hash_of(document.id))) {
    const std::string id = document.id;
    for (int n = 2;; ++n) {
      document.id = id + "~" + std::to_string(n);
      if (ids_.insert(hash_of(document.id))) break;
    }
    ++counts_.renamed;
  }
  return true;
}

void Ingest::add(CodedDocument coded) {
  const auto now = std::chrono::steady_clock::now();
  if (batch_.empty()) batch_begun_ = now;
  batch_bytes_ += coded.document.text.size();
  batch_.push_back(std::move(coded));
  if (batch_.size() >= batch_documents_ || batch_bytes_ >= kBatchBytes || now - batch_begun_ > kBatchWait)
    write_batch();
}

void Ingest::begin_run() {
  if (run_ != 0) return;
  run_ = static_cast<std::int32_t>(db_.number("SELECT coalesce(max(run_id), 0) + 1 FROM runs"));
  const auto known = [](const std::string& text) { return text.empty() ? Value() : Value(text); };
  db_.query(
      "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, now()::TIMESTAMP, NULL, 0, 0)",
      {std::int64_t{run_}, info_.command, info_.version, known(info_.data), known(info_.model), known(info_.options)});
}

void Ingest::write_documents(const std::vector<std::int32_t>& numbers) {
  std::vector<std::optional<std::int32_t>> days;
  for (const CodedDocument& coded : batch_) {
    if (!coded.print.empty()) days.push_back(day_number(coded.records.head.date.begin));
  }
  if (!days.empty()) near_copies_.read(days, numbers.front());
  Rows rows(db_, "documents");
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    const CodedDocument& coded = batch_[i];
    const Document& document = coded.document;
    const StoryHead& head = coded.records.head;
    const std::optional<std::int32_t> day = day_number(head.date.begin);
    const std::optional<std::int32_t> copy_of = near_copies_.find(numbers[i], coded.print, day);
    if (copy_of) ++counts_.copies;
    near_copies_.add(numbers[i], coded.print, day, copy_of);
    rows.integer(numbers[i]).text(document.id).text_or_null(document.title);
    document.text.empty() && info_.origin != kOwnOrigin ? rows.null() : rows.text(document.text);
    rows.text_or_null(document.url).text_or_null(document.source).integer_or_null(day_number(document.date));
    rows.integer_or_null(day).integer(static_cast<std::int64_t>(head.date.precision));
    rows.text_or_null(head.date.reason).text_or_null(head.publisher).text_or_null(head.agency);
    add_place(rows, head.place, identities_);
    rows.text(info_.origin).integer(run_).integer(static_cast<std::int64_t>(content_of(document)));
    rows.text_or_null(coded.print).integer_or_null(copy_of).end();
  }
  rows.flush();
}

void Ingest::write_batch() {
  if (batch_.empty()) return;
  db_.run("BEGIN");
  try {
    begin_run();
    std::vector<std::int32_t> numbers;
    for (std::size_t i = 0; i < batch_.size(); ++i) numbers.push_back(next_document_++);
    write_records(numbers, batch_);
    write_documents(numbers);
    counts_.documents += batch_.size();
    db_.run("COMMIT");
  } catch (...) {
    db_.rollback();
    throw;
  }
  batch_.clear();
  batch_bytes_ = 0;
}

void Ingest::write_records(const std::vector<std::int32_t>& numbers, const std::vector<CodedDocument>& batch) {
  const bool own = info_.origin == kOwnOrigin;
  std::vector<const ActorReference*> actors;
  std::vector<const Location*> places;
  std::vector<std::int32_t> days;
  for (const CodedDocument& coded : batch) {
    collect_names(coded.records, actors, places);
    for (const Event& event : coded.records.events) {
      if (event.date.precision != DatePrecision::Day) continue;
      if (const auto day = day_number(event.date.begin)) days.push_back(*day);
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  identities_.learn(actors, places);
  if (own) happenings_.read(days);
  RecordRows rows(db_, identities_);
  std::uint64_t records = 0;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const Records& coded = batch[i].records;
    const Cutter cutter(batch[i].document.text);
    rows.add_sentences(numbers[i], coded);
    for (const Event& event : coded.events) {
      const std::int64_t id = next_event_++;
      std::string_view sentence;
      if (event.sentence < coded.sentences.size()) {
        sentence = cutter.cut(coded.sentences[event.sentence].start, coded.sentences[event.sentence].end);
      }
      // What others coded has been made one already, by their rules.
      const std::optional<Report> report = own ? report_of(event, id, identities_, sentence) : std::nullopt;
      const std::int64_t happening = report ? happenings_.assign(*report) : id;
      if (happening == id) ++counts_.happenings;
      rows.add_event(id, numbers[i], event, happening, info_.origin);
    }
    for (const Statement& statement : coded.statements) rows.add_statement(next_statement_++, numbers[i], statement);
    for (const Relation& relation : coded.relations) rows.add_relation(next_relation_++, numbers[i], relation);
    counts_.events += coded.events.size();
    counts_.statements += coded.statements.size();
    counts_.relations += coded.relations.size();
    records += coded.events.size() + coded.statements.size() + coded.relations.size();
  }
  rows.flush();
  db_.query("UPDATE runs SET documents = documents + ?, records = records + ? WHERE run_id = ?",
            {static_cast<std::int64_t>(batch.size()), static_cast<std::int64_t>(records), std::int64_t{run_}});
}

void Ingest::finish() {
  write_batch();
  if (run_ == 0) return;
  db_.query("UPDATE runs SET ended = now()::TIMESTAMP WHERE run_id = ?", {std::int64_t{run_}});
  store_.tidy();
}

}  // namespace chancery::store
