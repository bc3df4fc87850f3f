// A machine whose disk fails, for tests: loaded before the C library (LD_PRELOAD), it counts what is written to files
// and lets one of these calls, or all from one on, fail.
//
// CHANCERY_FAIL_AT: which call, from 1; 0 or nothing: none. CHANCERY_FAIL_ERRNO: with which errno (28 is ENOSPC, 5 is
// EIO); 0 writes one byte of what was given, which is allowed. CHANCERY_FAIL_ONWARD: that call and all after it.
// CHANCERY_FAIL_COUNT: a file that gets the number of calls at the end.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace {

long number(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? 0 : std::atol(value);
}

struct Plan {
  long at = number("CHANCERY_FAIL_AT");
  int error = static_cast<int>(number("CHANCERY_FAIL_ERRNO"));
  bool onward = number("CHANCERY_FAIL_ONWARD") != 0;
  std::atomic<long> calls{0};
  ~Plan() {
    const char* path = std::getenv("CHANCERY_FAIL_COUNT");
    if (path == nullptr) return;
    if (std::FILE* file = std::fopen(path, "w")) {
      std::fprintf(file, "%ld", calls.load());
      std::fclose(file);
    }
  }
};
Plan plan;

bool fails(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return false;
  const long call = ++plan.calls;
  return plan.at > 0 && (plan.onward ? call >= plan.at : call == plan.at);
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

template <class Call>
ssize_t written(int descriptor, size_t size, Call call) {
  if (!fails(descriptor)) return call(size);
  if (plan.error == 0) return call(size > 1 ? 1 : size);
  errno = plan.error;
  return -1;
}

template <class Call>
int done(int descriptor, Call call) {
  if (!fails(descriptor) || plan.error == 0) return call();
  errno = plan.error;
  return -1;
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* data, size_t size) {
  static auto* const real = next<ssize_t(int, const void*, size_t)>("write");
  return written(descriptor, size, [&](size_t n) { return real(descriptor, data, n); });
}
ssize_t pwrite(int descriptor, const void* data, size_t size, off_t at) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return written(descriptor, size, [&](size_t n) { return real(descriptor, data, n, at); });
}
ssize_t pwrite64(int descriptor, const void* data, size_t size, off64_t at) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  return written(descriptor, size, [&](size_t n) { return real(descriptor, data, n, at); });
}
int fsync(int descriptor) {
  static auto* const real = next<int(int)>("fsync");
  return done(descriptor, [&] { return real(descriptor); });
}
int fdatasync(int descriptor) {
  static auto* const real = next<int(int)>("fdatasync");
  return done(descriptor, [&] { return real(descriptor); });
}
int ftruncate(int descriptor, off_t size) {
  static auto* const real = next<int(int, off_t)>("ftruncate");
  return done(descriptor, [&] { return real(descriptor, size); });
}
int ftruncate64(int descriptor, off64_t size) {
  static auto* const real = next<int(int, off64_t)>("ftruncate64");
  return done(descriptor, [&] { return real(descriptor, size); });
}

}  // extern "C"
