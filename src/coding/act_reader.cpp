// An operator finds its inner act in the tree, which is read first and then belongs to it, so that "refused to meet" is
// one REJECT and no CONSULT beside it. Right for "X agreed to stop shelling Y" (promise ∘ (stop ∘ shell)); not for acts
// told over two sentences. Tested by: predicates_test.cpp and tests/golden/records.
#include "coding/act_reader.h"

#include <algorithm>

#include "coding/modality.h"

namespace chancery::coding {

using knowledge::ActId;
using knowledge::Entry;
using knowledge::Frame;
using knowledge::Slot;
using knowledge::SlotKind;
using knowledge::WordClass;
using reading::Heads;
using syntax::Deprel;
using syntax::Upos;

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

}  // namespace

std::uint32_t ActReader::read(TokenId token, int depth) {
  std::uint32_t& known = reading_of_[token.index()];
  // A path that comes back to a word whose reading is not finished finds nothing there.
  if (known != 0) return readings_[known - 1].token.exists() ? known : 0;
  if (depth > kMaxDepth) return 0;
  const std::span<const Entry> entries = entries_at(token);
  const auto first =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return roles_.fits(token, entry); });
  if (first == entries.end()) return 0;
  readings_.emplace_back();
  const std::uint32_t id = static_cast<std::uint32_t>(readings_.size());
  known = id;  // before the inner act is read, so that a path that comes back here stops
  ActReading reading = read_entry(*first, token, depth);
  // An operator that finds nothing to work on and is nothing by itself gives way to the next meaning of the word:
  // "met with the envoy" is no "met with criticism".
  for (auto next = first; next->op.exists() && reading.inner_reading == 0 && !reading.act.exists();) {
    next = std::find_if(next + 1, entries.end(), [&](const Entry& entry) { return roles_.fits(token, entry); });
    if (next == entries.end()) break;
    reading = read_entry(*next, token, depth);
  }
  reading.negated = modality_of(clauses_, s_.lexicon, token).negated;
  readings_[id - 1] = reading;
  return id;
}

std::span<const Entry> ActReader::entries_at(TokenId token) const {
  const auto word_class = class_of(s_.trees.upos[token]);
  if (!word_class) return {};
  // "it would free the prisoners": whatever has an auxiliary, an object, or a subject and no article is a verb.
  if (*word_class != WordClass::Verb && is_used_as_verb(token)) {
    const auto verbs = s_.lexicon.entries(WordClass::Verb, s_.trees.lemma[token]);
    if (!verbs.empty()) return verbs;
  }
  return s_.lexicon.entries(*word_class, s_.trees.lemma[token]);
}

bool ActReader::is_used_as_verb(TokenId token) const {
  bool modal = false, subject = false, of_noun = false;
  for (TokenId child : s_.trees.children(token)) {
    const Deprel deprel = s_.trees.deprel[child];
    if (deprel == Deprel::Obj) return true;
    if (deprel == Deprel::Cop) return false;
    modal |= deprel == Deprel::Aux && s_.trees.xpos[child] == "MD";
    subject |= deprel == Deprel::Nsubj;
    of_noun |=
        deprel == Deprel::Det || deprel == Deprel::Amod || deprel == Deprel::NmodPoss || deprel == Deprel::Nummod;
  }
  return modal || (subject && !of_noun && s_.trees.upos[token] == Upos::Noun);
}

ActReading ActReader::read_entry(const Entry& entry, TokenId token, int depth) {
  ActReading reading;
  reading.token = token;
  if (entry.op.exists()) {
    read_operator(entry, token, depth, reading);
  } else {
    read_act(entry, token, depth, reading);
  }
  return reading;
}

void ActReader::read_act(const Entry& entry, TokenId token, int depth, ActReading& reading) {
  reading.act = entry.act;
  reading.chain.push({&entry, {}, token});
  roles_.fill(entry, token, reading.actors, reading.recipients);
  // "launched an air strike": the noun that the pattern names tells the same act, and perhaps more exactly.
  for (const knowledge::Constraint& constraint : entry.constraints) {
    if (constraint.slot.kind == SlotKind::Particle) continue;
    for (TokenId head : clauses_.fill(token, constraint.slot)) {
      if (head != token && s_.trees.upos[head] == Upos::Noun) merge_noun(head, depth, reading);
    }
  }
}

void ActReader::merge_noun(TokenId noun, int depth, ActReading& reading) {
  const std::uint32_t id = read(noun, depth + 1);
  if (id == 0) return;
  ActReading& told = readings_[id - 1];
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

std::uint32_t ActReader::inner_reading(TokenId head, int depth) {
  if (const std::uint32_t id = read(head, depth + 1)) return id;
  for (TokenId child : s_.trees.children(head)) {
    const Deprel deprel = s_.trees.deprel[child];
    if (deprel == Deprel::Acl || deprel == Deprel::Xcomp || deprel == Deprel::Nmod || deprel == Deprel::Ccomp) {
      if (const std::uint32_t id = read(child, depth + 1)) return id;
    }
  }
  return 0;
}

void ActReader::read_operator(const Entry& entry, TokenId token, int depth, ActReading& reading) {
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
  roles_.fill(entry, token, reading.actors, reading.recipients);
  // "went on hunger strike": the noun that the pattern names is told with it, and may say it more exactly.
  ActId exact = op.bare;
  for (const knowledge::Constraint& constraint : entry.constraints) {
    if (constraint.lemmas.empty() || constraint.slot.kind == SlotKind::Particle) continue;
    for (TokenId head : clauses_.fill(token, constraint.slot)) {
      if (head == token || s_.trees.upos[head] != Upos::Noun || !roles_.names(constraint, head)) continue;
      const std::uint32_t id = read(head, depth + 1);
      if (id == 0) continue;
      ActReading& noun = readings_[id - 1];
      if (noun.governor == 0) noun.governor = reading_of_[token.index()];
      if (op.bare.exists() && noun.act.exists() && s_.ontology[op.bare].event == s_.ontology[noun.act].event)
        exact = noun.act;
    }
  }
  if (inner_id == 0) {
    reading.act = exact;
    return;
  }
  if (frame.recipient_does_inner) {
    drop_patients(reading, readings_[inner_id - 1]);
    give_inner_actor(reading, readings_[inner_id - 1]);
  }
  // A copy: the vector may move while more is read.
  const ActReading inner = readings_[inner_id - 1];
  ActId operand = inner.act;
  if (inner.negated && operand.exists()) {
    const ActId stopped = s_.ontology.compose(s_.ontology.operator_of(knowledge::Reading::NegatedInner), operand);
    if (stopped.exists()) operand = stopped;
  }
  reading.act = operand.exists() ? s_.ontology.compose(entry.op, operand) : op.bare;
  // "Urged the government to impose sanctions on Japan", "demanded that it impose them": who is asked to do it is not
  // accused; "called for sanctions on Japan" accuses Japan.
  const Heads asked = without(inner.actors, reading.actors);
  if (!asked.empty() && op.bare.exists() && reading.act.exists() && s_.ontology[op.bare].event == EventType::Request &&
      s_.ontology[reading.act].event == EventType::Accuse) {
    reading.act = op.bare;
    if (reading.recipients.empty()) reading.recipients = asked;
  }
  reading.status = op.outer;
  for (std::size_t i = 0; i < inner.chain.size; ++i) reading.chain.push(inner.chain.links[i]);
  reading.inner_reading = inner_id;
  reading.inner = op.inner;
  if (readings_[inner_id - 1].governor == 0) readings_[inner_id - 1].governor = reading_of_[token.index()];
  inherit_roles(inner, frame, reading);
}

void ActReader::drop_patients(ActReading& outer, const ActReading& inner) const {
  if (s_.trees.upos[inner.token] == Upos::Verb) return;
  Heads left;
  for (TokenId head : outer.recipients) {
    if (!inner.recipients.contains(head) || !clauses_.is_within(head, inner.token)) left.add(head);
  }
  outer.recipients = left;
}

void ActReader::give_inner_actor(const ActReading& outer, ActReading& inner) const {
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

void ActReader::inherit_roles(const ActReading& inner, const Frame& frame, ActReading& reading) const {
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
  const Heads others = roles_.without_owners(without(inner.actors, reading.actors), reading.actors);
  const Heads targets = roles_.without_owners(without(inner.recipients, reading.actors), reading.actors);
  if (passes_on)
    reading.recipients = !targets.empty() ? targets : own;
  else if (!own.empty())
    reading.recipients = own;
  else if (!others.empty())
    reading.recipients = others;
  else if (!targets.empty() && !(frame.recipient_does_inner && s_.trees.upos[inner.token] == Upos::Noun))
    reading.recipients = targets;
  else {
    Heads left;
    for (TokenId head : reading.recipients) {
      if (head != inner.token) left.add(head);
    }
    reading.recipients = left;
  }
}

}  // namespace chancery::coding
