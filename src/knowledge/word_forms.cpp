// The spelling rules of English verbs and nouns: carry, carries, carried; raid, raided; raze, razing; ban, banned.
// A verb of several syllables is given both ways ("visited", "expelled", "travelled" and "traveled"): the wrong ones
// stand in no text. Not for irregular words, which come from a table.
// Tested by: word_forms_test.cpp
#include "knowledge/word_forms.h"

#include <algorithm>
#include <array>

namespace chancery::knowledge {
namespace {

constexpr std::size_t kMaxForm = 32;  // longer words are left as they are

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string third_person(std::string_view word) {
  std::string form(word);
  const char last = word.back();
  if (last == 'y' && word.size() > 1 && !is_vowel(word[word.size() - 2])) {
    form.back() = 'i';
    return form + "es";
  }
  const bool hisses = last == 's' || last == 'x' || last == 'z' || word.ends_with("ch") || word.ends_with("sh");
  return form + (hisses || (last == 'o' && !is_vowel(word[word.size() - 2])) ? "es" : "s");
}

/// Whether the word ends in consonant, vowel, consonant, so that the last may be doubled.
bool may_double(std::string_view word) {
  if (word.size() < 3) return false;
  const char last = word.back();
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y') return false;
  const bool after_qu = word.size() > 3 && word[word.size() - 3] == 'u' && word[word.size() - 4] == 'q';
  return is_vowel(word[word.size() - 2]) && (!is_vowel(word[word.size() - 3]) || after_qu);
}

bool is_one_syllable(std::string_view word) {
  int groups = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    groups +=
        is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]) || (word[i - 1] == 'u' && i > 1 && word[i - 2] == 'q'));
  }
  return groups <= 1 || (groups == 2 && word.size() > 1 && word[0] == 'q');
}

}  // namespace

void WordForms::add(std::string_view form, std::string_view lemma) {
  auto found = lemmas_.find(form);
  if (found == lemmas_.end()) {
    forms_.emplace_back(form);
    found = lemmas_.emplace(forms_.back(), std::vector<std::string_view>()).first;
  }
  if (std::find(found->second.begin(), found->second.end(), lemma) == found->second.end())
    found->second.push_back(lemma);
}

void WordForms::add_verb(std::string_view lemma) {
  if (lemma.size() < 2) return;
  add(lemma, lemma);
  add(third_person(lemma), lemma);
  const std::string word(lemma);
  const char last = lemma.back();
  const char before = lemma[lemma.size() - 2];
  if (last == 'e') {
    const std::string stem = word.substr(0, word.size() - 1);
    add(stem + "ed", lemma);
    if (before == 'i')
      add(word.substr(0, word.size() - 2) + "ying", lemma);
    else
      add((before == 'e' || before == 'o' || before == 'y' ? word : stem) + "ing", lemma);
    return;
  }
  add(word + "ing", lemma);
  if (last == 'y' && !is_vowel(before)) {
    add(word.substr(0, word.size() - 1) + "ied", lemma);
    return;
  }
  const bool doubles = may_double(lemma);
  if (doubles) {
    add(word + last + "ed", lemma);
    add(word + last + "ing", lemma);
  }
  if (!doubles || !is_one_syllable(lemma)) add(word + "ed", lemma);
}

void WordForms::add_noun(std::string_view lemma) {
  if (lemma.size() < 2) return;
  add(lemma, lemma);
  add(third_person(lemma), lemma);
}

std::string_view WordForms::lemma(std::string_view form, std::string_view guess) const {
  if (form.size() > kMaxForm) return guess;
  std::array<char, kMaxForm> lower;
  std::transform(form.begin(), form.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto found = lemmas_.find(std::string_view(lower.data(), form.size()));
  if (found == lemmas_.end()) return guess;
  const std::vector<std::string_view>& lemmas = found->second;
  return std::find(lemmas.begin(), lemmas.end(), guess) != lemmas.end() ? guess : lemmas.front();
}

}  // namespace chancery::knowledge
