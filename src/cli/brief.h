// Records as a page for people: per story, who did what to whom, when and where, and who says so, in aligned lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "chancery/records.h"

namespace chancery::cli {

struct BriefStyle {
  std::size_t columns = 120;  // the page's width; what does not fit is cut with "…"
  bool colour = false;
};

/// Appends one story, with an empty line at its end. Free of control characters whatever the document holds.
void append_brief(const Records& records, const BriefStyle& style, std::string& out);

/// Columns that `text` takes on a terminal: 2 for wide East Asian letters, 0 for combining marks.
std::size_t display_width(std::string_view text);

/// `text` cut to at most `width` columns, "…" included where it was cut.
std::string fit_to(std::string_view text, std::size_t width);

}  // namespace chancery::cli
