// Tested by: relation_words_test.cpp.
#include "knowledge/relation_words.h"

#include <array>
#include <utility>

#include "knowledge/topics.h"

namespace chancery::knowledge {
namespace {

std::uint64_t key_of(WordClass word_class, std::string_view lemma) {
  return topic_word(lemma) * 8 + static_cast<std::uint64_t>(word_class);
}

WordClass class_of(const TableLine& line) {
  const std::string_view name = line.field(1);
  if (name == "noun") return WordClass::Noun;
  if (name == "verb") return WordClass::Verb;
  if (name == "adjective") return WordClass::Adjective;
  line.fail("'" + std::string(name) + "' is neither noun, verb nor adjective");
}

}  // namespace

RelationWords RelationWords::load(std::span<const TableText> tables) {
  RelationWords words;
  for (const TableText& table : tables) {
    const std::string_view name = std::string_view(table.file).substr(table.file.find_last_of('/') + 1);
    if (name == "ties.tsv") {
      read_table(table, 5, 5, [&](const TableLine& line) {
        RelationWord word;
        word.word_class = class_of(line);
        word.relation = line.field(2);
        if (word.relation.empty()) line.fail("names no relation");
        for (std::string_view flag : split_list(line.field(3))) {
          if (flag == "mutual") {
            word.mutual = true;
          } else if (flag == "states") {
            word.states_only = true;
          } else {
            line.fail("'" + std::string(flag) + "' is neither mutual nor states");
          }
        }
        for (std::string_view preposition : split_list(line.field(4))) word.prepositions.emplace_back(preposition);
        if (!words.ties_.emplace(key_of(word.word_class, line.field(0)), std::move(word)).second)
          line.fail("'" + std::string(line.field(0)) + "' stands twice");
      });
    } else if (name == "words.tsv") {
      constexpr std::array<std::pair<std::string_view, Role>, 8> kRoles = {{{"undoes", Role::Undoes},
                                                                            {"carries", Role::Carries},
                                                                            {"carries-as", Role::CarriesAs},
                                                                            {"aims", Role::Aims},
                                                                            {"one", Role::One},
                                                                            {"as", Role::As},
                                                                            {"since", Role::Since},
                                                                            {"until", Role::Until}}};
      read_table(table, 2, 2, [&](const TableLine& line) {
        for (const auto& [known, role] : kRoles) {
          if (known != line.field(1)) continue;
          if (!words.roles_.emplace(topic_word(line.field(0)), role).second)
            line.fail("'" + std::string(line.field(0)) + "' stands twice");
          return;
        }
        line.fail("'" + std::string(line.field(1)) + "' is nothing that a word can do");
      });
    }
  }
  return words;
}

const RelationWord* RelationWords::find(WordClass word_class, std::string_view lemma) const {
  const auto found = ties_.find(key_of(word_class, lemma));
  return found == ties_.end() ? nullptr : &found->second;
}

bool RelationWords::has(std::string_view lemma, Role role) const {
  const auto found = roles_.find(topic_word(lemma));
  return found != roles_.end() && found->second == role;
}

}  // namespace chancery::knowledge
