// Tested by: html_test.cpp
#include "io/html_blocks.h"

namespace chancery::io {
namespace {

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

/// What a letter is to the layout, and how many bytes it takes.
enum class Letter : std::uint8_t { Ink, Blank, Nothing };
Letter letter_at(std::string_view text, std::size_t at, std::size_t& bytes) {
  using namespace std::string_view_literals;
  bytes = 1;
  const char c = text[at];
  if (is_blank(c)) return Letter::Blank;
  if (c != '\xC2' && c != '\xE2' && c != '\xEF') return Letter::Ink;
  const std::string_view rest = text.substr(at, 3);
  if (rest.starts_with("\xC2\xA0")) {  // no-break space
    bytes = 2;
    return Letter::Blank;
  }
  if (rest.starts_with("\xC2\xAD")) {  // soft hyphen
    bytes = 2;
    return Letter::Nothing;
  }
  if (rest == "\xE2\x80\x8B" || rest == "\xE2\x81\xA0" || rest == "\xEF\xBB\xBF") {  // zero width space, joiner
    bytes = 3;
    return Letter::Nothing;
  }
  return Letter::Ink;
}

class BlockCutter {
 public:
  BlockCutter(const HtmlTree& tree, const std::vector<bool>& dropped) : tree_(tree), dropped_(dropped) {}

  TextBlocks cut(std::uint32_t root) {
    const std::uint32_t last = tree_.nodes[root].end;
    enter(root);
    for (std::uint32_t i = root + 1; i < last;) {
      leave_until(i);
      const HtmlNode& node = tree_.nodes[i];
      if (node.is_text) {
        append(std::string_view(tree_.text).substr(node.text_begin, node.text_length), i);
        ++i;
      } else if (is_machinery(node.tag) || dropped_[i]) {
        if (is_block(node.tag)) flush();
        i = node.end;
      } else if (node.tag == Tag::Br) {
        line_break();
        ++i;
      } else {
        enter(i);
        ++i;
      }
    }
    flush();
    return std::move(out_);
  }

 private:
  struct Open {
    std::uint32_t end;
    Tag block;  // the nearest block at this depth
    bool is_block;
    bool links;
    bool pre;
  };

  void enter(std::uint32_t index) {
    const HtmlNode& node = tree_.nodes[index];
    Open open = open_.empty() ? Open{0, Tag::Unknown, false, false, false} : open_.back();
    open.end = node.end;
    open.is_block = is_block(node.tag);
    if (open.is_block) {
      flush();
      open.block = node.tag;
    }
    open.links = open.links || node.links;
    open.pre = open.pre || node.tag == Tag::Pre;
    open_.push_back(open);
  }
  void leave_until(std::uint32_t index) {
    while (open_.size() > 1 && open_.back().end <= index) {
      if (open_.back().is_block) flush();
      open_.pop_back();
    }
  }

  void line_break() {
    if (++breaks_ >= 2) flush();
  }
  void append(std::string_view text, std::uint32_t node) {
    const Open& open = open_.back();
    for (std::size_t at = 0; at < text.size();) {
      std::size_t bytes = 1;
      const Letter letter = letter_at(text, at, bytes);
      if (letter == Letter::Blank) {
        if (open.pre && text[at] == '\n') line_break();
        blank_ = true;
      } else if (letter == Letter::Ink) {
        ink(text.substr(at, bytes), node, open);
      }
      at += bytes;
    }
  }
  void ink(std::string_view letter, std::uint32_t node, const Open& open) {
    const bool begins = block_.end == block_.begin;
    if (begins) {
      block_.node = node;
      block_.tag = open.block;
    } else if (breaks_ > 0) {
      out_.text.push_back('\n');
    } else if (blank_) {
      out_.text.push_back(' ');
    }
    if (begins || blank_ || breaks_ > 0) {
      ++block_.words;
      block_.link_words += open.links;
    }
    blank_ = false;
    breaks_ = 0;
    out_.text.append(letter);
    block_.end = out_.text.size();
  }
  void flush() {
    blank_ = false;
    breaks_ = 0;
    if (block_.end > block_.begin) out_.blocks.push_back(block_);
    block_ = {};
    block_.begin = block_.end = out_.text.size();
  }

  const HtmlTree& tree_;
  const std::vector<bool>& dropped_;
  TextBlocks out_;
  TextBlock block_;
  std::vector<Open> open_;
  bool blank_ = false;
  unsigned breaks_ = 0;  // since the last ink
};

}  // namespace

TextBlocks cut_blocks(const HtmlTree& tree, std::uint32_t root, const std::vector<bool>& dropped) {
  return BlockCutter(tree, dropped).cut(root);
}

std::uint32_t count_words(std::string_view text) {
  std::uint32_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t bytes = 1;
    const Letter letter = letter_at(text, at, bytes);
    if (letter == Letter::Blank) {
      inside = false;
    } else if (letter == Letter::Ink && !inside) {
      inside = true;
      ++words;
    }
    at += bytes;
  }
  return words;
}

}  // namespace chancery::io
