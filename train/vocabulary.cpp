#include "vocabulary.h"

#include <algorithm>
#include <map>

#include "syntax/features.h"
#include "syntax/lemma.h"
#include "syntax/trees.h"

namespace chancery::train {
namespace {

constexpr int kMinWord = 2, kMinEdit = 3;

void number(const std::map<std::string, int>& counts, std::vector<std::string>& names,
            std::unordered_map<std::string, int>& of) {
  std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [name, count] : sorted) {
    of.emplace(name, static_cast<int>(names.size()));
    names.push_back(name);
  }
}

bool keeps_case(int upos) {
  const auto u = static_cast<syntax::Upos>(upos);
  return u == syntax::Upos::Propn || u == syntax::Upos::Punct || u == syntax::Upos::Sym || u == syntax::Upos::X ||
         u == syntax::Upos::Num;
}

}  // namespace

std::string edit_of(const Word& word) { return syntax::edit_between(word.form, word.lemma, keeps_case(word.upos)); }

Vocabulary::Vocabulary(const std::vector<Sentence>& train, Vectors vectors, std::size_t vector_words)
    : vectors_(std::move(vectors)) {
  std::map<std::string, int> xpos_count, feats_count, edit_count;
  std::map<std::uint64_t, std::map<std::string, int>> lemma_count;
  std::map<std::uint64_t, int> word_count, digitless_count;
  std::vector<std::uint64_t> order;  // keys as they first appear
  for (const Sentence& sentence : train) {
    for (const Word& word : sentence) {
      ++xpos_count[word.xpos];
      ++feats_count[word.feats];
      const auto f = syntax::features_of(word.form, false, syntax::Clothes::Sentence);
      if (word_count[f.key]++ == 0) order.push_back(f.key);
      digitless_of_[f.key] = f.digitless_key;
      if (f.digitless_key != f.key) {
        if (digitless_count[f.digitless_key]++ == 0) order.push_back(f.digitless_key);
        digitless_of_[f.digitless_key] = f.digitless_key;
      }
      if (word.lemma != "_") ++edit_count[edit_of(word)];
    }
  }
  number(xpos_count, xpos, xpos_of_);
  number(feats_count, feats, feats_of_);
  number(edit_count, edits, edit_of_);
  edit_classes = 0;
  while (edit_classes < edits.size() && edit_count[edits[edit_classes]] >= kMinEdit) ++edit_classes;

  learned_of_.reserve(order.size());
  int rows = 1;
  for (const std::uint64_t key : order) {
    int count = 0;
    if (const auto it = word_count.find(key); it != word_count.end()) count += it->second;
    if (const auto it = digitless_count.find(key); it != digitless_count.end()) count += it->second;
    frequency_[key] = count;
    if (count >= kMinWord && learned_of_.emplace(key, rows).second) ++rows;  // a key may come up twice
  }
  for (std::size_t i = 0; i < vectors_.words.size(); ++i) {
    const auto f = syntax::features_of(vectors_.words[i], false, syntax::Clothes::Sentence);
    if (i >= vector_words && frequency_.find(f.key) == frequency_.end()) continue;
    vector_of_.emplace(f.key, static_cast<int>(i));
    digitless_of_.emplace(f.key, f.digitless_key);
  }
  for (const Sentence& sentence : train) {
    for (const Word& word : sentence) {
      if (word.lemma == "_") continue;
      ++lemma_count[syntax::lexicon_key(word.form, word.xpos)][edit_of(word)];
    }
  }
  for (const auto& [key, counts] : lemma_count) {
    const auto best = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    lexicon_.push_back({key, static_cast<std::uint32_t>(edit_of_.at(best->first))});
  }
}

Shape Vocabulary::shape(int hidden) const {
  Shape shape;
  shape.hidden = hidden;
  shape.words = static_cast<int>(learned_of_.size()) + 1;
  shape.upos = static_cast<int>(syntax::kUposCount);
  shape.xpos = static_cast<int>(xpos.size());
  shape.feats = static_cast<int>(feats.size());
  shape.edits = static_cast<int>(edit_classes);
  shape.labels = static_cast<int>(syntax::kDeprelCount);
  return shape;
}

int Vocabulary::learned_row(std::uint64_t key, std::uint64_t digitless) const {
  if (const auto it = learned_of_.find(key); it != learned_of_.end()) return it->second;
  if (const auto it = learned_of_.find(digitless); it != learned_of_.end()) return it->second;
  return 0;
}

int Vocabulary::vector_row(std::uint64_t key, std::uint64_t digitless) const {
  if (const auto it = vector_of_.find(key); it != vector_of_.end()) return it->second;
  if (const auto it = vector_of_.find(digitless); it != vector_of_.end()) return it->second;
  return -1;
}

int Vocabulary::edit_class(const Word& word) const {
  if (word.lemma == "_") return -1;
  const auto it = edit_of_.find(edit_of(word));
  return it != edit_of_.end() && it->second < static_cast<int>(edit_classes) ? it->second : -1;
}

void Vocabulary::append(const Sentence& sentence, Batch& batch, std::mt19937* random) const {
  if (batch.begin.empty()) batch.begin.push_back(0), pending_.clear();
  syntax::ClothesCounter counter;
  for (const Word& word : sentence) counter.add(word.form);
  const syntax::Clothes clothes = counter.clothes();
  const auto chance = [&](double p) { return random != nullptr && (*random)() < p * 4294967295.0; };
  bool first = true;
  for (const Word& word : sentence) {
    const auto f = syntax::features_of(word.form, first, clothes);
    first = false;
    int learned = learned_row(f.key, f.digitless_key), vector = vector_row(f.key, f.digitless_key);
    if (random != nullptr && learned != 0) {
      const auto it = frequency_.find(f.key);
      const double frequency = it == frequency_.end() ? 2 : it->second;
      if (chance(0.02 + 0.4 / (0.4 + frequency))) learned = 0;
      if (chance(0.02)) learned = 0, vector = -1;
    }
    batch.word.push_back(learned);
    pending_.push_back(vector);
    batch.pieces.insert(batch.pieces.end(), f.piece.begin(), f.piece.end());
    batch.upos.push_back(word.upos);
    const auto x = xpos_of_.find(word.xpos);
    batch.xpos.push_back(x == xpos_of_.end() ? -1 : x->second);
    const auto g = feats_of_.find(word.feats);
    batch.feats.push_back(g == feats_of_.end() ? -1 : g->second);
    batch.edit.push_back(edit_class(word));
    batch.head.push_back(word.head);
    batch.label.push_back(word.deprel);
  }
  batch.begin.push_back(static_cast<int>(batch.word.size()));
}

void Vocabulary::close(Batch& batch) const {
  batch.vectors = Matrix::Zero(batch.begin.back(), kVectorSize);
  for (int t = 0; t < batch.begin.back(); ++t) {
    if (pending_[t] >= 0) std::copy_n(vector(pending_[t]), kVectorSize, batch.vectors.row(t).data());
  }
}

std::vector<Vocabulary::Entry> Vocabulary::entries() const {
  std::map<std::uint64_t, Entry> all;
  const auto add = [&](std::uint64_t key) {
    const std::uint64_t digitless = digitless_of_.at(key);
    all[key] = {key, vector_row(key, digitless), learned_row(key, digitless)};
  };
  for (const auto& [key, row] : vector_of_) add(key);
  for (const auto& [key, row] : learned_of_) add(key);
  std::vector<Entry> entries;
  for (const auto& [key, entry] : all) entries.push_back(entry);
  return entries;
}

}  // namespace chancery::train
