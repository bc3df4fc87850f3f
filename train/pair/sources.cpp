#include "sources.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "chancery/error.h"
#include "chancery/records.h"
#include "learned/linear_model.h"

namespace chancery::train {
namespace {

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
  return cells;
}

std::uint32_t bit_of(EventType type) { return 1u << static_cast<unsigned>(type); }

std::uint32_t labels_of(const std::string& label) {
  if (label == "YIELD") return bit_of(EventType::Concede) | bit_of(EventType::Retreat);
  if (label == "0" || label == "1") {
    std::uint32_t labels = 0;
    for (std::size_t i = 0; i < kEventTypeCount; ++i) {
      const Quad quad = quad_of(static_cast<EventType>(i));
      const bool conflict = quad == Quad::VerbalConflict || quad == Quad::MaterialConflict;
      if (conflict == (label == "1")) labels |= 1u << i;
    }
    return labels;
  }
  const auto type = event_type_from(label);
  return type ? bit_of(*type) : 0;
}

}  // namespace

Source read_source(const std::string& given) {
  Source source;
  const std::size_t star = given.rfind('*');
  source.is_measured = given.starts_with("+");
  source.path = given.substr(source.is_measured ? 1 : 0, star - (source.is_measured ? 1 : 0));
  if (star != std::string::npos) source.weight = std::atof(given.c_str() + star + 1);
  std::ifstream file(source.path);
  if (!file) throw Error(source.path + ": cannot be read");
  std::string line;
  std::size_t number = 0;
  std::size_t sentence_column = 0, label_column = 0;
  bool headed = false;
  while (std::getline(file, line)) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> cells = split(line);
    const auto fault = [&](const std::string& what) {
      return Error(source.path + ":" + std::to_string(number) + ": " + what);
    };
    if (!headed) {
      headed = true;
      const auto column = [&](std::string_view name) {
        return static_cast<std::size_t>(std::find(cells.begin(), cells.end(), name) - cells.begin());
      };
      sentence_column = column("marked_sentence");
      label_column = std::min({column("event"), column("gold_root"), column("gold_binary")});
      if (sentence_column == cells.size() || label_column == cells.size()) {
        throw fault("the header needs marked_sentence and one of event, gold_root, gold_binary");
      }
      continue;
    }
    if (cells.size() <= std::max(sentence_column, label_column)) throw fault("a column is missing");
    Row row;
    row.marked = cells[sentence_column];
    row.labels = labels_of(cells[label_column]);
    if (row.labels == 0) throw fault("'" + cells[label_column] + "' is no type of event");
    row.fold = static_cast<unsigned>(learned::feature(row.marked) >> 17) % kFolds;
    source.rows.push_back(std::move(row));
  }
  return source;
}

}  // namespace chancery::train
