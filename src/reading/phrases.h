// Finds the phrases that may refer: the first half of the layer of entities.
#pragma once

#include "knowledge/reference_words.h"
#include "reading/entities.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

/// Replaces `out` with the phrases of all sentences but slugs; no entities yet. One pass, linear.
void find_phrases(const knowledge::ReferenceWords& words, const text::Tokens& tokens, const syntax::Trees& trees,
                  const Mentions& mentions, Entities& out);

}  // namespace chancery::reading
