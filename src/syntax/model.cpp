// Tested by: model_test.cpp
#include "syntax/model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "chancery/error.h"
#include "syntax/model_sections.h"
#include "syntax/trees.h"

namespace chancery::syntax {
namespace {

bool is_power_of_two(std::uint32_t n) { return std::has_single_bit(n); }

}  // namespace

Model Model::load(const std::string& path) {
  Model model(PackedFile::open(path, kModelMagic, kModelVersion));
  model.read();
  return model;
}

std::vector<std::string_view> Model::names(std::string_view name, std::size_t count) const {
  std::string_view rest = file_.section(name);
  std::vector<std::string_view> list;
  for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; rest.remove_prefix(end + 1)) {
    list.push_back(rest.substr(0, end));
  }
  if (list.size() != count || !rest.empty()) {
    throw Error(file_.path() + ": section " + std::string(name) + " has not as many names as the model says; " +
                "take the file of this version again");
  }
  return list;
}

void Model::read() {
  std::memcpy(&meta_, array_section<ModelMeta>(file_, "meta", 1), sizeof meta_);
  const ModelMeta& m = meta_;
  // A file that was made with other numbers has good checksums; these are what the parser's loops count on.
  const auto small = [](std::uint32_t n) { return n > 0 && n <= 4096; };
  const bool sound = small(m.input) && small(m.hidden) && small(m.tag_hidden) && small(m.arc_hidden) &&
                     small(m.label_hidden) && m.input % 16 == 0 && m.hidden % 16 == 0 && m.tag_hidden % 16 == 0 &&
                     m.arc_hidden % 16 == 0 && m.label_hidden % 16 == 0 && m.distances == 18 && m.upos == kUposCount &&
                     m.labels == kDeprelCount && small(m.xpos) && small(m.feats) && small(m.edit_classes) &&
                     m.edits >= m.edit_classes && m.piece_rows == kPieceRows && is_power_of_two(m.word_slots) &&
                     is_power_of_two(m.lexicon_slots) && m.word_rows < m.word_slots;
  bool scales = true;
  for (const float s : {m.embedded, m.low[0], m.low[1], m.high, m.tag_hidden_inverse, m.arc_inverse, m.turned_inverse,
                        m.label_inverse}) {
    scales = scales && std::isfinite(s) && s > 0;
  }
  if (!sound || !scales) {
    throw Error(file_.path() +
                ": the model is of a shape that this program does not know; take the file of this version");
  }
  xpos_ = names("xpos", m.xpos);
  feats_ = names("feats", m.feats);
  for (const std::string_view name : names("edits", m.edits)) {
    LemmaEdit edit;
    if (!parse_edit(name, edit)) throw Error(file_.path() + ": not an edit of a lemma: " + std::string(name));
    edits_.push_back(edit);
  }
  word_slots_ = array_section<WordSlot>(file_, "words.slots", m.word_slots);
  word_rows_ = array_section<std::int8_t>(file_, "words.rows", std::size_t{m.word_rows} * m.input);
  word_scales_ = array_section<float>(file_, "words.scales", m.word_rows);
  piece_rows_ = array_section<std::int8_t>(file_, "pieces.rows", std::size_t{m.piece_rows} * m.input);
  piece_scales_ = array_section<float>(file_, "pieces.scales", m.piece_rows);
  unknown_ = array_section<float>(file_, "unknown", m.input);
  lexicon_ = array_section<LexiconSlot>(file_, "lexicon", m.lexicon_slots);
  for (std::size_t k = 0; k < kLayers; ++k) {
    const std::string n = std::to_string(k);
    layers[k].gates =
        matrix_section(file_, "layer" + n, k == 0 ? m.input : 2 * m.hidden, 2 * m.hidden * (k == 0 ? 4 : 3));
    layers[k].peep = array_section<float>(file_, "peep" + n, 4 * m.hidden);
  }
  tag_in = matrix_section(file_, "tag_in", 2 * m.hidden, m.tag_hidden);
  tag_out = matrix_section(file_, "tag_out", m.tag_hidden, m.upos + m.xpos + m.feats + m.edit_classes);
  parser_in = matrix_section(file_, "parser_in", 2 * m.hidden, 2 * (m.arc_hidden + m.label_hidden));
  dependent = matrix_section(file_, "dependent", m.arc_hidden, m.arc_hidden + 1 + m.distances);
  head = matrix_section(file_, "head", m.arc_hidden, 1 + m.distances);
  distance_bias = array_section<float>(file_, "distance_bias", m.distances);
  label_root = array_section<float>(file_, "label_root", m.label_hidden);
  label_distance = array_section<float>(file_, "label_distance", std::size_t{m.distances} * m.label_hidden);
  label_out = matrix_section(file_, "label_out", m.label_hidden, m.labels);
}

void Model::embed(const Kernels& kernels, const WordFeatures& word, float* sum) const {
  const std::size_t width = meta_.input, mask = meta_.word_slots - 1;
  std::uint32_t found = 0;
  for (const std::uint64_t key : {word.key, word.digitless_key}) {
    // Probing is bounded, so that a table without an empty slot cannot hold it for ever.
    std::size_t slot = key & mask;
    const auto check = static_cast<std::uint32_t>(key >> 32);
    for (std::size_t tries = 0; tries <= mask && word_slots_[slot].row != 0; ++tries, slot = (slot + 1) & mask) {
      if (word_slots_[slot].check != check) continue;
      found = word_slots_[slot].row;
      break;
    }
    if (found != 0 || word.digitless_key == word.key) break;
  }
  if (found != 0 && found <= meta_.word_rows) {
    std::fill(sum, sum + width, 0.0f);
    kernels.add_row(word_rows_ + (found - 1) * width, word_scales_[found - 1], width, sum);
  } else {
    std::copy(unknown_, unknown_ + width, sum);
  }
  for (const std::uint32_t row : word.piece) {
    kernels.add_row(piece_rows_ + row * width, piece_scales_[row], width, sum);
  }
}

const LemmaEdit* Model::find_edit(std::string_view form, std::string_view xpos) const {
  const std::uint64_t key = lexicon_key(form, xpos);
  const std::size_t mask = meta_.lexicon_slots - 1;
  std::size_t slot = key & mask;
  const auto check = static_cast<std::uint32_t>(key >> 32);
  for (std::size_t tries = 0; tries <= mask && lexicon_[slot].edit != 0xFFFFFFFFu; ++tries, slot = (slot + 1) & mask) {
    if (lexicon_[slot].check == check)
      return lexicon_[slot].edit < edits_.size() ? &edits_[lexicon_[slot].edit] : nullptr;
  }
  return nullptr;
}

}  // namespace chancery::syntax
