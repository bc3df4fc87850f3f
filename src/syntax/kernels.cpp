// Tested by: kernels_test.cpp
#include "syntax/kernels.h"

#include <initializer_list>

#include "syntax/kernels_list.h"

namespace chancery::syntax {

const Kernels* kernels_for(Instructions instructions) {
  switch (instructions) {
    case Instructions::Plain:
      return &kPlainKernels;
#if defined(__x86_64__)
    case Instructions::Avx2:
      return kAvx2Built && __builtin_cpu_supports("avx2") ? &kAvx2Kernels : nullptr;
    case Instructions::Vnni:
      return kVnniBuilt && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                     __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
                     __builtin_cpu_supports("avx512vnni")
                 ? &kVnniKernels
                 : nullptr;
#endif
    default:
      return nullptr;
  }
}

const Kernels& best_kernels() {
  for (const auto instructions : {Instructions::Vnni, Instructions::Avx2}) {
    if (const Kernels* kernels = kernels_for(instructions)) return *kernels;
  }
  return kPlainKernels;
}

}  // namespace chancery::syntax
