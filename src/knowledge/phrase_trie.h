// The parts of the packed directory that grow while tables are read: strings, words and the trie of phrases.
// Included by directory_tables.h alone; nothing here is needed at run time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/packed_file.h"
#include "chancery/error.h"
#include "knowledge/directory.h"
#include "knowledge/fold.h"

namespace chancery::knowledge::packing {

using Rows = Directory;

template <class Row>
std::string bytes_of(const std::vector<Row>& rows) {
  if (rows.empty()) return {};
  return {reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row)};
}

/// Strings once each, in order of first use.
class StringPool {
 public:
  Rows::Text add(std::string_view text) {
    if (text.empty()) return {0};
    const auto [at, fresh] = places_.try_emplace(std::string(text), static_cast<std::uint32_t>(bytes_.size()));
    if (!fresh) return {at->second};
    if (text.size() > kLongest) throw Error("a name of more than 65,535 bytes: " + std::string(text.substr(0, 60)));
    const auto size = static_cast<std::uint16_t>(text.size());
    bytes_.append(reinterpret_cast<const char*>(&size), sizeof size);
    bytes_ += text;
    return {at->second};
  }
  std::string take() { return std::move(bytes_); }

 private:
  static constexpr std::size_t kLongest = 0xFFFF;
  std::map<std::string, std::uint32_t, std::less<>> places_;
  std::string bytes_ = std::string(sizeof(std::uint16_t), '\0');  // the empty one
};

/// The trie of phrases while it grows.
class PhraseTrie {
 public:
  explicit PhraseTrie(StringPool& strings) : strings_(strings) { nodes_.emplace_back(); }

  std::uint32_t node(std::string_view phrase) {
    const std::string key = fold_phrase(phrase);
    std::uint32_t at = 0;
    std::string_view rest = key;
    while (!rest.empty()) {
      const std::size_t space = rest.find(' ');
      const std::uint32_t word = word_of(rest.substr(0, space));
      const auto [edge, fresh] = edges_.try_emplace({at, word}, static_cast<std::uint32_t>(nodes_.size()));
      if (fresh) nodes_.emplace_back();
      at = edge->second;
      rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
    }
    return at;
  }
  /// A meaning from a table that is laid `over` ours stands in the place of those that ours give the phrase, but for
  /// the family names and the little words.
  void add_meaning(std::uint32_t node, const MeaningRow& row, bool over) {
    Node& at = nodes_[node];
    if (over && !at.over) {
      at.over = true;
      std::erase_if(at.meanings, [&](const MeaningRow& other) {
        return other.kind != Meaning::Surname && other.kind != Meaning::Context && other.kind != Meaning::Modifier;
      });
    }
    const auto same = [&](const MeaningRow& other) { return std::memcmp(&other, &row, sizeof row) == 0; };
    if (std::none_of(at.meanings.begin(), at.meanings.end(), same)) at.meanings.push_back(row);
  }
  template <class Visit>
  void visit_meanings(Visit visit) {
    for (Node& node : nodes_) {
      for (MeaningRow& row : node.meanings) visit(row);
    }
  }
  void add_rule(std::uint32_t node, std::uint8_t rule) { nodes_[node].rules |= rule; }
  void set_context(std::uint32_t node, std::uint8_t list) { nodes_[node].context = list; }

  void pack(PackedWriter& out) {
    std::vector<Rows::NodeRow> nodes;
    std::vector<MeaningRow> meanings;
    for (Node& node : nodes_) {
      std::stable_sort(node.meanings.begin(), node.meanings.end(),
                       [](const MeaningRow& a, const MeaningRow& b) { return a.kind < b.kind; });
      nodes.push_back({static_cast<std::uint32_t>(meanings.size()), static_cast<std::uint16_t>(node.meanings.size()),
                       node.rules, node.context});
      meanings.insert(meanings.end(), node.meanings.begin(), node.meanings.end());
    }
    for (const auto& [key, to] : edges_) {
      if (key.first == 0) words_[key.second].root_child = to;
    }
    // The first words of phrases are found by `root_child`, without a slot.
    const auto inner = static_cast<std::size_t>(
        std::count_if(edges_.begin(), edges_.end(), [](const auto& edge) { return edge.first.first != 0; }));
    std::vector<Rows::EdgeRow> slots(inner * 11 / 8 + 8, {0, 0, 0});
    for (const auto& [key, to] : edges_) {
      if (key.first == 0) continue;
      std::size_t at = first_slot(hash_edge(key.first, key.second), slots.size());
      while (slots[at].to != 0) at = next_slot(at, slots.size());
      slots[at] = {key.first, key.second, to};
    }
    std::vector<std::uint32_t> word_slots(words_.size() * 11 / 8 + 8, Rows::kNoWord);
    for (const auto& [text, id] : word_ids_) {
      std::size_t at = first_slot(hash_word(text), word_slots.size());
      while (word_slots[at] != Rows::kNoWord) at = next_slot(at, word_slots.size());
      word_slots[at] = id;
    }
    out.add("who.words", bytes_of(words_));
    out.add("who.word_slots", bytes_of(word_slots));
    out.add("who.edges", bytes_of(slots));
    out.add("who.nodes", bytes_of(nodes));
    out.add("who.meanings", bytes_of(meanings));
  }

 private:
  struct Node {
    std::vector<MeaningRow> meanings;
    std::uint8_t rules = 0;
    bool over = false;  // a user's table gives it a meaning
    std::uint8_t context = Rows::kNoList;
  };

  std::uint32_t word_of(std::string_view text) {
    const auto at = word_ids_.find(text);
    if (at != word_ids_.end()) return at->second;
    const auto id = static_cast<std::uint32_t>(words_.size());
    words_.push_back({strings_.add(text), 0});
    word_ids_.emplace(std::string(text), id);
    return id;
  }

  StringPool& strings_;
  std::vector<Node> nodes_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> edges_;
  std::map<std::string, std::uint32_t, std::less<>> word_ids_;
  std::vector<Rows::WordRow> words_;
};

}  // namespace chancery::knowledge::packing
