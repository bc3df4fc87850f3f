#include "support/record_lines.h"

#include <string_view>

namespace chancery::golden {
namespace {

constexpr std::size_t kContentWords = 8;

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

std::string actor_text(const ActorReference& actor) {
  std::string countries = actor.country.value_or("");
  if (!actor.members.empty()) {
    countries = "[";
    for (const std::string& member : actor.members) countries += (countries.size() > 1 ? " " : "") + member;
    countries += "]";
  }
  std::string text = or_dash(actor.name);
  if (actor.sector) return text + " " + or_dash(countries) + " " + *actor.sector;
  return countries.empty() ? text : text + " " + countries;
}

std::string actors_text(const std::vector<ActorReference>& actors) {
  std::string text;
  for (const ActorReference& actor : actors) text += (text.empty() ? "" : "; ") + actor_text(actor);
  return or_dash(text);
}

std::string date_text(const RecordDate& date) {
  return or_dash(date.end.empty() || date.end == date.begin ? date.begin : date.begin + " to " + date.end);
}

/// The first words, with "..." where there are more; white space of any kind becomes one space.
std::string first_words(std::string_view text) {
  std::string short_text;
  std::size_t words = 0;
  for (std::size_t at = 0;;) {
    at = text.find_first_not_of(" \n\r\t", at);
    if (at == std::string_view::npos) return or_dash(short_text);
    if (++words > kContentWords) return short_text + " ...";
    const std::size_t end = std::min(text.find_first_of(" \n\r\t", at), text.size());
    if (!short_text.empty()) short_text += ' ';
    short_text += text.substr(at, end - at);
    at = end;
  }
}

std::string line_of(const Event& event) {
  std::string line = "event " + std::string(name_of(event.event)) + (event.mode.empty() ? "" : " " + event.mode) + " " +
                     or_dash(event.cameo) + " | " + actors_text(event.actors) + " | " + actors_text(event.recipients) +
                     " | " + date_text(event.date) + " | " + std::string(name_of(event.status));
  if (event.location) line += " | at " + or_dash(event.location->name);
  if (event.attribution) line += " | said by " + actor_text(event.attribution->source);
  return line;
}

std::string line_of(const Statement& statement) {
  std::string who = actors_text(statement.speakers);
  if (!statement.addressees.empty()) who += " -> " + actors_text(statement.addressees);
  std::string line = "statement " + or_dash(statement.kind) + " | " + who + " | " + or_dash(statement.cue.text) +
                     " | " + first_words(statement.content.text);
  if (statement.stance != "neutral") line += " | " + statement.stance;
  if (statement.attribution) line += " | said by " + actor_text(statement.attribution->source);
  return line;
}

std::string line_of(const Relation& relation) {
  return "relation " + relation.relation + " | " + actor_text(relation.from) + " | " + actor_text(relation.to);
}

void add_list(std::string& line, std::string_view before, const std::vector<std::string>& names) {
  if (names.empty()) return;
  line += before;
  for (const std::string& name : names) line += &name == &names.front() ? name : ", " + name;
}

}  // namespace

std::vector<std::string> record_lines(const Records& records, Subjects subjects) {
  const bool shown = subjects == Subjects::Shown;
  std::vector<std::string> lines;
  for (const Event& event : records.events) {
    lines.push_back(line_of(event));
    if (shown) add_list(lines.back(), " | about ", event.issues);
    if (shown) add_list(lines.back(), " | context ", event.contexts);
  }
  for (const Statement& statement : records.statements) {
    lines.push_back(line_of(statement));
    if (shown) add_list(lines.back(), " | about ", statement.issues);
  }
  for (const Relation& relation : records.relations) lines.push_back(line_of(relation));
  if (lines.empty()) lines.emplace_back("none");
  return lines;
}

std::string head_line(const StoryHead& head) {
  return "head " + date_text(head.date) + " | " + or_dash(head.publisher) + " | " + or_dash(head.agency) + " | " +
         or_dash(head.place ? head.place->name : "");
}

}  // namespace chancery::golden
