// Tested by: reference_test.cpp and tests/golden/records; measured by tools/score_reference.py.
#include "reading/reference.h"

#include "reading/phrases.h"
#include "reading/reference_actors.h"

namespace chancery::reading {

void ReferenceFinder::find(const ReferenceSources& sources, Mentions& mentions, Entities& out) {
  add_pointing_mentions(sources, mentions);
  find_phrases(sources.words, sources.tokens, sources.trees, mentions, out);
  antecedents_.begin(sources.words, sources.tokens, sources.trees, mentions, out);
  for (PhraseId id(0); id < out.phrases.end_id(); ++id) {
    antecedents_.find_candidates(id, candidates_);
    antecedents_.link(id, antecedents_.choose(sources.model, id, candidates_));
  }
  settle_actors(sources, out, mentions);
}

}  // namespace chancery::reading
