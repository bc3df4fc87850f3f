// The scores: what was answered against what is right. The figures are those of the field's scorers, by their names.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/records.h"
#include "evaluation/figures.h"

namespace chancery::evaluation {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool meets(const Span& other) const { return begin < other.end && other.begin < end; }
};
using Spans = std::vector<Span>;

// ---- pairs: a marked actor and recipient, and the type between them

/// Of a row: what is right. The fifteen roots are the types, CONCEDE and RETREAT as one ("YIELD"); the quads are
/// numbered 1 to 4 as in the PLV files, where YIELD is in 2.
struct PairGold {
  std::string root;       // empty where only the half is told
  int quad = 0;           // 0: that of the root
  bool conflict = false;  // where no root is told
};
/// `root_macro_f1`, `quad_macro_f1` (where the gold has them) and `binary_macro_f1`: the mean of the F1 of the classes
/// that the gold has.
Evaluation score_pairs(const std::vector<PairGold>& gold, const std::vector<EventType>& found);

// ---- events in whole text

struct GoldEvent {
  std::string root;
  Spans actors;
  Spans recipients;
};
struct EventDocument {
  std::vector<GoldEvent> gold;
  std::vector<Event> found;
};
/// `type_precision`, `type_recall`, `type_f1` of the types of a document, and `pair_recall`: gold events of which one
/// was found with the type, an actor and a recipient that overlap the marked ones. Negated events count as not found.
Evaluation score_events(const std::vector<EventDocument>& documents);

// ---- attribution

struct GoldAttribution {
  Spans source, cue, content;
  Spans source_heads;
};
struct AttributionDocument {
  std::string text;
  std::vector<GoldAttribution> gold;
  std::vector<Statement> found;
};
/// F1 over words and over spans (one that overlaps another of its role counts) of source, cue and content, and
/// `whole_f1`: the content overlaps by half and a speaker meets a head of the source.
Evaluation score_attribution(const std::vector<AttributionDocument>& documents);

// ---- syntax

/// The ten columns of a word of CoNLL-U.
using ConlluWord = std::array<std::string, 10>;
using ConlluSentence = std::vector<ConlluWord>;
/// The words of all sentences, without multiword tokens and empty nodes.
std::vector<ConlluSentence> conllu_sentences(std::string_view bytes);
/// Shares of words that are right: UPOS, XPOS, LEMMA, FEATS, UAS, LAS, LAS_SUB. A sentence of another length is wrong.
Evaluation score_syntax(const std::vector<ConlluSentence>& gold, const std::vector<ConlluSentence>& found);

}  // namespace chancery::evaluation
