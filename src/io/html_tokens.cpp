// Tested by: html_tokens_test.cpp
#include "io/html_tokens.h"

#include <algorithm>

namespace chancery::io {
namespace {

constexpr std::size_t kLongestName = 32;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

Tag tag_of(std::string_view name) {
  if (name.size() > kLongestName) return Tag::Unknown;
  std::array<char, kLongestName> buffer;
  std::transform(name.begin(), name.end(), buffer.begin(), lower);
  return tag_from({buffer.data(), name.size()});
}

}  // namespace

const HtmlToken::Attribute* HtmlToken::find(std::string_view lower_name) const {
  for (const Attribute& attribute : attributes) {
    if (same_name(attribute.name, lower_name)) return &attribute;
  }
  return nullptr;
}

bool HtmlTokens::next(HtmlToken& token) {
  token.attributes.clear();
  token.self_closing = false;
  token.references = true;
  if (at_ >= page_.size()) return false;
  if (raw_ != Tag::Unknown && read_raw(token)) return true;
  if (at_ >= page_.size()) return false;
  if (page_[at_] == '<' && read_markup(token)) return true;
  if (at_ >= page_.size()) return false;
  return read_text(token, std::min(page_.find('<', at_ + 1), page_.size()));
}

bool HtmlTokens::read_text(HtmlToken& token, std::size_t end) {
  token.kind = HtmlToken::Kind::Text;
  token.text = page_.substr(at_, end - at_);
  at_ = end;
  return true;
}

/// What begins with "<"; false where that is a letter like any other, or the page ends inside a tag.
bool HtmlTokens::read_markup(HtmlToken& token) {
  const char next = at(at_ + 1);
  if (is_letter(next)) return read_tag(token, true);
  if (next == '!') {
    return page_.substr(at_).starts_with("<!--") ? read_comment(token) : read_bogus_comment(token, at_ + 2);
  }
  if (next == '?') return read_bogus_comment(token, at_ + 1);
  if (next != '/' || at_ + 2 >= page_.size()) return false;
  if (is_letter(at(at_ + 2))) return read_tag(token, false);
  return read_bogus_comment(token, at_ + 2);
}

bool HtmlTokens::read_tag(HtmlToken& token, bool start) {
  const std::size_t begin = at_ + (start ? 1 : 2);
  std::size_t end = begin;
  while (end < page_.size() && !is_space(page_[end]) && page_[end] != '/' && page_[end] != '>') ++end;
  token.kind = start ? HtmlToken::Kind::StartTag : HtmlToken::Kind::EndTag;
  token.name = page_.substr(begin, end - begin);
  token.tag = tag_of(token.name);
  at_ = end;
  read_attributes(token);
  if (at_ >= page_.size()) return false;  // the page ends inside the tag: there is no such tag
  ++at_;
  if (start && is_raw_text(token.tag)) {
    raw_ = token.tag;
    raw_name_ = token.name;
  }
  return true;
}

/// Up to the ">" of the tag, or the end of the page.
void HtmlTokens::read_attributes(HtmlToken& token) {
  while (at_ < page_.size()) {
    const char c = page_[at_];
    if (c == '>') return;
    if (c == '/') {
      token.self_closing = at(at_ + 1) == '>';
      ++at_;
      continue;
    }
    if (is_space(c)) {
      ++at_;
      continue;
    }
    const std::size_t name_begin = at_++;  // a "=" here is the first letter of the name
    while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '/' && page_[at_] != '>' && page_[at_] != '=') {
      ++at_;
    }
    HtmlToken::Attribute attribute{page_.substr(name_begin, at_ - name_begin), {}};
    std::size_t equals = at_;
    while (equals < page_.size() && is_space(page_[equals])) ++equals;
    if (at(equals) == '=') {
      at_ = equals + 1;
      while (at_ < page_.size() && is_space(page_[at_])) ++at_;
      const char quote = at(at_);
      std::size_t begin = at_;
      if (quote == '"' || quote == '\'') {
        ++begin;
        at_ = std::min(page_.find(quote, begin), page_.size());
        attribute.value = page_.substr(begin, at_ - begin);
        if (at_ < page_.size()) ++at_;
      } else {
        while (at_ < page_.size() && !is_space(page_[at_]) && page_[at_] != '>') ++at_;
        attribute.value = page_.substr(begin, at_ - begin);
      }
    } else {
      at_ = equals;
    }
    if (token.attributes.size() < kMaxAttributes) token.attributes.push_back(attribute);
  }
}

bool HtmlTokens::read_comment(HtmlToken& token) {
  token.kind = HtmlToken::Kind::Comment;
  const std::size_t begin = at_ + 4;
  const std::string_view rest = page_.substr(begin);
  if (rest.starts_with('>') || rest.starts_with("->")) {
    token.text = {};
    at_ = begin + (rest.front() == '>' ? 1 : 2);
    return true;
  }
  for (std::size_t dashes = page_.find("--", begin); dashes != std::string_view::npos;
       dashes = page_.find("--", dashes + 1)) {
    const std::size_t behind = dashes + 2;
    const bool bang = at(behind) == '!' && at(behind + 1) == '>';
    if (at(behind) != '>' && !bang) continue;
    token.text = page_.substr(begin, dashes - begin);
    at_ = behind + (bang ? 2 : 1);
    return true;
  }
  token.text = rest;
  at_ = page_.size();
  return true;
}

bool HtmlTokens::read_bogus_comment(HtmlToken& token, std::size_t begin) {
  token.kind = HtmlToken::Kind::Comment;
  const std::size_t end = std::min(page_.find('>', begin), page_.size());
  token.text = page_.substr(begin, end - begin);
  at_ = std::min(end + 1, page_.size());
  return true;
}

/// The text of a raw element; false where it is empty. Its end tag is then read as any other.
bool HtmlTokens::read_raw(HtmlToken& token) {
  const std::size_t end = raw_ == Tag::Script ? end_of_script() : end_of_raw();
  token.references = raw_ == Tag::Title || raw_ == Tag::Textarea;
  raw_ = Tag::Unknown;
  if (end == at_) {
    token.references = true;
    return false;
  }
  return read_text(token, end);
}

std::size_t HtmlTokens::end_of_raw() const {
  if (raw_ == Tag::Plaintext) return page_.size();
  std::size_t end = page_.find("</", at_);
  while (end != std::string_view::npos && !stands_end_tag(end)) end = page_.find("</", end + 2);
  return std::min(end, page_.size());
}

/// Inside "<!-- <script>" of a script, "</script>" does not end the script (the standard's double escaped state).
std::size_t HtmlTokens::end_of_script() const {
  bool escaped = false;
  bool twice = false;
  for (std::size_t i = at_; i < page_.size(); ++i) {
    if (page_[i] == '-' && escaped && page_.substr(i).starts_with("-->")) {
      escaped = twice = false;
    } else if (page_[i] == '<') {
      if (!escaped && page_.substr(i).starts_with("<!--")) {
        escaped = true;
        i += 1;  // the dashes may be those of "-->", as in "<!-->"
      } else if (stands_end_tag(i)) {
        if (!twice) return i;
        twice = false;
      } else if (escaped && !twice && same_name(page_.substr(i + 1, 6), "script")) {
        const char behind = at(i + 7);
        twice = is_space(behind) || behind == '/' || behind == '>';
      }
    }
  }
  return page_.size();
}

/// Whether the end tag of the raw element stands at `at`.
bool HtmlTokens::stands_end_tag(std::size_t where) const {
  if (at(where) != '<' || at(where + 1) != '/') return false;
  const std::size_t behind = where + 2 + raw_name_.size();
  if (behind >= page_.size() || !same_name(page_.substr(where + 2, raw_name_.size()), raw_name_)) return false;
  const char c = page_[behind];
  return is_space(c) || c == '/' || c == '>';
}

}  // namespace chancery::io
