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
    if (text.size() < Rows::kLong) {
      bytes_ += static_cast<char>(text.size());
    } else {
      bytes_ += static_cast<char>(Rows::kLong);
      bytes_ += static_cast<char>(text.size() & 0xFF);
      bytes_ += static_cast<char>(text.size() >> 8);
    }
    bytes_ += text;
    return {at->second};
  }
  std::string take() { return std::move(bytes_); }

 private:
  static constexpr std::size_t kLongest = 0xFFFF;
  std::map<std::string, std::uint32_t, std::less<>> places_;
  std::string bytes_ = std::string(1, '\0');  // the empty one
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
  /// The number of a folded word that stands in some phrase.
  std::uint32_t word(std::string_view folded) { return word_of(folded); }
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
    std::vector<Rows::ContextRow> contexts;
    std::vector<MeaningRow> meanings;
    // Level by level: what is appended last are the children of the node that is looked at.
    std::vector<std::uint32_t> order = {0};
    std::vector<Rows::Index> node_words(1);
    for (std::size_t at = 0; at < order.size(); ++at) {
      Node& node = nodes_[order[at]];
      std::stable_sort(node.meanings.begin(), node.meanings.end(),
                       [](const MeaningRow& a, const MeaningRow& b) { return a.kind < b.kind; });
      std::uint32_t rules = node.rules;
      if (node.context != kNoList) {
        rules |= Rows::kHasContext;
        contexts.push_back({static_cast<std::uint32_t>(at), node.context});
      }
      nodes.push_back({static_cast<std::uint32_t>(order.size()),
                       static_cast<std::uint32_t>(meanings.size()) | rules << Rows::kRuleShift});
      meanings.insert(meanings.end(), node.meanings.begin(), node.meanings.end());
      for (auto edge = edges_.lower_bound({order[at], 0}); edge != edges_.end() && edge->first.first == order[at];
           ++edge) {
        if (at == 0) words_[edge->first.second].root_child = static_cast<std::uint32_t>(order.size());
        order.push_back(edge->second);
        node_words.emplace_back(edge->first.second);
      }
    }
    nodes.push_back({static_cast<std::uint32_t>(order.size()), static_cast<std::uint32_t>(meanings.size())});
    if (meanings.size() > Rows::kMeaningMask || words_.size() >= Rows::Index::kMost)
      throw Error("the tables of actors give more than 16 million words or meanings");
    std::vector<std::uint32_t> word_slots(words_.size() * 11 / 8 + 8, Rows::kNoWord);
    for (const auto& [text, id] : word_ids_) {
      const std::uint64_t hash = hash_word(text);
      std::size_t at = first_slot(hash, word_slots.size());
      while (word_slots[at] != Rows::kNoWord) at = next_slot(at, word_slots.size());
      word_slots[at] = word_slot(id, hash);
    }
    out.add("who.words", bytes_of(words_));
    out.add("who.word_slots", bytes_of(word_slots));
    out.add("who.node_words", bytes_of(node_words));
    out.add("who.contexts", bytes_of(contexts));
    out.add("who.nodes", bytes_of(nodes));
    out.add("who.meanings", bytes_of(meanings));
  }

 private:
  static constexpr std::uint8_t kNoList = 0xFF;
  struct Node {
    std::vector<MeaningRow> meanings;
    std::uint8_t rules = 0;
    bool over = false;  // a user's table gives it a meaning
    std::uint8_t context = kNoList;
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
