// The grammar proposes (attribution_proposals.h), the model decides (attribution_decisions.h); here the decisions
// become quotes: with several speakers where they are joined, with the hearer, and with the words between two parts of
// speech that was broken by its cue. Tested by: attribution_test.cpp and tests/golden/records.
#include "reading/attribution.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "reading/attribution_mending.h"
#include "reading/feature_adder.h"

namespace chancery::reading {

using knowledge::Cue;
using knowledge::Slot;
using knowledge::WordClass;
using syntax::Deprel;
using syntax::Upos;

namespace {

// A content reaches no further from its cue than this, which bounds the search for the quote around a word.
constexpr std::size_t kMaxSentencesBehind = 32;
constexpr std::size_t kMaxSentencesBefore = 12;

// In logarithms of odds; see trust_in.
constexpr float kTrust = 2.0F;
constexpr float kTrustWithin = 6.0F;

/// Short words only: the string holds them in its own bytes.
std::string lower_case(std::string_view word) {
  std::string lower(word.substr(0, 15));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

}  // namespace

class QuoteFinder::Reading {
 public:
  Reading(const knowledge::Lexicon& lexicon, const learned::LinearModel& model, QuoteFinder& scratch,
          std::vector<Quote>& out)
      : lexicon_(lexicon),
        model_(model),
        view_(scratch.view_),
        tokens_(view_.tokens()),
        trees_(view_.trees()),
        clauses_{tokens_, trees_},
        decisions_{model, {view_, lexicon}, scratch.decisions_},
        out_(out),
        threshold_(model.weight("threshold"_f)) {}

  void run(const std::vector<Proposal>& proposals) {
    auto proposal = proposals.begin();
    for (const text::Sentence& sentence : tokens_.sentences) {
      if (sentence.role == text::SentenceRole::Slug) continue;
      for (TokenId token = sentence.begin; token < sentence.end; ++token) {
        while (proposal != proposals.end() && proposal->cue < token) ++proposal;
        const Proposal* proposed = proposal != proposals.end() && proposal->cue == token ? &*proposal : nullptr;
        if (model_.empty()) {
          if (proposed != nullptr) take(*proposed);
        } else if (decisions_.cue_score(token, proposed) > threshold_ - trust_in(proposed)) {
          decide(token, proposed);
        }
      }
    }
    continue_quotations();
  }

 private:
  /// A known cue with its speaker and a clause that tells something is taken on less evidence: in the articles that the
  /// model was trained on, statements within statements were often left out.
  float trust_in(const Proposal* proposal) const {
    if (proposal == nullptr || proposal->speakers.empty()) return 0;
    const TokenId head = proposal->content_head;
    const bool own = trees_.head[head] == proposal->cue;
    return own && (trees_.deprel[head] == Deprel::Ccomp ? is_told_clause(view_, head)
                                                        : trees_.deprel[head] == Deprel::Obl)
               ? (is_said(proposal->cue) ? kTrustWithin : kTrust)
               : 0;
  }
  /// Whether the word stands in what somebody was found to say in this sentence.
  bool is_said(TokenId token) const {
    for (auto quote = out_.rbegin(); quote != out_.rend(); ++quote) {
      if (tokens_.sentence_of[quote->cue] != tokens_.sentence_of[token]) return false;
      if (quote->tells && quote->holds(token)) return true;
    }
    return false;
  }

  void take(const Proposal& proposal) {
    Quote quote;
    quote.cue = proposal.cue;
    quote.cue_words = {proposal.cue, proposal.cue + 1};
    quote.speakers = proposal.speakers;
    std::size_t i = 0;
    for (TokenId head : quote.speakers) quote.speaker_words[i++] = {head, head + 1};
    quote.content_begin = proposal.content_begin;
    quote.content_end = proposal.content_end;
    finish(quote);
  }

  void decide(TokenId token, const Proposal* proposed) {
    Quote quote;
    quote.cue = token;
    TokenId speaker = decisions_.speaker(token, proposed);
    if (!speaker.exists() && proposed != nullptr && trees_.deprel[proposed->content_head] == Deprel::Ccomp &&
        is_told_clause(view_, proposed->content_head)) {
      speaker = plain_subject(view_, token);
    }
    TokenRange speaker_words{token, token};
    if (speaker.exists()) {
      const auto [begin, end] = decisions_.speaker_words(speaker, token);
      speaker_words = {begin, end};
      add_speakers(speaker, quote);
    }
    const ContentFeatures choice{view_, token, speaker, speaker_words.begin, speaker_words.end, proposed};
    auto content = decisions_.content(choice);
    if (!content) return;
    // "see it as a mistake": the frame says which words are meant.
    if (proposed != nullptr && trees_.deprel[proposed->content_head] == Deprel::Obl &&
        trees_.head[proposed->content_head] == token) {
      content = {proposed->content_begin, proposed->content_end};
    }
    std::tie(quote.content_begin, quote.content_end) = mend_content(view_, token, *content);
    const auto cue =
        decisions_.cue_words(token, {quote.content_begin, quote.content_end}, {speaker_words.begin, speaker_words.end});
    quote.cue_words = {cue.first, cue.second};
    set_gap(speaker_words, quote);
    finish(quote);
  }

  /// The phrase and those joined to it, each with its own words. A relative pronoun is shown as it stands, and the noun
  /// that it stands for is the speaker.
  void add_speakers(TokenId head, Quote& quote) {
    Heads heads;
    clauses_.add_conjuncts(head, heads);
    TokenId named_before;
    for (TokenId each : heads) {
      // "Ana Lima and Li Wei, leaders of …": a noun behind a comma, with no "and", says who they are.
      if (named_before.exists() && trees_.upos[named_before] == Upos::Propn && trees_.upos[each] == Upos::Noun &&
          !clauses_.child_with(each, Deprel::Cc).exists() && view_.begin_of(each) > named_before &&
          (view_.is_edge(view_.begin_of(each)) || view_.is_edge(view_.begin_of(each) - 1))) {
        continue;
      }
      named_before = each;
      TokenRange words;
      std::tie(words.begin, words.end) = decisions_.speaker_words(each, quote.cue);
      for (TokenId other : heads) {
        if (other <= each || other >= words.end) continue;
        // What is joined to it is a speaker of its own.
        TokenId end = std::min(words.end, std::max(view_.begin_of(other), each + 1));
        while (end > each + 1 && (view_.is_edge(end - 1) || trees_.deprel[end - 1] == Deprel::Cc)) --end;
        words.end = end;
      }
      const std::size_t before = quote.speakers.size();
      const TokenId named = named_by(each);
      quote.speakers.add(named);
      if (quote.speakers.size() == before) continue;
      // `Heads` keeps the order of the text; the words follow it.
      std::size_t at = 0;
      for (TokenId known : quote.speakers) {
        if (known == named) break;
        ++at;
      }
      for (std::size_t i = before; i > at; --i) quote.speaker_words[i] = quote.speaker_words[i - 1];
      quote.speaker_words[at] = words;
    }
  }

  TokenId named_by(TokenId head) const {
    if (!trees_.xpos[head].starts_with("W")) return head;
    TokenId clause = trees_.head[head];
    for (int climb = 0; climb < 4 && clause.exists(); ++climb, clause = trees_.head[clause]) {
      if (trees_.deprel[clause] == Deprel::AclRelcl && trees_.head[clause].exists()) return trees_.head[clause];
    }
    return head;
  }

  /// "…," he said. "…": what stands between the two parts.
  void set_gap(TokenRange speaker, Quote& quote) const {
    quote.gap = {quote.cue, quote.cue};
    if (quote.cue < quote.content_begin || quote.cue >= quote.content_end) return;
    TokenRange gap = quote.cue_words;
    if (!speaker.empty() && speaker.begin >= quote.content_begin && speaker.end <= quote.content_end) {
      gap.begin = std::min(gap.begin, speaker.begin);
      gap.end = std::max(gap.end, speaker.end);
    }
    // Between two quotations, everything that is not quoted.
    const auto outside = [&](TokenId token) { return !view_.is_quoted(token); };
    TokenId left = gap.begin;
    while (left > quote.content_begin && outside(left - 1)) --left;
    TokenId right = gap.end;
    while (right < quote.content_end && outside(right)) ++right;
    if (left > quote.content_begin && right < quote.content_end) {
      gap = {left, right};
    } else {
      while (gap.begin > quote.content_begin && view_.is_edge(gap.begin - 1)) --gap.begin;
      while (gap.end < quote.content_end && view_.is_edge(gap.end)) ++gap.end;
    }
    quote.gap = gap;
  }

  void finish(Quote& quote) {
    quote.entry = entry_of(quote.cue);
    if (quote.gap.begin == TokenId::none()) quote.gap = {quote.cue, quote.cue};
    quote.content_head = head_of(quote);
    fill_addressees(quote);
    set_kind(quote);
    quote.tells = quote.kind != QuoteKind::Indirect || is_told_clause(view_, quote.content_head);
    if (!is_deed(quote)) out_.push_back(quote);
  }

  /// "fired tear gas", "attacked the town": a verb of the acts with a thing as its object tells a deed, unless it is a
  /// known cue. In the articles of the model, which are of election campaigns, such deeds were words.
  bool is_deed(const Quote& quote) const {
    if (model_.empty() || quote.tells || trees_.upos[quote.cue] != Upos::Verb) return false;
    if (quote.entry != nullptr) return false;
    const Upos said = trees_.upos[quote.content_head];
    if (said == Upos::Verb || said == Upos::Aux || said == Upos::Adj) return false;
    const auto entries = lexicon_.entries(WordClass::Verb, trees_.lemma[quote.cue]);
    return std::any_of(entries.begin(), entries.end(),
                       [](const knowledge::Entry& entry) { return entry.act.exists(); });
  }

  const Cue* entry_of(TokenId cue) const {
    if (const Cue* found = lexicon_.cue_preposition(lower_case(tokens_.form(cue)));
        found != nullptr && trees_.upos[cue] != Upos::Noun) {
      return found;
    }
    switch (trees_.upos[cue]) {
      case Upos::Verb:
        return lexicon_.cue(WordClass::Verb, trees_.lemma[cue]);
      case Upos::Noun:
        return lexicon_.cue(WordClass::Noun, trees_.lemma[cue]);
      case Upos::Adj:
        return lexicon_.cue(WordClass::Adjective, trees_.lemma[cue]);
      default:
        return nullptr;
    }
  }

  /// The first word of the content whose head stands outside.
  TokenId head_of(const Quote& quote) const {
    for (TokenId token = quote.content_begin; token < quote.content_end; ++token) {
      if (!quote.holds(token) || trees_.upos[token] == Upos::Punct) continue;
      const TokenId head = trees_.head[token];
      if (!head.exists() || !quote.holds(head)) return token;
    }
    return quote.content_begin;
  }

  void fill_addressees(Quote& quote) const {
    const TokenId cue = quote.cue;
    if (quote.entry != nullptr && !quote.entry->addressee.empty()) {
      if (trees_.upos[cue] == Upos::Verb && clauses_.is_passive(cue)) {
        // "was told": the one who hears is the subject.
        const TokenId subject = clauses_.surface_subject(cue);
        if (subject.exists()) add_addressees(subject, quote);
      } else {
        for (const Slot& slot : quote.entry->addressee) {
          if (!quote.addressees.empty()) break;
          for (TokenId head : clauses_.fill(cue, slot)) add_addressees(head, quote);
        }
      }
    }
    if (!quote.addressees.empty()) return;
    // "said in a letter to the committee"
    for (TokenId child : trees_.children(cue)) {
      if (trees_.deprel[child] != Deprel::Obl && trees_.deprel[child] != Deprel::Obj) continue;
      const Cue* noun = lexicon_.cue(WordClass::Noun, trees_.lemma[child]);
      if (noun == nullptr || trees_.upos[child] != Upos::Noun) continue;
      for (const Slot& slot : noun->addressee) {
        for (TokenId head : clauses_.fill(child, slot)) add_addressees(head, quote);
      }
    }
  }
  void add_addressees(TokenId head, Quote& quote) const {
    if (head == quote.content_head || quote.speakers.contains(head)) return;
    // A hearer may stand at the beginning of the content ("urged X to go"); a clause hears nothing.
    if (quote.holds(head) && clauses_.child_with(head, Deprel::Mark).exists()) return;
    quote.addressees.add(head);
  }

  void set_kind(Quote& quote) const {
    std::size_t quoted = 0;
    std::size_t plain = 0;
    for (TokenId token = quote.content_begin; token < quote.content_end; ++token) {
      if (!quote.holds(token) || trees_.upos[token] == Upos::Punct) continue;
      ++(view_.is_quoted(token) ? quoted : plain);
    }
    // Words of somebody who is quoted as saying so are his in the same way.
    if (view_.is_quoted(quote.cue) && view_.quotation_at(quote.cue) == view_.quotation_at(quote.content_begin) &&
        view_.quotation(view_.quotation_at(quote.cue)).begin != quote.content_begin) {
      quoted = 0;
    }
    std::uint32_t former = AttributionView::kNoQuotation;
    for (TokenId token = quote.content_begin; token < quote.content_end; ++token) {
      const std::uint32_t index = view_.quotation_at(token);
      if (index == former || index == AttributionView::kNoQuotation || quoted == 0) continue;
      former = index;
      const Quotation& marks = view_.quotation(index);
      if (quote.quoted_count < quote.quoted.size()) {
        quote.quoted[quote.quoted_count++] = {std::max(marks.begin, quote.content_begin),
                                              std::min(marks.end, quote.content_end)};
      }
    }
    quote.kind = quoted == 0 ? QuoteKind::Indirect : plain == 0 ? QuoteKind::Direct : QuoteKind::Mixed;
  }

  /// A paragraph whose quotation is left open goes on in the next that opens one.
  void continue_quotations() {
    for (Quote& quote : out_) {
      for (int paragraphs = 0; paragraphs < 8; ++paragraphs) {
        const TokenId next = quote.content_end;
        if (next >= trees_.upos.end_id() || next.index() == 0) break;
        const std::uint32_t open = view_.quotation_at(next - 1);
        const std::uint32_t follows = view_.quotation_at(next);
        if (open == AttributionView::kNoQuotation || follows == AttributionView::kNoQuotation || open == follows) break;
        const Quotation& marks = view_.quotation(follows);
        if (view_.quotation(open).closed || marks.begin != next) break;
        if (marks.end - quote.cue > 600) break;  // the limit of what is spoken in one piece
        quote.content_end = marks.end;
      }
    }
  }

  const knowledge::Lexicon& lexicon_;
  const learned::LinearModel& model_;
  const AttributionView& view_;
  const text::Tokens& tokens_;
  const syntax::Trees& trees_;
  const Clauses clauses_;
  const AttributionDecisions decisions_;
  std::vector<Quote>& out_;
  const float threshold_;
};

void QuoteFinder::find(const knowledge::Lexicon& lexicon, const learned::LinearModel& model, const text::Tokens& tokens,
                       const syntax::Trees& trees, std::vector<Quote>& out) {
  out.clear();
  view_.read(tokens, trees);
  propose_attributions(lexicon, view_, proposals_);
  Reading(lexicon, model, *this, out).run(proposals_);
}

const Quote* quote_around(const std::vector<Quote>& quotes, const text::Tokens& tokens, TokenId token, Around which) {
  const std::size_t here = tokens.sentence_of[token].index();
  const std::size_t last_sentence = std::min(here + kMaxSentencesBefore, tokens.sentences.size() - 1);
  const TokenId from = tokens.sentences[SentenceId(here - std::min(here, kMaxSentencesBehind))].begin;
  const TokenId until = tokens.sentences[SentenceId(last_sentence)].end;
  const auto by_cue = [](const Quote& quote, TokenId at) { return quote.cue < at; };
  const Quote* innermost = nullptr;
  for (auto quote = std::lower_bound(quotes.begin(), quotes.end(), from, by_cue);
       quote != quotes.end() && quote->cue < until; ++quote) {
    if (!quote->holds(token) || (which == Around::Telling && !quote->tells)) continue;
    if (innermost == nullptr ||
        quote->content_end - quote->content_begin < innermost->content_end - innermost->content_begin) {
      innermost = &*quote;
    }
  }
  return innermost;
}

}  // namespace chancery::reading
