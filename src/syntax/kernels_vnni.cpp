// For x86-64 with AVX-512 VNNI; compiled with -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni.
#include "syntax/kernels.h"
#include "syntax/kernels_list.h"

#ifdef __AVX512VNNI__
#include <cstring>

#include <immintrin.h>
#endif

namespace chancery::syntax {
#ifdef __AVX512VNNI__
namespace {

// Six rows by four blocks are 24 sums in registers; each load of weights serves six rows.
template <std::size_t rows, std::size_t blocks>
void multiply(const std::uint8_t* input, std::size_t stride, const std::int8_t* weights, std::size_t depth,
              std::int32_t* out) {
  __m512i sum[rows][blocks];
  for (auto& row : sum) {
    for (auto& cell : row) cell = _mm512_setzero_si512();
  }
  for (std::size_t k = 0; k < depth; k += 4) {
    __m512i w[blocks];
    for (std::size_t b = 0; b < blocks; ++b) w[b] = _mm512_loadu_si512(weights + b * depth * 16 + k * 16);
    for (std::size_t r = 0; r < rows; ++r) {
      std::int32_t four;
      std::memcpy(&four, input + r * stride + k, 4);
      const __m512i x = _mm512_set1_epi32(four);
      for (std::size_t b = 0; b < blocks; ++b) sum[r][b] = _mm512_dpbusd_epi32(sum[r][b], x, w[b]);
    }
  }
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t b = 0; b < blocks; ++b) _mm512_storeu_si512(out + (r * blocks + b) * 16, sum[r][b]);
  }
}

#include "syntax/kernels_body.h"

}  // namespace

const Kernels kVnniKernels = make_kernels("vnni");
const bool kVnniBuilt = true;
#else
const Kernels kVnniKernels = {};
const bool kVnniBuilt = false;
#endif

}  // namespace chancery::syntax
