// The functions of kernels.h that the compiler makes wide by itself. Included once by each kernels_*.cpp inside an
// unnamed namespace, after `multiply`, which is written by hand for each.
//
//   template <std::size_t rows, std::size_t blocks>
//   void multiply(const std::uint8_t* input, std::size_t stride, const std::int8_t* weights, std::size_t depth,
//                 std::int32_t* out);   // out: rows x (blocks * 16)

constexpr std::size_t kPanel = 4;  // blocks of columns done together

float cut_tanh(float x) {
  x = x < -3.0f ? -3.0f : x;
  x = x > 3.0f ? 3.0f : x;
  const float square = x * x;
  return x * (27.0f + square) / (27.0f + 9.0f * square);
}

float gate(float x) { return 0.5f + 0.5f * cut_tanh(0.5f * x); }

template <std::size_t blocks, class Store>
void panel(const std::uint8_t* input, std::size_t stride, std::size_t rows, const std::int8_t* weights,
           std::size_t depth, const Store& store) {
  alignas(64) std::int32_t sums[kRowGroup * kPanel * 16];
  for (std::size_t row = 0; row < rows; row += kRowGroup) {
    multiply<kRowGroup, blocks>(input + row * stride, stride, weights, depth, sums);
    store(row, sums, blocks * 16);
  }
}

template <class Store>
void panels(const std::uint8_t* input, std::size_t stride, std::size_t rows, const std::int8_t* weights,
            std::size_t depth, std::size_t blocks, const Store& store) {
  for (std::size_t block = 0; block < blocks; block += kPanel) {
    const std::int8_t* from = weights + block * depth * 16;
    const auto store_here = [&](std::size_t row, const std::int32_t* sums, std::size_t width) {
      store(row, block * 16, sums, width);
    };
    switch (blocks - block) {
      case 1: panel<1>(input, stride, rows, from, depth, store_here); break;
      case 2: panel<2>(input, stride, rows, from, depth, store_here); break;
      case 3: panel<3>(input, stride, rows, from, depth, store_here); break;
      default: panel<4>(input, stride, rows, from, depth, store_here); break;
    }
  }
}

void linear(const std::uint8_t* input, std::size_t stride, std::size_t rows, const QuantisedMatrix& matrix, float* out,
            std::size_t out_stride) {
  panels(input, stride, rows, matrix.weights, matrix.depth, matrix.blocks(),
         [&](std::size_t row, std::size_t column, const std::int32_t* sums, std::size_t width) {
           const std::int32_t* __restrict start = matrix.start + column;
           const float* __restrict scale = matrix.scale + column;
           const float* __restrict bias = matrix.bias + column;
           for (std::size_t r = 0; r < kRowGroup; ++r) {
             float* __restrict to = out + (row + r) * out_stride + column;
             const std::int32_t* __restrict sum = sums + r * width;
             for (std::size_t c = 0; c < width; ++c) {
               const float exact = static_cast<float>(sum[c] + start[c]);
               to[c] = exact * scale[c] + bias[c];
             }
           }
         });
}

void products(const std::uint8_t* input, std::size_t stride, std::size_t rows, const std::int8_t* weights,
              std::size_t depth, std::size_t blocks, std::int32_t* out, std::size_t out_stride) {
  panels(input, stride, rows, weights, depth, blocks,
         [&](std::size_t row, std::size_t column, const std::int32_t* sums, std::size_t width) {
           for (std::size_t r = 0; r < kRowGroup; ++r) {
             std::int32_t* __restrict to = out + (row + r) * out_stride + column;
             for (std::size_t c = 0; c < width; ++c) to[c] = sums[r * width + c];
           }
         });
}

void quantise(const float* __restrict x, std::size_t count, float inverse, float offset, std::uint8_t* __restrict out) {
  const float half = offset + 0.5f;
  for (std::size_t i = 0; i < count; ++i) {
    float y = x[i] * inverse + half;
    y = y < 0.0f ? 0.0f : y;
    y = y > 127.0f ? 127.0f : y;
    out[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(y));
  }
}

void add_row(const std::int8_t* __restrict row, float scale, std::size_t count, float* __restrict sum) {
  for (std::size_t k = 0; k < count; ++k) sum[k] += scale * static_cast<float>(row[k]);
}

void scan(const Kernels::Scan& s) {
  const std::size_t h = s.hidden;
  const float* gates = s.gates;
  const float* skip_row = s.skip;
  float* out_row = s.out;
  float* __restrict state = s.state;
  const float* __restrict peep_f = s.peep_forget;
  const float* __restrict peep_r = s.peep_highway;
  for (std::size_t k = 0; k < h; ++k) state[k] = 0.0f;
  for (std::size_t t = 0; t < s.words; ++t) {
    const float* __restrict g = gates;
    const float* __restrict skip = skip_row;
    float* __restrict out = out_row;
    for (std::size_t k = 0; k < h; ++k) {
      const float before = state[k];
      const float f = gate(g[h + k] + peep_f[k] * before);
      const float r = gate(g[2 * h + k] + peep_r[k] * before);
      const float now = g[k] + f * (before - g[k]);
      state[k] = now;
      out[k] = skip[k] + r * (now - skip[k]);
    }
    gates += s.gates_step;
    skip_row += s.skip_step;
    out_row += s.out_step;
  }
}

std::int32_t max_sum(const std::int32_t* __restrict a, const std::int32_t* __restrict b, std::size_t n) {
  std::int32_t best = a[0] + b[0];
  for (std::size_t k = 1; k < n; ++k) best = a[k] + b[k] > best ? a[k] + b[k] : best;
  return best;
}

constexpr Kernels make_kernels(const char* name) {
  return {name, linear, products, quantise, add_row, scan, max_sum};
}
