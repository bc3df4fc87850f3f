// chancery timeline: how many events, and of which kind, by day, week, month or year.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/answer.h"
#include "cli/command.h"
#include "cli/store_options.h"
#include "store/summaries.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery timeline news.db --country UKR --since 2022-01-01\n"
    "  chancery timeline news.db --actor Russia --recipient Ukraine --by week --csv\n";

struct TimelineOptions {
  QuestionOptions question;
  std::string by = "month";
};

int run_timeline(const TimelineOptions& options) {
  return answer_question([&] {
    const auto store = open_store(options.question.store, options.question.resources);
    store::Filters filters = filters_of(options.question, store->db());
    if (options.question.limit < 0) filters.limit = 0;
    return write_question(store->db(), store::timeline(filters, options.by), options.question, {});
  });
}

}  // namespace

Command make_timeline(CLI::App& app) {
  const auto options = std::make_shared<TimelineOptions>();
  CLI::App* timeline = app.add_subcommand("timeline", "Ask a store: counts of events over time");
  timeline->footer(kFooter);
  add_question(*timeline, options->question);
  timeline->add_option("--by", options->by, "day, week, month or year (month)")
      ->check(CLI::IsMember({"day", "week", "month", "year"}))
      ->option_text("PERIOD");
  add_filters(*timeline, options->question);
  return {timeline, [options] { return run_timeline(*options); }};
}

}  // namespace chancery::cli
