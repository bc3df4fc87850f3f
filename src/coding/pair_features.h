// What the learned model sees of a marked pair: named features of the words, the tree and the acts between the marks.
//
// Reads tokens, trees, mentions and predicates; a feature is a hash of its name (learned/linear_model.h). Pure; one
// scratch per thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coding/predicates.h"
#include "learned/word_clusters.h"

namespace chancery::coding {

/// Which marks cover a token: 0 none, kActorMark, kRecipientMark, or both.
using MarkOfToken = IdVector<TokenId, std::uint8_t>;
inline constexpr std::uint8_t kActorMark = 1;
inline constexpr std::uint8_t kRecipientMark = 2;

/// The layers of one marked sentence; all outlive the call.
struct PairSources {
  const text::Tokens& tokens;
  const syntax::Trees& trees;
  const reading::Mentions& mentions;
  const knowledge::Ontology& ontology;
  const std::vector<Predicate>& predicates;
  const std::vector<Rejection>& rejections;
  const MarkOfToken& marks;
  const learned::WordClusters& clusters;
};

/// Each feature once, in the order of their hashes.
struct PairFeatures {
  std::vector<std::uint64_t> hashes;
  std::vector<std::string> names;  // the same order; only where they were asked for

  void clear() {
    hashes.clear();
    names.clear();
  }
};

/// Replaces what `out` held.
void find_pair_features(const PairSources& sources, bool with_names, PairFeatures& out);

/// The predicate that the marks take part in: as marked first, else turned round, else with one of them; or nullptr.
const Predicate* predicate_of_pair(const PairSources& sources);

}  // namespace chancery::coding
