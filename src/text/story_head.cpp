// Reads the head of a story by its form.
//
// The first lines are gone through one by one. A line can be a slug as a whole (a day and a time, a byline, a
// copyright, a newsroom's name), or it can begin with one: a dateline such as
//
//   BEIJING, May 17 (Reuters) -      KABUL (AP) —      (Xinhua) --      MOSCOW. March 5 (Interfax) -      KYOTO –
//
// which is a place, a day and a newsroom in any number, and a dash, a colon or a stop that ends them. The fewer of the
// parts there are, the stricter the form must be: a place alone must be in capitals and the prose after the dash in
// small letters, so that "OUTPUT STEADY - MINISTER" stays a headline. Places are told by form alone. Lines like
// "Reporting by" and "All rights reserved" are looked for at the end of the text too.
//
// Right: "LIMA, Peru, 3 March (EFE) - Dockers went …". Wrong: "Ankara – The minister …", a dateline with neither
// capitals nor day nor newsroom, stays prose.
//
// Tested by: story_head_test.cpp, tests/golden/datelines/.
#include "text/story_head.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/calendar.h"
#include "text/characters.h"
#include "text/head_parts.h"
#include "text/scan.h"

namespace chancery::text {
namespace {

constexpr std::size_t kHeadBytes = 4096;
constexpr std::size_t kTailBytes = 2048;
constexpr int kDaysAhead = 3;
constexpr std::size_t kMostLines = 16;        // that are looked at in the head
constexpr std::size_t kMostOtherLines = 4;    // that are no slugs: titles, a caption, a first paragraph
constexpr std::size_t kLongestSlugLine = 24;  // tokens
constexpr std::size_t kLongestByline = 16;    // tokens

/// How well a date tells the day of publication.
enum class DateRank : std::uint8_t { None, Update, Line, Dateline };

/// One line of a piece.
struct Line {
  std::size_t begin = 0;  // tokens
  std::size_t end = 0;
  bool starts_paragraph = false;
};

/// A slug word of up to three words at `begin`; `end` is the place after it and after a colon.
struct Label {
  SlugWord kind = SlugWord::None;
  std::size_t end = 0;
  bool colon = false;
};

class HeadReader {
 public:
  HeadReader(std::string_view text, const WordLists& words, StoryHeadSpan& head)
      : text_(text), words_(words), head_(head) {}

  void run(std::string_view document_date) {
    const std::size_t head_end = cut(kHeadBytes);
    read_piece(0, head_end, true);
    if (text_.size() > head_end) {
      std::size_t tail = std::max(head_end, text_.size() - std::min(text_.size(), kTailBytes));
      tail = text_.find('\n', tail);
      if (tail != std::string_view::npos) read_piece(tail, text_.size(), false);
    }
    settle_year(document_date);
  }

 private:
  /// A place near `bytes` where the text may be cut: at a line end or, failing that, at a space.
  std::size_t cut(std::size_t bytes) const {
    if (text_.size() <= bytes) return text_.size();
    const std::size_t line = text_.rfind('\n', bytes);
    if (line != std::string_view::npos && line > bytes / 2) return line;
    const std::size_t space = text_.rfind(' ', bytes);
    return space == std::string_view::npos ? bytes : space;
  }

  void read_piece(std::size_t begin, std::size_t end, bool at_head) {
    thread_local Tokens tokens;
    thread_local LineEnds line_ends;
    tokens.clear();
    line_ends.clear();
    tokens.text = text_.substr(begin, end - begin);
    base_ = begin;
    scan_tokens(tokens.text, words_, tokens, line_ends);
    const HeadPiece piece(tokens, words_);
    std::size_t lines = 0;
    std::size_t others = 0;
    for (std::size_t i = 0; i < piece.size();) {
      Line line{i, i + 1, i == 0 || line_ends[TokenId(i)] > 1};
      while (line.end < piece.size() && line_ends[TokenId(line.end)] == 0) ++line.end;
      i = line.end;
      if (!at_head) {
        read_note(piece, line);
        continue;
      }
      if (++lines > kMostLines || others >= kMostOtherLines) {
        // The piece may hold the whole text and its last lines.
        read_note(piece, line);
      } else if (!read_slug_line(piece, line) && !read_dateline(piece, line, others)) {
        ++others;
        if (others == 1) read_day_at_end(piece, line);
      }
    }
  }

  // ---- what was found

  ByteSpan in_text(ByteSpan span) const {
    const auto base = static_cast<std::uint32_t>(base_);
    return span.begin == span.end ? ByteSpan{} : ByteSpan{span.begin + base, span.end + base};
  }
  void add_slug(const HeadPiece& piece, std::size_t begin, std::size_t end) {
    if (begin < end) head_.slugs.push_back(in_text(piece.span(begin, end)));
  }
  void add_newsroom(const NewsroomPart& part) {
    if (head_.agency.begin == head_.agency.end) head_.agency = in_text(part.agency);
    if (head_.publisher.begin == head_.publisher.end) head_.publisher = in_text(part.publisher);
  }
  void add_date(const HeadPiece& piece, std::size_t begin, const DatePart& part, DateRank rank) {
    if (part.date.year > 0 && part.date.month > 0 && (other_date_.year == 0 || rank > other_rank_)) {
      other_date_ = part.date;
      other_rank_ = rank;
    }
    if (rank <= rank_) return;
    rank_ = rank;
    head_.date = part.date;
    head_.date_span = in_text(piece.span(begin, part.end));
  }
  /// Gives a day without a year the latest year in which it does not lie after what is known.
  void settle_year(std::string_view document_date) {
    HeadDate& date = head_.date;
    if (date.year > 0 || date.month == 0) return;
    std::optional<Day> known = parse_day(document_date);
    if (!known && other_date_.year > 0) {
      known = day_of(other_date_.year, other_date_.month, std::max(other_date_.day, 1));
    }
    if (!known) return;
    const int year = static_cast<int>(std::chrono::year_month_day(*known).year());
    // A story is dated where it was written, at times a day or two past the day of those who print it.
    const Day latest = *known + std::chrono::days(kDaysAhead);
    // February 29 may be up to eight years away.
    for (int back = -1; back <= 8; ++back) {
      const auto day = day_of(year - back, date.month, std::max(date.day, 1));
      if (day && *day <= latest) {
        date.year = year - back;
        return;
      }
    }
  }

  // ---- lines that are slugs as a whole

  Label read_label(const HeadPiece& piece, std::size_t begin, std::size_t limit) const {
    for (std::size_t end = std::min(limit, begin + 3); end > begin; --end) {
      const WordFacts* facts = piece.facts(begin, end);
      if (!facts || facts->slug == SlugWord::None || facts->slug == SlugWord::Time) continue;
      const bool colon = piece.form(end) == ":" && end < limit;
      return {facts->slug, colon ? end + 1 : end, colon};
    }
    return {SlugWord::None, begin, false};
  }

  bool read_slug_line(const HeadPiece& piece, const Line& line) {
    if (read_note(piece, line)) return true;
    if (line.end - line.begin > kLongestSlugLine) return false;
    return read_byline(piece, line) || read_date_line(piece, line) || read_newsroom_line(piece, line);
  }

  /// A line of the page: a copyright, a credit, "Read more".
  bool read_note(const HeadPiece& piece, const Line& line) {
    std::size_t begin = line.begin;
    if (piece.form(begin) == "(" || piece.form(begin) == "[") ++begin;
    const Label label = read_label(piece, begin, line.end);
    const bool note =
        (label.kind == SlugWord::Note && (label.colon || label.end - begin > 1 || label.end == line.end)) ||
        label.kind == SlugWord::Copyright;
    if (!note || line.end - line.begin > 3 * kLongestSlugLine) return false;
    add_slug(piece, line.begin, line.end);
    return true;
  }

  /// "By Ana Lima and Jo Park, Associated Press"
  bool read_byline(const HeadPiece& piece, const Line& line) {
    const Label label = read_label(piece, line.begin, line.end);
    if (label.kind != SlugWord::By || label.end >= line.end || line.end - line.begin > kLongestByline) return false;
    std::size_t names = 0;
    for (std::size_t i = label.end; i < line.end; ++i) {
      const std::string_view word = piece.form(i);
      const Character c = character_at(word, 0);
      const WordFacts* facts = piece.facts(i);
      if (c.kind == CharKind::Upper && !(facts && (facts->month > 0 || facts->weekday > 0 || facts->starter))) {
        ++names;
      } else if (c.kind == CharKind::Lower && word.size() > 3 && !word.starts_with('@')) {
        return false;  // a word of a sentence; "and", "of", "de" are shorter
      } else if (c.kind == CharKind::Digit || word == "." || word == "!" || word == "?" || word == "\"") {
        return read_date(piece, i, line.end) && names > 0 ? take_byline(piece, line, i) : false;
      }
      if (const auto newsroom = read_newsroom(piece, i, line.end)) {
        add_newsroom(*newsroom);
        i = newsroom->end - 1;
      }
    }
    if (names == 0) return false;
    add_slug(piece, line.begin, line.end);
    return true;
  }
  /// "By Ana Lima, 17 May 2024"
  bool take_byline(const HeadPiece& piece, const Line& line, std::size_t date_at) {
    const auto date = read_date(piece, date_at, line.end);
    if (!date || skip_time(piece, date->end, line.end) != line.end) return false;
    add_date(piece, date_at, *date, DateRank::Line);
    add_slug(piece, line.begin, line.end);
    return true;
  }

  /// "Updated: 17 May 2024 10:22 GMT", "Tuesday, September 1, 2015", "May 17, 2024 / 10:22 AM"
  bool read_date_line(const HeadPiece& piece, const Line& line) {
    const Label label = read_label(piece, line.begin, line.end);
    const bool labelled = label.kind == SlugWord::Date || label.kind == SlugWord::Update;
    const std::size_t begin = labelled ? skip_time(piece, label.end, line.end) : line.begin;
    std::size_t i = begin;
    auto date = read_date(piece, i, line.end);
    if (!date) {
      i = skip_time(piece, begin, line.end);  // "10:22 GMT, 17 May 2024"
      if (i == begin) return false;
      date = read_date(piece, i, line.end);
      if (!date) return false;
    }
    std::size_t end = skip_time(piece, date->end, line.end);
    std::optional<NewsroomPart> newsroom = read_bracket(piece, date->end, line.end);
    if (!newsroom && end < line.end) newsroom = read_newsroom(piece, end, line.end);
    if (newsroom) end = skip_time(piece, newsroom->end, line.end);
    if (end < line.end && read_label(piece, end, line.end).kind == SlugWord::Update) end = line.end;
    if (end < line.end && newsroom && piece.is_capitalised(end)) {
      // The story begins on the same line.
    } else if (end < line.end) {
      return false;
    }
    add_date(piece, i, *date, label.kind == SlugWord::Update ? DateRank::Update : DateRank::Line);
    if (newsroom) add_newsroom(*newsroom);
    add_slug(piece, line.begin, end);
    return true;
  }

  /// "Associated Press", "(Reuters)", "AFP - Paris" is a dateline and no such line.
  bool read_newsroom_line(const HeadPiece& piece, const Line& line) {
    auto part = read_bracket(piece, line.begin, line.end);
    if (!part) part = read_newsroom(piece, line.begin, line.end);
    if (!part || !part->known || part->end != line.end) return false;
    add_newsroom(*part);
    add_slug(piece, line.begin, line.end);
    return true;
  }

  // ---- a slug before the prose of its line

  /// The parts of a dateline and the place after them; `end` is where the prose begins.
  struct Dateline {
    std::optional<PlacePart> place;
    std::optional<NewsroomPart> newsroom;
    std::optional<DatePart> date;
    std::size_t begin = 0;  // of the place
    std::size_t date_begin = 0;
    bool dash = false;
    bool colon = false;
    bool stop = false;
    std::size_t end = 0;
  };

  Dateline read_parts(const HeadPiece& piece, const Line& line) const {
    Dateline found;
    std::size_t i = line.begin;
    if (piece.form(i).starts_with('*')) ++i;  // how some wires mark a correction
    found.begin = i;
    if (const Label label = read_label(piece, i, line.end);
        label.kind == SlugWord::Date && (label.colon || read_date(piece, label.end, line.end))) {
      i = found.begin = label.end;
    }
    if (const auto newsroom = read_newsroom(piece, i, line.end);
        newsroom && (piece.is_dash(newsroom->end) || piece.form(newsroom->end) == ":")) {
      found.newsroom = newsroom;
      i = newsroom->end;
    } else if (!read_date(piece, i, line.end)) {
      found.place = read_place(piece, i, line.end);
      if (found.place) i = found.place->end;
    }
    while (i < line.end) {
      const std::string_view sign = piece.form(i);
      // A day may stand behind the dash: "CAIRO - 25 July 2022:".
      const bool dashed_day = found.place && piece.is_dash(i) && read_date(piece, i + 1, line.end);
      const std::size_t after = sign == "," || sign == "." || dashed_day ? i + 1 : i;
      if (const auto date = found.date ? std::nullopt : read_date(piece, after, line.end)) {
        found.date = date;
        found.date_begin = after;
        i = date->end;
      } else if (const auto bracket = found.newsroom ? std::nullopt : read_bracket(piece, after, line.end);
                 bracket && (bracket->known || piece.form(after) != "/")) {
        found.newsroom = bracket;
        i = bracket->end;
      } else if (const auto name = found.newsroom || after == i ? std::nullopt : read_newsroom(piece, after, line.end);
                 name && piece.is_dash(name->end)) {
        found.newsroom = name;  // "LIMA, March 3, EFE -"
        i = name->end;
      } else {
        break;
      }
    }
    found.end = i;
    if (i < line.end && piece.is_dash(i)) {
      found.dash = true;
      found.end = i + 1;
    } else if (i < line.end && piece.form(i) == ":") {
      found.colon = true;
      found.end = i + 1;
    } else if (i < line.end && piece.form(i) == "." && found.newsroom) {
      found.stop = true;
      found.end = i + 1;
    }
    return found;
  }

  bool read_dateline(const HeadPiece& piece, const Line& line, std::size_t others) {
    const Dateline found = read_parts(piece, line);
    if (found.end == line.begin || !accept(piece, line, found, others)) return false;
    if (found.place) head_.place = in_text(piece.span(found.begin, found.place->end));
    if (found.newsroom) add_newsroom(*found.newsroom);
    if (found.date) add_date(piece, found.date_begin, *found.date, DateRank::Dateline);
    add_slug(piece, line.begin, found.end);
    return true;
  }

  bool accept(const HeadPiece& piece, const Line& line, const Dateline& found, std::size_t others) const {
    const bool ended = found.dash || found.colon || found.stop;
    const bool prose = found.end < line.end && starts_prose(piece, found.end, line.end);
    if (found.newsroom && found.newsroom->known) {
      // "Reuters - The" and "Lagos (AFP) The"; but "BBC: a history" is a title.
      return ended || found.end == line.end || (piece.form(found.newsroom->end - 1) == ")" && prose && found.place);
    }
    if (found.end >= line.end) return false;
    if (found.newsroom) {
      return (found.dash || found.colon) && (found.date || !found.place || found.place->all_capitals);
    }
    if (found.date) {
      if (!found.place) return found.date->weekday && found.date->date.year > 0 && prose && !ended;
      return (found.dash || found.colon) && found.date->date.day > 0;
    }
    if (!found.place || !found.place->all_capitals || !prose || others > 2) return false;
    if (!line.starts_paragraph && others > 0) return false;
    const bool weighty = found.place->longest_word >= 4 || found.place->words >= 2;
    if (found.dash) return weighty && found.place->words <= 5;
    return found.colon && found.place->longest_word >= 5 && found.place->words <= 3;
  }
  /// A capital, a number or a quotation mark, and small letters after it.
  bool starts_prose(const HeadPiece& piece, std::size_t begin, std::size_t limit) const {
    const Character c = character_at(piece.form(begin), 0);
    if (c.kind == CharKind::Lower) return false;
    const std::size_t last = std::min(limit, begin + 8);
    for (std::size_t i = begin; i < last; ++i) {
      if (character_at(piece.form(i), 0).kind == CharKind::Lower) return true;
    }
    return false;
  }

  /// "A title of a story Tuesday, September 1, 2015"
  void read_day_at_end(const HeadPiece& piece, const Line& line) {
    const std::size_t least = std::min(line.end, line.begin + 3);
    for (std::size_t back = 4; back <= 7 && line.end >= least + back; ++back) {
      const std::size_t at = line.end - back;
      const auto date = read_date(piece, at, line.end);
      if (!date || date->end != line.end || !date->weekday || date->date.year == 0) continue;
      add_date(piece, at, *date, DateRank::Line);
      add_slug(piece, at, line.end);
      return;
    }
  }

  const std::string_view text_;
  const WordLists& words_;
  StoryHeadSpan& head_;
  std::size_t base_ = 0;  // where the piece under way begins in the text
  DateRank rank_ = DateRank::None;
  HeadDate other_date_;  // the best with a year, to give one to a dateline without
  DateRank other_rank_ = DateRank::None;
};

}  // namespace

StoryHeadSpan read_story_head(std::string_view text, std::string_view document_date, const WordLists& words) {
  StoryHeadSpan head;
  HeadReader(text.substr(0, 0xFFFFFFFFu), words, head).run(document_date);
  return head;
}

}  // namespace chancery::text
