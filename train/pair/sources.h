// Marked sentences and what is known of their type, from tables with a header.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace chancery::train {

struct Row {
  std::string marked;
  std::uint32_t labels = 0;  // a bit for each event type that may be right, in the order of EventType
  unsigned fold = 0;         // of kFolds, by the sentence
};

struct Source {
  std::string path;
  double weight = 1;
  bool is_measured = false;  // of the kind that the model is measured on
  std::vector<Row> rows;
};

inline constexpr unsigned kFolds = 5;

/// Reads `path` or `path*weight`; `+path` for a source of the kind that the model is measured on. Columns:
/// marked_sentence and one of event, gold_root (YIELD stands for CONCEDE or RETREAT) and gold_binary (1 conflict, 0
/// cooperation). Throws Error naming file and line.
Source read_source(const std::string& path);

}  // namespace chancery::train
