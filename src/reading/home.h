// Who is at home: "police", "the government", in a story that is about one state.
#pragma once

#include <vector>

#include "knowledge/reference_words.h"
#include "reading/mentions.h"
#include "reading/places.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

/// The resources and layers of one document.
struct HomeSources {
  const knowledge::ReferenceWords& words;
  const text::Tokens& tokens;
  const syntax::Trees& trees;
  const std::vector<PlaceMention>& places;
};

/// Gives those of whom no state is told the one that the story is about, where data/reference/home.tsv has a rule for
/// them. Linear in the text.
void settle_home(const HomeSources& sources, Mentions& mentions);

}  // namespace chancery::reading
