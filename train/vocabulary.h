// The classes and words that the model knows, and sentences turned into numbers.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "data.h"
#include "network.h"

namespace chancery::train {

class Vocabulary {
 public:
  /// `vector_words`: how many of the most frequent pretrained words are kept, besides those of the treebanks.
  Vocabulary(const std::vector<Sentence>& train, Vectors vectors, std::size_t vector_words);

  Shape shape(int hidden) const;
  /// Appends a sentence; with `random`, words are now and then unknown, the rarer the oftener.
  void append(const Sentence& sentence, Batch& batch, std::mt19937* random) const;
  /// Makes `batch.vectors` after the last `append`.
  void close(Batch& batch) const;

  struct Entry {
    std::uint64_t key;
    int vector;   // row of the pretrained vectors, -1: none
    int learned;  // row of the learned vectors, 0: unknown
  };
  /// Every word that the model file holds.
  std::vector<Entry> entries() const;
  const float* vector(int row) const { return &vectors_.values[static_cast<std::size_t>(row) * kVectorSize]; }

  struct LexiconEntry {
    std::uint64_t key;
    std::uint32_t edit;
  };
  /// Lemmas of word and tag in the treebanks, by `syntax::lexicon_key`.
  std::vector<LexiconEntry> lexicon() const { return lexicon_; }

  std::vector<std::string> xpos, feats;
  std::vector<std::string> edits;  // the first `edit_classes` are classes of the network
  std::size_t edit_classes = 0;

 private:
  int edit_class(const Word& word) const;
  int learned_row(std::uint64_t key, std::uint64_t digitless) const;
  int vector_row(std::uint64_t key, std::uint64_t digitless) const;

  Vectors vectors_;
  std::unordered_map<std::uint64_t, int> vector_of_, learned_of_, frequency_;
  std::unordered_map<std::uint64_t, std::uint64_t> digitless_of_;  // of every word that is kept
  std::unordered_map<std::string, int> xpos_of_, feats_of_, edit_of_;
  std::vector<LexiconEntry> lexicon_;
  mutable std::vector<int> pending_;  // vector rows of the batch being built
};

/// Name of the edit that makes the lemma of this word.
std::string edit_of(const Word& word);

}  // namespace chancery::train
