// CHANCERY_CHECK: a promise of our own that must hold; on in debug, test and fuzz builds.
#pragma once

#ifdef CHANCERY_CHECKS
namespace chancery {
/// Writes what broke and aborts; never returns.
[[noreturn]] void check_failed(const char* file, int line, const char* condition, const char* why);
}  // namespace chancery
#define CHANCERY_CHECK(condition, why) \
  ((condition) ? void(0) : ::chancery::check_failed(__FILE__, __LINE__, #condition, why))
#else
#define CHANCERY_CHECK(condition, why) ((void)0)
#endif
