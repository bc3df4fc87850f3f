// The elements of HTML that reading an article has to know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace chancery::io {

/// In the order of their names; `Unknown` is any other, and is treated as a span.
enum class Tag : std::uint8_t {
  Unknown,
  A,
  Address,
  Article,
  Aside,
  Audio,
  Blockquote,
  Body,
  Br,
  Button,
  Canvas,
  Caption,
  Center,
  Dd,
  Details,
  Dialog,
  Dir,
  Div,
  Dl,
  Dt,
  Fieldset,
  Figcaption,
  Figure,
  Footer,
  Form,
  Frameset,
  H1,
  H2,
  H3,
  H4,
  H5,
  H6,
  Head,
  Header,
  Hgroup,
  Hr,
  Html,
  Iframe,
  Li,
  Link,
  Main,
  Math,
  Menu,
  Meta,
  Nav,
  Noembed,
  Noframes,
  Noscript,
  Object,
  Ol,
  Optgroup,
  Option,
  P,
  Plaintext,
  Pre,
  Rp,
  Rt,
  Script,
  Search,
  Section,
  Select,
  Style,
  Summary,
  Svg,
  Table,
  Tbody,
  Td,
  Template,
  Textarea,
  Tfoot,
  Th,
  Thead,
  Time,
  Title,
  Tr,
  Ul,
  Video,
  Xmp,
  Void,  // area, base, col, embed, img, input, param, source, track, wbr: nothing inside, nothing to read
};
inline constexpr std::size_t kTagCount = static_cast<std::size_t>(Tag::Void) + 1;

/// `name` in lower case.
Tag tag_from(std::string_view name);

/// Stands on lines of its own.
bool is_block(Tag tag);
/// Has no content and no end tag.
bool is_void(Tag tag);
/// Everything up to its own end tag is one text, whatever it looks like.
bool is_raw_text(Tag tag);
/// Ends an open paragraph where it begins.
bool closes_paragraph(Tag tag);
/// What is inside is never the text of an article.
bool is_machinery(Tag tag);
/// What is inside is seldom the text of an article: menus, asides, forms.
bool is_surrounding(Tag tag);
bool is_heading(Tag tag);
/// An end tag inside does not reach elements that were opened outside: cells and tables.
bool is_scope(Tag tag);

}  // namespace chancery::io
