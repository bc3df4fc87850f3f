// Tested by: tests/golden/records.
#include "coding/compose.h"

#include <algorithm>

#include "coding/rule_text.h"

namespace chancery::coding {

using reading::Heads;
using reading::Mention;
using reading::Quote;
using syntax::Deprel;
using syntax::Upos;

namespace {

TextSpan span_of(const text::Tokens& tokens, const CodePointIndex& code_points, TokenId begin, TokenId end) {
  const std::uint32_t first = tokens.span[begin].begin;
  const std::uint32_t last = tokens.span[end - 1].end;
  return {std::string(tokens.text.substr(first, last - first)), code_points.at(first), code_points.at(last)};
}

class Composer {
 public:
  explicit Composer(const RecordSources& sources)
      : s_(sources), when_where_(s_.lexicon, s_.tokens, s_.trees, s_.times, s_.places, s_.dateline, s_.published) {}

  void run(Records& records) {
    for (const Quote& quote : s_.quotes) {
      records.statements.push_back(statement_of(quote, records.statements.size() + 1));
    }
    for (std::size_t i = 0; i < s_.quotes.size(); ++i) set_outer(i, records.statements);
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

  /// Whether a phrase for several among `heads` stands for somebody of this name.
  bool is_part(const Heads& heads, std::string_view name) const {
    return std::any_of(heads.begin(), heads.end(), [&](TokenId head) {
      const Mention* mention = s_.mentions.at(head);
      return mention != nullptr && std::any_of(mention->parts.begin(), mention->parts.end(),
                                               [&](const auto& part) { return part.name == name; });
    });
  }

  /// "The two leaders": each of them, with the words as written. False where the phrase stands for itself.
  bool add_parts(TokenId head, const TextSpan& span, std::vector<ActorReference>& actors) const {
    const Mention* mention = s_.mentions.at(head);
    if (mention == nullptr || mention->parts.empty()) return false;
    for (const reading::MentionPart& part : mention->parts) {
      ActorReference actor;
      actor.span = span;
      actor.name = part.name;
      if (!part.country.empty()) actor.country = part.country;
      if (!part.sector.empty()) actor.sector = part.sector;
      const auto is_same = [&](const ActorReference& other) { return other.name == actor.name; };
      if (std::none_of(actors.begin(), actors.end(), is_same)) actors.push_back(std::move(actor));
    }
    return true;
  }

  std::vector<ActorReference> actors_of(const Heads& heads) const {
    std::vector<ActorReference> actors;
    for (TokenId head : heads) {
      ActorReference actor = actor_of(head);
      if (add_parts(head, actor.span, actors)) continue;
      const auto is_same = [&](const ActorReference& other) { return other.span.start == actor.span.start; };
      if (std::none_of(actors.begin(), actors.end(), is_same)) actors.push_back(std::move(actor));
    }
    return actors;
  }

  /// The place that the clause names; else that of the dateline, for what happened to or by those of its state.
  std::optional<Location> location_of(const Predicate& predicate, const Event& event) const {
    const reading::PlaceMention* place = when_where_.place_of(predicate);
    // A state that takes part is one of those who act: "lashed out at Spain", "sent arms to Ukraine"; so is its capital
    // where words are meant for it: "accused Moscow".
    if (place != nullptr && takes_part(*place, event) &&
        (place->feature == knowledge::PlaceFeature::Country || is_of_words(event.event))) {
      place = nullptr;
    }
    if (place == nullptr && event.status == Status::Actual) {
      place = when_where_.place_of_dateline();
      if (place != nullptr && !fits(*place, event)) place = nullptr;
    }
    if (place == nullptr) return std::nullopt;
    return coding::location_of(*place, s_.tokens, s_.code_points);
  }
  static bool is_of_words(EventType event) {
    switch (event) {
      case EventType::Accuse:
      case EventType::Agree:
      case EventType::Concede:
      case EventType::Reject:
      case EventType::Request:
      case EventType::Support:
      case EventType::Threaten:
        return true;
      default:
        return false;
    }
  }
  bool takes_part(const reading::PlaceMention& place, const Event& event) const {
    const std::uint32_t start = s_.code_points.at(s_.tokens.span[place.begin].begin);
    const auto is_it = [&](const ActorReference& actor) { return actor.span.start <= start && start < actor.span.end; };
    return std::any_of(event.actors.begin(), event.actors.end(), is_it) ||
           std::any_of(event.recipients.begin(), event.recipients.end(), is_it);
  }
  /// Whether somebody of the place's state takes part, and nobody is said to be of another where both are told.
  static bool fits(const reading::PlaceMention& place, const Event& event) {
    if (place.country.empty()) return false;
    bool here = false;
    const auto look = [&](const std::vector<ActorReference>& actors) {
      for (const ActorReference& actor : actors) here = here || (actor.country && *actor.country == place.country);
    };
    look(event.actors);
    look(event.recipients);
    return here;
  }

  Event event_of(const Predicate& told, const std::vector<Statement>& statements) const {
    const RecordDate date = when_where_.date_of(told);
    // Tense as a check: "arrives on Monday".
    const bool later = told.status == Status::Actual && s_.published && date.precision == DatePrecision::Day &&
                       date.begin > format_day(*s_.published);
    Predicate predicate = told;
    if (later) {
      predicate.status = Status::Planned;
      put_off(s_.ontology, predicate.trigger, predicate.act, predicate.chain);
    }
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
    event.date = date;
    event.location = location_of(predicate, event);
    // "Xi and Putin committed to ties between the two powers": those who act are not done to.
    std::erase_if(event.recipients, [&](const ActorReference& recipient) {
      return std::any_of(event.actors.begin(), event.actors.end(), [&](const ActorReference& actor) {
        return actor.name == recipient.name && is_part(predicate.recipients, actor.name);
      });
    });
    event.trigger = trigger_of(predicate);
    event.rule = rule_text(s_.ontology, predicate, s_.trees.lemma[predicate.trigger]);
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
    if (s_.trees.upos[predicate.trigger] != Upos::Noun || when_where_.time_of(predicate.trigger) != nullptr)
      return false;
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
    statement.date = when_where_.date_of_cue(quote.cue);
    statement.kind = quote.kind == reading::QuoteKind::Direct  ? "direct"
                     : quote.kind == reading::QuoteKind::Mixed ? "mixed"
                                                               : "indirect";
    statement.speakers = speakers_of(quote);
    statement.addressees = actors_of(quote.addressees);
    statement.cue = span_of(quote.cue_words.begin, quote.cue_words.end);
    statement.content = span_of(quote.content_begin, quote.content_end);
    set_parts(quote, statement);
    statement.about = about(quote, statement);
    const int stance = stance_of(quote);
    statement.stance = stance > 0 ? "positive" : stance < 0 ? "negative" : "neutral";
    statement.rule = "cue: " + std::string(s_.trees.lemma[quote.cue]);
    return statement;
  }
  /// Points to the statement that this one stands in; its words are that speaker's.
  void set_outer(std::size_t index, std::vector<Statement>& statements) const {
    const Quote* outer = reading::quote_around(s_.quotes, s_.tokens, s_.quotes[index].cue);
    if (outer == nullptr || outer == &s_.quotes[index]) return;
    const Statement& around = statements[static_cast<std::size_t>(outer - s_.quotes.data())];
    if (!around.speakers.empty()) {
      statements[index].attribution = Attribution{around.speakers.front(), around.cue.text, around.id};
    }
  }

  /// What the cue breaks into two, and what of a mixed content is quoted.
  void set_parts(const Quote& quote, Statement& statement) const {
    if (!quote.gap.empty()) {
      if (quote.content_begin < quote.gap.begin) {
        statement.parts.push_back(span_of(quote.content_begin, quote.gap.begin));
      }
      if (quote.gap.end < quote.content_end) statement.parts.push_back(span_of(quote.gap.end, quote.content_end));
    }
    if (quote.kind != reading::QuoteKind::Mixed) return;
    for (std::size_t i = 0; i < quote.quoted_count; ++i) {
      statement.quoted.push_back(span_of(quote.quoted[i].begin, quote.quoted[i].end));
    }
  }

  /// That of the cue, else that of the words that speak well or ill, turned round where they are denied.
  int stance_of(const Quote& quote) const {
    if (quote.entry != nullptr && quote.entry->stance != 0) return quote.entry->stance;
    int sum = 0;
    for (TokenId token = quote.content_begin; token < quote.content_end; ++token) {
      if (!quote.holds(token)) continue;
      const Upos upos = s_.trees.upos[token];
      if (upos != Upos::Verb && upos != Upos::Noun && upos != Upos::Adj) continue;
      const int stance = s_.lexicon.stance(s_.trees.lemma[token]);
      if (stance != 0) sum += is_denied(token) ? -stance : stance;
    }
    return sum;
  }
  bool is_denied(TokenId token) const {
    constexpr int kMaxDenialClimb = 6;
    for (int climb = 0; climb < kMaxDenialClimb && token.exists(); ++climb, token = s_.trees.head[token]) {
      for (TokenId child : s_.trees.children(token)) {
        if (s_.lexicon.is_negation(s_.trees.lemma[child])) return true;
      }
      const Deprel deprel = s_.trees.deprel[token];
      if (deprel == Deprel::AclRelcl || deprel == Deprel::Parataxis || deprel == Deprel::Ccomp) return false;
    }
    return false;
  }

  /// The speakers, shown with all the words that name them.
  std::vector<ActorReference> speakers_of(const Quote& quote) const {
    std::vector<ActorReference> actors;
    std::vector<const Mention*> mentions;
    std::size_t i = 0;
    for (TokenId head : quote.speakers) {
      reading::TokenRange words = quote.speaker_words[i++];
      const Mention* mention = s_.mentions.at(head);
      if (mention != nullptr && std::find(mentions.begin(), mentions.end(), mention) != mentions.end()) continue;
      mentions.push_back(mention);
      ActorReference actor = actor_of(head);
      if (mention != nullptr && words.begin < mention->end && mention->begin < words.end) {
        words = {std::min(words.begin, mention->begin), std::max(words.end, mention->end)};
      }
      if (!words.empty()) actor.span = span_of(words.begin, words.end);
      if (add_parts(head, actor.span, actors)) continue;
      const auto is_same = [&](const ActorReference& other) { return other.span.start == actor.span.start; };
      if (std::none_of(actors.begin(), actors.end(), is_same)) actors.push_back(std::move(actor));
    }
    return actors;
  }

  /// Those whom the content speaks of: resolved actors in it, each once, that are not the speakers themselves.
  std::vector<ActorReference> about(const Quote& quote, const Statement& statement) const {
    std::vector<ActorReference> found;
    for (TokenId token = quote.content_begin; token < quote.content_end; ++token) {
      if (!quote.holds(token)) continue;
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
  const WhenWhere when_where_;
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
