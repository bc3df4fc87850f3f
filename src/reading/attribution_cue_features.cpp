// Features of cues: which word, in which frame, beside which marks.
#include "knowledge/lexicon.h"
#include "reading/attribution_features.h"
#include "reading/feature_adder.h"

namespace chancery::reading {

using knowledge::WordClass;
using syntax::AttributionTag;
using syntax::Deprel;
using syntax::Upos;

namespace {

/// Verbs, nouns, …: forms of one word that may mean different things.
std::uint64_t word_class(Upos upos) { return upos == Upos::Aux ? code(Upos::Verb) : code(upos); }

/// Function words that hang on a cue say much about its frame.
bool shows_word(Deprel deprel) {
  switch (deprel) {
    case Deprel::Mark:
    case Deprel::Case:
    case Deprel::Advmod:
    case Deprel::Aux:
    case Deprel::AuxPass:
    case Deprel::Cop:
    case Deprel::CompoundPrt:
    case Deprel::Det:
    case Deprel::Expl:
    case Deprel::Fixed:
      return true;
    default:
      return false;
  }
}

std::uint64_t preposition_of(const AttributionView& view, TokenId token) {
  for (TokenId child : view.trees().children(token)) {
    const Deprel deprel = view.trees().deprel[child];
    if (deprel == Deprel::Case || deprel == Deprel::Mark) return view.lemma(child);
  }
  return 0;
}

}  // namespace

std::uint64_t AttributionFeatures::gate(TokenId token) const {
  return learned::joined(learned::joined("gate"_f, view.lemma(token)), word_class(view.trees().upos[token]));
}

bool AttributionFeatures::may_be_cue(TokenId token) const {
  switch (view.trees().upos[token]) {
    case Upos::Verb:
    case Upos::Noun:
    case Upos::Adj:
    case Upos::Adp:
    case Upos::Adv:
    case Upos::Sconj:
    case Upos::Propn:  // verbs of headlines
      return view.trees().deprel[token] != Deprel::Fixed;
    case Upos::Punct:
      return view.tokens().form(token) == ":";
    default:
      return false;
  }
}

bool AttributionFeatures::is_asked(TokenId token, const Proposal* proposal, bool known_gate) const {
  constexpr std::uint64_t kDoubtful = 5;  // odds of one to twelve
  return proposal != nullptr || known_gate || tag_class(view.trees(), token, AttributionTag::Cue) >= kDoubtful;
}

void AttributionFeatures::cue(TokenId token, const Proposal* proposal, Features& out) const {
  const syntax::Trees& trees = view.trees();
  const text::Tokens& tokens = view.tokens();
  const text::Sentence& sentence = view.sentence_of(token);
  FeatureAdder add(out);
  const std::uint64_t lemma = learned::joined(view.lemma(token), word_class(trees.upos[token]));
  const std::uint64_t upos = code(trees.upos[token]);
  const std::uint64_t xpos = code(trees.xpos[token]);
  const std::uint64_t deprel = code(trees.deprel[token]);
  const TokenId head = trees.head[token];

  add("bias"_f);
  add("bias.upos"_f, upos);
  add("lemma"_f, lemma);
  add("lemma.xpos"_f, lemma, xpos);
  add("lemma.deprel"_f, lemma, deprel);
  add("xpos.deprel"_f, xpos, deprel);
  if (head.exists()) {
    add("head"_f, view.lemma(head), deprel);
    add("head.upos"_f, code(trees.upos[head]), deprel, upos);
    add("lemma.head"_f, lemma, view.lemma(head));
  }
  std::uint64_t frame = 0;
  bool has_subject = false;
  for (TokenId child : trees.children(token)) {
    const Deprel relation = trees.deprel[child];
    if (relation == Deprel::Punct) continue;
    const std::uint64_t r = code(relation);
    const std::uint64_t side = child < token ? 1 : 2;
    add("child"_f, r, code(trees.upos[child]), upos);
    add("lemma.child"_f, lemma, r);
    if (shows_word(relation)) {
      add("child.word"_f, r, view.lemma(child), upos);
    } else if (relation == Deprel::Nsubj || relation == Deprel::NsubjPass || relation == Deprel::NmodPoss) {
      has_subject = true;
      add("subject.word"_f, view.lemma(child), r);
      add("lemma.subject"_f, lemma, code(trees.upos[child]), r);
      add("subject.xpos"_f, code(trees.xpos[child]), r, upos);
    } else if (relation == Deprel::Obl || relation == Deprel::Nmod || relation == Deprel::OblAgent) {
      const std::uint64_t preposition = preposition_of(view, child);
      add("oblique"_f, preposition, upos);
      add("lemma.oblique"_f, lemma, preposition);
      add("oblique.word"_f, preposition, view.lemma(child));
    } else if (relation == Deprel::Obj) {
      add("object.word"_f, view.lemma(child));
      add("lemma.object"_f, lemma, view.lemma(child));
      add("lemma.object.upos"_f, lemma, code(trees.upos[child]));
    } else if (relation == Deprel::Ccomp || relation == Deprel::Xcomp || relation == Deprel::Advcl ||
               relation == Deprel::Acl || relation == Deprel::Parataxis) {
      const std::uint64_t mark = preposition_of(view, child);
      add("clause"_f, r, mark, upos);
      add("clause.lemma"_f, lemma, r, mark);
      add("clause.side"_f, lemma, r, side);
      add("clause.xpos"_f, lemma, r, code(trees.xpos[child]));
      add("clause.quoted"_f, r, side, view.is_quoted(view.begin_of(child)) ? 1 : 0);
    }
    if (relation != Deprel::Advmod && relation != Deprel::Aux && relation != Deprel::Conj && relation != Deprel::Cc) {
      frame |= std::uint64_t{1} << r;
    }
  }
  add("frame"_f, frame, upos);
  add("frame.lemma"_f, frame, lemma);
  if (!has_subject) add("no subject"_f, lemma, deprel);

  const bool quoted = view.is_quoted(token);
  add("quoted"_f, quoted, upos);
  add("quoted.lemma"_f, quoted, lemma);
  // Marks in front of the cue and behind it, without the words that a speaker needs.
  for (std::size_t back = 1; back <= 6 && token - sentence.begin >= back; ++back) {
    if (!view.is_quoted(token - back)) continue;
    if (!quoted) {
      add("after marks"_f, bucket(back), upos);
      add("after marks.lemma"_f, lemma);
    }
    break;
  }
  for (std::size_t ahead = 1; ahead <= 8 && token + ahead < sentence.end; ++ahead) {
    if (!view.is_quoted(token + ahead)) continue;
    if (!quoted) {
      add("before marks"_f, bucket(ahead), upos);
      add("before marks.lemma"_f, lemma);
    }
    break;
  }
  const std::uint64_t before = token > sentence.begin ? view.lemma(token - 1) : 1;
  const std::uint64_t behind = token + 1 < sentence.end ? view.lemma(token + 1) : 1;
  const std::uint64_t behind2 = token + 2 < sentence.end ? view.lemma(token + 2) : 1;
  add("before"_f, before, upos);
  add("behind"_f, behind, upos);
  add("lemma.before"_f, lemma, before);
  add("lemma.behind"_f, lemma, behind);
  add("behind2"_f, behind, behind2);
  add("before.upos"_f, token > sentence.begin ? code(trees.upos[token - 1]) : 0, upos);
  add("behind.upos"_f, token + 1 < sentence.end ? code(trees.upos[token + 1]) : 0, upos);
  add("role"_f, static_cast<std::uint64_t>(sentence.role), upos);
  add("place"_f, bucket(token - sentence.begin), upos);
  add("suffix"_f,
      code(trees.lemma[token].substr(trees.lemma[token].size() - std::min<std::size_t>(3, trees.lemma[token].size()))),
      upos);
  if (trees.upos[token] == Upos::Punct) {
    add("mark.place"_f, bucket(token - sentence.begin), static_cast<std::uint64_t>(sentence.role));
    add("mark.before"_f, token > sentence.begin ? code(trees.xpos[token - 1]) : 0);
    add("mark.quoted"_f, token + 1 < sentence.end && view.is_quoted(token + 1));
    if (head.exists()) add("mark.head"_f, code(trees.upos[head]), head < token);
  }
  const knowledge::Cue* entry = nullptr;
  if (trees.upos[token] == Upos::Verb) entry = lexicon.cue(WordClass::Verb, trees.lemma[token]);
  if (trees.upos[token] == Upos::Noun) entry = lexicon.cue(WordClass::Noun, trees.lemma[token]);
  if (trees.upos[token] == Upos::Adj) entry = lexicon.cue(WordClass::Adjective, trees.lemma[token]);
  if (entry != nullptr) {
    add("known"_f, upos, entry->needs_content);
    add("known.stance"_f, upos, static_cast<std::uint64_t>(entry->stance + 1));
    add("known.frame"_f, frame, entry->needs_content);
  }
  if (!trees.attribution_tags.empty()) {
    // The tagger speaks of the first word of a cue and of all of them: the best of those around says most.
    const std::uint64_t cue_class = tag_class(trees, token, AttributionTag::Cue);
    const std::uint64_t begin_class = tag_class(trees, token, AttributionTag::CueBegin);
    std::uint64_t best_begin = begin_class;
    for (std::size_t back = 1; back <= 3 && token - sentence.begin >= back; ++back) {
      if (tag_class(trees, token - back, AttributionTag::Cue) < 8) break;
      best_begin = std::max(best_begin, tag_class(trees, token - back, AttributionTag::CueBegin));
    }
    add("tagged"_f, cue_class);
    add("tagged.upos"_f, cue_class, upos);
    add("tagged.begin"_f, best_begin, upos);
    add("tagged.both"_f, cue_class, best_begin);
    add("tagged.deprel"_f, cue_class, deprel, upos);
    add("tagged.proposed"_f, cue_class, proposal != nullptr, upos);
    add("tagged.head"_f, cue_class, head.exists() ? tag_class(trees, head, AttributionTag::Cue) : 0, deprel);
    std::uint64_t source = 0, content = 0, other_cue = 0;
    for (TokenId child : trees.children(token)) {
      source = std::max(source, tag_class(trees, child, AttributionTag::Source));
      content = std::max(content, tag_class(trees, child, AttributionTag::Content));
      other_cue = std::max(other_cue, tag_class(trees, child, AttributionTag::Cue));
    }
    add("tagged.source"_f, source, upos);
    add("tagged.content"_f, content, upos);
    add("tagged.other"_f, other_cue, cue_class);
    add("tagged.inside"_f, tag_class(trees, token, AttributionTag::Content), cue_class);
  }
  if (proposal != nullptr) {
    add("proposed"_f, upos);
    add("proposed.lemma"_f, lemma);
    add("proposed.speaker"_f, proposal->speakers.empty(), upos);
    add("proposed.side"_f, proposal->content_begin < token, deprel);
    add("proposed.length"_f, bucket(proposal->content_end - proposal->content_begin), upos);
  } else {
    add("not proposed"_f, upos, entry != nullptr);
  }
  (void)tokens;
}

std::uint64_t PlacedWord::feature(const AttributionView& view) const {
  return learned::joined(learned::joined("vector"_f, place), view.lemma(word));
}

std::size_t AttributionFeatures::placed_words(TokenId token, std::array<PlacedWord, kMaxPlacedWords>& out) const {
  const syntax::Trees& trees = view.trees();
  const Upos upos = trees.upos[token];
  if (upos != Upos::Verb && upos != Upos::Noun && upos != Upos::Adj) return 0;
  std::size_t count = 0;
  out[count++] = {code(upos), token};
  if (upos != Upos::Verb) return count;
  TokenId object;
  bool clause = false;
  for (TokenId child : trees.children(token)) {
    const Deprel deprel = trees.deprel[child];
    if (deprel == Deprel::Obj) object = child;
    clause = clause || deprel == Deprel::Ccomp || deprel == Deprel::Xcomp || deprel == Deprel::Parataxis;
  }
  out[count++] = {clause ? 100u : object.exists() ? 101u : 102u, token};
  if (object.exists() && trees.upos[object] == Upos::Noun) out[count++] = {103, object};
  return count;
}

void AttributionFeatures::cue_word(TokenId cue, TokenId at, TokenId edge, Features& out) const {
  const syntax::Trees& trees = view.trees();
  FeatureAdder add(out);
  const std::uint64_t side = at < cue ? 1 : 2;
  const std::size_t distance = at < cue ? cue - at : at - cue;
  const TokenId head = trees.head[at];
  const std::uint64_t deprel = learned::joined(code(trees.deprel[at]), side);
  // What it hangs on: the cue, a word taken already, a word further out, or something else.
  const TokenId low = side == 1 ? edge : cue;
  const TokenId high = side == 1 ? cue : edge;
  std::uint64_t link = 4;
  if (head == cue)
    link = 1;
  else if (!head.exists())
    link = 5;
  else if (head >= low && head <= high)
    link = 2;
  else if (side == 1 ? head < at : head > at)
    link = 3;
  const bool governs = trees.head[cue] == at;
  const std::uint64_t lemma = learned::joined(view.lemma(cue), code(trees.upos[cue]));
  const std::uint64_t upos = code(trees.upos[cue]);
  add("word.bias"_f, side, upos);
  add("word.link"_f, link, deprel, upos);
  add("word.link.distance"_f, link, bucket(distance), side);
  add("word.lemma"_f, view.lemma(at), side, upos);
  add("word.lemma.link"_f, view.lemma(at), link, deprel);
  add("word.pair"_f, view.lemma(at), lemma, side);
  add("word.cue.deprel"_f, lemma, deprel);
  add("word.cue.upos"_f, lemma, code(trees.upos[at]), side);
  add("word.upos"_f, code(trees.upos[at]), link, side);
  add("word.xpos"_f, code(trees.xpos[at]), link, deprel);
  add("word.edge"_f, view.lemma(edge), code(trees.upos[at]), side);
  add("word.edge.deprel"_f, code(trees.deprel[edge]), deprel);
  add("word.cue.deprel2"_f, code(trees.deprel[cue]), deprel);
  if (governs) add("word.governs"_f, code(trees.deprel[cue]), view.lemma(at));
  if (head.exists() && head != cue) add("word.head"_f, view.lemma(head), deprel, link);
  const TokenId next = side == 1 ? (at.index() > 0 ? at - 1 : at) : at + 1;
  if (next < trees.upos.end_id() && view.tokens().sentence_of[next] == view.tokens().sentence_of[at]) {
    add("word.next"_f, code(trees.upos[next]), code(trees.upos[at]), side);
    add("word.next.lemma"_f, view.lemma(next), side);
    add("word.next.quoted"_f, view.is_quoted(next), view.is_quoted(at), side);
  }
  add("word.quoted"_f, view.is_quoted(at), view.is_quoted(cue), side);
  if (!trees.attribution_tags.empty()) {
    const std::uint64_t in_cue = tag_class(trees, at, AttributionTag::Cue);
    add("word.attribution"_f, in_cue, side);
    add("word.attribution.link"_f, in_cue, link, deprel);
    add("word.attribution.upos"_f, in_cue, code(trees.upos[at]), side);
    add("word.attribution.edge"_f, in_cue,
        tag_class(trees, edge, side == 1 ? AttributionTag::CueBegin : AttributionTag::CueEnd), side);
    add("word.attribution.end"_f, tag_class(trees, at, AttributionTag::CueEnd),
        tag_class(trees, edge, AttributionTag::CueEnd), side);
    add("word.attribution.begin"_f, tag_class(trees, at, AttributionTag::CueBegin), side, in_cue);
    add("word.attribution.other"_f, tag_class(trees, at, AttributionTag::Source),
        tag_class(trees, at, AttributionTag::Content), side);
    add("word.attribution.cue"_f, tag_class(trees, cue, AttributionTag::Cue), in_cue, side);
  }
  // "told reporters in Lima on Sunday that": words between a cue and its clause
  for (TokenId child : trees.children(cue)) {
    if (trees.deprel[child] != Deprel::Ccomp && trees.deprel[child] != Deprel::Xcomp) continue;
    const bool inside = at >= view.begin_of(child) && at < view.end_of(child);
    add("word.clause"_f, inside, child == at, deprel);
    add("word.clause.cue"_f, inside, lemma, side);
    break;
  }
}

}  // namespace chancery::reading
