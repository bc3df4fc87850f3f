// Each word with an entry in the lexicon is read once: its roles are filled by its frame; an operator finds its inner
// act in the tree, which is read first and then belongs to it, so that "refused to meet" is one REJECT and no CONSULT
// beside it. What is left over, is an event of its own, if somebody known takes part in it.
// Right for "X agreed to stop shelling Y" (promise ∘ (stop ∘ shell)); not for acts told over two sentences.
// Tested by: predicates_test.cpp and tests/golden/records.
#include "coding/predicates.h"

#include <algorithm>
#include <span>

#include "coding/modality.h"

namespace chancery::coding {

using knowledge::ActId;
using knowledge::Entry;
using knowledge::Frame;
using knowledge::Slot;
using knowledge::SlotKind;
using knowledge::WordClass;
using reading::Clauses;
using reading::Heads;
using reading::Mention;
using syntax::Deprel;
using syntax::Upos;

struct PredicateFinder::Reading {
  TokenId token;
  ActId act;  // none: the word means nothing that we code
  Heads actors;
  Heads recipients;
  Chain chain;
  std::optional<Status> status;     // what an operator gives
  std::optional<Status> inner;      // of an inner act that is told besides
  std::uint32_t inner_reading = 0;  // 1 + index
  std::uint32_t governor = 0;       // 1 + index of the outer reading that it is part of
  bool told = false;                // gave a predicate, or is part of one that did
  bool negated = false;
};

namespace {

constexpr int kMaxDepth = 6;

std::optional<WordClass> class_of(Upos upos) {
  switch (upos) {
    case Upos::Verb:
      return WordClass::Verb;
    case Upos::Noun:
    case Upos::Propn:
      return WordClass::Noun;
    case Upos::Adj:
      return WordClass::Adjective;
    default:
      return std::nullopt;
  }
}

Heads without(const Heads& heads, const Heads& others) {
  Heads left;
  for (TokenId head : heads) {
    if (!others.contains(head)) left.add(head);
  }
  return left;
}

}  // namespace

class PredicateFinder::Pass {
 public:
  Pass(const PredicateSources& sources, const Topics& topics, std::vector<std::uint32_t>& reading_of,
       std::vector<Reading>& readings, std::vector<Rejection>* rejections)
      : s_(sources),
        topics_(topics),
        clauses_{sources.tokens, sources.trees},
        reading_of_(reading_of),
        readings_(readings),
        rejections_(rejections) {}

  void run(std::vector<Predicate>& out) {
    reading_of_.assign(s_.tokens.size(), 0);
    readings_.clear();
    for (const text::Sentence& sentence : s_.tokens.sentences) {
      if (sentence.role == text::SentenceRole::Slug) continue;
      const std::size_t first = readings_.size();
      for (TokenId token = sentence.begin; token < sentence.end; ++token) read(token, 0);
      // The outer readings first: what they are made of is told with them, or, where nothing came of them, by itself.
      for (std::size_t i = first; i < readings_.size(); ++i) {
        if (readings_[i].governor == 0) emit(readings_[i], out);
      }
      for (std::size_t i = first; i < readings_.size(); ++i) {
        if (readings_[i].governor != 0) emit_part(readings_[i], out);
      }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Predicate& a, const Predicate& b) { return a.trigger < b.trigger; });
  }

 private:
  /// What the word may mean, the closest pattern first.
  std::span<const Entry> entries_at(TokenId token) const {
    const auto word_class = class_of(s_.trees.upos[token]);
    if (!word_class) return {};
    // "it would free the prisoners": whatever has an auxiliary or an object is a verb.
    if (*word_class != WordClass::Verb && is_used_as_verb(token)) {
      const auto verbs = s_.lexicon.entries(WordClass::Verb, s_.trees.lemma[token]);
      if (!verbs.empty()) return verbs;
    }
    return s_.lexicon.entries(*word_class, s_.trees.lemma[token]);
  }
  bool is_used_as_verb(TokenId token) const {
    bool modal = false;
    for (TokenId child : s_.trees.children(token)) {
      const Deprel deprel = s_.trees.deprel[child];
      if (deprel == Deprel::Obj) return true;
      if (deprel == Deprel::Cop) return false;
      modal |= deprel == Deprel::Aux && s_.trees.xpos[child] == "MD";
    }
    return modal;
  }

  bool fits(TokenId token, const Entry& entry) const {
    for (const knowledge::Constraint& constraint : entry.constraints) {
      bool fit = false;
      for (TokenId head : clauses_.fill(token, constraint.slot)) {
        // "agreed to a truce on Friday" is no "agree on".
        fit |= constraint.lemmas.empty() ? reading::time_at(s_.times, head) == nullptr : names(constraint, head);
      }
      if (!fit) return false;
    }
    return true;
  }

  /// Reads `token` and what it governs; 1 + index of its reading, 0 where the lexicon has nothing.
  std::uint32_t read(TokenId token, int depth) {
    std::uint32_t& known = reading_of_[token.index()];
    // A path that comes back to a word whose reading is not finished finds nothing there.
    if (known != 0) return readings_[known - 1].token.exists() ? known : 0;
    if (depth > kMaxDepth) return 0;
    const std::span<const Entry> entries = entries_at(token);
    const auto first =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return fits(token, entry); });
    if (first == entries.end()) return 0;
    readings_.emplace_back();
    const std::uint32_t id = static_cast<std::uint32_t>(readings_.size());
    known = id;  // before the inner act is read, so that a path that comes back here stops
    Reading reading = read_entry(*first, token, depth);
    // An operator that finds nothing to work on and is nothing by itself gives way to the next meaning of the word:
    // "met with the envoy" is no "met with criticism".
    for (auto next = first; next->op.exists() && reading.inner_reading == 0 && !reading.act.exists();) {
      next = std::find_if(next + 1, entries.end(), [&](const Entry& entry) { return fits(token, entry); });
      if (next == entries.end()) break;
      reading = read_entry(*next, token, depth);
    }
    reading.negated = modality_of(clauses_, s_.lexicon, token).negated;
    readings_[id - 1] = reading;
    return id;
  }

  Reading read_entry(const Entry& entry, TokenId token, int depth) {
    Reading reading;
    reading.token = token;
    if (entry.op.exists()) {
      read_operator(entry, token, depth, reading);
    } else {
      read_act(entry, token, depth, reading);
    }
    return reading;
  }

  void read_act(const Entry& entry, TokenId token, int depth, Reading& reading) {
    reading.act = entry.act;
    reading.chain.push({&entry, {}, token});
    fill_roles(entry, token, reading);
    // "launched an air strike": the noun that the pattern names tells the same act, and perhaps more exactly.
    for (const knowledge::Constraint& constraint : entry.constraints) {
      if (constraint.slot.kind == SlotKind::Particle) continue;
      for (TokenId head : clauses_.fill(token, constraint.slot)) {
        if (head != token && s_.trees.upos[head] == Upos::Noun) merge_noun(head, depth, reading);
      }
    }
  }

  void merge_noun(TokenId noun, int depth, Reading& reading) {
    const std::uint32_t id = read(noun, depth + 1);
    if (id == 0) return;
    Reading& told = readings_[id - 1];
    if (told.governor == 0) told.governor = reading_of_[reading.token.index()];
    if (!told.act.exists() || !reading.act.exists()) return;
    const knowledge::Act& general = s_.ontology[reading.act];
    const knowledge::Act& exact = s_.ontology[told.act];
    if (general.event != exact.event) return;
    if (general.mode.empty() && !exact.mode.empty()) reading.act = told.act;
    if (reading.actors.empty()) reading.actors = without(told.actors, reading.recipients);
    if (reading.recipients.empty() && !general.mutual) reading.recipients = without(told.recipients, reading.actors);
    if (general.mutual) reading.actors.add_all(told.actors);
  }

  void fill_roles(const Entry& entry, TokenId token, Reading& reading) const {
    const Frame& frame = *entry.frame;
    if (!frame.both.empty()) {
      for (const Slot& slot : frame.both) reading.actors.add_all(parties(token, slot, Accept::Parties));
      if (reading.actors.size() < 2) {
        for (const Slot& slot : frame.both) {
          if (slot.kind == SlotKind::Subject || slot.kind == SlotKind::Preposition)
            reading.actors.add_all(parties(token, slot, Accept::Names));
        }
      }
      if (reading.actors.size() == 1 && s_.trees.upos[token] == Upos::Noun) add_subject_around(token, reading.actors);
      return;
    }
    reading.actors = first_filled(token, frame.actor, Accept::Parties);
    if (reading.actors.empty()) reading.actors = actors_around(token, frame);
    if (reading.actors.empty()) reading.actors = first_filled(token, frame.actor, Accept::Names);
    reading.recipients = without(without(first_filled(token, frame.recipient, Accept::Anything), reading.actors),
                                 named_things(entry, token));
    if (reading.recipients.empty()) reading.recipients = without(named_parties(entry, token), reading.actors);
  }

  /// "Wang said so in talks with Blinken": he who speaks or acts during the talks is in them.
  void add_subject_around(TokenId noun, Heads& parties_found) const {
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

  /// Actors that the frame finds none of, where the tree hides them.
  Heads actors_around(TokenId token, const Frame& frame) const {
    Heads found;
    if (frame.actor.empty() || frame.actor.front().kind != SlotKind::Subject || clauses_.is_passive(token))
      return found;
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

  /// Those whom the pattern's own words are or belong to: "summoned the Chinese ambassador", "broke Iran's ban".
  Heads named_parties(const Entry& entry, TokenId token) const {
    Heads found;
    for (const knowledge::Constraint& constraint : entry.constraints) {
      if (constraint.lemmas.empty() || constraint.slot.kind != SlotKind::Object) continue;
      for (TokenId head : clauses_.fill(token, constraint.slot)) {
        if (!names(constraint, head)) continue;
        const TokenId party = party_of(head, false);
        if (!party.exists()) continue;
        const Mention& mention = *s_.mentions.at(party);
        if (!mention.country.empty() || mention.kind == reading::MentionKind::Organisation ||
            mention.kind == reading::MentionKind::Group) {
          found.add(party);
        }
      }
    }
    return found;
  }

  /// The words that the pattern itself names behind a preposition ("supplied with weapons") and that are nobody: they
  /// are no recipients.
  Heads named_things(const Entry& entry, TokenId token) const {
    Heads things;
    for (const knowledge::Constraint& constraint : entry.constraints) {
      if (constraint.lemmas.empty() || constraint.slot.kind != SlotKind::Preposition) continue;
      for (TokenId head : clauses_.fill(token, constraint.slot)) {
        if (s_.mentions.at(head) == nullptr && names(constraint, head)) things.add(head);
      }
    }
    return things;
  }
  bool names(const knowledge::Constraint& constraint, TokenId head) const {
    return std::any_of(constraint.lemmas.begin(), constraint.lemmas.end(), [&](std::string_view lemma) {
      if (!lemma.starts_with('@')) return lemma == s_.trees.lemma[head];
      const Mention* mention = s_.mentions.at(head);
      if (mention == nullptr) return false;
      return lemma == "@person" ? mention->kind == reading::MentionKind::Person : mention->sector == lemma.substr(1);
    });
  }

  /// Who or what may fill a role: those who can act; also names of nobody known; also things.
  enum class Accept : std::uint8_t { Parties, Names, Anything };

  /// The first slot with somebody in it who can act; else the first with what else is accepted.
  Heads first_filled(TokenId token, const std::vector<Slot>& slots, Accept accept) const {
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

  /// Those in a slot who can act; for `accept` also unknown names, or things.
  Heads parties(TokenId token, const Slot& slot, Accept accept) const {
    Heads parties;
    for (TokenId head : clauses_.fill(token, slot)) {
      if (head == token || reading::time_at(s_.times, head) != nullptr) continue;
      const TokenId party = party_of(head, slot.kind == SlotKind::Modifier);
      if (party.exists()) {
        add_with_modifiers(party, slot, parties);
      } else if (accept == Accept::Names) {
        if (slot.kind != SlotKind::Modifier && s_.trees.upos[head] == Upos::Propn) parties.add(head);
      } else if (accept == Accept::Anything && slot.kind != SlotKind::Modifier && slot.kind != SlotKind::Clause &&
                 slot.kind != SlotKind::OpenComplement && is_phrase(head)) {
        parties.add(head);
      }
    }
    return parties;
  }
  /// "Soviet-American talks", "Iranian and Tajik officials": the other country of the pair is a party too.
  void add_with_modifiers(TokenId party, const Slot& slot, Heads& parties) const {
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

  bool is_phrase(TokenId head) const {
    const Upos upos = s_.trees.upos[head];
    return upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Num || upos == Upos::Sym;
  }

  /// Whose phrase it is: that of its head, or of its possessor ("China's policy", "the policy of China", "US calls").
  TokenId party_of(TokenId head, bool modifier) const {
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
    const TokenId possessor =
        mentioned_child([&](TokenId child) { return s_.trees.deprel[child] == Deprel::NmodPoss; });
    if (possessor.exists()) return possessor;
    const TokenId modifying = mentioned_child([&](TokenId child) {
      const Deprel deprel = s_.trees.deprel[child];
      return (deprel == Deprel::Amod || deprel == Deprel::Compound) && !s_.mentions.at(child)->country.empty();
    });
    if (modifying.exists()) return modifying;
    return mentioned_child(
        [&](TokenId child) { return s_.trees.deprel[child] == Deprel::Nmod && clauses_.has_preposition(child, "of"); });
  }

  /// The reading of the act that `head` names: its own, or that of what hangs on it ("decision to withdraw").
  std::uint32_t inner_reading(TokenId head, int depth) {
    if (const std::uint32_t id = read(head, depth + 1)) return id;
    for (TokenId child : s_.trees.children(head)) {
      const Deprel deprel = s_.trees.deprel[child];
      if (deprel == Deprel::Acl || deprel == Deprel::Xcomp || deprel == Deprel::Nmod || deprel == Deprel::Ccomp) {
        if (const std::uint32_t id = read(child, depth + 1)) return id;
      }
    }
    return 0;
  }

  void read_operator(const Entry& entry, TokenId token, int depth, Reading& reading) {
    const Frame& frame = *entry.frame;
    const knowledge::Operator& op = s_.ontology[entry.op];
    reading.chain.push({&entry, entry.op, token});
    std::uint32_t inner_id = 0;
    for (const Slot& slot : frame.inner) {
      for (TokenId head : clauses_.fill(token, slot)) {
        if (inner_id == 0 && head != token) inner_id = inner_reading(head, depth);
      }
      if (inner_id != 0) break;
    }
    fill_roles(entry, token, reading);
    // "went on hunger strike": the noun that the pattern names is told with it, and may say it more exactly.
    ActId exact = op.bare;
    for (const knowledge::Constraint& constraint : entry.constraints) {
      if (constraint.lemmas.empty() || constraint.slot.kind == SlotKind::Particle) continue;
      for (TokenId head : clauses_.fill(token, constraint.slot)) {
        if (head == token || s_.trees.upos[head] != Upos::Noun || !names(constraint, head)) continue;
        const std::uint32_t id = read(head, depth + 1);
        if (id == 0) continue;
        Reading& noun = readings_[id - 1];
        if (noun.governor == 0) noun.governor = reading_of_[token.index()];
        if (op.bare.exists() && noun.act.exists() && s_.ontology[op.bare].event == s_.ontology[noun.act].event)
          exact = noun.act;
      }
    }
    if (inner_id == 0) {
      reading.act = exact;
      return;
    }
    if (frame.recipient_does_inner) give_inner_actor(reading, readings_[inner_id - 1]);
    // A copy: the vector may move while more is read.
    const Reading inner = readings_[inner_id - 1];
    ActId operand = inner.act;
    if (inner.negated && operand.exists()) {
      const ActId stopped = s_.ontology.compose(s_.ontology.operator_of(knowledge::Reading::NegatedInner), operand);
      if (stopped.exists()) operand = stopped;
    }
    reading.act = operand.exists() ? s_.ontology.compose(entry.op, operand) : op.bare;
    reading.status = op.outer;
    for (std::size_t i = 0; i < inner.chain.size; ++i) reading.chain.push(inner.chain.links[i]);
    reading.inner_reading = inner_id;
    reading.inner = op.inner;
    if (readings_[inner_id - 1].governor == 0) readings_[inner_id - 1].governor = reading_of_[token.index()];
    inherit_roles(inner, frame, reading);
  }

  /// "accused X of bombing", "blamed X for the attack": X does the inner act, unless that names its own actor.
  void give_inner_actor(const Reading& outer, Reading& inner) const {
    const bool is_verb = s_.trees.upos[inner.token] == Upos::Verb;
    const bool names_own = is_verb ? clauses_.child_with(inner.token, Deprel::Nsubj).exists() ||
                                         clauses_.child_with(inner.token, Deprel::NsubjPass).exists()
                                   : !inner.actors.empty();
    if (names_own || (is_verb && clauses_.is_passive(inner.token))) return;
    Heads doers;
    for (TokenId head : outer.recipients) {
      if (head != inner.token && s_.mentions.at(head) != nullptr) doers.add(head);
    }
    if (doers.empty()) return;
    inner.actors = doers;
    inner.recipients = without(inner.recipients, doers);
  }

  /// What the operator's own frame leaves open is taken from the inner act.
  void inherit_roles(const Reading& inner, const Frame& frame, Reading& reading) const {
    // The inner act's own word is no party ("rejected talks").
    Heads own;
    for (TokenId head : reading.recipients) {
      if (head != inner.token && s_.mentions.at(head) != nullptr) own.add(head);
    }
    const bool passes_on = reading.act.exists() && inner.act == reading.act;  // "launched an attack": the attack itself
    if (reading.act.exists() && s_.ontology[reading.act].mutual && inner.recipients.empty() && own.empty()) {
      reading.actors.add_all(inner.actors);
      reading.recipients = {};
      return;
    }
    if (reading.actors.empty() && (passes_on || !frame.recipient_does_inner)) reading.actors = inner.actors;
    if (frame.recipient_does_inner && !passes_on && own.empty()) {
      // "accused the law of attacking society": it is the law, known or not, and never whom the inner act is done to.
      const Heads doers = without(inner.actors, reading.actors);
      Heads left;
      for (TokenId head : reading.recipients) {
        if (head != inner.token) left.add(head);
      }
      if (!left.empty() || !doers.empty()) {
        reading.recipients = !doers.empty() ? doers : left;
        return;
      }
    }
    const Heads others = without(inner.actors, reading.actors);
    const Heads targets = without(inner.recipients, reading.actors);
    if (passes_on)
      reading.recipients = !targets.empty() ? targets : own;
    else if (!own.empty())
      reading.recipients = own;
    else if (!others.empty())
      reading.recipients = others;
    else if (!targets.empty())
      reading.recipients = targets;
    else {
      Heads left;
      for (TokenId head : reading.recipients) {
        if (head != inner.token) left.add(head);
      }
      reading.recipients = left;
    }
  }

  /// A recipient is somebody. What is neither somebody nor a name ("the idea", "two terms") is none, except where
  /// things are what is destroyed or taken.
  void drop_things(EventType event, Predicate& predicate) const {
    if (event == EventType::Assault || event == EventType::Coerce) return;
    Heads left;
    for (TokenId head : predicate.recipients) {
      if (s_.mentions.at(head) != nullptr || s_.trees.upos[head] == Upos::Propn) left.add(head);
    }
    predicate.recipients = left;
  }

  /// Somebody known whom the clause of the act names and no role has taken: "agreed to open its borders for Afghans",
  /// "demanded that the minister explain himself". The first in text order, behind the word.
  TokenId party_in_clause(const Reading& reading, EventType event) const {
    const bool places = event == EventType::Aid || event == EventType::Mobilize || event == EventType::Agree;
    TokenId found = TokenId::none();
    const auto search = [&](auto&& self, TokenId at, int depth) -> void {
      for (TokenId child : s_.trees.children(at)) {
        if (child < reading.token) continue;
        const Deprel deprel = s_.trees.deprel[child];
        const bool argument = deprel == Deprel::Obj || deprel == Deprel::Obl || deprel == Deprel::Nmod ||
                              deprel == Deprel::Iobj || deprel == Deprel::NmodPoss;
        const bool clause = deprel == Deprel::Xcomp || deprel == Deprel::Ccomp;
        const bool subject = depth > 0 && (deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass);
        const Mention* mention = s_.mentions.at(child);
        const bool modifier = depth > 0 && (deprel == Deprel::Compound || deprel == Deprel::Amod) &&
                              mention != nullptr && !mention->country.empty();
        if (!argument && !clause && !subject && !modifier) continue;
        if (reading::time_at(s_.times, child) != nullptr || (!places && stands_in_place(child))) continue;
        if (mention != nullptr && child == mention->head && is_other(*mention, reading, event) &&
            (!found.exists() || child < found)) {
          found = child;
        }
        if (depth < 3) self(self, child, depth + 1);
      }
    };
    search(search, reading.token, 0);
    return found;
  }
  bool stands_in_place(TokenId head) const {
    const Deprel deprel = s_.trees.deprel[head];
    if (deprel != Deprel::Obl && deprel != Deprel::Nmod) return false;
    for (TokenId child : s_.trees.children(head)) {
      if (s_.trees.deprel[child] == Deprel::Case && s_.lexicon.is_locative(s_.trees.lemma[child])) return true;
    }
    return false;
  }
  /// Somebody with a country or a sector who is none of the actors. Those who are moved or dismissed without a country
  /// of their own are the actor's.
  bool is_other(const Mention& mention, const Reading& reading, EventType event) const {
    if (mention.kind == reading::MentionKind::Pronoun || (mention.country.empty() && mention.sector.empty()))
      return false;
    if (mention.country.empty() && mention.kind == reading::MentionKind::Described &&
        (event == EventType::Mobilize || event == EventType::Concede)) {
      return false;
    }
    return std::none_of(reading.actors.begin(), reading.actors.end(), [&](TokenId head) {
      const Mention* actor = s_.mentions.at(head);
      return actor == &mention || (actor != nullptr && !actor->country.empty() && actor->country == mention.country &&
                                   (mention.kind == reading::MentionKind::Country || actor->sector == mention.sector));
    });
  }

  /// Whether somebody makes an event of this type political.
  bool is_political(EventType event, TokenId head) const {
    const Mention* mention = s_.mentions.at(head);
    if (mention == nullptr) return false;
    // A country alone makes nobody political ("the French singer"), except where it acts itself.
    if (mention->kind == reading::MentionKind::Country || mention->kind == reading::MentionKind::Group) return true;
    return s_.restraint.is_political(event, mention->sector);
  }
  bool is_political(EventType event, const Heads& heads) const {
    return std::any_of(heads.begin(), heads.end(), [&](TokenId head) { return is_political(event, head); });
  }
  /// Whether somebody has what an event in a text about sport, films or weather must have.
  bool outweighs(const knowledge::Topic& topic, EventType event, const Heads& heads) const {
    return std::any_of(heads.begin(), heads.end(), [&](TokenId head) {
      if (!is_political(event, head)) return false;
      const Mention& mention = *s_.mentions.at(head);
      if (mention.kind != reading::MentionKind::Country && !s_.restraint.is_office(mention.sector)) return false;
      return topic.needs == knowledge::TopicNeeds::Country ? !mention.country.empty()
                                                           : mention.kind != reading::MentionKind::Country;
    });
  }

  /// Whether the word stands in its clause as told: not as the purpose or the wish of a verb that the lexicon lacks.
  bool is_asserted(TokenId token) const {
    const TokenId head = s_.trees.head[token];
    const Deprel deprel = s_.trees.deprel[token];
    if (!head.exists() || s_.trees.upos[token] != Upos::Verb) return true;
    const bool infinitive = s_.trees.xpos[token] == "VB" && clauses_.child_with(token, Deprel::Aux) == TokenId::none();
    if (deprel == Deprel::Xcomp || deprel == Deprel::Acl || deprel == Deprel::Advcl) return !infinitive;
    if (deprel == Deprel::Conj) return !infinitive || is_asserted(head);
    if (deprel == Deprel::Amod) return clauses_.is_hidden_verb(token);
    if (deprel == Deprel::Compound || deprel == Deprel::Csubj) return false;
    return true;
  }

  /// Notes why a word gives no event; always false.
  bool reject(const Reading& reading, std::string_view why) const {
    if (rejections_ != nullptr) rejections_->push_back({reading.token, reading.chain, why});
    return false;
  }

  /// A noun of action under a word of which nothing came ("the resignation was accepted") is told by itself, unless
  /// that word says that it is not so.
  void emit_part(Reading& reading, std::vector<Predicate>& out) {
    constexpr int kMaxGovernors = 8;
    const Reading* outer = &reading;
    for (int climb = 0; climb < kMaxGovernors && outer->governor != 0; ++climb) {
      outer = &readings_[outer->governor - 1];
      if (outer->told) {
        reject(reading, "is part of the act that governs it");
        return;
      }
      const Chain::Link& link = outer->chain.links[0];
      if (!link.op.exists() || !s_.ontology[link.op].leaves_inner) {
        reject(reading, "is part of a word that makes nothing of it");
        return;
      }
    }
    if (s_.trees.upos[reading.token] != Upos::Noun) {
      reject(reading, "is part of a word that makes nothing of it");
      return;
    }
    emit(reading, out);
  }

  void emit(Reading& reading, std::vector<Predicate>& out) const {
    if (!reading.act.exists()) {
      reject(reading, "its operator makes nothing of what it governs");
      return;
    }
    Predicate predicate;
    if (!complete(reading, predicate)) return;
    reading.told = true;
    out.push_back(predicate);
    if (reading.inner_reading == 0) return;
    Reading& inner = readings_[reading.inner_reading - 1];
    // "accused X of bombing Y": the bombing is an event besides, and it is alleged; "rejected the call of Y": the call
    // was made.
    if (!inner.act.exists() || (!reading.inner && !is_told_besides(reading, inner))) return;
    Predicate besides;
    if (complete(inner, besides)) {
      if (reading.inner) besides.status = *reading.inner;
      out.push_back(besides);
    }
  }

  /// A noun of action with an actor of its own, under an operator that speaks of what was done.
  bool is_told_besides(const Reading& outer, const Reading& inner) const {
    const Chain::Link& link = outer.chain.links[0];
    if (!link.op.exists() || !s_.ontology[link.op].tells_noun || s_.trees.upos[inner.token] != Upos::Noun) return false;
    // "rejected talks with Y": those were both of theirs, and did not take place.
    return !inner.actors.empty() && without(inner.actors, outer.actors).size() == inner.actors.size() &&
           !is_pronoun(inner.actors.front());
  }
  bool is_pronoun(TokenId head) const {
    const Mention* mention = s_.mentions.at(head);
    return mention != nullptr && mention->kind == reading::MentionKind::Pronoun;
  }

  bool complete(const Reading& reading, Predicate& predicate) const {
    const TokenId token = reading.token;
    const Modality modality = modality_of(clauses_, s_.lexicon, token);
    if (modality.question) return reject(reading, "stands in a question");
    if (reading.governor == 0 && !is_asserted(token))
      return reject(reading, "is a purpose or a wish, not told as done");
    ActId act = reading.act;
    Status status = reading.status.value_or(Status::Actual);
    predicate.chain = reading.chain;
    if (modality.modal != knowledge::Modality::None) {
      const auto kind = modality.modal == knowledge::Modality::Future     ? knowledge::Reading::Future
                        : modality.modal == knowledge::Modality::Possible ? knowledge::Reading::Possible
                                                                          : knowledge::Reading::Obliged;
      // Whose wish "should" is stands in the statement around it, not here.
      if (kind == knowledge::Reading::Obliged) return reject(reading, "says what should be, not what is");
      const knowledge::OperatorId op = s_.ontology.operator_of(kind);
      act = s_.ontology.compose(op, act);
      if (!act.exists()) return reject(reading, "is still to come, and nothing that is coded when it is");
      status = kind == knowledge::Reading::Future ? Status::Planned : Status::Conditional;
      predicate.chain = {};
      predicate.chain.push({nullptr, op, token});
      for (std::size_t i = 0; i < reading.chain.size; ++i) predicate.chain.push(reading.chain.links[i]);
    }
    if (modality.noun_status) status = *modality.noun_status;
    if (modality.conditional) status = Status::Conditional;
    if (modality.negated) status = Status::Negated;
    const knowledge::Act& known = s_.ontology[act];
    if (!known.event) return reject(reading, "is no event by itself");
    predicate.trigger = token;
    predicate.sentence = s_.tokens.sentence_of[token];
    predicate.act = act;
    predicate.actors = reading.actors;
    predicate.recipients = reading.recipients;
    drop_things(*known.event, predicate);
    // Whether it is political is asked of those whom the frame names.
    const std::string_view lack = lack_of(*known.event, known, predicate);
    if (!lack.empty()) return reject(reading, lack);
    if (predicate.recipients.empty() && !known.mutual) {
      if (const TokenId party = party_in_clause(reading, *known.event); party.exists()) predicate.recipients.add(party);
    }
    if (*known.event == EventType::Aid && predicate.recipients.empty())
      return reject(reading, "wants a recipient, and none is told");
    predicate.status = status;
    return true;
  }

  /// What a political event of this type needs and the predicate has not; empty where it has all.
  std::string_view lack_of(EventType event, const knowledge::Act& act, const Predicate& predicate) const {
    const std::size_t parties = predicate.actors.size() + predicate.recipients.size();
    const knowledge::Topic* topic = topics_.of(predicate.sentence);
    if (topic != nullptr && !outweighs(*topic, event, predicate.actors) &&
        !outweighs(*topic, event, predicate.recipients)) {
      return "stands in a text about something else than politics";
    }
    if (!is_political(event, predicate.actors) && !is_political(event, predicate.recipients)) {
      // "Priyanka backed the workers": somebody who is not known acts among those who are.
      const bool among_others = has_somebody(predicate) && is_political_sentence(event, predicate.sentence);
      if (!among_others && !s_.restraint.is_political_alone(predicate.act))
        return "nobody in it is known to act in politics";
    }
    if (act.takes_two && parties < 2) return "takes two, and only one is told";
    switch (event) {
      case EventType::Cooperate:
        return parties > 1 ? "" : "takes two, and only one is told";
      case EventType::Consult:
        // "the talks" may leave open who takes part; "discussed the matter" is none without a partner.
        return parties > 1 || s_.trees.upos[predicate.trigger] == Upos::Noun || is_plural(predicate.actors)
                   ? ""
                   : "takes two, and only one is told";
      default:
        return "";
    }
  }
  /// Whether a person, or whoever a pronoun stands for, takes part.
  bool has_somebody(const Predicate& predicate) const {
    const auto is_somebody = [&](TokenId head) {
      const Mention* mention = s_.mentions.at(head);
      return mention != nullptr &&
             (mention->kind == reading::MentionKind::Person || mention->kind == reading::MentionKind::Pronoun);
    };
    return std::any_of(predicate.actors.begin(), predicate.actors.end(), is_somebody) ||
           std::any_of(predicate.recipients.begin(), predicate.recipients.end(), is_somebody);
  }
  bool is_political_sentence(EventType event, SentenceId id) const {
    const text::Sentence& sentence = s_.tokens.sentences[id];
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      const Mention* mention = s_.mentions.at(token);
      if (mention != nullptr && token == mention->head && is_political(event, token)) return true;
    }
    return false;
  }
  bool is_plural(const Heads& heads) const {
    return std::any_of(heads.begin(), heads.end(), [&](TokenId head) {
      const Mention* mention = s_.mentions.at(head);
      return mention != nullptr && mention->plural;
    });
  }

  const PredicateSources& s_;
  const Topics& topics_;
  const Clauses clauses_;
  std::vector<std::uint32_t>& reading_of_;
  std::vector<Reading>& readings_;
  std::vector<Rejection>* rejections_;
};

PredicateFinder::PredicateFinder() = default;
PredicateFinder::~PredicateFinder() = default;

void PredicateFinder::find(const PredicateSources& sources, std::vector<Predicate>& out,
                           std::vector<Rejection>* rejections) {
  out.clear();
  topics_.read(sources.restraint, sources.tokens, sources.trees);
  Pass(sources, topics_, reading_of_, readings_, rejections).run(out);
}

}  // namespace chancery::coding
