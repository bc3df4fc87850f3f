// The builds of the kernels; only kernels*.cpp look here.
#pragma once

#include "syntax/kernels.h"

namespace chancery::syntax {

extern const Kernels kPlainKernels;
extern const Kernels kAvx2Kernels;
extern const Kernels kVnniKernels;
extern const bool kAvx2Built;  // false where the compiler makes code for another kind of machine
extern const bool kVnniBuilt;

}  // namespace chancery::syntax
