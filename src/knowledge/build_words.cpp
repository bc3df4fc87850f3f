// The tables of words: agents, titles, modifiers, and when a word is something else (see directory_tables.h).
#include <algorithm>
#include <map>

#include "knowledge/directory_tables.h"
#include "knowledge/fold.h"
#include "knowledge/table_values.h"

namespace chancery::knowledge::packing {

void DirectoryTables::read_agent(const TableLine& line) {
  static const std::map<std::string_view, AgentTraits::Kind> kKinds = {
      {"", AgentTraits::Kind::Person},      {"body", AgentTraits::Kind::Body}, {"force", AgentTraits::Kind::Force},
      {"role", AgentTraits::Kind::Role},    {"part", AgentTraits::Kind::Part}, {"mission", AgentTraits::Kind::Mission},
      {"family", AgentTraits::Kind::Family}};
  const auto kind = kKinds.find(line.field(3));
  if (kind == kKinds.end()) line.fail("'" + std::string(line.field(3)) + "' is not a kind of agent");
  MeaningRow row = meaning(Meaning::Agent);
  row.sector = sector(line, line.field(2));
  const auto nouns = split_list(line.field(0));
  const auto plurals = split_list(line.field(1));
  if (plurals.size() > 1 && plurals.size() != nouns.size()) line.fail("as many plurals as nouns, one for all, or none");
  for (std::size_t i = 0; i < nouns.size(); ++i) {
    const std::string_view given = plurals.empty() ? std::string_view() : plurals[plurals.size() == 1 ? 0 : i];
    const std::string plural = given == "="    ? std::string(nouns[i])
                               : given.empty() ? plural_of(nouns[i])
                                               : std::string(given);
    row.detail = static_cast<std::uint8_t>(static_cast<unsigned>(kind->second) << 1);
    if (plural != nouns[i]) add(line, nouns[i], row);
    row.detail |= 1;
    add(line, plural, row);
  }
}

void DirectoryTables::read_title(const TableLine& line) {
  static const std::map<std::string_view, TitleKind> kKinds = {
      {"office", TitleKind::Office}, {"rank", TitleKind::Rank}, {"honorific", TitleKind::Honorific}};
  const auto kind = kKinds.find(line.field(1));
  if (kind == kKinds.end()) line.fail("'" + std::string(line.field(1)) + "' is not a kind of title");
  MeaningRow row = meaning(Meaning::Title);
  row.sector = sector(line, line.field(2));
  if (!line.field(3).empty()) {
    const auto office = office_index_.find(line.field(3));
    if (office == office_index_.end())
      line.fail("'" + std::string(line.field(3)) + "' is not an office of office_kinds.tsv");
    row.set_office(office->second);
  }
  row.set_country(country(line, line.field(4)));
  for (const std::string_view title : split_list(line.field(0))) {
    row.detail = static_cast<std::uint8_t>(static_cast<unsigned>(kind->second) << 1);
    add(line, title, row);
    if (kind->second == TitleKind::Honorific || title.ends_with('.')) continue;
    // "ministers of defence"
    row.detail |= 1;
    const std::size_t of = std::min(title.find(" of "), title.find(" for "));
    std::string plural = plural_of(title.substr(0, of));
    if (of != std::string_view::npos) plural += title.substr(of);
    add(line, plural, row);
  }
}

void DirectoryTables::read_modifier(const TableLine& line) {
  static const std::map<std::string_view, ModifierEffect> kEffects = {{"former", ModifierEffect::Former},
                                                                      {"transparent", ModifierEffect::Transparent},
                                                                      {"future", ModifierEffect::Future},
                                                                      {"backer", ModifierEffect::Backer},
                                                                      {"leader", ModifierEffect::Leader},
                                                                      {"based", ModifierEffect::Based},
                                                                      {"about", ModifierEffect::About},
                                                                      {"article", ModifierEffect::Article},
                                                                      {"indefinite", ModifierEffect::Indefinite},
                                                                      {"of", ModifierEffect::Of},
                                                                      {"and", ModifierEffect::And},
                                                                      {"in", ModifierEffect::In},
                                                                      {"to", ModifierEffect::To},
                                                                      {"pronoun", ModifierEffect::Pronoun},
                                                                      {"function", ModifierEffect::Function},
                                                                      {"portfolio", ModifierEffect::Portfolio},
                                                                      {"belonging", ModifierEffect::Belonging}};
  const auto effect = kEffects.find(line.field(1));
  if (effect == kEffects.end()) line.fail("'" + std::string(line.field(1)) + "' is not an effect");
  for (const std::string_view word : split_list(line.field(0))) {
    MeaningRow row = meaning(Meaning::Modifier);
    row.detail = static_cast<std::uint8_t>(effect->second);
    if (word.starts_with('-')) row.form = kHyphenBefore;
    if (word.ends_with('-')) row.form = kHyphenAfter;
    add(line, word, row);
  }
}

void DirectoryTables::read_ambiguous(const TableLine& line) {
  static const std::map<std::string_view, std::uint16_t> kRules = {
      {"case", kNeedsCapital},    {"never-lower", kNeverLower}, {"mixed-only", kNeverLower | kMixedOnly},
      {"given-name", kGivenName}, {"surname", kSurnameToo},     {"not-with", 0}};
  const auto rule = kRules.find(line.field(1));
  if (rule == kRules.end()) line.fail("'" + std::string(line.field(1)) + "' is not a rule");
  const bool listed = rule->first == "not-with";
  if (listed == line.field(2).empty()) line.fail("the words are missing, or this rule has none");
  for (const std::string_view phrase : split_list(line.field(0))) {
    const std::uint32_t node = trie_.node(phrase);
    trie_.add_rule(node, rule->second);
    if (listed) trie_.set_context(node, static_cast<std::uint8_t>(context_count_));
  }
  if (!listed) return;
  MeaningRow row = meaning(Meaning::Context);
  row.set_row(context_count_);
  for (const std::string_view word : split_list(line.field(2))) add(line, word, row);
  if (++context_count_ > 64) line.fail("more than 64 lists of context words");
}

void DirectoryTables::read_name_order(const TableLine& line) {
  auto& into = line.field(0) == "family-first" ? family_first_
               : line.field(0) == "particle"   ? particles_
                                               : bare_particles_;
  if (&into == &bare_particles_ && line.field(0) != "bare-particle") line.fail("not a rule");
  for (const std::string_view word : split_list(line.field(1))) {
    into.emplace(word);
    if (&into == &family_first_) continue;
    MeaningRow row = meaning(Meaning::Modifier);
    row.detail = static_cast<std::uint8_t>(ModifierEffect::Particle);
    add(line, word, row);
  }
}

void DirectoryTables::read_not_actor(const TableLine& line) {
  for (const std::string_view phrase : split_list(line.field(0))) add(line, phrase, meaning(Meaning::NotActor));
}

void DirectoryTables::read_spelling(const TableLine& line) {
  static const std::map<std::string_view, SpellingRule::Kind> kKinds = {
      {"same", SpellingRule::Same},    {"start", SpellingRule::Start}, {"end", SpellingRule::End},
      {"near", SpellingRule::Near},    {"key", SpellingRule::Key},     {"drop", SpellingRule::Drop},
      {"prefix", SpellingRule::Prefix}};
  const auto kind = kKinds.find(line.field(0));
  if (kind == kKinds.end()) line.fail("'" + std::string(line.field(0)) + "' is not a rule of spelling");
  const bool single = kind->second == SpellingRule::Near || kind->second == SpellingRule::Key;
  const bool none = kind->second == SpellingRule::Drop || kind->second == SpellingRule::Prefix;
  const std::string_view to = line.field(2);
  for (const std::string_view from : split_list(line.field(1))) {
    SpellingRule rule{};
    if (from.size() > sizeof rule.from || to.size() > sizeof rule.to) line.fail("too many letters");
    if (none != to.empty() || (single && (from.size() != 1 || to.size() != 1))) {
      line.fail("'near' and 'key' have one letter on either side, 'drop' and 'prefix' have no third column");
    }
    rule.kind = kind->second;
    rule.from_size = static_cast<std::uint8_t>(from.size());
    rule.to_size = static_cast<std::uint8_t>(to.size());
    std::copy(from.begin(), from.end(), rule.from);
    std::copy(to.begin(), to.end(), rule.to);
    spellings_.push_back(rule);
  }
}

}  // namespace chancery::knowledge::packing
