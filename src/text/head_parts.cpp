#include "text/head_parts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/characters.h"

namespace chancery::text {
namespace {

constexpr std::size_t kLongestPlace = 12;    // tokens
constexpr std::size_t kLongestNewsroom = 5;  // tokens of a name in the tables
constexpr std::size_t kLongestBracket = 9;   // tokens between brackets

int number_of(std::string_view digits) {
  int value = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? value : -1;
}
bool is_year(int value) { return value >= 1800 && value <= 2199; }

/// 1 to 31, also "17th"; -1 for all else.
int day_of_month(std::string_view form) {
  if (form.size() > 2 && !is_ascii_digit(form.back())) {
    const std::string_view ending = form.substr(form.size() - 2);
    if (ending == "st" || ending == "nd" || ending == "rd" || ending == "th") form.remove_suffix(2);
  }
  if (form.size() > 2) return -1;
  const int value = number_of(form);
  return value >= 1 && value <= 31 ? value : -1;
}

/// "May", "MAY", "Sept.": 1 to 12, or 0.
int month_of(const HeadPiece& piece, std::size_t i) {
  std::string_view form = piece.form(i);
  if (form.ends_with('.')) form.remove_suffix(1);
  if (form.size() < 3 || form.size() > 9 || !is_ascii_upper(form[0])) return 0;
  std::array<char, 9> titled;
  for (std::size_t k = 0; k < form.size(); ++k) {
    titled[k] = k > 0 && is_ascii_upper(form[k]) ? static_cast<char>(form[k] | 0x20) : form[k];
  }
  const WordFacts* facts = piece.words().find({titled.data(), form.size()});
  return facts ? facts->month : 0;
}
bool is_weekday(const HeadPiece& piece, std::size_t i) {
  std::string_view form = piece.form(i);
  if (form.ends_with('.')) form.remove_suffix(1);
  const WordFacts* facts = piece.words().find(form);
  return facts && facts->weekday > 0;
}

/// The stop that is a token of its own after a short month ("March. 5" is not one).
std::size_t skip(const HeadPiece& piece, std::size_t i, std::size_t limit, std::string_view sign) {
  return i < limit && piece.form(i) == sign ? i + 1 : i;
}

/// "2024-05-17", "17/05/2024", "17.05.2024" within one token.
std::optional<HeadDate> numeric_date(std::string_view form) {
  if (form.size() < 8 || form.size() > 10) return std::nullopt;
  const std::size_t first = form.find_first_of("-/.");
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = form.find(form[first], first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const int a = number_of(form.substr(0, first));
  const int b = number_of(form.substr(first + 1, second - first - 1));
  const int c = number_of(form.substr(second + 1));
  const auto in_range = [](int value, int most) { return value >= 1 && value <= most; };
  if (is_year(a)) {
    if (in_range(b, 12) && in_range(c, 31)) return HeadDate{a, b, c};
    return std::nullopt;
  }
  if (!is_year(c) || !in_range(a, 31) || !in_range(b, 31)) return std::nullopt;
  // Stops are written day first; strokes and hyphens either way.
  if (form[first] == '.' || a > 12) return b <= 12 ? std::optional(HeadDate{c, b, a}) : std::nullopt;
  if (b > 12 || a == b) return HeadDate{c, a, b};
  return HeadDate{c, 0, 0};
}

/// A small word inside a name ("Rio de Janeiro"); see data/text/name_joiners.tsv.
bool is_small_joiner(const HeadPiece& piece, std::size_t i) {
  const WordFacts* facts = piece.facts(i);
  return facts != nullptr && facts->joiner;
}

/// A newsroom's name as the tables have it, or in the form of one.
void put_newsroom(const HeadPiece& piece, std::size_t begin, std::size_t end, bool last_of_many, NewsroomPart& part) {
  if (begin >= end) return;
  const WordFacts* facts = piece.facts(begin, end);
  const bool known = facts && facts->newsroom != Newsroom::None;
  part.known |= known;
  const bool publisher = last_of_many || (known && facts->newsroom == Newsroom::Publisher);
  ByteSpan& span = publisher ? part.publisher : part.agency;
  if (span.begin == span.end) span = piece.span(begin, end);
}

}  // namespace

bool HeadPiece::is_capitalised(std::size_t i) const { return character_at(form(i), 0).kind == CharKind::Upper; }

bool HeadPiece::is_all_capitals(std::size_t i) const {
  const std::string_view word = form(i);
  if (!is_capitalised(i)) return false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    if (c.kind == CharKind::Lower) return false;
    letters += c.kind == CharKind::Upper;
    at += c.bytes;
  }
  return letters >= 2;
}

bool HeadPiece::is_dash(std::size_t i) const {
  const std::string_view sign = form(i);
  const char32_t code = character_at(sign, 0).code;
  if (sign == "--" || sign == "---" || code == 0x2014 || code == 0x2015) return true;
  // A hyphen or a short dash without spaces joins two words.
  return (sign == "-" || code == 0x2013 || code == 0x2012) && (spaced(i) || spaced(i + 1));
}

std::optional<DatePart> read_date(const HeadPiece& piece, std::size_t begin, std::size_t limit) {
  DatePart part;
  std::size_t i = begin;
  if (i < limit && is_weekday(piece, i)) {
    part.weekday = true;
    i = skip(piece, i + 1, limit, ",");
  }
  if (i >= limit) return std::nullopt;
  if (const auto numeric = numeric_date(piece.form(i))) {
    part.date = *numeric;
    part.end = i + 1;
    return part;
  }
  int month = month_of(piece, i);
  int day = -1;
  if (month > 0 && i + 1 < limit) {
    day = day_of_month(piece.form(i + 1));
    i += day > 0 ? 2 : 1;
  } else if ((day = day_of_month(piece.form(i))) > 0 && i + 1 < limit) {
    month = month_of(piece, i + 1);
    i += 2;
  }
  if (month == 0) return std::nullopt;
  const std::size_t year_at = skip(piece, i, limit, ",");
  const int year = year_at < limit && piece.form(year_at).size() == 4 ? number_of(piece.form(year_at)) : -1;
  if (is_year(year)) {
    part.date.year = year;
    i = year_at + 1;
  } else if (day < 0) {
    return std::nullopt;  // "May" alone is many things
  }
  part.date.month = month;
  part.date.day = std::max(day, 0);
  part.end = i;
  return part;
}

std::optional<NewsroomPart> read_newsroom(const HeadPiece& piece, std::size_t begin, std::size_t limit) {
  for (std::size_t end = std::min(limit, begin + kLongestNewsroom); end > begin; --end) {
    const WordFacts* facts = piece.facts(begin, end);
    if (!facts || facts->newsroom == Newsroom::None) continue;
    NewsroomPart part;
    put_newsroom(piece, begin, end, false, part);
    part.end = end;
    return part;
  }
  return std::nullopt;
}

std::optional<NewsroomPart> read_bracket(const HeadPiece& piece, std::size_t begin, std::size_t limit) {
  const std::string_view open = piece.form(begin);
  const std::string_view close = open == "(" ? ")" : open == "[" ? "]" : open == "/" ? "/" : "";
  if (close.empty()) return std::nullopt;
  std::size_t end = begin + 1;
  const std::size_t last = std::min(limit, begin + 2 + kLongestBracket);
  while (end < last && piece.form(end) != close) ++end;
  if (end >= last || end == begin + 1 || !piece.is_capitalised(begin + 1)) {
    // "allAfrica" has a small letter first and is in the tables.
    if (end >= last || !piece.facts(begin + 1, end)) return std::nullopt;
  }
  NewsroomPart part;
  std::size_t name = begin + 1;
  std::size_t names = 0;
  if (const auto whole = read_newsroom(piece, name, end); whole && whole->end == end) {
    part = *whole;
  } else {
    for (std::size_t i = begin + 1; i <= end; ++i) {
      const std::string_view sign = piece.form(i);
      const bool parts = i == end || sign == "/" || sign == "," || sign == "|" || sign == "via" || piece.is_dash(i);
      if (parts) {
        put_newsroom(piece, name, i, names > 0 && i == end, part);
        ++names;
        name = i + 1;
      } else if (!piece.is_capitalised(i) && !is_small_joiner(piece, i) && sign != "-" && sign != "." && sign != "'s" &&
                 sign != "’s" && sign != "!") {
        return std::nullopt;  // words of a sentence
      }
    }
  }
  part.end = end + 1;
  return part;
}

std::optional<PlacePart> read_place(const HeadPiece& piece, std::size_t begin, std::size_t limit) {
  PlacePart part;
  part.all_capitals = piece.is_all_capitals(begin);
  const std::size_t most = std::min(limit, begin + kLongestPlace);
  std::size_t i = begin;
  std::size_t end = begin;  // after the last word
  while (i < most) {
    const std::string_view word = piece.form(i);
    if (piece.is_capitalised(i)) {
      if (i > begin && (read_date(piece, i, limit) || is_weekday(piece, i))) break;
      if (const WordFacts* facts = piece.facts(i); facts && facts->slug == SlugWord::Label) return std::nullopt;
      ++part.words;
      part.longest_word = std::max(part.longest_word, word.size());
      end = ++i;
    } else if (end == i && end > begin && (word == "/" || word == "," || word == "-" || word == "'" || word == "’")) {
      // Between the words of a place; a stroke may also open a newsroom's name, a hyphen be the dash that ends all.
      if (const auto bracket = word == "/" ? read_bracket(piece, i, limit) : std::nullopt; bracket && bracket->known)
        break;
      if (piece.is_dash(i)) break;
      ++i;
      if (!piece.is_capitalised(i) && !is_small_joiner(piece, i)) break;
    } else if (end > begin && is_small_joiner(piece, i)) {
      ++i;
    } else {
      break;
    }
  }
  if (end == begin) return std::nullopt;
  part.end = end;
  return part;
}

std::size_t skip_time(const HeadPiece& piece, std::size_t begin, std::size_t limit) {
  std::size_t i = begin;
  while (i < limit) {
    const std::string_view word = piece.form(i);
    const WordFacts* facts = piece.facts(i);
    const bool clock = word.size() >= 4 && is_ascii_digit(word[0]) && word.find(':') != std::string_view::npos;
    const bool sign = word == "/" || word == "|" || word == "," || word == ":" || word == "•" || word == "·" ||
                      word == "(" || word == ")" || word == ";" || word == "." || piece.is_dash(i);
    const bool hours = (number_of(word) >= 0 && word.size() == 4) || (word.starts_with('+') && word.size() > 1);
    const bool hour_before_half = number_of(word) >= 1 && number_of(word) <= 12 && piece.facts(i + 1) &&
                                  piece.facts(i + 1)->slug == SlugWord::Time;
    const bool time = facts && facts->slug == SlugWord::Time;
    if (!clock && !sign && !hours && !hour_before_half && !time) break;
    ++i;
  }
  return i;
}

}  // namespace chancery::text
