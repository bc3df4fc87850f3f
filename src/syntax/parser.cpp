// Tested by: parser_test.cpp, tests/golden/trees
#include "syntax/parser.h"

#include <algorithm>
#include <cstring>

#include "syntax/eisner.h"

namespace chancery::syntax {
namespace {

constexpr std::size_t kBatchWords = 256;  // whole blocks are added until there are so many
constexpr std::size_t kSeek = 50;         // how far back a long sentence looks for a mark to be cut behind

struct Block {
  TokenId begin;
  std::size_t words;
  bool opens, continues;  // is the first of its sentence; is a later one of a sentence that was cut
  Clothes clothes;
};

// Memory that is never given back and starts at a cache line.
template <class T>
class Buffer {
 public:
  T* reserve(std::size_t count) {
    if (count > size_) {
      size_ = count + count / 4;
      bytes_ = std::make_unique<std::byte[]>(size_ * sizeof(T) + 64);
      data_ = reinterpret_cast<T*>((reinterpret_cast<std::uintptr_t>(bytes_.get()) + 63) & ~std::uintptr_t{63});
      std::memset(static_cast<void*>(data_), 0, size_ * sizeof(T));
    }
    return data_;
  }
  T* data() { return data_; }

 private:
  std::unique_ptr<std::byte[]> bytes_;
  T* data_ = nullptr;
  std::size_t size_ = 0;
};

std::size_t round_up(std::size_t n, std::size_t to) { return (n + to - 1) / to * to; }

std::int32_t to_units(float score, float inverse) {
  float y = score * inverse;
  y = y < -1048576.0f ? -1048576.0f : y;
  y = y > 1048576.0f ? 1048576.0f : y;
  return static_cast<std::int32_t>(y < 0.0f ? y - 0.5f : y + 0.5f);
}

}  // namespace

struct ParserScratch::State {
  explicit State(const Kernels& k) : kernels(k), eisner(k.max_sum) {}

  const Kernels& kernels;
  Eisner eisner;
  std::vector<Block> blocks;
  TokenId sentence_root = TokenId::none();  // of the sentence that the last block belongs to
  Buffer<float> embedded, gates, low, high, tag_hidden, tags, parser, dependent, head, labels, state, zeros;
  Buffer<std::uint8_t> bytes, arc_dependent, arc_head, tag_bytes, label_bytes, known_bytes, tagger_hidden;
  Buffer<float> tagger_in, tagger_gates, tagger_state, tagger_out;
  Buffer<std::int8_t> turned;
  Buffer<std::int32_t> arcs, root, heads, distance_dependent, distance_head;
};

ParserScratch::ParserScratch(const Kernels& kernels) : state_(std::make_unique<State>(kernels)) {}
ParserScratch::~ParserScratch() = default;
ParserScratch::ParserScratch(ParserScratch&&) noexcept = default;
ParserScratch& ParserScratch::operator=(ParserScratch&&) noexcept = default;

namespace {

using State = ParserScratch::State;

class BatchParser {
 public:
  BatchParser(const Model& model, const AttributionTagger* tagger, const text::Tokens& tokens, State& scratch,
              Trees& trees)
      : model_(model), meta_(model.meta()), tagger_(tagger), tokens_(tokens), s_(scratch), trees_(trees) {}

  // Parses `scratch.blocks`, which lie one behind the other.
  void run(std::size_t words) {
    words_ = words;
    rows_ = round_up(words, kRowGroup);
    embed();
    if (keeps_states()) keep_known(s_.bytes.data(), meta_.input, 2 * meta_.hidden);
    encode();
    if (keeps_states()) {
      keep_known(s_.bytes.data(), 2 * meta_.hidden, 0);
      if (trees_.parser_states != nullptr) {
        trees_.parser_states->insert(trees_.parser_states->end(), s_.known_bytes.data(),
                                     s_.known_bytes.data() + words_ * known_width());
      }
      if (tagger_ != nullptr) tag_attributions();
    }
    tag();
    const std::size_t columns = model_.parser_in.blocks() * 16;
    float* parser = s_.parser.reserve(rows_ * columns);
    s_.kernels.linear(s_.bytes.data(), 2 * meta_.hidden, rows_, model_.parser_in, parser, columns);
    std::size_t row = 0;
    arcs(parser, columns);
    for (const Block& block : s_.blocks) {
      decode(block, row);
      row += block.words;
    }
    label(parser, columns);
  }

 private:
  void embed() {
    const std::size_t width = meta_.input;
    float* to = s_.embedded.reserve(rows_ * width);
    for (const Block& block : s_.blocks) {
      for (std::size_t i = 0; i < block.words; ++i, to += width) {
        const bool first = i == 0 ? block.opens : tokens_.has_doubtful_capital(block.begin + i);
        const WordFeatures word = features_of(tokens_.form(block.begin + i), first, block.clothes);
        model_.embed(s_.kernels, word, to);
      }
    }
    quantise(s_.embedded.data(), words_ * width, meta_.embedded);
  }

  void quantise(const float* x, std::size_t count, float inverse) {
    std::uint8_t* bytes = s_.bytes.reserve(rows_ * std::max<std::size_t>(2 * meta_.hidden, meta_.input));
    s_.kernels.quantise(x, count, inverse, 64.0f, bytes);
  }

  void encode() {
    const std::size_t h = meta_.hidden, width = 2 * h;
    float* low = s_.low.reserve(rows_ * width);
    float* high = s_.high.reserve(rows_ * width);
    float* state = s_.state.reserve(h);
    for (std::size_t k = 0; k < kLayers; ++k) {
      const std::size_t parts = k == 0 ? 4 : 3, columns = 2 * parts * h;
      float* gates = s_.gates.reserve(rows_ * 8 * h);
      s_.kernels.linear(s_.bytes.data(), k == 0 ? meta_.input : width, rows_, model_.layers[k].gates, gates, columns);
      // Each layer reads the one below as its skip, so two buffers take turns.
      const float* below = k % 2 == 0 ? high : low;
      float* out = k % 2 == 0 ? low : high;
      // The skip of the lowest layer is a fourth part of its gates.
      scan(h, gates, columns, k == 0 ? nullptr : below, model_.layers[k].peep, state, out);
      if (k == 1) {  // the tags' layer, of which they take the quantised form as it is made for the next
        quantise(out, words_ * width, meta_.low[1]);
        const std::size_t hidden_columns = model_.tag_in.blocks() * 16;
        float* hidden = s_.tag_hidden.reserve(rows_ * hidden_columns);
        s_.kernels.linear(s_.bytes.data(), width, rows_, model_.tag_in, hidden, hidden_columns);
      } else {
        quantise(out, words_ * width, k == 0 ? meta_.low[0] : meta_.high);
      }
    }
  }

  // Recurrent units over every block in both directions; without `skip` it stands behind the three parts of the gates.
  void scan(std::size_t hidden, const float* gates, std::size_t columns, const float* skip, const float* peep,
            float* state, float* out) {
    const std::size_t width = 2 * hidden, parts = skip == nullptr ? 4 : 3;
    std::size_t row = 0;
    for (const Block& block : s_.blocks) {
      for (std::size_t direction = 0; direction < 2; ++direction) {
        const std::size_t first = direction == 0 ? row : row + block.words - 1;
        const std::ptrdiff_t sign = direction == 0 ? 1 : -1;
        Kernels::Scan one;
        one.gates = gates + first * columns + direction * parts * hidden;
        one.gates_step = sign * static_cast<std::ptrdiff_t>(columns);
        one.skip = skip == nullptr ? one.gates + 3 * hidden : skip + first * width + direction * hidden;
        one.skip_step = skip == nullptr ? one.gates_step : sign * static_cast<std::ptrdiff_t>(width);
        one.peep_forget = peep + direction * hidden;
        one.peep_highway = peep + width + direction * hidden;
        one.state = state;
        one.out = out + first * width + direction * hidden;
        one.out_step = sign * static_cast<std::ptrdiff_t>(width);
        one.words = block.words;
        one.hidden = hidden;
        s_.kernels.scan(one);
      }
      row += block.words;
    }
  }

  bool keeps_states() const { return tagger_ != nullptr || trees_.parser_states != nullptr; }
  std::size_t known_width() const { return 2 * meta_.hidden + meta_.input; }

  // Of each word its last state, then its vector.
  void keep_known(const std::uint8_t* bytes, std::size_t count, std::size_t column) {
    std::uint8_t* to = s_.known_bytes.reserve(rows_ * known_width()) + column;
    for (std::size_t row = 0; row < words_; ++row) {
      std::memcpy(to + row * known_width(), bytes + row * count, count);
    }
  }

  void tag_attributions() {
    const AttributionTagger& t = *tagger_;
    const std::size_t width = t.meta().width, middle = t.meta().middle, columns = t.out.blocks() * 16;
    float* x = s_.tagger_in.reserve(rows_ * width);
    s_.kernels.linear(s_.known_bytes.data(), known_width(), rows_, t.in, x, width);
    for (std::size_t i = 0; i < words_ * width; ++i) x[i] = x[i] > 0.0f ? x[i] : 0.0f;
    std::uint8_t* hidden = s_.tagger_hidden.reserve(rows_ * std::max(width, middle));
    s_.kernels.quantise(x, words_ * width, t.meta().in_inverse, 0.0f, hidden);
    float* gates = s_.tagger_gates.reserve(rows_ * 3 * width);
    s_.kernels.linear(hidden, width, rows_, t.gates, gates, 3 * width);
    float* out = s_.tagger_out.reserve(rows_ * std::max(width, columns));
    scan(width / 2, gates, 3 * width, x, t.peep, s_.tagger_state.reserve(width / 2), out);
    s_.kernels.quantise(out, words_ * width, t.meta().recurrent_inverse, 64.0f, hidden);
    s_.kernels.linear(hidden, width, rows_, t.middle, gates, middle);
    s_.kernels.quantise(gates, words_ * middle, t.meta().middle_inverse, 0.0f, hidden);
    s_.kernels.linear(hidden, middle, rows_, t.out, out, columns);
    TokenId token = s_.blocks.front().begin;
    for (std::size_t row = 0; row < words_; ++row, ++token) {
      AttributionTags& tags = trees_.attribution_tags[token];
      for (std::size_t k = 0; k < kAttributionTags; ++k) {
        const std::int32_t steps = to_units(out[row * columns + k], static_cast<float>(kTaggerSteps));
        tags.steps[k] = static_cast<std::int8_t>(std::clamp(steps, -127, 127));
      }
    }
  }

  void tag() {
    const std::size_t hidden = meta_.tag_hidden, columns = model_.tag_out.blocks() * 16;
    std::uint8_t* bytes = s_.tag_bytes.reserve(rows_ * hidden);
    s_.kernels.quantise(s_.tag_hidden.data(), words_ * hidden, meta_.tag_hidden_inverse, 0.0f, bytes);
    float* scores = s_.tags.reserve(rows_ * columns);
    s_.kernels.linear(bytes, hidden, rows_, model_.tag_out, scores, columns);
    TokenId token = s_.blocks.front().begin;
    for (std::size_t row = 0; row < words_; ++row, ++token) {
      const float* score = scores + row * columns;
      trees_.upos[token] = static_cast<Upos>(s_.kernels.best_of(score, meta_.upos));
      const std::string_view xpos = model_.xpos(s_.kernels.best_of(score += meta_.upos, meta_.xpos));
      trees_.xpos[token] = xpos;
      trees_.feats[token] = model_.feats(s_.kernels.best_of(score += meta_.xpos, meta_.feats));
      const std::string_view form = straight(tokens_.form(token));
      const LemmaEdit* edit = model_.find_edit(form, xpos);
      if (edit == nullptr) edit = &model_.edit(s_.kernels.best_of(score + meta_.feats, meta_.edit_classes));
      trees_.lemma[token] = lemma(*edit, form);
    }
  }

  /// "won’t" as "won't": a typographic apostrophe makes no other word.
  std::string_view straight(std::string_view form) {
    static constexpr std::string_view kApostrophe = "’";
    const std::size_t first = form.find(kApostrophe);
    if (first == std::string_view::npos) return form;
    char* room = trees_.lemma_bytes.room(form.size());
    std::size_t length = 0;
    for (std::size_t at = 0; at < form.size(); ++length) {
      const bool apostrophe = form.substr(at).starts_with(kApostrophe);
      room[length] = apostrophe ? '\'' : form[at];
      at += apostrophe ? kApostrophe.size() : 1;
    }
    return trees_.lemma_bytes.keep(length);
  }

  std::string_view lemma(const LemmaEdit& edit, std::string_view form) {
    if (edit.dress == LemmaCase::Keep && edit.cut == 0 && edit.add.empty()) return form;
    char* room = trees_.lemma_bytes.room(form.size() + kMaxLemmaGrowth);
    const std::size_t length = apply_edit(edit, form, room);
    if (length == 0) return form;
    const std::string_view made(room, length);
    return made == form ? form : trees_.lemma_bytes.keep(length);
  }

  // What arcs need of each word: the dependent's half turned through the bilinear form, and biases by distance.
  void arcs(const float* parser, std::size_t columns) {
    const std::size_t a = meta_.arc_hidden;
    std::uint8_t* dependent = s_.arc_dependent.reserve(rows_ * a);
    std::uint8_t* head = s_.arc_head.reserve(rows_ * a + kRowGroup * a);
    for (std::size_t row = 0; row < words_; ++row) {
      s_.kernels.quantise(parser + row * columns, a, meta_.arc_inverse, 0.0f, dependent + row * a);
      s_.kernels.quantise(parser + row * columns + a, a, meta_.arc_inverse, 0.0f, head + row * a);
    }
    const std::size_t dependent_columns = model_.dependent.blocks() * 16, head_columns = model_.head.blocks() * 16;
    s_.kernels.linear(dependent, a, rows_, model_.dependent, s_.dependent.reserve(rows_ * dependent_columns),
                      dependent_columns);
    s_.kernels.linear(head, a, rows_, model_.head, s_.head.reserve(rows_ * head_columns), head_columns);
  }

  void decode(const Block& block, std::size_t row) {
    const std::size_t n = block.words, a = meta_.arc_hidden, classes = meta_.distances;
    const std::size_t blocks = (n + 15) / 16, stride = blocks * 16;
    const std::size_t dependent_columns = model_.dependent.blocks() * 16, head_columns = model_.head.blocks() * 16;
    // The dependents become the columns of a matrix of weights, the heads its inputs.
    std::int8_t* turned = s_.turned.reserve(stride * a);
    std::int32_t* root = s_.root.reserve(stride);
    std::int32_t* by_dependent = s_.distance_dependent.reserve(n * classes);
    std::int32_t* by_head = s_.distance_head.reserve(n * classes);
    const float units = meta_.arc_inverse * meta_.turned_inverse;
    for (std::size_t d = 0; d < n; ++d) {
      const float* from = s_.dependent.data() + (row + d) * dependent_columns;
      s_.kernels.quantise_column(from, a, meta_.turned_inverse, turned + (d / 16) * a * 16 + (d % 16) * 4);
      root[d] = to_units(from[a], units);
      for (std::size_t c = 0; c < classes; ++c) {
        by_dependent[d * classes + c] = to_units(from[a + 1 + c] + model_.distance_bias[c], units);
      }
      const float* other = s_.head.data() + (row + d) * head_columns;
      for (std::size_t c = 0; c < classes; ++c) {
        by_head[d * classes + c] = to_units(other[0] + other[1 + c], units);
      }
    }
    std::int32_t* arcs = s_.arcs.reserve(round_up(n, kRowGroup) * stride);
    s_.kernels.products(s_.arc_head.data() + row * a, a, round_up(n, kRowGroup), turned, a, blocks, arcs, stride);
    for (std::size_t h = 0; h < n; ++h) {
      std::int32_t* to = arcs + h * stride;
      for (std::size_t d = 0; d < n; ++d) {
        if (d == h) continue;
        const std::uint32_t c = distance_class(static_cast<std::int32_t>(d), static_cast<std::int32_t>(h));
        to[d] += by_dependent[d * classes + c] + by_head[h * classes + c];
      }
    }
    std::int32_t* heads = s_.heads.reserve(rows_ + kMaxEisner) + row;
    s_.eisner.decode(arcs, stride, root, n, heads);
  }

  void label(const float* parser, std::size_t columns) {
    const std::size_t width = meta_.label_hidden, a = 2 * meta_.arc_hidden;
    std::uint8_t* bytes = s_.label_bytes.reserve(rows_ * width);
    float* hidden = s_.labels.reserve(rows_ * std::max(width, model_.label_out.blocks() * 16));
    s_.zeros.reserve(width);
    std::size_t row = 0;
    for (const Block& block : s_.blocks) {
      for (std::size_t i = 0; i < block.words; ++i) {
        const std::int32_t head = s_.heads.data()[row + i];
        const float* x = parser + (row + i) * columns + a;
        const bool root = head < 0;
        const float* y =
            root ? model_.label_root : parser + (row + static_cast<std::size_t>(head)) * columns + a + width;
        const float* z =
            root ? s_.zeros.data() : model_.label_distance + width * distance_class(static_cast<std::int32_t>(i), head);
        s_.kernels.add_three(x, y, z, width, hidden + (row + i) * width);
      }
      row += block.words;
    }
    s_.kernels.quantise(hidden, words_ * width, meta_.label_inverse, 0.0f, bytes);
    const std::size_t out = model_.label_out.blocks() * 16;
    s_.kernels.linear(bytes, width, rows_, model_.label_out, hidden, out);
    row = 0;
    for (const Block& block : s_.blocks) {
      for (std::size_t i = 0; i < block.words; ++i) {
        const TokenId token = block.begin + i;
        const std::int32_t head = s_.heads.data()[row + i];
        float* scores = hidden + (row + i) * out;
        // "root" stands at the root and nowhere else.
        if (head >= 0) {
          scores[static_cast<std::size_t>(Deprel::Root)] = -1e30f;
          trees_.head[token] = block.begin + static_cast<std::size_t>(head);
          trees_.deprel[token] = static_cast<Deprel>(s_.kernels.best_of(scores, meta_.labels));
        } else if (block.continues) {
          trees_.head[token] = s_.sentence_root;
          trees_.deprel[token] = Deprel::Parataxis;
        } else {
          trees_.head[token] = TokenId::none();
          trees_.deprel[token] = Deprel::Root;
          s_.sentence_root = token;
        }
      }
      row += block.words;
    }
  }

  const Model& model_;
  const ModelMeta& meta_;
  const AttributionTagger* tagger_;
  const text::Tokens& tokens_;
  State& s_;
  Trees& trees_;
  std::size_t words_ = 0, rows_ = 0;
};

// How many words of a long sentence the next block takes: up to the last mark in reach, else as many as may be.
std::size_t block_length(const text::Tokens& tokens, TokenId begin, TokenId end) {
  if (end - begin <= kMaxEisner) return end - begin;
  for (std::size_t n = kMaxEisner; n > kMaxEisner - kSeek; --n) {
    const std::string_view form = tokens.form(begin + (n - 1));
    if (form == "." || form == ";" || form == ":" || form == "!" || form == "?" || form == ")") return n;
  }
  return kMaxEisner;
}

}  // namespace

void parse(const Model& model, const text::Tokens& tokens, ParserScratch& scratch, Trees& trees,
           const AttributionTagger* tagger) {
  State& s = scratch.state();
  trees.clear();
  const std::size_t n = tokens.size();
  trees.upos.resize(n);
  trees.xpos.resize(n);
  trees.feats.resize(n);
  trees.lemma.resize(n);
  trees.head.resize(n);
  trees.deprel.resize(n);
  if (tagger != nullptr && tagger->empty()) tagger = nullptr;
  if (tagger != nullptr) trees.attribution_tags.resize(n);
  BatchParser batch(model, tagger, tokens, s, trees);
  s.blocks.clear();
  std::size_t words = 0;
  for (const text::Sentence& sentence : tokens.sentences) {
    if (sentence.size() == 0) continue;
    ClothesCounter counter;
    for (TokenId token = sentence.begin; token != sentence.end; ++token) counter.add(tokens.form(token));
    for (TokenId begin = sentence.begin; begin != sentence.end;) {
      const std::size_t length = block_length(tokens, begin, sentence.end);
      if (words > 0 && words + length > kBatchWords) {
        batch.run(words);
        s.blocks.clear();
        words = 0;
      }
      const bool first = begin == sentence.begin;
      s.blocks.push_back({begin, length, first, !first, counter.clothes()});
      words += length;
      begin = begin + length;
    }
  }
  if (words > 0) batch.run(words);
  link_children(trees);
}

}  // namespace chancery::syntax
