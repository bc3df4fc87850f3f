// JSON lines: one object a line, each on its own, so that a bad one costs only itself.
//
// simdjson refuses a whole line for things that real files are full of: bytes that are not UTF-8, the halves of
// surrogate pairs that some writers leave when they cut a string, raw tabs inside strings. These are repaired in our
// copy of the line, and the line is then read once more. The whole line is parsed, not only our fields: what is not
// JSON is refused even where the fields before the fault look good.
// Tested by: reader_test.cpp
#include <simdjson.h>

#include <array>
#include <new>
#include <optional>

#include "base/utf8.h"
#include "io/intake.h"
#include "io/lines.h"

namespace chancery::io {
namespace {

constexpr std::size_t kDepth = 64;
// A document is a handful of values. Each value costs the parser 12 to 20 bytes of memory for as little as two of
// input, so a long line is counted before it is parsed.
constexpr std::size_t kLongLine = 1u << 20;
constexpr std::size_t kMaxValues = 1'000'000;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Whether a "\uXXXX" stands at `at`, and what it names.
std::optional<unsigned> unicode_escape(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return std::nullopt;
  unsigned code = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const char c = json[i];
    if (!is_hex(c)) return std::nullopt;
    code = code * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return code;
}

/// Writes \ufffd over each surrogate escape that has no partner; returns whether there were any.
bool repair_surrogates(std::string& json) {
  bool repaired = false;
  std::size_t at = json.find('\\');
  while (at != std::string::npos && at + 1 < json.size()) {
    std::size_t taken = 2;  // a backslash and what it escapes
    if (const auto code = unicode_escape(json, at)) {
      taken = 6;
      const bool high = *code >= 0xD800 && *code <= 0xDBFF;
      const bool low = *code >= 0xDC00 && *code <= 0xDFFF;
      const auto partner = high ? unicode_escape(json, at + 6) : std::nullopt;
      if (partner && *partner >= 0xDC00 && *partner <= 0xDFFF) {
        taken = 12;
      } else if (high || low) {
        json.replace(at, 6, "\\ufffd");
        repaired = true;
      }
    }
    at = json.find('\\', at + taken);
  }
  return repaired;
}

bool blank_controls(std::string& json) {
  bool blanked = false;
  for (char& c : json) {
    if (static_cast<unsigned char>(c) < 0x20) {
      c = ' ';
      blanked = true;
    }
  }
  return blanked;
}

bool too_many_values(std::string_view json) {
  std::size_t values = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"') {
      in_string = !in_string;
    } else if (in_string) {
      i += c == '\\';
    } else if (c == ',' || c == '[' || c == '{' || c == ':') {
      if (++values > kMaxValues) return true;
    }
  }
  return false;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

class JsonlReader {
 public:
  explicit JsonlReader(Intake& intake) : intake_(intake) { fresh_parser(); }

  void read(const Line& line) {
    json_.assign(line.text);
    if (!simdjson::validate_utf8(json_.data(), json_.size())) intake_.repair(json_, line.number);
    if (json_.size() > kLongLine && too_many_values(json_)) {
      intake_.refuse(line.number, "more than 1,000,000 values in a line");
      return;
    }
    if (json_.find("\\u") != std::string::npos && repair_surrogates(json_)) warn_of_surrogates(line.number);

    simdjson::dom::element root;
    simdjson::error_code error = parse(root);
    if (error != simdjson::SUCCESS && blank_controls(json_)) {
      error = parse(root);
      if (error == simdjson::SUCCESS) warn_of_controls(line.number);
    }
    if (const char* what = error != simdjson::SUCCESS ? explain(error) : take(root, line.number)) {
      intake_.refuse(line.number, what);
    }
    if (json_.capacity() > kLongLine) {
      std::string().swap(json_);
      fresh_parser();
    }
  }

 private:
  void fresh_parser() {
    parser_.emplace();
    if (parser_->allocate(1u << 16, kDepth) != simdjson::SUCCESS) throw std::bad_alloc();
  }
  simdjson::error_code parse(simdjson::dom::element& root) {
    json_.reserve(json_.size() + simdjson::SIMDJSON_PADDING);
    return parser_->parse(json_.data(), json_.size(), false).get(root);
  }
  static const char* explain(simdjson::error_code error) {
    switch (error) {
      case simdjson::DEPTH_ERROR:
        return "nested more than 64 deep";
      case simdjson::CAPACITY:
      case simdjson::MEMALLOC:
        return "the line is too long for the memory of this machine";
      case simdjson::NUMBER_ERROR:
        return "not a line of JSON, or a number in it is out of range";
      default:
        return "not a line of JSON";
    }
  }

  /// Makes a document of an object; says what is wrong with it, or null.
  const char* take(simdjson::dom::element root, std::uint64_t line) {
    simdjson::dom::object object;
    if (root.get(object) != simdjson::SUCCESS) return "not an object";
    Document document;
    struct Field {
      std::string_view name;
      std::string& value;
      const char* wrong_type;
      const char* twice;
      bool seen = false;
    };
    std::array<Field, 6> fields = {{
        {"id", document.id, "the id is neither a string nor a number", "two fields are called id"},
        {"text", document.text, "the text is not a string", "two fields are called text"},
        {"title", document.title, "the title is not a string", "two fields are called title"},
        {"date", document.date, "the date is not a string", "two fields are called date"},
        {"url", document.url, "the url is not a string", "two fields are called url"},
        {"source", document.source, "the source is not a string", "two fields are called source"},
    }};
    bool has_text = false;
    for (const auto [key, value] : object) {
      for (Field& field : fields) {
        if (key != field.name) continue;
        if (field.seen) return field.twice;
        field.seen = true;
        const bool is_text = field.name == "text";
        std::string_view string;
        if (value.get(string) == simdjson::SUCCESS) {
          field.value.assign(string);
          has_text = has_text || is_text;
        } else if (field.name == "id" && (value.is_int64() || value.is_uint64() || value.is_double())) {
          field.value = simdjson::minify(value);
        } else if (!value.is_null() || is_text) {
          return field.wrong_type;
        }
      }
    }
    if (!has_text) return "no field text";
    intake_.deliver(std::move(document), line);
    return nullptr;
  }

  void warn_of_surrogates(std::uint64_t line) {
    if (!surrogates_reported_) intake_.warn(line, "escapes of half a surrogate pair were replaced by U+FFFD");
    surrogates_reported_ = true;
  }
  void warn_of_controls(std::uint64_t line) {
    if (!controls_reported_) intake_.warn(line, "raw control characters were replaced by spaces");
    controls_reported_ = true;
  }

  Intake& intake_;
  std::optional<simdjson::dom::parser> parser_;
  std::string json_;  // our copy of the line, with room for simdjson's padding
  bool surrogates_reported_ = false;
  bool controls_reported_ = false;
};

}  // namespace

void read_jsonl(std::unique_ptr<ByteSource> bytes, Intake& intake) {
  const auto source = to_utf8(std::move(bytes));
  LineReader lines(*source, intake.limits().json_line_bytes);
  JsonlReader reader(intake);
  Line line;
  std::uint64_t seen = 0;
  while (lines.next(line)) {
    // The line that a fault cut short is refused with the fault, not as bad JSON.
    if (!line.ended && source->fault()) break;
    seen = line.number;
    if (line.too_long) {
      intake.refuse(line.number,
                    "the line is longer than " + std::to_string(intake.limits().json_line_bytes) + " bytes");
    } else if (!is_blank(line.text)) {
      reader.read(line);
    }
  }
  if (const Fault& fault = source->fault()) intake.refuse(seen == 0 ? line.number : seen + 1, fault.what);
}

}  // namespace chancery::io
