// Replaces operator new of the test program by one that counts.
#include "syntax/counted_allocations.h"

#include <atomic>
#include <cstdlib>
#include <new>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define CHANCERY_COUNTS_ALLOCATIONS 1
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#undef CHANCERY_COUNTS_ALLOCATIONS
#endif
#endif
#endif

namespace {
std::atomic<long> allocations{0};
}  // namespace

#ifdef CHANCERY_COUNTS_ALLOCATIONS
void* operator new(std::size_t size) {
  ++allocations;
  if (void* bytes = std::malloc(size)) return bytes;
  throw std::bad_alloc();
}
void operator delete(void* bytes) noexcept { std::free(bytes); }
void operator delete(void* bytes, std::size_t) noexcept { std::free(bytes); }
#endif

namespace chancery::syntax {

#ifdef CHANCERY_COUNTS_ALLOCATIONS
bool counts_allocations() { return true; }
#else
bool counts_allocations() { return false; }
#endif
long allocations_so_far() { return allocations; }

}  // namespace chancery::syntax
