// Tested by: restraint_test.cpp.
#include "knowledge/restraint.h"

#include <algorithm>
#include <charconv>

namespace chancery::knowledge {
namespace {

std::string_view base_name(std::string_view file) { return file.substr(file.find_last_of('/') + 1); }

int read_number(const TableLine& line, std::string_view field) {
  int value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size() || value < 1 || value > 100)
    line.fail("'" + std::string(field) + "' is no number from 1 to 100");
  return value;
}

}  // namespace

Restraint Restraint::load(std::span<const TableText> tables, const Ontology& ontology) {
  Restraint restraint;
  restraint.alone_.assign(ontology.act_count(), false);
  auto texts = std::make_shared<std::vector<std::string>>();
  texts->reserve(tables.size());
  for (const TableText& source : tables) texts->emplace_back(source.text);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const TableText table{tables[i].file, (*texts)[i]};
    const std::string_view name = base_name(table.file);
    if (name == "parties.tsv") {
      read_table(table, 2, 2, [&](const TableLine& line) {
        std::uint32_t sectors = 0;
        for (std::string_view sector : split_list(line.field(1))) {
          const auto known = sector_from(sector);
          if (!known) line.fail("'" + std::string(sector) + "' is no sector");
          sectors |= 1U << static_cast<unsigned>(*known);
        }
        if (line.field(0) == "*") {
          for (std::uint32_t& of_type : restraint.sectors_) of_type |= sectors;
          restraint.offices_ |= sectors;
          return;
        }
        const auto event = event_type_from(line.field(0));
        if (!event) line.fail("'" + std::string(line.field(0)) + "' is no event type");
        restraint.sectors_[static_cast<std::size_t>(*event)] |= sectors;
      });
    } else if (name == "acts.tsv") {
      read_table(table, 1, 1, [&](const TableLine& line) {
        if (const auto act = ontology.act_named(line.field(0))) restraint.alone_[act->index()] = true;
      });
    } else if (name == "topics.tsv") {
      read_table(table, 3, 3, [&](const TableLine& line) {
        // "=sport 3 office": what the topic takes; "goalkeeper sport 3": a word of it.
        if (line.field(0).starts_with('=')) {
          const std::string_view needs = line.field(2);
          if (needs != "office" && needs != "country") line.fail("a topic needs 'office' or 'country'");
          restraint.topics_.push_back({std::string(line.field(0).substr(1)), read_number(line, line.field(1)),
                                       needs == "office" ? TopicNeeds::Office : TopicNeeds::Country});
          return;
        }
        const auto topic = std::find_if(restraint.topics_.begin(), restraint.topics_.end(),
                                        [&](const Topic& known) { return known.name == line.field(1); });
        if (topic == restraint.topics_.end()) line.fail("'" + std::string(line.field(1)) + "' is no topic");
        const TopicWord word{static_cast<std::uint8_t>(topic - restraint.topics_.begin()),
                             static_cast<std::uint8_t>(read_number(line, line.field(2)))};
        if (!restraint.words_.emplace(line.field(0), word).second)
          line.fail(std::string(line.field(0)) + " stands twice");
      });
    }
  }
  restraint.texts_ = std::move(texts);
  return restraint;
}

bool Restraint::is_office(std::string_view sector) const {
  const auto known = sector_from(sector);
  return known && *known != Sector::None && (offices_ >> static_cast<unsigned>(*known) & 1U) != 0;
}

bool Restraint::is_political(EventType event, std::string_view sector) const {
  const auto known = sector_from(sector);
  if (!known || *known == Sector::None) return false;
  return (sectors_[static_cast<std::size_t>(event)] >> static_cast<unsigned>(*known) & 1U) != 0;
}

const Restraint::TopicWord* Restraint::word(std::string_view lemma) const {
  const auto found = words_.find(lemma);
  return found == words_.end() ? nullptr : &found->second;
}

}  // namespace chancery::knowledge
