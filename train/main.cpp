// chancery-train TREEBANKS VECTORS.json WORK MODEL [option=value …]
//
// Trains the syntax model from the treebanks (ewt_train, gum_train; ewt_dev and gum_dev choose the best pass), saving
// its state in WORK after every few passes; run again, it goes on from there. Options: those of `Options` below.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>

#include "chancery/error.h"
#include "data.h"
#include "network.h"
#include "quantise.h"
#include "syntax/eisner.h"
#include "syntax/lemma.h"
#include "syntax/trees.h"
#include "vocabulary.h"

namespace chancery::train {
namespace {

struct Options {
  int passes = 20, hidden = 160, seed = 1, words = 1000, save_every = 2, vectors = 84000, pack_only = 0;
  double rate = 0.002, decay = 0.9995, clothes = 0.2;
};

struct Score {
  double upos = 0, xpos = 0, feats = 0, lemma = 0, uas = 0, las = 0;
};

int best_of(const float* scores, int count) {
  return static_cast<int>(std::max_element(scores, scores + count) - scores);
}

Score evaluate(Network& network, const Vocabulary& vocabulary, const std::vector<Sentence>& dev) {
  const Shape shape = network.shape();
  std::map<std::uint64_t, std::uint32_t> lexicon;
  for (const auto& entry : vocabulary.lexicon()) lexicon[entry.key] = entry.edit;
  Score score;
  std::size_t words = 0;
  syntax::Eisner eisner;
  std::vector<std::int32_t> arcs, root, head;
  Network::Output output;
  for (std::size_t from = 0; from < dev.size();) {
    Batch batch;
    std::size_t to = from;
    while (to < dev.size() && (to == from || batch.begin.back() < 2000)) vocabulary.append(dev[to++], batch, nullptr);
    vocabulary.close(batch);
    network.predict(batch, output);
    for (std::size_t s = from; s < to; ++s) {
      const int begin = batch.begin[s - from], n = batch.begin[s - from + 1] - begin;
      const Matrix& scores = output.arcs[s - from];
      arcs.assign(static_cast<std::size_t>(n) * n, 0);
      root.assign(static_cast<std::size_t>(n), 0);
      head.assign(static_cast<std::size_t>(n), -1);
      for (int d = 0; d < n; ++d) {
        for (int k = 0; k < n; ++k) arcs[k * n + d] = static_cast<std::int32_t>(std::lrint(scores(d, k) * 1024));
        root[d] = static_cast<std::int32_t>(std::lrint(scores(d, n) * 1024));
      }
      eisner.decode(arcs.data(), static_cast<std::size_t>(n), root.data(), static_cast<std::size_t>(n), head.data());
      for (int d = 0; d < n; ++d) {
        const Word& gold = dev[s][d];
        const float* row = output.tags.row(begin + d).data();
        score.upos += best_of(row, shape.upos) == gold.upos;
        const int xpos = best_of(row += shape.upos, shape.xpos);
        score.xpos += vocabulary.xpos[xpos] == gold.xpos;
        score.feats += vocabulary.feats[best_of(row += shape.xpos, shape.feats)] == gold.feats;
        std::size_t edit = best_of(row += shape.feats, shape.edits);
        const auto it = lexicon.find(syntax::lexicon_key(gold.form, vocabulary.xpos[xpos]));
        if (it != lexicon.end()) edit = it->second;
        syntax::LemmaEdit how;
        syntax::parse_edit(vocabulary.edits[edit], how);
        std::string lemma(gold.form.size() + syntax::kMaxLemmaGrowth, 0);
        lemma.resize(syntax::apply_edit(how, gold.form, lemma.data()));
        if (lemma.empty()) lemma = gold.form;
        score.lemma += lemma == gold.lemma || gold.lemma == "_";
        const bool right = head[d] == gold.head;
        score.uas += right;
        const int label = network.best_label(output, begin + d, head[d] < 0 ? -1 : begin + head[d],
                                             head[d] < 0 ? 0 : distance_class(d, head[d]));
        const auto universal = [](int deprel) {
          const auto name = syntax::name_of(static_cast<syntax::Deprel>(deprel));
          return name.substr(0, name.find(':'));
        };
        score.las += right && universal(label) == universal(gold.deprel);
      }
      words += static_cast<std::size_t>(n);
    }
    from = to;
  }
  for (double* x : {&score.upos, &score.xpos, &score.feats, &score.lemma, &score.uas, &score.las}) {
    *x *= 100.0 / static_cast<double>(words);
  }
  return score;
}

void print(const char* name, const Score& s) {
  std::printf("  %s UPOS %.2f XPOS %.2f FEATS %.2f LEMMA %.2f UAS %.2f LAS %.2f\n", name, s.upos, s.xpos, s.feats,
              s.lemma, s.uas, s.las);
}

void set_option(Options& o, const std::string& text) {
  const auto at = text.find('=');
  const std::string name = text.substr(0, at);
  const double value = at == std::string::npos ? 0 : std::stod(text.substr(at + 1));
  if (name == "passes")
    o.passes = static_cast<int>(value);
  else if (name == "hidden")
    o.hidden = static_cast<int>(value);
  else if (name == "seed")
    o.seed = static_cast<int>(value);
  else if (name == "words")
    o.words = static_cast<int>(value);
  else if (name == "vectors")
    o.vectors = static_cast<int>(value);
  else if (name == "rate")
    o.rate = value;
  else if (name == "decay")
    o.decay = value;
  else if (name == "clothes")
    o.clothes = value;
  else if (name == "save_every")
    o.save_every = static_cast<int>(value);
  else if (name == "pack_only")
    o.pack_only = static_cast<int>(value);
  else
    throw Error("unknown option " + name);
}

void run(int argc, char** argv) {
  if (argc < 5) throw Error("usage: chancery-train TREEBANKS VECTORS.json WORK MODEL [option=value ...]");
  const std::string treebanks = argv[1], work = argv[3];
  Options options;
  for (int i = 5; i < argc; ++i) set_option(options, argv[i]);
  std::filesystem::create_directories(work);
  std::vector<Sentence> train = read_treebank(treebanks + "/ewt_train.conllu");
  for (Sentence& s : read_treebank(treebanks + "/gum_train.conllu")) train.push_back(std::move(s));
  const std::vector<Sentence> ewt = read_treebank(treebanks + "/ewt_dev.conllu");
  const std::vector<Sentence> gum = read_treebank(treebanks + "/gum_dev.conllu");
  const Vocabulary vocabulary(train, read_vectors(argv[2]), static_cast<std::size_t>(options.vectors));
  Network network(vocabulary.shape(options.hidden), static_cast<std::uint32_t>(options.seed));
  std::printf("%zu sentences; words learned %d, kept %zu; xpos %zu feats %zu edits %zu of %zu; lexicon %zu\n",
              train.size(), network.shape().words, vocabulary.entries().size(), vocabulary.xpos.size(),
              vocabulary.feats.size(), vocabulary.edit_classes, vocabulary.edits.size(), vocabulary.lexicon().size());
  std::fflush(stdout);

  const std::string state = work + "/state.bin";
  int pass = 0;
  double seconds = 0;
  if (std::ifstream in(state, std::ios::binary); in) {
    in.read(reinterpret_cast<char*>(&pass), sizeof pass);
    in.read(reinterpret_cast<char*>(&seconds), sizeof seconds);
    network.load(in);
    std::printf("going on after pass %d\n", pass);
  }
  const double words_in_train = std::accumulate(train.begin(), train.end(), 0.0, [](double sum, const Sentence& s) {
    return sum + static_cast<double>(s.size());
  });
  const double steps_a_pass = words_in_train / options.words, steps = steps_a_pass * options.passes;
  for (; pass < options.passes && options.pack_only == 0; ++pass) {
    const auto start = std::chrono::steady_clock::now();
    // Neither is carried over from the pass before, so that a resumed run is the same as one without a break.
    double step = steps_a_pass * pass;
    std::mt19937 random(static_cast<std::uint32_t>(options.seed * 1000 + pass));
    std::vector<std::size_t> order(train.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    Loss sum;
    double words = 0;
    for (std::size_t from = 0; from < order.size();) {
      Batch batch;
      while (from < order.size() && (batch.begin.empty() || batch.begin.back() < options.words)) {
        const Sentence& sentence = train[order[from++]];
        const bool other = random() < options.clothes * 4294967295.0;
        vocabulary.append(other ? in_other_clothes(sentence, random) : sentence, batch, &random);
      }
      vocabulary.close(batch);
      const Loss loss = network.learn(batch, random);
      sum.arc += loss.arc, sum.label += loss.label, sum.tags += loss.tags;
      words += batch.begin.back();
      // A short warming up, flat for two fifths, then a cosine down to nothing.
      const double at = std::min(1.0, ++step / steps);
      const double shape = at < 0.4 ? 1.0 : 0.5 * (1.0 + std::cos(3.14159265 * (at - 0.4) / 0.6));
      network.update(static_cast<float>(options.rate * std::max(0.005, shape) * std::min(1.0, step / 300)),
                     static_cast<float>(options.decay));
    }
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("pass %d: arc %.4f label %.4f tags %.4f, %.0f s in all\n", pass + 1, sum.arc / words, sum.label / words,
                sum.tags / words, seconds);
    if ((pass + 1) % options.save_every == 0 || pass + 1 == options.passes) {
      network.swap_average();
      print("EWT", evaluate(network, vocabulary, ewt));
      print("GUM", evaluate(network, vocabulary, gum));
      network.swap_average();
      const std::string fresh = state + ".new";
      {
        std::ofstream out(fresh, std::ios::binary);
        const int done = pass + 1;
        out.write(reinterpret_cast<const char*>(&done), sizeof done);
        out.write(reinterpret_cast<const char*>(&seconds), sizeof seconds);
        network.save(out);
        if (!out) throw Error(fresh + ": cannot be written; is the disk full?");
      }
      std::filesystem::rename(fresh, state);
    }
    std::fflush(stdout);
  }
  network.swap_average();
  // The scales of the activations come from the words of the training set.
  network.collect_ranges = true;
  Batch batch;
  for (std::size_t i = 0; i < train.size(); i += 20) vocabulary.append(train[i], batch, nullptr);
  vocabulary.close(batch);
  Network::Output output;
  network.predict(batch, output);
  network.collect_ranges = false;
  write_model(network, vocabulary, argv[4]);
}

}  // namespace
}  // namespace chancery::train

int main(int argc, char** argv) {
  try {
    chancery::train::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "chancery-train: %s\n", error.what());
    return 3;
  }
}
