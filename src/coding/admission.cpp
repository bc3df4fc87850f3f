// Somebody who acts in politics must take part; in a text about sport or films more is asked. Tested by:
// tests/restraint and tests/golden/records.
#include "coding/admission.h"

#include <algorithm>

namespace chancery::coding {

using reading::Heads;
using reading::Mention;
using syntax::Upos;

std::string_view Admission::lack_of(EventType event, const knowledge::Act& act, const Predicate& predicate) const {
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

bool Admission::is_political(EventType event, TokenId head) const {
  const Mention* mention = s_.mentions.at(head);
  if (mention == nullptr) return false;
  // A country alone makes nobody political ("the French singer"), except where it acts itself.
  if (mention->kind == reading::MentionKind::Country || mention->kind == reading::MentionKind::Group) return true;
  return s_.restraint.is_political(event, mention->sector);
}

bool Admission::is_political(EventType event, const Heads& heads) const {
  return std::any_of(heads.begin(), heads.end(), [&](TokenId head) { return is_political(event, head); });
}

bool Admission::outweighs(const knowledge::Topic& topic, EventType event, const Heads& heads) const {
  return std::any_of(heads.begin(), heads.end(), [&](TokenId head) {
    if (!is_political(event, head)) return false;
    const Mention& mention = *s_.mentions.at(head);
    if (mention.kind != reading::MentionKind::Country && !s_.restraint.is_office(mention.sector)) return false;
    return topic.needs == knowledge::TopicNeeds::Country ? !mention.country.empty()
                                                         : mention.kind != reading::MentionKind::Country;
  });
}

bool Admission::has_somebody(const Predicate& predicate) const {
  const auto is_somebody = [&](TokenId head) {
    const Mention* mention = s_.mentions.at(head);
    return mention != nullptr &&
           (mention->kind == reading::MentionKind::Person || mention->kind == reading::MentionKind::Pronoun);
  };
  return std::any_of(predicate.actors.begin(), predicate.actors.end(), is_somebody) ||
         std::any_of(predicate.recipients.begin(), predicate.recipients.end(), is_somebody);
}

bool Admission::is_political_sentence(EventType event, SentenceId id) const {
  const text::Sentence& sentence = s_.tokens.sentences[id];
  for (TokenId token = sentence.begin; token < sentence.end; ++token) {
    const Mention* mention = s_.mentions.at(token);
    if (mention != nullptr && token == mention->head && is_political(event, token)) return true;
  }
  return false;
}

bool Admission::is_plural(const Heads& heads) const {
  return std::any_of(heads.begin(), heads.end(), [&](TokenId head) {
    const Mention* mention = s_.mentions.at(head);
    return mention != nullptr && mention->plural;
  });
}

}  // namespace chancery::coding
