// Any bytes as CSV: the rows do not depend on the pieces in which the bytes arrive.
#include "reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery::io;
  Limits small;
  small.record_bytes = 300;
  const std::string_view bytes = view_of(data, size);
  must_be_same(read_fuzzed(Format::Csv, bytes, 1u << 16), read_fuzzed(Format::Csv, bytes, 3));
  must_be_same(read_fuzzed(Format::Csv, bytes, 1u << 16, small), read_fuzzed(Format::Csv, bytes, 1, small));
  return 0;
}
