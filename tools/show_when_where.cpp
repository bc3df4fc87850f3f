// show_when_where INPUT...: the expressions of time and the places that are read in documents, one JSON line a
// document, for measuring (tests/measure) and for people. Offsets count code points.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "chancery/document.h"
#include "chancery/error.h"
#include "io/reader.h"
#include "io/writer.h"
#include "pipeline/analysis.h"
#include "pipeline/resources.h"
#include "pipeline/spine.h"

namespace {

using namespace chancery;

class Loud : public Reporter {
 public:
  void refuse(std::string_view file, std::uint64_t line, std::string_view what) override { warn(file, line, what); }
  void warn(std::string_view file, std::uint64_t line, std::string_view what) override {
    std::fprintf(stderr, "%.*s:%llu: %.*s\n", static_cast<int>(file.size()), file.data(),
                 static_cast<unsigned long long>(line), static_cast<int>(what.size()), what.data());
  }
};

class Line {
 public:
  explicit Line(const pipeline::Analysis& analysis) : a_(analysis) {}

  std::string text() {
    out_ = "{\"doc\":";
    io::append_json_string(a_.document->id, out_);
    out_ += ",\"times\":[";
    for (const reading::TimeExpression& time : a_.times) {
      open(time.begin, time.end);
      const RecordDate& date = time.date();
      field("date", date.begin);
      field("date_end", date.end);
      field("precision", std::string(name_of(date.precision)));
      field("reason", date.reason);
      out_ += '}';
    }
    out_ += "],\"places\":[";
    for (const reading::PlaceMention& place : a_.places) {
      open(place.begin, place.end);
      field("name", place.name);
      field("country", place.country);
      out_ += ",\"lat\":" + std::to_string(place.latitude.value_or(0));
      out_ += ",\"lon\":" + std::to_string(place.longitude.value_or(0));
      out_ += ",\"geonames\":" + std::to_string(place.geonames.value_or(0)) + "}";
    }
    out_ += "]}\n";
    return out_;
  }

 private:
  void open(TokenId begin, TokenId end) {
    if (out_.back() != '[') out_ += ',';
    const std::uint32_t first = a_.tokens.span[begin].begin;
    const std::uint32_t last = a_.tokens.span[end - 1].end;
    out_ += "{\"start\":" + std::to_string(a_.code_points.at(first)) +
            ",\"end\":" + std::to_string(a_.code_points.at(last));
    field("text", a_.tokens.slice(begin, end));
  }
  void field(const char* name, std::string_view value) {
    out_ += std::string(",\"") + name + "\":";
    io::append_json_string(value, out_);
  }

  const pipeline::Analysis& a_;
  std::string out_;
};

}  // namespace

int main(int argc, char** argv) {
  try {
    const CoderOptions options;
    const pipeline::Resources resources = pipeline::Resources::load(options);
    pipeline::Analysis analysis;
    Loud reporter;
    io::read_documents({argv + 1, argv + argc}, {}, reporter, [&](Document document) {
      pipeline::analyse(document, resources, options, analysis);
      const std::string line = Line(analysis).text();
      std::fwrite(line.data(), 1, line.size(), stdout);
    });
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "show_when_where: %s\n", error.what());
    return 3;
  }
}
