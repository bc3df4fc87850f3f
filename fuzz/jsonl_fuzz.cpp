// Any bytes as JSON lines: each line that is not blank is one document or one refusal, whatever the pieces.
#include "reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery::io;
  const std::string_view bytes = view_of(data, size);
  const FuzzReading whole = read_fuzzed(Format::Jsonl, bytes, 1u << 16);
  must_be_same(whole, read_fuzzed(Format::Jsonl, bytes, 5));
  // Another encoding has other lines.
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return 0;
  std::size_t lines = 0;
  std::string_view rest = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
    lines += line.find_first_not_of(" \t\r") != std::string_view::npos;
  }
  const bool refused_as_a_whole = whole.refusals.size() == 1 && whole.documents.empty();
  must(whole.documents.size() + whole.refusals.size() == lines || refused_as_a_whole);
  return 0;
}
