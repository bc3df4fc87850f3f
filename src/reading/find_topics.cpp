// Tested by: find_topics_test.cpp.
#include "reading/find_topics.h"

#include <algorithm>
#include <tuple>

namespace chancery::reading {

using knowledge::TopicId;
using knowledge::Topics;

namespace {

constexpr std::uint32_t kSentencePoints = 2;
constexpr std::uint32_t kParagraphPoints = 3;

}  // namespace

/// Each indicator counts once in a paragraph: "NATO" in five sentences says no more than in one.
void TopicFinder::add_paragraph(std::size_t first, std::size_t last) {
  once_.assign(hits_.begin() + static_cast<std::ptrdiff_t>(first), hits_.begin() + static_cast<std::ptrdiff_t>(last));
  // The strongest phrase of an indicator first.
  std::sort(once_.begin(), once_.end(), [](const Hit& a, const Hit& b) {
    return std::tuple(a.topic.value, a.phrase, b.strength) < std::tuple(b.topic.value, b.phrase, a.strength);
  });
  for (std::size_t i = 0; i < once_.size(); ++i) {
    if (i > 0 && once_[i].topic == once_[i - 1].topic && once_[i].phrase == once_[i - 1].phrase) continue;
    paragraph_points_[once_[i].topic.index()] += once_[i].strength;
  }
}

void TopicFinder::find(const Topics& topics, const text::Tokens& tokens, const syntax::Trees& trees,
                       SentenceTopics& out) {
  out.clear();
  forms_.clear();
  lemmas_.clear();
  hits_.clear();
  for (TokenId token(0); token < tokens.span.end_id(); ++token) {
    forms_.push_back(knowledge::topic_word(tokens.form(token)));
    lemmas_.push_back(knowledge::topic_word(trees.lemma[token]));
  }
  const std::size_t sentences = tokens.sentences.size();
  for (SentenceId id(0); id.index() < sentences; ++id) {
    const text::Sentence& sentence = tokens.sentences[id];
    for (std::size_t at = sentence.begin.index(); at < sentence.end.index(); ++at) {
      const auto look_up = [&](std::uint64_t first) {
        for (const Topics::Phrase& phrase : topics.beginning_with(first)) {
          const auto words = topics.words(phrase);
          if (at + words.size() > sentence.end.index()) continue;
          bool fits = true;
          for (std::size_t i = 1; fits && i < words.size(); ++i) {
            fits = words[i] == forms_[at + i] || words[i] == lemmas_[at + i];
          }
          if (fits)
            hits_.push_back({static_cast<std::uint32_t>(id.index()), phrase.topic, phrase.indicator, phrase.strength});
        }
      };
      look_up(forms_[at]);
      if (lemmas_[at] != forms_[at]) look_up(lemmas_[at]);
    }
  }
  // Of one paragraph and topic, each indicator counts once in a sentence.
  const auto same = [](const Hit& a, const Hit& b) {
    return a.sentence == b.sentence && a.topic == b.topic && a.phrase == b.phrase;
  };
  std::sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) {
    return std::tuple(a.sentence, a.topic.value, a.phrase) < std::tuple(b.sentence, b.topic.value, b.phrase);
  });
  hits_.erase(std::unique(hits_.begin(), hits_.end(), same), hits_.end());

  paragraph_points_.assign(topics.size(), 0);
  std::size_t first = 0;  // of the hits of the paragraph
  std::size_t next = 0;   // of the hits to be told
  SentenceId id(0);
  out.begin.push_back(0);
  while (id.index() < sentences) {
    const std::uint32_t paragraph = tokens.sentences[id].paragraph;
    SentenceId end = id;
    while (end.index() < sentences && tokens.sentences[end].paragraph == paragraph) ++end;
    std::size_t last = first;
    while (last < hits_.size() && hits_[last].sentence < end.index()) ++last;
    add_paragraph(first, last);
    for (; id < end; ++id) {
      while (next < last && hits_[next].sentence == id.index()) {
        const TopicId topic = hits_[next].topic;
        std::uint32_t points = 0;
        for (; next < last && hits_[next].sentence == id.index() && hits_[next].topic == topic; ++next) {
          points += hits_[next].strength;
        }
        if (points >= kSentencePoints || paragraph_points_[topic.index()] >= kParagraphPoints) {
          out.topic.push_back(topic);
        }
      }
      out.begin.push_back(static_cast<std::uint32_t>(out.topic.size()));
    }
    for (std::size_t i = first; i < last; ++i) paragraph_points_[hits_[i].topic.index()] = 0;
    first = last;
  }
}

}  // namespace chancery::reading
