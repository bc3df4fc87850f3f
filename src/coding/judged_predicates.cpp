// Right for words that real news uses as the annotated news did; what is rare stays with the rules. Tested by:
// event_judge_test.cpp and tests/golden/records.
#include "coding/judged_predicates.h"

#include <algorithm>

#include "coding/admission.h"
#include "coding/modality.h"

namespace chancery::coding {

using reading::Heads;

class PredicateJudge::Pass {
 public:
  Pass(PredicateJudge& scratch, const TriggerSources& sources, const EventJudge& judge,
       const JudgeThresholds& thresholds, std::vector<Rejection>* rejections)
      : scratch_(scratch),
        s_(sources),
        admission_(sources.layers, sources.topics),
        judge_(judge),
        thresholds_(thresholds),
        rejections_(rejections) {}

  void run(const PredicateFinder& finder, std::vector<Predicate>& predicates) {
    std::vector<Predicate>& found = scratch_.found_;
    found.clear();
    scratch_.told_.assign(s_.layers.tokens.size(), 0);
    for (Predicate& predicate : predicates) {
      Verdict verdict = verdict_on(predicate.trigger);
      if (const TokenId noun = told_by_noun(predicate); noun.exists())
        verdict.odds = std::max(verdict.odds, verdict_on(noun).odds);
      predicate.odds = verdict.odds;
      if (predicate.said.empty() && verdict.odds < least_for(predicate)) {
        if (rejections_ != nullptr)
          rejections_->push_back(
              {predicate.trigger, predicate.chain, "is no event in the news that the judge has read"});
        continue;
      }
      tell(predicate);
    }
    for (const Predicate& predicate : finder.spared()) {
      if (tells_time(predicate.trigger) || s_.topics.of(predicate.sentence) != nullptr) continue;
      const Verdict verdict = verdict_on(predicate.trigger);
      const knowledge::Act& act = s_.layers.ontology[predicate.act];
      const bool known = admission_.is_political_sentence(*act.event, predicate.sentence);
      if (verdict.odds < (known ? thresholds_.spare : thresholds_.spare_among_unknown) || verdict.event != *act.event ||
          is_told(predicate, verdict))
        continue;
      tell(predicate);
      found.back().odds = verdict.odds;
    }
    add_unknown();
    for (Predicate& predicate : found) assign(predicate);
    std::stable_sort(found.begin(), found.end(),
                     [](const Predicate& a, const Predicate& b) { return a.trigger < b.trigger; });
    predicates.swap(found);
  }

 private:
  Verdict verdict_on(TokenId token) {
    find_trigger_features(s_, scratch_.rules_, token, scratch_.features_);
    return judge_.judge(scratch_.features_);
  }

  float least_for(const Predicate& predicate) const {
    if (!is_construction(predicate)) return thresholds_.keep;
    return s_.layers.restraint.is_political_alone(predicate.act) ? thresholds_.keep_political_alone
                                                                 : thresholds_.keep_construction;
  }

  static bool is_construction(const Predicate& predicate) {
    const Chain& chain = predicate.chain;
    return (chain.size == 1 && chain.links[0].entry != nullptr && !chain.links[0].entry->constraints.empty()) ||
           told_by_noun(predicate).exists();
  }

  /// "Engaged in talks": the noun that tells the act where the verb above it changes nothing.
  static TokenId told_by_noun(const Predicate& predicate) {
    const Chain& chain = predicate.chain;
    if (chain.size != 2 || chain.links[1].entry == nullptr || chain.links[1].entry->act != predicate.act)
      return TokenId::none();
    return chain.links[1].token;
  }

  void tell(const Predicate& predicate) {
    scratch_.found_.push_back(predicate);
    scratch_.told_[predicate.trigger.index()] |= bit(*s_.layers.ontology[predicate.act].event);
  }
  static std::uint32_t bit(EventType event) { return 1U << static_cast<unsigned>(event); }

  /// Whether the same word, or one right above or below it, tells an event of this type already.
  bool is_told(const Predicate& predicate, const Verdict& verdict) const {
    const syntax::Trees& trees = s_.layers.trees;
    const auto tells = [&](TokenId token) { return (scratch_.told_[token.index()] & bit(verdict.event)) != 0; };
    if (scratch_.told_[predicate.trigger.index()] != 0) return true;
    const TokenId head = trees.head[predicate.trigger];
    if (head.exists() && tells(head)) return true;
    const auto children = trees.children(predicate.trigger);
    return std::any_of(children.begin(), children.end(), tells);
  }

  /// "Since the onset of the conflict" says when, not what.
  bool tells_time(TokenId token) const { return reading::time_at(s_.layers.times, token) != nullptr; }

  /// The judge has read political news; what it thinks of markets and matches counts for nothing.
  bool is_about_politics(EventType event, SentenceId sentence) const {
    return s_.topics.of(sentence) == nullptr && admission_.is_political_sentence(event, sentence);
  }

  /// The quick part of it, for any event.
  bool may_be_about_politics(const text::Sentence& sentence) const {
    if (sentence.begin == sentence.end) return false;
    if (s_.topics.of(s_.layers.tokens.sentence_of[sentence.begin]) != nullptr) return false;
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      const reading::Mention* mention = s_.layers.mentions.at(token);
      if (mention != nullptr && (!mention->sector.empty() || !mention->country.empty())) return true;
    }
    return false;
  }

  /// Words of which the rules make nothing.
  void add_unknown() {
    const text::Tokens& tokens = s_.layers.tokens;
    for (const text::Sentence& sentence : tokens.sentences) {
      if (sentence.role == text::SentenceRole::Slug || !may_be_about_politics(sentence)) continue;
      for (TokenId token = sentence.begin; token < sentence.end; ++token) {
        const RuleView& rule = scratch_.rules_[token.index()];
        if (rule.outcome == kTold || rule.outcome == kSaid || rule.is_part || !may_be_trigger(s_, token) ||
            tells_time(token)) {
          continue;
        }
        const Verdict verdict = verdict_on(token);
        if (verdict.odds < thresholds_.add) continue;
        Predicate predicate;
        predicate.trigger = token;
        predicate.sentence = tokens.sentence_of[token];
        predicate.act = s_.layers.ontology.general(verdict.event);
        predicate.odds = verdict.odds;
        if (!predicate.act.exists() || is_told(predicate, verdict)) continue;
        if (!is_about_politics(verdict.event, predicate.sentence)) continue;
        const Modality modality = modality_of({tokens, s_.layers.trees}, s_.layers.lexicon, token);
        if (modality.question) continue;
        predicate.status = status_of(modality);
        if (rule.actors != nullptr) predicate.actors = *rule.actors;
        if (rule.recipients != nullptr) predicate.recipients = *rule.recipients;
        tell(predicate);
      }
    }
  }
  static Status status_of(const Modality& modality) {
    if (modality.negated) return Status::Negated;
    if (modality.conditional || modality.modal == knowledge::Modality::Possible) return Status::Conditional;
    if (modality.modal == knowledge::Modality::Future) return Status::Planned;
    return modality.noun_status.value_or(Status::Actual);
  }

  /// Gives the sides that the frame leaves empty to those who most probably have a part; whom the frame names stays.
  void assign(Predicate& predicate) {
    const knowledge::Act& act = s_.layers.ontology[predicate.act];
    const bool wants_actor = predicate.actors.empty() || (act.mutual && is_one(predicate.actors));
    const bool wants_recipient = predicate.recipients.empty() && !act.mutual && !act.alone;
    if (!wants_actor && !wants_recipient) return;
    const ActView view{predicate.trigger, *act.event, predicate.actors, predicate.recipients};
    find_role_candidates(s_, view, scratch_.candidates_);
    Heads actors = predicate.actors, recipients = predicate.recipients;
    TokenId best = TokenId::none();
    float best_score = thresholds_.only_actor;
    for (TokenId party : scratch_.candidates_) {
      if (has(predicate.actors, party) || has(predicate.recipients, party)) continue;
      find_role_features(s_, view, party, scratch_.features_);
      const std::array<float, kParts> parts = judge_.parts(scratch_.features_);
      const float actor = parts[static_cast<std::size_t>(Part::Actor)];
      const float recipient = parts[static_cast<std::size_t>(Part::Recipient)];
      const bool acts = actor >= recipient || act.mutual;
      if (actor > best_score && actor >= recipient) {
        best_score = actor;
        best = party;
      }
      if (std::max(actor, recipient) <= thresholds_.part) continue;
      if (acts && wants_actor) actors.add(party);
      if (!acts && wants_recipient) recipients.add(party);
    }
    if (actors.empty() && best.exists()) actors.add(best);
    predicate.actors = actors;
    predicate.recipients = recipients;
  }
  /// "The presidents of Peru and Chile" are several.
  bool is_one(const Heads& heads) const {
    const reading::Mention* mention = heads.size() == 1 ? s_.layers.mentions.at(heads.front()) : nullptr;
    return heads.size() == 1 && (mention == nullptr || (!mention->plural && mention->parts.empty()));
  }
  static bool has(const Heads& heads, TokenId party) {
    return std::find(heads.begin(), heads.end(), party) != heads.end();
  }

  PredicateJudge& scratch_;
  const TriggerSources& s_;
  const Admission admission_;
  const EventJudge& judge_;
  const JudgeThresholds& thresholds_;
  std::vector<Rejection>* rejections_;
};

void PredicateJudge::judge(const TriggerSources& sources, const EventJudge& judge, const JudgeThresholds& thresholds,
                           const PredicateFinder& finder, std::vector<Predicate>& predicates,
                           std::vector<Rejection>* rejections) {
  if (judge.empty()) return;
  finder.view(sources.layers, rules_);
  Pass(*this, sources, judge, thresholds, rejections).run(finder, predicates);
}

}  // namespace chancery::coding
