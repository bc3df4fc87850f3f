// gzip and zstd as streams, with a cap on how much they may swell.
//
// The ratio is taken over the whole file, not over a member: a bomb may be cut into many members. It is looked at
// after every piece, so what a bomb gets to write is at most `ratio_from_bytes` and a piece.
// libdeflate would be 2.5 times as fast on small members, but cannot stop in the middle of a large one.
// Tested by: byte_source_test.cpp
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

#include "io/byte_source.h"

namespace chancery::io {
namespace {

constexpr std::size_t kPiece = 1u << 18;
// 2^27 is 128 MB, the most that `zstd -d` takes without being told to.
constexpr int kWindowLogMax = 27;

/// What both kinds share: pulling packed pieces, counting, and giving out what was unpacked before a fault shows.
class Unpacked : public ByteSource {
 public:
  Unpacked(std::unique_ptr<ByteSource> packed, const Limits& limits)
      : packed_(std::move(packed)), limits_(limits), buffer_(kPiece) {}

  std::string_view next() final {
    while (!fault_ && !finished_) {
      if (input_.empty() && !packed_ended_) {
        input_ = packed_->next();
        packed_ended_ = input_.empty();
      }
      if (packed_ended_ && !needs_no_input()) {
        finish();
        break;
      }
      const std::size_t before = input_.size();
      const std::size_t written = step();
      bytes_in_ += before - input_.size();
      bytes_out_ += written;
      if (!fault_ && bytes_out_ > limits_.ratio_from_bytes &&
          bytes_out_ / std::max<std::size_t>(limits_.compression_ratio, 1) > bytes_in_) {
        over_limit("unpacks to more than " + std::to_string(limits_.compression_ratio) +
                   " times its size; the rest is not read");
        return {};
      }
      if (written > 0) return {buffer_.data(), written};
    }
    return {};
  }

 protected:
  /// Unpacks from `input_` into `buffer_`; returns how many bytes. Sets the fault where the data are damaged.
  virtual std::size_t step() = 0;
  virtual bool needs_no_input() const = 0;
  virtual bool between_members() const = 0;
  virtual const char* kind() const = 0;

  std::string_view input_;
  std::vector<char>& buffer() { return buffer_; }

 private:
  void finish() {
    finished_ = true;
    if (packed_->fault()) {
      fault_ = packed_->fault();
    } else if (!between_members()) {
      damaged(std::string(kind()) + " data end too early");
    }
  }

  std::unique_ptr<ByteSource> packed_;
  const Limits limits_;
  std::vector<char> buffer_;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
  bool packed_ended_ = false;
  bool finished_ = false;
};

class Gunzip final : public Unpacked {
 public:
  Gunzip(std::unique_ptr<ByteSource> packed, const Limits& limits) : Unpacked(std::move(packed), limits) {
    // 15 is the largest window, + 16 asks for the gzip wrapping.
    if (inflateInit2(&stream_, 15 + 16) != Z_OK) throw std::bad_alloc();
  }
  ~Gunzip() override { inflateEnd(&stream_); }

 private:
  std::size_t step() override {
    if (member_ended_ && !skip_to_member()) return 0;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input_.data()));
    stream_.avail_in = static_cast<uInt>(input_.size());
    stream_.next_out = reinterpret_cast<Bytef*>(buffer().data());
    stream_.avail_out = static_cast<uInt>(buffer().size());
    const int result = inflate(&stream_, Z_NO_FLUSH);
    input_.remove_prefix(input_.size() - stream_.avail_in);
    const std::size_t written = buffer().size() - stream_.avail_out;
    output_full_ = stream_.avail_out == 0;
    if (result == Z_STREAM_END) {
      ++members_;
      member_ended_ = true;
      output_full_ = false;
      inflateReset(&stream_);
    } else if (result == Z_BUF_ERROR) {
      output_full_ = false;  // nothing was left to write
    } else if (result != Z_OK) {
      damaged(members_ == 0 && stream_.total_out == 0 ? "not gzip data" : "gzip data are damaged");
    }
    return written;
  }
  /// Past the zeros that tapes and block devices pad with; false where more input is needed or none is wanted.
  bool skip_to_member() {
    const std::size_t zeros = std::min(input_.find_first_not_of('\0'), input_.size());
    input_.remove_prefix(zeros);
    if (input_.empty()) return false;
    if (input_.front() != '\x1F') {
      damaged("other bytes after the end of the gzip data");
      return false;
    }
    member_ended_ = false;
    return true;
  }
  bool needs_no_input() const override { return output_full_; }
  bool between_members() const override { return member_ended_; }
  const char* kind() const override { return "gzip"; }

  z_stream stream_{};
  std::uint64_t members_ = 0;
  bool member_ended_ = false;
  bool output_full_ = false;
};

class Unzstd final : public Unpacked {
 public:
  Unzstd(std::unique_ptr<ByteSource> packed, const Limits& limits)
      : Unpacked(std::move(packed), limits), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kWindowLogMax);
  }
  ~Unzstd() override { ZSTD_freeDStream(stream_); }

 private:
  std::size_t step() override {
    ZSTD_inBuffer in{input_.data(), input_.size(), 0};
    ZSTD_outBuffer out{buffer().data(), buffer().size(), 0};
    const std::size_t result = ZSTD_decompressStream(stream_, &out, &in);
    input_.remove_prefix(in.pos);
    output_full_ = out.pos == out.size && result != 0;
    if (ZSTD_isError(result)) {
      const ZSTD_ErrorCode code = ZSTD_getErrorCode(result);
      output_full_ = false;
      if (code == ZSTD_error_prefix_unknown && !frame_seen_) {
        damaged("not zstd data");
      } else if (code == ZSTD_error_frameParameter_windowTooLarge) {
        over_limit("zstd data need a window of more than 128 MB");
      } else if (code == ZSTD_error_prefix_unknown) {
        damaged("other bytes after the end of the zstd data");
      } else {
        damaged("zstd data are damaged");
      }
      return out.pos;
    }
    frame_ended_ = result == 0;
    frame_seen_ = frame_seen_ || frame_ended_;
    return out.pos;
  }
  bool needs_no_input() const override { return output_full_; }
  bool between_members() const override { return frame_ended_; }
  const char* kind() const override { return "zstd"; }

  ZSTD_DStream* stream_;
  bool frame_ended_ = false;
  bool frame_seen_ = false;
  bool output_full_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> packed, const Limits& limits) {
  return std::make_unique<Gunzip>(std::move(packed), limits);
}

std::unique_ptr<ByteSource> unzstd(std::unique_ptr<ByteSource> packed, const Limits& limits) {
  return std::make_unique<Unzstd>(std::move(packed), limits);
}

}  // namespace chancery::io
