// Who is tied: mentions, names within longer mentions, and offices beside names, as records show them.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "coding/relations.h"
#include "reading/attribution.h"

namespace chancery::coding {

class RelationParties {
 public:
  explicit RelationParties(const RelationSources& sources) : s_(sources) {}

  /// Adds whom the head names, where that is somebody known; with `state`, only states, and for a person none.
  void add(TokenId head, bool state, std::vector<ActorReference>& out) const;
  /// Adds those whom a phrase for several stands for. Heads of state who are "the two rivals" stand for their states.
  void add_parts(TokenId head, std::vector<ActorReference>& out) const;
  /// "Russian President Vladimir Putin": he holds an office of the state.
  void read_office(const reading::Mention& mention, std::vector<Relation>& out) const;
  /// "Lavrov is the foreign minister of Russia", "Patel, the deputy spokesman": false where the noun is no such title.
  bool read_title(TokenId noun, TokenId holder, std::vector<Relation>& out) const;
  Relation begin(std::string_view relation, const ActorReference& from, const ActorReference& to,
                 TokenId trigger) const;

 private:
  /// Whether it is an office of the sector that the person is of.
  bool is_office(std::span<const knowledge::MeaningRow> meanings, const reading::Mention& mention) const;
  /// Where the words around the title name the state, or the directory knows the person in that office.
  void add_office(const reading::Mention& mention, reading::TokenRange title, reading::TokenRange around,
                  std::vector<Relation>& out) const;
  std::optional<TextSpan> words_of_state(std::string_view iso3, reading::TokenRange around) const;
  bool holds(const reading::Mention& mention, reading::TokenRange title) const;
  TextSpan span_of(TokenId begin, TokenId end) const;
  ActorReference state(std::string_view iso3, const TextSpan& span) const;
  bool add_name(TokenId head, std::vector<ActorReference>& out) const;

  const RelationSources& s_;
};

}  // namespace chancery::coding
