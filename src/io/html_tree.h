// A light tree of a page: elements and texts in the order of the page, each with the end of its subtree.
//
// One vector in preorder: the subtree of node i is [i, nodes[i].end). So every question about subtrees is a pass over
// a range or a difference of running sums, and nothing recurses. The tree is made in one pass over the tokens, with
// the parts of the standard's tree construction that move text from one block to another: implied end tags, scopes of
// tables, end tags that miss their start. There is no list of active formatting elements: a <b> that crosses a
// paragraph ends with it. Inline elements that say nothing have no node: their text is part of the text around them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/html_tags.h"
#include "io/limits.h"

namespace chancery::io {

struct HtmlNode {
  std::uint32_t end = 0;     // of the subtree
  std::uint32_t parent = 0;  // of the root: itself
  // A text node's bytes in HtmlTree::text; an element has none.
  std::uint32_t text_begin = 0;
  std::uint32_t text_length = 0;
  Tag tag = Tag::Unknown;
  bool is_text = false;
  bool links = false;               // an <a> with an address
  bool hinted_body = false;         // its class or itemprop says that it holds the article
  bool hinted_surrounding = false;  // its class says that it does not, or it is hidden
};

/// What the head of a page says about it, references decoded; empty where it says nothing.
struct HtmlFacts {
  std::string title;              // <title>
  std::string title_for_sharing;  // og:title, twitter:title
  std::string site;               // og:site_name
  std::string url;                // rel=canonical, og:url
  std::string published;          // the best of the dates below
};

struct HtmlTree {
  std::vector<HtmlNode> nodes;  // nodes[0] is the root
  std::string text;             // of all text nodes, references decoded
  HtmlFacts facts;
  bool too_many_nodes = false;  // reading stopped at the limit
};

/// `page` is valid UTF-8. Elements deeper than the limit become leaves, and what they hold belongs to the last that
/// is not.
HtmlTree build_tree(std::string_view page, const Limits& limits);

}  // namespace chancery::io
