// Bytes that come in pieces: from a file, out of a compressed stream, turned into UTF-8.
//
// Sources are put one on top of the other: open_file, then gunzip or unzstd, then to_utf8. A source owns the one
// below it. None holds more than a piece (256 KB) and its decoder's window at a time. Not shared between threads.
// Bad bytes never throw: the stream ends and `fault` tells why.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/limits.h"

namespace chancery::io {

/// Why a stream ended before its end.
struct Fault {
  enum class Kind : std::uint8_t { None, Damaged, OverLimit };
  Kind kind = Kind::None;
  std::string what;
  explicit operator bool() const { return kind != Kind::None; }
};

class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// The next piece; empty at the end. The view lives until the next call.
  virtual std::string_view next() = 0;
  /// After the end: whether it was the true one.
  const Fault& fault() const { return fault_; }

 protected:
  void damaged(std::string what) { fault_ = {Fault::Kind::Damaged, std::move(what)}; }
  void over_limit(std::string what) { fault_ = {Fault::Kind::OverLimit, std::move(what)}; }
  Fault fault_;
};

/// A file, or standard input where `path` is "-". What cannot be opened is a source with nothing in it but a fault.
/// Adds the bytes it reads to `*bytes_read` where that is not null.
std::unique_ptr<ByteSource> open_file(const std::string& path, std::uint64_t* bytes_read);

/// Bytes in memory, which must outlive the source, in pieces of at most `piece` bytes.
std::unique_ptr<ByteSource> bytes_in_memory(std::string_view bytes, std::size_t piece = 1u << 18);

/// The content of gzip members, one after the other. What a member holds is not looked into.
std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> packed, const Limits& limits);
/// The content of zstd frames, one after the other.
std::unique_ptr<ByteSource> unzstd(std::unique_ptr<ByteSource> packed, const Limits& limits);
/// What the first bytes of a stream of unknown kind ask for: gunzip, unzstd or nothing.
std::unique_ptr<ByteSource> unpack_by_magic(std::unique_ptr<ByteSource> bytes, const Limits& limits);

/// Drops the byte order mark and turns UTF-16 that has one into UTF-8; other bytes pass as they are. What UTF-16
/// leaves undecodable becomes the byte FF, which the repair of UTF-8 then finds and reports as it does any other.
/// Refuses UTF-32, UTF-16 without a mark (told by its many NULs), and data that are still compressed.
std::unique_ptr<ByteSource> to_utf8(std::unique_ptr<ByteSource> bytes);

}  // namespace chancery::io
