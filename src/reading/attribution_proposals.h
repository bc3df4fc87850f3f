// What the grammar alone makes of cues, before anything that was learned: a cue governs its content ("said that …"),
// hangs on it ("…, he said"), or is a preposition before the speaker ("according to …").
//
// Proposals are features of the learned decisions, and the whole reading where there is no model.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "knowledge/lexicon.h"
#include "reading/arguments.h"
#include "reading/attribution_view.h"

namespace chancery::reading {

struct Proposal {
  TokenId cue;
  TokenId content_begin;
  TokenId content_end;
  TokenId content_head;  // root of the content's clause
  Heads speakers;
};

/// Fills `out` in order of the cues, at most one for each.
void propose_attributions(const knowledge::Lexicon& lexicon, const AttributionView& view, std::vector<Proposal>& out);

}  // namespace chancery::reading
