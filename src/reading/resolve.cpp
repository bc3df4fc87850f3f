#include "reading/resolve.h"

#include <algorithm>

#include "base/table.h"
#include "reading/name_items.h"
#include "reading/naming.h"

namespace chancery::reading {

using knowledge::Directory;
using knowledge::Meaning;
using knowledge::ModifierEffect;
using knowledge::Sector;

namespace {

/// Longer phrases are cut: nobody is named in so many bytes.
constexpr std::size_t kLongestPhrase = 4096;

/// A phrase is short and clean: blanks, signs at the ends of words and genitives part it.
void split(std::string_view phrase, text::Tokens& tokens) {
  tokens.clear();
  tokens.text = phrase;
  const auto add = [&](std::size_t begin, std::size_t end, bool space) {
    if (begin == end) return;
    tokens.span.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    tokens.sentence_of.push_back(SentenceId(0));
    tokens.space_before.push_back(space ? 1 : 0);
    tokens.glued_to_former.push_back(0);
  };
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  static constexpr std::string_view kSigns = ",;:!?()[]\"";
  std::size_t at = 0;
  while (at < phrase.size()) {
    if (is_blank(phrase[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < phrase.size() && !is_blank(phrase[end])) ++end;
    const std::size_t next = end;
    bool space = true;
    while (at < end && kSigns.find(phrase[at]) != std::string_view::npos) {
      add(at, at + 1, space);
      space = false;
      ++at;
    }
    std::size_t word_end = end;
    while (word_end > at && kSigns.find(phrase[word_end - 1]) != std::string_view::npos) --word_end;
    const std::string_view word = phrase.substr(at, word_end - at);
    std::size_t genitive = 0;
    for (const std::string_view mark : {"'s", "\xE2\x80\x99s", "'S", "\xE2\x80\x99S", "'", "\xE2\x80\x99"}) {
      if (word.size() > mark.size() && word.ends_with(mark)) {
        genitive = mark.size();
        break;
      }
    }
    add(at, word_end - genitive, space);
    add(word_end - genitive, word_end, false);
    for (std::size_t i = word_end; i < end; ++i) add(i, i + 1, false);
    at = next;
  }
}

/// Where the words from `at` on belong to something that was passed over, or end the phrase.
bool may_follow(const std::vector<NameItem>& items, std::size_t at) {
  if (at >= items.size()) return true;
  const NameItem& item = items[at];
  if (!item.is_word) return true;
  return item.can_be(Meaning::Modifier) && !item.has_effect(ModifierEffect::Transparent) &&
         !item.has_effect(ModifierEffect::Former);
}

void fill(const Directory& directory, const Naming& naming, const NamePhrase& phrase, std::string_view text,
          std::optional<Day> day, Resolved& out) {
  if (!phrase.name.empty()) {
    out.name = phrase.name;
  } else if (phrase.kind == MentionKind::Person && phrase.name_end > phrase.name_begin) {
    out.name = naming.slice(phrase.name_begin, phrase.name_end);
  } else {
    out.name = text;
  }
  if (phrase.country.exists()) out.country = directory.country(phrase.country).iso3;
  out.sector = knowledge::name_of(phrase.sector);
  const auto add_member = [&](knowledge::CountryId id) {
    const std::string iso3(directory.country(id).iso3);
    if (out.members.empty() || out.members.back() != iso3) out.members.push_back(iso3);
  };
  if (phrase.kind == MentionKind::Group) directory.visit_members(phrase.organisation, day, add_member);
  for (std::size_t i = 0; i < phrase.country_count; ++i) add_member(phrase.countries[i]);
}

/// Whether the pieces of a phrase may tell more than the grammar of naming read.
enum class Rest : std::uint8_t {
  Closed,
  Open,         // what is not told yet
  OpenAndRole,  // the sector, too: it is only what the noun mostly has
};

/// What the grammar of naming reads.
Rest resolve_by_grammar(const Directory& directory, const Naming& naming, const std::vector<NameItem>& items,
                        std::string_view text, std::optional<Day> day, Resolved& out) {
  // Words before the first known one may describe it; a preposition would make it part of something else.
  NamePhrase found;
  std::size_t at = 0;
  bool indefinite = false;
  while (at < items.size() && !naming.parse(at, found)) {
    const NameItem& item = items[at];
    const bool little = item.can_be(Meaning::Modifier) && !item.has_effect(ModifierEffect::Transparent) &&
                        !item.has_effect(ModifierEffect::Former) && !item.has_effect(ModifierEffect::Article) &&
                        !item.has_effect(ModifierEffect::Indefinite);
    if (little || item.can_be(Meaning::NotActor)) return Rest::Open;
    indefinite = indefinite || item.has_effect(ModifierEffect::Indefinite);
    ++at;
  }
  if (at >= items.size()) return Rest::Open;
  if (indefinite && found.bare && !found.adjective) return Rest::Open;  // "a turkey"
  // "Chinese restaurant": what the phrase names is a word that we do not know.
  if (!may_follow(items, found.covered)) return Rest::Open;
  if (found.unknown_name) return Rest::Open;
  // "Germany's economy": what is owned is a word that we do not know.
  if (found.covered + 1 < items.size() && naming.is_genitive(found.covered)) {
    NamePhrase owned;
    const bool known = naming.parse(found.covered + 1, owned) && !owned.unknown_name;
    if (!known) return Rest::Open;
  }
  if (indefinite && found.bare && items[found.head].can_be(Meaning::Citizen)) {
    // "a 23-year-old Palestinian"
    found.sector = Sector::Cvl;
    found.name = text;
  }
  fill(directory, naming, found, text, day, out);

  // "Russia and China": two actors in one phrase.
  const bool listed = std::any_of(items.begin() + static_cast<std::ptrdiff_t>(found.covered), items.end(),
                                  [](const NameItem& item) { return item.has_effect(ModifierEffect::And); });
  bool several = false;
  std::size_t next = found.covered;
  while (next < items.size() &&
         (items[next].has_effect(ModifierEffect::And) || (!items[next].is_word && next + 1 < items.size()))) {
    NamePhrase other;
    if (!naming.parse(next + 1, other) || other.unknown_name) {
      ++next;
      continue;
    }
    if (!items[next].has_effect(ModifierEffect::And) && other.kind == MentionKind::Described && !listed) {
      next = std::max(next + 1, other.covered);  // "Colombia, the second largest exporter"
      continue;
    }
    Resolved second;
    fill(directory, naming, other, text, day, second);
    if (out.members.empty() && !out.country.empty()) out.members.push_back(out.country);
    if (!second.country.empty() &&
        std::find(out.members.begin(), out.members.end(), second.country) == out.members.end())
      out.members.push_back(second.country);
    several = true;
    if (second.country != out.country) out.country.clear();
    if (second.sector != out.sector) out.sector.clear();
    out.name = text;
    next = std::max(next + 1, other.covered);
  }
  if (out.members.size() == 1) out.members.clear();
  if (several || !out.members.empty() || found.kind == MentionKind::Group || found.organisation.exists() ||
      found.sector == Sector::Igo) {
    return Rest::Closed;
  }
  return found.by_role && found.covered < items.size() && out.sector == knowledge::name_of(found.sector)
             ? Rest::OpenAndRole
             : Rest::Open;
}

}  // namespace

Resolved resolve_phrase(const Directory& directory, std::string_view phrase, std::optional<Day> day) {
  Resolved out;
  const std::string_view text = trim(phrase.substr(0, kLongestPhrase));
  out.name = text;
  text::Tokens tokens;
  split(text, tokens);
  if (tokens.size() == 0) return out;
  NameScanner scanner;
  scanner.scan(directory, tokens, TokenId(0), TokenId(tokens.size()));
  const NamingInput input{directory, tokens, nullptr, day, nullptr, true};
  const Naming naming(input, scanner);
  const Rest rest = resolve_by_grammar(directory, naming, scanner.items(), text, day, out);
  if (rest == Rest::OpenAndRole || (rest == Rest::Open && (out.country.empty() || out.sector.empty()))) {
    const PieceEvidence pieces = naming.weigh(0, scanner.items().size());
    const bool tells = pieces.sector != Sector::None && !pieces.role;
    if (!pieces.somebody) return out;
    if (out.sector.empty() || (rest == Rest::OpenAndRole && tells)) out.sector = knowledge::name_of(pieces.sector);
    if (out.country.empty() && pieces.country.exists()) out.country = directory.country(pieces.country).iso3;
  }
  return out;
}

}  // namespace chancery::reading
