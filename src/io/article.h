// The text of the article in a page, without menus, teasers, comments and the rest of what surrounds it.
//
// In four steps, each one pass over the tree:
//   1. What is surely or probably no article is left out: scripts and forms, nav, header, footer, aside, captions, and
//      elements whose class says so (html_words.tsv), unless nearly all words of the page would go with them.
//   2. The rest is cut into blocks at block elements and double <br>. A block is good by its number of words, its
//      share of words in links, and those of the blocks before and behind: the decision tree of Kohlschütter,
//      Fankhauser and Nejdl, "Boilerplate detection using shallow text features" (WSDM 2010), table 4.
//   3. The article is the innermost element that holds nearly all good words: the one marked as article body where it
//      has enough of them, else the way down from the root as long as one child has three quarters.
//   4. Of its blocks, paragraphs are kept also when they are short ("No," he said.), other blocks when they are good.
// It is right for one article a page, in whatever markup. It is wrong for pages of many short items (a front page gives
// some of its teasers) and for live blogs in reverse order (which come out in the order of the page).
// Tested by: html_test.cpp and the pages of tests/html
#pragma once

#include <string>
#include <string_view>

#include "io/html_tree.h"

namespace chancery::io {

/// Paragraphs apart by a blank line; "\n" inside one for a single <br>. `title` is not repeated in the text.
std::string article_text(const HtmlTree& tree, std::string_view title);

/// The words of the first <h1> that has at least three of them, else of the first; empty without any.
std::string first_heading(const HtmlTree& tree);

}  // namespace chancery::io
