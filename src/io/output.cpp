// Tested by: output_test.cpp
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "chancery/error.h"
#include "io/writer.h"

namespace chancery::io {
namespace {

constexpr std::size_t kBuffer = 1u << 20;

/// Writes all of it; returns 0 or the errno that stopped it.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor, bytes.data(), bytes.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    if (n == 0) return EIO;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return 0;
}

}  // namespace

Output::Output(std::string path) : path_(std::move(path)) {
  if (path_ == "-") path_.clear();
  if (path_.empty()) {
    descriptor_ = STDOUT_FILENO;
    return;
  }
  std::error_code error;
  if (std::filesystem::is_symlink(path_, error)) {
    // The file that a link points to is replaced, not the link.
    const auto target = std::filesystem::weakly_canonical(path_, error);
    if (!error) path_ = target.string();
  }
  struct stat status {};
  const bool exists = ::stat(path_.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    temporary_path_ = path_ + ".tmp";
    descriptor_ = ::open(temporary_path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ >= 0 && exists) static_cast<void>(::fchmod(descriptor_, status.st_mode & 0777));
  }
  if (descriptor_ < 0) {
    const int why = errno;
    temporary_path_.clear();
    fail("cannot be opened for writing", why);
  }
}

Output::~Output() {
  if (descriptor_ < 0) return;
  // What a stream was given is passed on even when something else went wrong; half a file is not kept.
  if (temporary_path_.empty() && !failed_) static_cast<void>(write_all(descriptor_, buffer_));
  if (descriptor_ != STDOUT_FILENO) ::close(descriptor_);
  if (!temporary_path_.empty()) ::unlink(temporary_path_.c_str());
}

void Output::write(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() >= kBuffer) flush();
}

void Output::close() {
  if (descriptor_ < 0) return;
  flush();
  // Some file systems cannot sync (EINVAL); that is no fault of the data.
  if (!temporary_path_.empty() && ::fsync(descriptor_) != 0 && errno != EINVAL) fail("cannot be written", errno);
  const int descriptor = std::exchange(descriptor_, -1);
  if (descriptor != STDOUT_FILENO && ::close(descriptor) != 0) fail("cannot be written", errno);
  if (temporary_path_.empty()) return;
  const std::string temporary = std::exchange(temporary_path_, {});
  if (std::rename(temporary.c_str(), path_.c_str()) != 0) {
    const int why = errno;
    ::unlink(temporary.c_str());
    fail("cannot be put in its place", why);
  }
}

void Output::flush() {
  const int error = write_all(descriptor_, buffer_);
  buffer_.clear();
  if (error != 0) fail("cannot be written", error);
}

void Output::fail(const char* doing, int error) {
  failed_ = true;
  if (!temporary_path_.empty()) ::unlink(temporary_path_.c_str());
  std::string what = shown_path() + ": " + doing + ": " + std::generic_category().message(error);
  if (error == ENOSPC || error == EDQUOT) what += "; make room and run again";
  throw Error(what);
}

std::string Output::shown_path() const { return path_.empty() ? "standard output" : path_; }

}  // namespace chancery::io
