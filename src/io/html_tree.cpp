// Tested by: html_test.cpp
#include "io/html_tree.h"

#include <algorithm>
#include <array>

#include "io/html_entities.h"
#include "io/html_tokens.h"
#include "io/html_words.h"

namespace chancery::io {
namespace {

constexpr std::size_t kLongestFact = 2000;  // a title or an address; what is longer is no such thing

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string lowered(std::string_view text) {
  std::string out(text.substr(0, kLongestFact));
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

/// Decoded, with runs of blanks as one space and none at the ends.
std::string plain(std::string_view raw, bool in_attribute) {
  if (raw.size() > kLongestFact) return {};
  std::string decoded;
  append_decoded(raw, in_attribute, decoded);
  std::string out;
  for (const char c : decoded) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    if (!blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string value_of(const HtmlToken& token, std::string_view name) {
  const HtmlToken::Attribute* attribute = token.find(name);
  return attribute == nullptr ? std::string() : plain(attribute->value, true);
}

/// Keeps the facts of the head, the better source before the worse.
class FactCollector {
 public:
  explicit FactCollector(HtmlFacts& facts) : facts_(facts) {}

  void meta(const HtmlToken& token) {
    std::string name = value_of(token, "property");
    if (name.empty()) name = value_of(token, "name");
    if (name.empty()) name = value_of(token, "itemprop");
    name = lowered(name);
    if (name.empty()) return;
    const std::string content = value_of(token, "content");
    if (content.empty()) return;
    if (name == "og:title") set(facts_.title_for_sharing, content, sharing_rank_, 1);
    if (name == "twitter:title") set(facts_.title_for_sharing, content, sharing_rank_, 2);
    if (name == "og:site_name") set(facts_.site, content, site_rank_, 1);
    if (name == "og:url") set(facts_.url, content, url_rank_, 2);
    for (std::size_t i = 0; i < kDateNames.size(); ++i) {
      if (name == kDateNames[i]) published(content, static_cast<int>(i) + 1);
    }
  }
  void link(const HtmlToken& token) {
    if (lowered(value_of(token, "rel")) == "canonical") set(facts_.url, value_of(token, "href"), url_rank_, 1);
  }
  void title(std::string_view raw) {
    if (facts_.title.empty()) facts_.title = plain(raw, false);
  }
  void element(const HtmlToken& token, bool in_article) {
    if (token.tag != Tag::Time && token.find("itemprop") == nullptr) return;
    const bool marked = lowered(value_of(token, "itemprop")) == "datepublished" || token.find("pubdate") != nullptr;
    if (!marked && !(in_article && token.tag == Tag::Time)) return;
    std::string when = value_of(token, "datetime");
    if (when.empty()) when = value_of(token, "content");
    published(when, marked ? kMarked : kTimeInArticle);
  }
  /// "datePublished": "2024-05-17…" of linked data. Other JSON needs no parser to be passed over.
  void linked_data(std::string_view script) {
    static constexpr std::string_view kKey = "\"datePublished\"";
    std::size_t at = script.find(kKey);
    if (at == std::string_view::npos) return;
    at = script.find_first_not_of(" \t\r\n:", at + kKey.size());
    if (at == std::string_view::npos || script[at] != '"') return;
    published(script.substr(at + 1, 10), kLinkedData);
  }

 private:
  static constexpr std::array<std::string_view, 11> kDateNames = {"article:published_time",
                                                                  "datepublished",
                                                                  "parsely-pub-date",
                                                                  "dc.date.issued",
                                                                  "dcterms.created",
                                                                  "sailthru.date",
                                                                  "pubdate",
                                                                  "publishdate",
                                                                  "publish-date",
                                                                  "dc.date",
                                                                  "date"};
  static constexpr int kLinkedData = 2;
  static constexpr int kMarked = 3;
  static constexpr int kTimeInArticle = 20;

  void set(std::string& fact, std::string value, int& rank, int new_rank) {
    if (value.empty() || (rank != 0 && rank <= new_rank)) return;
    fact = std::move(value);
    rank = new_rank;
  }
  void published(std::string_view when, int rank) {
    if (when.size() < 10 || when[4] != '-' || when[7] != '-') return;
    set(facts_.published, std::string(when.substr(0, 10)), published_rank_, rank);
  }

  HtmlFacts& facts_;
  int sharing_rank_ = 0;
  int site_rank_ = 0;
  int url_rank_ = 0;
  int published_rank_ = 0;
};

class TreeBuilder {
 public:
  TreeBuilder(std::string_view page, const Limits& limits, HtmlTree& tree)
      : tokens_(page), limits_(limits), tree_(tree), facts_(tree.facts) {
    tree_.text.reserve(page.size() / 2);
  }

  void build() {
    tree_.nodes.push_back({});
    open_.push_back(0);
    HtmlToken token;
    while (!tree_.too_many_nodes && tokens_.next(token)) {
      switch (token.kind) {
        case HtmlToken::Kind::Text:
          text(token);
          break;
        case HtmlToken::Kind::StartTag:
          start(token);
          break;
        case HtmlToken::Kind::EndTag:
          end(token.tag);
          break;
        case HtmlToken::Kind::Comment:
          break;
      }
    }
    while (!open_.empty()) close();
  }

 private:
  Tag tag_of(std::size_t level) const { return tree_.nodes[open_[level]].tag; }
  Tag top() const { return tree_.nodes[open_.back()].tag; }
  std::size_t& count(Tag tag) { return open_count_[static_cast<std::size_t>(tag)]; }

  std::uint32_t add(Tag tag) {
    HtmlNode node;
    node.tag = tag;
    return add(node);
  }
  /// The index of the new node; 0 where there are too many.
  std::uint32_t add(HtmlNode node) {
    if (tree_.nodes.size() >= limits_.html_nodes) {
      tree_.too_many_nodes = true;
      return 0;
    }
    node.parent = open_.back();
    node.end = static_cast<std::uint32_t>(tree_.nodes.size() + 1);
    tree_.nodes.push_back(node);
    return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
  }
  void close() {
    HtmlNode& node = tree_.nodes[open_.back()];
    node.end = static_cast<std::uint32_t>(tree_.nodes.size());
    if (open_.size() > 1) --count(node.tag);
    open_.pop_back();
    // Start tags that were too deep and never closed must not swallow the end tags of what comes later.
    if (any_too_deep_ && open_.size() < limits_.html_depth) {
      too_deep_.fill(0);
      any_too_deep_ = false;
    }
  }
  void close_down_to(std::size_t level) {
    while (open_.size() > level) close();
  }

  void text(const HtmlToken& token) {
    // The text of a raw element comes right behind its start tag.
    if (top() == Tag::Title) facts_.title(token.text);
    if (top() == Tag::Script && linked_data_) facts_.linked_data(token.text);
    if (is_machinery(top())) return;
    const std::size_t begin = tree_.text.size();
    HtmlNode& last = tree_.nodes.back();
    const bool goes_on = last.is_text && last.parent == open_.back();
    if (token.references) {
      append_decoded(token.text, false, tree_.text);
    } else {
      tree_.text.append(token.text);
    }
    if (goes_on) {
      last.text_length = static_cast<std::uint32_t>(tree_.text.size() - last.text_begin);
      return;
    }
    HtmlNode node;
    node.is_text = true;
    node.text_begin = static_cast<std::uint32_t>(begin);
    node.text_length = static_cast<std::uint32_t>(tree_.text.size() - begin);
    add(node);
  }

  void start(const HtmlToken& token) {
    const Tag tag = token.tag;
    if (tag == Tag::Meta) facts_.meta(token);
    if (tag == Tag::Link) facts_.link(token);
    facts_.element(token, count(Tag::Article) + count(Tag::Main) > 0);
    // The root stands for these three; a page may have none of them or several.
    if (tag == Tag::Html || tag == Tag::Head || tag == Tag::Body || tag == Tag::Link || tag == Tag::Meta) return;
    HtmlNode described;
    described.tag = tag;
    describe(token, described);
    // A <b> or <span> that says nothing changes nothing: its text goes on the text around it.
    if (tag == Tag::Unknown && !described.hinted_surrounding && !described.hinted_body && count(tag) == 0) return;
    if (tag == Tag::Void) return;
    imply_end_tags(tag);
    const std::uint32_t index = add(described);
    if (index == 0 || is_void(tag)) return;
    // Elements of SVG and MathML may close themselves, those of HTML may not.
    if (token.self_closing && (tag == Tag::Svg || tag == Tag::Math || count(Tag::Svg) + count(Tag::Math) > 0)) return;
    // A raw element takes its one text and is closed at once, so it may go one deeper.
    if (open_.size() > limits_.html_depth && !is_raw_text(tag)) {
      ++too_deep_[static_cast<std::size_t>(tag)];
      any_too_deep_ = true;
      return;
    }
    linked_data_ = tag == Tag::Script && lowered(value_of(token, "type")) == "application/ld+json";
    open_.push_back(index);
    ++count(tag);
  }

  void describe(const HtmlToken& token, HtmlNode& node) {
    if (node.tag == Tag::A) {
      node.links = token.find("href") != nullptr;
      return;
    }
    for (const HtmlToken::Attribute& attribute : token.attributes) {
      const std::string name = attribute.name.size() <= 12 ? lowered(attribute.name) : std::string();
      if (name == "class" || name == "id") {
        const ClassHint hint = hint_of_class(attribute.value);
        node.hinted_body = node.hinted_body || hint == ClassHint::Body;
        node.hinted_surrounding = node.hinted_surrounding || hint == ClassHint::Surrounding;
      } else if (name == "itemprop") {
        node.hinted_body = node.hinted_body || lowered(attribute.value) == "articlebody";
      } else if (name == "hidden") {
        node.hinted_surrounding = true;
      } else if (name == "aria-hidden") {
        node.hinted_surrounding = node.hinted_surrounding || lowered(attribute.value) == "true";
      } else if (name == "role") {
        const std::string role = lowered(attribute.value);
        node.hinted_surrounding = node.hinted_surrounding || role == "navigation" || role == "banner" ||
                                  role == "complementary" || role == "contentinfo" || role == "search" ||
                                  role == "dialog";
      } else if (name == "style") {
        std::string style = lowered(attribute.value);
        std::erase(style, ' ');
        node.hinted_surrounding = node.hinted_surrounding || style.find("display:none") != std::string::npos;
      }
    }
    if (node.hinted_body) node.hinted_surrounding = false;
  }

  /// The level of the innermost open element that `wanted` names, not looking past one that `stop` names; 0 for none.
  template <class Wanted, class Stop>
  std::size_t find_open(Wanted wanted, Stop stop) const {
    for (std::size_t level = open_.size() - 1; level > 0; --level) {
      if (wanted(tag_of(level))) return level;
      if (stop(tag_of(level))) return 0;
    }
    return 0;
  }
  template <class Wanted, class Stop>
  void close_open(Wanted wanted, Stop stop) {
    if (const std::size_t level = find_open(wanted, stop)) close_down_to(level);
  }

  void imply_end_tags(Tag tag) {
    const auto is = [](auto... tags) { return [=](Tag t) { return ((t == tags) || ...); }; };
    if (closes_paragraph(tag) && count(Tag::P) > 0) close_open(is(Tag::P), is_scope);
    if (is_heading(tag) && is_heading(top())) close();
    if (tag == Tag::A && count(Tag::A) > 0) close_open(is(Tag::A), is_block);
    if (tag == Tag::Li && count(Tag::Li) > 0) {
      close_open(is(Tag::Li), [](Tag t) { return is_scope(t) || t == Tag::Ul || t == Tag::Ol || t == Tag::Menu; });
    }
    if ((tag == Tag::Dd || tag == Tag::Dt) && count(Tag::Dd) + count(Tag::Dt) > 0) {
      close_open(is(Tag::Dd, Tag::Dt), [](Tag t) { return is_scope(t) || t == Tag::Dl; });
    }
    if ((tag == Tag::Option || tag == Tag::Optgroup) && top() == Tag::Option) close();
    if (count(Tag::Table) == 0) return;
    if (tag == Tag::Td || tag == Tag::Th) close_open(is(Tag::Td, Tag::Th), is(Tag::Table, Tag::Tr));
    if (tag == Tag::Tr) close_open(is(Tag::Tr), is(Tag::Table));
    if (tag == Tag::Tbody || tag == Tag::Thead || tag == Tag::Tfoot) {
      close_open(is(Tag::Tbody, Tag::Thead, Tag::Tfoot), is(Tag::Table));
    }
  }

  void end(Tag tag) {
    if (auto& deep = too_deep_[static_cast<std::size_t>(tag)]; deep > 0) {
      --deep;
      return;
    }
    if (tag == Tag::Br || (tag == Tag::P && count(Tag::P) == 0)) {
      // The standard reads these as <br> and <p></p>: they part what stands before and behind.
      add(tag);
      return;
    }
    if (is_void(tag) || count(tag) == 0) return;
    const bool of_tables =
        is_scope(tag) || tag == Tag::Tr || tag == Tag::Tbody || tag == Tag::Thead || tag == Tag::Tfoot;
    const bool block = is_block(tag);
    const std::size_t level = find_open([&](Tag t) { return t == tag; },
                                        [&](Tag t) {
                                          if (of_tables) return t == Tag::Table;
                                          // </b> does not end the paragraphs that were opened inside of <b>.
                                          return is_scope(t) || (!block && is_block(t));
                                        });
    if (level > 0) close_down_to(level);
  }

  HtmlTokens tokens_;
  const Limits& limits_;
  HtmlTree& tree_;
  FactCollector facts_;
  std::vector<std::uint32_t> open_;  // from the root to the innermost
  std::array<std::size_t, kTagCount> open_count_{};
  std::array<std::size_t, kTagCount> too_deep_{};  // start tags beyond the depth, whose end tags must find nothing
  bool any_too_deep_ = false;
  bool linked_data_ = false;
};

}  // namespace

HtmlTree build_tree(std::string_view page, const Limits& limits) {
  HtmlTree tree;
  TreeBuilder(page, limits, tree).build();
  return tree;
}

}  // namespace chancery::io
