// A store of made-up events, and how fast it answers.
//
//   chancery-store-bench make STORE DATA [EVENTS]    DATA: the folder data/ of the sources, for country and CAMEO codes
//   chancery-store-bench ask STORE COUNTRY OTHER [TIMES]
//
// The events are drawn from a seed: ten million of them in stories of three, by day from 1995 on, between countries and
// some 20,000 people and bodies of which few are named often and most seldom, every tenth story with a statement. The
// stories have no text, as imported events have none. They go in as `chancery ingest` stores them.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/table.h"
#include "store/dyad.h"
#include "store/ingest.h"
#include "store/record_rows.h"
#include "store/store.h"
#include "store/summaries.h"

namespace {

using namespace chancery;

constexpr std::int64_t kEvents = 10'000'000;
constexpr std::size_t kEventsOfStory = 3;
constexpr std::size_t kPeopleOfCountry = 80;
constexpr std::int32_t kFirstDay = 9131;  // 1995-01-01
constexpr std::int32_t kDays = 11000;     // some thirty years
constexpr std::size_t kSources = 400;

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
class Dice {
 public:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// Small numbers often, large ones seldom.
  std::size_t skewed(std::size_t n) {
    return std::min(n - 1, static_cast<std::size_t>(std::pow(share(), 2.5) * static_cast<double>(n)));
  }

 private:
  std::uint64_t state_ = 20240517;
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(path + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

struct CameoCode {
  std::string code;
  double goldstein = 0;
};

/// A made-up name for a number: "Bakolu Teri".
std::string name_of(std::size_t number) {
  static constexpr const char* kSyllables[] = {"ba", "ko", "lu", "te", "ri", "mo", "sa", "ne", "vi", "do",
                                               "ga", "ze", "hu", "fi", "pa", "wo", "ja", "li", "ro", "mi"};
  std::string name;
  for (std::size_t i = 0, left = number + 8000; i < 5; ++i, left /= std::size(kSyllables)) {
    if (i == 3) name += ' ';
    name += kSyllables[left % std::size(kSyllables)];
  }
  for (const std::size_t at : {std::size_t{0}, name.find(' ') + 1}) {
    name[at] = static_cast<char>(name[at] - 'a' + 'A');
  }
  return name;
}

class Maker {
 public:
  explicit Maker(const std::string& data) {
    const std::string states = read_file(data + "/actors/states.tsv");
    read_table({"states.tsv", states}, 1, 20, [&](const TableLine& line) { countries_.emplace_back(line.field(0)); });
    const std::string cameo = read_file(data + "/ontology/cameo.tsv");
    read_table({"cameo.tsv", cameo}, 3, 4, [&](const TableLine& line) {
      if (line.field(0).size() < 3 || line.field(0).starts_with("01")) return;
      codes_.push_back({std::string(line.field(0)), std::atof(std::string(line.field(2)).c_str())});
    });
    // Which are named often is drawn too: the tables are in order of the alphabet.
    for (std::size_t i = countries_.size(); i > 1; --i) std::swap(countries_[i - 1], countries_[dice_.below(i)]);
  }

  store::CodedDocument story(std::int64_t number, std::int32_t day) {
    store::CodedDocument coded;
    Records& records = coded.records;
    coded.document.id = fmt::format("story-{}", number);
    coded.document.url = fmt::format("https://news.example/{}", number);
    coded.document.source = fmt::format("Paper {}", dice_.skewed(kSources));
    coded.document.date = store::day_text(day);
    records.head.doc = coded.document.id;
    records.head.date = {coded.document.date, "", DatePrecision::Day};
    records.head.publisher = coded.document.source;
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < kEventsOfStory; ++i) {
      const auto length = static_cast<std::uint32_t>(80 + dice_.below(160));
      records.sentences.push_back({at, at + length});
      records.events.push_back(event(coded.document, i, at, day));
      at += length + 1;
    }
    if (number % 10 == 0) records.statements.push_back(statement(coded.document, day));
    return coded;
  }

 private:
  ActorReference party(std::size_t country, std::uint32_t at) {
    static constexpr const char* kSectors[] = {"GOV", "GOV", "GOV", "MIL", "CVL", "BUS", "REB", "LEG"};
    // Half of all acts are those of the country itself.
    const std::size_t who = dice_.share() < 0.5 ? 0 : dice_.skewed(kPeopleOfCountry);
    const std::string& code = countries_[country];
    std::string name = who == 0 ? "Country " + code : name_of(country * kPeopleOfCountry + who);
    return {{name, at, at + static_cast<std::uint32_t>(name.size())},
            std::move(name),
            code,
            kSectors[who % std::size(kSectors)],
            {}};
  }

  Event event(const Document& document, std::uint32_t i, std::uint32_t at, std::int32_t day) {
    static constexpr const char* kRules[] = {"lexicon:visit", "lexicon:accuse", "lexicon:attack", "lexicon:help"};
    Event event;
    event.id = fmt::format("{}#e{}", document.id, i + 1);
    event.doc = document.id;
    event.sentence = i;
    event.date = {store::day_text(day - static_cast<std::int32_t>(dice_.skewed(5))), "", DatePrecision::Day};
    const std::size_t code = dice_.skewed(codes_.size());
    event.event = static_cast<EventType>(code % kEventTypeCount);
    event.cameo = codes_[code].code;
    event.goldstein = codes_[code].goldstein;
    const std::size_t first = dice_.skewed(countries_.size());
    const std::size_t second = dice_.share() < 0.3 ? first : dice_.skewed(countries_.size());
    event.actors = {party(first, at)};
    event.recipients = {party(second, at + 40)};
    if (dice_.share() < 0.4) {
      const std::size_t place = dice_.skewed(20);
      const std::string name = name_of(1000000 + second * 20 + place);
      event.location = Location{{name, at + 60, at + 60 + static_cast<std::uint32_t>(name.size())},
                                name,
                                countries_[second],
                                static_cast<double>(second % 120) - 60 + static_cast<double>(place) * 0.05,
                                static_cast<double>(second) - 100,
                                static_cast<std::int64_t>(second * 100 + place)};
    }
    event.status = dice_.share() < 0.8 ? Status::Actual : Status::Planned;
    event.trigger = {"did " + event.cameo, at + 20, at + 27};
    event.rule = kRules[code % std::size(kRules)];
    event.confidence = 0.5 + 0.01 * static_cast<double>(dice_.below(50));
    return event;
  }

  Statement statement(const Document& document, std::int32_t day) {
    Statement statement;
    statement.id = document.id + "#s1";
    statement.doc = document.id;
    statement.date = {store::day_text(day), "", DatePrecision::Day};
    statement.kind = "indirect";
    statement.speakers = {party(dice_.skewed(countries_.size()), 0)};
    statement.about = {party(dice_.skewed(countries_.size()), 50)};
    statement.cue = {"said", 30, 34};
    statement.content = {fmt::format("that matter {} would be settled with {}", dice_.below(100000), dice_.below(1000)),
                         35, 75};
    statement.issues = {fmt::format("issue-{}", dice_.skewed(200))};
    statement.stance = dice_.share() < 0.5 ? "negative" : "neutral";
    statement.rule = "cue";
    return statement;
  }

  Dice dice_;
  std::vector<std::string> countries_;
  std::vector<CameoCode> codes_;
};

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

class Watch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count(); }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

int make(const std::string& path, const std::string& data, std::int64_t events) {
  store::StoreOptions options;
  options.program_version = "bench";
  store::Store store(path, store::Access::Write, options);
  store::Ingest ingest(store, {"bench", "", "", "", ""});
  Maker maker(data);
  const std::int64_t stories = (events + static_cast<std::int64_t>(kEventsOfStory) - 1) / kEventsOfStory;
  const Watch watch;
  for (std::int64_t i = 0; i < stories; ++i) {
    store::CodedDocument story = maker.story(i, kFirstDay + static_cast<std::int32_t>(i * kDays / stories));
    if (ingest.wants(story.document)) ingest.add(std::move(story));
    if (i % 100000 == 0) fmt::print(stderr, "\r{} of {} stories, {:.0f} s ", i, stories, watch.seconds());
  }
  ingest.finish();
  fmt::print("{} events in {:.1f} s, {:.1f} MB, peak of memory {:.0f} MB\n", ingest.counts().events, watch.seconds(),
             static_cast<double>(std::filesystem::file_size(path)) / 1e6, peak_megabytes());
  return 0;
}

/// The least and the middle of so many runs, in milliseconds.
template <class Run>
void time(const char* what, std::size_t times, Run run) {
  std::vector<double> taken;
  for (std::size_t i = 0; i < times; ++i) {
    const Watch watch;
    run();
    taken.push_back(1e3 * watch.seconds());
  }
  std::sort(taken.begin(), taken.end());
  fmt::print("{}: least {:.1f} ms, middle {:.1f} ms, first and worst {:.1f} ms\n", what, taken.front(),
             taken[taken.size() / 2], taken.back());
}

/// Who of a country's people is named most.
store::Party person_of(store::Store& store, const std::string& country) {
  store::Result found = store.db().query(
      "SELECT a.name FROM actors a JOIN event_actors p USING (actor_id) WHERE a.country = ? AND a.name NOT LIKE "
      "'Country%' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
      {country});
  if (!found.next()) throw Error(country + ": nobody of it is in the store");
  return store::find_party(store.db(), std::string(found.text(0)));
}

int ask(const std::string& path, const std::string& country, const std::string& other, std::size_t times) {
  time("opening", times, [&] { const store::Store store(path, store::Access::Read); });
  store::Store store(path, store::Access::Read);
  store::Filters filters;
  filters.statuses = {"actual"};
  std::int64_t found = 0;
  time("dyad", times, [&] {
    const store::Dyad dyad = store::ask_dyad(store.db(), {country, country, {}}, {other, other, {}}, filters);
    found = 0;
    for (const store::DyadMonth& month : dyad.months) found += month.count();
  });
  fmt::print("  {} events\n", found);
  const auto drain = [&](const store::Query& query) {
    store::ask(
        store.db(), query, [](const auto&) {}, [](const auto&) { return true; });
  };
  time("dossier of a country", times, [&] {
    for (const auto& section : store::dossier({country, country, {}}, filters)) drain(section.query);
  });
  for (const auto& section : store::dossier({country, country, {}}, filters)) {
    const Watch watch;
    drain(section.query);
    fmt::print("  {}: {:.1f} ms\n", section.name, 1e3 * watch.seconds());
  }
  const store::Party person = person_of(store, country);
  time("dossier of a person", times, [&] {
    for (const auto& section : store::dossier(person, filters)) drain(section.query);
  });
  time("timeline of a country", times, [&] {
    store::Filters of_country = filters;
    of_country.countries = {country};
    drain(store::timeline(of_country, "month"));
  });
  time("top pairs", times, [&] { drain(store::top(filters, "pairs")); });
  fmt::print("peak of memory {:.0f} MB\n", peak_megabytes());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  try {
    if (words.size() >= 3 && words[0] == "make") {
      return make(words[1], words[2], words.size() > 3 ? std::atoll(words[3].c_str()) : kEvents);
    }
    if (words.size() >= 4 && words[0] == "ask") {
      return ask(words[1], words[2], words[3],
                 words.size() > 4 ? static_cast<std::size_t>(std::atoll(words[4].c_str())) : 7);
    }
  } catch (const std::exception& error) {
    fmt::print(stderr, "chancery-store-bench: {}\n", error.what());
    return 3;
  }
  fmt::print(stderr,
             "usage: chancery-store-bench make STORE DATA [EVENTS]\n"
             "       chancery-store-bench ask STORE COUNTRY OTHER [TIMES]\n");
  return 2;
}
