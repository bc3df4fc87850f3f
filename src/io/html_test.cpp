#include "io/html.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "io/html_words.h"
#include "io/testing.h"

namespace chancery::io {
namespace {

Page page_of(std::string_view html) { return read_page(html, {}); }

/// What is known of a page and its text, as tests/html/*.txt show it.
std::string shown(const Document& document) {
  std::string out;
  const auto line = [&](const char* name, const std::string& value) {
    if (!value.empty()) out += std::string(name) + ": " + value + "\n";
  };
  line("title", document.title);
  line("date", document.date);
  line("url", document.url);
  line("source", document.source);
  return out + "---\n" + document.text + "\n";
}

std::vector<std::string> example_pages() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator("tests/html")) {
    if (entry.path().extension() == ".html") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

TEST(Pages, EachGivesItsArticleAndNothingElse) {
  const std::vector<std::string> names = example_pages();
  ASSERT_GE(names.size(), 12u);
  for (const std::string& name : names) {
    const Reading reading = read_inputs({"tests/html/" + name + ".html"});
    ASSERT_EQ(reading.documents.size(), 1u) << name;
    const std::string expected = "tests/html/" + name + ".txt";
    const char* update = std::getenv("CHANCERY_GOLDEN_UPDATE");
    if (update != nullptr && std::string_view(update) == "1") {
      std::ofstream(expected, std::ios::binary) << shown(reading.documents[0]);
    }
    EXPECT_EQ(shown(reading.documents[0]), TemporaryFolder::content(expected)) << name;
  }
}

TEST(ArticleText, ParagraphsAreApartByABlankLineAndBreaksAreKept) {
  EXPECT_EQ(page_of("<p>The first paragraph of two.<p>The second,<br>on two lines.").text,
            "The first paragraph of two.\n\nThe second,\non two lines.");
  EXPECT_EQ(page_of("<p>Words in <b>bold</b>, <i>slant</i><span>ed</span> and\n\t  wrapped\r\nlines.</p>").text,
            "Words in bold, slanted and wrapped lines.");
  EXPECT_EQ(page_of("<p>No&nbsp;break, soft&shy;hyphen, zero\u200Bwidth.</p>").text,
            "No break, softhyphen, zerowidth.");
  EXPECT_EQ(page_of("<pre>One line of wire text,\nand its second.\n\nAnother paragraph of it.</pre>").text,
            "One line of wire text,\nand its second.\n\nAnother paragraph of it.");
}

TEST(ArticleText, NothingFromScriptsStylesAndCommentsComesThrough) {
  EXPECT_EQ(page_of("<script>if (a<b) document.write('<p>One long sentence of a script.</p>')</script>"
                    "<style>p{}</style><!-- <p>One long sentence of a comment.</p> -->"
                    "<textarea><p>One long sentence of a field.</p></textarea><noscript><p>Please turn it on now.</p>"
                    "</noscript><p>The one sentence that counts.</p>")
                .text,
            "The one sentence that counts.");
}

TEST(ArticleText, ALinkAroundMostOfABlockMakesItAMenu) {
  const std::string text = page_of(
                               "<div><p>The council met on Monday and voted for the budget of the coming year.</p>"
                               "<p><a href=x>The council met on Monday and voted for the budget.</a></p>"
                               "<p>It was a <a href=y>close vote</a>, as everybody had expected before.</p></div>")
                               .text;
  EXPECT_EQ(text,
            "The council met on Monday and voted for the budget of the coming year.\n\n"
            "It was a close vote, as everybody had expected before.");
}

TEST(Facts, TitlesLoseTheNameOfTheSite) {
  EXPECT_EQ(page_of("<title>Talks end - The Post</title><meta property=og:site_name content='The Post'>").title,
            "Talks end");
  EXPECT_EQ(page_of("<title>Talks end - The Post</title>").title, "Talks end - The Post");
  EXPECT_EQ(page_of("<title>Talks &amp; votes</title><h1>Other words here</h1>").title, "Other words here");
  EXPECT_EQ(page_of("<title>Talks end</title><h1>Post</h1>").title, "Talks end");
  EXPECT_EQ(page_of("<title>\n A\n  B </title>").title, "A B");
}

TEST(Facts, TheBestDateWins) {
  EXPECT_EQ(page_of("<article><time datetime=2020-01-05>x</time></article>").date, "2020-01-05");
  EXPECT_EQ(page_of("<time datetime=2020-01-05>x</time>").date, "");
  EXPECT_EQ(page_of("<span itemprop=datePublished content=2020-01-06></span><meta name=date content=2020-01-07>").date,
            "2020-01-06");
  EXPECT_EQ(page_of("<meta name=date content=2020-01-07><meta property=article:published_time content="
                    "'2020-01-08T00:00'>")
                .date,
            "2020-01-08");
  EXPECT_EQ(page_of("<meta property=article:published_time content='8 January'>").date, "");
  EXPECT_EQ(page_of("<meta property=article:published_time content=2020-99-99>").date, "");
}

TEST(Facts, OnlyAddressesOfTheWebAreAddresses) {
  EXPECT_EQ(page_of("<link rel=canonical href='https://a.example/b?c=1&amp;d=2'>").url, "https://a.example/b?c=1&d=2");
  EXPECT_EQ(page_of("<link rel=canonical href='javascript:alert(1)'>").url, "");
  EXPECT_EQ(page_of("<link rel=canonical href='/b'>").url, "");
}

TEST(Charset, IsReadFromThePageWhereTheBytesAreNotUtf8) {
  const std::string sentence = "<p>The caf\xE9 of the \x93old\x94 town was closed.</p>";
  const auto text = [](const std::string& page) {
    const Reading reading = read_bytes(Format::Html, page);
    return reading.documents.at(0).text + (reading.reports.empty() ? "" : " (" + reading.reports.at(0) + ")");
  };
  EXPECT_EQ(text("<meta charset=windows-1252>" + sentence), "The café of the “old” town was closed.");
  EXPECT_EQ(text("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>" + sentence),
            "The café of the “old” town was closed.");
  EXPECT_EQ(
      text(sentence),
      "The caf\uFFFD of the \uFFFDold\uFFFD town was closed. (warn f:0: bytes that are not UTF-8 were replaced by "
      "U+FFFD)");
  // The declaration is a leftover: the bytes are UTF-8.
  EXPECT_EQ(text("<meta charset=iso-8859-1><p>The café of the old town was closed.</p>"),
            "The café of the old town was closed.");
  EXPECT_EQ(text("\xEF\xBB\xBF<meta charset=iso-8859-1><p>The café of the old town was closed.</p>"),
            "The café of the old town was closed.");
}

TEST(Classes, AreCutIntoWords) {
  EXPECT_EQ(hint_of_class("relatedLinks"), ClassHint::Surrounding);
  EXPECT_EQ(hint_of_class("c-related__item"), ClassHint::Surrounding);
  EXPECT_EQ(hint_of_class("unrelated adrift menus"), ClassHint::None);
  EXPECT_EQ(hint_of_class("sidebar ArticleBody"), ClassHint::Body);
  EXPECT_EQ(hint_of_class("article body"), ClassHint::None);
  EXPECT_EQ(hint_of_class(std::string(100'000, '-')), ClassHint::None);
}

TEST(Lines, OfTheFurnitureAreKnown) {
  EXPECT_EQ(hint_of_line("ADVERTISEMENT"), LineHint::Drop);
  EXPECT_EQ(hint_of_line("Read more: the long story of the canal and the people who dug it with their own hands."),
            LineHint::Drop);
  EXPECT_EQ(hint_of_line("More on this story"), LineHint::End);
  EXPECT_EQ(hint_of_line("Trending topics were discussed by the two ministers at the table."), LineHint::None);
  EXPECT_EQ(hint_of_line("Printers met in Leipzig."), LineHint::None);
}

std::string times(std::string_view part, std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += part;
  return out;
}

struct Hostile {
  const char* name;
  std::string (*page)(std::size_t n);
};

class HostilePages : public testing::TestWithParam<Hostile> {};
INSTANTIATE_TEST_SUITE_P(
    All, HostilePages,
    testing::Values(Hostile{"nested_div", [](std::size_t n) { return times("<div>", n) + "deep"; }},
                    Hostile{"nested_and_closed", [](std::size_t n) { return times("<div>x", n) + times("</div>", n); }},
                    Hostile{"font", [](std::size_t n) { return times("<font color=red>x", n); }},
                    Hostile{"table", [](std::size_t n) { return times("<table><tr><td>", n); }},
                    Hostile{"formatting", [](std::size_t n) { return times("<b><i><p>", n); }},
                    Hostile{"crossed", [](std::size_t n) { return times("<a href=x><b></a><p></b>", n); }},
                    Hostile{"stray_ends",
                            [](std::size_t n) { return times("<div>", 600) + "<td>" + times("</div></p>", n); }},
                    Hostile{"lists", [](std::size_t n) { return times("<ul><li>", n); }},
                    Hostile{"list_items", [](std::size_t n) { return times("<b>", 500) + times("<li>", n); }},
                    Hostile{"headings", [](std::size_t n) { return times("<h1>a b c", n); }},
                    Hostile{"attributes", [](std::size_t n) { return "<div " + times("a=1 ", n) + ">"; }},
                    Hostile{"class", [](std::size_t n) { return "<div class='" + times("nav ", n) + "'>"; }},
                    Hostile{"many_classes", [](std::size_t n) { return times("<i class=a-b-c id=relatedX>", n); }},
                    Hostile{"half_references", [](std::size_t n) { return times("&am", n); }},
                    Hostile{"half_attribute_references",
                            [](std::size_t n) { return "<meta name=date content=" + times("&am", n); }},
                    Hostile{"open_comment", [](std::size_t n) { return "<!--" + times("--!-", n); }},
                    Hostile{"comments", [](std::size_t n) { return times("<!--", n); }},
                    Hostile{"open_quote", [](std::size_t n) { return "<a href=\"" + times("<p>text ", n); }},
                    Hostile{"script", [](std::size_t n) { return "<script>" + times("<!--<script></scrip", n); }},
                    Hostile{"title", [](std::size_t n) { return "<title>" + times("</titl", n); }},
                    Hostile{"less_than", [](std::size_t n) { return times("<", n); }},
                    Hostile{"bogus", [](std::size_t n) { return times("<?</><!", n); }},
                    Hostile{"select", [](std::size_t n) { return times("<select><option>", n); }},
                    Hostile{"svg", [](std::size_t n) { return "<svg>" + times("<path/>", n); }},
                    Hostile{"breaks", [](std::size_t n) { return times("x<br>", n); }},
                    Hostile{"articles", [](std::size_t n) { return times("<article>a b c d e", n); }},
                    Hostile{"surroundings", [](std::size_t n) { return times("<nav class=menu>a b c d e f", n); }}),
    [](const auto& test) { return test.param.name; });

TEST_P(HostilePages, AreReadInLinearTime) {
  const auto seconds = [&](std::size_t n) {
    const std::string page = GetParam().page(n);
    const auto begin = std::chrono::steady_clock::now();
    page_of(page);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const double small = seconds(10'000);
  const double large = seconds(100'000);
  // Ten times the page in far less than a hundred times the time; the constant forgives a busy machine.
  EXPECT_LT(large, small * 30 + 0.5) << "small " << small << " s, large " << large << " s";
}

TEST(Limits, DepthFlattensAndManyNodesAreRefused) {
  const std::string deep = times("<div>", 20'000) + "<p>A sentence at the bottom of it all.</p>" +
                           times("</div>", 20'000) + "<p>And one behind all of that.</p>";
  EXPECT_EQ(page_of(deep).text, "A sentence at the bottom of it all.\n\nAnd one behind all of that.");
  ReadOptions options;
  options.limits.html_nodes = 1000;
  EXPECT_TRUE(contain(read_bytes(Format::Html, times("<i class=hidden>x", 2000), options).reports,
                      {"refuse f:0: the page has more than 1000 elements and texts"}));
  options.limits.html_bytes = 100;
  EXPECT_TRUE(contain(read_bytes(Format::Html, std::string(101, 'x'), options).reports,
                      {"refuse f:0: the page is longer than 100 bytes"}));
}

TEST(Limits, EveryCutOfAPageIsAPage) {
  const std::string page = TemporaryFolder::content("tests/html/wordpress.html");
  for (std::size_t cut = 0; cut < page.size(); cut += 7) page_of(std::string_view(page).substr(0, cut));
}

}  // namespace
}  // namespace chancery::io
