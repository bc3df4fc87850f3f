#include "io/html_tags.h"

#include <algorithm>
#include <array>

namespace chancery::io {
namespace {

struct Name {
  std::string_view name;
  Tag tag;
};

constexpr std::array kNames = {Name{"a", Tag::A},
                               Name{"address", Tag::Address},
                               Name{"area", Tag::Void},
                               Name{"article", Tag::Article},
                               Name{"aside", Tag::Aside},
                               Name{"audio", Tag::Audio},
                               Name{"base", Tag::Void},
                               Name{"blockquote", Tag::Blockquote},
                               Name{"body", Tag::Body},
                               Name{"br", Tag::Br},
                               Name{"button", Tag::Button},
                               Name{"canvas", Tag::Canvas},
                               Name{"caption", Tag::Caption},
                               Name{"center", Tag::Center},
                               Name{"col", Tag::Void},
                               Name{"dd", Tag::Dd},
                               Name{"details", Tag::Details},
                               Name{"dialog", Tag::Dialog},
                               Name{"dir", Tag::Dir},
                               Name{"div", Tag::Div},
                               Name{"dl", Tag::Dl},
                               Name{"dt", Tag::Dt},
                               Name{"embed", Tag::Void},
                               Name{"fieldset", Tag::Fieldset},
                               Name{"figcaption", Tag::Figcaption},
                               Name{"figure", Tag::Figure},
                               Name{"footer", Tag::Footer},
                               Name{"form", Tag::Form},
                               Name{"frame", Tag::Void},
                               Name{"frameset", Tag::Frameset},
                               Name{"h1", Tag::H1},
                               Name{"h2", Tag::H2},
                               Name{"h3", Tag::H3},
                               Name{"h4", Tag::H4},
                               Name{"h5", Tag::H5},
                               Name{"h6", Tag::H6},
                               Name{"head", Tag::Head},
                               Name{"header", Tag::Header},
                               Name{"hgroup", Tag::Hgroup},
                               Name{"hr", Tag::Hr},
                               Name{"html", Tag::Html},
                               Name{"iframe", Tag::Iframe},
                               Name{"img", Tag::Void},
                               Name{"input", Tag::Void},
                               Name{"li", Tag::Li},
                               Name{"link", Tag::Link},
                               Name{"main", Tag::Main},
                               Name{"math", Tag::Math},
                               Name{"menu", Tag::Menu},
                               Name{"meta", Tag::Meta},
                               Name{"nav", Tag::Nav},
                               Name{"noembed", Tag::Noembed},
                               Name{"noframes", Tag::Noframes},
                               Name{"noscript", Tag::Noscript},
                               Name{"object", Tag::Object},
                               Name{"ol", Tag::Ol},
                               Name{"optgroup", Tag::Optgroup},
                               Name{"option", Tag::Option},
                               Name{"p", Tag::P},
                               Name{"param", Tag::Void},
                               Name{"plaintext", Tag::Plaintext},
                               Name{"pre", Tag::Pre},
                               Name{"rp", Tag::Rp},
                               Name{"rt", Tag::Rt},
                               Name{"script", Tag::Script},
                               Name{"search", Tag::Search},
                               Name{"section", Tag::Section},
                               Name{"select", Tag::Select},
                               Name{"source", Tag::Void},
                               Name{"style", Tag::Style},
                               Name{"summary", Tag::Summary},
                               Name{"svg", Tag::Svg},
                               Name{"table", Tag::Table},
                               Name{"tbody", Tag::Tbody},
                               Name{"td", Tag::Td},
                               Name{"template", Tag::Template},
                               Name{"textarea", Tag::Textarea},
                               Name{"tfoot", Tag::Tfoot},
                               Name{"th", Tag::Th},
                               Name{"thead", Tag::Thead},
                               Name{"time", Tag::Time},
                               Name{"title", Tag::Title},
                               Name{"tr", Tag::Tr},
                               Name{"track", Tag::Void},
                               Name{"ul", Tag::Ul},
                               Name{"video", Tag::Video},
                               Name{"wbr", Tag::Void},
                               Name{"xmp", Tag::Xmp}};
static_assert(std::is_sorted(kNames.begin(), kNames.end(),
                             [](const Name& a, const Name& b) { return a.name < b.name; }),
              "searched by halves");

/// A set of tags as a table of truth values.
template <std::size_t N>
constexpr std::array<bool, kTagCount> set_of(const std::array<Tag, N>& tags) {
  std::array<bool, kTagCount> set{};
  for (const Tag tag : tags) set[static_cast<std::size_t>(tag)] = true;
  return set;
}

// Everything of the standard's list that closes an open <p> is a block, and so is what stands inside tables and lists.
constexpr auto kClosesParagraph = set_of(
    std::array{Tag::Address, Tag::Article, Tag::Aside,  Tag::Blockquote, Tag::Center,    Tag::Details,  Tag::Dialog,
               Tag::Dir,     Tag::Div,     Tag::Dl,     Tag::Dd,         Tag::Dt,        Tag::Fieldset, Tag::Figcaption,
               Tag::Figure,  Tag::Footer,  Tag::Form,   Tag::H1,         Tag::H2,        Tag::H3,       Tag::H4,
               Tag::H5,      Tag::H6,      Tag::Header, Tag::Hgroup,     Tag::Hr,        Tag::Li,       Tag::Main,
               Tag::Menu,    Tag::Nav,     Tag::Ol,     Tag::P,          Tag::Plaintext, Tag::Pre,      Tag::Search,
               Tag::Section, Tag::Summary, Tag::Table,  Tag::Ul,         Tag::Xmp});
constexpr auto kInsideTables = set_of(std::array{Tag::Caption, Tag::Tbody, Tag::Td, Tag::Tfoot, Tag::Th, Tag::Thead,
                                                 Tag::Tr, Tag::Option, Tag::Optgroup});
constexpr auto kMachinery = set_of(
    std::array{Tag::Audio,    Tag::Button, Tag::Canvas,   Tag::Iframe,   Tag::Math,     Tag::Noembed, Tag::Noframes,
               Tag::Noscript, Tag::Object, Tag::Optgroup, Tag::Option,   Tag::Rp,       Tag::Rt,      Tag::Script,
               Tag::Select,   Tag::Style,  Tag::Svg,      Tag::Template, Tag::Textarea, Tag::Title,   Tag::Video});
constexpr auto kRawText = set_of(std::array{Tag::Script, Tag::Style, Tag::Textarea, Tag::Title, Tag::Xmp, Tag::Iframe,
                                            Tag::Noembed, Tag::Noframes, Tag::Plaintext});
constexpr auto kSurrounding =
    set_of(std::array{Tag::Address, Tag::Aside, Tag::Caption, Tag::Details, Tag::Dialog, Tag::Fieldset, Tag::Figcaption,
                      Tag::Footer, Tag::Form, Tag::Header, Tag::Menu, Tag::Nav, Tag::Search});

constexpr bool in(const std::array<bool, kTagCount>& set, Tag tag) { return set[static_cast<std::size_t>(tag)]; }

}  // namespace

Tag tag_from(std::string_view name) {
  const auto found = std::lower_bound(kNames.begin(), kNames.end(), name,
                                      [](const Name& known, std::string_view wanted) { return known.name < wanted; });
  return found != kNames.end() && found->name == name ? found->tag : Tag::Unknown;
}

bool is_block(Tag tag) { return in(kClosesParagraph, tag) || in(kInsideTables, tag); }
bool is_void(Tag tag) {
  return tag == Tag::Void || tag == Tag::Br || tag == Tag::Hr || tag == Tag::Link || tag == Tag::Meta;
}
bool is_raw_text(Tag tag) { return in(kRawText, tag); }
bool closes_paragraph(Tag tag) { return in(kClosesParagraph, tag); }
bool is_machinery(Tag tag) { return in(kMachinery, tag); }
bool is_surrounding(Tag tag) { return in(kSurrounding, tag); }
bool is_heading(Tag tag) { return tag >= Tag::H1 && tag <= Tag::H6; }
bool is_scope(Tag tag) { return tag == Tag::Table || tag == Tag::Td || tag == Tag::Th || tag == Tag::Caption; }

}  // namespace chancery::io
