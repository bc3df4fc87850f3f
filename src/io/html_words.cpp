// Tested by: html_test.cpp
#include "io/html_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "io/html_tables.h"

namespace chancery::io {
namespace {

constexpr std::size_t kClassBytes = 512;
constexpr std::size_t kLineBytes = 80;
constexpr std::size_t kEndWords = 8;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

struct Words {
  std::vector<std::string_view> body, surrounding, line, start, end;

  Words() {
    for_each_table_line(html_words_table(), [&](std::string_view row) {
      const std::size_t tab = row.find('\t');
      const std::string_view kind = row.substr(0, tab);
      const std::string_view word = row.substr(tab + 1);
      if (kind == "body") body.push_back(word);
      if (kind == "class") surrounding.push_back(word);
      if (kind == "line") line.push_back(word);
      if (kind == "start") start.push_back(word);
      if (kind == "end") end.push_back(word);
    });
    for (auto* list : {&body, &surrounding, &line, &start, &end}) std::sort(list->begin(), list->end());
  }
};

const Words& words() {
  static const Words table;
  return table;
}

bool holds(const std::vector<std::string_view>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

bool begins_with_any(const std::vector<std::string_view>& starts, std::string_view text) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

}  // namespace

ClassHint hint_of_class(std::string_view value) {
  value = value.substr(0, kClassBytes);
  ClassHint hint = ClassHint::None;
  std::string word;
  std::string pair;  // the word before, a dash, and the word
  const auto look_up = [&] {
    if (word.empty()) return;
    pair = pair.empty() ? word : pair + "-" + word;
    if (holds(words().body, word) || holds(words().body, pair)) hint = ClassHint::Body;
    if (hint == ClassHint::None && (holds(words().surrounding, word) || holds(words().surrounding, pair))) {
      hint = ClassHint::Surrounding;
    }
    pair = word;
    word.clear();
  };
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (is_upper(c)) {
      if (i > 0 && is_lower(value[i - 1])) look_up();
      word.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (is_lower(c)) {
      word.push_back(c);
    } else {
      look_up();
      if (c != '-' && c != '_') pair.clear();
    }
  }
  look_up();
  return hint;
}

LineHint hint_of_line(std::string_view block) {
  std::string head(block.substr(0, kLineBytes));
  for (char& c : head) {
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  if (block.size() <= kLineBytes) {
    const auto spaces = static_cast<std::size_t>(std::count(head.begin(), head.end(), ' '));
    if (spaces < kEndWords && begins_with_any(words().end, head)) return LineHint::End;
    if (holds(words().line, head)) return LineHint::Drop;
  }
  return begins_with_any(words().start, head) ? LineHint::Drop : LineHint::None;
}

}  // namespace chancery::io
