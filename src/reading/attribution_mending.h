// Where the tree leaves no doubt about the bounds of a content, it has the last word over the model.
#pragma once

#include <utility>

#include "reading/arguments.h"
#include "reading/attribution_view.h"

namespace chancery::reading {

/// The content of a cue with its bounds mended: a clause behind the cue begins with its "that", a second cue joined to
/// the first is no part of what was said, nor is a remark behind a semicolon; a list of participles runs to its end.
std::pair<TokenId, TokenId> mend_content(const AttributionView& view, TokenId cue, std::pair<TokenId, TokenId> content);

/// A clause with a verb of its own that is neither an infinitive nor a participle.
bool is_told_clause(const AttributionView& view, TokenId head);

/// The subject as it stands where a verb that is no passive has one: who else should speak?
TokenId plain_subject(const AttributionView& view, TokenId cue);

}  // namespace chancery::reading
