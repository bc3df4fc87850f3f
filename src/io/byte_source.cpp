// Tested by: byte_source_test.cpp
#include "io/byte_source.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "base/utf8.h"

namespace chancery::io {
namespace {

constexpr std::size_t kPiece = 1u << 18;

class FileSource final : public ByteSource {
 public:
  FileSource(const std::string& path, std::uint64_t* bytes_read) : bytes_read_(bytes_read) {
    if (path == "-") {
      descriptor_ = STDIN_FILENO;
    } else {
      descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
      owned_ = true;
    }
    if (descriptor_ < 0) damaged(std::string("cannot be opened: ") + std::strerror(errno));
  }
  ~FileSource() override {
    if (owned_ && descriptor_ >= 0) ::close(descriptor_);
  }
  std::string_view next() override {
    if (fault_) return {};
    buffer_.resize(kPiece);
    while (true) {
      const ssize_t n = ::read(descriptor_, buffer_.data(), buffer_.size());
      if (n >= 0) {
        if (bytes_read_ != nullptr) *bytes_read_ += static_cast<std::uint64_t>(n);
        return {buffer_.data(), static_cast<std::size_t>(n)};
      }
      if (errno == EINTR) continue;
      damaged(std::string("cannot be read: ") + std::strerror(errno));
      return {};
    }
  }

 private:
  int descriptor_ = -1;
  bool owned_ = false;
  std::uint64_t* bytes_read_;
  std::vector<char> buffer_;
};

class MemorySource final : public ByteSource {
 public:
  MemorySource(std::string_view bytes, std::size_t piece) : rest_(bytes), piece_(std::max<std::size_t>(piece, 1)) {}
  std::string_view next() override {
    const std::string_view out = rest_.substr(0, piece_);
    rest_.remove_prefix(out.size());
    return out;
  }

 private:
  std::string_view rest_;
  std::size_t piece_;
};

/// Gives back what was read ahead, then the rest.
class PrefixedSource final : public ByteSource {
 public:
  PrefixedSource(std::string prefix, std::unique_ptr<ByteSource> rest)
      : prefix_(std::move(prefix)), rest_(std::move(rest)) {}
  std::string_view next() override {
    if (!prefix_given_) {
      prefix_given_ = true;
      if (!prefix_.empty()) return prefix_;
    }
    const std::string_view out = rest_->next();
    if (out.empty()) fault_ = rest_->fault();
    return out;
  }

 private:
  std::string prefix_;
  bool prefix_given_ = false;
  std::unique_ptr<ByteSource> rest_;
};

/// Reads until `wanted` bytes or the end are there.
std::string read_ahead(ByteSource& source, std::size_t wanted) {
  std::string head;
  while (head.size() < wanted) {
    const std::string_view piece = source.next();
    if (piece.empty()) break;
    head.append(piece);
  }
  return head;
}

bool is_gzip(std::string_view head) { return head.starts_with("\x1F\x8B"); }
bool is_zstd(std::string_view head) { return head.starts_with("\x28\xB5\x2F\xFD"); }

/// English text in UTF-16 has a NUL in every other byte. A few NULs in a file of one byte a letter are no sign.
bool looks_like_utf16(std::string_view head) {
  head = head.substr(0, 512);
  if (head.size() < 8) return false;
  std::size_t nul[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) nul[i % 2] += head[i] == '\0';
  const auto [few, many] = std::minmax(nul[0], nul[1]);
  return many * 10 >= head.size() / 2 * 6 && few * 10 <= head.size() / 2;
}

class Utf8Source final : public ByteSource {
 public:
  explicit Utf8Source(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {}

  std::string_view next() override {
    if (fault_) return {};
    if (!begun_) {
      begun_ = true;
      head_ = read_ahead(*bytes_, 512);
      std::string_view rest = begin(head_);
      if (fault_) return {};
      if (encoding_ == Encoding::Utf8 && !rest.empty()) return rest;
      if (encoding_ != Encoding::Utf8) {
        convert(rest);
        if (!converted_.empty()) return converted_;
      }
    }
    while (true) {
      const std::string_view piece = bytes_->next();
      if (piece.empty()) return end();
      if (encoding_ == Encoding::Utf8) return piece;
      convert(piece);
      if (!converted_.empty()) return converted_;
    }
  }

 private:
  enum class Encoding : std::uint8_t { Utf8, Utf16Little, Utf16Big };
  static constexpr char kUndecodable = '\xFF';

  std::string_view begin(std::string_view head) {
    using namespace std::string_view_literals;
    if (is_gzip(head) || is_zstd(head)) {
      over_limit("compressed data where text was expected; compressed twice, or the ending lacks .gz or .zst");
    } else if (head.starts_with("\xEF\xBB\xBF")) {
      head.remove_prefix(3);
    } else if (head.starts_with("\xFF\xFE\0\0"sv) || head.starts_with("\0\0\xFE\xFF"sv)) {
      over_limit("UTF-32 is not read; convert the file to UTF-8");
    } else if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
      encoding_ = head[0] == '\xFF' ? Encoding::Utf16Little : Encoding::Utf16Big;
      head.remove_prefix(2);
    } else if (looks_like_utf16(head)) {
      over_limit("UTF-16 without a byte order mark is not read; convert the file to UTF-8");
    }
    return head;
  }

  void convert(std::string_view piece) {
    converted_.clear();
    for (const char c : piece) {
      if (!half_) {
        half_ = c;
        continue;
      }
      const auto first = static_cast<unsigned char>(*half_);
      const auto second = static_cast<unsigned char>(c);
      half_.reset();
      const char32_t unit = encoding_ == Encoding::Utf16Little ? first | second << 8 : first << 8 | second;
      take(unit);
    }
  }
  void take(char32_t unit) {
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high_ != 0) {
      const char32_t high = std::exchange(high_, 0);
      if (low) {
        append_utf8(converted_, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
        return;
      }
      converted_.push_back(kUndecodable);
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      high_ = unit;
    } else if (low) {
      converted_.push_back(kUndecodable);
    } else {
      append_utf8(converted_, unit);
    }
  }
  std::string_view end() {
    fault_ = bytes_->fault();
    if (!half_ && high_ == 0) return {};
    half_.reset();
    high_ = 0;
    converted_.assign(1, kUndecodable);
    return converted_;
  }

  std::unique_ptr<ByteSource> bytes_;
  Encoding encoding_ = Encoding::Utf8;
  bool begun_ = false;
  std::string head_;
  std::string converted_;
  std::optional<char> half_;
  char32_t high_ = 0;  // a first surrogate that waits for its second
};

}  // namespace

std::unique_ptr<ByteSource> open_file(const std::string& path, std::uint64_t* bytes_read) {
  return std::make_unique<FileSource>(path, bytes_read);
}

std::unique_ptr<ByteSource> bytes_in_memory(std::string_view bytes, std::size_t piece) {
  return std::make_unique<MemorySource>(bytes, piece);
}

std::unique_ptr<ByteSource> unpack_by_magic(std::unique_ptr<ByteSource> bytes, const Limits& limits) {
  std::string head = read_ahead(*bytes, 4);
  const bool gzip = is_gzip(head);
  const bool zstd = is_zstd(head);
  auto whole = std::make_unique<PrefixedSource>(std::move(head), std::move(bytes));
  if (gzip) return gunzip(std::move(whole), limits);
  if (zstd) return unzstd(std::move(whole), limits);
  return whole;
}

std::unique_ptr<ByteSource> to_utf8(std::unique_ptr<ByteSource> bytes) {
  return std::make_unique<Utf8Source>(std::move(bytes));
}

}  // namespace chancery::io
