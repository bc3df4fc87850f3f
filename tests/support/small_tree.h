// Small documents with trees, built by hand for tests: one word a line, as in CoNLL-U but only what matters.
//
//   SmallTree tree(R"(
//     China   PROPN NNP 2 nsubj
//     visited VERB  VBD 0 root    visit
//     Japan   PROPN NNP 2 obj
//   )");
//
// form, part of speech, Penn tag, head (from 1, 0 for the root), relation, and the lemma where it differs from the form
// in small letters. A blank line ends a sentence.
#pragma once

#include <deque>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::testing {

class SmallTree {
 public:
  explicit SmallTree(const std::string& rows) {
    struct Row {
      std::string form, upos, xpos, deprel, lemma;
      std::size_t head = 0;
    };
    std::vector<std::vector<Row>> sentences(1);
    std::istringstream lines(rows);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream fields(line);
      Row row;
      if (!(fields >> row.form)) {
        if (!sentences.back().empty()) sentences.emplace_back();
        continue;
      }
      if (!(fields >> row.upos >> row.xpos >> row.head >> row.deprel)) throw std::runtime_error("small tree: " + line);
      if (!(fields >> row.lemma)) {
        row.lemma = row.form;
        if (row.upos != "PROPN") {
          for (char& c : row.lemma) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
      }
      sentences.back().push_back(row);
    }
    for (const auto& sentence : sentences) {
      for (const Row& row : sentence) text_ += row.form + ' ';
    }
    tokens.text = text_;
    std::size_t at = 0;
    for (const auto& sentence : sentences) {
      if (sentence.empty()) continue;
      const std::size_t first = tokens.size();
      const SentenceId id(tokens.sentences.size());
      for (const Row& row : sentence) {
        tokens.span.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + row.form.size())});
        at += row.form.size() + 1;
        tokens.sentence_of.push_back(id);
        tokens.space_before.push_back(1);
        tokens.glued_to_former.push_back(0);
        syntax::Upos upos;
        syntax::Deprel deprel;
        if (!syntax::parse_name(upper(row.upos), upos) || !syntax::parse_name(row.deprel, deprel)) {
          throw std::runtime_error("small tree: " + row.form);
        }
        trees.upos.push_back(upos);
        trees.deprel.push_back(deprel);
        trees.xpos.push_back(kept(row.xpos));
        trees.feats.push_back("_");
        trees.lemma.push_back(kept(row.lemma));
        trees.head.push_back(row.head == 0 ? TokenId::none() : TokenId(first + row.head - 1));
      }
      tokens.sentences.push_back({TokenId(first), TokenId(tokens.size())});
    }
    syntax::link_children(trees);
  }
  SmallTree(const SmallTree&) = delete;
  SmallTree& operator=(const SmallTree&) = delete;

  /// The word that is written so; the first of them.
  TokenId at(std::string_view form) const {
    for (TokenId token(0); token < tokens.span.end_id(); ++token) {
      if (tokens.form(token) == form) return token;
    }
    throw std::runtime_error("small tree: no word " + std::string(form));
  }

  text::Tokens tokens;
  syntax::Trees trees;

 private:
  static std::string upper(std::string word) {
    for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return word;
  }
  std::string_view kept(const std::string& word) {
    strings_.push_back(word);
    return strings_.back();
  }

  std::string text_;
  std::deque<std::string> strings_;
};

}  // namespace chancery::testing
