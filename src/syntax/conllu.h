// CoNLL-U, the format of Universal Dependencies: in for words and trees, out for what was read.
//
// https://universaldependencies.org/format.html. Empty nodes (1.1) and enhanced dependencies are passed over.
#pragma once

#include <string>
#include <string_view>

#include "chancery/error.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::syntax {

/// A document that came as CoNLL-U. `tokens` and `trees` hold views into `text` and into `trees` itself, so it is
/// neither copied nor moved; it may be read into again.
struct ConlluDocument {
  std::string text;  // the words with the spaces that SpaceAfter=No leaves
  text::Tokens tokens;
  Trees trees;  // columns that are empty or unknown: X, "_", dep; the first word is the root where no head makes a tree

  ConlluDocument() = default;
  ConlluDocument(const ConlluDocument&) = delete;
  ConlluDocument& operator=(const ConlluDocument&) = delete;
};

/// Reads all sentences. A line that is not CoNLL-U is refused and its word left out; the rest is read.
void read_conllu(std::string_view bytes, std::string_view file, Reporter& reporter, ConlluDocument& document);

/// Appends the sentences, each with `# sent_id` and `# text`, words glued together as multiword tokens.
void write_conllu(const text::Tokens& tokens, const Trees& trees, std::string& out);

}  // namespace chancery::syntax
