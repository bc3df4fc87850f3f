// Where sentences end.
//
// A stop, a question or an exclamation mark, or an ellipsis ends a sentence, together with the brackets and quotation
// marks that close right after it, unless what follows shows that it goes on: a small letter after a quotation
// ("Why?" he asked), a comma, a name after "Gen.". The stop of an abbreviation is part of its token; such a token ends
// a sentence only where the next one begins like a sentence. An empty line always ends one; a line end does where the
// lines of the document are not wrapped.
//
// Tested by: tokenize_test.cpp, tests/golden/sentences/.
#include "text/sentences.h"

#include <algorithm>

#include "text/characters.h"
#include "text/story_head.h"

namespace chancery::text {
namespace {

enum class Mark : std::uint8_t { None, Stop, Question, Ellipsis, Closer, Pause };

class Breaker {
 public:
  Breaker(const WordLists& words, const TokenizeOptions& options, const LineEnds& line_ends, Tokens& out)
      : words_(words), options_(options), line_ends_(line_ends), out_(out), count_(out.size()) {}

  void run() {
    out_.sentence_of.resize(count_);
    std::size_t begin = 0;
    while (begin < count_) {
      const std::size_t end = end_of_sentence(begin);
      add(begin, end);
      begin = end;
    }
  }

 private:
  std::string_view form(std::size_t i) const { return out_.form(TokenId(i)); }
  bool spaced(std::size_t i) const { return out_.space_before[TokenId(i)] != 0; }
  std::uint8_t line_end_before(std::size_t i) const { return line_ends_[TokenId(i)]; }

  static Mark mark_of(std::string_view form) {
    const Character c = character_at(form, 0);
    switch (c.code) {
      case '.':
        return form.size() == 1 ? Mark::Stop : is_ascii_digit(form[1]) ? Mark::None : Mark::Ellipsis;
      case 0x2026:
        return Mark::Ellipsis;
      case '!':
      case '?':
      case 0x3002:
      case 0x203C:
        return Mark::Question;
      case ')':
      case ']':
      case '}':
      case '"':
      case '\'':
      case 0x2019:
      case 0x201D:
      case 0x00BB:
        return form.size() <= 2 || c.code > 0x7F ? Mark::Closer : Mark::None;
      case ',':
      case ';':
      case ':':
        return Mark::Pause;
      default:
        return Mark::None;
    }
  }
  static bool is_quote(std::string_view form) {
    const char32_t code = character_at(form, 0).code;
    return code == '"' || is_apostrophe(code) || code == 0x201C || code == 0x201D || code == 0x00AB || code == 0x00BB ||
           code == '`' || code == 0x2018 || code == 0x201E;
  }

  std::size_t end_of_sentence(std::size_t begin) const {
    for (std::size_t i = begin; i + 1 < count_; ++i) {
      const std::uint8_t lines = line_end_before(i + 1);
      if (lines > 0) return i + 1;
      const std::string_view word = form(i);
      const Mark mark = mark_of(word);
      if (mark == Mark::Stop || mark == Mark::Question || mark == Mark::Ellipsis) {
        std::size_t next = i + 1;
        bool quoted = false;
        while (next < count_ && line_end_before(next) == 0 && closes(next)) {
          quoted |= is_quote(form(next));
          ++next;
        }
        if (next >= count_ || line_end_before(next) > 0) {
          i = next - 1;
          if (next >= count_) return count_;
          continue;
        }
        if (ends_before(mark, quoted, next)) return next;
        i = next - 1;
      } else if (word.size() > 1 && word.back() == '.' && ends_after_abbreviation(word, i + 1)) {
        return i + 1;
      }
    }
    return count_;
  }

  bool closes(std::size_t i) const {
    if (spaced(i)) return false;
    const Mark mark = mark_of(form(i));
    return mark == Mark::Closer || mark == Mark::Question;
  }

  bool ends_before(Mark mark, bool quoted, std::size_t next) const {
    const std::string_view word = form(next);
    const Character c = character_at(word, 0);
    if (mark_of(word) == Mark::Pause) return false;
    if (c.kind == CharKind::Lower) return mark == Mark::Question ? !quoted : false;
    return true;
  }

  bool ends_after_abbreviation(std::string_view word, std::size_t next) const {
    const Abbreviation kind = words_.abbreviation(word);
    if (kind == Abbreviation::Title || kind == Abbreviation::Number || kind == Abbreviation::Inner) return false;
    if (!spaced(next)) return false;
    const WordFacts* facts = words_.find(form(next));
    return facts && facts->starter;
  }

  /// A sentence over the limit is cut after the best sign of its second half, or at the limit.
  void add(std::size_t begin, std::size_t end) {
    const std::size_t longest = std::max<std::size_t>(options_.longest_sentence, 2);
    bool continues = false;
    while (end - begin > longest) {
      const std::size_t cut = best_cut(begin, begin + longest);
      add_part(begin, cut, continues);
      continues = true;
      begin = cut;
    }
    add_part(begin, end, continues);
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
  void add_part(std::size_t begin, std::size_t end, bool continues) {
    Sentence sentence;
    sentence.begin = TokenId(begin);
    sentence.end = TokenId(end);
    sentence.continues = continues;
    if (!out_.sentences.empty()) {
      sentence.paragraph = out_.sentences.back().paragraph + (line_end_before(begin) > 1 ? 1 : 0);
    }
    const SentenceId id = out_.sentences.push_back(sentence);
    for (std::size_t i = begin; i < end; ++i) out_.sentence_of[TokenId(i)] = id;
  }

  const WordLists& words_;
  const TokenizeOptions& options_;
  const LineEnds& line_ends_;
  Tokens& out_;
  const std::size_t count_;
};

}  // namespace

void break_sentences(const WordLists& words, const TokenizeOptions& options, const LineEnds& line_ends, Tokens& out) {
  Breaker(words, options, line_ends, out).run();
}

}  // namespace chancery::text
