// Golden cases of the whole coder: text in, records out, as short lines (support/record_lines.h).
//
// Headers of a case: `date`, `title`, `source` go into the document; `show: head` adds the line of the story's head,
// `show: issues` what each event and statement is about.
#include <gtest/gtest.h>

#include "chancery/coder.h"
#include "support/golden_file.h"
#include "support/record_lines.h"

namespace chancery {
namespace {

TEST(GoldenRecords, areAsWritten) {
  const Coder coder;
  golden::check_folder("tests/golden/records", [&](const golden::Case& golden) {
    Document document;
    document.id = golden.name;
    document.text = golden.text;
    document.title = golden.header("title").value_or("");
    document.date = golden.header("date").value_or("");
    document.source = golden.header("source").value_or("");
    const Records records = coder.code(document);
    const bool subjects = golden.header("show") == "issues";
    std::vector<std::string> lines =
        golden::record_lines(records, subjects ? golden::Subjects::Shown : golden::Subjects::Hidden);
    if (golden.header("show") == "head") lines.insert(lines.begin(), golden::head_line(records.head));
    return lines;
  });
}

}  // namespace
}  // namespace chancery
