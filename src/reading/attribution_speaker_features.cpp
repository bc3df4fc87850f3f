// Features of speakers: the way through the tree from the cue to the phrase, and what the phrase is.
#include <array>

#include "reading/attribution_features.h"
#include "reading/feature_adder.h"

namespace chancery::reading {

using syntax::AttributionTag;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr std::size_t kMaxPath = 6;

struct Path {
  std::uint64_t hash = 0;
  std::size_t up = 0;    // from the cue
  std::size_t down = 0;  // to the phrase
  bool exists = false;
};

Path path_between(const syntax::Trees& trees, TokenId from, TokenId to) {
  std::array<TokenId, kMaxPath> above{};
  std::size_t height = 0;
  for (TokenId at = from; at.exists() && height < kMaxPath; at = trees.head[at]) above[height++] = at;
  std::array<TokenId, kMaxPath> below{};
  std::size_t depth = 0;
  for (TokenId at = to; at.exists() && depth < kMaxPath; at = trees.head[at]) {
    for (std::size_t up = 0; up < height; ++up) {
      if (above[up] != at) continue;
      Path path{"path"_f, up, depth, true};
      for (std::size_t i = 0; i < up; ++i) path.hash = learned::joined(path.hash, code(trees.deprel[above[i]]));
      path.hash = learned::joined(path.hash, 1000);
      for (std::size_t i = depth; i-- > 0;) path.hash = learned::joined(path.hash, code(trees.deprel[below[i]]));
      return path;
    }
    below[depth++] = at;
  }
  return {"far"_f, kMaxPath, kMaxPath, false};
}

bool is_subject(Deprel deprel) {
  return deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass || deprel == Deprel::NsubjOuter;
}

}  // namespace

void AttributionFeatures::speaker(TokenId cue, TokenId head, const Proposal* proposal, Features& out) const {
  const syntax::Trees& trees = view.trees();
  FeatureAdder add(out);
  const std::uint64_t lemma = learned::joined(view.lemma(cue), code(trees.upos[cue]));
  const std::uint64_t upos = code(trees.upos[cue]);
  const std::uint64_t xpos = code(trees.xpos[cue]);
  const std::uint64_t cue_deprel = code(trees.deprel[cue]);
  bool subject = false;
  bool passive = false;
  bool possessor = false;
  for (TokenId child : trees.children(cue)) {
    const Deprel deprel = trees.deprel[child];
    subject = subject || is_subject(deprel);
    passive = passive || deprel == Deprel::AuxPass || deprel == Deprel::NsubjPass;
    possessor = possessor || deprel == Deprel::NmodPoss;
  }
  const std::uint64_t frame = (subject ? 1 : 0) + (passive ? 2 : 0) + (possessor ? 4 : 0) +
                              (view.is_quoted(cue) ? 8 : 0) + (proposal != nullptr ? 16 : 0);
  const bool tagged = !trees.attribution_tags.empty();
  if (!head.exists()) {
    if (tagged) {
      std::uint64_t near = 0;  // whether any word of the sentence looks like a source
      const text::Sentence& sentence = view.sentence_of(cue);
      for (TokenId at = sentence.begin; at < sentence.end; ++at)
        near = std::max(near, tag_class(trees, at, AttributionTag::Source));
      add("nobody.attribution"_f, near);
      add("nobody.attribution.upos"_f, near, upos, frame);
    }
    add("nobody"_f);
    add("nobody.lemma"_f, lemma);
    add("nobody.upos"_f, upos, frame);
    add("nobody.xpos"_f, xpos, frame, cue_deprel);
    add("nobody.lemma.frame"_f, lemma, frame);
    add("nobody.proposal"_f, proposal == nullptr ? 2 : proposal->speakers.empty() ? 1 : 0, upos);
    return;
  }
  const Path path = path_between(trees, cue, head);
  const std::uint64_t side = head < cue ? 1 : 2;
  const std::size_t distance = head < cue ? cue - head : head - cue;
  const std::uint64_t deprel = code(trees.deprel[head]);
  add("somebody.upos"_f, upos);
  if (tagged) {
    const std::uint64_t source = tag_class(trees, head, AttributionTag::Source);
    add("head.attribution"_f, source);
    add("head.attribution.side"_f, source, side, upos);
    add("head.attribution.path"_f, source, path.hash);
    add("head.attribution.steps"_f, source, path.up, path.down);
    add("head.attribution.begin"_f, tag_class(trees, view.begin_of(head), AttributionTag::SourceBegin), source);
    add("head.attribution.content"_f, tag_class(trees, head, AttributionTag::Content), source);
    std::uint64_t better = 0;  // whether a word between them looks more like a source
    for (TokenId at = std::min(head, cue) + 1; at < std::max(head, cue); ++at) {
      if (trees.upos[at] != Upos::Noun && trees.upos[at] != Upos::Propn && trees.upos[at] != Upos::Pron) continue;
      better = std::max(better, tag_class(trees, at, AttributionTag::Source));
    }
    add("head.attribution.between"_f, better, source);
  }
  add("path"_f, path.hash, side);
  add("path.upos"_f, path.hash, upos, passive);
  add("path.xpos"_f, path.hash, xpos, frame);
  add("path.lemma"_f, path.hash, lemma);
  add("path.head"_f, path.hash, code(trees.upos[head]), upos);
  add("path.deprel"_f, path.hash, cue_deprel);
  add("steps"_f, path.up, path.down, upos);
  add("head.lemma"_f, view.lemma(head));
  add("head.xpos"_f, code(trees.xpos[head]), upos);
  add("head.deprel"_f, deprel, upos, side);
  add("head.deprel.distance"_f, deprel, bucket(distance), side);
  add("head.distance"_f, bucket(distance), side, upos);
  add("head.feats"_f, code(trees.feats[head].substr(0, 8)), upos);
  const bool same_quotation = view.quotation_at(head) == view.quotation_at(cue);
  add("head.quoted"_f, view.is_quoted(head), view.is_quoted(cue), same_quotation);
  // How many other phrases stand nearer, and whether one of them is a subject.
  std::size_t between = 0;
  bool subject_between = false;
  bool marks_between = false;
  for (TokenId at = std::min(head, cue) + 1; at < std::max(head, cue); ++at) {
    between += is_subject(trees.deprel[at]) || trees.deprel[at] == Deprel::Obj || trees.deprel[at] == Deprel::Obl;
    subject_between = subject_between || is_subject(trees.deprel[at]);
    marks_between = marks_between || view.is_quoted(at) != view.is_quoted(cue);
  }
  add("between"_f, std::min<std::size_t>(between, 4), side, upos);
  add("between.subject"_f, subject_between, deprel, side);
  add("between.marks"_f, marks_between, side, is_subject(trees.deprel[head]));
  bool case_seen = false;
  for (TokenId child : trees.children(head)) {
    if (trees.deprel[child] != Deprel::Case) continue;
    case_seen = true;
    add("case"_f, view.lemma(child), upos, side);
    add("case.lemma"_f, view.lemma(child), lemma);
    add("case.child"_f, child == cue);
  }
  if (!case_seen) add("no case"_f, upos, side);
  // In the clause that the cue governs stands what is said, not who says it.
  for (TokenId child : trees.children(cue)) {
    const Deprel relation = trees.deprel[child];
    if (head < view.begin_of(child) || head >= view.end_of(child)) continue;
    add("under"_f, code(relation), upos, child == head);
    break;
  }
  if (proposal != nullptr) {
    const bool same = proposal->speakers.contains(head);
    const bool in_content = head >= proposal->content_begin && head < proposal->content_end;
    add("proposed.speaker.same"_f, same, upos);
    add("proposed.speaker.first"_f, same && proposal->speakers.front() == head, path.hash);
    add("proposed.content.in"_f, in_content, upos);
  }
}

void AttributionFeatures::speaker_part(TokenId speaker, TokenId child, Features& out) const {
  const syntax::Trees& trees = view.trees();
  FeatureAdder add(out);
  const std::uint64_t side = child < speaker ? 1 : 2;
  const std::uint64_t deprel = learned::joined(code(trees.deprel[child]), side);
  const TokenId begin = view.begin_of(child);
  const TokenId end = view.end_of(child);
  const std::uint64_t kind = code(trees.upos[speaker]);
  std::uint64_t preposition = 0;
  for (TokenId each : trees.children(child)) {
    if (trees.deprel[each] == Deprel::Case || trees.deprel[each] == Deprel::Mark) preposition = view.lemma(each);
  }
  const TokenId near = side == 1 ? end - 1 : begin;
  const TokenId gap = side == 1 ? end : begin - 1;
  const bool comma = view.tokens().form(near) == "," || (gap != speaker && view.tokens().form(gap) == ",");
  add("part"_f, deprel);
  if (!trees.attribution_tags.empty()) {
    const std::uint64_t near_class = tag_class(trees, side == 1 ? end - 1 : begin, AttributionTag::Source);
    const std::uint64_t far_class = tag_class(trees, side == 1 ? begin : end - 1, AttributionTag::Source);
    add("part.attribution"_f, tag_class(trees, child, AttributionTag::Source), side);
    add("part.attribution.deprel"_f, tag_class(trees, child, AttributionTag::Source), deprel);
    add("part.attribution.ends"_f, near_class, far_class, side);
    add("part.attribution.speaker"_f, tag_class(trees, speaker, AttributionTag::Source),
        tag_class(trees, child, AttributionTag::Source), side);
  }
  add("part.kind"_f, deprel, kind, comma);
  add("part.length"_f, deprel, bucket(end - begin), comma);
  add("part.preposition"_f, deprel, preposition, comma);
  add("part.word"_f, view.lemma(child), deprel);
  add("part.upos"_f, code(trees.upos[child]), deprel, comma);
  add("part.xpos"_f, code(trees.xpos[child]), deprel, kind);
  add("part.speaker"_f, view.lemma(speaker), deprel);
  add("part.first"_f, view.lemma(begin), deprel);
  const TokenId next = side == 1 ? (begin.index() > 0 ? begin - 1 : begin) : end;
  if (next < trees.upos.end_id()) add("part.next"_f, code(view.tokens().form(next)), deprel);
  add("part.role"_f, code(trees.deprel[speaker]), deprel, comma);
}

}  // namespace chancery::reading
