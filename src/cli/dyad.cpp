// chancery dyad: two parties over time, with a small chart and the turning points.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>

#include "cli/answer.h"
#include "cli/command.h"
#include "cli/store_options.h"
#include "cli/terminal.h"
#include "store/dyad.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kChartMonths = 48;  // more are drawn as years
constexpr std::size_t kBarWidth = 24;

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery dyad news.db China USA --since 2022-01-01\n"
    "  chancery dyad news.db Russia Ukraine --csv > months.csv\n"
    "\n"
    "What either does to the other, and what they do together, by month and quad, with the mean Goldstein score (-10 "
    "to\n"
    "10). Turning points are months in which the mean goes to another level and stays there. Counted is what "
    "happened:\n"
    "--status asks for other events. Each happening counts once; --reports counts every report. In JSON and CSV there "
    "is a\n"
    "row for each month.";

struct DyadOptions {
  QuestionOptions question;
  std::string a, b;
};

std::string score(double value) { return fmt::format("{:.2f}", value == 0 ? 0.0 : value); }

/// A bar to the left of the middle for conflict, to the right for cooperation.
std::string bar(double mean) {
  const auto length = static_cast<std::size_t>(std::lround(std::min(std::abs(mean), 10.0) / 10 * kBarWidth / 2));
  std::string left, right;
  for (std::size_t i = 0; i < kBarWidth / 2; ++i) {
    left += mean < 0 && i >= kBarWidth / 2 - length ? "▒" : " ";
    right += mean > 0 && i < length ? "█" : " ";
  }
  return left + "│" + right;
}

store::DyadMonth sum_of(const store::DyadMonth& a, const store::DyadMonth& b) {
  store::DyadMonth sum = a;
  for (std::size_t i = 0; i < 4; ++i) {
    sum.forth.by_quad[i] += b.forth.by_quad[i];
    sum.back.by_quad[i] += b.back.by_quad[i];
  }
  sum.forth.goldstein += b.forth.goldstein;
  sum.back.goldstein += b.back.goldstein;
  return sum;
}

/// Months, or years where there are too many months for a page.
std::vector<store::DyadMonth> periods_of(const std::vector<store::DyadMonth>& months) {
  if (months.size() <= kChartMonths) return months;
  std::vector<store::DyadMonth> years;
  for (store::DyadMonth month : months) {
    month.month.resize(4);
    if (!years.empty() && years.back().month == month.month) {
      years.back() = sum_of(years.back(), month);
    } else {
      years.push_back(month);
    }
  }
  return years;
}

void write_page(const store::Dyad& dyad, const store::Party& a, const store::Party& b, io::Output& out) {
  std::int64_t forth = 0, back = 0;
  for (const store::DyadMonth& month : dyad.months) {
    forth += month.forth.count();
    back += month.back.count();
  }
  const std::string first = one_line(a.shown);
  const std::string second = one_line(b.shown);
  std::string text = fmt::format("{} and {}: {} of {} to {} or together, {} of {} to {}\n", first, second, forth, first,
                                 second, back, second, first);
  if (dyad.months.empty()) {
    out.write(text + "nothing was found\n");
    return;
  }
  text += fmt::format("\n{:<7}  {:>7}  {:>7}  {:>7}  {:>7}  {:>6}  {:<25}\n", "", "verbal", "materl.", "verbal",
                      "materl.", "mean", " conflict     cooperation");
  text +=
      fmt::format("{:<7}  {:>7}  {:>7}  {:>7}  {:>7}  {:>6}\n", "", "cooper.", "cooper.", "confl.", "confl.", "score");
  for (const store::DyadMonth& month : periods_of(dyad.months)) {
    const auto quad = [&](std::size_t i) { return month.forth.by_quad[i] + month.back.by_quad[i]; };
    std::string line =
        fmt::format("{:<7}  {:>7}  {:>7}  {:>7}  {:>7}  {:>6}  {}", month.month, quad(0), quad(1), quad(2), quad(3),
                    month.count() == 0 ? "" : score(month.mean()), month.count() == 0 ? "" : bar(month.mean()));
    while (line.ends_with(' ')) line.pop_back();
    text += line + "\n";
  }
  text += "\n";
  if (dyad.turning_points.empty()) text += "no turning points\n";
  for (const store::TurningPoint& point : dyad.turning_points) {
    text += fmt::format("turning point {}: the mean score goes from {} to {}\n", point.month, score(point.before),
                        score(point.after));
  }
  if (dyad.undated > 0) text += fmt::format("without a date: {}\n", dyad.undated);
  out.write(text);
}

void write_rows(const store::Dyad& dyad, Form form, io::Output& out) {
  static constexpr const char* kNames[] = {"verbal_cooperation", "material_cooperation", "verbal_conflict",
                                           "material_conflict"};
  if (form == Form::Csv) {
    std::string head = "month";
    for (const char* direction : {"forth", "back"}) {
      for (const char* name : kNames) head += fmt::format(",{}_{}", direction, name);
    }
    out.write(head + ",events,mean_goldstein,turning_point\n");
  }
  for (const store::DyadMonth& month : dyad.months) {
    const bool turns = std::any_of(dyad.turning_points.begin(), dyad.turning_points.end(),
                                   [&](const store::TurningPoint& point) { return point.month == month.month; });
    std::string line = form == Form::Csv ? month.month : fmt::format("{{\"month\":\"{}\"", month.month);
    for (const auto& [direction, doings] : {std::pair{"forth", month.forth}, std::pair{"back", month.back}}) {
      for (std::size_t i = 0; i < 4; ++i) {
        line += form == Form::Csv ? fmt::format(",{}", doings.by_quad[i])
                                  : fmt::format(",\"{}_{}\":{}", direction, kNames[i], doings.by_quad[i]);
      }
    }
    const std::string mean = month.count() == 0 ? (form == Form::Csv ? "" : "null") : score(month.mean());
    line += form == Form::Csv ? fmt::format(",{},{},{}\n", month.count(), mean, turns)
                              : fmt::format(",\"events\":{},\"mean_goldstein\":{},\"turning_point\":{}}}\n",
                                            month.count(), mean, turns);
    out.write(line);
  }
}

int run_dyad(const DyadOptions& options) {
  return answer_question([&] {
    const auto store = open_store(options.question.store, options.question.resources);
    store::Database& db = store->db();
    Parties parties(db, options.question.installation);
    const store::Party a = parties.find(options.a);
    const store::Party b = parties.find(options.b);
    store::Filters filters = filters_of(options.question, db);
    if (filters.statuses.empty()) filters.statuses = {"actual"};
    const store::Dyad dyad = store::ask_dyad(db, a, b, filters);
    const Form form = form_of(options.question);
    return to_standard_output([&](io::Output& out) {
      if (form == Form::People) {
        write_page(dyad, a, b, out);
      } else {
        write_rows(dyad, form, out);
      }
    });
  });
}

}  // namespace

Command make_dyad(CLI::App& app) {
  const auto options = std::make_shared<DyadOptions>();
  CLI::App* dyad = app.add_subcommand("dyad", "Ask a store: two parties over time, and when that turned");
  dyad->footer(kFooter);
  add_question(*dyad, options->question);
  dyad->add_option("A", options->a, "Who")->required()->type_name("");
  dyad->add_option("B", options->b, "And who")->required()->type_name("");
  add_filters(*dyad, options->question);
  return {dyad, [options] { return run_dyad(*options); }};
}

}  // namespace chancery::cli
