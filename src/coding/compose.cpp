// Tested by: compose_test.cpp and tests/golden/records.
#include "coding/compose.h"

#include <algorithm>

#include "coding/rule_text.h"

namespace chancery::coding {

using reading::Heads;
using reading::Mention;
using reading::Quote;
using reading::TimeExpression;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr int kMaxClimb = 6;

TextSpan span_of(const text::Tokens& tokens, const CodePointIndex& code_points, TokenId begin, TokenId end) {
  const std::uint32_t first = tokens.span[begin].begin;
  const std::uint32_t last = tokens.span[end - 1].end;
  return {std::string(tokens.text.substr(first, last - first)), code_points.at(first), code_points.at(last)};
}

class Composer {
 public:
  explicit Composer(const RecordSources& sources) : s_(sources) {}

  void run(Records& records) {
    for (const Quote& quote : s_.quotes) {
      records.statements.push_back(statement_of(quote, records.statements.size() + 1));
    }
    for (const Predicate& predicate : s_.predicates) {
      Event event = event_of(predicate, records.statements);
      if (is_repeated(event, records.events) || is_told_before(predicate, event, records.events)) continue;
      event.id = s_.document.id + "#e" + std::to_string(records.events.size() + 1);
      records.events.push_back(std::move(event));
    }
  }

 private:
  TextSpan span_of(TokenId begin, TokenId end) const {
    return chancery::coding::span_of(s_.tokens, s_.code_points, begin, end);
  }

  ActorReference actor_of(TokenId head) const {
    ActorReference actor;
    const Mention* mention = s_.mentions.at(head);
    if (mention == nullptr) {
      const auto [begin, end] = phrase_of(head);
      actor.span = span_of(begin, end);
      actor.name = actor.span.text;
      return actor;
    }
    actor.span = span_of(mention->begin, mention->end);
    actor.name = mention->name.empty() ? actor.span.text : std::string(mention->name);
    if (!mention->country.empty()) actor.country = mention->country;
    if (!mention->sector.empty()) actor.sector = mention->sector;
    for (std::string_view member : mention->members) actor.members.emplace_back(member);
    return actor;
  }

  /// The words before the head that belong to it, and what is joined to it: no clauses, no appositions.
  std::pair<TokenId, TokenId> phrase_of(TokenId head) const {
    TokenId begin = head;
    TokenId end = head + 1;
    for (TokenId child : s_.trees.children(head)) {
      switch (s_.trees.deprel[child]) {
        case Deprel::Det:
        case Deprel::Amod:
        case Deprel::Compound:
        case Deprel::Nummod:
        case Deprel::NmodPoss:
        case Deprel::Flat:
        case Deprel::NmodDesc:
          begin = std::min(begin, child);
          end = std::max(end, child + 1);
          break;
        default:
          break;
      }
    }
    return {begin, end};
  }

  std::vector<ActorReference> actors_of(const Heads& heads) const {
    std::vector<ActorReference> actors;
    for (TokenId head : heads) {
      ActorReference actor = actor_of(head);
      const auto is_same = [&](const ActorReference& other) { return other.span.start == actor.span.start; };
      if (std::none_of(actors.begin(), actors.end(), is_same)) actors.push_back(std::move(actor));
    }
    return actors;
  }

  /// The expression of time of the clause of `token`: on it, on its objects, or on the verb that it belongs to.
  const TimeExpression* time_of(TokenId token) const {
    const text::Sentence& sentence = s_.tokens.sentences[s_.tokens.sentence_of[token]];
    const auto first = std::lower_bound(s_.times.begin(), s_.times.end(), sentence.begin,
                                        [](const TimeExpression& time, TokenId at) { return time.begin < at; });
    TokenId clause = token;
    for (int climb = 0; climb < kMaxClimb; ++climb) {
      for (auto time = first; time != s_.times.end() && time->begin < sentence.end; ++time) {
        if (hangs_on(*time, clause)) return &*time;
      }
      const TokenId head = s_.trees.head[clause];
      if (!head.exists() || is_clause(s_.trees.deprel[clause])) break;
      clause = head;
    }
    return nullptr;
  }
  static bool is_clause(Deprel deprel) {
    return deprel == Deprel::AclRelcl || deprel == Deprel::Parataxis || deprel == Deprel::Ccomp;
  }
  /// Whether the way up from the expression meets `clause` before any other clause.
  bool hangs_on(const TimeExpression& time, TokenId clause) const {
    TokenId at = time.begin;
    // Out of the expression itself first.
    while (s_.trees.head[at].exists() && s_.trees.head[at] >= time.begin && s_.trees.head[at] < time.end)
      at = s_.trees.head[at];
    for (int climb = 0; climb < kMaxClimb && at.exists(); ++climb) {
      if (at == clause) return true;
      const Deprel deprel = s_.trees.deprel[at];
      if (is_clause(deprel) || deprel == Deprel::Advcl || deprel == Deprel::Acl ||
          (deprel == Deprel::Conj && s_.trees.upos[at] == Upos::Verb)) {
        return false;
      }
      at = s_.trees.head[at];
    }
    return false;
  }

  RecordDate date_of(const Predicate& predicate) const {
    // "will meet" is to come; "agreed to meet" is done, and only what is agreed is to come.
    const bool modal = predicate.chain.size > 0 && predicate.chain.links[0].entry == nullptr;
    const bool to_come = modal || predicate.status == Status::Conditional;
    if (const TimeExpression* time = time_of(predicate.trigger)) {
      const TokenId inner =
          predicate.chain.size > 0 ? predicate.chain.links[predicate.chain.size - 1].token : predicate.trigger;
      const bool of_inner = inner != predicate.trigger && s_.trees.upos[inner] == Upos::Verb && hangs_on(*time, inner);
      return to_come || (predicate.status == Status::Planned && of_inner) ? time->future : time->past;
    }
    // The news tells what is new: without a word on the day, it is that of publication.
    if (!to_come && s_.published) return {format_day(*s_.published), "", DatePrecision::Day};
    return {};
  }

  std::optional<Location> location_of(const Predicate& predicate) const {
    TokenId at = predicate.trigger;
    for (int climb = 0; climb < kMaxClimb && at.exists(); ++climb) {
      for (TokenId child : s_.trees.children(at)) {
        const Deprel deprel = s_.trees.deprel[child];
        if (deprel != Deprel::Obl && deprel != Deprel::Nmod) continue;
        if (const reading::PlaceMention* place = place_at(child); place != nullptr && stands_for_place(child)) {
          return coding::location_of(*place, s_.tokens, s_.code_points);
        }
      }
      const Deprel deprel = s_.trees.deprel[at];
      if (deprel != Deprel::Obj && deprel != Deprel::NsubjPass && deprel != Deprel::Xcomp && deprel != Deprel::Obl)
        break;
      at = s_.trees.head[at];
    }
    return std::nullopt;
  }
  bool stands_for_place(TokenId head) const {
    for (TokenId child : s_.trees.children(head)) {
      if (s_.trees.deprel[child] == Deprel::Case && s_.lexicon.is_locative(s_.trees.lemma[child])) return true;
    }
    return false;
  }
  const reading::PlaceMention* place_at(TokenId token) const {
    const auto after = std::upper_bound(s_.places.begin(), s_.places.end(), token,
                                        [](TokenId t, const reading::PlaceMention& place) { return t < place.begin; });
    if (after == s_.places.begin() || token >= (after - 1)->end) return nullptr;
    return &*(after - 1);
  }

  Event event_of(const Predicate& predicate, const std::vector<Statement>& statements) const {
    const knowledge::Act& act = s_.ontology[predicate.act];
    Event event;
    event.doc = s_.document.id;
    event.sentence = static_cast<std::uint32_t>(predicate.sentence.index());
    event.event = *act.event;
    event.mode = act.mode;
    event.contexts = act.contexts;
    event.cameo = act.cameo;
    event.goldstein = act.goldstein;
    event.actors = actors_of(predicate.actors);
    event.recipients = actors_of(predicate.recipients);
    event.status = predicate.status;
    event.date = date_of(predicate);
    event.location = location_of(predicate);
    event.trigger = trigger_of(predicate);
    event.rule = rule_text(s_.ontology, predicate.chain);
    event.confidence = confidence_of(event);
    if (const Quote* quote = reading::quote_around(s_.quotes, s_.tokens, predicate.trigger)) {
      const std::size_t index = static_cast<std::size_t>(quote - s_.quotes.data());
      const Statement& statement = statements[index];
      if (!statement.speakers.empty()) {
        event.attribution = Attribution{statement.speakers.front(), statement.cue.text, statement.id};
      }
    }
    return event;
  }

  TextSpan trigger_of(const Predicate& predicate) const {
    // The words of the chain that stand near each other are shown together ("refused to meet").
    TokenId begin = predicate.trigger;
    TokenId end = predicate.trigger + 1;
    for (TokenId child : s_.trees.children(predicate.trigger)) {
      if (s_.trees.deprel[child] == Deprel::CompoundPrt && child == end) end = child + 1;
    }
    return span_of(begin, end);
  }

  /// "refuse meet: decline + meet": operators and act, and the patterns that named them.

  static double confidence_of(const Event& event) {
    double confidence = 0.9;
    const auto lessen = [&](const std::vector<ActorReference>& actors) {
      for (const ActorReference& actor : actors) {
        if (!actor.country && !actor.sector) confidence -= 0.1;
      }
    };
    lessen(event.actors);
    lessen(event.recipients);
    if (event.actors.empty()) confidence -= 0.15;
    if (event.status != Status::Actual) confidence -= 0.05;
    return std::max(confidence, 0.3);
  }

  /// A noun of action without a time of its own ("his trip to China") speaks of what was told before.
  bool is_told_before(const Predicate& predicate, const Event& event, const std::vector<Event>& events) const {
    if (s_.trees.upos[predicate.trigger] != Upos::Noun || time_of(predicate.trigger) != nullptr) return false;
    return std::any_of(events.begin(), events.end(), [&](const Event& other) { return is_same_act(event, other); });
  }

  static bool is_same_act(const Event& a, const Event& b) {
    const auto same_actors = [](const std::vector<ActorReference>& x, const std::vector<ActorReference>& y) {
      return x.size() == y.size() && std::equal(x.begin(), x.end(), y.begin(), [](const auto& one, const auto& other) {
               return one.name == other.name;
             });
    };
    return a.event == b.event && a.mode == b.mode && a.status == b.status && same_actors(a.actors, b.actors) &&
           same_actors(a.recipients, b.recipients);
  }

  /// The same act told twice in a sentence is one event.
  static bool is_repeated(const Event& event, const std::vector<Event>& events) {
    for (auto other = events.rbegin(); other != events.rend() && other->sentence == event.sentence; ++other) {
      if (is_same_act(event, *other)) return true;
    }
    return false;
  }

  Statement statement_of(const Quote& quote, std::size_t number) const {
    Statement statement;
    statement.id = s_.document.id + "#s" + std::to_string(number);
    statement.doc = s_.document.id;
    statement.sentence = static_cast<std::uint32_t>(s_.tokens.sentence_of[quote.cue].index());
    if (const TimeExpression* time = time_of(quote.cue))
      statement.date = time->past;
    else if (s_.published)
      statement.date = {format_day(*s_.published), "", DatePrecision::Day};
    statement.kind = quote.kind == reading::QuoteKind::Direct  ? "direct"
                     : quote.kind == reading::QuoteKind::Mixed ? "mixed"
                                                               : "indirect";
    statement.speakers = actors_of(quote.speakers);
    statement.addressees = actors_of(quote.addressees);
    statement.cue = span_of(quote.cue, cue_end(quote));
    statement.content = span_of(quote.content_begin, quote.content_end);
    statement.about = about(quote, statement);
    statement.stance = quote.entry->stance > 0 ? "positive" : quote.entry->stance < 0 ? "negative" : "neutral";
    statement.rule = "cue: " + std::string(quote.entry->lemma);
    return statement;
  }
  TokenId cue_end(const Quote& quote) const {
    TokenId end = quote.cue + 1;
    for (TokenId child : s_.trees.children(quote.cue)) {
      if (s_.trees.deprel[child] == Deprel::Fixed && child == end) ++end;
    }
    return end;
  }

  /// Those whom the content speaks of: resolved actors in it, each once, that are not the speakers themselves.
  std::vector<ActorReference> about(const Quote& quote, const Statement& statement) const {
    std::vector<ActorReference> found;
    for (TokenId token = quote.content_begin; token < quote.content_end; ++token) {
      const Mention* mention = s_.mentions.at(token);
      if (mention == nullptr || token != mention->begin || mention->kind == reading::MentionKind::Pronoun) continue;
      if (mention->country.empty() && mention->kind == reading::MentionKind::Described) continue;
      ActorReference actor = actor_of(mention->head);
      const auto is_same = [&](const ActorReference& other) { return other.name == actor.name; };
      if (std::any_of(found.begin(), found.end(), is_same)) continue;
      if (std::any_of(statement.speakers.begin(), statement.speakers.end(), is_same)) continue;
      found.push_back(std::move(actor));
    }
    return found;
  }

  const RecordSources& s_;
};

}  // namespace

Location location_of(const reading::PlaceMention& place, const text::Tokens& tokens,
                     const CodePointIndex& code_points) {
  Location location;
  location.span = span_of(tokens, code_points, place.begin, place.end);
  location.name = place.name;
  if (!place.country.empty()) location.country = place.country;
  location.latitude = place.latitude;
  location.longitude = place.longitude;
  location.geonames = place.geonames;
  return location;
}

void compose_records(const RecordSources& sources, Records& records) { Composer(sources).run(records); }

}  // namespace chancery::coding
