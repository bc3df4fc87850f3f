// Tested by: html_test.cpp
#include "io/html.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/calendar.h"
#include "io/article.h"
#include "io/html_tree.h"

namespace chancery::io {
namespace {

/// "Talks end | The Daily" to "Talks end", where the site is called The Daily.
std::string without_site(std::string title, std::string_view site) {
  static constexpr std::array<std::string_view, 5> kSeparators = {" | ", " - ", " – ", " — ", " :: "};
  if (site.empty() || !title.ends_with(site)) return title;
  for (const std::string_view separator : kSeparators) {
    const std::size_t tail = separator.size() + site.size();
    if (title.size() > tail && std::string_view(title).substr(title.size() - tail).starts_with(separator)) {
      title.resize(title.size() - tail);
      return title;
    }
  }
  return title;
}

std::string choose_title(const HtmlFacts& facts, std::string heading) {
  if (!facts.title_for_sharing.empty()) return without_site(facts.title_for_sharing, facts.site);
  if (!heading.empty() &&
      (facts.title.empty() || facts.title.starts_with(heading) || heading.find(' ') != heading.npos)) {
    return heading;
  }
  return without_site(facts.title, facts.site);
}

}  // namespace

Page read_page(std::string_view html, const Limits& limits) {
  HtmlTree tree = build_tree(html, limits);
  Page page;
  page.too_many_nodes = tree.too_many_nodes;
  if (page.too_many_nodes) return page;
  page.title = choose_title(tree.facts, first_heading(tree));
  page.text = article_text(tree, page.title);
  if (parse_day(tree.facts.published)) page.date = tree.facts.published;
  if (tree.facts.url.starts_with("https://") || tree.facts.url.starts_with("http://")) {
    page.url = std::move(tree.facts.url);
  }
  page.source = std::move(tree.facts.site);
  return page;
}

}  // namespace chancery::io
