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

constexpr std::size_t kRegisterBytes = 64;

// The intrinsic makes GCC 12 copy every sum before it adds to it, which takes as long as the product.
inline void add_products(__m512i& sum, __m512i unsigned_bytes, __m512i signed_bytes) {
  __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(unsigned_bytes), "v"(signed_bytes));
}

// Six rows by four blocks are 24 sums in registers; each load of weights serves six rows.
template <std::size_t rows, std::size_t blocks>
void multiply(const std::uint8_t* input, std::size_t stride, const std::int8_t* weights, std::size_t depth,
              std::int32_t* out) {
  __m512i sum[rows * blocks];
#pragma GCC unroll 24
  for (std::size_t i = 0; i < rows * blocks; ++i) sum[i] = _mm512_setzero_si512();
  for (std::size_t k = 0; k < depth; k += 4) {
    __m512i w[blocks];
#pragma GCC unroll 4
    for (std::size_t b = 0; b < blocks; ++b) w[b] = _mm512_loadu_si512(weights + b * depth * 16 + k * 16);
#pragma GCC unroll 6
    for (std::size_t r = 0; r < rows; ++r) {
      std::int32_t four;
      std::memcpy(&four, input + r * stride + k, 4);
      const __m512i x = _mm512_set1_epi32(four);
#pragma GCC unroll 4
      for (std::size_t b = 0; b < blocks; ++b) add_products(sum[r * blocks + b], x, w[b]);
    }
  }
#pragma GCC unroll 24
  for (std::size_t i = 0; i < rows * blocks; ++i) _mm512_storeu_si512(out + i * 16, sum[i]);
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
