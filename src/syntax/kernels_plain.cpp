// For any processor, and the twin that the others are tested against.
#include <cstring>

#include "syntax/kernels.h"
#include "syntax/kernels_list.h"

namespace chancery::syntax {
namespace {

constexpr std::size_t kRegisterBytes = 16;

template <std::size_t rows, std::size_t blocks>
void multiply(const std::uint8_t* input, std::size_t stride, const std::int8_t* weights, std::size_t depth,
              std::int32_t* out) {
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t b = 0; b < blocks; ++b) {
      std::int32_t sum[16] = {};
      const std::int8_t* w = weights + b * depth * 16;
      for (std::size_t k = 0; k < depth; k += 4) {
        for (std::size_t c = 0; c < 16; ++c) {
          for (std::size_t i = 0; i < 4; ++i) {
            sum[c] += static_cast<std::int32_t>(input[r * stride + k + i]) * w[k * 16 + c * 4 + i];
          }
        }
      }
      for (std::size_t c = 0; c < 16; ++c) out[(r * blocks + b) * 16 + c] = sum[c];
    }
  }
}

#include "syntax/kernels_body.h"

}  // namespace

const Kernels kPlainKernels = make_kernels("plain");

}  // namespace chancery::syntax
