// chancery top: who and what comes most.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/answer.h"
#include "cli/command.h"
#include "cli/store_options.h"
#include "store/summaries.h"

namespace chancery::cli {
namespace {

constexpr std::int64_t kRowsForPeople = 20;

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery top news.db                                        who does most\n"
    "  chancery top news.db --of pairs --type material-conflict\n"
    "  chancery top news.db --of issues --actor China --csv\n";

struct TopOptions {
  QuestionOptions question;
  std::string of = "actors";
};

int run_top(const TopOptions& options) {
  return answer_question([&] {
    const auto store = open_store(options.question.store, options.question.resources);
    store::Filters filters = filters_of(options.question, store->db());
    if (options.question.limit < 0 && filters.limit > 0) filters.limit = kRowsForPeople;
    return write_question(store->db(), store::top(filters, options.of), options.question, {});
  });
}

}  // namespace

Command make_top(CLI::App& app) {
  const auto options = std::make_shared<TopOptions>();
  CLI::App* top = app.add_subcommand("top", "Ask a store: the most frequent actors, pairs, types, places, issues ...");
  top->footer(kFooter);
  add_question(*top, options->question);
  std::set<std::string> kinds(std::begin(store::kTopKinds), std::end(store::kTopKinds));
  top->add_option("--of", options->of,
                  "actors, recipients, pairs, countries, types, places, sources, speakers or issues (actors)")
      ->check(CLI::IsMember(kinds))
      ->option_text("KIND");
  add_filters(*top, options->question);
  return {top, [options] { return run_top(*options); }};
}

}  // namespace chancery::cli
