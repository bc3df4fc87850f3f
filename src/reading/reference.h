// Who "he", "it" and "they" are: pronouns take over the name, country and sector of a mention before them.
#pragma once

#include "reading/mentions.h"
#include "syntax/trees.h"

namespace chancery::reading {

/// Resolves mentions of MentionKind::Pronoun in place; one pass over the document. Better no link than a wrong one:
/// what has no single antecedent within kMaxSentencesBack sentences stays without a name.
void resolve_pronouns(const syntax::Trees& trees, Mentions& mentions);

}  // namespace chancery::reading
