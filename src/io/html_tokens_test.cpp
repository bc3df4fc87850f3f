#include "io/html_tokens.h"

#include <gtest/gtest.h>

#include "io/html_entities.h"
#include "io/testing.h"

namespace chancery::io {
namespace {

/// Tokens as text: `<a x=1>`, `</a>`, `<!comment>`, `"text"`.
Strings tokens_of(std::string_view page) {
  HtmlTokens tokens(page);
  HtmlToken token;
  Strings out;
  while (tokens.next(token)) {
    std::string shown;
    switch (token.kind) {
      case HtmlToken::Kind::Text:
        shown = "\"" + std::string(token.text) + "\"";
        break;
      case HtmlToken::Kind::Comment:
        shown = "<!" + std::string(token.text) + ">";
        break;
      case HtmlToken::Kind::EndTag:
        shown = "</" + std::string(token.name) + ">";
        break;
      case HtmlToken::Kind::StartTag:
        shown = "<" + std::string(token.name);
        for (const auto& [name, value] : token.attributes) shown += " " + std::string(name) + "=" + std::string(value);
        shown += token.self_closing ? "/>" : ">";
        break;
    }
    out.push_back(shown);
  }
  return out;
}

TEST(HtmlTokens, TagsAndAttributesInAllTheirForms) {
  EXPECT_EQ(tokens_of("a<B c d=1 e='2 3' f=\"<>\" g = h/i>x</B >"),
            (Strings{"\"a\"", "<B c= d=1 e=2 3 f=<> g=h/i>", "\"x\"", "</B>"}));
  EXPECT_EQ(tokens_of("<a/><a / ><a/b=c/>"), (Strings{"<a/>", "<a>", "<a b=c/>"}));
  EXPECT_EQ(tokens_of("<a =b=c ==>"), (Strings{"<a =b=c ==>"}));
  EXPECT_EQ(tokens_of("<a b=c\nd>"), (Strings{"<a b=c d=>"}));
  EXPECT_EQ(tokens_of("<a b=''c>"), (Strings{"<a b= c=>"}));
}

TEST(HtmlTokens, WhatIsNoTagIsText) {
  EXPECT_EQ(tokens_of("1 < 2 <3 <"), (Strings{"\"1 \"", "\"< 2 \"", "\"<3 \"", "\"<\""}));
  EXPECT_EQ(tokens_of("a </"), (Strings{"\"a \"", "\"</\""}));
  EXPECT_EQ(tokens_of("a </>b"), (Strings{"\"a \"", "<!>", "\"b\""}));
}

TEST(HtmlTokens, TheEndOfThePageInsideATagTakesTheTagAway) {
  for (const char* page : {"x<a", "x<a ", "x<a b", "x<a b=", "x<a b='c", "x</a", "x<a b='c'", "x<a /"}) {
    EXPECT_EQ(tokens_of(page), (Strings{"\"x\""})) << page;
  }
}

TEST(HtmlTokens, CommentsOfAllKinds) {
  EXPECT_EQ(tokens_of("<!-- a -- b --><!--><!---><!--c--!><!----><!-->-->"),
            (Strings{"<! a -- b >", "<!>", "<!>", "<!c>", "<!>", "<!>", "\"-->\""}));
  EXPECT_EQ(tokens_of("<!doctype html><?xml v><![CDATA[x<b>]]></ x>"),
            (Strings{"<!doctype html>", "<!?xml v>", "<![CDATA[x<b>", "\"]]>\"", "<! x>"}));
  EXPECT_EQ(tokens_of("a<!-- b <p>"), (Strings{"\"a\"", "<! b <p>>"}));
}

TEST(HtmlTokens, RawElementsEndAtTheirOwnEndTag) {
  EXPECT_EQ(tokens_of("<style>a<b></c></STYLE\n>d"), (Strings{"<style>", "\"a<b></c>\"", "</STYLE>", "\"d\""}));
  EXPECT_EQ(tokens_of("<title>a</titles></title/>"), (Strings{"<title>", "\"a</titles>\"", "</title>"}));
  EXPECT_EQ(tokens_of("<script></script>"), (Strings{"<script>", "</script>"}));
  EXPECT_EQ(tokens_of("<textarea>a"), (Strings{"<textarea>", "\"a\""}));
  EXPECT_EQ(tokens_of("<plaintext>a</plaintext>"), (Strings{"<plaintext>", "\"a</plaintext>\""}));
}

TEST(HtmlTokens, AScriptInACommentOfAScriptDoesNotEndIt) {
  EXPECT_EQ(tokens_of("<script><!-- <script> </script> --></script>x"),
            (Strings{"<script>", "\"<!-- <script> </script> -->\"", "</script>", "\"x\""}));
  EXPECT_EQ(tokens_of("<script><!-- </script>x"), (Strings{"<script>", "\"<!-- \"", "</script>", "\"x\""}));
  EXPECT_EQ(tokens_of("<script><!--><script></script>x"),
            (Strings{"<script>", "\"<!--><script>\"", "</script>", "\"x\""}));
}

TEST(HtmlTokens, ATagKeepsItsFirstAttributes) {
  std::string page = "<a";
  for (int i = 0; i < 100'000; ++i) page += " x" + std::to_string(i);
  page += ">";
  HtmlTokens tokens(page);
  HtmlToken token;
  ASSERT_TRUE(tokens.next(token));
  EXPECT_EQ(token.attributes.size(), kMaxAttributes);
  EXPECT_NE(token.find("x255"), nullptr);
  EXPECT_EQ(token.find("x256"), nullptr);
}

std::string decoded(std::string_view raw, bool in_attribute = false) {
  std::string out;
  append_decoded(raw, in_attribute, out);
  return out;
}

TEST(References, NamesWithAndWithoutSemicolon) {
  EXPECT_EQ(decoded("&eacute;&Eacute;&amp;lt;&mdash;&hellip;&rsquo;&alpha;&ngE;"), "éÉ&lt;—…’α≧̸");
  EXPECT_EQ(decoded("AT&T &copy 2020 &notit; &notin; &not &bogus; &amp &"), "AT&T © 2020 ¬it; ∉ ¬ &bogus; & &");
  EXPECT_EQ(decoded("&mdash &CounterClockwiseContourIntegral;"), "&mdash ∳");
}

TEST(References, InAttributesAddressesStayWhole) {
  EXPECT_EQ(decoded("?a=1&copy=2&copyright=3&copy;&lt", true), "?a=1&copy=2&copyright=3©<");
}

TEST(References, Numbers) {
  EXPECT_EQ(decoded("&#233;&#xE9;&#XE9&#x1F600;&#8217"), "ééé\U0001F600’");
  EXPECT_EQ(decoded("&#146;&#x93;&#128;&#129;"), "’“€\u0081");
  EXPECT_EQ(decoded("&#0;&#xD800;&#x110000;&#99999999999999999999;"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(decoded("&#;&#x;&#xg;&#a"), "&#;&#x;&#xg;&#a");
}

TEST(References, NulsAreLeftOut) { EXPECT_EQ(decoded(std::string_view("a\0b", 3)), "ab"); }

}  // namespace
}  // namespace chancery::io
