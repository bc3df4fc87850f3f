// Contents begin and end where subtrees do, at quotation marks, at the ends of sentences, and right beside the cue and
// its speaker. Speech in quotation marks may begin before the cue's sentence and go on behind it.
// Tested by: attribution_test.cpp
#include "reading/attribution_candidates.h"

#include <algorithm>

#include "reading/feature_adder.h"

namespace chancery::reading {

using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr std::size_t kMaxSpeakers = 40;
constexpr std::size_t kMaxBoundaries = 40;
constexpr std::size_t kMaxSentencesAhead = 12;

bool may_speak(const syntax::Trees& trees, TokenId token) {
  const Deprel deprel = trees.deprel[token];
  switch (deprel) {
    case Deprel::Compound:
    case Deprel::Flat:
    case Deprel::Fixed:
    case Deprel::Case:
    case Deprel::Mark:
    case Deprel::Expl:
    case Deprel::Goeswith:
      return false;
    default:
      break;
  }
  switch (trees.upos[token]) {
    case Upos::Noun:
    case Upos::Propn:
    case Upos::Pron:
      return true;
    case Upos::Num:
    case Upos::Det:
    case Upos::Adj:
      return deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass || deprel == Deprel::Obl ||
             deprel == Deprel::OblAgent || deprel == Deprel::Conj || deprel == Deprel::Root;
    default:
      return false;
  }
}

class BoundaryCollector {
 public:
  BoundaryCollector(const ContentFeatures& content, Boundaries& out)
      : c_(content),
        view_(content.view),
        trees_(content.view.trees()),
        out_(out),
        sentence_(content.view.sentence_of(content.cue)) {}

  void run() {
    out_.begins.clear();
    out_.ends.clear();
    if (c_.proposal != nullptr) {
      begin(c_.proposal->content_begin, "proposal"_f);
      end(c_.proposal->content_end, "proposal"_f);
    }
    for (TokenId child : trees_.children(c_.cue))
      subtree(child, learned::joined("child"_f, code(trees_.deprel[child])));
    const TokenId head = trees_.head[c_.cue];
    if (head.exists()) {
      for (TokenId sibling : trees_.children(head)) {
        if (sibling == c_.cue) continue;
        subtree(sibling, learned::joined(learned::joined("sibling"_f, code(trees_.deprel[sibling])),
                                         code(trees_.deprel[c_.cue])));
      }
    }
    quotations();
    beside();
    for (TokenId child : trees_.children(c_.cue)) {
      if (trees_.deprel[child] == Deprel::Punct) continue;
      for (TokenId grandchild : trees_.children(child)) {
        subtree(grandchild, learned::joined(learned::joined("grandchild"_f, code(trees_.deprel[child])),
                                            code(trees_.deprel[grandchild])));
      }
    }
    std::uint64_t way = "up"_f;
    TokenId at = c_.cue;
    for (int climb = 0; climb < 4 && at.exists(); ++climb, at = trees_.head[at]) {
      subtree(at, way);
      way = learned::joined(way, code(trees_.deprel[at]));
      if (climb < 2) continue;
      for (TokenId child : trees_.children(at)) subtree(child, learned::joined(way, code(trees_.deprel[child])));
    }
    begin(skip_edges(sentence_.begin), "sentence"_f);
    end(sentence_end(sentence_), "sentence"_f);
    sentences_ahead();
  }

 private:
  void begin(TokenId at, std::uint64_t relation) {
    if (at < sentence_.end) add(out_.begins, {at, relation});
  }
  void end(TokenId at, std::uint64_t relation) {
    if (at.index() > 0) add(out_.ends, {at, relation});
  }
  static void add(std::vector<Boundary>& to, Boundary boundary) {
    if (to.size() >= kMaxBoundaries) return;
    for (const Boundary& each : to) {
      if (each.at == boundary.at) return;
    }
    to.push_back(boundary);
  }

  TokenId skip_edges(TokenId at) const {
    while (at + 1 < sentence_.end && view_.is_edge(at)) ++at;
    return at;
  }
  /// Without commas and stops; with the closing mark that stands behind them.
  TokenId trimmed(TokenId past, TokenId low) const {
    TokenId at = past;
    while (at > low + 1 && view_.is_edge(at - 1)) --at;
    const std::uint32_t quotation = view_.quotation_at(at - 1);
    if (quotation != AttributionView::kNoQuotation) {
      const Quotation& marks = view_.quotation(quotation);
      if (marks.end > at && marks.end - at <= 2) return marks.end;
    }
    return at;
  }
  TokenId sentence_end(const text::Sentence& sentence) const { return trimmed(sentence.end, sentence.begin); }

  void subtree(TokenId node, std::uint64_t relation) {
    const Deprel deprel = trees_.deprel[node];
    if (deprel == Deprel::Punct || deprel == Deprel::Aux || deprel == Deprel::AuxPass || deprel == Deprel::Cc ||
        deprel == Deprel::Det) {
      return;
    }
    const TokenId first = skip_edges(view_.begin_of(node));
    const TokenId past = trimmed(view_.end_of(node), first);
    begin(first, relation);
    end(past, relation);
    // "a defence of | its policy": the preposition may belong to the cue.
    const Deprel opening = trees_.deprel[first];
    if ((opening == Deprel::Case || opening == Deprel::Mark || opening == Deprel::Cc) && first + 1 < past) {
      begin(first + 1, learned::joined(relation, "behind"_f));
    }
    // The words before a clause that hangs on the end ("…, he said").
    for (TokenId child : trees_.children(node)) {
      const Deprel inner = trees_.deprel[child];
      if (child > node &&
          (inner == Deprel::Parataxis || inner == Deprel::Advcl || inner == Deprel::AclRelcl ||
           inner == Deprel::Conj) &&
          view_.begin_of(child) > first) {
        const TokenId start = view_.begin_of(child);
        end(trimmed(start, first), learned::joined(learned::joined(relation, "before"_f), code(inner)));
      }
    }
  }

  void quotations() {
    std::uint32_t former = AttributionView::kNoQuotation;
    for (TokenId token = sentence_.begin; token < sentence_.end; ++token) {
      const std::uint32_t index = view_.quotation_at(token);
      if (index == former || index == AttributionView::kNoQuotation) continue;
      former = index;
      const Quotation& marks = view_.quotation(index);
      const bool holds_cue = marks.begin <= c_.cue && c_.cue < marks.end;
      const std::uint64_t place = holds_cue ? 1 : marks.begin < c_.cue ? 2 : 3;
      begin(marks.begin, learned::joined("marks"_f, place));
      end(marks.end, learned::joined("marks"_f, place));
      if (holds_cue && marks.end.index() > 1) end(marks.end - 1, "inside marks"_f);
    }
  }

  void beside() {
    TokenId first = c_.cue;
    TokenId past = c_.cue + 1;
    if (c_.speaker.exists()) {
      first = std::min(first, c_.speaker_begin);
      past = std::max(past, c_.speaker_end);
      if (c_.speaker_begin > sentence_.begin) end(trimmed(c_.speaker_begin, sentence_.begin), "before speaker"_f);
      begin(skip_edges(c_.speaker_end), "behind speaker"_f);
    }
    if (first > sentence_.begin) end(trimmed(first, sentence_.begin), "before"_f);
    if (c_.cue > sentence_.begin) end(trimmed(c_.cue, sentence_.begin), "before cue"_f);
    if (past < sentence_.end) begin(skip_edges(past), "behind"_f);
    for (std::size_t i = 1; i <= 4 && c_.cue + i < sentence_.end; ++i) {
      begin(c_.cue + i, learned::joined("near"_f, i));
    }
    for (TokenId token = c_.cue + 1; token + 1 < sentence_.end; ++token) {
      if (view_.tokens().form(token) == ":") begin(token + 1, "colon"_f);
    }
  }

  /// Sentences of the paragraph behind the cue's, as long as they are spoken.
  void sentences_ahead() {
    const auto& sentences = view_.tokens().sentences;
    SentenceId next = view_.tokens().sentence_of[c_.cue] + 1;
    for (std::size_t i = 0; i < kMaxSentencesAhead && next < sentences.end_id(); ++i, ++next) {
      const text::Sentence& sentence = sentences[next];
      if (sentence.paragraph != sentence_.paragraph || !view_.is_quoted(sentence.begin)) return;
      const Quotation& marks = view_.quotation(view_.quotation_at(sentence.begin));
      if (marks.end < sentence.end) {
        end(marks.end, "quoted ahead"_f);
        if (sentence.end - marks.end > 3) return;  // it goes on in other words
        continue;
      }
      end(trimmed(sentence.end, sentence.begin), "sentence ahead"_f);
    }
  }

  const ContentFeatures& c_;
  const AttributionView& view_;
  const syntax::Trees& trees_;
  Boundaries& out_;
  const text::Sentence& sentence_;
};

}  // namespace

void speaker_candidates(const AttributionView& view, TokenId cue, std::vector<TokenId>& out) {
  out.clear();
  const text::Sentence& sentence = view.sentence_of(cue);
  for (std::size_t distance = 1; out.size() < kMaxSpeakers; ++distance) {
    const bool left = cue - sentence.begin >= distance;
    const bool right = sentence.end - cue > distance;
    if (!left && !right) return;
    if (left && may_speak(view.trees(), cue - distance)) out.push_back(cue - distance);
    if (right && may_speak(view.trees(), cue + distance)) out.push_back(cue + distance);
  }
}

void speaker_parts(const AttributionView& view, TokenId head, TokenId cue, std::vector<TokenId>& out) {
  out.clear();
  const syntax::Trees& trees = view.trees();
  const auto children = trees.children(head);
  const auto counts = [&](TokenId child) {
    const Deprel deprel = trees.deprel[child];
    if (deprel == Deprel::Punct || deprel == Deprel::Case) return false;
    return cue < view.begin_of(child) || cue >= view.end_of(child);
  };
  for (std::size_t i = children.size(); i-- > 0;) {
    if (children[i] < head && counts(children[i])) out.push_back(children[i]);
  }
  for (TokenId child : children) {
    if (child > head && counts(child)) out.push_back(child);
  }
}

void content_boundaries(const ContentFeatures& content, Boundaries& out) { BoundaryCollector(content, out).run(); }

}  // namespace chancery::reading
