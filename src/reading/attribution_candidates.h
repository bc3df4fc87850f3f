// What attribution chooses from: phrases that may be the speaker, and places where a content may begin and end.
//
// Pure functions of the view; `out` is cleared first. What they leave out is never chosen, so they are generous.
#pragma once

#include <vector>

#include "reading/attribution_features.h"

namespace chancery::reading {

/// Heads of the phrases of the cue's sentence, the nearest first, at most 40.
void speaker_candidates(const AttributionView& view, TokenId cue, std::vector<TokenId>& out);

/// The dependents of a speaker's head that may be shown with it, inner ones first, those on the left before those on
/// the right.
void speaker_parts(const AttributionView& view, TokenId head, TokenId cue, std::vector<TokenId>& out);

struct Boundaries {
  std::vector<Boundary> begins;
  std::vector<Boundary> ends;
};

/// `content.speaker` and its extent are set where a speaker was found.
void content_boundaries(const ContentFeatures& content, Boundaries& out);

}  // namespace chancery::reading
