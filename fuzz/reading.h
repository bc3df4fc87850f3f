// For the fuzz targets: reads bytes as a file of one format and keeps what came of it; says what must always hold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/utf8.h"
#include "io/intake.h"

namespace chancery::io {

/// A broken promise ends the run, in every build.
inline void must(bool condition) {
  if (!condition) __builtin_trap();
}

struct FuzzReading final : Reporter {
  void refuse(std::string_view, std::uint64_t line, std::string_view what) override { report(refusals, line, what); }
  void warn(std::string_view, std::uint64_t line, std::string_view what) override { report(warnings, line, what); }
  static void report(std::vector<std::string>& reports, std::uint64_t line, std::string_view what) {
    must(what.find('\n') == std::string_view::npos && is_valid_utf8(what));
    reports.push_back(std::to_string(line) + ": " + std::string(what));
  }
  void take(Document document) {
    for (const std::string* field :
         {&document.id, &document.text, &document.title, &document.date, &document.url, &document.source}) {
      must(is_valid_utf8(*field));
    }
    must(!document.id.empty());
    must(document.date.empty() || parse_day(document.date).has_value());
    documents.push_back(std::move(document));
  }

  std::vector<Document> documents;
  std::vector<std::string> refusals;
  std::vector<std::string> warnings;
};

inline FuzzReading read_fuzzed(Format format, std::string_view bytes, std::size_t piece, const Limits& limits = {}) {
  FuzzReading reading;
  ReadOptions options;
  options.limits = limits;
  const Sink sink = [&](Document document) { reading.take(std::move(document)); };
  Intake intake("f", "f", options, reading, sink, nullptr);
  read_as(format, bytes_in_memory(bytes, piece), intake);
  return reading;
}

/// The same whatever the pieces in which the bytes arrive.
inline void must_be_same(const FuzzReading& a, const FuzzReading& b) {
  must(a.refusals == b.refusals && a.warnings == b.warnings && a.documents.size() == b.documents.size());
  for (std::size_t i = 0; i < a.documents.size(); ++i) {
    must(a.documents[i].id == b.documents[i].id && a.documents[i].text == b.documents[i].text);
  }
}

inline std::string_view view_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace chancery::io
