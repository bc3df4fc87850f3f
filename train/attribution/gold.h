// Articles with their annotated attributions, as lines of JSON: {"id", "text", "attributions": [{"source", "cue",
// "content": lists of [start, end] in code points}]}.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "text/tokens.h"

namespace chancery::train {

using ByteRanges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

struct GoldAttribution {
  ByteRanges source, cue, content;
};

struct GoldArticle {
  std::string id;
  std::string text;
  std::vector<GoldAttribution> attributions;
};

std::vector<GoldArticle> read_articles(const std::string& path);

/// The tokens that overlap one of the ranges, in order.
std::vector<TokenId> tokens_in(const text::Tokens& tokens, const ByteRanges& ranges);

}  // namespace chancery::train
