// Features of contents: what stands at a boundary, what part of the tree begins or ends there, and whether the two
// boundaries belong together.
#include "reading/attribution_features.h"
#include "reading/feature_adder.h"

namespace chancery::reading {

using syntax::AttributionTag;
using syntax::Deprel;
using syntax::Upos;

namespace {

struct Around {
  std::uint64_t former_lemma = 1, former_upos = 0, former_form = 1;
  std::uint64_t next_lemma = 1, next_upos = 0, next_form = 1;
  bool former_quoted = false, next_quoted = false;
};

/// The words on both sides of a boundary, within its paragraph.
Around around(const AttributionView& view, TokenId at) {
  const syntax::Trees& trees = view.trees();
  const text::Tokens& tokens = view.tokens();
  Around found;
  if (at.index() > 0) {
    const TokenId former = at - 1;
    found.former_lemma = view.lemma(former);
    found.former_upos = code(trees.upos[former]);
    found.former_form = code(tokens.form(former));
    found.former_quoted = view.is_quoted(former);
  }
  if (at < trees.upos.end_id()) {
    found.next_lemma = view.lemma(at);
    found.next_upos = code(trees.upos[at]);
    found.next_form = code(tokens.form(at));
    found.next_quoted = view.is_quoted(at);
  }
  return found;
}

}  // namespace

/// Where a boundary lies: before the cue and the speaker, between them, right behind the cue, further on.
std::uint64_t ContentFeatures::side(TokenId at) const {
  const bool has_speaker = speaker.exists();
  const TokenId first = has_speaker ? std::min(cue, speaker_begin) : cue;
  const TokenId last = has_speaker ? std::max(cue + 1, speaker_end) : cue + 1;
  if (at < first) return first - at <= 2 ? 1 : 2;
  if (at == first) return 3;
  if (at > last) return at - last <= 2 ? 4 : 5;
  if (at == last) return 6;
  return 7;
}

void ContentFeatures::begin(const Boundary& boundary, Features& out) const {
  const syntax::Trees& trees = view.trees();
  const TokenId at = boundary.at;
  FeatureAdder add(out);
  const Around words = around(view, at);
  const text::Sentence& sentence = view.sentence_of(cue);
  const std::uint64_t lemma = learned::joined(view.lemma(cue), code(trees.upos[cue]));
  const std::uint64_t upos = code(trees.upos[cue]);
  const std::uint64_t where = side(at);
  const bool after = at > cue;
  const std::size_t distance = after ? at - cue : cue - at;
  const bool at_start = at == sentence.begin;
  add("b.where"_f, where, upos);
  add("b.where.lemma"_f, where, lemma);
  add("b.distance"_f, after, bucket(distance), upos);
  add("b.distance.lemma"_f, after, bucket(distance), lemma);
  add("b.relation"_f, boundary.relation, upos);
  add("b.relation.lemma"_f, boundary.relation, lemma);
  add("b.relation.where"_f, boundary.relation, where, code(trees.deprel[cue]));
  add("b.relation.next"_f, boundary.relation, words.next_lemma);
  add("b.next"_f, words.next_lemma, after, upos);
  add("b.next.upos"_f, words.next_upos, where, upos);
  add("b.next.lemma"_f, words.next_lemma, lemma);
  add("b.former"_f, words.former_lemma, after, upos);
  add("b.former.upos"_f, words.former_upos, where, upos);
  add("b.words"_f, words.former_upos, words.next_upos, after);
  add("b.marks"_f, words.former_quoted, words.next_quoted, where);
  add("b.marks.lemma"_f, words.former_quoted ? 1 : 0, words.next_quoted ? 1 : 0, lemma);
  add("b.start"_f, at_start, where, upos);
  add("b.cue.quoted"_f, view.is_quoted(cue), words.next_quoted, where);
  if (after) {
    // What is passed over between the cue and the content.
    std::uint64_t passed = 0;
    for (TokenId child : trees.children(cue)) {
      if (child < cue || child >= at) continue;
      passed = learned::joined(passed, code(trees.deprel[child]));
    }
    add("b.passed"_f, passed, upos);
    add("b.passed.lemma"_f, passed, lemma);
  }
  if (speaker.exists())
    add("b.speaker"_f, at == speaker_end, at > speaker, speaker > cue);
  else
    add("b.nobody"_f, where, code(trees.deprel[cue]));
  if (!trees.attribution_tags.empty()) {
    const std::uint64_t begin = tag_class(trees, at, AttributionTag::ContentBegin);
    const std::uint64_t inside = tag_class(trees, at, AttributionTag::Content);
    const std::uint64_t before = at.index() > 0 ? tag_class(trees, at - 1, AttributionTag::Content) : 0;
    add("b.attribution"_f, begin);
    add("b.attribution.where"_f, begin, where);
    add("b.attribution.inside"_f, inside, before);
    add("b.attribution.all"_f, begin, inside, before);
    add("b.attribution.relation"_f, begin, boundary.relation);
  }
  if (proposal != nullptr) {
    add("b.proposed"_f, at == proposal->content_begin, upos);
    add("b.proposed.lemma"_f, at == proposal->content_begin, lemma);
  }
}

void ContentFeatures::end(const Boundary& boundary, Features& out) const {
  const syntax::Trees& trees = view.trees();
  const TokenId at = boundary.at;
  FeatureAdder add(out);
  const Around words = around(view, at);
  const text::Sentence& sentence = view.sentence_of(cue);
  const std::uint64_t lemma = learned::joined(view.lemma(cue), code(trees.upos[cue]));
  const std::uint64_t upos = code(trees.upos[cue]);
  const std::uint64_t where = side(at);
  const bool after = at > cue;
  const std::size_t distance = after ? at - cue : cue - at;
  const std::uint64_t at_end = at == sentence.end ? 1 : at > sentence.end ? 2 : at + 1 == sentence.end ? 3 : 0;
  add("e.where"_f, where, upos);
  add("e.where.lemma"_f, where, lemma);
  add("e.distance"_f, after, bucket(distance), upos);
  add("e.relation"_f, boundary.relation, upos);
  add("e.relation.lemma"_f, boundary.relation, lemma);
  add("e.relation.where"_f, boundary.relation, where, code(trees.deprel[cue]));
  add("e.relation.next"_f, boundary.relation, words.next_form);
  add("e.next"_f, words.next_lemma, after, upos);
  add("e.next.upos"_f, words.next_upos, where, upos);
  add("e.former"_f, words.former_form, after, upos);
  add("e.former.upos"_f, words.former_upos, where, upos);
  add("e.words"_f, words.former_upos, words.next_upos, at_end);
  add("e.words2"_f, words.former_form, words.next_form, after);
  add("e.marks"_f, words.former_quoted, words.next_quoted, where);
  add("e.marks.end"_f, words.former_quoted, words.next_quoted, at_end);
  add("e.end"_f, at_end, where, upos);
  add("e.end.lemma"_f, at_end, lemma);
  add("e.end.form"_f, at_end, words.former_form);
  add("e.next.lemma"_f, words.next_lemma, lemma);
  if (at_end == 2) {
    const std::size_t sentences = view.tokens().sentence_of[at - 1].index() - view.tokens().sentence_of[cue].index();
    add("e.sentences"_f, sentences, words.former_quoted);
    add("e.sentences.more"_f, words.former_quoted, words.next_quoted, upos);
    // Whether everything behind the cue's own sentence is quoted.
    add("e.sentences.quoted"_f, view.is_quoted(sentence.end), words.former_quoted);
  }
  if (!trees.attribution_tags.empty()) {
    const std::uint64_t last = at.index() > 0 ? tag_class(trees, at - 1, AttributionTag::ContentEnd) : 0;
    const std::uint64_t inside = at.index() > 0 ? tag_class(trees, at - 1, AttributionTag::Content) : 0;
    const std::uint64_t behind = tag_class(trees, at, AttributionTag::Content);
    add("e.attribution"_f, last);
    add("e.attribution.where"_f, last, where, at_end);
    add("e.attribution.inside"_f, inside, behind);
    add("e.attribution.all"_f, last, inside, behind);
    add("e.attribution.relation"_f, last, boundary.relation);
  }
  if (proposal != nullptr) {
    add("e.proposed"_f, at == proposal->content_end, upos);
    add("e.proposed.lemma"_f, at == proposal->content_end, lemma);
  }
}

void ContentFeatures::pair(const Boundary& begin, const Boundary& end, Features& out) const {
  FeatureAdder add(out);
  const std::uint64_t upos = code(view.trees().upos[cue]);
  const bool holds_cue = begin.at <= cue && cue < end.at;
  const bool holds_speaker = speaker.exists() && begin.at <= speaker && speaker < end.at;
  const std::uint64_t held = (holds_cue ? 1 : 0) + (holds_speaker ? 2 : 0) + (end.at <= cue ? 4 : 0);
  add("p.held"_f, held, upos);
  add("p.relations"_f, begin.relation, end.relation);
  add("p.relations.same"_f, begin.relation == end.relation, held, upos);
  add("p.length"_f, bucket(end.at - begin.at), held);
  const std::uint32_t first = view.quotation_at(begin.at);
  const std::uint32_t last = view.quotation_at(end.at - 1);
  std::uint64_t marks = 0;
  if (first != AttributionView::kNoQuotation) marks += view.quotation(first).begin == begin.at ? 1 : 2;
  if (last != AttributionView::kNoQuotation) marks += view.quotation(last).end == end.at ? 3 : 6;
  if (first != last) marks += 9;
  add("p.marks"_f, marks, held);
  add("p.marks.upos"_f, marks, upos, end.at > view.sentence_of(cue).end);
  if (!view.trees().attribution_tags.empty()) {
    const auto mean_class = [&](TokenId first, TokenId last) {
      return static_cast<std::uint64_t>(view.content_score(first, last) / 8 + 32);
    };
    add("p.attribution"_f, mean_class(begin.at, end.at));
    add("p.attribution.length"_f, mean_class(begin.at, end.at), bucket(end.at - begin.at));
    add("p.attribution.ends"_f, tag_class(view.trees(), begin.at, AttributionTag::ContentBegin),
        tag_class(view.trees(), end.at - 1, AttributionTag::ContentEnd));
  }
  if (proposal != nullptr) {
    add("p.proposed"_f, begin.at == proposal->content_begin && end.at == proposal->content_end, upos);
  }
}

}  // namespace chancery::reading
