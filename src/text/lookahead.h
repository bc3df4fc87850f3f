// What the scanner sees of the text ahead. Every look is bounded, so that scanning stays linear whatever the bytes are.
//
// All functions take places in bytes and return the place where what they look for ends.
#pragma once

#include <algorithm>
#include <string_view>

#include "text/characters.h"
#include "text/word_lists.h"

namespace chancery::text {

class Lookahead {
 public:
  static constexpr std::size_t kLongestWord = 512;  // bytes; longer runs are cut, so that no later pass meets a giant
  static constexpr std::size_t kLongestLook = 64;   // bytes
  static constexpr std::size_t kLongestUrl = 4096;

  Lookahead(std::string_view text, const WordLists& words) : text_(text), words_(words) {}

  Character look(std::size_t at) const { return character_at(text_, at); }
  std::string_view slice(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }
  bool digit_at(std::size_t at) const { return at < text_.size() && is_ascii_digit(text_[at]); }
  bool all_digits(std::size_t begin, std::size_t end) const {
    return std::all_of(text_.begin() + begin, text_.begin() + end, is_ascii_digit);
  }
  bool all_upper(std::size_t begin, std::size_t end) const {
    return std::all_of(text_.begin() + begin, text_.begin() + end, is_ascii_upper);
  }

  /// Past letters, digits, marks, and invisible characters between them; at most `most` bytes and the character there.
  std::size_t skip_word(std::size_t at, std::size_t most) const {
    const std::size_t limit = std::min(text_.size(), at + most);
    while (at < limit) {
      const Character c = look(at);
      if (!c.is_word() && !(c.kind == CharKind::Invisible && look(at + c.bytes).is_word())) break;
      at += c.bytes;
    }
    return at;
  }
  std::size_t skip_digits(std::size_t at) const;
  /// Past spaces and line ends.
  std::size_t skip_blanks(std::size_t at) const;
  /// The run of one sign, cut like a word that is too long.
  std::size_t skip_same(std::size_t at, const Character& c) const;
  std::size_t skip_any(std::size_t at, std::u32string_view signs) const;

  /// Where the local part of an e-mail address goes on to its @.
  bool leads_to_address(std::size_t at) const;
  /// At the stop before the segment that ends at `at`: more segments follow, the last of which ends an address
  /// ("news.bangkok.example.org"), or the whole are three and more small ones ("talk.politics.misc").
  bool dotted_ahead(std::size_t begin, std::size_t at) const;
  /// Up to a blank or a quotation mark, without the signs that belong to the sentence around it.
  std::size_t end_of_url(std::size_t at) const;
  /// A symbol takes what modifies it: variation selectors, skin tones, and what a joiner ties to it.
  std::size_t end_of_symbol(std::size_t at) const;
  /// Of "#tag_of_two" from the word on.
  std::size_t end_of_tag(std::size_t at) const;

 protected:
  const std::string_view text_;
  const WordLists& words_;
};

}  // namespace chancery::text
