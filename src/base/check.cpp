#include "base/check.h"

#ifdef CHANCERY_CHECKS
#include <cstdio>
#include <cstdlib>

namespace chancery {

// The one place below the command line that writes: the process ends here.
void check_failed(const char* file, int line, const char* condition, const char* why) {
  std::fprintf(stderr, "%s:%d: broken promise: %s (%s)\n", file, line, condition, why);
  std::abort();
}

}  // namespace chancery
#endif
