// Tags, texts and comments of a page, as the HTML standard's tokenizer cuts them (section 13.2.5), from any bytes.
//
// Views point into the page, which must outlive them. Every byte is looked at a bounded number of times; nothing
// recurses. Scripts, styles and the like are one text each, cut at the end tag of their own name.
// Differences from the standard: a tag keeps its first 256 attributes; names of tags are cut at 32 letters; character
// references are left in the text (append_decoded); a CDATA section is a comment everywhere, as it is outside of SVG.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/html_tags.h"

namespace chancery::io {

inline constexpr std::size_t kMaxAttributes = 256;

struct HtmlToken {
  enum class Kind : std::uint8_t { Text, StartTag, EndTag, Comment };
  struct Attribute {
    std::string_view name;   // as written
    std::string_view value;  // as written, references not decoded
  };

  Kind kind = Kind::Text;
  std::string_view text;   // of a text or comment
  bool references = true;  // character references count in `text`
  Tag tag = Tag::Unknown;  // of a tag
  std::string_view name;   // of a tag, as written
  bool self_closing = false;
  std::vector<Attribute> attributes;  // of a start tag

  /// The first attribute of this name (in lower case), not decoded; null where there is none.
  const Attribute* find(std::string_view lower_name) const;
};

class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view page) : page_(page) {}
  /// Puts the next token into `token`, whose memory is used again; false at the end.
  bool next(HtmlToken& token);

 private:
  bool read_text(HtmlToken& token, std::size_t end);
  bool read_markup(HtmlToken& token);
  bool read_tag(HtmlToken& token, bool start);
  void read_attributes(HtmlToken& token);
  bool read_comment(HtmlToken& token);
  bool read_bogus_comment(HtmlToken& token, std::size_t begin);
  bool read_raw(HtmlToken& token);
  std::size_t end_of_raw() const;
  std::size_t end_of_script() const;
  bool stands_end_tag(std::size_t at) const;
  char at(std::size_t i) const { return i < page_.size() ? page_[i] : '\0'; }

  std::string_view page_;
  std::size_t at_ = 0;
  std::string_view raw_name_;  // of the element whose raw text is being read
  Tag raw_ = Tag::Unknown;
};

}  // namespace chancery::io
