// Slots of the frame first; then what the tree hides: the subject around a noun of action, the owner of a report, the
// phrase right before a verb. Right for plain clauses, passives, nominalisations with possessives and prepositions;
// wrong where the parser hung a phrase on another verb. Tested by: predicates_test.cpp and tests/golden/records.
#include "coding/roles.h"

#include <algorithm>

namespace chancery::coding {

using knowledge::Entry;
using knowledge::Frame;
using knowledge::Slot;
using knowledge::SlotKind;
using reading::Heads;
using reading::Mention;
using syntax::Deprel;
using syntax::Upos;

Heads without(const Heads& from, const Heads& others) {
  Heads left;
  for (TokenId head : from) {
    if (!others.contains(head)) left.add(head);
  }
  return left;
}

Heads Roles::without_owners(const Heads& from, const Heads& others) const {
  Heads left;
  for (TokenId head : from) {
    const Mention* owner = s_.mentions.at(head);
    const bool again = owner != nullptr && owner->kind == reading::MentionKind::Pronoun && !owner->name.empty() &&
                       std::any_of(others.begin(), others.end(), [&](TokenId other) {
                         const Mention* mention = s_.mentions.at(other);
                         return mention != nullptr && mention->name == owner->name;
                       });
    if (!again) left.add(head);
  }
  return left;
}

void Roles::fill(const Entry& entry, TokenId token, Heads& actors, Heads& recipients) const {
  const Frame& frame = *entry.frame;
  if (!frame.both.empty()) {
    for (const Slot& slot : frame.both) actors.add_all(parties(token, slot, Accept::Parties));
    if (actors.size() < 2) {
      for (const Slot& slot : frame.both) {
        if (slot.kind == SlotKind::Subject || slot.kind == SlotKind::Preposition)
          actors.add_all(parties(token, slot, Accept::Names));
      }
    }
    if (actors.size() == 1 && s_.trees.upos[token] == Upos::Noun) add_subject_around(token, actors);
    return;
  }
  actors = first_filled(token, frame.actor, Accept::Parties);
  if (actors.empty()) actors = actors_around(token, frame);
  if (actors.empty()) actors = first_filled(token, frame.actor, Accept::Names);
  recipients =
      without(without(first_filled(token, frame.recipient, Accept::Anything), actors), named_things(entry, token));
  if (recipients.empty()) recipients = without(named_parties(entry, token), actors);
}

/// "National Nurses United, a union that endorsed X": the name that a noun stands in apposition to; none where it does
/// not.
TokenId Roles::name_before(TokenId noun) const {
  if (s_.trees.deprel[noun] != Deprel::Appos) return TokenId::none();
  const TokenId name = s_.trees.head[noun];
  const Mention* mention = name.exists() && name < noun ? s_.mentions.at(name) : nullptr;
  if (mention == nullptr) return TokenId::none();
  const bool named = mention->kind == reading::MentionKind::Person ||
                     mention->kind == reading::MentionKind::Organisation ||
                     mention->kind == reading::MentionKind::Country;
  return named ? name : TokenId::none();
}

TokenId Roles::party_of(TokenId head, bool modifier) const {
  if (const TokenId name = modifier ? TokenId::none() : name_before(head); name.exists()) {
    const Mention* noun = s_.mentions.at(head);
    if (noun == nullptr || noun->kind == reading::MentionKind::Described) return name;
  }
  if (const Mention* mention = s_.mentions.at(head)) {
    if (!modifier || !mention->country.empty() || mention->kind == reading::MentionKind::Organisation ||
        mention->kind == reading::MentionKind::Person) {
      return head;
    }
    return TokenId::none();
  }
  if (modifier) return TokenId::none();
  const auto mentioned_child = [&](auto&& accepts) {
    for (TokenId child : s_.trees.children(head)) {
      const Mention* mention = s_.mentions.at(child);
      if (mention != nullptr && mention->kind != reading::MentionKind::Pronoun && accepts(child)) return child;
    }
    return TokenId::none();
  };
  const TokenId possessor = mentioned_child([&](TokenId child) { return s_.trees.deprel[child] == Deprel::NmodPoss; });
  if (possessor.exists()) return possessor;
  const TokenId modifying = mentioned_child([&](TokenId child) {
    const Deprel deprel = s_.trees.deprel[child];
    return (deprel == Deprel::Amod || deprel == Deprel::Compound) && !s_.mentions.at(child)->country.empty();
  });
  if (modifying.exists()) return modifying;
  return mentioned_child([&](TokenId child) {
    return s_.trees.deprel[child] == Deprel::Nmod &&
           (clauses_.has_preposition(child, "of") || clauses_.has_preposition(child, "such_as") ||
            clauses_.has_preposition(child, "including"));
  });
}

TokenId Roles::party_in_clause(TokenId trigger, const Heads& actors, EventType event, const Heads& things) const {
  const bool places = event == EventType::Aid || event == EventType::Mobilize || event == EventType::Agree;
  TokenId found = TokenId::none();
  const auto search = [&](auto&& self, TokenId at, int depth) -> void {
    for (TokenId child : s_.trees.children(at)) {
      if (child < trigger) continue;
      const Deprel deprel = s_.trees.deprel[child];
      const bool argument = deprel == Deprel::Obj || deprel == Deprel::Obl || deprel == Deprel::Nmod ||
                            deprel == Deprel::Iobj || deprel == Deprel::NmodPoss;
      const bool clause = deprel == Deprel::Xcomp || deprel == Deprel::Ccomp;
      const bool subject = depth > 0 && (deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass);
      const Mention* mention = s_.mentions.at(child);
      const bool modifier = depth > 0 && (deprel == Deprel::Compound || deprel == Deprel::Amod) && mention != nullptr &&
                            !mention->country.empty();
      if (!argument && !clause && !subject && !modifier) continue;
      if (reading::time_at(s_.times, child) != nullptr || (!places && stands_in_place(child))) continue;
      if (mention != nullptr && child == mention->head && !things.contains(child) &&
          is_other(*mention, actors, event) && (!found.exists() || child < found)) {
        found = child;
      }
      if (depth < 3) self(self, child, depth + 1);
    }
  };
  search(search, trigger, 0);
  return found;
}

bool Roles::names(const knowledge::Constraint& constraint, TokenId head) const {
  return std::any_of(constraint.lemmas.begin(), constraint.lemmas.end(), [&](std::string_view lemma) {
    if (!lemma.starts_with('@')) return is_lemma(lemma, head);
    const Mention* mention = s_.mentions.at(head);
    if (mention == nullptr) return false;
    return lemma == "@person" ? mention->kind == reading::MentionKind::Person : mention->sector == lemma.substr(1);
  });
}

bool Roles::is_lemma(std::string_view lemma, TokenId token) const {
  const std::string_view told = s_.trees.lemma[token];
  if (told == lemma) return true;
  // "Lightning struck": the first word of a sentence, taken for a name.
  const bool opens = token == s_.tokens.sentences[s_.tokens.sentence_of[token]].begin;
  return opens && told.size() == lemma.size() && !told.empty() && told[0] >= 'A' && told[0] <= 'Z' &&
         static_cast<char>(told[0] | 0x20) == lemma[0] && told.substr(1) == lemma.substr(1);
}

bool Roles::fits(TokenId token, const Entry& entry) const {
  for (const knowledge::Constraint& constraint : entry.constraints) {
    bool fit = false;
    for (TokenId head : clauses_.fill(token, constraint.slot)) {
      // "agreed to a truce on Friday" is no "agree on", "protested for the right to speak" no "protest to".
      const bool infinitive = constraint.slot.kind == SlotKind::Preposition && s_.trees.xpos[head] == "VB";
      fit |= constraint.lemmas.empty() ? reading::time_at(s_.times, head) == nullptr && !infinitive
                                       : names(constraint, head);
    }
    if (!fit) return false;
  }
  return true;
}

void Roles::add_subject_around(TokenId noun, Heads& parties_found) const {
  constexpr int kMaxWay = 3;
  TokenId at = noun;
  for (int way = 0; way < kMaxWay; ++way) {
    const Deprel deprel = s_.trees.deprel[at];
    const TokenId head = s_.trees.head[at];
    if (!head.exists() || deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass || deprel == Deprel::Conj) return;
    at = head;
    if (s_.trees.upos[at] != Upos::Verb) continue;
    if (s_.trees.xpos[at] == "VB" && !clauses_.child_with(at, Deprel::Aux).exists()) return;  // a purpose
    const TokenId subject = clauses_.surface_subject(at);
    if (!subject.exists() || clauses_.is_passive(at)) return;
    const TokenId party = party_of(subject, false);
    if (party.exists()) parties_found.add(party);
    return;
  }
}

Heads Roles::actors_around(TokenId token, const Frame& frame) const {
  Heads found;
  if (frame.actor.empty() || frame.actor.front().kind != SlotKind::Subject || clauses_.is_passive(token)) return found;
  const Deprel deprel = s_.trees.deprel[token];
  const TokenId head = s_.trees.head[token];
  // "passed a resolution criticising Y", "issued a report critical of Y": he who passed it says it.
  if (head.exists() && s_.trees.upos[head] == Upos::Noun && s_.mentions.at(head) == nullptr &&
      (deprel == Deprel::Acl || (deprel == Deprel::Amod && head < token))) {
    const TokenId owner = party_of(head, false);
    if (owner.exists()) {
      found.add(owner);
      return found;
    }
    const TokenId verb = s_.trees.head[head];
    const Deprel role = s_.trees.deprel[head];
    if (verb.exists() && (role == Deprel::Obj || role == Deprel::Obl)) {
      for (TokenId subject : clauses_.fill(verb, {SlotKind::Subject, {}})) {
        const TokenId party = party_of(subject, false);
        if (party.exists()) found.add(party);
      }
    }
    return found;
  }
  // A finite verb whose subject the parser hung on it as something else: the phrase right before it.
  if (s_.trees.upos[token] != Upos::Verb || clauses_.surface_subject(token).exists()) return found;
  const std::string_view xpos = s_.trees.xpos[token];
  if (xpos != "VBD" && xpos != "VBZ" && xpos != "VBP") return found;
  const TokenId begin = s_.tokens.sentences[s_.tokens.sentence_of[token]].begin;
  for (TokenId at = token; at > begin;) {
    --at;
    if (s_.trees.upos[at] == Upos::Adv) continue;
    const Mention* mention = s_.mentions.at(at);
    if (mention == nullptr || mention->end != at + 1) break;
    bool hangs_here = false;
    for (TokenId part = mention->begin; part < mention->end; ++part) hangs_here |= s_.trees.head[part] == token;
    if (hangs_here && s_.mentions.at(mention->head) != nullptr) found.add(mention->head);
    break;
  }
  return found;
}

Heads Roles::named_parties(const Entry& entry, TokenId token) const {
  Heads found;
  for (const knowledge::Constraint& constraint : entry.constraints) {
    if (constraint.lemmas.empty() || constraint.slot.kind != SlotKind::Object) continue;
    for (TokenId head : clauses_.fill(token, constraint.slot)) {
      if (!names(constraint, head)) continue;
      const TokenId party = party_of(head, false);
      if (!party.exists()) continue;
      const Mention& mention = *s_.mentions.at(party);
      // "Put its troops on alert": what is his own is no other party.
      const TokenId owner = clauses_.child_with(party, Deprel::NmodPoss);
      if (owner.exists() && s_.trees.upos[owner] == Upos::Pron) continue;
      if (!mention.country.empty() || mention.kind == reading::MentionKind::Organisation ||
          mention.kind == reading::MentionKind::Group) {
        found.add(party);
      }
    }
  }
  return found;
}

Heads Roles::named_objects(const Entry& entry, TokenId token) const {
  Heads things;
  for (const knowledge::Constraint& constraint : entry.constraints) {
    if (constraint.slot.kind != SlotKind::Object) continue;
    for (TokenId head : clauses_.fill(token, constraint.slot)) {
      const bool by_word = std::any_of(constraint.lemmas.begin(), constraint.lemmas.end(),
                                       [&](std::string_view lemma) { return is_lemma(lemma, head); });
      if (by_word) things.add(head);
    }
  }
  return things;
}

Heads Roles::named_things(const Entry& entry, TokenId token) const {
  Heads things;
  for (const knowledge::Constraint& constraint : entry.constraints) {
    if (constraint.lemmas.empty() || constraint.slot.kind != SlotKind::Preposition) continue;
    for (TokenId head : clauses_.fill(token, constraint.slot)) {
      if (s_.mentions.at(head) == nullptr && names(constraint, head)) things.add(head);
    }
  }
  return things;
}

Heads Roles::first_filled(TokenId token, const std::vector<Slot>& slots, Accept accept) const {
  for (const Slot& slot : slots) {
    const Heads heads = parties(token, slot, Accept::Parties);
    if (!heads.empty()) return heads;
  }
  if (accept == Accept::Parties) return {};
  for (const Slot& slot : slots) {
    const Heads heads = parties(token, slot, accept);
    if (!heads.empty()) return heads;
  }
  return {};
}

Heads Roles::parties(TokenId token, const Slot& slot, Accept accept) const {
  Heads parties;
  for (TokenId head : clauses_.fill(token, slot)) {
    if (head == token || reading::time_at(s_.times, head) != nullptr) continue;
    const TokenId party = party_of(head, slot.kind == SlotKind::Modifier);
    if (party.exists()) {
      add_with_modifiers(party, slot, parties);
      // "bodies such as the UN and the EU"
      if (party != head && s_.trees.head[party] == head && s_.trees.deprel[party] == Deprel::Nmod &&
          !clauses_.has_preposition(party, "of")) {
        clauses_.add_conjuncts(party, parties);
      }
    } else if (accept == Accept::Names) {
      if (slot.kind != SlotKind::Modifier && s_.trees.upos[head] == Upos::Propn) parties.add(head);
    } else if (accept == Accept::Anything && slot.kind != SlotKind::Modifier && slot.kind != SlotKind::Clause &&
               slot.kind != SlotKind::OpenComplement && is_phrase(head)) {
      parties.add(head);
    }
  }
  return parties;
}

void Roles::add_with_modifiers(TokenId party, const Slot& slot, Heads& parties) const {
  const Mention* mention = s_.mentions.at(party);
  for (TokenId child : s_.trees.children(party)) {
    const Deprel deprel = s_.trees.deprel[child];
    if (deprel != Deprel::Amod && deprel != Deprel::Compound) continue;
    const Mention* other = s_.mentions.at(child);
    if (other == nullptr || other == mention || other->head != child || other->country.empty()) continue;
    if (slot.kind == SlotKind::Modifier || child + 1 < mention->begin) parties.add(child);
  }
  parties.add(party);
}

bool Roles::is_phrase(TokenId head) const {
  const Upos upos = s_.trees.upos[head];
  return upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Num || upos == Upos::Sym;
}

bool Roles::stands_in_place(TokenId head) const {
  const Deprel deprel = s_.trees.deprel[head];
  if (deprel != Deprel::Obl && deprel != Deprel::Nmod) return false;
  for (TokenId child : s_.trees.children(head)) {
    if (s_.trees.deprel[child] == Deprel::Case && s_.lexicon.is_locative(s_.trees.lemma[child])) return true;
  }
  return false;
}

bool Roles::is_other(const Mention& mention, const Heads& actors, EventType event) const {
  if (mention.kind == reading::MentionKind::Pronoun || (mention.country.empty() && mention.sector.empty()))
    return false;
  const auto is_own = [&](TokenId head) {
    const Mention* actor = s_.mentions.at(head);
    return actor != nullptr && actor->country == mention.country;
  };
  if (mention.kind == reading::MentionKind::Described &&
      (event == EventType::Mobilize || event == EventType::Concede) &&
      (mention.country.empty() || std::any_of(actors.begin(), actors.end(), is_own))) {
    return false;
  }
  return std::none_of(actors.begin(), actors.end(), [&](TokenId head) {
    const Mention* actor = s_.mentions.at(head);
    return actor == &mention || (actor != nullptr && !actor->country.empty() && actor->country == mention.country &&
                                 (mention.kind == reading::MentionKind::Country || actor->sector == mention.sector));
  });
}

}  // namespace chancery::coding
