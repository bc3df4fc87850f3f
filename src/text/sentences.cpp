// Where sentences end, and what they are in the layout.
//
// A stop, a question or an exclamation mark, or an ellipsis ends a sentence, together with the brackets, quotation
// marks and footnote numbers that follow it, unless what comes next shows that it goes on: a small letter after a
// quotation ("Why?" he asked), a comma, a dash. The stop of an abbreviation is part of its token; such a token ends a
// sentence only where the next one begins like a sentence ("in the U.S. He left" against "the U.S. Senate").
//
// An empty line always ends a sentence. A line end does unless the document is wrapped at some width, which shows in
// lines that start with a small letter after a line without a final stop; then only bullets and lines that stay
// clearly under the width end one.
//
// Not told apart: names with a sign of their own ("Yahoo! Inc"), and sentences without any stop within one line.
//
// Tested by: tokenize_test.cpp, tests/golden/sentences/.
#include "text/sentences.h"

#include <algorithm>

#include "text/characters.h"
#include "text/story_head.h"

namespace chancery::text {
namespace {

constexpr std::size_t kLongestHeadline = 25;    // tokens
constexpr std::size_t kLongestSubhead = 12;     // tokens
constexpr std::size_t kLongestFootnote = 4;     // tokens between brackets: "[9]", "[citation needed]"
constexpr std::size_t kLongestSpeakerLook = 5;  // tokens from a closing quotation mark to its verb

enum class Mark : std::uint8_t { None, Stop, Question, Ellipsis, Closer, Pause };

Mark mark_of(std::string_view form) {
  const Character c = character_at(form, 0);
  if (c.kind != CharKind::Sign) return Mark::None;
  switch (c.code) {
    case '.':
      if (form.size() == 1) return Mark::Stop;
      if (form.find_first_of("!?") != std::string_view::npos) return Mark::Question;
      return form[1] == '.' || form[1] == '\xE2' ? Mark::Ellipsis : Mark::None;
    case 0x2026:
      return Mark::Ellipsis;
    case '!':
    case '?':
    case 0x061F:
    case 0x0964:
    case 0x3002:
    case 0x203C:
    case 0xFF01:
    case 0xFF1F:
      return Mark::Question;
    case ')':
    case ']':
    case '}':
    case '"':
    case '\'':
    case 0x2019:
    case 0x201D:
    case 0x00BB:
      // "'em" and "'72" begin with a quotation mark and are none.
      return form.size() == c.bytes || form == "''" ? Mark::Closer : Mark::None;
    case ',':
    case ';':
    case ':':
      return Mark::Pause;
    default:
      return Mark::None;
  }
}

bool is_quote(std::string_view form) {
  const char32_t code = character_at(form, 0).code;
  return code == '"' || is_apostrophe(code) || code == 0x201C || code == 0x201D || code == 0x00AB || code == 0x00BB ||
         code == '`' || code == 0x2018 || code == 0x201E;
}

bool starts_with(std::string_view form, CharKind kind) { return character_at(form, 0).kind == kind; }

class Breaker {
 public:
  Breaker(const WordLists& words, const TokenizeOptions& options, const LineEnds& line_ends, Tokens& out)
      : words_(words),
        longest_(std::max<std::size_t>(options.longest_sentence, 2)),
        slugs_(options.head ? &options.head->slugs : nullptr),
        line_ends_(line_ends),
        out_(out),
        count_(out.size()) {}

  void run() {
    out_.sentence_of.resize(count_);
    measure_lines();
    std::size_t begin = 0;
    while (begin < count_) {
      enter_slugs(begin);
      const std::size_t end = end_of_sentence(begin);
      add(begin, end);
      begin = end;
    }
  }

 private:
  std::string_view form(std::size_t i) const { return out_.form(TokenId(i)); }
  ByteSpan span(std::size_t i) const { return out_.span[TokenId(i)]; }
  bool spaced(std::size_t i) const { return out_.space_before[TokenId(i)] != 0; }
  bool starts_line(std::size_t i) const { return i == 0 || i >= count_ || line_ends_[TokenId(i)] > 0; }
  bool starts_paragraph(std::size_t i) const { return i == 0 || i >= count_ || line_ends_[TokenId(i)] > 1; }

  // ---- lines

  /// Tells whether the document is wrapped, and at what width.
  void measure_lines() {
    std::size_t single = 0;
    std::size_t soft = 0;
    std::size_t line_begin = 0;
    for (std::size_t i = 1; i < count_; ++i) {
      if (!starts_line(i)) continue;
      width_ = std::max<std::size_t>(width_, span(i - 1).end - line_begin);
      line_begin = span(i).begin;
      if (starts_paragraph(i)) continue;
      ++single;
      const Mark before = mark_of(form(i - 1));
      const bool open = before == Mark::None || form(i - 1) == ",";
      if (open && starts_with(form(i), CharKind::Lower)) ++soft;
    }
    wrapped_ = single > 0 && soft * 4 >= single;
  }

  /// Whether the line end before token `i` ends the sentence that begins at `begin`.
  bool line_ends_sentence(std::size_t begin, std::size_t i) const {
    if (!wrapped_ || starts_paragraph(i) || is_bullet(i)) return true;
    std::size_t first = i - 1;
    while (first > begin && !starts_line(first)) --first;
    const bool short_line = (span(i - 1).end - span(first).begin) * 2 < width_;
    return short_line && !starts_with(form(i), CharKind::Lower) && mark_of(form(i - 1)) != Mark::Pause;
  }

  /// Token `i` stands at the start of a line and marks an item of a list.
  bool is_bullet(std::size_t i) const {
    if (!starts_line(i) || i + 1 >= count_) return false;
    const std::string_view word = form(i);
    if (word == "-" || word == "*" || word == "•" || word == "–" || word == "·" || word == "▪" || word == "◦" ||
        word == "‣" || word == "●" || word == "■" || word == "o") {
      return spaced(i + 1) && !starts_line(i + 1);
    }
    if (word == "(" && i + 2 < count_ && is_item_number(i + 1)) return form(i + 2) == ")" && !spaced(i + 2);
    return is_item_number(i) && (form(i + 1) == ")" || form(i + 1) == ".") && !spaced(i + 1) && i + 2 < count_ &&
           !starts_line(i + 2);
  }
  bool is_item_number(std::size_t i) const {
    const std::string_view word = form(i);
    if (word.size() == 1) return is_ascii_digit(word[0]) || is_ascii_letter(word[0]);
    if (word.size() > 4) return false;
    return word.find_first_not_of("0123456789") == std::string_view::npos ||
           word.find_first_not_of("ivx") == std::string_view::npos;
  }

  // ---- slugs

  /// Leaves the slugs that end at or before token `i` behind.
  void enter_slugs(std::size_t i) {
    while (slugs_ && slug_ < slugs_->size() && (*slugs_)[slug_].end <= span(i).begin) ++slug_;
  }
  bool in_slug(std::size_t i) const {
    return slugs_ && slug_ < slugs_->size() && span(i).begin >= (*slugs_)[slug_].begin &&
           span(i).begin < (*slugs_)[slug_].end;
  }

  // ---- ends

  std::size_t end_of_sentence(std::size_t begin) const {
    const bool slug = in_slug(begin);
    bool only_signs = true;  // so far; "... and then" is no sentence "..."
    for (std::size_t i = begin; i + 1 < count_; ++i) {
      if (in_slug(i + 1) != slug) return i + 1;
      if (starts_line(i + 1) && line_ends_sentence(begin, i + 1)) return i + 1;
      if (slug) continue;
      const std::string_view word = form(i);
      Mark mark = mark_of(word);
      if (mark == Mark::Stop || mark == Mark::Question || mark == Mark::Ellipsis) {
        if (only_signs || is_item_stop(begin, i)) continue;
        bool quoted = false;
        const std::size_t next = skip_closers(i + 1, mark, quoted);
        if (next >= count_) return count_;
        if (starts_line(next) ? line_ends_sentence(begin, next) || !starts_with(form(next), CharKind::Lower)
                              : ends_before(mark, quoted, i, next)) {
          return next;
        }
        i = next - 1;
      } else {
        only_signs = only_signs && starts_with(word, CharKind::Sign);
        if (word.size() > 1 && word.back() == '.' && i > begin && ends_after_abbreviation(word, i + 1)) return i + 1;
      }
    }
    return count_;
  }

  /// "3." or "B." before the first word of the sentence.
  bool is_item_stop(std::size_t begin, std::size_t i) const {
    return i == begin + 1 && form(i) == "." && !spaced(i) && is_item_number(begin);
  }

  /// Past what still belongs to a sentence after its final mark, on the same line; stops in a row are an ellipsis.
  std::size_t skip_closers(std::size_t next, Mark& mark, bool& quoted) const {
    while (next < count_ && !starts_line(next)) {
      const std::string_view word = form(next);
      const Mark found = mark_of(word);
      if (!spaced(next) && (found == Mark::Closer || found == Mark::Question || found == Mark::Ellipsis)) {
        quoted |= is_quote(word);
      } else if (found == Mark::Stop && (mark != Mark::Question || !spaced(next))) {
        if (mark == Mark::Stop) mark = Mark::Ellipsis;  // ". . ."
      } else if (word == "[" && footnote_end(next) > next) {
        next = footnote_end(next);
        continue;
      } else if (const WordFacts* facts = spaced(next) ? words_.find(word) : nullptr; !facts || !facts->emoticon) {
        break;
      }
      ++next;
    }
    return next;
  }
  /// One past "]" of a note that stands after a sentence, or `open`.
  std::size_t footnote_end(std::size_t open) const {
    const std::size_t limit = std::min(count_, open + kLongestFootnote + 2);
    for (std::size_t i = open + 1; i < limit && !starts_line(i); ++i) {
      if (form(i) == "]") return i + 1;
      const CharKind kind = character_at(form(i), 0).kind;
      if (kind == CharKind::Upper || (kind == CharKind::Sign && form(i) != ",")) break;
    }
    return open;
  }

  bool ends_before(Mark mark, bool quoted, std::size_t stop, std::size_t next) const {
    const std::string_view word = form(next);
    const Character c = character_at(word, 0);
    if (mark_of(word) == Mark::Pause || is_dash(c.code) || word == "--") return false;
    if (c.kind == CharKind::Lower) {
      if (quoted || mark == Mark::Ellipsis || !spaced(next)) return false;
      return mark == Mark::Question || !looks_abbreviated(stop);
    }
    if (quoted && mark == Mark::Question && c.kind == CharKind::Upper) return !speaker_follows(next);
    if (!spaced(next) && c.kind != CharKind::Upper && !is_quote(word) && c.code != '(') return false;
    return true;
  }
  /// The word before the stop is short and without a vowel, or a number: "dpt. of", "no. 5".
  bool looks_abbreviated(std::size_t stop) const {
    if (stop == 0) return false;
    const std::string_view before = form(stop - 1);
    return before.size() <= 4 && before.find_first_of("aeiouyAEIOUY") == std::string_view::npos &&
           character_at(before, 0).is_word();
  }
  /// "Haroun asked", "the old man said": the quotation before belongs to it.
  bool speaker_follows(std::size_t next) const {
    const std::size_t limit = std::min(count_, next + kLongestSpeakerLook);
    for (std::size_t i = next; i < limit && !starts_line(i); ++i) {
      if (mark_of(form(i)) != Mark::None) return false;
      if (const WordFacts* facts = words_.find(form(i)); facts && facts->saying) return true;
    }
    return false;
  }

  bool ends_after_abbreviation(std::string_view word, std::size_t next) const {
    const Abbreviation kind = words_.abbreviation(word);
    if (kind == Abbreviation::Title || kind == Abbreviation::Number || kind == Abbreviation::Inner) return false;
    if (!spaced(next)) return false;
    // A quotation or a bracket that opens with a capital begins a sentence, but not after an initial.
    const bool opens = (is_quote(form(next)) || form(next) == "(") && next + 1 < count_ && !spaced(next + 1);
    if (opens && word.size() <= 2) return false;
    const std::size_t first = opens ? next + 1 : next;
    const WordFacts* facts = words_.find(form(first));
    return facts && facts->starter;
  }

  // ---- sentences

  /// A sentence over the limit is cut after the best sign of its second half, or at the limit.
  void add(std::size_t begin, std::size_t end) {
    const SentenceRole role = role_of(begin, end);
    bool continues = false;
    while (end - begin > longest_) {
      const std::size_t cut = best_cut(begin, begin + longest_);
      add_part(begin, cut, role, continues);
      continues = true;
      begin = cut;
    }
    add_part(begin, end, role, continues);
  }
  std::size_t best_cut(std::size_t begin, std::size_t limit) const {
    std::size_t best = limit;
    int best_worth = 0;
    for (std::size_t i = limit - 1; i > begin + (limit - begin) / 2; --i) {
      const Character c = character_at(form(i), 0);
      const int worth = c.code == ';'                      ? 4
                        : c.code == ':' || is_dash(c.code) ? 3
                        : c.code == ')'                    ? 2
                        : c.code == ','                    ? 1
                                                           : 0;
      if (worth > best_worth) {
        best = i + 1;
        best_worth = worth;
      }
    }
    // A glued word stays with the one it hangs on.
    while (best > begin + 1 && best < count_ && out_.glued_to_former[TokenId(best)] != 0) --best;
    return best;
  }
  void add_part(std::size_t begin, std::size_t end, SentenceRole role, bool continues) {
    Sentence sentence;
    sentence.begin = TokenId(begin);
    sentence.end = TokenId(end);
    sentence.role = role;
    sentence.continues = continues;
    if (begin > 0 && (starts_paragraph(begin) || (!wrapped_ && starts_line(begin)))) ++paragraph_;
    sentence.paragraph = paragraph_;
    const SentenceId id = out_.sentences.push_back(sentence);
    for (std::size_t i = begin; i < end; ++i) out_.sentence_of[TokenId(i)] = id;
  }

  SentenceRole role_of(std::size_t begin, std::size_t end) {
    if (in_slug(begin)) return SentenceRole::Slug;
    const bool first = !headline_passed_;
    headline_passed_ = true;
    if (is_bullet(begin)) return SentenceRole::Bullet;
    if (!starts_line(begin) || !(starts_line(end) || in_slug(end))) return SentenceRole::Prose;
    if (end - begin <= kLongestHeadline && all_capitals(begin, end)) return SentenceRole::Headline;
    const std::string_view last = form(end - 1);
    const bool open = mark_of(last) == Mark::None || (mark_of(last) == Mark::Closer && !final_before(end - 1));
    if (!open || end >= count_ || (last.size() > 1 && last.back() == '.')) return SentenceRole::Prose;
    if (starts_with(form(begin), CharKind::Lower)) return SentenceRole::Prose;
    const bool own_paragraph = starts_paragraph(begin) && starts_paragraph(end);
    if (first && end - begin <= kLongestHeadline) return SentenceRole::Headline;
    return own_paragraph && end - begin <= kLongestSubhead ? SentenceRole::Headline : SentenceRole::Prose;
  }
  /// A closing mark at `i` follows a final one: “It is over.”
  bool final_before(std::size_t i) const {
    while (i > 0 && mark_of(form(i)) == Mark::Closer) --i;
    const Mark mark = mark_of(form(i));
    return mark == Mark::Stop || mark == Mark::Question || mark == Mark::Ellipsis;
  }
  /// At least two words, no small letter anywhere.
  bool all_capitals(std::size_t begin, std::size_t end) const {
    std::size_t words = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const std::string_view word = form(i);
      if (std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
      if (starts_with(word, CharKind::Lower)) return false;
      if (starts_with(word, CharKind::Upper) && word.size() > 1) ++words;
    }
    return words >= 2;
  }

  const WordLists& words_;
  const std::size_t longest_;
  const std::vector<ByteSpan>* slugs_;
  const LineEnds& line_ends_;
  Tokens& out_;
  const std::size_t count_;

  bool wrapped_ = false;
  std::size_t width_ = 0;  // bytes of the longest line
  std::size_t slug_ = 0;   // the first slug that does not lie behind
  std::uint32_t paragraph_ = 0;
  bool headline_passed_ = false;
};

}  // namespace

void break_sentences(const WordLists& words, const TokenizeOptions& options, const LineEnds& line_ends, Tokens& out) {
  Breaker(words, options, line_ends, out).run();
}

}  // namespace chancery::text
