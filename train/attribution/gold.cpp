#include "gold.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace chancery::train {
namespace {

ByteRanges ranges(simdjson::dom::element value, const std::vector<std::uint32_t>& byte_of) {
  ByteRanges found;
  for (simdjson::dom::element each : value.get_array()) {
    const auto span = each.get_array();
    found.push_back({byte_of.at(std::uint64_t(span.at(0))), byte_of.at(std::uint64_t(span.at(1)))});
  }
  return found;
}

}  // namespace

std::vector<GoldArticle> read_articles(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  simdjson::dom::parser parser;
  std::vector<GoldArticle> articles;
  for (std::string line; std::getline(in, line);) {
    const simdjson::dom::element root = parser.parse(line);
    GoldArticle article;
    article.id = std::string_view(root["id"]);
    article.text = std::string_view(root["text"]);
    std::vector<std::uint32_t> byte_of;
    for (std::uint32_t i = 0; i < article.text.size(); ++i) {
      if ((static_cast<unsigned char>(article.text[i]) & 0xC0) != 0x80) byte_of.push_back(i);
    }
    byte_of.push_back(static_cast<std::uint32_t>(article.text.size()));
    simdjson::dom::array attributions;
    if (root["attributions"].get(attributions) == simdjson::SUCCESS) {
      for (simdjson::dom::element each : attributions) {
        article.attributions.push_back(
            {ranges(each["source"], byte_of), ranges(each["cue"], byte_of), ranges(each["content"], byte_of)});
      }
    }
    articles.push_back(std::move(article));
  }
  return articles;
}

std::vector<TokenId> tokens_in(const text::Tokens& tokens, const ByteRanges& ranges) {
  std::vector<TokenId> found;
  for (const auto& [begin, end] : ranges) {
    auto at = std::upper_bound(tokens.span.begin(), tokens.span.end(), begin,
                               [](std::uint32_t offset, const text::ByteSpan& span) { return offset < span.end; });
    for (; at != tokens.span.end() && at->begin < end; ++at) {
      found.push_back(TokenId(static_cast<std::size_t>(at - tokens.span.begin())));
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace chancery::train
