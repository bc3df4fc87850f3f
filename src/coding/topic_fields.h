// What records are about: the issues of their sentences, and the contexts of events.
#pragma once

#include "chancery/records.h"
#include "knowledge/topics.h"
#include "reading/find_topics.h"

namespace chancery::coding {

struct TopicSources {
  const knowledge::Topics& issues;
  const knowledge::Topics& contexts;
  const reading::SentenceTopics& issues_of;
  const reading::SentenceTopics& contexts_of;
};

/// Adds to events and statements the topics of the sentence that they stand in; contexts that an act has by itself come
/// first.
void add_topics(const TopicSources& sources, Records& records);

}  // namespace chancery::coding
