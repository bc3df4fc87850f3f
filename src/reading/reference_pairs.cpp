// The two are looked for sentence by sentence backwards: "Xi met Putin in Beijing. The two leaders …". A sentence that
// names three leaves it open, as does a text that names only one. Tested by: tests/golden/records/reference.golden.
#include "reading/reference_pairs.h"

#include <algorithm>

#include "reading/reference_actors.h"
#include "reading/reference_offices.h"

namespace chancery::reading {

using knowledge::PairClass;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr std::size_t kMaxSentencesBack = 3;

bool is_subject_or_object(Deprel deprel) {
  switch (deprel) {
    case Deprel::Nsubj:
    case Deprel::NsubjPass:
    case Deprel::Obj:
    case Deprel::Iobj:
    case Deprel::Obl:
    case Deprel::OblAgent:
    case Deprel::Nmod:
    case Deprel::Conj:
      return true;
    default:
      return false;
  }
}

/// The determiner or number that makes a phrase one for two: "the two", "both".
bool says_two(const ReferenceSources& s, TokenId head) {
  for (TokenId child : s.trees.children(head)) {
    if (child < head && s.words.is_two(s.trees.lemma[child])) return true;
  }
  return false;
}

bool has_article(const ReferenceSources& s, TokenId head) {
  for (TokenId child : s.trees.children(head)) {
    if (s.trees.deprel[child] == Deprel::Det && s.trees.feats[child].find("Definite=Def") != std::string_view::npos)
      return true;
  }
  return false;
}

/// "the former", "the latter" without a noun behind them.
bool is_one_of_two(const ReferenceSources& s, TokenId token) {
  const std::string_view form = s.trees.lemma[token];
  if (!s.words.is_former(form) && !s.words.is_latter(form)) return false;
  return s.trees.deprel[token] != Deprel::Amod && s.trees.deprel[token] != Deprel::Compound && has_article(s, token);
}

/// "the two" as a phrase of its own.
bool is_bare_two(const ReferenceSources& s, TokenId token) {
  return s.trees.upos[token] == Upos::Num && s.words.is_two(s.trees.lemma[token]) &&
         is_subject_or_object(s.trees.deprel[token]) && s.trees.deprel[token] != Deprel::Nmod && has_article(s, token);
}

/// "its attack", "his trip": who owns what is done has done it.
bool is_owner(const ReferenceSources& s, TokenId token) {
  return s.trees.xpos[token] == "PRP$" && s.trees.deprel[token] == Deprel::NmodPoss &&
         s.trees.feats[token].find("Person=3") != std::string_view::npos;
}

}  // namespace

bool PairFinder::points_back(const ReferenceSources& s, TokenId token) {
  switch (s.trees.upos[token]) {
    case Upos::Noun:
      if (s.words.pair(s.trees.lemma[token]) == PairClass::None) return is_one_of_two(s, token);
      if (s.trees.xpos[token].ends_with('S')) return says_two(s, token);
      return has_article(s, token) && s.words.pair(s.trees.lemma[token]) != PairClass::States &&
             s.words.is_two(s.trees.lemma[token]);
    case Upos::Adj:
      return is_one_of_two(s, token);
    case Upos::Num:
      return is_bare_two(s, token);
    default:
      return false;
  }
}

void set_parts(const std::vector<MentionPart>& parts, Mentions& mentions, Mention& mention) {
  std::vector<MentionPart>& owned = mentions.owned_parts.emplace_back(parts);
  mention.parts = owned;
  mention.plural = true;
  std::vector<std::string_view>& members = mentions.owned_members.emplace_back();
  bool one_sector = true;
  for (const MentionPart& part : owned) {
    if (!part.country.empty()) members.push_back(part.country);
    one_sector = one_sector && part.sector == owned.front().sector;
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  mention.members = members;
  if (members.size() == 1) mention.country = members.front();
  if (one_sector) mention.sector = owned.front().sector;
}

void add_pointing_mentions(const ReferenceSources& sources, Mentions& mentions) {
  std::vector<Mention> added;
  for (SentenceId id(0); id < sources.tokens.sentences.end_id(); ++id) {
    const text::Sentence& sentence = sources.tokens.sentences[id];
    if (sentence.role == text::SentenceRole::Slug) continue;
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      if (mentions.covering[token].exists()) continue;
      if (!PairFinder::points_back(sources, token) && !is_owner(sources, token)) continue;
      Mention mention;
      mention.kind = MentionKind::Pronoun;
      mention.head = token;
      mention.begin = token;
      mention.end = token + 1;
      mention.sentence = id;
      for (TokenId child : sources.trees.children(token)) {
        const bool close = child < token && child + 4 > token;
        if (close && child < mention.begin && !mentions.covering[child].exists()) mention.begin = child;
      }
      added.push_back(mention);
    }
  }
  if (added.empty()) return;
  IdVector<MentionId, Mention> all;
  all.reserve(mentions.all.size() + added.size());
  auto next = added.begin();
  for (const Mention& mention : mentions.all) {
    for (; next != added.end() && next->begin < mention.begin; ++next) all.push_back(*next);
    all.push_back(mention);
  }
  for (; next != added.end(); ++next) all.push_back(*next);
  // What a mention covers beyond its words stays its own: the old ids are told by their order.
  std::vector<MentionId> now(mentions.all.size());
  MentionId old(0);
  for (MentionId id(0); id < all.end_id(); ++id) {
    if (old < mentions.all.end_id() && all[id].begin == mentions.all[old].begin &&
        all[id].head == mentions.all[old].head) {
      now[old.index()] = id;
      ++old;
    } else {
      for (TokenId token = all[id].begin; token < all[id].end; ++token) {
        if (!mentions.covering[token].exists()) mentions.covering[token] = MentionId(mentions.all.size() + id.index());
      }
    }
  }
  for (TokenId token(0); token.index() < sources.tokens.size(); ++token) {
    MentionId& covering = mentions.covering[token];
    if (!covering.exists()) continue;
    covering =
        covering < mentions.all.end_id() ? now[covering.index()] : MentionId(covering.index() - mentions.all.size());
  }
  mentions.all = std::move(all);
}

PairClass PairFinder::class_of(const Mention& mention) const {
  const TokenId head = mention.head;
  if (!points_back(s_, head)) return PairClass::None;
  const PairClass pair = s_.words.pair(s_.trees.lemma[head]);
  return pair == PairClass::None ? PairClass::Any : pair;
}

bool PairFinder::stands_in_place(TokenId head) const {
  const Deprel deprel = s_.trees.deprel[head];
  return deprel == Deprel::Obl || deprel == Deprel::Nmod;
}

bool PairFinder::may_be_one(const Mention& mention, PairClass of) const {
  if (mention.name.empty() || !mention.parts.empty()) return false;
  switch (of) {
    case PairClass::Persons:
      return mention.kind == MentionKind::Person;
    case PairClass::States:
      return mention.kind == MentionKind::Country && !(mention.place && stands_in_place(mention.head));
    case PairClass::Any:
      return mention.kind == MentionKind::Person || mention.kind == MentionKind::Organisation ||
             (mention.kind == MentionKind::Country && !(mention.place && stands_in_place(mention.head)));
    case PairClass::None:
      break;
  }
  return false;
}

std::vector<MentionPart> PairFinder::last_two(MentionId before, PairClass of) const {
  std::vector<MentionPart> parts;
  const SentenceId here = mentions_.all[before].sentence;
  SentenceId sentence = here;
  const auto holds = [&](std::string_view name) {
    return std::any_of(parts.begin(), parts.end(), [&](const MentionPart& part) { return part.name == name; });
  };
  for (MentionId id = before; id.index() > 0;) {
    --id;
    const Mention& mention = mentions_.all[id];
    if (mention.sentence != sentence) {
      if (parts.size() >= 2) break;
      if (here - mention.sentence > kMaxSentencesBack) break;
      sentence = mention.sentence;
    }
    if (is_one_of_two(s_, mention.head)) continue;  // it points to one of the two itself
    const bool pronoun = mention.kind == MentionKind::Pronoun && !mention.name.empty() && mention.parts.empty() &&
                         of != PairClass::States && !mention.plural;
    if ((!pronoun && !may_be_one(mention, of)) || holds(mention.name)) continue;
    if (pronoun && s_.trees.feats[mention.head].find("Gender=Neut") != std::string_view::npos &&
        of == PairClass::Persons)
      continue;
    parts.push_back({mention.name, mention.country, mention.sector});
  }
  if (parts.size() != 2) return {};
  std::reverse(parts.begin(), parts.end());
  return parts;
}

MentionPart PairFinder::leader_of(std::string_view iso3, MentionId id) const {
  const Offices offices{s_.directory, s_.published};
  const Mention* found = nullptr;
  for (const Mention& mention : mentions_.around(id, kMaxMentionsAway)) {
    if (mention.country != iso3 || (found != nullptr && found->name == mention.name)) continue;
    const auto person = offices.person_of(mention);
    if (!person || !offices.leads(*person)) continue;
    if (found != nullptr) {
      found = nullptr;
      break;  // a president and a premier
    }
    found = &mention;
  }
  if (found != nullptr) return {found->name, found->country, found->sector};
  return {s_.directory.country(s_.directory.country_from(iso3)).name, iso3, knowledge::name_of(knowledge::Sector::Gov)};
}

bool PairFinder::settle_leaders(MentionId id) {
  Mention& mention = mentions_.all[id];
  const TokenId head = mention.head;
  if (!mention.plural || !s_.words.is_leader(s_.trees.lemma[head])) return false;
  for (TokenId first : s_.trees.children(head)) {
    if (s_.trees.deprel[first] != Deprel::Nmod || first < head || first >= mention.end) continue;
    std::vector<MentionPart> parts;
    if (!mention.country.empty()) parts.push_back(leader_of(mention.country, id));
    for (TokenId other : s_.trees.children(first)) {
      if (s_.trees.deprel[other] != Deprel::Conj) continue;
      const Mention* state = mentions_.at(other);
      if (state == nullptr || state->kind != MentionKind::Country) return false;
      parts.push_back(leader_of(state->country, id));
    }
    if (parts.size() < 2) return false;
    set_parts(parts, mentions_, mention);
    mention.country = {};
    return true;
  }
  return false;
}

bool PairFinder::settle(MentionId id) {
  const PairClass of = class_of(mentions_.all[id]);
  if (of == PairClass::None) return false;
  std::vector<MentionPart> parts = last_two(id, of);
  // "Both sides" of a text about states, else about persons.
  if (of == PairClass::Any) {
    std::vector<MentionPart> states = last_two(id, PairClass::States);
    if (parts.empty()) parts = std::move(states);
    if (parts.empty()) parts = last_two(id, PairClass::Persons);
  }
  if (parts.empty()) return false;
  if (of == PairClass::States && parts.front().country == parts.back().country) return false;
  Mention& mention = mentions_.all[id];
  if (is_one_of_two(s_, mention.head)) {
    const MentionPart& one = s_.words.is_former(s_.trees.lemma[mention.head]) ? parts.front() : parts.back();
    mention.name = one.name;
    mention.country = one.country;
    mention.sector = one.sector;
    return true;
  }
  set_parts(parts, mentions_, mention);
  mention.kind = MentionKind::Group;
  if (of == PairClass::Persons) mention.kind = MentionKind::Described;
  return true;
}

}  // namespace chancery::reading
