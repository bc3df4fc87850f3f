// Fills the layer of mentions from tokens, trees and the directory of actors.
#pragma once

#include <optional>

#include "base/calendar.h"
#include "knowledge/directory.h"
#include "reading/mentions.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

/// Finds who is mentioned in every sentence but slugs, in one pass and in linear time. `trees` may be empty: then the
/// words alone tell. `published` says on which day offices are held. Names of `out` view the document, the directory,
/// or `out` itself. Threads may share the directory.
void find_mentions(const knowledge::Directory& directory, const text::Tokens& tokens, const syntax::Trees& trees,
                   std::optional<Day> published, Mentions& out);

}  // namespace chancery::reading
