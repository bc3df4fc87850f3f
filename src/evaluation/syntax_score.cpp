// Tested by: evaluation_test.cpp, tests/contract/test_evaluate.py
#include <algorithm>

#include "evaluation/scores.h"

namespace chancery::evaluation {
namespace {

enum Column : std::size_t { kId, kForm, kLemma, kUpos, kXpos, kFeats, kHead, kDeprel };
enum Count : std::size_t { kUposRight, kXposRight, kLemmaRight, kFeatsRight, kUas, kLas, kLasSub, kWords, kCounts };

std::string_view without_subtype(std::string_view relation) { return relation.substr(0, relation.find(':')); }

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::vector<ConlluSentence> conllu_sentences(std::string_view bytes) {
  std::vector<ConlluSentence> sentences;
  ConlluSentence sentence;
  const auto close = [&] {
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
    sentence.clear();
  };
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
      close();
      continue;
    }
    if (line.starts_with('#')) continue;
    ConlluWord word;
    word.fill("_");
    for (std::size_t i = 0; i < word.size() && !line.empty(); ++i) {
      const std::size_t tab = std::min(line.find('\t'), line.size());
      word[i] = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    if (is_number(word[kId])) sentence.push_back(std::move(word));
  }
  close();
  return sentences;
}

Evaluation score_syntax(const std::vector<ConlluSentence>& gold, const std::vector<ConlluSentence>& found) {
  Tally tally(kCounts);
  Evaluation evaluation;
  std::map<std::string, std::array<double, 3>> classes;  // hit, gold, found, by relation
  for (std::size_t i = 0; i < gold.size(); ++i) {
    tally.begin_unit();
    tally.add(kWords, static_cast<double>(gold[i].size()));
    if (i >= found.size() || found[i].size() != gold[i].size()) continue;
    for (std::size_t w = 0; w < gold[i].size(); ++w) {
      const ConlluWord& right = gold[i][w];
      const ConlluWord& given = found[i][w];
      const bool head = right[kHead] == given[kHead];
      const std::string relation(without_subtype(right[kDeprel]));
      const std::string given_relation(without_subtype(given[kDeprel]));
      const auto count = [&](Count which, bool holds) {
        if (holds) tally.add(which);
      };
      count(kUposRight, right[kUpos] == given[kUpos]);
      count(kXposRight, right[kXpos] == given[kXpos]);
      count(kLemmaRight, right[kLemma] == given[kLemma] || right[kLemma] == "_");
      count(kFeatsRight, right[kFeats] == given[kFeats]);
      count(kUas, head);
      count(kLas, head && relation == given_relation);
      count(kLasSub, head && right[kDeprel] == given[kDeprel]);
      ++classes[relation][1];
      ++classes[given_relation][2];
      if (head && relation == given_relation) ++classes[relation][0];
      if (right[kUpos] != given[kUpos]) ++evaluation.confusion[{right[kUpos], given[kUpos]}];
    }
  }
  evaluation.unit = "sentences";
  evaluation.units = gold.size();
  evaluation.confusion_of = "UPOS, where it is wrong";
  evaluation.figures =
      tally.figures({"UPOS", "XPOS", "LEMMA", "FEATS", "UAS", "LAS", "LAS_SUB"}, [](std::span<const double> sums) {
        std::vector<double> values;
        for (std::size_t i = 0; i < kWords; ++i) values.push_back(ratio(sums[i], sums[kWords]));
        return values;
      });
  for (const auto& [name, count] : classes) {
    const double precision = ratio(count[0], count[2]);
    const double recall = ratio(count[0], count[1]);
    evaluation.classes.push_back({name, precision, recall, f1(precision, recall), static_cast<std::uint64_t>(count[1]),
                                  static_cast<std::uint64_t>(count[2])});
  }
  return evaluation;
}

}  // namespace chancery::evaluation
