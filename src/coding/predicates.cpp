// Each word with an entry in the lexicon is read once: its roles are filled by its frame; an operator finds its inner
// act in the tree, which is read first and then belongs to it, so that "refused to meet" is one REJECT and no CONSULT
// beside it. What is left over, is an event of its own, if somebody known takes part in it.
// Right for "X agreed to stop shelling Y" (promise ∘ (stop ∘ shell)); not for acts told over two sentences.
// Tested by: predicates_test.cpp and tests/golden/records.
#include "coding/predicates.h"

#include <algorithm>

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
  bool governed = false;            // part of an outer reading, or told besides it
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
  Pass(const PredicateSources& sources, std::vector<std::uint32_t>& reading_of, std::vector<Reading>& readings,
       std::vector<Rejection>* rejections)
      : s_(sources),
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
      for (std::size_t i = first; i < readings_.size(); ++i) emit(readings_[i], out);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Predicate& a, const Predicate& b) { return a.trigger < b.trigger; });
  }

 private:
  const Entry* entry_at(TokenId token) const {
    const auto word_class = class_of(s_.trees.upos[token]);
    if (!word_class) return nullptr;
    for (const Entry& entry : s_.lexicon.entries(*word_class, s_.trees.lemma[token])) {
      if (fits(token, entry)) return &entry;
    }
    return nullptr;
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
    const Entry* entry = entry_at(token);
    if (entry == nullptr) return 0;
    readings_.emplace_back();
    const std::uint32_t id = static_cast<std::uint32_t>(readings_.size());
    known = id;  // before the inner act is read, so that a path that comes back here stops
    Reading reading;
    reading.token = token;
    reading.negated = modality_of(clauses_, s_.lexicon, token).negated;
    if (entry->op.exists()) {
      read_operator(*entry, token, depth, reading);
    } else {
      read_act(*entry, token, depth, reading);
    }
    readings_[id - 1] = reading;
    return id;
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
    told.governed = true;
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
      for (const Slot& slot : frame.both) reading.actors.add_all(parties(token, slot, false));
      return;
    }
    reading.actors = first_filled(token, frame.actor, false);
    reading.recipients =
        without(without(first_filled(token, frame.recipient, true), reading.actors), named_things(entry, token));
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
    return std::find(constraint.lemmas.begin(), constraint.lemmas.end(), s_.trees.lemma[head]) !=
           constraint.lemmas.end();
  }

  /// The first slot with somebody known in it; else, where anything will do, the first that is filled at all.
  Heads first_filled(TokenId token, const std::vector<Slot>& slots, bool anything) const {
    for (const Slot& slot : slots) {
      const Heads heads = parties(token, slot, false);
      if (!heads.empty()) return heads;
    }
    if (!anything) return {};
    for (const Slot& slot : slots) {
      const Heads heads = parties(token, slot, true);
      if (!heads.empty()) return heads;
    }
    return {};
  }

  /// Those in a slot who can act; with `anything` also things and unknown phrases.
  Heads parties(TokenId token, const Slot& slot, bool anything) const {
    Heads parties;
    for (TokenId head : clauses_.fill(token, slot)) {
      if (head == token || reading::time_at(s_.times, head) != nullptr) continue;
      const TokenId party = party_of(head, slot.kind == SlotKind::Modifier);
      if (party.exists())
        parties.add(party);
      else if (anything && slot.kind != SlotKind::Modifier && slot.kind != SlotKind::Clause &&
               slot.kind != SlotKind::OpenComplement && is_phrase(head))
        parties.add(head);
    }
    return parties;
  }

  bool is_phrase(TokenId head) const {
    const Upos upos = s_.trees.upos[head];
    return upos == Upos::Noun || upos == Upos::Propn;
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
    if (inner_id == 0) {
      reading.act = op.bare;
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
    readings_[inner_id - 1].governed = true;
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

  bool is_known(TokenId head) const {
    const Mention* mention = s_.mentions.at(head);
    // A country alone makes nobody political ("the French singer").
    return mention != nullptr &&
           (!mention->sector.empty() || mention->kind == reading::MentionKind::Country ||
            mention->kind == reading::MentionKind::Organisation || mention->kind == reading::MentionKind::Group);
  }
  bool is_any_known(const Heads& heads) const {
    return std::any_of(heads.begin(), heads.end(), [&](TokenId head) { return is_known(head); });
  }

  /// Whether the word stands in its clause as told: not as the purpose or the wish of a verb that the lexicon lacks.
  bool is_asserted(TokenId token) const {
    const TokenId head = s_.trees.head[token];
    const Deprel deprel = s_.trees.deprel[token];
    if (!head.exists() || s_.trees.upos[token] != Upos::Verb) return true;
    const bool infinitive = s_.trees.xpos[token] == "VB" && clauses_.child_with(token, Deprel::Aux) == TokenId::none();
    if (deprel == Deprel::Xcomp || deprel == Deprel::Acl || deprel == Deprel::Advcl) return !infinitive;
    if (deprel == Deprel::Conj) return !infinitive || is_asserted(head);
    if (deprel == Deprel::Amod || deprel == Deprel::Compound || deprel == Deprel::Csubj) return false;
    return true;
  }

  /// Notes why a word gives no event; always false.
  bool reject(const Reading& reading, std::string_view why) const {
    if (rejections_ != nullptr) rejections_->push_back({reading.token, reading.chain, why});
    return false;
  }

  void emit(const Reading& reading, std::vector<Predicate>& out) const {
    if (reading.governed) {
      reject(reading, "is part of the act that governs it");
      return;
    }
    if (!reading.act.exists()) {
      reject(reading, "its operator makes nothing of what it governs");
      return;
    }
    Predicate predicate;
    if (!complete(reading, predicate)) return;
    out.push_back(predicate);
    if (reading.inner && reading.inner_reading != 0) {
      // "accused X of bombing Y": the bombing is an event besides, and it is alleged.
      const Reading& inner = readings_[reading.inner_reading - 1];
      Predicate besides;
      if (inner.act.exists() && complete(inner, besides)) {
        besides.status = *reading.inner;
        out.push_back(besides);
      }
    }
  }

  bool complete(const Reading& reading, Predicate& predicate) const {
    const TokenId token = reading.token;
    const Modality modality = modality_of(clauses_, s_.lexicon, token);
    if (modality.question) return reject(reading, "stands in a question");
    if (!reading.governed && !is_asserted(token)) return reject(reading, "is a purpose or a wish, not told as done");
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
    predicate.status = status;
    const std::string_view lack = lack_of(*known.event, known.mutual, predicate);
    return lack.empty() || reject(reading, lack);
  }

  /// What a political event of this type needs and the predicate has not; empty where it has all.
  std::string_view lack_of(EventType event, bool mutual, const Predicate& predicate) const {
    if (!is_any_known(predicate.actors) && !is_any_known(predicate.recipients)) {
      return "nobody in it is known to act in politics";
    }
    const std::size_t parties = predicate.actors.size() + predicate.recipients.size();
    switch (event) {
      case EventType::Consult:
        return parties > 1 || (mutual && is_plural(predicate.actors)) ? "" : "takes two, and only one is told";
      case EventType::Cooperate:
        return parties > 1 ? "" : "takes two, and only one is told";
      case EventType::Aid:
      case EventType::Sanction:
        return !predicate.recipients.empty() ? "" : "wants a recipient, and none is told";
      default:
        return "";
    }
  }
  bool is_plural(const Heads& heads) const {
    return std::any_of(heads.begin(), heads.end(), [&](TokenId head) {
      const Mention* mention = s_.mentions.at(head);
      return mention != nullptr && mention->plural;
    });
  }

  const PredicateSources& s_;
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
  Pass(sources, reading_of_, readings_, rejections).run(out);
}

}  // namespace chancery::coding
