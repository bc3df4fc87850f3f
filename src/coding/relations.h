// Standing ties that the text tells: who is whose ally, rival, neighbour, member; who holds an office.
//
// Fills `relations` of the records, from the trees, mentions and entities. A tie that is denied, wished for, past,
// asked about or a condition is none.
#pragma once

#include <optional>

#include "base/calendar.h"
#include "base/utf8.h"
#include "chancery/document.h"
#include "chancery/records.h"
#include "coding/topics.h"
#include "knowledge/directory.h"
#include "knowledge/lexicon.h"
#include "knowledge/relation_words.h"
#include "reading/entities.h"
#include "reading/mentions.h"
#include "reading/times.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::coding {

struct RelationSources {
  const Document& document;
  const CodePointIndex& code_points;
  std::optional<Day> published;
  const knowledge::RelationWords& words;
  const knowledge::Lexicon& lexicon;
  const knowledge::Directory& directory;
  const text::Tokens& tokens;
  const syntax::Trees& trees;
  const reading::Mentions& mentions;
  const reading::Entities& entities;
  const std::vector<reading::TimeExpression>& times;
  const Topics& topics;
};

/// Appends relations in text order; what is told twice between the same two is taken once.
void add_relations(const RelationSources& sources, Records& records);

}  // namespace chancery::coding
