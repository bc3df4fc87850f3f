// chancery events: which events a store has, filtered.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/answer.h"
#include "cli/command.h"
#include "cli/store_options.h"
#include "cli/terminal.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery events news.db --actor China --recipient USA --since 2022-01-01\n"
    "  chancery events news.db --country GEO --type material-conflict --csv > georgia.csv\n"
    "  chancery events news.db --actor Putin --type CONSULT --json\n"
    "\n"
    "The latest come first. Each happening is shown once, with how many reports told of it; --reports shows them all.";

int run_events(const QuestionOptions& options) {
  return answer_question([&] {
    const auto store = open_store(options.store, options.resources);
    const store::Query query = store::list_events(filters_of(options, store->db()));
    return write_question(store->db(), query, options,
                          {"id", "cameo", "quad", "goldstein", "said_by", "url", "confidence", "origin"});
  });
}

}  // namespace

Command make_events(CLI::App& app) {
  const auto options = std::make_shared<QuestionOptions>();
  CLI::App* events = app.add_subcommand("events", "Ask a store: events, filtered");
  events->footer(kFooter);
  add_question(*events, *options);
  add_filters(*events, *options);
  return {events, [options] { return run_events(*options); }};
}

}  // namespace chancery::cli
