// Tested by: topic_fields_test.cpp; what it copies by reading/find_topics_test.cpp.
#include "coding/topic_fields.h"

#include <algorithm>

namespace chancery::coding {
namespace {

void add(const knowledge::Topics& topics, const reading::SentenceTopics& of, std::uint32_t sentence,
         std::vector<std::string>& names) {
  for (knowledge::TopicId topic : of.of(SentenceId(sentence))) {
    const std::string_view name = topics.name(topic);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
  }
}

}  // namespace

void add_topics(const TopicSources& sources, Records& records) {
  for (Event& event : records.events) {
    add(sources.contexts, sources.contexts_of, event.sentence, event.contexts);
    add(sources.issues, sources.issues_of, event.sentence, event.issues);
  }
  for (Statement& statement : records.statements) {
    add(sources.issues, sources.issues_of, statement.sentence, statement.issues);
  }
}

}  // namespace chancery::coding
