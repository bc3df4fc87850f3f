// What events are learned from: annotated passages, and marked sentences of which it is not said which word tells.
#pragma once

#include <string>
#include <vector>

#include "../pair/linear_trainer.h"
#include "../pair/sources.h"
#include "coding/event_judge.h"
#include "pipeline/resources.h"

namespace chancery::train {

/// One word that may tell an event, with its parties.
struct Word {
  std::vector<std::uint64_t> features;
  std::vector<Example> roles;  // labelled by Part; only of words that tell an event
};

struct Passage {
  unsigned fold = 0;
  std::vector<Example> triggers;  // one for each word; labels 0: not learned from
  std::vector<Example> roles;
};

/// A marked sentence: one of its words tells the type.
struct Marked {
  unsigned fold = 0;
  std::uint32_t labels = 0;  // a bit for each type that may be right
  std::vector<Word> words;   // that may be it
  int chosen = -1;           // the one, by index
};

/// Passages as JSON lines of tools/news_passages.py. Throws Error where the file cannot be read.
std::vector<Passage> read_passages(const std::string& path, double weight, const pipeline::Resources& resources,
                                   const learned::WordClusters& clusters);

/// Where a rule finds the type in a word, that is chosen.
std::vector<Marked> read_marked(const Source& source, const pipeline::Resources& resources,
                                const learned::WordClusters& clusters);

/// Chooses, where nothing is chosen yet, the word that `judge` takes for the type most of all.
void choose(std::vector<Marked>& marked, const coding::EventJudge& judge);

}  // namespace chancery::train
