// What the links make of the mentions: the second half of reference.
//
// A mention that names nobody by itself takes over name, country and sector of the mention that tells best who its
// entity is. The words as written stay. Also here: those who belong to somebody ("its troops"), who hold the same
// office elsewhere ("his Russian counterpart"), and the two who were named last ("both sides", "the latter").
#pragma once

#include "reading/reference.h"

namespace chancery::reading {

/// Adds bare mentions for phrases that point back and name nobody ("both sides", "the two", "the former"), and for
/// owners
/// ("its attack"), so that they can be resolved. Mentions stay in text order; their ids change.
void add_pointing_mentions(const ReferenceSources& sources, Mentions& mentions);

/// Completes mentions in place, in text order. `entities` gets its actors.
void settle_actors(const ReferenceSources& sources, Entities& entities, Mentions& mentions);

}  // namespace chancery::reading
