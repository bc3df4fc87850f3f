// The recurrence of the tagger of attributions for PyTorch, forward and backward: simple recurrent units (Lei et al.
// 2018) with the gates that src/syntax/kernels_body.h computes, so that nothing is approximated later.
//
// Shapes: gates [T, B, 2, 3, h] (candidate, forget, highway), skip and out [T, B, 2, h], peep_* [2, h], mask [T, B].
// Direction 1 runs backwards. Where the mask is 0 there is no word.
#include <torch/extension.h>

#include <algorithm>
#include <vector>

namespace {

float cut_tanh(float x) {
  x = std::clamp(x, -3.0F, 3.0F);
  const float square = x * x;
  return x * (27 + square) / (27 + 9 * square);
}
float cut_tanh_slope(float x) {
  if (x < -3 || x > 3) return 0;
  const float square = x * x, below = 27 + 9 * square;
  return ((27 + 3 * square) * below - x * (27 + square) * 18 * x) / (below * below);
}
float gate(float x) { return 0.5F + 0.5F * cut_tanh(0.5F * x); }
float gate_slope(float x) { return 0.25F * cut_tanh_slope(0.5F * x); }

std::vector<torch::Tensor> forward(torch::Tensor gates, torch::Tensor skip, torch::Tensor peep_forget,
                                   torch::Tensor peep_highway, torch::Tensor mask) {
  const std::int64_t steps = gates.size(0), batch = gates.size(1), h = gates.size(4);
  torch::Tensor out = torch::zeros({steps, batch, 2, h}), states = torch::zeros({steps, batch, 2, h});
  const float *u = gates.data_ptr<float>(), *s = skip.data_ptr<float>(), *pf = peep_forget.data_ptr<float>(),
              *pr = peep_highway.data_ptr<float>(), *m = mask.data_ptr<float>();
  float *o = out.data_ptr<float>(), *c = states.data_ptr<float>();
  at::parallel_for(0, batch, 1, [&](std::int64_t first, std::int64_t last) {
    std::vector<float> state(static_cast<std::size_t>(h));
    for (std::int64_t b = first; b < last; ++b) {
      for (std::int64_t d = 0; d < 2; ++d) {
        std::fill(state.begin(), state.end(), 0.0F);
        for (std::int64_t k = 0; k < steps; ++k) {
          const std::int64_t t = d == 1 ? steps - 1 - k : k;
          if (m[t * batch + b] == 0) continue;
          const float* x = u + ((t * batch + b) * 2 + d) * 3 * h;
          const std::int64_t at = ((t * batch + b) * 2 + d) * h;
          for (std::int64_t i = 0; i < h; ++i) {
            float& before = state[static_cast<std::size_t>(i)];
            const float f = gate(x[h + i] + pf[d * h + i] * before);
            const float r = gate(x[2 * h + i] + pr[d * h + i] * before);
            before = c[at + i] = x[i] + f * (before - x[i]);
            o[at + i] = s[at + i] + r * (before - s[at + i]);
          }
        }
      }
    }
  });
  return {out, states};
}

std::vector<torch::Tensor> backward(torch::Tensor out_gradient, torch::Tensor gates, torch::Tensor skip,
                                    torch::Tensor peep_forget, torch::Tensor peep_highway, torch::Tensor mask,
                                    torch::Tensor states) {
  const std::int64_t steps = gates.size(0), batch = gates.size(1), h = gates.size(4);
  torch::Tensor gate_gradient = torch::zeros_like(gates), skip_gradient = torch::zeros_like(skip);
  torch::Tensor forget_gradient = torch::zeros({batch, 2, h}), highway_gradient = torch::zeros({batch, 2, h});
  const float *u = gates.data_ptr<float>(), *s = skip.data_ptr<float>(), *pf = peep_forget.data_ptr<float>(),
              *pr = peep_highway.data_ptr<float>(), *m = mask.data_ptr<float>(), *g = out_gradient.data_ptr<float>(),
              *c = states.data_ptr<float>();
  float *gu = gate_gradient.data_ptr<float>(), *gs = skip_gradient.data_ptr<float>(),
        *gf = forget_gradient.data_ptr<float>(), *gr = highway_gradient.data_ptr<float>();
  at::parallel_for(0, batch, 1, [&](std::int64_t first, std::int64_t last) {
    std::vector<float> carried(static_cast<std::size_t>(h));
    std::vector<std::int64_t> order;
    for (std::int64_t b = first; b < last; ++b) {
      for (std::int64_t d = 0; d < 2; ++d) {
        order.clear();
        for (std::int64_t k = 0; k < steps; ++k) {
          const std::int64_t t = d == 1 ? steps - 1 - k : k;
          if (m[t * batch + b] != 0) order.push_back(t);
        }
        std::fill(carried.begin(), carried.end(), 0.0F);
        for (std::size_t k = order.size(); k-- > 0;) {
          const std::int64_t at = ((order[k] * batch + b) * 2 + d) * h;
          const float* x = u + at * 3;
          float* gx = gu + at * 3;
          const float* former = k == 0 ? nullptr : c + ((order[k - 1] * batch + b) * 2 + d) * h;
          for (std::int64_t i = 0; i < h; ++i) {
            const float before = former == nullptr ? 0 : former[i];
            const float to_forget = x[h + i] + pf[d * h + i] * before,
                        to_highway = x[2 * h + i] + pr[d * h + i] * before;
            const float f = gate(to_forget), r = gate(to_highway), now = c[at + i], e = g[at + i];
            gs[at + i] = e * (1 - r);
            const float on_state = carried[static_cast<std::size_t>(i)] + e * r;
            const float on_highway = e * (now - s[at + i]) * gate_slope(to_highway);
            const float on_forget = on_state * (before - x[i]) * gate_slope(to_forget);
            gx[i] = on_state * (1 - f);
            gx[h + i] = on_forget;
            gx[2 * h + i] = on_highway;
            gf[(b * 2 + d) * h + i] += on_forget * before;
            gr[(b * 2 + d) * h + i] += on_highway * before;
            carried[static_cast<std::size_t>(i)] =
                on_state * f + on_forget * pf[d * h + i] + on_highway * pr[d * h + i];
          }
        }
      }
    }
  });
  return {gate_gradient, skip_gradient, forget_gradient.sum(0), highway_gradient.sum(0)};
}

}  // namespace

PYBIND11_MODULE(TORCH_EXTENSION_NAME, module) {
  module.def("forward", &forward);
  module.def("backward", &backward);
}
