// Records as rows of the tables, and back: what goes in comes out the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "chancery/document.h"
#include "chancery/records.h"
#include "store/database.h"
#include "store/identities.h"

namespace chancery::store {

inline constexpr std::string_view kOwnOrigin = "chancery";

/// "2024-05" to days since 1970-01-01, the first day of the month or year; nothing where it is no date.
std::optional<std::int32_t> day_number(std::string_view date);
/// And back, by its precision.
std::string date_text(std::int64_t day, DatePrecision precision);
std::string day_text(std::int64_t day);

/// What the id of a record has behind the id of its document; "=" and the whole id where it does not begin with that.
std::string tag_of(std::string_view id, std::string_view doc);
std::string id_of(std::string_view tag, std::string_view doc);

/// "12" of "12 protesters", "1,200" of "some 1,200 troops"; nothing where no number in digits stands there.
std::optional<std::int32_t> quantity_in(std::string_view words);

/// All who and all where that `records` name.
void collect_names(const Records& records, std::vector<const ActorReference*>& actors,
                   std::vector<const Location*>& places);

/// The tables that take the records of documents, open for adding. Belongs to one batch.
class RecordRows {
 public:
  RecordRows(Database& db, const Identities& identities);
  void add_sentences(std::int32_t doc, const Records& records);
  void add_event(std::int64_t id, std::int32_t doc, const Event& event, std::int64_t happening,
                 std::string_view origin);
  void add_statement(std::int64_t id, std::int32_t doc, const Statement& statement);
  void add_relation(std::int64_t id, std::int32_t doc, const Relation& relation);
  void flush();

 private:
  void add_parties(Rows& rows, std::int64_t id, int role, const std::vector<ActorReference>& parties, bool counted);
  void add_side(const ActorReference& self, int role, const ActorReference* other, const Event& event, std::int64_t id,
                bool first, std::string_view origin);
  const Identities& identities_;
  std::unordered_set<std::uint64_t> met_;  // of one event: which countries, pairs and actors have a side already
  Rows sentences_, events_, event_actors_, sides_, statements_, statement_speakers_, relations_;
};

/// The columns place_id, place_text, place_start and place_chars.
void add_place(Rows& rows, const std::optional<Location>& place, const Identities& identities);

/// A document as it was read, and its records as they were coded.
struct StoredDocument {
  std::int32_t number = 0;
  Document document;
  Records records;
};
/// The documents numbered `from` to `to`, both included, that have an origin in `origins` (all where it is empty), in
/// order.
std::vector<StoredDocument> load_documents(Database& db, std::int32_t from, std::int32_t to,
                                           const std::vector<std::string>& origins = {}, bool with_text = true);

}  // namespace chancery::store
