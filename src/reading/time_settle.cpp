// Tense as a check on time, and dates that count from other dates. The verb that an expression hangs on is the first
// one on the way up its tree; an auxiliary, an infinitive or the present tense says that it is still to come. "On
// Friday" is then the next one. Right for "arrives on Monday", "promised to release them by Thursday", "plans for talks
// on Monday that will ..."; wrong for the historic present ("In March he arrives in Rome, ..."). Tested by:
// tests/golden/times.
#include <algorithm>

#include "reading/times.h"

namespace chancery::reading {

using knowledge::TenseWord;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr int kMaxClimb = 8;
constexpr std::size_t kFormerWithin = 2;  // sentences back to the date that "two days later" counts from
constexpr std::size_t kNextWithin = 8;    // tokens from "two days after" to the date it counts from

class Settler {
 public:
  Settler(const knowledge::TimeWords& words, const text::Tokens& tokens, const syntax::Trees& trees,
          std::vector<TimeExpression>& times)
      : words_(words), tokens_(tokens), trees_(trees), times_(times) {}

  void run() {
    std::size_t kept = 0;
    TimeValue told;           // the date told last
    TimeValue before;         // and the one before it
    TokenId told_at;          // where, if it was a day with its year
    std::size_t told_in = 0;  // the sentence of `told`
    for (std::size_t i = 0; i < times_.size(); ++i) {
      TimeExpression time = times_[i];
      time.to_come = is_to_come(time);
      if (time.link == TimeLink::Next && i + 1 < times_.size() && leads_to(time, times_[i + 1])) {
        TimeExpression& next = times_[i + 1];
        next.to_come = is_to_come(next);
        settle(time, next.value());
        time.end = next.end;
        ++i;
      } else if (time.link == TimeLink::Former && time.unit == -1 && time.count == 0 && kept > 0 &&
                 is_right_behind(time, times_[kept - 1])) {
        // "in March of the same year"
        set_year(times_[kept - 1], before);
        times_[kept - 1].end = time.end;
        told = times_[kept - 1].value();
        told_at = TokenId::none();
        continue;
      } else if (time.link != TimeLink::None) {
        const std::size_t since = tokens_.sentence_of[time.begin].index() - told_in;
        const bool counts = time.link == TimeLink::Former && since <= (is_compared(time) ? 0 : kFormerWithin);
        settle(time, counts ? told : TimeValue{});
      }
      if (is_told_with(time, told, told_at)) set_year(time, told);
      if (const TimeValue value = time.value(); value.exists()) {
        before = told;
        told_in = tokens_.sentence_of[time.begin].index();
        told_at = time.has_year && value.precision == DatePrecision::Day ? time.begin : TokenId::none();
        if (value.precision != DatePrecision::Range) {
          told = value;
        } else if (year_of(value.first) == year_of(value.last)) {
          told = year_value(year_of(value.first));
        }
      }
      times_[kept++] = time;
    }
    times_.resize(kept);
  }

 private:
  /// "Down from a year earlier": from the date that its sentence tells.
  bool is_compared(const TimeExpression& time) const {
    if (time.begin.index() == 0) return false;
    return words_.tense(tokens_.form(time.begin - 1)) == TenseWord::Comparison;
  }
  static void settle(TimeExpression& time, const TimeValue& from) {
    time.past = time.future = moved(from, time.count, time.unit);
    // "the anniversary of the vote of May 3": without a number only its day would be known.
    if (time.link == TimeLink::Next && time.unit == 0 && time.count == 0) time.past = time.future = {};
    if (time.link == TimeLink::Next && time.unit == -1 && from.precision == DatePrecision::Day && time.count > 0) {
      const Day day = add_months(from.first, 12 * time.count);
      time.past = time.future = day_value(day);
    }
  }

  static bool is_right_behind(const TimeExpression& time, const TimeExpression& former) {
    return !former.has_year && time.begin >= former.end && time.begin - former.end <= 2 &&
           (former.past.precision == DatePrecision::Day || former.past.precision == DatePrecision::Month);
  }
  /// "arrested on 3 May 1983 and released on 10 June": the year goes for both, if both are days of one sentence.
  bool is_told_with(const TimeExpression& time, const TimeValue& told, TokenId told_at) const {
    return told_at.exists() && !time.has_year && (!time.to_come || time.soon) && names_month(time) &&
           tokens_.sentence_of[told_at] == tokens_.sentence_of[time.begin] &&
           time.past.precision == DatePrecision::Day && year_of(told.first) < year_of(time.past.first) &&
           in_year_of(time.past, told).first > told.first;
  }
  bool names_month(const TimeExpression& time) const {
    for (TokenId token = time.begin; token < time.end; ++token) {
      if (words_.find(tokens_.form(token)).kind == knowledge::TimeWordKind::Month) return true;
    }
    return false;
  }
  static TimeValue in_year_of(const TimeValue& value, const TimeValue& told) {
    const int months = 12 * (year_of(told.first) - year_of(value.first));
    return {add_months(value.first, months), add_months(value.last, months), value.precision};
  }
  static void set_year(TimeExpression& time, const TimeValue& told) {
    time.past = time.future = told.exists() ? in_year_of(time.past, told) : TimeValue{};
    time.why = told.exists() ? time.why : NoDate::FromEvent;
    time.has_year = true;
  }

  /// Whether `next` belongs to what `time` counts from: in the same clause, no verb between.
  bool leads_to(const TimeExpression& time, const TimeExpression& next) const {
    if (next.link != TimeLink::None || tokens_.sentence_of[time.begin] != tokens_.sentence_of[next.begin]) return false;
    if (next.begin - time.end > kNextWithin) return false;
    for (TokenId token = time.end; token < next.begin; ++token) {
      if (trees_.upos[token] == Upos::Verb || trees_.upos[token] == Upos::Aux || tokens_.form(token) == ",")
        return false;
    }
    return true;
  }

  bool is_inside(const TimeExpression& time, TokenId token) const { return token >= time.begin && token < time.end; }

  /// The word of the expression that all the others in it hang on.
  TokenId root_of(const TimeExpression& time) const {
    TokenId at = time.begin;
    while (trees_.head[at].exists() && is_inside(time, trees_.head[at])) at = trees_.head[at];
    return at;
  }

  /// The verb that the expression hangs on, or none.
  TokenId verb_of(const TimeExpression& time) const {
    TokenId at = root_of(time);
    for (int climb = 0; climb < kMaxClimb; ++climb) {
      at = trees_.head[at];
      if (!at.exists()) return {};
      if (trees_.upos[at] == Upos::Verb || has_copula(at)) return at;
    }
    return {};
  }
  bool has_copula(TokenId token) const {
    const auto children = trees_.children(token);
    return std::any_of(children.begin(), children.end(),
                       [&](TokenId child) { return trees_.deprel[child] == Deprel::Cop; });
  }

  bool is_to_come(const TimeExpression& time) const {
    const TokenId verb = verb_of(time);
    if (time.over && names_month(time)) return false;
    const bool of_noun = belongs_to_noun(time);
    // "called November's vote a test": the nearest one, where no verb tells.
    if (of_noun && names_month(time) && verb.exists() && is_past(verb) && time.past.exists() && time.future.exists()) {
      return !time.nearer_past;
    }
    if (verb.exists() && is_verb_to_come(verb, 0) && !(of_noun && is_plain_present(verb))) {
      // "unlikely to back him after his March remarks", "enjoys a jump from November": the nearest one, where the verb
      // says little about it.
      const bool plain = (of_noun && trees_.xpos[verb] == "VB" && !has_future(verb)) || is_plain_present(verb);
      return !(plain && time.nearer_past && names_month(time));
    }
    // "A summit on June 8", told on June 2, is the coming one: nobody tells a day of last year without its year, but
    // where a verb of the past does ("signed on June 1"). "The talks in July failed", told in June, were last year's.
    // "A realistic chance of winning in November", told in July: the nearest one, where nothing is past.
    const bool is_dated = time.past.exists() && time.future.exists() && !time.has_year && names_month(time);
    if (is_dated && verb.exists() && !is_past(verb) && trees_.xpos[verb] != "VBN") return !time.nearer_past;
    if (!time.soon) return false;
    // "They have until March 31"
    if (time.begin.index() > 0) {
      const knowledge::TimeWord before = words_.find(tokens_.form(time.begin - 1));
      if (before.kind == knowledge::TimeWordKind::Before && before.value == 3) return true;
    }
    const bool month = time.past.precision == DatePrecision::Month;
    return !verb.exists() || !is_past(verb) || !(month || hangs_on(time, verb));
  }
  bool hangs_on(const TimeExpression& time, TokenId verb) const { return trees_.head[root_of(time)] == verb; }
  /// "the April 1 agreement holds": the date says which one is meant, not when it holds.
  bool belongs_to_noun(const TimeExpression& time) const {
    const TokenId root = root_of(time);
    const TokenId head = trees_.head[root];
    const Deprel deprel = trees_.deprel[root];
    return head.exists() && trees_.upos[head] == Upos::Noun && head >= time.end &&
           (deprel == Deprel::Compound || deprel == Deprel::Amod || deprel == Deprel::Nummod ||
            deprel == Deprel::NmodPoss);
  }
  bool has_future(TokenId verb) const {
    const auto children = trees_.children(verb);
    return std::any_of(children.begin(), children.end(),
                       [&](TokenId child) { return words_.tense(trees_.lemma[child]) == TenseWord::Future; });
  }
  bool is_plain_present(TokenId verb) const {
    if (trees_.xpos[verb] != "VBZ" && trees_.xpos[verb] != "VBP") return false;
    const auto children = trees_.children(verb);
    return std::none_of(children.begin(), children.end(),
                        [&](TokenId child) { return trees_.deprel[child] == Deprel::Aux; });
  }
  /// "shelled", "was shelling", "has shelled": it has happened.
  bool is_past(TokenId verb) const {
    if (trees_.xpos[verb] == "VBD") return true;
    const auto children = trees_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](TokenId child) {
      const Deprel deprel = trees_.deprel[child];
      const bool auxiliary = deprel == Deprel::Aux || deprel == Deprel::AuxPass || deprel == Deprel::Cop;
      return auxiliary && (trees_.xpos[child] == "VBD" || trees_.lemma[child] == "have");
    });
  }

  /// "to be held"
  bool is_passive_infinitive(TokenId verb) const {
    if (trees_.xpos[verb] != "VBN") return false;
    const auto children = trees_.children(verb);
    return std::any_of(children.begin(), children.end(), [&](TokenId child) { return trees_.xpos[child] == "TO"; });
  }
  bool has_condition(TokenId verb) const {
    const auto children = trees_.children(verb);
    return std::any_of(children.begin(), children.end(),
                       [&](TokenId child) { return words_.tense(trees_.lemma[child]) == TenseWord::Condition; });
  }

  bool is_verb_to_come(TokenId verb, int depth) const {
    bool infinitive = trees_.xpos[verb] == "VB" || is_passive_infinitive(verb);
    bool present = trees_.xpos[verb] == "VBZ" || trees_.xpos[verb] == "VBP";
    bool progressive = false;
    for (const TokenId child : trees_.children(verb)) {
      if (trees_.deprel[child] != Deprel::Aux && trees_.deprel[child] != Deprel::AuxPass &&
          trees_.deprel[child] != Deprel::Cop) {
        continue;
      }
      if (words_.tense(trees_.lemma[child]) == TenseWord::Future) return true;
      // "the vote is to be held on Friday"
      if (infinitive && trees_.lemma[child] == "be" && trees_.xpos[child] == "VBZ") return true;
      if (trees_.lemma[child] == "be" && trees_.xpos[verb] == "VBG" && trees_.xpos[child] != "VBD") progressive = true;
      if (trees_.lemma[child] == "do" && trees_.xpos[child] != "VBD") present = true;
      if (trees_.lemma[child] == "do" && trees_.xpos[child] == "VBD") infinitive = false;
    }
    if (is_past(verb)) return false;
    if (depth >= kMaxClimb) return false;
    // "the council is to vote"
    if (infinitive && has_copula(verb)) return true;
    const TokenId above = trees_.head[verb];
    const Deprel deprel = trees_.deprel[verb];
    if (infinitive && above.exists()) {
      if (deprel == Deprel::Xcomp || deprel == Deprel::Ccomp || deprel == Deprel::Acl) {
        const TenseWord kind = words_.tense(trees_.lemma[above]);
        // "failed to meet on Friday" is as its verb is.
        return kind == TenseWord::Fact ? is_verb_to_come(above, depth + 1) : true;
      }
      if (deprel == Deprel::Conj || deprel == Deprel::Advcl) return is_verb_to_come(above, depth + 1);
    }
    if ((present || progressive) && tokens_.sentences[tokens_.sentence_of[verb]].role != text::SentenceRole::Headline) {
      const TenseWord kind = words_.tense(trees_.lemma[verb]);
      return progressive || has_condition(verb) ||
             (kind != TenseWord::Telling && kind != TenseWord::Lasting && !has_copula(verb));
    }
    // A participle is as the verb above it: "talks held on Friday", "is expected to be freed by Monday".
    if (trees_.xpos[verb] == "VBG" && above.exists() &&
        (deprel == Deprel::Xcomp || deprel == Deprel::Advcl || deprel == Deprel::Conj)) {
      return is_verb_to_come(above, depth + 1);
    }
    if (infinitive && deprel == Deprel::Conj && above.exists()) return is_verb_to_come(above, depth + 1);
    return false;
  }

  const knowledge::TimeWords& words_;
  const text::Tokens& tokens_;
  const syntax::Trees& trees_;
  std::vector<TimeExpression>& times_;
};

}  // namespace

void settle_times(const knowledge::TimeWords& words, const text::Tokens& tokens, const syntax::Trees& trees,
                  std::vector<TimeExpression>& times) {
  Settler(words, tokens, trees, times).run();
}

}  // namespace chancery::reading
