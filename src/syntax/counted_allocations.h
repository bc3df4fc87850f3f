// For tests: how often the program has allocated memory.
#pragma once

namespace chancery::syntax {

/// False under sanitizers, which bring their own operator new.
bool counts_allocations();
long allocations_so_far();

}  // namespace chancery::syntax
