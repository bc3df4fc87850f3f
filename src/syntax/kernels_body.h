// The functions of kernels.h that the compiler makes wide by itself. Included once by each kernels_*.cpp inside an
// unnamed namespace, after `multiply`, which is written by hand for each.
//
//   template <std::size_t rows, std::size_t blocks>
//   void multiply(const std::uint8_t* input, std::size_t stride, const std::int8_t* weights, std::size_t depth,
//                 std::int32_t* out);   // out: rows x (blocks * 16)

// Registers of kRegisterBytes, which the including file says; written out, as the compilers give up on the loops.
constexpr std::size_t kPanel = 4;  // blocks of columns done together
constexpr std::size_t kLanes = kRegisterBytes / 4;
typedef float Floats __attribute__((vector_size(kRegisterBytes)));
typedef std::int32_t Ints __attribute__((vector_size(kRegisterBytes)));

template <class Register, class T>
inline Register load(const T* from) {
  Register r;
  std::memcpy(&r, from, sizeof r);
  return r;
}

template <class Register, class T>
inline void store(T* to, const Register& r) {
  std::memcpy(to, &r, sizeof r);
}

inline Floats all(float x) { return Floats{} + x; }

inline Floats cut_tanh(Floats x) {
  x = x < -3.0f ? all(-3.0f) : x;
  x = x > 3.0f ? all(3.0f) : x;
  const Floats square = x * x;
  return x * (27.0f + square) / (27.0f + 9.0f * square);
}

inline Floats gate(Floats x) { return 0.5f + 0.5f * cut_tanh(0.5f * x); }

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
      case 1:
        panel<1>(input, stride, rows, from, depth, store_here);
        break;
      case 2:
        panel<2>(input, stride, rows, from, depth, store_here);
        break;
      case 3:
        panel<3>(input, stride, rows, from, depth, store_here);
        break;
      default:
        panel<4>(input, stride, rows, from, depth, store_here);
        break;
    }
  }
}

void linear(const std::uint8_t* input, std::size_t stride, std::size_t rows, const QuantisedMatrix& matrix, float* out,
            std::size_t out_stride) {
  panels(input, stride, rows, matrix.weights, matrix.depth, matrix.blocks(),
         [&](std::size_t row, std::size_t column, const std::int32_t* sums, std::size_t width) {
           for (std::size_t c = 0; c < width; c += kLanes) {
             const Ints start = load<Ints>(matrix.start + column + c);
             const Floats scale = load<Floats>(matrix.scale + column + c);
             const Floats bias = load<Floats>(matrix.bias + column + c);
             for (std::size_t r = 0; r < kRowGroup; ++r) {
               const Ints sum = load<Ints>(sums + r * width + c) + start;
               store(out + (row + r) * out_stride + column + c, __builtin_convertvector(sum, Floats) * scale + bias);
             }
           }
         });
}

void products(const std::uint8_t* input, std::size_t stride, std::size_t rows, const std::int8_t* weights,
              std::size_t depth, std::size_t blocks, std::int32_t* out, std::size_t out_stride) {
  panels(input, stride, rows, weights, depth, blocks,
         [&](std::size_t row, std::size_t column, const std::int32_t* sums, std::size_t width) {
           for (std::size_t r = 0; r < kRowGroup; ++r) {
             std::memcpy(out + (row + r) * out_stride + column, sums + r * width, width * sizeof *out);
           }
         });
}

typedef std::int8_t Bytes __attribute__((vector_size(kLanes)));

inline Bytes to_bytes(Floats x) { return __builtin_convertvector(__builtin_convertvector(x, Ints), Bytes); }

void quantise(const float* x, std::size_t count, float inverse, float offset, std::uint8_t* out) {
  const float half = offset + 0.5f;
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    Floats y = load<Floats>(x + i) * inverse + half;
    y = y < 0.0f ? all(0.0f) : y;
    y = y > 127.0f ? all(127.0f) : y;
    store(out + i, to_bytes(y));
  }
  for (; i < count; ++i) {
    float y = x[i] * inverse + half;
    y = y < 0.0f ? 0.0f : y;
    y = y > 127.0f ? 127.0f : y;
    out[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(y));
  }
}

void quantise_column(const float* x, std::size_t depth, float inverse, std::int8_t* out) {
  for (std::size_t k = 0; k < depth; k += kLanes) {
    Floats y = load<Floats>(x + k) * inverse;
    y = y < -127.0f ? all(-127.0f) : y;
    y = y > 127.0f ? all(127.0f) : y;
    const Ints q = __builtin_convertvector(y + 128.5f, Ints) - 128;
    const Bytes bytes = __builtin_convertvector(q, Bytes);
    std::int8_t four[kLanes];
    store(four, bytes);
    for (std::size_t i = 0; i < kLanes; i += 4) std::memcpy(out + (k + i) * 16, four + i, 4);
  }
}

// Left to the compiler: it knows how to widen bytes, and does so badly when told by __builtin_convertvector.
void add_row(const std::int8_t* __restrict row, float scale, std::size_t count, float* __restrict sum) {
  for (std::size_t k = 0; k < count; ++k) sum[k] += scale * static_cast<float>(row[k]);
}

void add_three(const float* a, const float* b, const float* c, std::size_t count, float* sum) {
  for (std::size_t k = 0; k < count; k += kLanes) {
    store(sum + k, load<Floats>(a + k) + load<Floats>(b + k) + load<Floats>(c + k));
  }
}

void scan(const Kernels::Scan& s) {
  const std::size_t h = s.hidden;
  const float* gates = s.gates;
  const float* skip = s.skip;
  float* out = s.out;
  for (std::size_t k = 0; k < h; ++k) s.state[k] = 0.0f;
  for (std::size_t t = 0; t < s.words; ++t) {
    for (std::size_t k = 0; k < h; k += kLanes) {
      const Floats before = load<Floats>(s.state + k), candidate = load<Floats>(gates + k);
      const Floats f = gate(load<Floats>(gates + h + k) + load<Floats>(s.peep_forget + k) * before);
      const Floats r = gate(load<Floats>(gates + 2 * h + k) + load<Floats>(s.peep_highway + k) * before);
      const Floats now = candidate + f * (before - candidate), over = load<Floats>(skip + k);
      store(s.state + k, now);
      store(out + k, over + r * (now - over));
    }
    gates += s.gates_step;
    skip += s.skip_step;
    out += s.out_step;
  }
}

std::size_t best_of(const float* scores, std::size_t count) {
  // The largest of each lane, then of all; then the first place that has it.
  float best = scores[0];
  std::size_t k = 0;
  if (count >= kLanes) {
    Floats lanes = load<Floats>(scores);
    for (k = kLanes; k + kLanes <= count; k += kLanes) {
      const Floats x = load<Floats>(scores + k);
      lanes = x > lanes ? x : lanes;
    }
    for (std::size_t i = 0; i < kLanes; ++i) best = lanes[i] > best ? lanes[i] : best;
  }
  for (; k < count; ++k) best = scores[k] > best ? scores[k] : best;
  std::size_t at = 0;
  while (at + 1 < count && scores[at] != best) ++at;
  return at;
}

std::int32_t max_sum(const std::int32_t* __restrict a, const std::int32_t* __restrict b, std::size_t n) {
  std::int32_t best = a[0] + b[0];
  for (std::size_t k = 1; k < n; ++k) best = a[k] + b[k] > best ? a[k] + b[k] : best;
  return best;
}

constexpr Kernels make_kernels(const char* name) {
  return {name, linear, products, quantise, quantise_column, add_row, add_three, scan, max_sum, best_of};
}
