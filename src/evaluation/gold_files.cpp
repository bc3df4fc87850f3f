// Tested by: evaluation_test.cpp, tests/contract/test_evaluate.py
#include "evaluation/gold_files.h"

#include <simdjson.h>

#include <algorithm>

#include "base/utf8.h"
#include "io/byte_source.h"
#include "io/lines.h"

namespace chancery::evaluation {
namespace {

constexpr std::size_t kLongestLine = 64u << 20;

std::unique_ptr<io::ByteSource> open(const std::string& path) {
  return io::unpack_by_magic(io::open_file(path, nullptr), io::Limits());
}

void for_each_line(const std::string& path, const std::function<void(std::string_view, std::uint64_t)>& use) {
  const std::unique_ptr<io::ByteSource> bytes = open(path);
  io::LineReader lines(*bytes, kLongestLine);
  for (io::Line line; lines.next(line);) use(line.text, line.number);
  if (bytes->fault()) throw Error(path + ": " + bytes->fault().what);
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.emplace_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

using simdjson::dom::array;
using simdjson::dom::element;

std::string text_at(element object, const char* key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::optional<Span> span_from(element pair) {
  array numbers;
  if (pair.get(numbers) != simdjson::SUCCESS || numbers.size() != 2) return std::nullopt;
  std::uint64_t begin = 0, end = 0;
  if (numbers.at(0).get(begin) != simdjson::SUCCESS || numbers.at(1).get(end) != simdjson::SUCCESS) return std::nullopt;
  return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Spans spans_at(element object, const char* key) {
  Spans spans;
  array list;
  if (object[key].get(list) != simdjson::SUCCESS) return spans;
  for (element each : list) {
    element inner = each;
    element of_party;
    if (each["span"].get(of_party) == simdjson::SUCCESS) inner = of_party;
    if (const std::optional<Span> span = span_from(inner)) spans.push_back(*span);
  }
  return spans;
}

/// Of either name.
Spans spans_of_role(element event, const char* spans, const char* parties) {
  Spans found = spans_at(event, spans);
  return found.empty() ? spans_at(event, parties) : found;
}

}  // namespace

std::string root_of(EventType type) {
  return type == EventType::Concede || type == EventType::Retreat ? "YIELD" : std::string(name_of(type));
}

std::optional<std::string> root_from(std::string_view name) {
  if (name == "YIELD") return "YIELD";
  const std::optional<EventType> type = event_type_from(name);
  return type ? std::optional(root_of(*type)) : std::nullopt;
}

int quad_number(const std::string& root) {
  if (root == "YIELD") return 2;
  const std::optional<EventType> type = event_type_from(root);
  return type ? static_cast<int>(quad_of(*type)) + 1 : 0;
}

std::string read_whole(const std::string& path) {
  const std::unique_ptr<io::ByteSource> bytes = open(path);
  std::string all;
  for (std::string_view piece = bytes->next(); !piece.empty(); piece = bytes->next()) all += piece;
  if (bytes->fault()) throw Error(path + ": " + bytes->fault().what);
  return all;
}

std::vector<PairRow> read_pair_gold(const std::string& path, Reporter& reporter) {
  std::vector<PairRow> rows;
  std::vector<std::string> header;
  std::size_t sentence = 0, root = 0, penta = 0, binary = 0;
  for_each_line(path, [&](std::string_view line, std::uint64_t number) {
    const std::vector<std::string> cells = cells_of(line);
    if (header.empty()) {
      header = cells;
      const auto column = [&](const char* name) {
        return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
      };
      sentence = column("marked_sentence");
      root = column("gold_root");
      penta = column("gold_penta");
      binary = column("gold_binary");
      if (sentence == header.size() || (root == header.size() && binary == header.size())) {
        throw Error(path + ": the header needs the column marked_sentence, and gold_root or gold_binary");
      }
      return;
    }
    if (line.empty()) return;
    if (cells.size() != header.size()) {
      return reporter.refuse(
          path, number,
          "the row has " + std::to_string(cells.size()) + " columns and the header " + std::to_string(header.size()));
    }
    PairRow row{cells[sentence], {}};
    if (root < header.size()) {
      const std::optional<std::string> name = root_from(cells[root]);
      if (!name) return reporter.refuse(path, number, "'" + cells[root] + "' is no type");
      row.gold.root = *name;
      if (penta < header.size() && cells[penta].size() == 1 && cells[penta][0] >= '1' && cells[penta][0] <= '4') {
        row.gold.quad = cells[penta][0] - '0';
      }
    } else {
      row.gold.conflict = cells[binary] == "1";
    }
    repair_utf8(row.marked_sentence);
    rows.push_back(std::move(row));
  });
  if (header.empty()) throw Error(path + ": is empty");
  return rows;
}

std::vector<GoldText> read_gold_texts(const std::string& path, Reporter& reporter) {
  std::vector<GoldText> texts;
  simdjson::dom::parser parser;
  for_each_line(path, [&](std::string_view line, std::uint64_t number) {
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
    element root;
    simdjson::dom::object object;
    if (parser.parse(line.data(), line.size()).get(root) != simdjson::SUCCESS ||
        root.get(object) != simdjson::SUCCESS) {
      return reporter.refuse(path, number, "the line is no JSON object");
    }
    GoldText text;
    text.document.id = text_at(root, "id");
    text.document.text = text_at(root, "text");
    text.document.date = text_at(root, "date");
    array list;
    if (root["events"].get(list) == simdjson::SUCCESS) {
      for (element each : list) {
        const std::optional<std::string> name = root_from(text_at(each, "event"));
        if (!name) {
          reporter.refuse(path, number, "'" + text_at(each, "event") + "' is no type");
          continue;
        }
        text.events.push_back({*name, spans_of_role(each, "actor_spans", "actors"),
                               spans_of_role(each, "recipient_spans", "recipients")});
      }
    }
    if (root["attributions"].get(list) == simdjson::SUCCESS) {
      for (element each : list) {
        text.attributions.push_back({spans_at(each, "source"), spans_at(each, "cue"), spans_at(each, "content"),
                                     spans_at(each, "source_heads")});
      }
    }
    texts.push_back(std::move(text));
  });
  return texts;
}

}  // namespace chancery::evaluation
