// The trained model of tags, lemmas and trees, mapped from one file.
//
// Const after loading and shared by all threads; names and lemmas that `parse` hands out are views into it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/packed_file.h"
#include "syntax/features.h"
#include "syntax/kernels.h"
#include "syntax/lemma.h"
#include "syntax/model_file.h"

namespace chancery::syntax {

class Model {
 public:
  /// Throws Error (which file, what is wrong, what to do) where the file is missing, foreign or damaged.
  static Model load(const std::string& path);

  /// Adds up the vectors of a word and its pieces: `meta().input` numbers.
  void embed(const Kernels& kernels, const WordFeatures& word, float* sum) const;
  /// The edit of a word with this tag in the lexicon of the treebanks; nullptr where it has none.
  const LemmaEdit* find_edit(std::string_view form, std::string_view xpos) const;

  const ModelMeta& meta() const { return meta_; }
  std::string_view xpos(std::size_t k) const { return xpos_[k]; }
  std::string_view feats(std::size_t k) const { return feats_[k]; }
  const LemmaEdit& edit(std::size_t k) const { return edits_[k]; }

  struct Layer {
    QuantisedMatrix gates;
    const float* peep = nullptr;  // forget then highway; in each, forward then backward
  };
  std::array<Layer, kLayers> layers;
  QuantisedMatrix tag_in, tag_out, parser_in, dependent, head, label_out;
  const float* distance_bias = nullptr;
  const float* label_root = nullptr;
  const float* label_distance = nullptr;

 private:
  explicit Model(PackedFile file) : file_(std::move(file)) {}
  std::vector<std::string_view> names(std::string_view name, std::size_t count) const;
  void read();

  PackedFile file_;
  ModelMeta meta_ = {};
  std::vector<std::string_view> xpos_, feats_;
  std::vector<LemmaEdit> edits_;
  const WordSlot* word_slots_ = nullptr;
  const LexiconSlot* lexicon_ = nullptr;
  const std::int8_t* word_rows_ = nullptr;
  const std::int8_t* piece_rows_ = nullptr;
  const float* word_scales_ = nullptr;
  const float* piece_scales_ = nullptr;
  const float* unknown_ = nullptr;
};

}  // namespace chancery::syntax
