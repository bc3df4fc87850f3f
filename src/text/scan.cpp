// Tokens as the English treebanks of Universal Dependencies part them.
//
// One pass: at every place the kind of character chooses a scanner. A word is a run of letters and digits that goes
// on over joints: the stop of "U.S." or "3.5", the hyphen of "anti-war", the apostrophe of "don't", the comma of
// "1,200". At each joint a small rule looks at the segment before it and at a bounded piece of what follows, so the
// pass stays linear whatever the bytes are. A finished word is then parted: "don't" in "do" + "n't" (glued: one
// orthographic word), "5bn" in "5" and "bn" (two words without a space).
//
// Right: "ex-president J. K. Moore's $5bn U.S.-led plan" -> ex-president J. K. Moore 's $ 5 bn U.S. - led plan.
// Wrong: plurals with an apostrophe ("the 1990's" is one word, but "NGO's" is taken as a possessive).
//
// Tested by: tokenize_test.cpp, tests/golden/tokens/.
#include "text/scan.h"

#include "text/lookahead.h"

namespace chancery::text {
namespace {

enum class Joint : std::uint8_t {
  Stop,         // the word ends before it
  Join,         // it belongs to the word, which goes on
  TakeAndStop,  // it belongs to the word and ends it
  Url,          // all up to the next space belongs to the word
};

class Scanner : private Lookahead {
 public:
  Scanner(std::string_view text, const WordLists& words, Tokens& out, LineEnds& line_ends)
      : Lookahead(text, words), out_(out), line_ends_(line_ends) {}

  void run() {
    while (at_ < text_.size()) {
      const Character c = character_at(text_, at_);
      switch (c.kind) {
        case CharKind::Newline:
          // \r\n is one line end.
          if (!(c.code == '\n' && at_ > 0 && text_[at_ - 1] == '\r')) {
            if (newlines_ < 2) ++newlines_;
            if (newlines_ == 2) open_single_ = false;
          }
          [[fallthrough]];
        case CharKind::Space:
          space_ = true;
          [[fallthrough]];
        case CharKind::Invisible:
          at_ += c.bytes;
          break;
        case CharKind::Upper:
        case CharKind::Lower:
        case CharKind::Digit:
          scan_word(at_);
          break;
        case CharKind::Sign:
          scan_sign(c);
          break;
      }
    }
  }

 private:
  void emit(std::size_t begin, std::size_t end, bool glued = false) {
    out_.span.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    out_.space_before.push_back(space_ ? 1 : 0);
    out_.glued_to_former.push_back(glued ? 1 : 0);
    line_ends_.push_back(newlines_);
    space_ = false;
    newlines_ = 0;
    at_ = end;
  }

  // ---- words

  void scan_word(std::size_t begin) {
    address_ = false;
    digit_groups_ = false;
    inner_stop_ = false;
    apostrophe_ = false;
    dotted_name_ = false;
    std::size_t segment = begin;
    std::size_t end = begin;
    while (true) {
      end = skip_word(end, kLongestWord);
      if (end >= text_.size() || end - begin >= kLongestWord) break;
      const Character c = look(end);
      if (c.kind != CharKind::Sign) break;
      const Joint joint = joint_at(begin, segment, end, c);
      if (joint == Joint::Url) {
        end = end_of_url(end);
        emit(begin, end);
        return;
      }
      if (joint == Joint::Stop) break;
      end += c.bytes;
      segment = end;
      if (joint == Joint::TakeAndStop) {
        // "U.S.'s", "U.S.-led": only the apostrophe can still belong to it.
        const Character next = look(end);
        if (!(c.code == '.' && is_apostrophe(next.code) && look(end + next.bytes).is_letter())) break;
      }
    }
    finish_word(begin, end);
  }

  Joint joint_at(std::size_t begin, std::size_t segment, std::size_t end, const Character& c) {
    const Character next = look(end + c.bytes);
    // After "U.S." its possessive goes on.
    if (end == segment && is_apostrophe(c.code) && text_[end - 1] == '.') {
      return joint_at_apostrophe(segment, end, c, next);
    }
    if (end == segment) return address_ && (c.code == '.' || c.code == '@') ? Joint::Join : Joint::Stop;
    switch (c.code) {
      case '.':
        return joint_at_stop(begin, segment, end, next);
      case ',':
        return digit_at(end - 1) && skip_digits(end + 1) == end + 4 && all_digits(segment, end) ? Joint::Join
                                                                                                : Joint::Stop;
      case ':':
        if (text_.substr(end + 1, 2) == "//") return Joint::Url;
        if (next.is_letter() && leads_to_address(end + 1)) return Joint::Url;  // mailto:
        return all_digits(segment, end) && digit_at(end + 1) ? Joint::Join : Joint::Stop;
      case '/':
        if (end - segment == 1 && begin == segment && next.is_letter() && skip_word(end + 1, 8) == end + 2) {
          return Joint::Join;  // "l/c", "w/o"
        }
        return all_digits(segment, end) && digit_at(end + 1) ? Joint::Join : Joint::Stop;
      case '_':
        return next.is_word() ? Joint::Join : Joint::Stop;
      case '@':
        if (!next.is_word()) return Joint::Stop;
        address_ = true;
        return Joint::Join;
      case '%':
      case '+':
        return address_ && next.is_word() ? Joint::Join : Joint::Stop;
      case '&':
        if (end - segment == 1 && next.is_letter() && skip_word(end + 1, 8) == end + 2) return Joint::Join;  // "r&d"
        return next.kind == CharKind::Upper && end - segment <= 4 && all_upper(segment, end) ? Joint::Join
                                                                                             : Joint::Stop;
      case '$':
        return begin == segment && end - begin <= 3 && all_upper(begin, end) ? Joint::TakeAndStop : Joint::Stop;
      default:
        break;
    }
    if (is_apostrophe(c.code) || c.code == '`') return joint_at_apostrophe(segment, end, c, next);
    if (is_hyphen(c.code)) return joint_at_hyphen(begin, segment, end, c, next);
    return Joint::Stop;
  }

  Joint joint_at_stop(std::size_t begin, std::size_t segment, std::size_t end, const Character& next) {
    const char before = text_[end - 1];
    if (address_ && next.code == '.') return Joint::Join;
    if (text_.substr(end, 3) == "..." && leads_to_address(end)) {
      address_ = true;  // archives hide a part of the name: "ana...@example.org"
      return Joint::Join;
    }
    if (!next.is_word()) return takes_final_stop(begin, segment, end) ? Joint::TakeAndStop : Joint::Stop;
    if (address_) return Joint::Join;
    if (is_ascii_digit(before) && next.kind == CharKind::Digit) return Joint::Join;
    if (slice(begin, end) == "www") return Joint::Url;
    const std::size_t right = skip_word(end + 1, kLongestLook);
    const std::string_view ending = slice(end + 1, right);
    if (const WordFacts* facts = words_.find_folded(ending); facts && (facts->domain || facts->file_ending)) {
      // "example.com", "NOTES.XLS", but not "the end.Com": an ending is small or all capitals.
      if (!is_ascii_upper(ending.front()) || is_ascii_upper(ending.back())) {
        if (right < text_.size() && text_[right] == '/' && look(right + 1).is_word()) return Joint::Url;
        return Joint::Join;
      }
    }
    if (leads_to_address(end + 1)) {
      address_ = true;
      return Joint::Join;
    }
    const bool short_before = end - segment == 1 && is_ascii_letter(before);
    if (short_before && right == end + 2) {
      inner_stop_ = true;
      return Joint::Join;  // "U.S", "a.m"
    }
    if (right < text_.size() && text_[right] == '.' &&
        words_.abbreviation(slice(begin, right + 1)) != Abbreviation::None) {
      inner_stop_ = true;
      return Joint::Join;  // "Ph.D."
    }
    if (dotted_name_) return Joint::Join;
    // "BA.5", "TX.L": numbered names and what exchanges call a firm.
    if (end - segment <= 4 && all_upper(segment, end)) {
      if (next.kind == CharKind::Digit && end - segment >= 2) return Joint::Join;
      const char32_t after = look(right).code;
      if (end - segment >= 2 && all_upper(end + 1, right) && (after == '>' || after == ')')) return Joint::Join;
    }
    // "J.Moore", "Gen.Haroun", "No.5": the space is missing, the stop is theirs.
    if (next.kind != CharKind::Lower && takes_final_stop(begin, segment, end)) return Joint::TakeAndStop;
    dotted_name_ = dotted_ahead(begin, right);
    if (dotted_name_) return Joint::Join;
    return Joint::Stop;
  }

  /// Whether the stop after [begin, end) belongs to it. The stop that also ends a sentence is the word's own.
  bool takes_final_stop(std::size_t begin, std::size_t segment, std::size_t end) const {
    // "and so on..." is an ellipsis, "in Washington, D.C.." a stop too many.
    if (text_.substr(end + 1, 1) == "." && (text_.substr(end + 2, 1) == "." || look(end + 2).is_word())) return false;
    if (inner_stop_ && end - segment == 1) return true;
    if (end - begin == 1 && is_ascii_letter(text_[begin])) return takes_stop_of_letter(begin, end);
    switch (words_.abbreviation(slice(begin, end + 1))) {
      case Abbreviation::None:
        return false;
      case Abbreviation::Number:
        return number_follows(end + 1);
      case Abbreviation::Last:
        return goes_on(end + 1);
      default:
        return true;
    }
  }
  bool number_follows(std::size_t at) const {
    const std::size_t next = skip_blanks(at);
    const Character c = look(next);
    return c.kind == CharKind::Digit || c.code == '#' ||
           (c.kind == CharKind::Upper && (c.code == 'I' || c.code == 'V' || c.code == 'X'));
  }
  /// Where the sentence goes on after an abbreviation that often is its last word.
  bool goes_on(std::size_t at) const {
    const std::size_t next = skip_blanks(at);
    if (text_.substr(at, next - at).find('\n') != std::string_view::npos) return false;
    const Character c = look(next);
    return c.kind == CharKind::Lower || c.code == ',' || c.code == ';' || c.code == ')' || c.code == ':';
  }
  bool takes_stop_of_letter(std::size_t begin, std::size_t end) const {
    if (!is_ascii_upper(text_[begin])) return words_.abbreviation(slice(begin, end + 1)) != Abbreviation::None;
    const std::size_t next = skip_blanks(end + 1);
    const Character c = look(next);
    if (c.kind != CharKind::Upper) return c.kind == CharKind::Lower || c.code == ',';
    if (next == end + 1) return true;
    // "Plan B. The next day": a word that begins sentences.
    const WordFacts* facts = words_.find(slice(next, skip_word(next, kLongestLook)));
    if (facts && facts->starter && skip_word(next, kLongestLook) - next > 1) return false;
    return text_[begin] != 'I' || (!out_.span.empty() && is_ascii_upper(text_[out_.span.back().begin]));
  }

  Joint joint_at_apostrophe(std::size_t segment, std::size_t end, const Character& c, const Character& next) {
    if (!next.is_letter()) return Joint::Stop;
    if (c.code == '`') {
      // A grave accent typed for an apostrophe: only where it parts a known ending.
      const std::size_t right = skip_word(end + 1, 8);
      if (right - end != 2 || text_[end + 1] != 's') return Joint::Stop;
    }
    if (digit_at(end - 1) && all_digits(segment, end) && (next.code | 0x20) != 's') return Joint::Stop;
    apostrophe_ = true;
    inner_stop_ = false;
    return Joint::Join;
  }

  Joint joint_at_hyphen(std::size_t begin, std::size_t segment, std::size_t end, const Character& c,
                        const Character& next) {
    if (!next.is_word()) return Joint::Stop;
    if (address_ || digit_groups_) return Joint::Join;
    const std::size_t right_begin = end + c.bytes;
    if (all_digits(segment, end) && next.kind == CharKind::Digit) {
      // Telephone numbers, dates, postal codes; two numbers are else a range or a score.
      const std::size_t right = skip_digits(right_begin);
      const std::size_t before = end - segment;
      const std::size_t after = right - right_begin;
      const bool more = right < text_.size() && text_[right] == '-' && digit_at(right + 1);
      digit_groups_ = more || (after == 4 && (before == 3 || before == 5 || before == 1));
      return digit_groups_ ? Joint::Join : Joint::Stop;
    }
    if (begin == segment) {
      const WordFacts* facts = words_.find_folded(slice(begin, end));
      // "UN-led" is no "un-led": a prefix in capitals stands before capitals.
      if (facts && facts->prefix && (end - begin < 2 || !all_upper(begin, end) || next.kind == CharKind::Upper)) {
        return Joint::Join;
      }
    }
    const std::size_t right = skip_word(right_begin, kLongestLook);
    if (const WordFacts* facts = words_.find_folded(slice(right_begin, right)); facts && facts->suffix) {
      return Joint::Join;
    }
    if (const WordFacts* facts = words_.find_folded(slice(begin, right)); facts && facts->hyphen_word) {
      return Joint::Join;
    }
    if (leads_to_address(right_begin)) {
      address_ = true;
      return Joint::Join;
    }
    return Joint::Stop;
  }

  // ---- the parts of a word

  void finish_word(std::size_t begin, std::size_t end) {
    if (is_ascii_digit(text_[begin]) && part_unit(begin, end)) return;
    if (apostrophe_) {
      part_at_apostrophe(begin, end);
      return;
    }
    if (end - begin >= 2 && end - begin <= 12) {
      const WordFacts* facts = words_.find_folded(slice(begin, end));
      if (facts && facts->part_count > 1 && !(facts->small_letters_only && is_ascii_upper(text_[begin])) &&
          (!facts->before_predicate || predicate_follows(end))) {
        emit_parts(begin, *facts);
        return;
      }
    }
    emit(begin, end);
  }
  /// "its not", "your the": a verb hides in the word before.
  bool predicate_follows(std::size_t end) const {
    const std::size_t next = skip_blanks(end);
    const std::size_t next_end = skip_word(next, kLongestLook);
    if (look(next_end).code == '-') return false;  // "its in-house lawyers"
    const WordFacts* facts = words_.find(slice(next, next_end));
    return facts && facts->predicate;
  }
  void emit_parts(std::size_t begin, const WordFacts& facts) {
    for (std::size_t i = 0; i < facts.part_count; ++i) {
      emit(begin, begin + facts.part_bytes[i], i > 0);
      begin += facts.part_bytes[i];
    }
  }
  /// "5bn", "8:30am", "10k".
  bool part_unit(std::size_t begin, std::size_t end) {
    std::size_t letters = end;
    while (letters > begin && (is_ascii_letter(text_[letters - 1]) || text_[letters - 1] == '.')) --letters;
    if (letters == begin || letters == end || !is_ascii_digit(text_[letters - 1])) return false;
    const WordFacts* facts = words_.find(slice(letters, end));
    if (!facts || !facts->unit) return false;
    emit(begin, letters);
    emit(letters, end);
    return true;
  }

  /// Where the last ending of [begin, end) starts ("n't" of "wouldn't"), or `end`.
  std::size_t last_ending(std::size_t begin, std::size_t end) const {
    std::size_t at = end;
    std::size_t letters = 0;
    while (at > begin && is_ascii_letter(text_[at - 1]) && letters < 3) {
      --at;
      ++letters;
    }
    if (letters == 0 || letters > 2 || at == begin) return end;
    const Character mark = character_before(text_, at);
    if (!is_apostrophe(mark.code) && mark.code != '`') return end;
    const std::size_t mark_at = at - mark.bytes;
    const char first = static_cast<char>(text_[at] | 0x20);
    const char second = letters == 2 ? static_cast<char>(text_[at + 1] | 0x20) : 0;
    if (mark_at <= begin) return end;
    if (letters == 1 && first == 't') {
      return (text_[mark_at - 1] | 0x20) == 'n' && mark_at - 1 > begin ? mark_at - 1 : end;
    }
    if (letters == 1 && (first == 's' || first == 'm' || first == 'd')) {
      // "1990's" is a plural and stays.
      return first == 's' && is_ascii_digit(text_[mark_at - 1]) ? end : mark_at;
    }
    if (letters == 2 &&
        ((first == 'r' && second == 'e') || (first == 'v' && second == 'e') || (first == 'l' && second == 'l'))) {
      return mark_at;
    }
    return end;
  }
  void part_at_apostrophe(std::size_t begin, std::size_t end) {
    if (const WordFacts* facts = words_.find_folded(slice(begin, end)); facts && facts->part_count > 0) {
      emit_parts(begin, *facts);
      return;
    }
    // From the right: "wouldn't've" is "would" + "n't" + "'ve".
    std::size_t cuts[3];
    std::size_t count = 0;
    std::size_t last = end;
    while (count < 3) {
      const std::size_t cut = last_ending(begin, last);
      if (cut == last) break;
      cuts[count++] = last = cut;
    }
    std::size_t part = begin;
    while (count > 0) {
      emit(part, cuts[count - 1], part != begin);
      part = cuts[--count];
    }
    emit(part, end, part != begin);
  }

  // ---- signs

  bool space_before_here() const { return space_ || out_.span.empty(); }

  void scan_sign(const Character& c) {
    const std::size_t next_at = at_ + c.bytes;
    const Character next = look(next_at);
    if (space_before_here() && scan_emoticon()) return;
    switch (c.code) {
      case '.':
        if (next.kind == CharKind::Digit && space_before_here()) return scan_prefixed_word(next_at);
        if (next.kind == CharKind::Digit && !out_.span.empty() && text_[at_ - 1] == '$') {
          return scan_prefixed_word(next_at);
        }
        if (!space_before_here() && next.is_letter() && !preceded_by_word()) {
          const std::size_t end = skip_word(next_at, 8);
          if (const WordFacts* facts = words_.find_folded(slice(next_at, end)); facts && facts->file_ending) {
            return emit(at_, end);
          }
        }
        [[fallthrough]];
      case 0x2026: {
        // "..." and "?" are two marks, ".?" is one.
        const std::size_t end = skip_any(at_, U".…");
        return emit(at_, end > next_at || c.code != '.' ? end : skip_any(at_, U".!?"));
      }
      case '!':
      case '?':
        return emit(at_, skip_any(at_, U".!?"));
      case '-': {
        std::size_t end = skip_same(at_, c);
        if (end < text_.size() && text_[end] == '>') ++end;
        return emit(at_, end);
      }
      case '+':
        if (next.kind == CharKind::Digit && space_before_here()) return scan_prefixed_word(next_at);
        return emit(at_, skip_same(at_, c));
      case '@':
      case '#':
        if (next.is_letter() && !preceded_by_word()) return scan_prefixed_word(next_at);
        return emit(at_, skip_same(at_, c));
      case '*':
      case '=':
      case '_':
      case '~':
      case '^':
      case '|':
      case '<':
      case '>':
      case '/':
      case '\\':
      case '`':
      case '$':
        return emit(at_, skip_same(at_, c));
      case 0x2018:
        // ‘’ typed for one opening quote.
        if (next.code == 0x2019) return emit(at_, next_at + next.bytes);
        open_single_ = true;
        return emit(at_, next_at);
      default:
        break;
    }
    if (is_apostrophe(c.code)) return scan_apostrophe(c, next);
    if (is_dash(c.code)) return emit(at_, skip_same(at_, c));
    emit(at_, end_of_symbol(next_at));
  }

  bool preceded_by_word() const { return !space_before_here() && character_before(text_, at_).is_word(); }

  /// A word with the sign before it: ".04", "+44", "#tag", "@handle".
  void scan_prefixed_word(std::size_t word_begin) {
    const std::size_t begin = at_;
    const std::size_t end =
        text_[begin] == '#' || text_[begin] == '@' ? end_of_tag(word_begin) : skip_word(word_begin, kLongestWord);
    emit(begin, end);
  }
  bool scan_emoticon() {
    std::size_t end = at_;
    while (end < text_.size() && end - at_ < 5 && internal_visible(text_[end])) ++end;
    if (end - at_ < 2 || (end < text_.size() && !look(end).is_blank())) return false;
    const WordFacts* facts = words_.find(slice(at_, end));
    if (!facts || !facts->emoticon) return false;
    emit(at_, end);
    return true;
  }
  static bool internal_visible(char c) { return c > ' ' && c < 0x7F; }

  void scan_apostrophe(const Character& c, const Character& next) {
    const std::size_t next_at = at_ + c.bytes;
    if (is_apostrophe(next.code) && next.code == c.code) return emit(at_, next_at + next.bytes);
    const Character before = space_before_here() ? Character{} : character_before(text_, at_);
    if (!before.is_word()) {
      // 'em, 'tis, '72, '60s
      const std::size_t right = skip_word(next_at, kLongestLook);
      if (next.is_letter()) {
        const std::size_t twice = text_.substr(right, 1) == "'" ? right + 1 : right;
        for (std::size_t end : {twice, right}) {
          if (const WordFacts* facts = words_.find_folded(slice(at_, end)); facts && facts->part_count > 0) {
            return emit_parts(at_, *facts);
          }
        }
        // An ending that stands alone: "Yahoo!'s", or a text whose words were parted before ("Haroun 's").
        if (const WordFacts* facts = words_.find_folded(slice(at_, right)); facts && facts->ending)
          return emit(at_, right);
      } else if (next.kind == CharKind::Digit) {
        const std::size_t digits = skip_digits(next_at);
        if (digits == next_at + 2 && (right == digits || (right == digits + 1 && text_[digits] == 's'))) {
          return emit(at_, right);
        }
      }
      open_single_ = next.is_word() || next.code == '"';
      return emit(at_, next_at);
    }
    // After a word: the possessive of a plural, unless it closes a quotation.
    const bool ends_in_s = (before.code | 0x20) == 's' || (before.code | 0x20) == 'z' || (before.code | 0x20) == 'x';
    if (open_single_ || !ends_in_s) {
      open_single_ = false;
      return emit(at_, next_at);
    }
    emit(at_, next_at, true);
  }

  Tokens& out_;
  LineEnds& line_ends_;

  std::size_t at_ = 0;
  bool space_ = true;
  std::uint8_t newlines_ = 0;
  bool open_single_ = false;  // a single quotation mark waits for its partner, so that s' is no possessive

  // What the joints of the word under way have found.
  bool address_ = false;       // it is an e-mail address
  bool digit_groups_ = false;  // a telephone number or a date with hyphens
  bool dotted_name_ = false;   // a host or a newsgroup
  bool inner_stop_ = false;    // letters with stops between
  bool apostrophe_ = false;
};

}  // namespace

void scan_tokens(std::string_view text, const WordLists& words, Tokens& out, LineEnds& line_ends) {
  Scanner(text, words, out, line_ends).run();
}

}  // namespace chancery::text
