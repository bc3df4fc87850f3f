// Any bytes as a page: valid UTF-8, no tags left that were tags, the same whatever the pieces.
#include "io/html.h"
#include "reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery::io;
  const std::string_view bytes = view_of(data, size);
  const FuzzReading whole = read_fuzzed(Format::Html, bytes, 1u << 16);
  must_be_same(whole, read_fuzzed(Format::Html, bytes, 7));
  must(whole.documents.size() + whole.refusals.size() == 1);
  // Small limits reach the code behind them.
  Limits small;
  small.html_depth = 4;
  small.html_nodes = 40;
  must(read_fuzzed(Format::Html, bytes, 1u << 16, small).warnings.size() <= 2);
  return 0;
}
