// The head of a story: who brings it, from where, and of which day.
#pragma once

#include <string_view>
#include <vector>

#include "text/tokens.h"
#include "text/word_lists.h"

namespace chancery::text {

/// Year, month and day as far as the head tells them; 0 where it does not.
struct HeadDate {
  int year = 0;
  int month = 0;
  int day = 0;

  friend bool operator==(HeadDate, HeadDate) = default;
};

/// What stands before and around the story itself. Spans are empty where nothing was found.
struct StoryHeadSpan {
  ByteSpan publisher;  // "Lakeside Press"
  ByteSpan agency;     // "Reuters"
  ByteSpan place;      // "WASHINGTON, D.C.": told by its form alone
  ByteSpan date_span;
  HeadDate date;
  std::vector<ByteSpan> slugs;  // in order, apart; each becomes sentences of role Slug

  void clear() { *this = {}; }
};

/// Reads the first lines of `text`. `document_date` (YYYY-MM-DD, or empty) gives the year where the head has none: the
/// latest that lies at most three days after it. Looks at a bounded piece of the text; any bytes are read.
StoryHeadSpan read_story_head(std::string_view text, std::string_view document_date, const WordLists& words);

}  // namespace chancery::text
