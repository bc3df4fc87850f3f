// Records as the short lines of golden cases:
//
//   event CONSULT visit 042 | Ana Lima BRA GOV | Peru PER GOV | 2024-05-16 | actual | at Lima | said by ...
//   statement indirect | Ana Lima BRA GOV -> Peru PER GOV | told | that Brazil would send ... | positive | said by ...
//   relation ally | Brazil BRA | Peru PER
//   none
//
// A country that is not known is "-", and so is an empty role or date; countries of a group stand in brackets.
// The last two parts of an event are only there where it has a place or stands in somebody's statement; those of a
// statement where it takes a side or stands in another. Where asked for, what it is about follows ("about
// trade-tariffs").
#pragma once

#include <string>
#include <vector>

#include "chancery/records.h"

namespace chancery::golden {

/// Whether the issues and contexts of events and statements are shown.
enum class Subjects : bool { Hidden, Shown };

/// Events first, then statements, then relations, each in the order of `records`; "none" where there is nothing.
std::vector<std::string> record_lines(const Records& records, Subjects subjects = Subjects::Hidden);

/// "head 2024-05-17 | publisher | agency | place"
std::string head_line(const StoryHead& head);

}  // namespace chancery::golden
