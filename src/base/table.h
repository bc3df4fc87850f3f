// Readable tables: one fact a line, fields parted by tabs, '#' lines and blank lines are for people.
//
// All of data/ is in this form. Views point into the text handed in.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

/// A table file: its name for messages, and its bytes.
struct TableText {
  std::string file;
  std::string_view text;
};

/// What is wrong with a line of a table: "file:line: what". Thrown while data are packed or loaded.
class TableError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct TableLine {
  const TableText* table = nullptr;
  std::size_t number = 0;  // from 1
  std::vector<std::string_view> fields;

  /// The field, or an empty view where the line is shorter or the field is "-".
  std::string_view field(std::size_t i) const {
    return i < fields.size() && fields[i] != "-" ? fields[i] : std::string_view();
  }
  [[noreturn]] void fail(const std::string& what) const;
};

/// Calls `use` for every line of facts, in order. A line with fewer than `least` or more than `most` fields is a
/// TableError. Fields are trimmed of spaces. Where `refuse` is given it hears of the lines that are wrong, by their
/// number of fields or for `use`, and the others are read.
void read_table(const TableText& table, std::size_t least, std::size_t most,
                const std::function<void(const TableLine&)>& use,
                const std::function<void(const TableError&)>& refuse = {});

/// The non-empty parts of `field` between `separator`s, trimmed.
std::vector<std::string_view> split_list(std::string_view field, char separator = ';');

std::string_view trim(std::string_view text);

}  // namespace chancery
