// A cue governs its content ("said that …"), hangs on it ("…, he said"), or is a preposition before the speaker
// ("according to …"). The content is the span of the clause without the cue's own words; quotation marks tell whether
// it is direct. Not yet: speech that runs over several sentences. Tested by: attribution_test.cpp and
// tests/golden/records.
#include "reading/attribution.h"

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

bool is_quotation_mark(std::string_view form) {
  return form == "\"" || form == "“" || form == "”" || form == "``" || form == "''" || form == "«" || form == "»" ||
         form == "„";
}

/// Short words only: the string holds them in its own bytes.
std::string lower_case(std::string_view word) {
  std::string lower(word.substr(0, 15));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

class QuoteFinder {
 public:
  QuoteFinder(const knowledge::Lexicon& lexicon, const text::Tokens& tokens, const syntax::Trees& trees,
              std::vector<Quote>& out)
      : lexicon_(lexicon), tokens_(tokens), trees_(trees), clauses_{tokens, trees}, out_(out) {}

  void read(const text::Sentence& sentence) {
    sentence_ = sentence;
    extents_known_ = false;
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      const Upos upos = trees_.upos[token];
      if (trees_.deprel[token] == Deprel::Case) {
        read_preposition(token);
      } else if (upos == Upos::Verb) {
        if (const Cue* cue = lexicon_.cue(WordClass::Verb, trees_.lemma[token])) read_verb(token, *cue);
      } else if (upos == Upos::Noun) {
        if (const Cue* cue = lexicon_.cue(WordClass::Noun, trees_.lemma[token])) read_noun(token, *cue);
      }
    }
  }

 private:
  /// First and one past the last token of the subtree of `token`, for all tokens of the sentence in one pass.
  struct Extent {
    TokenId begin;
    TokenId end;
  };
  const Extent& extent(TokenId token) {
    if (!extents_known_) {
      extents_.assign(sentence_.size(), {});
      for (TokenId t = sentence_.begin; t < sentence_.end; ++t) extents_[t - sentence_.begin] = {t, t + 1};
      // Deepest first would need an order; climbing from each token costs the depth of the tree, which is small.
      for (TokenId t = sentence_.begin; t < sentence_.end; ++t) {
        for (TokenId up = trees_.head[t]; up.exists(); up = trees_.head[up]) {
          Extent& above = extents_[up - sentence_.begin];
          if (t >= above.begin && t < above.end) continue;
          above.begin = std::min(above.begin, t);
          above.end = std::max(above.end, t + 1);
        }
      }
      extents_known_ = true;
    }
    return extents_[token - sentence_.begin];
  }

  void read_verb(TokenId token, const Cue& cue) {
    Quote quote;
    quote.cue = token;
    quote.entry = &cue;
    Extent content{};
    const TokenId clause = clauses_.child_with(token, Deprel::Ccomp);
    const TokenId open = clauses_.child_with(token, Deprel::Xcomp);
    TokenId host = trees_.head[token];
    if (clause.exists()) {
      quote.content_head = clause;
      content = extent(clause);
      // Content in front ("…," he said): the verb's own words stand behind it.
      if (content.begin < token && content.end > token) content.end = token;
    } else if (host.exists() &&
               (trees_.deprel[token] == Deprel::Parataxis || trees_.deprel[token] == Deprel::Discourse)) {
      quote.content_head = host;
      content = without(extent(host), extent(token));
    } else if (const TokenId side = content_beside(token); side.exists()) {
      quote.content_head = side;
      content = extent(side);
    } else if (open.exists()) {
      quote.content_head = open;
      content = extent(open);
    } else if (const TokenId object = clauses_.child_with(token, Deprel::Obj);
               object.exists() && !cue.needs_content && !hears_in_object(cue)) {
      quote.content_head = object;
      content = extent(object);
    } else {
      return;
    }
    quote.speakers = clauses_.fill(token, kSubject);
    fill_addressees(cue, token, quote);
    finish(quote, content);
  }

  static bool hears_in_object(const Cue& cue) {
    return std::any_of(cue.addressee.begin(), cue.addressee.end(),
                       [](const Slot& slot) { return slot.kind == SlotKind::Object; });
  }

  /// A direct quotation that the tree hangs on the cue as parataxis ("He said: …").
  TokenId content_beside(TokenId token) const { return clauses_.child_with(token, Deprel::Parataxis); }

  void read_noun(TokenId token, const Cue& cue) {
    const TokenId clause = clauses_.child_with(token, Deprel::Acl);
    const TokenId complement = clauses_.child_with(token, Deprel::Ccomp);
    Quote quote;
    quote.content_head = complement.exists() ? complement : clause;
    // "the claim that …": a clause with its own subject and verb, not a participle.
    if (!quote.content_head.exists() || trees_.xpos[quote.content_head] == "VBN" ||
        trees_.xpos[quote.content_head] == "VBG" || !clauses_.child_with(quote.content_head, Deprel::Mark).exists()) {
      return;
    }
    quote.cue = token;
    quote.entry = &cue;
    for (const Slot& slot : {Slot{SlotKind::Possessor, {}}, Slot{SlotKind::Preposition, "by"},
                             Slot{SlotKind::Preposition, "of"}, Slot{SlotKind::Preposition, "from"}}) {
      if (quote.speakers.empty()) quote.speakers = clauses_.fill(token, slot);
    }
    fill_addressees(cue, token, quote);
    finish(quote, extent(quote.content_head));
  }

  /// "according to X, …"
  void read_preposition(TokenId token) {
    const Cue* cue = lexicon_.cue_preposition(lower_case(tokens_.form(token)));
    if (cue == nullptr) return;
    const TokenId speaker = trees_.head[token];
    if (!speaker.exists() || !clauses_.has_preposition(speaker, cue->lemma)) return;
    const TokenId host = trees_.head[speaker];
    if (!host.exists()) return;
    Quote quote;
    quote.cue = token;
    quote.entry = cue;
    quote.content_head = host;
    clauses_.add_conjuncts(speaker, quote.speakers);
    finish(quote, without(extent(host), extent(speaker)));
  }

  void fill_addressees(const Cue& cue, TokenId token, Quote& quote) const {
    if (clauses_.is_passive(token)) {
      // "was told": the one who hears is the subject.
      const TokenId subject = clauses_.surface_subject(token);
      if (subject.exists() && !cue.addressee.empty()) clauses_.add_conjuncts(subject, quote.addressees);
      return;
    }
    for (const Slot& slot : cue.addressee) {
      if (!quote.addressees.empty()) break;
      for (TokenId head : clauses_.fill(token, slot)) {
        if (head != quote.content_head) quote.addressees.add(head);
      }
    }
  }

  /// The longer of what is left of `whole` before and behind `part`.
  static Extent without(Extent whole, Extent part) {
    const std::size_t before = part.begin > whole.begin ? part.begin - whole.begin : 0;
    const std::size_t behind = whole.end > part.end ? whole.end - part.end : 0;
    return before >= behind ? Extent{whole.begin, part.begin} : Extent{part.end, whole.end};
  }

  void finish(Quote& quote, Extent content) {
    const auto is_edge = [&](TokenId token) {
      return trees_.upos[token] == Upos::Punct && !is_quotation_mark(tokens_.form(token));
    };
    while (content.begin < content.end && is_edge(content.begin)) ++content.begin;
    if (content.begin < content.end && trees_.deprel[content.begin] == Deprel::Mark &&
        trees_.head[content.begin] == quote.content_head && trees_.upos[content.begin] == Upos::Sconj) {
      ++content.begin;  // "that"
    }
    while (content.begin < content.end && is_edge(content.end - 1)) --content.end;
    if (content.begin >= content.end) return;
    std::size_t marks = 0;
    for (TokenId token = content.begin; token < content.end; ++token) marks += is_quotation_mark(tokens_.form(token));
    // The marks may stand just outside of the clause, the closing one behind its comma or stop.
    TokenId behind = content.end;
    while (behind < sentence_.end && is_edge(behind)) ++behind;
    const bool opened = is_quotation_mark(tokens_.form(content.begin)) ||
                        (content.begin > sentence_.begin && is_quotation_mark(tokens_.form(content.begin - 1)));
    const bool closed = is_quotation_mark(tokens_.form(content.end - 1)) ||
                        (behind < sentence_.end && is_quotation_mark(tokens_.form(behind)));
    quote.kind = opened && closed                ? QuoteKind::Direct
                 : marks > 0 || opened || closed ? QuoteKind::Mixed
                                                 : QuoteKind::Indirect;
    if (quote.kind == QuoteKind::Direct) {
      if (is_quotation_mark(tokens_.form(content.begin)) && content.end - content.begin > 1) ++content.begin;
      if (is_quotation_mark(tokens_.form(content.end - 1)) && content.end - content.begin > 1) --content.end;
      while (content.end - content.begin > 1 && is_edge(content.end - 1)) --content.end;
    }
    quote.content_begin = content.begin;
    quote.content_end = content.end;
    out_.push_back(quote);
  }

  const knowledge::Lexicon& lexicon_;
  const text::Tokens& tokens_;
  const syntax::Trees& trees_;
  const Clauses clauses_;
  std::vector<Quote>& out_;
  text::Sentence sentence_;
  std::vector<Extent> extents_;
  bool extents_known_ = false;
};

}  // namespace

void find_quotes(const knowledge::Lexicon& lexicon, const text::Tokens& tokens, const syntax::Trees& trees,
                 std::vector<Quote>& out) {
  out.clear();
  QuoteFinder finder(lexicon, tokens, trees, out);
  for (const text::Sentence& sentence : tokens.sentences) {
    if (sentence.role != text::SentenceRole::Slug) finder.read(sentence);
  }
  std::stable_sort(out.begin(), out.end(), [](const Quote& a, const Quote& b) { return a.cue < b.cue; });
}

const Quote* quote_around(const std::vector<Quote>& quotes, const text::Tokens& tokens, TokenId token) {
  const text::Sentence& sentence = tokens.sentences[tokens.sentence_of[token]];
  const auto by_cue = [](const Quote& quote, TokenId at) { return quote.cue < at; };
  const auto first = std::lower_bound(quotes.begin(), quotes.end(), sentence.begin, by_cue);
  const auto last = std::lower_bound(first, quotes.end(), sentence.end, by_cue);
  const Quote* innermost = nullptr;
  for (auto quote = first; quote != last; ++quote) {
    if (token < quote->content_begin || token >= quote->content_end) continue;
    if (innermost == nullptr ||
        quote->content_end - quote->content_begin < innermost->content_end - innermost->content_begin) {
      innermost = &*quote;
    }
  }
  return innermost;
}

}  // namespace chancery::reading
