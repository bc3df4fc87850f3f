// How else names of places are written: data/places/spellings.tsv. Used while the gazetteer is built, by nothing else.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"

namespace chancery::knowledge {

class PlaceSpellings {
 public:
  using IsState = std::function<bool(std::string_view iso3)>;
  /// Throws TableError naming file and line where a line is wrong or names what is no state.
  void read(const TableText& table, const IsState& is_state);

  /// The folded name and how else it is written in that state. `is_large`: a town that is known by the first part of
  /// its name.
  std::set<std::string> of(std::string_view name, bool of_region, std::string_view iso3, bool is_large = false) const;

 private:
  enum class Where : unsigned char { First, Last, Middle, Ending, Letter };
  struct Rule {
    bool of_region = false;
    Where where = Where::First;
    std::string text, instead;
    std::set<std::string, std::less<>> states;  // none: all
  };

  static bool applies(const Rule& rule, bool of_region, std::string_view iso3);
  static std::string changed_by(const Rule& rule, std::string_view folded);

  std::vector<Rule> rules_;
};

}  // namespace chancery::knowledge
