// Tested by: pair_coder_test.cpp.
#include "pipeline/pair_reading.h"

#include <algorithm>

#include "pipeline/spine.h"

namespace chancery::pipeline {
namespace {

constexpr std::string_view kUnknownSector = "UNK";

void mark_tokens(const text::Tokens& tokens, const std::vector<text::ByteSpan>& spans, std::uint8_t bit,
                 coding::MarkOfToken& marks) {
  TokenId token(0);
  for (const text::ByteSpan span : spans) {
    while (token < tokens.span.end_id() && tokens.span[token].end <= span.begin) ++token;
    for (TokenId at = token; at < tokens.span.end_id() && tokens.span[at].begin < span.end; ++at) marks[at] |= bit;
  }
}

/// The word of [begin, end) on which the others hang.
TokenId head_of(const syntax::Trees& trees, TokenId begin, TokenId end) {
  for (TokenId token = begin; token < end; ++token) {
    const TokenId head = trees.head[token];
    const bool outside = !head.exists() || head < begin || head >= end;
    if (outside && trees.upos[token] != syntax::Upos::Punct && trees.upos[token] != syntax::Upos::Det) return token;
  }
  return begin;
}

/// Makes a mention of the marked words whose head nobody is known under; one that is known gets a sector.
void mention_marked(const text::Tokens& tokens, const syntax::Trees& trees, const coding::MarkOfToken& marks,
                    reading::Mentions& mentions) {
  for (TokenId begin(0); begin < tokens.span.end_id();) {
    if (marks[begin] == 0) {
      ++begin;
      continue;
    }
    TokenId end = begin + 1;
    while (end < tokens.span.end_id() && marks[end] == marks[begin] &&
           tokens.sentence_of[end] == tokens.sentence_of[begin]) {
      ++end;
    }
    const TokenId head = head_of(trees, begin, end);
    const reading::MentionId known = mentions.covering[head];
    if (known.exists()) {
      reading::Mention& mention = mentions.all[known];
      if (mention.sector.empty()) mention.sector = kUnknownSector;
    } else {
      TokenId first = head;
      while (first > begin && !mentions.covering[first - 1].exists()) --first;
      TokenId last = head + 1;
      while (last < end && !mentions.covering[last].exists()) ++last;
      reading::Mention mention;
      mention.begin = first;
      mention.end = last;
      mention.head = head;
      mention.sentence = tokens.sentence_of[head];
      mention.sector = kUnknownSector;
      mention.kind = reading::MentionKind::Organisation;
      mention.name = tokens.slice(first, last);
      const reading::MentionId id = mentions.all.push_back(mention);
      for (TokenId token = first; token < last; ++token) mentions.covering[token] = id;
    }
    begin = end;
  }
}

}  // namespace

void read_pair(const MarkedPair& pair, const Resources& resources, const CoderOptions& options, PairReading& reading,
               Analysis& analysis) {
  reading.document.text = pair.text;
  analyse(reading.document, resources, options, analysis);
  reading.marks.assign(analysis.tokens.size(), 0);
  mark_tokens(analysis.tokens, pair.actor, coding::kActorMark, reading.marks);
  mark_tokens(analysis.tokens, pair.recipient, coding::kRecipientMark, reading.marks);
  mention_marked(analysis.tokens, analysis.trees, reading.marks, analysis.mentions);
  reading.rejections.clear();
  analysis.predicate_finder.find({resources.ontology, resources.lexicon, resources.restraint, analysis.tokens,
                                  analysis.trees, analysis.mentions, analysis.times},
                                 analysis.predicates, &reading.rejections);
}

coding::PairSources pair_sources(const Resources& resources, const Analysis& analysis, const PairReading& reading,
                                 const learned::WordClusters& clusters) {
  return {analysis.tokens,     analysis.trees,     analysis.mentions, resources.ontology,
          analysis.predicates, reading.rejections, reading.marks,     clusters};
}

}  // namespace chancery::pipeline
