#include "knowledge/table_values.h"

#include <charconv>
#include <optional>

#include "base/calendar.h"
#include "knowledge/directory.h"
#include "knowledge/fold.h"

namespace chancery::knowledge::packing {

int number_in(const TableLine& line, std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size())
    line.fail("'" + std::string(digits) + "' is not a number");
  return value;
}

double decimal_in(const TableLine& line, std::string_view digits) {
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size())
    line.fail("'" + std::string(digits) + "' is not a number");
  return value;
}

std::int32_t bound(const TableLine& line, std::string_view text, bool past) {
  if (text.empty()) return past ? kForever : kAlways;
  const auto wrong = [&]() {
    line.fail("'" + std::string(text) + "' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD");
  };
  const auto number = [](Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); };
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) wrong();
  const int year = number_in(line, text.substr(0, 4));
  if (year < 1500 || year > 2100) wrong();
  if (text.size() == 4) return number(*day_of(year + (past ? 1 : 0), 1, 1));
  if (text[4] != '-') wrong();
  const int month = number_in(line, text.substr(5, 2));
  if (month < 1 || month > 12) wrong();
  if (text.size() == 7) {
    if (!past) return number(*day_of(year, month, 1));
    return number(*day_of(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1));
  }
  const std::optional<Day> day = parse_day(text);
  if (!day) wrong();
  return number(*day);
}

std::string plural_of(std::string_view noun) {
  const auto ends = [&](std::string_view end) { return noun.ends_with(end); };
  std::string out(noun);
  if (ends("man") && !ends("human") && !ends("german")) return out.replace(out.size() - 3, 3, "men");
  if (ends("y") && noun.size() > 1 && std::string_view("aeiou").find(noun[noun.size() - 2]) == std::string_view::npos) {
    return out.replace(out.size() - 1, 1, "ies");
  }
  if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh")) return out + "es";
  return out + "s";
}

std::vector<std::string> words_of(std::string_view key) {
  std::vector<std::string> words;
  for (const std::string_view word : split_list(key, ' ')) words.emplace_back(word);
  return words;
}

std::vector<std::string> endings(std::string_view name) {
  const std::string key = fold_phrase(name);
  std::vector<std::string> found;
  if (key.find(" of ") != std::string::npos) return found;  // "Abdullah II of Arkadia" is not called "of Arkadia"
  std::string_view rest = key;
  for (std::size_t space = rest.find(' '); space != std::string_view::npos; space = rest.find(' ')) {
    rest.remove_prefix(space + 1);
    if (rest.find(' ') != std::string_view::npos) found.emplace_back(rest);
  }
  return found;
}

}  // namespace chancery::knowledge::packing
