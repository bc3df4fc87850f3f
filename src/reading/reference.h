// Who is meant: pronouns, shorter names and descriptions are linked to those who were named before them.
//
// Fills the layer of entities from trees and mentions, and completes the mentions: what names nobody by itself takes
// over the name, country and sector of its entity. Better no link than a wrong one.
#pragma once

#include <optional>
#include <vector>

#include "base/calendar.h"
#include "knowledge/directory.h"
#include "knowledge/reference_words.h"
#include "learned/linear_model.h"
#include "reading/antecedents.h"
#include "reading/entities.h"
#include "reading/mentions.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

struct ReferenceSources {
  const knowledge::ReferenceWords& words;
  const learned::LinearModel& model;  // with an empty one only what is certain is linked
  const knowledge::Directory& directory;
  const text::Tokens& tokens;
  const syntax::Trees& trees;
  std::optional<Day> published;
};

/// One thread's scratch.
class ReferenceFinder {
 public:
  /// Replaces what `out` held; changes mentions in place, and adds those that stand for others ("the latter").
  void find(const ReferenceSources& sources, Mentions& mentions, Entities& out);

 private:
  AntecedentFinder antecedents_;
  std::vector<AntecedentFinder::Candidate> candidates_;
};

}  // namespace chancery::reading
