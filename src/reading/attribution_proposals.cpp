// Tested by: attribution_test.cpp and tests/golden/records.
#include "reading/attribution_proposals.h"

#include <algorithm>
#include <string>

namespace chancery::reading {

using knowledge::Cue;
using knowledge::Slot;
using knowledge::SlotKind;
using knowledge::WordClass;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr Slot kSubject{SlotKind::Subject, {}};

/// Short words only: the string holds them in its own bytes.
std::string lower_case(std::string_view word) {
  std::string lower(word.substr(0, 15));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

struct Extent {
  TokenId begin;
  TokenId end;
};

class Proposer {
 public:
  Proposer(const knowledge::Lexicon& lexicon, const AttributionView& view, std::vector<Proposal>& out)
      : lexicon_(lexicon), view_(view), trees_(view.trees()), clauses_{view.tokens(), view.trees()}, out_(out) {}

  void read(const text::Sentence& sentence) {
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      const Upos upos = trees_.upos[token];
      if (trees_.deprel[token] == Deprel::Case) {
        read_preposition(token);
      } else if (upos == Upos::Verb) {
        if (const Cue* cue = lexicon_.cue(WordClass::Verb, trees_.lemma[token])) read_verb(token, *cue);
      } else if (upos == Upos::Noun) {
        if (const Cue* cue = lexicon_.cue(WordClass::Noun, trees_.lemma[token])) read_noun(token, *cue);
      } else if (upos == Upos::Adj) {
        if (lexicon_.cue(WordClass::Adjective, trees_.lemma[token]) != nullptr) read_adjective(token);
      }
    }
  }

 private:
  Extent extent(TokenId token) const { return {view_.begin_of(token), view_.end_of(token)}; }

  void read_verb(TokenId token, const Cue& cue) {
    Proposal found;
    found.cue = token;
    Extent content{};
    const TokenId clause = clauses_.child_with(token, Deprel::Ccomp);
    const TokenId open = clauses_.child_with(token, Deprel::Xcomp);
    const TokenId host = trees_.head[token];
    if (clause.exists()) {
      found.content_head = clause;
      content = extent(clause);
      // Content in front ("…," he said): the verb's own words stand behind it.
      if (content.begin < token && content.end > token) content.end = token;
    } else if (host.exists() &&
               (trees_.deprel[token] == Deprel::Parataxis || trees_.deprel[token] == Deprel::Discourse)) {
      found.content_head = host;
      content = without(extent(host), extent(token));
    } else if (const TokenId side = clauses_.child_with(token, Deprel::Parataxis); side.exists()) {
      // A direct quotation that the tree hangs on the cue as parataxis ("He said: …").
      found.content_head = side;
      content = extent(side);
    } else if (open.exists()) {
      found.content_head = open;
      content = extent(open);
    } else if (const TokenId object = clauses_.child_with(token, Deprel::Obj);
               object.exists() && !cue.needs_content && !hears_in_object(cue)) {
      found.content_head = object;
      content = extent(object);
    } else if (const TokenId regarded = behind(token, cue.content_preposition); regarded.exists()) {
      found.content_head = regarded;
      content = extent(regarded);
      // "sees the treaty as a mistake": what is regarded is said too.
      if (const TokenId thing = clauses_.child_with(token, Deprel::Obj); thing.exists() && thing > token) {
        content.begin = std::min(content.begin, view_.begin_of(thing));
      }
    } else {
      return;
    }
    found.speakers = clauses_.fill(token, kSubject);
    finish(found, content);
  }

  TokenId behind(TokenId token, std::string_view preposition) const {
    if (preposition.empty()) return TokenId::none();
    for (TokenId child : trees_.children(token)) {
      const Deprel deprel = trees_.deprel[child];
      if ((deprel == Deprel::Obl || deprel == Deprel::Advcl) && child > token &&
          clauses_.has_preposition(child, preposition)) {
        return child;
      }
    }
    return TokenId::none();
  }

  static bool hears_in_object(const Cue& cue) {
    return std::any_of(cue.addressee.begin(), cue.addressee.end(),
                       [](const Slot& slot) { return slot.kind == SlotKind::Object; });
  }

  void read_noun(TokenId token, const Cue&) {
    const TokenId clause = clauses_.child_with(token, Deprel::Acl);
    const TokenId complement = clauses_.child_with(token, Deprel::Ccomp);
    Proposal found;
    found.content_head = complement.exists() ? complement : clause;
    // "the claim that …": a clause with its own subject and verb, not a participle.
    if (!found.content_head.exists() || trees_.xpos[found.content_head] == "VBN" ||
        trees_.xpos[found.content_head] == "VBG" || !clauses_.child_with(found.content_head, Deprel::Mark).exists()) {
      return;
    }
    found.cue = token;
    for (const Slot& slot : {Slot{SlotKind::Possessor, {}}, Slot{SlotKind::Preposition, "by"},
                             Slot{SlotKind::Preposition, "of"}, Slot{SlotKind::Preposition, "from"}}) {
      if (found.speakers.empty()) found.speakers = clauses_.fill(token, slot);
    }
    finish(found, extent(found.content_head));
  }

  /// "are afraid that …"
  void read_adjective(TokenId token) {
    const TokenId clause = clauses_.child_with(token, Deprel::Ccomp);
    if (!clause.exists() || clause < token) return;
    Proposal found;
    found.cue = token;
    found.content_head = clause;
    found.speakers = clauses_.fill(token, kSubject);
    finish(found, extent(clause));
  }

  /// "according to X, …"
  void read_preposition(TokenId token) {
    const Cue* cue = lexicon_.cue_preposition(lower_case(view_.tokens().form(token)));
    if (cue == nullptr) return;
    const TokenId speaker = trees_.head[token];
    if (!speaker.exists() || !clauses_.has_preposition(speaker, cue->lemma)) return;
    const TokenId host = trees_.head[speaker];
    if (!host.exists()) return;
    Proposal found;
    found.cue = token;
    found.content_head = host;
    clauses_.add_conjuncts(speaker, found.speakers);
    finish(found, without(extent(host), extent(speaker)));
  }

  /// The longer of what is left of `whole` before and behind `part`.
  static Extent without(Extent whole, Extent part) {
    const std::size_t before = part.begin > whole.begin ? part.begin - whole.begin : 0;
    const std::size_t behind = whole.end > part.end ? whole.end - part.end : 0;
    return before >= behind ? Extent{whole.begin, part.begin} : Extent{part.end, whole.end};
  }

  void finish(Proposal& found, Extent content) {
    while (content.begin < content.end && view_.is_edge(content.begin)) ++content.begin;
    while (content.begin < content.end && view_.is_edge(content.end - 1)) --content.end;
    if (content.begin >= content.end) return;
    // The closing mark may stand behind the comma or stop that hangs elsewhere.
    const std::uint32_t quotation = view_.quotation_at(content.begin);
    if (quotation != AttributionView::kNoQuotation) {
      const Quotation& marks = view_.quotation(quotation);
      if (marks.closed && content.end < marks.end && marks.end - content.end <= 2) content.end = marks.end;
      if (marks.begin < content.begin && content.begin - marks.begin == 1) content.begin = marks.begin;
    }
    found.content_begin = content.begin;
    found.content_end = content.end;
    out_.push_back(found);
  }

  const knowledge::Lexicon& lexicon_;
  const AttributionView& view_;
  const syntax::Trees& trees_;
  const Clauses clauses_;
  std::vector<Proposal>& out_;
};

}  // namespace

void propose_attributions(const knowledge::Lexicon& lexicon, const AttributionView& view, std::vector<Proposal>& out) {
  out.clear();
  Proposer proposer(lexicon, view, out);
  for (const text::Sentence& sentence : view.tokens().sentences) {
    if (sentence.role != text::SentenceRole::Slug) proposer.read(sentence);
  }
}

}  // namespace chancery::reading
