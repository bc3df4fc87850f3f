// Files that say what is right.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/document.h"
#include "chancery/error.h"
#include "evaluation/scores.h"

namespace chancery::evaluation {

/// The type, or "YIELD" for CONCEDE and RETREAT.
std::string root_of(EventType type);
/// The same of a name of a file; nothing where it is no type.
std::optional<std::string> root_from(std::string_view name);
/// 1 verbal cooperation, 2 material cooperation (YIELD too), 3 verbal conflict, 4 material conflict.
int quad_number(const std::string& root);

struct PairRow {
  std::string marked_sentence;
  PairGold gold;
};
/// Rows parted by tabs, with a header: marked_sentence, and gold_root (and gold_penta) or gold_binary (1 is conflict).
/// A row that is none is refused. Throws Error where the file cannot be read or has no such columns.
std::vector<PairRow> read_pair_gold(const std::string& path, Reporter& reporter);

struct GoldText {
  Document document;  // without a text where the line has none
  std::vector<GoldEvent> events;
  std::vector<GoldAttribution> attributions;
};
/// JSON lines with `id`, `text`, `date`, and `events` (each with `event`, and `actor_spans` and `recipient_spans`, or
/// `actors` and `recipients` that have a `span`) or `attributions` (`source`, `cue`, `content`, `source_heads`). A line
/// that is none is refused. Throws Error where the file cannot be read.
std::vector<GoldText> read_gold_texts(const std::string& path, Reporter& reporter);

/// All bytes of a file, unpacked where it is packed. Throws Error where it cannot be read.
std::string read_whole(const std::string& path);

}  // namespace chancery::evaluation
