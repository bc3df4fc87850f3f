// The parts that lines around a story are made of: dates, bracketed newsrooms, places.
//
// Readers over the tokens of a short piece of text. Each takes the place where its part may begin and a bound, and
// returns the part with the place after it, or nothing. They know forms and the word lists, no names of places.
#pragma once

#include <optional>
#include <string_view>

#include "text/story_head.h"
#include "text/tokens.h"
#include "text/word_lists.h"

namespace chancery::text {

/// A piece of the text, scanned, with a way to look at its tokens.
class HeadPiece {
 public:
  HeadPiece(const Tokens& tokens, const WordLists& words) : tokens_(tokens), words_(words) {}

  std::size_t size() const { return tokens_.size(); }
  /// The form of a token; empty past the end.
  std::string_view form(std::size_t i) const {
    return i < tokens_.size() ? tokens_.form(TokenId(i)) : std::string_view();
  }
  bool spaced(std::size_t i) const { return i >= tokens_.size() || tokens_.space_before[TokenId(i)] != 0; }
  /// From the first byte of token `begin` to the last before token `end`, within the piece.
  ByteSpan span(std::size_t begin, std::size_t end) const {
    return {tokens_.span[TokenId(begin)].begin, tokens_.span[TokenId(end - 1)].end};
  }
  std::string_view slice(std::size_t begin, std::size_t end) const {
    return begin < end ? tokens_.slice(TokenId(begin), TokenId(end)) : std::string_view();
  }
  const WordFacts* facts(std::size_t i) const { return words_.find(form(i)); }
  const WordFacts* facts(std::size_t begin, std::size_t end) const { return words_.find(slice(begin, end)); }
  const WordLists& words() const { return words_; }

  bool is_capitalised(std::size_t i) const;
  /// Two or more letters, none of them small.
  bool is_all_capitals(std::size_t i) const;
  bool is_dash(std::size_t i) const;

 private:
  const Tokens& tokens_;
  const WordLists& words_;
};

struct DatePart {
  HeadDate date;
  bool weekday = false;
  std::size_t end = 0;
};
/// "2024-05-17", "17/05/2024", "May 17, 2024", "Tuesday, 1 September 2015", "Feb 26": with or without a year. Where
/// "05/06/2024" could be two days, only the year is told.
std::optional<DatePart> read_date(const HeadPiece& piece, std::size_t begin, std::size_t limit);

struct NewsroomPart {
  ByteSpan agency;  // within the piece
  ByteSpan publisher;
  bool known = false;  // a table names one of them
  std::size_t end = 0;
};
/// "(Reuters)", "(MENAFN- Lakeside Press)", "/TASS/": up to six words between brackets or strokes.
std::optional<NewsroomPart> read_bracket(const HeadPiece& piece, std::size_t begin, std::size_t limit);
/// The longest name of a newsroom that starts at `begin`.
std::optional<NewsroomPart> read_newsroom(const HeadPiece& piece, std::size_t begin, std::size_t limit);

struct PlacePart {
  std::size_t end = 0;
  bool all_capitals = false;  // its first word
  std::size_t words = 0;
  std::size_t longest_word = 0;  // bytes
};
/// "BEIJING", "WASHINGTON, D.C.", "NELSON, New Zealand", "GENEVA/BEIJING": a run of words with capitals that stops
/// before a date, a bracket, a stroke around a newsroom, a stop or a dash.
std::optional<PlacePart> read_place(const HeadPiece& piece, std::size_t begin, std::size_t limit);

/// Times and their zones, and the signs between them: "10:22 GMT", "/ 10:22 AM", "|". Returns the place after.
std::size_t skip_time(const HeadPiece& piece, std::size_t begin, std::size_t limit);

}  // namespace chancery::text
