// chancery who: all that the directory holds on a name, with the file and line of every fact. For people to read.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/terminal.h"
#include "io/writer.h"
#include "knowledge/data_file.h"
#include "knowledge/facts.h"
#include "pipeline/overlay.h"
#include "pipeline/resources.h"
#include "reading/resolve.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery who Merkel --date 2014-07-01\n"
    "  chancery who \"Revolutionary Guards\"\n"
    "  chancery who --with my-actors/ \"Ana Lima\"\n"
    "\n"
    "With a day, `*` marks what holds on it. Files are named from the folder of the program's source.";

struct WhoOptions {
  std::string date;
  std::vector<std::string> words;
  CoderOptions coder;
};

/// "2014-03 to 2019-05-20"; empty where the line has no dates.
std::string span_of(const knowledge::Fact& fact, std::size_t since_column) {
  const auto field = [&](std::size_t i) {
    return i < fact.fields.size() ? std::string(fact.fields[i]) : std::string();
  };
  const std::string since = field(since_column), until = field(since_column + 1);
  if (since.empty() && until.empty()) return "";
  return (since.empty() ? "?" : since) + " to " + (until.empty() ? "now" : until);
}

std::string text_of(const knowledge::Fact& fact) {
  const auto field = [&](std::size_t i) {
    return i < fact.fields.size() ? std::string(fact.fields[i]) : std::string();
  };
  if (fact.table == "offices") {
    std::string text = field(2) + " " + field(3);
    if (!field(4).empty()) text += ": " + field(4);
    if (!field(5).empty()) text += " (" + field(5) + ")";
    if (const std::string span = span_of(fact, 6); !span.empty()) text = span + ", " + text;
    if (!field(1).empty()) text += "; also " + field(1);
    if (!field(8).empty()) text += "; from " + field(8);
    return text;
  }
  std::string text;
  for (std::size_t i = 1; i < fact.fields.size(); ++i) {
    if (!fact.fields[i].empty()) text += (text.empty() ? "" : " | ") + std::string(fact.fields[i]);
  }
  return text;
}

std::string page(std::string_view name, std::optional<Day> day, const knowledge::Directory& directory,
                 const std::vector<knowledge::Fact>& facts) {
  const reading::Resolved resolved = reading::resolve_phrase(directory, name, day);
  const auto or_none = [](const std::string& text) { return text.empty() ? std::string("none") : text; };
  std::string out = fmt::format("{}{}: {}, country {}, sector {}\n", name, day ? " on " + format_day(*day) : "",
                                resolved.name, or_none(resolved.country), or_none(resolved.sector));
  std::string_view table, subject;
  for (const knowledge::Fact& fact : facts) {
    if (fact.table != table || fact.subject != subject) {
      out += fmt::format("\n{} ({})\n", fact.subject, fact.table);
      table = fact.table;
      subject = fact.subject;
    }
    const bool dated = fact.since != knowledge::kAlways || fact.until != knowledge::kForever;
    out += fmt::format("  {} {}  [{}:{}]\n", day && dated && fact.holds_on(day) ? '*' : ' ', text_of(fact), fact.file,
                       fact.line);
  }
  return out;
}

int run_who(WhoOptions options) {
  std::string name;
  for (const std::string& word : options.words) name += (name.empty() ? "" : " ") + word;
  repair_utf8(name);
  ProgressLine no_progress;
  StderrReporter reporter(no_progress);
  options.coder.reporter = &reporter;
  const pipeline::DirectoryFiles files = pipeline::DirectoryFiles::load(options.coder);
  const knowledge::ActorTables ours = knowledge::actor_tables(files.data);
  std::vector<TableText> tables = ours.tables;
  pipeline::UserTables user;
  if (!options.coder.actors_path.empty()) {
    user = pipeline::read_user_tables(options.coder.actors_path, reporter);
    tables.insert(tables.begin(), user.tables.begin(), user.tables.end());
  }
  std::vector<knowledge::Fact> facts = knowledge::find_facts(tables, files.directory, name);
  std::stable_sort(facts.begin(), facts.end(), [](const knowledge::Fact& a, const knowledge::Fact& b) {
    return a.table == b.table && a.table == "offices" ? std::pair(a.subject, a.since) < std::pair(b.subject, b.since)
                                                      : a.table < b.table;
  });
  io::Output output("");
  try {
    if (facts.empty()) {
      say_error("nothing is known of '" + name + "'");
    } else {
      output.write(page(name, parse_day(options.date), files.directory, facts));
    }
    output.close();
  } catch (const Error&) {
    if (!output_reader_is_gone()) throw;
  }
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_who(CLI::App& app) {
  const auto options = std::make_shared<WhoOptions>();
  CLI::App* who = app.add_subcommand("who", "Show all that is known of a name, with the source of every fact");
  who->footer(kFooter);
  who->add_option("NAME", options->words, "A person, body, state or word; several words are joined")->required();
  add_date(*who, options->date, "The day to ask about");
  add_actors(*who, options->coder);
  add_installation(*who, options->coder);
  return {who, [options] { return run_who(*options); }};
}

}  // namespace chancery::cli
