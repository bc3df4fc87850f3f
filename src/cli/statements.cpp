// chancery statements: who said what, filtered.
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
    "  chancery statements news.db --actor China --actor Russia --recipient USA --since 2022-01-01\n"
    "  chancery statements news.db --issue taiwan --json\n"
    "\n"
    "--actor is who speaks, --recipient whom it is said to or about. The latest come first. Near copies of a story "
    "(the\n"
    "same agency report elsewhere) are left out; --reports shows them.";

int run_statements(const QuestionOptions& options) {
  return answer_question([&] {
    const auto store = open_store(options.store, options.resources);
    const store::Query query = store::list_statements(filters_of(options, store->db()));
    return write_question(store->db(), query, options, {"id", "cue", "kind", "url", "about"});
  });
}

}  // namespace

Command make_statements(CLI::App& app) {
  const auto options = std::make_shared<QuestionOptions>();
  CLI::App* statements = app.add_subcommand("statements", "Ask a store: who said what, filtered");
  statements->footer(kFooter);
  add_question(*statements, *options);
  add_filters(*statements, *options);
  return {statements, [options] { return run_statements(*options); }};
}

}  // namespace chancery::cli
