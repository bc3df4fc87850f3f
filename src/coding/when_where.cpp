// Time and place hang on the verb, on its objects, or on a noun of action itself; the way up ends at the next clause. A
// place counts behind a preposition that puts things there ("in Kyiv", "at the airport in Kabul", "in the town of
// Bucha"), as what is visited or attacked ("visited Kyiv"), or before a noun of action ("the Kabul bombing"); what
// somebody is only called after ("the Kyiv-based firm", "the Odesa port workers") does not. Tested by:
// tests/golden/places, tests/golden/times.
#include "coding/when_where.h"

#include <algorithm>

namespace chancery::coding {

using reading::PlaceMention;
using reading::TimeExpression;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr int kMaxClimb = 6;
constexpr int kMaxDepth = 3;

bool is_clause(Deprel deprel) {
  return deprel == Deprel::AclRelcl || deprel == Deprel::Parataxis || deprel == Deprel::Ccomp;
}

}  // namespace

const TimeExpression* WhenWhere::time_of(TokenId token) const {
  const text::Sentence& sentence = tokens_.sentences[tokens_.sentence_of[token]];
  const auto first = std::lower_bound(times_.begin(), times_.end(), sentence.begin,
                                      [](const TimeExpression& time, TokenId at) { return time.begin < at; });
  TokenId clause = token;
  for (int climb = 0; climb < kMaxClimb; ++climb) {
    for (auto time = first; time != times_.end() && time->begin < sentence.end; ++time) {
      if (hangs_on(*time, clause)) return &*time;
    }
    const TokenId head = trees_.head[clause];
    if (!head.exists() || is_clause(trees_.deprel[clause])) break;
    clause = head;
  }
  return nullptr;
}

/// Whether the way up from the expression meets `clause` before any other clause.
bool WhenWhere::hangs_on(const TimeExpression& time, TokenId clause) const {
  TokenId at = time.begin;
  // Out of the expression itself first.
  while (trees_.head[at].exists() && trees_.head[at] >= time.begin && trees_.head[at] < time.end) at = trees_.head[at];
  for (int climb = 0; climb < kMaxClimb && at.exists(); ++climb) {
    if (at == clause) return true;
    const Deprel deprel = trees_.deprel[at];
    if (is_clause(deprel) || deprel == Deprel::Advcl || deprel == Deprel::Acl ||
        (deprel == Deprel::Conj && trees_.upos[at] == Upos::Verb)) {
      return false;
    }
    at = trees_.head[at];
  }
  return false;
}

RecordDate WhenWhere::date_of(const Predicate& predicate) const {
  // "will meet" is to come; "agreed to meet" is done, and only what is agreed is to come.
  const bool modal = predicate.chain.size > 0 && predicate.chain.links[0].entry == nullptr;
  const bool to_come = modal || predicate.status == Status::Conditional;
  if (const TimeExpression* time = time_of(predicate.trigger)) {
    const TokenId inner =
        predicate.chain.size > 0 ? predicate.chain.links[predicate.chain.size - 1].token : predicate.trigger;
    const bool of_inner = inner != predicate.trigger && trees_.upos[inner] == Upos::Verb && hangs_on(*time, inner);
    TimeExpression chosen = *time;
    // "threatened to strike on Monday": what is actual is the threat, and it has been made.
    const bool by_tense = time->to_come && (inner == predicate.trigger || predicate.status != Status::Actual);
    chosen.to_come = by_tense || to_come || (predicate.status == Status::Planned && of_inner);
    return chosen.date();
  }
  if (to_come) return {"", "", DatePrecision::None, "is to come, and no day is told"};
  // The news tells what is new: without a word on the day, it is that of publication.
  if (published_) return {format_day(*published_), "", DatePrecision::Day};
  return {"", "", DatePrecision::None, reading::reason_of(reading::NoDate::NoPublication)};
}

RecordDate WhenWhere::date_of_cue(TokenId cue) const {
  if (const TimeExpression* time = time_of(cue)) {
    TimeExpression chosen = *time;
    // What is quoted has been said, whatever tense tells of it, unless an auxiliary speaks of the future.
    return chosen.date();
  }
  if (published_) return {format_day(*published_), "", DatePrecision::Day};
  return {"", "", DatePrecision::None, reading::reason_of(reading::NoDate::NoPublication)};
}

bool WhenWhere::is_locative(TokenId head) const {
  for (const TokenId child : trees_.children(head)) {
    if (trees_.deprel[child] == Deprel::Case && lexicon_.is_locative(trees_.lemma[child])) return true;
  }
  return false;
}

/// The place that the phrase of `token` is at: itself, what stands in it behind a preposition or "of", an apposition,
/// or the name before a noun ("the Kabul airport").
const PlaceMention* WhenWhere::place_below(TokenId token, int depth) const {
  if (const PlaceMention* place = reading::place_at(places_, token); place != nullptr && place->head == token)
    return place;
  if (depth >= kMaxDepth) return nullptr;
  for (const TokenId child : trees_.children(token)) {
    const Deprel deprel = trees_.deprel[child];
    const bool inside = deprel == Deprel::Nmod || deprel == Deprel::NmodPoss || deprel == Deprel::Appos ||
                        deprel == Deprel::Compound || deprel == Deprel::Flat || deprel == Deprel::NmodDesc;
    if (!inside) continue;
    if (const PlaceMention* place = place_below(child, depth + 1)) return place;
  }
  return nullptr;
}

const PlaceMention* WhenWhere::place_of(const Predicate& predicate) const {
  TokenId at = predicate.trigger;
  // "the Kabul bombing"
  if (trees_.upos[at] == Upos::Noun) {
    for (const TokenId child : trees_.children(at)) {
      if (trees_.deprel[child] != Deprel::Compound) continue;
      const PlaceMention* place = reading::place_at(places_, child);
      if (place != nullptr && place->head == child && place->feature != knowledge::PlaceFeature::Country) return place;
    }
  }
  const PlaceMention* wide = nullptr;  // a whole state: only where nothing narrower is told
  for (int climb = 0; climb < kMaxClimb && at.exists(); ++climb) {
    for (const TokenId child : trees_.children(at)) {
      const Deprel deprel = trees_.deprel[child];
      if (deprel != Deprel::Obl && deprel != Deprel::Nmod) continue;
      if (!is_locative(child)) continue;
      const PlaceMention* place = place_below(child, 0);
      if (place == nullptr) continue;
      if (place->feature != knowledge::PlaceFeature::Country) return place;
      if (wide == nullptr) wide = place;
    }
    const Deprel deprel = trees_.deprel[at];
    if (deprel != Deprel::Obj && deprel != Deprel::NsubjPass && deprel != Deprel::Xcomp && deprel != Deprel::Obl &&
        deprel != Deprel::Nmod && deprel != Deprel::Conj) {
      break;
    }
    at = trees_.head[at];
  }
  // "visited Kyiv", "shelled Kharkiv": the object is the place itself.
  for (const TokenId child : trees_.children(predicate.trigger)) {
    const Deprel deprel = trees_.deprel[child];
    if (deprel != Deprel::Obj && deprel != Deprel::NsubjPass) continue;
    const PlaceMention* place = reading::place_at(places_, child);
    if (place != nullptr && place->head == child && place->feature != knowledge::PlaceFeature::Country) return place;
    // "the town of Bucha", "the city's port"
    if (place == nullptr && trees_.upos[child] == Upos::Noun) {
      for (const TokenId inner : trees_.children(child)) {
        if (trees_.deprel[inner] != Deprel::Nmod) continue;
        const PlaceMention* inside = reading::place_at(places_, inner);
        if (inside == nullptr || inside->head != inner || inside->feature == knowledge::PlaceFeature::Country) continue;
        // "of" only where the noun is a kind of place, not "the mayor of Istanbul".
        if (is_locative(inner) || inside->kind_told) return inside;
      }
    }
  }
  return wide;
}

const PlaceMention* WhenWhere::place_of_dateline() const {
  for (const PlaceMention& place : places_) {
    const std::uint32_t begin = tokens_.span[place.begin].begin;
    if (begin >= dateline_.end) break;
    if (begin >= dateline_.begin) return &place;
  }
  return nullptr;
}

}  // namespace chancery::coding
