#include "knowledge/time_words.h"

#include <array>
#include <charconv>

namespace chancery::knowledge {
namespace {

constexpr std::array<std::string_view, 10> kKinds = {"none",     "weekday", "month",  "day",  "unit",
                                                     "relative", "ago",     "number", "part", "before"};

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

}  // namespace

TimeWords TimeWords::load(std::span<const TableText> tables) {
  TimeWords words;
  for (const TableText& table : tables) {
    const std::string_view name = std::string_view(table.file).substr(table.file.find_last_of('/') + 1);
    if (name != "words.tsv" && name != "calendar.tsv") continue;
    read_table(table, 3, 3, [&](const TableLine& line) {
      TimeWord word;
      for (std::size_t i = 1; i < kKinds.size(); ++i) {
        if (kKinds[i] == line.field(1)) word.kind = static_cast<TimeWordKind>(i);
      }
      if (word.kind == TimeWordKind::None) line.fail("'" + std::string(line.field(1)) + "' is no kind of time word");
      const std::string_view value = line.fields[2];
      if (std::from_chars(value.data(), value.data() + value.size(), word.value).ec != std::errc()) {
        line.fail("'" + std::string(value) + "' is no number");
      }
      if (!words.words_.emplace(lower_case(line.field(0)), word).second) line.fail("stands twice");
      words.longest_ = std::max(words.longest_, line.field(0).size() + 1);
    });
  }
  if (words.words_.empty()) throw TableError("the words of time lack their tables");
  return words;
}

TimeWord TimeWords::find(std::string_view word) const {
  // All words are short: their lower-case form fits into the string's own bytes, so nothing is allocated.
  if (word.empty() || word.size() > longest_) return {};
  if (word.size() > 1 && word.back() == '.') word.remove_suffix(1);
  const auto found = words_.find(lower_case(word));
  return found == words_.end() ? TimeWord{} : found->second;
}

}  // namespace chancery::knowledge
