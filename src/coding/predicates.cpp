// Each word with an entry in the lexicon is read once (act_reader.h). What is no part of another's act is an event of
// its own, if somebody known takes part in it (admission.h) and it is told as done, planned or alleged. Tested by:
// predicates_test.cpp and tests/golden/records.
#include "coding/predicates.h"

#include <algorithm>

#include "coding/act_reader.h"
#include "coding/admission.h"
#include "coding/modality.h"
#include "coding/roles.h"
#include "coding/said_acts.h"

namespace chancery::coding {

using knowledge::ActId;
using reading::Clauses;
using reading::Heads;
using reading::Mention;
using syntax::Deprel;
using syntax::Upos;

class PredicateFinder::Pass {
 public:
  Pass(const PredicateSources& sources, const Topics& topics, std::vector<std::uint32_t>& reading_of,
       std::vector<ActReading>& readings, std::vector<Rejection>* rejections, std::vector<Predicate>& spared,
       std::vector<Predicate>& said)
      : s_(sources),
        roles_(sources),
        clauses_(roles_.clauses()),
        admission_(sources, topics),
        reader_(sources, roles_, reading_of, readings),
        reading_of_(reading_of),
        readings_(readings),
        rejections_(rejections),
        spared_(spared),
        said_(said) {}

  void run(std::vector<Predicate>& out) {
    reading_of_.assign(s_.tokens.size(), 0);
    readings_.clear();
    for (const text::Sentence& sentence : s_.tokens.sentences) {
      if (sentence.role == text::SentenceRole::Slug) continue;
      const std::size_t first = readings_.size();
      for (TokenId token = sentence.begin; token < sentence.end; ++token) reader_.read(token, 0);
      // The outer readings first: what they are made of is told with them, or, where nothing came of them, by itself.
      for (std::size_t i = first; i < readings_.size(); ++i) {
        if (readings_[i].governor == 0) emit(readings_[i], out);
      }
      for (std::size_t i = first; i < readings_.size(); ++i) {
        if (readings_[i].governor != 0) emit_part(readings_[i], out);
      }
    }
    SaidActs(s_, roles_, admission_).find(out, said_);
    out.insert(out.end(), said_.begin(), said_.end());
    std::stable_sort(out.begin(), out.end(),
                     [](const Predicate& a, const Predicate& b) { return a.trigger < b.trigger; });
  }

 private:
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
  bool reject(ActReading& reading, std::string_view why) const {
    reading.outcome = why;
    if (rejections_ != nullptr) rejections_->push_back({reading.token, reading.chain, why});
    return false;
  }

  /// A noun of action under a word of which nothing came ("the resignation was accepted") is told by itself, unless
  /// that word says that it is not so.
  void emit_part(ActReading& reading, std::vector<Predicate>& out) {
    constexpr int kMaxGovernors = 8;
    const ActReading* outer = &reading;
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

  void emit(ActReading& reading, std::vector<Predicate>& out) const {
    if (!reading.act.exists()) {
      reject(reading, "its operator makes nothing of what it governs");
      return;
    }
    Predicate predicate;
    if (!complete(reading, predicate)) return;
    reading.told = true;
    out.push_back(predicate);
    if (reading.inner_reading == 0) return;
    ActReading& inner = readings_[reading.inner_reading - 1];
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
  bool is_told_besides(const ActReading& outer, const ActReading& inner) const {
    const Chain::Link& link = outer.chain.links[0];
    if (!link.op.exists() || !s_.ontology[link.op].tells_noun || s_.trees.upos[inner.token] != Upos::Noun) return false;
    // "rejected talks with Y": those were both of theirs, and did not take place.
    return !inner.actors.empty() && without(inner.actors, outer.actors).size() == inner.actors.size() &&
           !is_pronoun(inner.actors.front());
  }

  bool is_pronoun(TokenId head) const {
    const Mention* mention = s_.mentions.at(head);
    return mention != nullptr && mention->kind == reading::MentionKind::Pronoun && mention->name.empty();
  }

  bool complete(ActReading& reading, Predicate& predicate) const {
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
      predicate.chain = with_first({nullptr, op, token}, reading.chain);
    }
    if (modality.noun_status) {
      status = *modality.noun_status;
      if (status == Status::Planned && modality.modal == knowledge::Modality::None) {
        put_off(s_.ontology, token, act, predicate.chain);
      }
    }
    if (modality.conditional) status = Status::Conditional;
    if (modality.negated) status = Status::Negated;
    reading.composed = act;
    const knowledge::Act& known = s_.ontology[act];
    if (!known.event) return reject(reading, "is no event by itself");
    predicate.trigger = token;
    predicate.sentence = s_.tokens.sentence_of[token];
    predicate.act = act;
    predicate.actors = reading.actors;
    predicate.recipients = reading.recipients;
    if (known.alone) predicate.recipients = {};
    drop_things(*known.event, predicate);
    // Whether it is political is asked of those whom the frame names.
    const std::string_view lack = admission_.lack_of(*known.event, known, predicate);
    predicate.status = status;
    if (!lack.empty()) {
      spared_.push_back(predicate);
      return reject(reading, lack);
    }
    if (predicate.recipients.empty() && !known.mutual && !known.alone) {
      const TokenId party = roles_.party_in_clause(token, reading.actors, *known.event, named_things(reading));
      if (party.exists()) predicate.recipients.add(party);
    }
    if (*known.event == EventType::Aid && predicate.recipients.empty())
      return reject(reading, "wants a recipient, and none is told");
    reading.outcome = kTold;
    return true;
  }

  /// What the patterns name as that with which it is done ("sent tanks", "share intelligence"), and whom an act that is
  /// condemned was done to.
  Heads named_things(const ActReading& reading) const {
    Heads things;
    for (std::size_t i = 0; i < reading.chain.size; ++i) {
      const Chain::Link& link = reading.chain.links[i];
      if (link.entry != nullptr) things.add_all(roles_.named_objects(*link.entry, link.token));
    }
    // "condemned the arrest of X": X is not condemned.
    if (reading.inner_reading != 0 && reading.chain.links[0].entry->frame->recipient_does_inner) {
      const ActReading& inner = readings_[reading.inner_reading - 1];
      if (s_.trees.upos[inner.token] == Upos::Noun) things.add_all(inner.recipients);
    }
    return things;
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

  const PredicateSources& s_;
  const Roles roles_;
  const Clauses& clauses_;
  const Admission admission_;
  ActReader reader_;
  std::vector<std::uint32_t>& reading_of_;
  std::vector<ActReading>& readings_;
  std::vector<Rejection>* rejections_;
  std::vector<Predicate>& spared_;
  std::vector<Predicate>& said_;
};

void PredicateFinder::view(const PredicateSources& sources, std::vector<RuleView>& out) const {
  out.assign(sources.tokens.size(), {});
  for (TokenId token(0); token < sources.tokens.span.end_id(); ++token) {
    const std::uint32_t id = reading_of_[token.index()];
    if (id == 0) continue;
    const ActReading& reading = readings_[id - 1];
    out[token.index()] = {reading.composed.exists() ? reading.composed : reading.act,
                          reading.chain.size > 0 ? reading.chain.links[0].op : knowledge::OperatorId::none(),
                          reading.outcome.empty() ? std::string_view("unasked") : reading.outcome,
                          &reading.actors,
                          &reading.recipients,
                          reading.governor != 0};
  }
  for (const Predicate& predicate : said_) {
    RuleView& view = out[predicate.trigger.index()];
    if (view.outcome == kTold) continue;
    view = {predicate.act, knowledge::OperatorId::none(), kSaid, &predicate.actors, &predicate.recipients, false};
  }
}

void PredicateFinder::find(const PredicateSources& sources, std::vector<Predicate>& out,
                           std::vector<Rejection>* rejections) {
  out.clear();
  topics_.read(sources.restraint, sources.tokens, sources.trees);
  spared_.clear();
  said_.clear();
  Pass(sources, topics_, reading_of_, readings_, rejections, spared_, said_).run(out);
}

}  // namespace chancery::coding
