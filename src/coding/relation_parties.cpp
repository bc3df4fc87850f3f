// Tested by: tests/golden/records/relations.golden.
#include "coding/relation_parties.h"

#include <algorithm>

#include "reading/reference_offices.h"
#include "reading/resolve.h"

namespace chancery::coding {

using knowledge::Meaning;
using reading::Mention;
using reading::MentionKind;
using syntax::Upos;

TextSpan RelationParties::span_of(TokenId begin, TokenId end) const {
  const std::uint32_t first = s_.tokens.span[begin].begin, last = s_.tokens.span[end - 1].end;
  return {std::string(s_.tokens.text.substr(first, last - first)), s_.code_points.at(first), s_.code_points.at(last)};
}

ActorReference RelationParties::state(std::string_view iso3, const TextSpan& span) const {
  ActorReference actor;
  actor.span = span;
  actor.country = iso3;
  actor.sector = knowledge::name_of(knowledge::Sector::Gov);
  const knowledge::CountryId id = s_.directory.country_from(iso3);
  actor.name = id.exists() ? s_.directory.country(id).name : iso3;
  return actor;
}

void RelationParties::add(TokenId head, bool only_states, std::vector<ActorReference>& out) const {
  const Mention* mention = s_.mentions.at(head);
  // "Havana's firmest allies" is one mention: Havana is a name within it.
  const bool within = mention != nullptr && mention->head != head &&
                      (mention->kind == MentionKind::Described || mention->kind == MentionKind::Group ||
                       mention->kind == MentionKind::Pronoun);
  if (mention == nullptr || within) {
    std::vector<ActorReference> found;
    if (!add_name(head, found)) return;
    const bool country = found.front().country && found.front().sector == "GOV" && found.front().members.empty();
    if (!only_states || country) out.push_back(std::move(found.front()));
    return;
  }
  if (!mention->parts.empty()) {
    add_parts(head, out);
    return;
  }
  if (only_states && mention->kind != MentionKind::Country &&
      !(mention->kind == MentionKind::Pronoun && mention->sector == "GOV" && !mention->country.empty()))
    return;
  if (mention->name.empty() || (mention->country.empty() && mention->sector.empty())) return;
  // "They", who are officials, have no name.
  const char first = mention->name.front();
  if (mention->kind == MentionKind::Described || (first >= 'a' && first <= 'z')) return;
  ActorReference actor;
  actor.span = span_of(mention->begin, mention->end);
  actor.name = mention->name;
  if (!mention->country.empty()) actor.country = mention->country;
  if (!mention->sector.empty()) actor.sector = mention->sector;
  for (std::string_view member : mention->members) actor.members.emplace_back(member);
  out.push_back(std::move(actor));
}

bool RelationParties::add_name(TokenId head, std::vector<ActorReference>& out) const {
  const reading::PhraseId at = s_.entities.by_head[head];
  TokenId begin = head, end = head + 1;
  if (at.exists()) {
    begin = s_.entities.phrases[at].begin;
    end = s_.entities.phrases[at].end;
    const reading::MentionId actor = s_.entities.all[s_.entities.phrases[at].entity].actor;
    if (actor.exists() && s_.mentions.all[actor].kind != MentionKind::Described) {
      const Mention& known = s_.mentions.all[actor];
      ActorReference named;
      named.span = span_of(begin, end);
      named.name = known.name;
      if (!known.country.empty()) named.country = known.country;
      if (!known.sector.empty()) named.sector = known.sector;
      for (std::string_view member : known.members) named.members.emplace_back(member);
      out.push_back(std::move(named));
      return true;
    }
  }
  if (s_.trees.upos[head] != Upos::Propn && s_.trees.upos[head] != Upos::Adj) return false;
  const TextSpan span = span_of(begin, end);
  const reading::Resolved known = reading::resolve_phrase(s_.directory, span.text, s_.published);
  if (known.country.empty() && known.sector.empty()) return false;
  // "American allies": those of the state.
  if (s_.trees.upos[head] == Upos::Adj) {
    if (known.country.empty()) return false;
    out.push_back(state(known.country, span));
    return true;
  }
  ActorReference actor;
  actor.span = span;
  actor.name = known.name;
  if (!known.country.empty()) actor.country = known.country;
  if (!known.sector.empty()) actor.sector = known.sector;
  actor.members = known.members;
  out.push_back(std::move(actor));
  return true;
}

void RelationParties::add_parts(TokenId head, std::vector<ActorReference>& out) const {
  const Mention* mention = s_.mentions.at(head);
  if (mention == nullptr || mention->parts.empty()) return;
  const TextSpan span = span_of(mention->begin, mention->end);
  for (const reading::MentionPart& part : mention->parts) {
    if (part.country.empty()) continue;
    out.push_back(state(part.country, span));
  }
}

void RelationParties::read_office(const Mention& mention, std::vector<Relation>& out) const {
  if (mention.kind != MentionKind::Person || mention.country.empty()) return;
  // The words of the title stand before the name: the longest that the directory knows.
  constexpr std::size_t kMaxTitleWords = 4;
  for (TokenId begin = mention.begin; begin < mention.end; ++begin) {
    const std::size_t room = std::min<std::size_t>(kMaxTitleWords, mention.end - begin - 1);
    for (std::size_t count = room; count > 0; --count) {
      const auto meanings = s_.directory.find(s_.tokens.slice(begin, begin + count));
      const auto is = [&](Meaning kind) {
        return std::any_of(meanings.begin(), meanings.end(), [&](const auto& row) { return row.kind == kind; });
      };
      if (is(Meaning::Modifier) && count == 1) {
        const auto past = [](const knowledge::MeaningRow& row) {
          const auto effect = static_cast<knowledge::ModifierEffect>(row.detail);
          return row.kind == Meaning::Modifier &&
                 (effect == knowledge::ModifierEffect::Former || effect == knowledge::ModifierEffect::Future);
        };
        if (std::any_of(meanings.begin(), meanings.end(), past)) return;  // "former President …"
      }
      if (!is_office(meanings, mention)) continue;
      if (begin + count > mention.head && mention.head >= begin) return;  // "the President of China" has no name
      add_office(mention, {begin, begin + count}, {mention.begin, mention.end}, out);
      return;
    }
  }
}

bool RelationParties::is_office(std::span<const knowledge::MeaningRow> meanings, const Mention& mention) const {
  return std::any_of(meanings.begin(), meanings.end(), [&](const knowledge::MeaningRow& row) {
    return row.kind == Meaning::Title && row.office != knowledge::kNoOffice &&
           knowledge::title_traits(row).kind == knowledge::TitleKind::Office && !knowledge::title_traits(row).plural &&
           knowledge::name_of(row.sector) == mention.sector;
  });
}

void RelationParties::add_office(const Mention& mention, reading::TokenRange title, reading::TokenRange around,
                                 std::vector<Relation>& out) const {
  const auto told = words_of_state(mention.country, around);
  if (!told && !holds(mention, title)) return;
  ActorReference person;
  person.span = span_of(mention.begin, mention.end);
  person.name = mention.name;
  person.country = mention.country;
  person.sector = mention.sector;
  const TextSpan words = span_of(title.begin, title.end);
  Relation relation = begin("holds-office", person, state(mention.country, told.value_or(words)), title.begin);
  relation.trigger = words;
  relation.rule = "title: " + words.text;
  out.push_back(std::move(relation));
}

std::optional<TextSpan> RelationParties::words_of_state(std::string_view iso3, reading::TokenRange around) const {
  constexpr std::size_t kMaxWords = 4;
  const knowledge::CountryId country = s_.directory.country_from(iso3);
  for (TokenId begin = around.begin; begin < around.end; ++begin) {
    for (std::size_t count = std::min<std::size_t>(kMaxWords, around.end - begin); count > 0; --count) {
      for (const knowledge::MeaningRow& row : s_.directory.find(s_.tokens.slice(begin, begin + count))) {
        const bool state = row.kind == Meaning::CountryName || row.kind == Meaning::Adjective ||
                           row.kind == Meaning::Citizen || row.kind == Meaning::Capital || row.kind == Meaning::Seat;
        if (state && row.country_id() == country) return span_of(begin, begin + count);
      }
    }
  }
  return std::nullopt;
}

bool RelationParties::holds(const Mention& mention, reading::TokenRange title) const {
  const reading::Offices offices{s_.directory, s_.published};
  const auto person = offices.person_of(mention);
  return person && offices.holds(*person, s_.directory.find(s_.tokens.slice(title.begin, title.end)));
}

bool RelationParties::read_title(TokenId noun, TokenId holder, std::vector<Relation>& out) const {
  const Mention* mention = s_.mentions.at(holder);
  if (mention == nullptr || mention->kind != MentionKind::Person || mention->country.empty()) return false;
  const TokenId first = s_.tokens.sentences[s_.tokens.sentence_of[noun]].begin;
  for (std::size_t before = std::min<std::size_t>(3, noun - first) + 1; before-- > 0;) {
    const TokenId begin = noun - before;
    if (!is_office(s_.directory.find(s_.tokens.slice(begin, noun + 1)), *mention)) continue;
    constexpr std::size_t kMaxWordsBehind = 6;
    const TokenId last = s_.tokens.sentences[s_.tokens.sentence_of[noun]].end;
    const TokenId from = begin > first ? begin - 1 : begin;
    add_office(*mention, {begin, noun + 1}, {from, std::min(last, noun + kMaxWordsBehind)}, out);
    return true;
  }
  return false;
}

Relation RelationParties::begin(std::string_view name, const ActorReference& from, const ActorReference& to,
                                TokenId trigger) const {
  Relation relation;
  relation.doc = s_.document.id;
  relation.sentence = static_cast<std::uint32_t>(s_.tokens.sentence_of[trigger].index());
  relation.relation = name;
  relation.from = from;
  relation.to = to;
  relation.trigger = span_of(trigger, trigger + 1);
  relation.rule = "tie: " + std::string(s_.trees.lemma[trigger]);
  return relation;
}

}  // namespace chancery::coding
