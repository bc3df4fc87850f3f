// For x86-64 with AVX2; compiled with -mavx2.
#include "syntax/kernels.h"
#include "syntax/kernels_list.h"

#ifdef __AVX2__
#include <cstring>

#include <immintrin.h>
#endif

namespace chancery::syntax {
#ifdef __AVX2__
namespace {

constexpr std::size_t kRegisterBytes = 32;

// Sixteen registers hold two rows by two blocks (of two registers each), so a group of rows is done in pairs.
template <std::size_t rows, std::size_t blocks>
void multiply(const std::uint8_t* input, std::size_t stride, const std::int8_t* weights, std::size_t depth,
              std::int32_t* out) {
  static_assert(rows % 2 == 0);
  const __m256i ones = _mm256_set1_epi16(1);
  for (std::size_t r = 0; r < rows; r += 2) {
    const std::uint8_t* first = input + r * stride;
    const std::uint8_t* second = first + stride;
    for (std::size_t b = 0; b < blocks; ++b) {
      const std::int8_t* w = weights + b * depth * 16;
      __m256i sum[2][2];
      for (auto& row : sum) row[0] = row[1] = _mm256_setzero_si256();
      for (std::size_t k = 0; k < depth; k += 4) {
        std::int32_t four[2];
        std::memcpy(&four[0], first + k, 4);
        std::memcpy(&four[1], second + k, 4);
        const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w + k * 16));
        const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w + k * 16 + 32));
        for (std::size_t i = 0; i < 2; ++i) {
          const __m256i x = _mm256_set1_epi32(four[i]);
          // 2 * 127 * 127 < 2^15: the saturating pair sum never saturates.
          sum[i][0] = _mm256_add_epi32(sum[i][0], _mm256_madd_epi16(_mm256_maddubs_epi16(x, low), ones));
          sum[i][1] = _mm256_add_epi32(sum[i][1], _mm256_madd_epi16(_mm256_maddubs_epi16(x, high), ones));
        }
      }
      for (std::size_t i = 0; i < 2; ++i) {
        std::int32_t* to = out + ((r + i) * blocks + b) * 16;
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), sum[i][0]);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + 8), sum[i][1]);
      }
    }
  }
}

#include "syntax/kernels_body.h"

}  // namespace

const Kernels kAvx2Kernels = make_kernels("avx2");
const bool kAvx2Built = true;
#else
const Kernels kAvx2Kernels = {};
const bool kAvx2Built = false;
#endif

}  // namespace chancery::syntax
