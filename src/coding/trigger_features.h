// What the learned judge sees of a word that may tell an event: the word, what hangs on it and what it hangs on, what
// the lexicon makes of it and why it would give no event, who takes part, who says so.
//
// A feature is a hash of its name (learned/linear_model.h). Pure; one scratch per thread.
#pragma once

#include <cstdint>
#include <vector>

#include "coding/predicate.h"
#include "coding/topics.h"
#include "learned/word_clusters.h"
#include "reading/attribution.h"

namespace chancery::coding {

/// The layers of one document; all outlive the call.
struct TriggerSources {
  const PredicateSources& layers;
  const std::vector<reading::Quote>& quotes;
  const Topics& topics;
  const learned::WordClusters& clusters;
};

/// Whether a word may tell an event at all: verbs, nouns and adjectives that are no part of a name.
bool may_be_trigger(const TriggerSources& sources, TokenId token);

/// Replaces what `out` held; `rules` has an entry for every token of the document.
void find_trigger_features(const TriggerSources& sources, const std::vector<RuleView>& rules, TokenId token,
                           std::vector<std::uint64_t>& out);

}  // namespace chancery::coding
