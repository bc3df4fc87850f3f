// Tested by: reference_test.cpp and tests/golden/records/reference.golden.
#include "reading/reference_actors.h"

#include <algorithm>
#include <array>

#include "reading/reference_offices.h"
#include "reading/reference_pairs.h"

namespace chancery::reading {

using knowledge::Meaning;
using syntax::Deprel;
using syntax::Upos;

namespace {

/// How well a mention tells who it is; 0 for one that does not.
int rank_of(const Mention& mention) {
  if (mention.name.empty() || mention.kind == MentionKind::Pronoun) return 0;
  switch (mention.kind) {
    case MentionKind::Person:
      return mention.country.empty() ? 4 : 6;
    case MentionKind::Country:
    case MentionKind::Group:
      return 6;
    case MentionKind::Organisation:
      return mention.country.empty() && mention.sector.empty() ? 4 : 6;
    default:
      return mention.country.empty() ? 1 : 2;
  }
}

bool is_named(const Mention& mention) {
  return mention.kind != MentionKind::Described && mention.kind != MentionKind::Pronoun;
}

class Settler {
 public:
  Settler(const ReferenceSources& sources, Entities& entities, Mentions& mentions)
      : s_(sources),
        entities_(entities),
        mentions_(mentions),
        offices_{sources.directory, sources.published},
        pairs_(sources, mentions) {}

  void run() {
    for (const Phrase& phrase : entities_.phrases) {
      if (!phrase.mention.exists()) continue;
      MentionId& actor = entities_.all[phrase.entity].actor;
      if (rank_of(mentions_.all[phrase.mention]) > (actor.exists() ? rank_of(mentions_.all[actor]) : 0))
        actor = phrase.mention;
    }
    for (MentionId id(0); id < mentions_.all.end_id(); ++id) {
      const PhraseId at = entities_.by_head[mentions_.all[id].head];
      const Phrase* phrase = at.exists() ? &entities_.phrases[at] : nullptr;
      settle(id, phrase);
    }
  }

 private:
  void settle(MentionId id, const Phrase* phrase) {
    Mention& mention = mentions_.all[id];
    if (mention.kind == MentionKind::Pronoun) {
      settle_pronoun(id, phrase);
    } else if (mention.kind == MentionKind::Described) {
      if (pairs_.settle(id) || pairs_.settle_leaders(id)) return;
      if (s_.words.is_counterpart(s_.trees.lemma[mention.head]) && settle_counterpart(id)) return;
      settle_description(id, phrase);
    } else if (mention.kind == MentionKind::Person && mention.country.empty() && phrase != nullptr) {
      take_from_entity(id, *phrase);
    }
  }

  void settle_pronoun(MentionId id, const Phrase* phrase) {
    Mention& mention = mentions_.all[id];
    if (!mention.name.empty()) return;
    if (phrase != nullptr && phrase->reflexive) return;  // "blew himself up" has one party
    if (phrase == nullptr || phrase->form != PhraseForm::Pronoun) {
      if (!pairs_.settle(id) && PairFinder::points_back(s_, mention.head)) drop(id);
      return;
    }
    switch (phrase->pronoun) {
      case PronounKind::He:
      case PronounKind::She:
      case PronounKind::It:
      case PronounKind::They:
        break;
      default:
        return;  // who speaks is told by the statement
    }
    if (take_from_entity(id, *phrase)) return;
    if (phrase->pronoun == PronounKind::They && take_from_joined(id, *phrase)) return;
    if (phrase->possessive) drop(id);
  }

  /// A phrase that was taken for one that points back, and an owner, who point at nobody are no mentions.
  void drop(MentionId id) {
    const Mention& mention = mentions_.all[id];
    for (TokenId token = mention.begin; token < mention.end; ++token) {
      if (mentions_.covering[token] == id) mentions_.covering[token] = MentionId::none();
    }
  }

  /// Copies what is known of the entity; false where nothing is.
  bool take_from_entity(MentionId id, const Phrase& phrase) {
    const MentionId actor = entities_.all[phrase.entity].actor;
    if (!actor.exists() || actor == id) return false;
    const Mention& known = mentions_.all[actor];
    Mention& mention = mentions_.all[id];
    if (mention.kind == MentionKind::Person && known.kind != MentionKind::Person) return false;
    if (mention.kind == MentionKind::Person && known.country.empty()) return false;
    // One wrong link in a chain shall not make a state a "she".
    const bool person = known.kind == MentionKind::Person || known.kind == MentionKind::Described;
    const bool he = phrase.pronoun == PronounKind::He || phrase.pronoun == PronounKind::She;
    if ((he && !person) || (phrase.pronoun == PronounKind::It && known.kind == MentionKind::Person)) return false;
    mention.name = known.name;
    mention.country = known.country;
    mention.sector = known.sector;
    mention.members = known.members;
    mention.parts = known.parts;
    if (mention.kind == MentionKind::Pronoun) mention.plural = known.plural;
    return true;
  }

  /// "Xi and Putin met. They …"
  bool take_from_joined(MentionId id, const Phrase& phrase) {
    const Phrase& first = entities_.phrases[entities_.all[phrase.entity].first];
    if (!first.joined) return false;
    std::vector<MentionPart> parts;
    add_part(first.head, parts);
    for (TokenId child : s_.trees.children(first.head)) {
      if (s_.trees.deprel[child] == Deprel::Conj && !add_part(child, parts)) return false;
    }
    if (parts.size() < 2) return false;
    set_parts(parts, mentions_, mentions_.all[id]);
    return true;
  }
  bool add_part(TokenId head, std::vector<MentionPart>& parts) const {
    const Mention* mention = mentions_.at(head);
    if (mention == nullptr || mention->name.empty()) return false;
    parts.push_back({mention->name, mention->country, mention->sector});
    return true;
  }

  void settle_description(MentionId id, const Phrase* phrase) {
    Mention& mention = mentions_.all[id];
    if (phrase != nullptr && phrase->definite && !mention.plural) {
      const MentionId actor = entities_.all[phrase->entity].actor;
      if (actor.exists() && actor < id && fits(mention, *phrase, mentions_.all[actor])) {
        const Mention& known = mentions_.all[actor];
        mention.name = known.name;
        if (!known.country.empty()) mention.country = known.country;
        if (!known.sector.empty()) mention.sector = known.sector;
        return;
      }
      if (settle_title(id) || settle_body(id, *phrase)) return;
    }
    if (mention.country.empty()) settle_owned(mention);
  }

  /// Whether a description can be of somebody who was named.
  static bool fits(const Mention& mention, const Phrase& phrase, const Mention& known) {
    if (!is_named(known) || known.kind == MentionKind::Group) return false;
    if (!mention.country.empty() && !known.country.empty() && mention.country != known.country) return false;
    switch (phrase.sort) {
      case Sort::Person:
        return known.kind == MentionKind::Person;
      case Sort::Organisation:
      case Sort::People:
        return known.kind == MentionKind::Organisation;
      case Sort::Place:
        return known.kind == MentionKind::Country;
      case Sort::Unknown:
        return known.kind != MentionKind::Country;
    }
    return false;
  }

  /// "The president" is the one who was named before and holds such an office, if there is only one.
  bool settle_title(MentionId id) {
    constexpr std::size_t kMaxSentencesBack = 8;
    Mention& mention = mentions_.all[id];
    if (!s_.published) return false;
    const auto titles = s_.directory.find(s_.tokens.slice(mention.begin, mention.end));
    if (std::none_of(titles.begin(), titles.end(), [](const auto& row) { return row.kind == Meaning::Title; }))
      return false;
    const Mention* found = nullptr;
    for (MentionId at = id; at.index() > 0;) {
      --at;
      const Mention& before = mentions_.all[at];
      if (mention.sentence - before.sentence > kMaxSentencesBack) break;
      if (before.kind != MentionKind::Person || (found != nullptr && found->name == before.name)) continue;
      if (!mention.country.empty() && mention.country != before.country) continue;
      const auto person = offices_.person_of(before);
      if (!person || !offices_.holds(*person, titles)) continue;
      if (found != nullptr) return false;  // two of them
      found = &before;
    }
    if (found == nullptr) return false;
    mention.name = found->name;
    mention.country = found->country;
    mention.sector = found->sector;
    return true;
  }

  /// "The group" after "Hamas", "the ministry" after "the Foreign Ministry": the one organisation that it can be.
  bool settle_body(MentionId id, const Phrase& phrase) {
    constexpr std::size_t kMaxSentencesBack = 2;
    Mention& mention = mentions_.all[id];
    if (phrase.sort != Sort::Organisation || !mention.country.empty() || is_modified(phrase.head)) return false;
    const bool any = s_.words.is_body(s_.trees.lemma[phrase.head]);
    const Mention* found = nullptr;
    for (MentionId at = id; at.index() > 0;) {
      --at;
      const Mention& before = mentions_.all[at];
      if (mention.sentence - before.sentence > kMaxSentencesBack) break;
      const bool group = before.kind == MentionKind::Group && before.parts.empty() && any;
      if (before.kind != MentionKind::Organisation && !group) continue;
      if (found != nullptr && found->name == before.name) continue;
      if (!any && !has_word(before, s_.trees.lemma[phrase.head])) continue;
      if (found != nullptr) return false;
      found = &before;
    }
    if (found == nullptr || found->name.empty()) return false;
    mention.name = found->name;
    mention.country = found->country;
    if (!found->sector.empty()) mention.sector = found->sector;
    mention.members = found->members;
    return true;
  }
  bool is_modified(TokenId head) const {
    for (TokenId child : s_.trees.children(head)) {
      const Deprel deprel = s_.trees.deprel[child];
      if (deprel == Deprel::Amod || deprel == Deprel::Compound || deprel == Deprel::Nmod ||
          deprel == Deprel::NmodPoss || deprel == Deprel::AclRelcl || deprel == Deprel::Acl)
        return true;
    }
    return false;
  }
  bool has_word(const Mention& mention, std::string_view lemma) const {
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    for (TokenId token = mention.begin; token < mention.end; ++token) {
      const std::string_view form = s_.tokens.form(token);
      if (std::equal(form.begin(), form.end(), lemma.begin(), lemma.end(), same)) return true;
    }
    return false;
  }

  /// "Its troops" are those of the state, "his spokesman" is of his country; but not "its allies".
  void settle_owned(Mention& mention) {
    for (TokenId child : s_.trees.children(mention.head)) {
      if (s_.trees.deprel[child] != Deprel::NmodPoss || s_.trees.upos[child] != Upos::Pron) continue;
      const PhraseId pronoun = entities_.by_head[child];
      if (!pronoun.exists()) return;
      const Phrase& phrase = entities_.phrases[pronoun];
      if (phrase.pronoun == PronounKind::I || phrase.pronoun == PronounKind::We || phrase.pronoun == PronounKind::You)
        return;
      const MentionId actor = entities_.all[phrase.entity].actor;
      if (!actor.exists() || !is_agent_of_owner(mention.head)) return;
      const Mention& owner = mentions_.all[actor];
      // What is a person's own may be anybody's, except where the person stands for a state.
      if (owner.kind == MentionKind::Person && owner.sector.empty()) return;
      mention.country = owner.country;
      return;
    }
  }
  bool is_agent_of_owner(TokenId head) const {
    for (const knowledge::MeaningRow& row : s_.directory.find(s_.trees.lemma[head])) {
      if (row.kind != Meaning::Agent && row.kind != Meaning::Title) continue;
      if (row.kind == Meaning::Agent && knowledge::agent_traits(row).kind == knowledge::AgentTraits::Kind::Family)
        return false;
      return true;
    }
    return false;
  }

  /// "His Russian counterpart": of those of that country who were named, the one with the same office; else the one who
  /// holds it on that day.
  bool settle_counterpart(MentionId id) {
    Mention& mention = mentions_.all[id];
    if (mention.country.empty() || !s_.published) return false;
    const Mention* owner = owner_of(mention.head);
    if (owner == nullptr || owner->kind == MentionKind::Country) return false;
    const auto person = offices_.person_of(*owner);
    if (!person || owner->country == mention.country) return false;
    std::string_view named;
    for (const Mention& other : mentions_.around(id, kMaxMentionsAway)) {
      if (other.kind != MentionKind::Person || other.country != mention.country || other.name == named) continue;
      const auto known = offices_.person_of(other);
      if (!known || !offices_.are_same(*person, *known)) continue;
      if (!named.empty()) return false;
      named = other.name;
    }
    if (named.empty()) named = offices_.holder_of_same(*person, mention.country);
    if (named.empty()) return false;
    mention.name = named;
    mention.kind = MentionKind::Person;
    return true;
  }
  const Mention* owner_of(TokenId head) const {
    for (TokenId child : s_.trees.children(head)) {
      if (s_.trees.deprel[child] != Deprel::NmodPoss) continue;
      const PhraseId phrase = entities_.by_head[child];
      if (!phrase.exists()) return mentions_.at(child);
      const MentionId actor = entities_.all[entities_.phrases[phrase].entity].actor;
      return actor.exists() ? &mentions_.all[actor] : nullptr;
    }
    return nullptr;
  }
  const ReferenceSources& s_;
  Entities& entities_;
  Mentions& mentions_;
  const Offices offices_;
  PairFinder pairs_;
};

}  // namespace

void settle_actors(const ReferenceSources& sources, Entities& entities, Mentions& mentions) {
  Settler(sources, entities, mentions).run();
}

}  // namespace chancery::reading
