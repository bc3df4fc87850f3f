// Which word of the lexicon a form in the text is a form of: "expelled" is "expel", "raped" is "rape" and not "rap".
//
// The tagger guesses the lemma of a word that it never met from its ending, and the rare verbs of politics are such
// words; here the lexicon says which words there are. Filled while the lexicon loads, then const; the lemmas are views
// into the lexicon's tables and live as long as it does.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::knowledge {

class WordForms {
 public:
  /// Adds a verb, or a noun, with the forms that the rules give.
  void add_verb(std::string_view lemma);
  void add_noun(std::string_view lemma);
  /// Adds a form that the rules do not give.
  void add(std::string_view form, std::string_view lemma);
  /// The lemma of `form`, whatever its case: `guess` where that is one of those that it can be or where none is known.
  std::string_view lemma(std::string_view form, std::string_view guess) const;
  std::size_t size() const { return lemmas_.size(); }

 private:
  std::deque<std::string> forms_;  // own the keys of the map
  boost::unordered_flat_map<std::string_view, std::vector<std::string_view>> lemmas_;
};

}  // namespace chancery::knowledge
