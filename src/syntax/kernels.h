// The inner loops of the network: integer matrix products, the recurrence, and what goes between.
//
// Three builds of the same functions, for AVX-512 VNNI, AVX2 and any processor; all give the same bits. The products
// are exact integers: activations have 7 bits without sign, weights 8 with sign, sums 32, and no pair overflows 16
// on the way. What is done in floating point is done for each number alone, in the same order, without fused
// multiply-add, so that the width of a register does not matter.
#pragma once

#include <cstddef>
#include <cstdint>

namespace chancery::syntax {

/// Columns come in blocks of 16; in a block, for each group of four inputs, 16 columns of four weights lie together.
struct QuantisedMatrix {
  std::size_t depth = 0;  // inputs, a multiple of four
  std::size_t columns = 0;
  const std::int8_t* weights = nullptr;  // blocks * depth * 16
  // One entry a column, padded to whole blocks: result = float(sum + start) * scale + bias.
  const std::int32_t* start = nullptr;
  const float* scale = nullptr;
  const float* bias = nullptr;

  std::size_t blocks() const { return (columns + 15) / 16; }
};

inline constexpr std::size_t kRowGroup = 6;  // rows of activations are padded to a multiple of this

struct Kernels {
  const char* name;
  /// out[r][c] = input[r] · column c, scaled; rows are done in whole groups, columns in whole blocks.
  void (*linear)(const std::uint8_t* input, std::size_t input_stride, std::size_t rows, const QuantisedMatrix& matrix,
                 float* out, std::size_t out_stride);
  /// The bare sums.
  void (*products)(const std::uint8_t* input, std::size_t input_stride, std::size_t rows, const std::int8_t* weights,
                   std::size_t depth, std::size_t blocks, std::int32_t* out, std::size_t out_stride);
  /// out = x * inverse + offset, rounded, within [0, 127].
  void (*quantise)(const float* x, std::size_t count, float inverse, float offset, std::uint8_t* out);
  /// The same with a sign, within [-127, 127], as one column of a block of weights; `depth` is a multiple of 16.
  void (*quantise_column)(const float* x, std::size_t depth, float inverse, std::int8_t* out);
  /// sum[k] += scale * row[k]; `count` is a multiple of 16.
  void (*add_row)(const std::int8_t* row, float scale, std::size_t count, float* sum);
  /// sum[k] = a[k] + b[k] + c[k]; `count` is a multiple of 16.
  void (*add_three)(const float* a, const float* b, const float* c, std::size_t count, float* sum);
  /// One direction of one sentence: rows `words` apart by `step` rows from the first.
  struct Scan {
    const float* gates;  // candidate, forget, highway, `hidden` numbers each
    std::ptrdiff_t gates_step;
    const float* skip;
    std::ptrdiff_t skip_step;
    const float* peep_forget;
    const float* peep_highway;
    float* state;  // `hidden` numbers of scratch
    float* out;
    std::ptrdiff_t out_step;
    std::size_t words, hidden;
  };
  void (*scan)(const Scan& scan);
  /// max over k < n of a[k] + b[k], n > 0
  std::int32_t (*max_sum)(const std::int32_t* a, const std::int32_t* b, std::size_t n);
  /// Where the largest of `count` > 0 numbers stands, the first of equals; numbers that are none do not occur.
  std::size_t (*best_of)(const float* scores, std::size_t count);
};

enum class Instructions : std::uint8_t { Plain, Avx2, Vnni };

/// The kernels for a kind of processor; nullptr where this one cannot run them.
const Kernels* kernels_for(Instructions instructions);
/// The fastest that this processor can run.
const Kernels& best_kernels();

}  // namespace chancery::syntax
