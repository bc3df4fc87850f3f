// A page as a sequence of blocks of text: what a reader sees as paragraphs, headings, list items, cells, menu entries.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/html_tree.h"

namespace chancery::io {

struct TextBlock {
  std::size_t begin = 0;  // in TextBlocks::text
  std::size_t end = 0;
  std::uint32_t words = 0;
  std::uint32_t link_words = 0;
  std::uint32_t node = 0;  // the first text node
  Tag tag = Tag::Unknown;  // of the nearest block element around it
};

struct TextBlocks {
  std::string text;
  std::vector<TextBlock> blocks;  // in order of the page
  std::string_view of(const TextBlock& block) const {
    return std::string_view(text).substr(block.begin, block.end - block.begin);
  }
};

/// Blocks of the subtree of `root`, without what `dropped` marks (by node; its subtree goes with it) and without
/// machinery. Runs of blanks become one space, no-break spaces too; soft hyphens and zero-width spaces go.
TextBlocks cut_blocks(const HtmlTree& tree, std::uint32_t root, const std::vector<bool>& dropped);

std::uint32_t count_words(std::string_view text);

}  // namespace chancery::io
