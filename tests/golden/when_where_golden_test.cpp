// Golden cases of time and place: text in, the expressions of time or the places out.
//
//   when "early Thursday" | 2024-05-16
//   when "a few days ago" | - too vague for a date
//   where "Kyiv" | Kyiv UKR
//
// Cases of tests/golden/times show the times, those of tests/golden/places the places; "none" where there are none.
#include <gtest/gtest.h>

#include "chancery/coder.h"
#include "chancery/document.h"
#include "pipeline/analysis.h"
#include "pipeline/resources.h"
#include "pipeline/spine.h"
#include "support/golden_file.h"

namespace chancery {
namespace {

std::vector<std::string> lines_of(const pipeline::Analysis& analysis, bool times) {
  std::vector<std::string> lines;
  const auto quoted = [&](TokenId begin, TokenId end) {
    return "\"" + std::string(analysis.tokens.slice(begin, end)) + "\" | ";
  };
  if (times) {
    for (const reading::TimeExpression& time : analysis.times) {
      const RecordDate date = time.date();
      lines.push_back("when " + quoted(time.begin, time.end) + (date.begin.empty() ? "- " + date.reason : date.begin) +
                      (date.end.empty() ? "" : " to " + date.end));
    }
  } else {
    for (const reading::PlaceMention& place : analysis.places) {
      lines.push_back("where " + quoted(place.begin, place.end) + std::string(place.name) + " " +
                      (place.country.empty() ? "-" : std::string(place.country)));
    }
  }
  if (lines.empty()) lines.emplace_back("none");
  return lines;
}

void check(const char* folder, bool times) {
  const CoderOptions options;
  const pipeline::Resources resources = pipeline::Resources::load(options);
  pipeline::Analysis analysis;
  golden::check_folder(folder, [&](const golden::Case& golden) {
    Document document;
    document.id = golden.name;
    document.text = golden.text;
    document.date = golden.header("date").value_or("");
    pipeline::analyse(document, resources, options, analysis);
    return lines_of(analysis, times);
  });
}

TEST(GoldenTimes, areAsWritten) { check("tests/golden/times", true); }
TEST(GoldenPlaces, areAsWritten) { check("tests/golden/places", false); }

}  // namespace
}  // namespace chancery
