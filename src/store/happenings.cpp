// Tested by: happenings_test.cpp
#include "store/happenings.h"

#include <xxhash.h>

#include <algorithm>
#include <unordered_set>

namespace chancery::store {
namespace {

// Chosen by hand on made-up stories, not on labelled data.
constexpr double kSameActs = 0.15;  // the very same actors and code
constexpr double kSimilar = 0.40;   // actors of the same country and sector
constexpr std::size_t kMostCompared = 256;
constexpr std::size_t kMostRemembered = 300000;

bool is_word_byte(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/// Happened or is said to have; or is to come; or did not happen.
int reality(Status status) {
  switch (status) {
    case Status::Actual:
    case Status::Alleged:
      return 0;
    case Status::Planned:
    case Status::Conditional:
      return 1;
    case Status::Negated:
      return 2;
  }
  return 0;
}

enum class Fit : std::uint8_t { Different, Similar, Same };
Fit fit(std::int32_t a, std::int32_t b, const std::string& country_a, const std::string& country_b,
        const std::string& sector_a, const std::string& sector_b) {
  if (a == b) return Fit::Same;
  if (a == 0 || b == 0) return Fit::Different;
  const bool sectors = sector_a == sector_b || sector_a.empty() || sector_b.empty();
  return country_a == country_b && sectors ? Fit::Similar : Fit::Different;
}

bool same_happening(const Report& a, const Report& b) {
  if (reality(a.status) != reality(b.status)) return false;
  if (a.place != 0 && b.place != 0 && a.place != b.place && a.place_country != b.place_country) return false;
  const Fit actors = fit(a.actor, b.actor, a.actor_country, b.actor_country, a.actor_sector, b.actor_sector);
  const Fit recipients =
      fit(a.recipient, b.recipient, a.recipient_country, b.recipient_country, a.recipient_sector, b.recipient_sector);
  if (actors == Fit::Different || recipients == Fit::Different) return false;
  const double words = overlap(a.words, b.words).value_or(0);
  if (actors == Fit::Same && recipients == Fit::Same && a.cameo == b.cameo) return words >= kSameActs;
  return words >= kSimilar;
}

std::uint64_t key_of(const Report& report) {
  const std::string rest = std::string(name_of(report.type)) + '\x1f' + report.mode + '\x1f' + report.actor_country +
                           '\x1f' + report.recipient_country;
  return XXH3_64bits(rest.data(), rest.size());
}

}  // namespace

Sketch sketch_of(std::string_view sentence) {
  Sketch hashes;
  std::string word;
  for (std::size_t i = 0; i <= sentence.size(); ++i) {
    const auto c = i < sentence.size() ? static_cast<unsigned char>(sentence[i]) : static_cast<unsigned char>(' ');
    if (is_word_byte(c)) {
      word.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
      continue;
    }
    // Short words say how, not what.
    if (word.size() > 3) hashes.push_back(static_cast<std::uint32_t>(XXH3_64bits(word.data(), word.size())));
    word.clear();
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  if (hashes.size() > kSketch) hashes.resize(kSketch);
  return hashes;
}

std::optional<double> overlap(const Sketch& a, const Sketch& b) {
  if (a.empty() || b.empty()) return std::nullopt;
  // The smallest of both together, and which of them both have.
  std::size_t taken = 0;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; taken < kSketch && (i < a.size() || j < b.size()); ++taken) {
    if (j == b.size() || (i < a.size() && a[i] < b[j])) {
      ++i;
    } else if (i == a.size() || b[j] < a[i]) {
      ++j;
    } else {
      ++common;
      ++i;
      ++j;
    }
  }
  return static_cast<double>(common) / static_cast<double>(taken);
}

std::int64_t Happenings::assign(const Report& report) {
  const std::uint64_t key = key_of(report);
  for (const std::int32_t number : {report.day, report.day - 1, report.day + 1}) {
    const auto day = days_.find(number);
    if (day == days_.end()) continue;
    const auto found = day->second.find(key);
    if (found == day->second.end()) continue;
    const std::vector<Report>& firsts = found->second;
    const std::size_t from = firsts.size() > kMostCompared ? firsts.size() - kMostCompared : 0;
    for (std::size_t i = from; i < firsts.size(); ++i) {
      if (same_happening(firsts[i], report)) return firsts[i].event;
    }
  }
  remember(report);
  return report.event;
}

void Happenings::remember(const Report& report) {
  days_[report.day][key_of(report)].push_back(report);
  ++remembered_;
}

void Happenings::forget() {
  days_.clear();
  remembered_ = 0;
}

void Happenings::read(const std::vector<std::int32_t>& days) {
  std::unordered_set<std::int32_t> needed;
  for (const std::int32_t day : days) needed.insert({day - 1, day, day + 1});
  if (remembered_ > kMostRemembered) {
    for (auto day = days_.begin(); day != days_.end();) {
      if (needed.contains(day->first)) {
        ++day;
        continue;
      }
      for (const auto& [key, reports] : day->second) remembered_ -= reports.size();
      day = days_.erase(day);
    }
  }
  std::vector<std::int64_t> unread;
  for (const std::int32_t day : needed) {
    if (days_.try_emplace(day).second) unread.push_back(day);
  }
  std::sort(unread.begin(), unread.end());
  if (unread.empty()) return;
  // The days first, by their column alone: then the joins read those events only, which mostly lie together.
  const std::string of_days =
      "e.event_id = e.happening AND e.origin = 'chancery' AND e.date_precision = 'day' "
      "AND e.date IN (SELECT DATE '1970-01-01' + unnest(?)::INTEGER)";
  Result bounds = db_.query(
      "SELECT min(e.event_id), max(e.event_id), min(e.doc_id), max(e.doc_id) FROM events e WHERE " + of_days, {unread});
  if (!bounds.next() || bounds.null(0)) return;
  const std::int64_t first = bounds.integer(0);
  const std::int64_t last = bounds.integer(1);
  const std::int64_t first_document = bounds.integer(2);
  const std::int64_t last_document = bounds.integer(3);
  const std::string parties = "(SELECT * FROM event_actors WHERE event_id BETWEEN ? AND ? AND position = 0 AND role = ";
  Result found = db_.query(
      "SELECT e.event_id, e.date, e.event, e.status, e.mode, e.cameo, a.actor_id, a.country, a.sector, b.actor_id, "
      "  b.country, b.sector, e.place_id, l.country, "
      "  substring(d.text, s.start_char + 1, s.chars) "
      "FROM events e "
      "LEFT JOIN (SELECT doc_id, text FROM documents WHERE doc_id BETWEEN ? AND ?) d ON d.doc_id = e.doc_id "
      "LEFT JOIN (SELECT * FROM sentences WHERE doc_id BETWEEN ? AND ?) s ON s.doc_id = e.doc_id "
      "  AND s.sentence = e.sentence "
      "LEFT JOIN " +
          parties + "'actor') x ON x.event_id = e.event_id LEFT JOIN actors a ON a.actor_id = x.actor_id LEFT JOIN " +
          parties +
          "'recipient') y ON y.event_id = e.event_id "
          "LEFT JOIN actors b ON b.actor_id = y.actor_id LEFT JOIN places l ON l.place_id = e.place_id "
          "WHERE e.event_id BETWEEN ? AND ? AND " +
          of_days + " ORDER BY e.event_id",
      {first_document, last_document, first_document, last_document, first, last, first, last, first, last, unread});
  while (found.next()) {
    Report report;
    report.event = found.integer(0);
    report.day = static_cast<std::int32_t>(found.integer(1));
    report.type = static_cast<EventType>(found.integer(2));
    report.status = static_cast<Status>(found.integer(3));
    report.mode = found.text(4);
    report.cameo = found.text(5);
    report.actor = static_cast<std::int32_t>(found.integer(6));
    report.actor_country = found.text(7);
    report.actor_sector = found.text(8);
    report.recipient = static_cast<std::int32_t>(found.integer(9));
    report.recipient_country = found.text(10);
    report.recipient_sector = found.text(11);
    report.place = static_cast<std::int32_t>(found.integer(12));
    report.place_country = found.text(13);
    report.words = sketch_of(found.text(14));
    remember(report);
  }
}

}  // namespace chancery::store
