// Who "I" and "we" are in what is quoted: told by the statement around them.
#pragma once

#include <vector>

#include "reading/attribution.h"
#include "reading/entities.h"

namespace chancery::reading {

/// Completes the mentions of the first person within quotation marks from the one speaker of the innermost quote. "I"
/// is the speaker; of "we" only the country and the sector are told. Where there are several speakers, or a nameless
/// one, nothing is.
void settle_first_persons(const std::vector<Quote>& quotes, const text::Tokens& tokens, const Entities& entities,
                          Mentions& mentions);

}  // namespace chancery::reading
