// chancery compare: how our events and those of another origin agree, on the same days and between the same countries.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/answer.h"
#include "cli/command.h"
#include "cli/store_options.h"
#include "store/agreement.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery compare news.db --with icews\n"
    "  chancery compare news.db --with gdelt --since 2024-01-01 --json\n"
    "\n"
    "Compared are days on which both have events at all. A cell is a day and an ordered pair of different countries: "
    "it is in\n"
    "both, or in one of them. Of cells in both it is told how often the quads agree, and of months how the mean "
    "Goldstein\n"
    "scores go together (Pearson's r over pairs and months that both have).";

struct CompareOptions {
  QuestionOptions question;
  std::string with;
};

int run_compare(const CompareOptions& options) {
  return answer_question([&] {
    const auto store = open_store(options.question.store, options.question.resources);
    store::Database& db = store->db();
    if (db.number("SELECT count(*) FROM (SELECT 1 FROM events WHERE origin = ? LIMIT 1)", {options.with}) == 0) {
      throw UnknownParty{"this store has no events of '" + options.with + "'; `chancery import` takes them in"};
    }
    return write_question(db, store::agreement(filters_of(options.question, db), options.with), options.question, {});
  });
}

}  // namespace

Command make_compare(CLI::App& app) {
  const auto options = std::make_shared<CompareOptions>();
  CLI::App* command = app.add_subcommand("compare", "Ask a store: how our events and those of another origin agree");
  command->footer(kFooter);
  add_question(*command, options->question);
  command->add_option("--with", options->with, "gdelt, icews, polecat or phoenix")->required()->option_text("ORIGIN");
  add_filters(*command, options->question);
  return {command, [options] { return run_compare(*options); }};
}

}  // namespace chancery::cli
