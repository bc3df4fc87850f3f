// Quotation marks: curly ones say which side they are for; straight ones are told by the spaces around them, and where
// these say nothing, the first opens and the next closes. Single marks count only outside of double ones, and a
// closing one only where an opening one was seen: most of them are apostrophes.
// Tested by: attribution_view_test.cpp
#include "reading/attribution_view.h"

#include <xxhash.h>

#include <algorithm>

namespace chancery::reading {

using syntax::Upos;

namespace {

enum class Mark : std::uint8_t { None, Opens, Closes, Either, SingleOpens, SingleCloses, SingleEither };

Mark mark_of(std::string_view form) {
  if (form.size() == 1) return form[0] == '"' ? Mark::Either : form[0] == '\'' ? Mark::SingleEither : Mark::None;
  if (form.size() > 3) return Mark::None;
  if (form == "“" || form == "``" || form == "«" || form == "„") return Mark::Opens;
  if (form == "”" || form == "»") return Mark::Closes;
  if (form == "''") return Mark::Either;
  if (form == "‘" || form == "`") return Mark::SingleOpens;
  if (form == "’") return Mark::SingleCloses;
  return Mark::None;
}

}  // namespace

bool is_quotation_mark(std::string_view form) {
  const Mark mark = mark_of(form);
  return mark == Mark::Opens || mark == Mark::Closes || mark == Mark::Either;
}

void AttributionView::read(const text::Tokens& tokens, const syntax::Trees& trees) {
  tokens_ = &tokens;
  trees_ = &trees;
  lemma_.resize(tokens.size());
  for (TokenId token(0); token < lemma_.end_id(); ++token) {
    const std::string_view lemma = trees.lemma[token];
    lemma_[token] = XXH3_64bits(lemma.data(), lemma.size());
  }
  content_sums_.clear();
  if (trees.attribution_tags.size() == tokens.size()) {
    std::int64_t sum = 0;
    content_sums_.push_back(sum);
    for (TokenId token(0); token < trees.attribution_tags.end_id(); ++token) {
      content_sums_.push_back(
          sum += trees.attribution_tags[token].steps[static_cast<std::size_t>(syntax::AttributionTag::Content)]);
    }
  }
  read_extents();
  read_quotations();
}

std::int32_t AttributionView::content_score(TokenId begin, TokenId end) const {
  if (content_sums_.empty() || !(begin < end)) return 0;
  return static_cast<std::int32_t>((content_sums_[end.index()] - content_sums_[begin.index()]) /
                                   static_cast<std::int64_t>(end - begin));
}

void AttributionView::read_extents() {
  const syntax::Trees& trees = *trees_;
  extent_.resize(tokens_->size());
  for (TokenId token(0); token < extent_.end_id(); ++token) extent_[token] = {token, token + 1};
  // Deepest first would need an order; climbing from each token costs the depth of the tree, which is small, and ends
  // where an ancestor has been reached that far already.
  for (TokenId token(0); token < extent_.end_id(); ++token) {
    for (TokenId up = trees.head[token]; up.exists(); up = trees.head[up]) {
      Extent& above = extent_[up];
      if (token >= above.begin && token < above.end) break;
      above.begin = std::min(above.begin, token);
      above.end = std::max(above.end, token + 1);
    }
  }
}

void AttributionView::read_quotations() {
  quotations_.clear();
  quotation_of_.assign(tokens_->size(), kNoQuotation);
  for (SentenceId first(0); first < tokens_->sentences.end_id();) {
    SentenceId last = first;
    while (last + 1 < tokens_->sentences.end_id() &&
           tokens_->sentences[last + 1].paragraph == tokens_->sentences[first].paragraph) {
      ++last;
    }
    read_paragraph(tokens_->sentences[first].begin, tokens_->sentences[last].end);
    first = last + 1;
  }
}

void AttributionView::read_paragraph(TokenId begin, TokenId end) {
  TokenId open;
  bool single = false;
  const auto finish = [&](TokenId past, bool closed) {
    const auto index = static_cast<std::uint32_t>(quotations_.size());
    quotations_.push_back({open, past, closed});
    for (TokenId token = open; token < past; ++token) quotation_of_[token] = index;
    open = TokenId::none();
  };
  for (TokenId token = begin; token < end; ++token) {
    const Mark mark = mark_of(tokens_->form(token));
    if (mark == Mark::None) continue;
    const bool space_before = token == begin || tokens_->space_before[token] != 0;
    const bool space_after = token + 1 >= end || tokens_->space_before[token + 1] != 0;
    const bool looks_open = space_before && !space_after;
    const bool looks_closed = !space_before && space_after;
    const bool is_single = mark >= Mark::SingleOpens;
    if (is_single) {
      if (open.exists() && !single) continue;
      if (!open.exists() && (mark == Mark::SingleOpens || (mark == Mark::SingleEither && looks_open))) {
        open = token;
        single = true;
      } else if (open.exists() && single && mark != Mark::SingleOpens && !looks_open) {
        finish(token + 1, true);
      }
      continue;
    }
    if (open.exists() && single) finish(token, false);
    if (mark == Mark::Opens || (mark == Mark::Either && (!open.exists() ? !looks_closed : looks_open))) {
      if (open.exists()) finish(token, false);
      open = token;
      single = false;
    } else if (open.exists()) {
      finish(token + 1, true);
    }
  }
  if (open.exists() && single) {
    open = TokenId::none();  // an apostrophe after all
  } else if (open.exists()) {
    finish(end, false);
  }
}

TokenId AttributionView::paragraph_end(SentenceId sentence) const {
  const auto& sentences = tokens_->sentences;
  SentenceId last = sentence;
  while (last + 1 < sentences.end_id() && sentences[last + 1].paragraph == sentences[sentence].paragraph) ++last;
  return sentences[last].end;
}

bool AttributionView::is_edge(TokenId token) const {
  if (trees_->upos[token] != Upos::Punct) return false;
  const std::string_view form = tokens_->form(token);
  return mark_of(form) == Mark::None && form != "(" && form != ")" && form != "[" && form != "]";
}

bool AttributionView::is_comma_or_stop(TokenId token) const {
  const std::string_view form = tokens_->form(token);
  return form == "," || form == ".";
}

}  // namespace chancery::reading
