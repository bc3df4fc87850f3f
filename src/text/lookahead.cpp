#include "text/lookahead.h"

namespace chancery::text {

std::size_t Lookahead::skip_digits(std::size_t at) const {
  const std::size_t limit = std::min(text_.size(), at + kLongestLook);
  while (at < limit && is_ascii_digit(text_[at])) ++at;
  return at;
}

std::size_t Lookahead::skip_blanks(std::size_t at) const {
  const std::size_t limit = std::min(text_.size(), at + kLongestLook);
  while (at < limit && look(at).is_blank()) at += look(at).bytes;
  return at;
}

std::size_t Lookahead::skip_same(std::size_t at, const Character& c) const {
  const std::size_t limit = at + kLongestWord;
  const std::string_view sign = slice(at, at + c.bytes);
  while (at < limit && text_.substr(at, c.bytes) == sign) at += c.bytes;
  return at;
}

std::size_t Lookahead::skip_any(std::size_t at, std::u32string_view signs) const {
  const std::size_t limit = at + kLongestWord;
  for (Character c = look(at); at < limit && c.bytes > 0 && signs.find(c.code) != signs.npos; c = look(at)) {
    at += c.bytes;
  }
  return at;
}

std::size_t Lookahead::end_of_symbol(std::size_t at) const {
  const std::size_t limit = std::min(text_.size(), at + kLongestLook);
  while (at < limit) {
    const Character c = look(at);
    if (c.code == 0x200D && look(at + c.bytes).kind == CharKind::Sign) {
      at += c.bytes;
      at += look(at).bytes;
    } else if (c.code == 0xFE0F || (c.code >= 0x1F3FB && c.code <= 0x1F3FF)) {
      at += c.bytes;
    } else {
      break;
    }
  }
  return at;
}

bool Lookahead::leads_to_address(std::size_t at) const {
  const std::size_t limit = std::min(text_.size(), at + kLongestLook);
  while (at < limit) {
    const char c = text_[at];
    if (c == '@') return look(at + 1).is_word();
    if (!(is_ascii_letter(c) || is_ascii_digit(c) || c == '.' || c == '_' || c == '-' || c == '+')) return false;
    ++at;
  }
  return false;
}

bool Lookahead::dotted_ahead(std::size_t begin, std::size_t at) const {
  const std::size_t limit = std::min(text_.size(), at + kLongestLook);
  while (at < limit && text_[at] == '.') {
    const std::size_t end = skip_word(at + 1, kLongestLook);
    if (end == at + 1) return false;
    const WordFacts* facts = words_.find_folded(slice(at + 1, end));
    if (facts && facts->domain) return true;
    at = end;
    const std::string_view whole = slice(begin, at);
    if (std::all_of(whole.begin(), whole.end(), [](char c) { return c == '.' || (c >= 'a' && c <= 'z'); })) {
      return true;
    }
  }
  return false;
}

std::size_t Lookahead::end_of_url(std::size_t at) const {
  const std::size_t limit = std::min(text_.size(), at + kLongestUrl);
  bool open = false;
  while (at < limit) {
    const Character c = look(at);
    if (c.is_blank() || c.kind == CharKind::Invisible || c.code == '<' || c.code == '>' || c.code == '"' ||
        c.code == 0x201C || c.code == 0x201D || c.code == 0x00AB || c.code == 0x00BB) {
      break;
    }
    if (c.code == '(') open = true;
    at += c.bytes;
  }
  // Signs at the end belong to the sentence, a closing bracket to whoever opened it.
  while (at > 0) {
    const char c = text_[at - 1];
    const bool sign = c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\'' || c == ']';
    if (!sign && !(c == ')' && !open)) break;
    --at;
  }
  return at;
}

std::size_t Lookahead::end_of_tag(std::size_t at) const {
  at = skip_word(at, kLongestWord);
  const std::size_t limit = at + kLongestLook;
  while (at < text_.size() && at < limit && text_[at] == '_') at = skip_word(at + 1, kLongestLook);
  return at;
}

}  // namespace chancery::text
