// chancery import: other people's events, into the same tables, with their origin.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/exchange_codes.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/store_options.h"
#include "cli/terminal.h"
#include "io/byte_source.h"
#include "io/lines.h"
#include "store/ingest.h"
#include "store/record_rows.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kLongestLine = 1u << 20;

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery import news.db 20240517.export.CSV --from gdelt-events\n"
    "  chancery import news.db events.2015.tab --from icews\n"
    "  chancery compare news.db --with icews\n"
    "\n"
    "The events stand beside our own, with the origin gdelt, icews, polecat or phoenix; --origin asks for one of them. "
    "The\n"
    "same row again changes nothing. Comments (CAMEO root 01) are no events and are left out.";

struct ImportOptions {
  std::string store;
  store::Resources resources;
  std::vector<std::string> files;
  std::string from;
  CoderOptions installation;
};

/// One row of a file, by the places of a layout.
struct Layout {
  std::string origin;
  std::size_t columns;
  // Places of the cells; -1 where a layout has none.
  int id, date, cameo, type, mode, score;
  int actor_name, actor_country, actor_sector;
  int recipient_name, recipient_country, recipient_sector;
  int place, place_country, lat, lon, url, source;
  char countries;  // how countries are written: c CAMEO, i ISO, n names; of places f FIPS instead of c
};

const std::map<std::string, Layout>& layouts() {
  static const std::map<std::string, Layout> all = {
      {"gdelt-events", {"gdelt", 61, 0, 1, 26, -1, -1, 30, 6, 7, 12, 16, 17, 22, 52, 53, 56, 57, 60, -1, 'c'}},
      {"icews", {"icews", 20, 0, 1, 6, -1, -1, 7, 2, 4, 3, 8, 10, 9, 14, 17, 18, 19, -1, 13, 'n'}},
      {"phoenix", {"phoenix", 26, 0, 1, 13, -1, -1, 16, 5, 6, 7, 9, 10, 11, 20, 22, 18, 19, 24, 25, 'i'}},
      {"polecat", {"polecat", 40, 0, 1, -1, 2, 3, 4, 7, 8, 10, 15, 16, 18, 23, 27, 28, 29, -1, 33, 'i'}},
  };
  return all;
}

std::string cell(const std::vector<std::string>& cells, int at) {
  if (at < 0 || static_cast<std::size_t>(at) >= cells.size()) return {};
  const std::string& text = cells[static_cast<std::size_t>(at)];
  return text == "NA" || text == "None" || text == "NULL" ? std::string() : text;
}

/// "20240517", "2024-05-17" and "5/17/2024" to "2024-05-17"; empty where it is no day.
std::string day_of(std::string text) {
  text = text.substr(0, text.find(' '));
  if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string::npos) {
    text = text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
  } else if (const std::size_t first = text.find('/'); first != std::string::npos) {
    const std::size_t second = text.find('/', first + 1);
    if (second == std::string::npos) return {};
    const auto two = [](const std::string& digits) { return digits.size() == 1 ? "0" + digits : digits; };
    text = text.substr(second + 1) + "-" + two(text.substr(0, first)) + "-" +
           two(text.substr(first + 1, second - first - 1));
  }
  return store::day_number(text) && text.size() == 10 ? text : std::string();
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failure == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional<double>(value)
                                                                                     : std::nullopt;
}

std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t at = 0;;) {
    const std::size_t end = line.find('\t', at);
    std::string text(line.substr(at, end == std::string_view::npos ? end : end - at));
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    cells.push_back(std::move(text));
    if (end == std::string_view::npos) return cells;
    at = end + 1;
  }
}

class Importer {
 public:
  Importer(const Layout& layout, const ExchangeCodes& codes) : layout_(layout), codes_(codes) {}

  /// Nothing, with what is wrong in `why`; or with an empty `why` for a row that is no event.
  std::optional<store::CodedDocument> read(const std::vector<std::string>& cells, std::string& why) const {
    why.clear();
    if (cells.size() != layout_.columns) {
      why = "has " + std::to_string(cells.size()) + " columns, not " + std::to_string(layout_.columns);
      return std::nullopt;
    }
    Event event;
    event.date.begin = day_of(cell(cells, layout_.date));
    if (event.date.begin.empty()) {
      why = "'" + cell(cells, layout_.date) + "' is no day";
      return std::nullopt;
    }
    event.date.precision = DatePrecision::Day;
    event.cameo = cell(cells, layout_.cameo);
    if (layout_.type >= 0) {
      const std::optional<EventType> type = event_type_from(cell(cells, layout_.type));
      if (!type) {
        why = "'" + cell(cells, layout_.type) + "' is no event type";
        return std::nullopt;
      }
      event.event = *type;
      event.mode = cell(cells, layout_.mode);
    } else {
      const std::optional<CameoMeaning> meaning = codes_.meaning_of(event.cameo);
      if (!meaning) {
        if (!event.cameo.starts_with("01")) why = "'" + event.cameo + "' is no CAMEO code";
        return std::nullopt;
      }
      event.event = meaning->event;
      event.mode = meaning->mode;
    }
    event.goldstein = std::clamp(
        number_of(cell(cells, layout_.score)).value_or(codes_.goldstein_of(event.cameo).value_or(0)), -10.0, 10.0);
    add_party(event.actors, cells, layout_.actor_name, layout_.actor_country, layout_.actor_sector);
    add_party(event.recipients, cells, layout_.recipient_name, layout_.recipient_country, layout_.recipient_sector);
    if (const std::string place = cell(cells, layout_.place); !place.empty()) {
      Location location{
          {place, 0, 0}, place, std::nullopt, number_of(cell(cells, layout_.lat)), number_of(cell(cells, layout_.lon)),
          std::nullopt};
      const std::string code = cell(cells, layout_.place_country);
      const std::string country = layout_.countries == 'c' ? codes_.country_from_fips(code) : country_of(code);
      if (!country.empty()) location.country = country;
      event.location = std::move(location);
    }
    event.rule = "imported";
    event.confidence = 1;
    store::CodedDocument coded;
    // ICEWS says that its ids are unique with the date only.
    coded.document.id = layout_.origin + ":" + cell(cells, layout_.id) + "@" + event.date.begin;
    coded.document.url = cell(cells, layout_.url);
    coded.document.source = cell(cells, layout_.source);
    event.doc = coded.document.id;
    event.id = coded.document.id + "#e1";
    coded.records.head.doc = coded.document.id;
    coded.records.head.publisher = coded.document.source;
    coded.records.head.date = event.date;
    coded.records.events.push_back(std::move(event));
    return coded;
  }

 private:
  std::string country_of(const std::string& code) const {
    return layout_.countries == 'n' ? codes_.country_from_name(code) : codes_.country_from_cameo(code);
  }
  void add_party(std::vector<ActorReference>& parties, const std::vector<std::string>& cells, int name, int country,
                 int sector) const {
    ActorReference party;
    const std::string code = country_of(cell(cells, country));
    party.name = cell(cells, name);
    if (party.name.empty()) party.name = code;
    if (party.name.empty()) return;
    party.span.text = party.name;
    if (!code.empty()) party.country = code;
    std::string word = cell(cells, sector);
    word = word.substr(0, word.find_first_of(",;"));
    if (const std::string found = codes_.sector_from(word); !found.empty()) party.sector = found;
    parties.push_back(std::move(party));
  }
  const Layout& layout_;
  const ExchangeCodes& codes_;
};

int run_import(const ImportOptions& options) {
  const Layout& layout = layouts().at(options.from);
  const ExchangeCodes codes(options.installation);
  const Importer importer(layout, codes);
  const auto store = open_store(options.store, options.resources, store::Access::Write);
  store::RunInfo info;
  info.command = "import";
  info.version = CHANCERY_VERSION;
  info.origin = layout.origin;
  for (const std::string& file : options.files) info.options += (info.options.empty() ? "" : " ") + file;
  store::Ingest ingest(*store, info);
  ProgressLine progress;
  StderrReporter reporter(progress);
  std::uint64_t comments = 0;
  for (const std::string& file : options.files) {
    const std::unique_ptr<io::ByteSource> bytes = io::to_utf8(io::open_file(file, nullptr));
    io::LineReader lines(*bytes, kLongestLine);
    std::string why;
    for (io::Line line; lines.next(line);) {
      if (line.too_long) {
        reporter.refuse(file, line.number, "the line is too long");
        continue;
      }
      std::string text(line.text);
      while (text.ends_with('\r')) text.pop_back();
      if (text.empty()) continue;
      repair_utf8(text);
      std::vector<std::string> cells = split(text);
      if (line.number == 1 && (cells[0] == "Event ID" || cells[0] == "GLOBALEVENTID" || cells[0] == "EventID"))
        continue;
      // Early files of POLECAT have no column of intensity.
      if (layout.origin == "polecat" && cells.size() + 1 == layout.columns) cells.insert(cells.begin() + 4, "");
      std::optional<store::CodedDocument> coded = importer.read(cells, why);
      if (!coded) {
        why.empty() ? static_cast<void>(++comments) : reporter.refuse(file, line.number, why);
        continue;
      }
      if (ingest.wants(coded->document)) ingest.add(std::move(*coded));
    }
    if (bytes->fault()) reporter.refuse(file, 0, bytes->fault().what);
  }
  ingest.finish();
  const store::IngestCounts& counts = ingest.counts();
  std::string line = "chancery: imported " + std::to_string(counts.events) + " events of " + layout.origin;
  if (counts.known > 0) line += "; " + std::to_string(counts.known) + " were there already";
  if (comments > 0) line += "; " + std::to_string(comments) + " comments left out";
  std::fputs((line + "\n").c_str(), stderr);
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_import(CLI::App& app) {
  const auto options = std::make_shared<ImportOptions>();
  CLI::App* command = app.add_subcommand("import", "Take other people's events into a store");
  command->footer(kFooter);
  add_store(*command, options->store, options->resources);
  command->add_option("FILE", options->files, "Files of events, also .gz and .zst; - for standard input")
      ->required()
      ->type_name("");
  std::set<std::string> names;
  for (const auto& [name, layout] : layouts()) names.insert(name);
  command->add_option("--from", options->from, "gdelt-events, icews, polecat or phoenix")
      ->required()
      ->check(CLI::IsMember(names))
      ->option_text("FORM");
  add_installation(*command, options->installation);
  return {command, [options] { return run_import(*options); }};
}

}  // namespace chancery::cli
