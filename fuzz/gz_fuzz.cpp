// Any bytes as gzip or zstd: the same output whatever the pieces, and never much more than the ratio allows.
#include "reading.h"

namespace {

using namespace chancery::io;

std::string unpacked(std::string_view bytes, std::size_t piece, bool gzip, Fault& fault) {
  Limits limits;
  limits.ratio_from_bytes = 1u << 16;
  auto source = bytes_in_memory(bytes, piece);
  source = gzip ? gunzip(std::move(source), limits) : unzstd(std::move(source), limits);
  std::string out;
  for (std::string_view part = source->next(); !part.empty(); part = source->next()) out.append(part);
  fault = source->fault();
  must(out.size() <= (1u << 16) + (1u << 18) + bytes.size() * limits.compression_ratio);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = view_of(data, size).substr(1);
  const bool gzip = data[0] % 2 == 0;
  Fault whole;
  Fault pieces;
  const std::string out = unpacked(bytes, 1u << 16, gzip, whole);
  const std::string again = unpacked(bytes, 3, gzip, pieces);
  // What a damaged block gives before its fault depends on how much of it was there at once.
  if (!whole) must(!pieces && out == again);
  must(out.starts_with(again) || again.starts_with(out));
  return 0;
}
