#include "cli/store_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cstdio>

#include "base/calendar.h"
#include "chancery/records.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "knowledge/data_file.h"
#include "knowledge/directory.h"
#include "pipeline/resources.h"
#include "reading/resolve.h"
#include "store/record_rows.h"

namespace chancery::cli {
namespace {

constexpr std::int64_t kRowsForPeople = 50;

std::string check_day(const std::string& given) {
  return parse_day(given) ? "" : "'" + given + "' is no day of the calendar; write it as 2024-05-17";
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// "assault" to "ASSAULT"; quads and CAMEO codes as they are.
std::string check_type(std::string& given) {
  if (event_type_from(upper(given))) {
    given = upper(given);
    return "";
  }
  for (const Quad quad :
       {Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict}) {
    if (name_of(quad) == given) return "";
  }
  const bool code = !given.empty() && given.size() <= 4 && given.find_first_not_of("0123456789") == std::string::npos;
  return code ? "" : "'" + given + "' is no type: write ASSAULT, material-conflict or a CAMEO code such as 19";
}

std::string check_status(const std::string& given) {
  for (const Status status : {Status::Actual, Status::Planned, Status::Conditional, Status::Negated, Status::Alleged}) {
    if (name_of(status) == given) return "";
  }
  return "'" + given + "' is no status; those are actual, planned, conditional, negated and alleged";
}

CLI::Option* add_words(CLI::App& app, const std::string& name, std::vector<std::string>& words,
                       const std::string& what) {
  return app.add_option(name, words, what)->allow_extra_args(false)->group("Filters (each any number of times)");
}

bool is_country_code(const std::string& word) {
  return word.size() == 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

void add_store(CLI::App& app, std::string& path, store::Resources& resources) {
  app.add_option("DB", path, "The store, one file")->required()->type_name("");
  app.add_option("--memory", resources.memory, "Memory that the store may use (600MB)")
      ->option_text("SIZE")
      ->group("Limits");
}

void add_question(CLI::App& app, QuestionOptions& options) {
  add_store(app, options.store, options.resources);
  CLI::Option* json = app.add_flag("--json", options.json, "Answer as JSON lines");
  app.add_flag("--csv", options.csv, "Answer as CSV")->excludes(json);
  app.add_option("--limit", options.limit, "At most so many rows; 0: all (50 for people, else all)")
      ->check(CLI::NonNegativeNumber)
      ->option_text("N");
}

void add_filters(CLI::App& app, QuestionOptions& options) {
  add_words(app, "--actor", options.actors, "Who did it, or spoke: a name, or a country by name or ISO code")
      ->option_text("WHO");
  add_words(app, "--recipient", options.recipients, "To whom it was done; of statements: spoken to, or about")
      ->option_text("WHO");
  add_words(app, "--country", options.countries, "A country on any side")->option_text("COUNTRY");
  add_words(app, "--type", options.types, "A PLOVER type, a quad, or the beginning of a CAMEO code")
      ->transform(CLI::Validator(check_type, ""))
      ->option_text("TYPE");
  add_words(app, "--status", options.statuses, "actual, planned, conditional, negated or alleged")
      ->check(check_status)
      ->option_text("STATUS");
  add_words(app, "--issue", options.issues, "An issue of statements or a context of events")->option_text("ISSUE");
  add_words(app, "--source", options.sources, "Part of a publisher's name or of an address")->option_text("SOURCE");
  add_words(app, "--origin", options.origins, "Who coded it: chancery, gdelt, icews, polecat, phoenix")
      ->option_text("ORIGIN");
  app.add_option("--since", options.since, "The first day")
      ->check(check_day)
      ->option_text("YYYY-MM-DD")
      ->group("Filters");
  app.add_option("--until", options.until, "The last day")
      ->check(check_day)
      ->option_text("YYYY-MM-DD")
      ->group("Filters");
  app.add_flag("--reports", options.every_report, "Every report, and not each happening once")->group("Filters");
  add_installation(app, options.installation);
}

std::unique_ptr<store::Store> open_store(const std::string& path, const store::Resources& resources,
                                         store::Access access, const std::string& folder) {
  store::StoreOptions options;
  options.resources = resources;
  options.folder = folder;
  options.program_version = CHANCERY_VERSION;
  return std::make_unique<store::Store>(path, access, options);
}

struct Parties::Impl {
  explicit Impl(store::Database& database) : db(database) {}
  store::Database& db;
  std::optional<PackedFile> data;
  knowledge::Directory directory;
};

Parties::Parties(store::Database& db, const CoderOptions& installation) : impl_(std::make_unique<Impl>(db)) {
  impl_->data =
      knowledge::open_data(pipeline::find_installed("chancery.data", installation.data_path, "CHANCERY_DATA"));
  impl_->directory = knowledge::Directory::open(*impl_->data);
}

Parties::~Parties() = default;

store::Party Parties::find(const std::string& name) {
  const knowledge::Directory& directory = impl_->directory;
  const reading::Resolved known = reading::resolve_phrase(directory, name, std::nullopt);
  const auto country_named = [&](const std::string& code) {
    const knowledge::CountryId id = directory.country_from(code);
    return id.exists() ? std::string(directory.country(id).name) : std::string();
  };
  if (is_country_code(name)) {
    if (const std::string country = country_named(name); !country.empty()) return {country, name, {}};
  }
  if (!known.country.empty() && known.name == country_named(known.country)) return {known.name, known.country, {}};
  // As it was written first: the store may know somebody whom the directory takes for another.
  store::Party party = store::find_party(impl_->db, name);
  if (known.name != name) {
    const store::Party other = store::find_party(impl_->db, known.name);
    const bool exact = !party.actors.empty() && !other.actors.empty();
    if (party.actors.empty() || exact) {
      if (!other.actors.empty() && !known.name.empty()) party.shown = known.name;
      party.actors.insert(party.actors.end(), other.actors.begin(), other.actors.end());
      std::sort(party.actors.begin(), party.actors.end());
      party.actors.erase(std::unique(party.actors.begin(), party.actors.end()), party.actors.end());
    }
  }
  if (party.actors.empty()) throw UnknownParty{"nobody in this store is called '" + name + "'"};
  return party;
}

store::Filters filters_of(const QuestionOptions& options, store::Database& db) {
  store::Filters filters;
  if (!options.actors.empty() || !options.recipients.empty() || !options.countries.empty()) {
    Parties parties(db, options.installation);
    for (const std::string& name : options.actors) filters.actors.push_back(parties.find(name));
    for (const std::string& name : options.recipients) filters.recipients.push_back(parties.find(name));
    for (const std::string& name : options.countries) {
      const store::Party party = parties.find(name);
      if (party.country.empty()) throw UnknownParty{"'" + name + "' is no country; write its name or ISO code"};
      filters.countries.push_back(party.country);
    }
  }
  filters.types = options.types;
  filters.statuses = options.statuses;
  filters.issues = options.issues;
  filters.sources = options.sources;
  filters.origins = options.origins;
  filters.since = store::day_number(options.since);
  filters.until = store::day_number(options.until);
  filters.every_report = options.every_report;
  const bool for_people = !options.json && !options.csv;
  filters.limit = options.limit >= 0 ? options.limit : for_people ? kRowsForPeople : 0;
  return filters;
}

int wrong_question(const std::string& what) {
  // DuckDB's texts show the place of a fault below the query, over several lines.
  std::string text = "chancery: ";
  for (const char c : what) text += static_cast<unsigned char>(c) < 0x20 && c != '\n' ? ' ' : c;
  std::fputs((text + "\n").c_str(), stderr);
  return kWrongUsage;
}

}  // namespace chancery::cli
