// Any bytes: repair gives valid UTF-8 and changes nothing twice, and what is a text file's comes through to_utf8.
#include "reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery;
  using namespace chancery::io;
  const std::string_view bytes = view_of(data, size);
  std::string text(bytes);
  const bool valid = is_valid_utf8(text);
  const std::size_t replaced = repair_utf8(text);
  must(valid == (replaced == 0));
  must(!valid || text == bytes);
  must(is_valid_utf8(text));
  must(repair_utf8(text) == 0);
  CodePointIndex index;
  index.reset(text);
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += decode(text, at).bytes) must(index.at(at) == count++);
  must(index.at(text.size()) == count && count == count_code_points(text));
  must_be_same(read_fuzzed(Format::Txt, bytes, 1u << 16), read_fuzzed(Format::Txt, bytes, 1));
  return 0;
}
