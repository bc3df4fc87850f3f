// Tested by: html_test.cpp
#include "io/article.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "io/html_blocks.h"
#include "io/html_words.h"

namespace chancery::io {
namespace {

using Sums = std::vector<std::uint32_t>;  // sums[i]: of all nodes before i

std::uint32_t inside(const Sums& sums, const HtmlTree& tree, std::uint32_t node) {
  return sums[tree.nodes[node].end] - sums[node];
}

/// Running sums of the words outside of links, without what is left out.
Sums count_plain_words(const HtmlTree& tree, const std::vector<bool>& dropped) {
  Sums sums(tree.nodes.size() + 1, 0);
  std::uint32_t link_end = 0;
  std::uint32_t silent_end = 0;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const HtmlNode& node = tree.nodes[i];
    if (node.links) link_end = std::max(link_end, node.end);
    if (is_machinery(node.tag) || dropped[i]) silent_end = std::max(silent_end, node.end);
    const bool counts = node.is_text && i >= link_end && i >= silent_end;
    sums[i + 1] =
        sums[i] + (counts ? count_words(std::string_view(tree.text).substr(node.text_begin, node.text_length)) : 0);
  }
  return sums;
}

/// Running count of what only an article's own part of a page holds.
Sums count_landmarks(const HtmlTree& tree) {
  Sums sums(tree.nodes.size() + 1, 0);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const HtmlNode& node = tree.nodes[i];
    sums[i + 1] = sums[i] + (node.tag == Tag::Main || node.tag == Tag::H1 || node.hinted_body);
  }
  return sums;
}

/// Step 1. Small surroundings go first; a large one goes where enough is left without it. So a form or a div with an
/// unlucky class around the whole page stays, and a comment section longer than its article goes.
std::vector<bool> find_surroundings(const HtmlTree& tree) {
  std::vector<bool> dropped(tree.nodes.size(), false);
  const Sums landmarks = count_landmarks(tree);
  const auto surrounds = [&](std::uint32_t i) {
    const HtmlNode& node = tree.nodes[i];
    return is_surrounding(node.tag) || (node.hinted_surrounding && inside(landmarks, tree, i) == 0);
  };
  const auto drop_where = [&](auto condition) {
    for (std::uint32_t i = 1; i < tree.nodes.size();) {
      if (dropped[i] || (surrounds(i) && condition(i))) {
        dropped[i] = true;
        i = tree.nodes[i].end;
      } else {
        ++i;
      }
    }
  };
  const Sums all = count_plain_words(tree, dropped);
  drop_where([&](std::uint32_t i) { return inside(all, tree, i) <= all.back() / 4; });
  const Sums left = count_plain_words(tree, dropped);
  drop_where([&](std::uint32_t i) {
    const std::uint32_t outside = left.back() - inside(left, tree, i);
    return outside >= 12 && outside >= left.back() * 3 / 20;
  });
  return dropped;
}

double link_share(const TextBlock& block) {
  return block.words == 0 ? 0 : static_cast<double>(block.link_words) / block.words;
}

/// Step 2: the tree of the paper, numbers and all.
bool is_good(const TextBlock& before, const TextBlock& block, const TextBlock& behind) {
  if (link_share(block) > 1.0 / 3) return false;
  if (link_share(before) > 5.0 / 9) return block.words > 40 || behind.words > 17;
  return block.words > 16 || behind.words > 15 || before.words > 4;
}

std::vector<bool> find_good(const TextBlocks& page) {
  std::vector<bool> good(page.blocks.size());
  const TextBlock none;
  for (std::size_t i = 0; i < good.size(); ++i) {
    good[i] =
        is_good(i == 0 ? none : page.blocks[i - 1], page.blocks[i], i + 1 == good.size() ? none : page.blocks[i + 1]);
  }
  return good;
}

/// Paragraphs and lines hold text and no parts of a page.
bool is_leaf(Tag tag) {
  return tag == Tag::P || tag == Tag::Li || tag == Tag::Pre || tag == Tag::Dd || is_heading(tag);
}

/// Of the outermost nodes in [begin, end) that `wanted` names: all weights and the heaviest.
struct Marked {
  std::uint32_t sum = 0;
  std::uint32_t heaviest = 0;
  std::uint32_t first_heavy = 0;  // the first that weighs at least half of the heaviest
  std::uint32_t weight_of_heaviest = 0;
};
template <class Wanted>
Marked find_marked(const HtmlTree& tree, const Sums& weight, std::uint32_t root, Wanted wanted) {
  Marked marked;
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = root + 1; i < tree.nodes[root].end;) {
    if (!wanted(tree.nodes[i])) {
      ++i;
      continue;
    }
    const std::uint32_t w = inside(weight, tree, i);
    marked.sum += w;
    if (w > marked.weight_of_heaviest) {
      marked.weight_of_heaviest = w;
      marked.heaviest = i;
    }
    found.push_back(i);
    i = tree.nodes[i].end;
  }
  for (const std::uint32_t i : found) {
    if (marked.first_heavy == 0 && inside(weight, tree, i) * 2 >= marked.weight_of_heaviest) marked.first_heavy = i;
  }
  return marked;
}

/// Step 3.
std::uint32_t find_article(const HtmlTree& tree, const Sums& weight) {
  const std::uint32_t total = weight.back();
  const Marked bodies = find_marked(tree, weight, 0, [](const HtmlNode& node) { return node.hinted_body; });
  // Several bodies of like weight are parts of one article, or several articles: then the way down decides.
  if (bodies.weight_of_heaviest * 10 >= total * 3 && bodies.weight_of_heaviest * 10 >= bodies.sum * 6) {
    return bodies.heaviest;
  }
  std::uint32_t root = 0;
  while (true) {
    const std::uint32_t here = inside(weight, tree, root);
    std::uint32_t heavy = 0;
    for (std::uint32_t child = root + 1; child < tree.nodes[root].end; child = tree.nodes[child].end) {
      if (!is_leaf(tree.nodes[child].tag) && !tree.nodes[child].is_text &&
          inside(weight, tree, child) * 4 >= here * 3 && here > 0) {
        heavy = child;
        break;
      }
    }
    if (heavy == 0) break;
    root = heavy;
  }
  // A page that goes on into the next articles: the first is the one that was asked for.
  const Marked articles =
      find_marked(tree, weight, root, [](const HtmlNode& node) { return node.tag == Tag::Article; });
  constexpr std::uint32_t kNoTeaser = 80;
  if (articles.first_heavy != 0 && articles.sum * 10 >= inside(weight, tree, root) * 7 &&
      inside(weight, tree, articles.first_heavy) >= kNoTeaser) {
    return articles.first_heavy;
  }
  return root;
}

bool ends_like_a_sentence(std::string_view text) {
  // Dashes end datelines that stand alone.
  static constexpr std::string_view kEnds[] = {".", "!", "?", ":", "\"", ".)", "”", "’", "…", "—", "–", " -", "--"};
  return std::any_of(std::begin(kEnds), std::end(kEnds), [&](std::string_view end) { return text.ends_with(end); });
}

/// Step 4, for what is no heading.
bool is_kept(const TextBlock& block, bool good, std::string_view text) {
  if (link_share(block) > 0.5) return false;
  const bool sentence = ends_like_a_sentence(text);
  switch (block.tag) {
    case Tag::P:
    case Tag::Pre:
    case Tag::Blockquote:
      return sentence || block.words >= 5;
    case Tag::Li:
    case Tag::Dd:
    case Tag::Dt:
      return link_share(block) <= 0.34 && (sentence || block.words >= 3);
    default:
      return (good && (sentence || block.words >= 8)) || (sentence && block.words >= 4 && link_share(block) <= 0.34);
  }
}

bool same_words(std::string_view a, std::string_view b) {
  const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return fold(x) == fold(y); });
}

}  // namespace

std::string article_text(const HtmlTree& tree, std::string_view title) {
  const TextBlocks page = cut_blocks(tree, 0, find_surroundings(tree));
  const std::vector<bool> good = find_good(page);
  Sums weight(tree.nodes.size() + 1, 0);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (good[i]) weight[page.blocks[i].node + 1] += page.blocks[i].words;
  }
  for (std::size_t i = 1; i < weight.size(); ++i) weight[i] += weight[i - 1];
  const std::uint32_t article = find_article(tree, weight);
  const std::uint32_t article_weight = inside(weight, tree, article);

  std::string out;
  std::uint32_t words = 0;
  std::vector<std::pair<Tag, std::string_view>>
      headings;  // that wait for text to stand over, each below the one before
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const TextBlock& block = page.blocks[i];
    if (block.node < article || block.node >= tree.nodes[article].end) continue;
    const std::string_view text = page.of(block);
    const LineHint hint = hint_of_line(text);
    if (hint == LineHint::End && words * 2 >= article_weight) break;
    if (hint != LineHint::None || same_words(text, title)) continue;
    if (is_heading(block.tag)) {
      while (!headings.empty() && headings.back().first >= block.tag) headings.pop_back();
      const bool headline = block.tag == Tag::H1 && words == 0;
      if (!headline && link_share(block) <= 0.5) headings.emplace_back(block.tag, text);
      continue;
    }
    if (!is_kept(block, good[i], text)) continue;
    headings.emplace_back(block.tag, text);
    for (const auto& [tag, part] : headings) {
      if (!out.empty()) out += "\n\n";
      out += part;
    }
    headings.clear();
    words += block.words;
  }
  return out;
}

std::string first_heading(const HtmlTree& tree) {
  std::string first;
  const std::vector<bool> nothing(tree.nodes.size(), false);
  for (std::uint32_t i = 1; i < tree.nodes.size();) {
    if (tree.nodes[i].tag != Tag::H1) {
      ++i;
      continue;
    }
    const TextBlocks heading = cut_blocks(tree, i, nothing);
    std::string text = heading.blocks.empty() ? std::string() : std::string(heading.of(heading.blocks.front()));
    if (heading.blocks.size() == 1 && heading.blocks.front().words >= 3) return text;
    if (first.empty()) first = std::move(text);
    i = tree.nodes[i].end;
  }
  return first;
}

}  // namespace chancery::io
