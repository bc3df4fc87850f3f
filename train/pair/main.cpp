// chancery-train-pairs OUT CLUSTERS SOURCE[*WEIGHT]... [penalty=P] [least=N] [most=N] [fold-only] [no-folds]
//
// Reads marked sentences, tells by five folds over all sources how well a model does on each, then trains one on all of
// them and writes it. CLUSTERS has lines `word coarse fine`.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "../run_guarded.h"
#include "base/packed_file.h"
#include "chancery/error.h"
#include "coding/pair_classifier.h"
#include "linear_trainer.h"
#include "pipeline/pair_reading.h"
#include "sources.h"

namespace chancery::train {
namespace {

struct Settings {
  LinearOptions linear;
  std::size_t most_features = 98000;  // so that the file stays under 5 MB
  bool folds_only = false;
  bool no_folds = false;
  bool adapt = true;
};

using Clusters = std::vector<std::pair<std::string, learned::WordCluster>>;

Clusters read_clusters(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error(path + ": cannot be read");
  Clusters clusters;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream stream(line);
    std::string word;
    learned::WordCluster cluster;
    if (stream >> word >> cluster.coarse >> cluster.fine) clusters.emplace_back(word, cluster);
  }
  return clusters;
}

/// The features of every row, source by source.
std::vector<std::vector<Example>> examples_of(const std::vector<Source>& sources,
                                              const learned::WordClusters& clusters) {
  const CoderOptions options;
  const pipeline::Resources resources = pipeline::Resources::load(options);
  pipeline::Analysis analysis;
  pipeline::PairReading reading;
  pipeline::MarkedPair pair;
  coding::PairFeatures features;
  std::vector<std::vector<Example>> all;
  for (const Source& source : sources) {
    std::vector<Example> examples;
    for (const Row& row : source.rows) {
      pipeline::read_marked_pair(row.marked, pair);
      pipeline::read_pair(pair, resources, options, reading, analysis);
      coding::find_pair_features(pipeline::pair_sources(resources, analysis, reading, clusters), false, features);
      examples.push_back({features.hashes, row.labels, source.weight});
    }
    std::printf("%zu sentences of %s, weight %g\n", examples.size(), source.path.c_str(), source.weight);
    all.push_back(std::move(examples));
  }
  return all;
}

/// Keeps the features that weigh most.
void cut(LinearWeights& weights, std::size_t most) {
  if (weights.size() <= most) return;
  const auto norm = [](const std::vector<float>& row) {
    double sum = 0;
    for (float w : row) sum += static_cast<double>(w) * w;
    return sum;
  };
  std::stable_sort(weights.begin(), weights.end(),
                   [&](const auto& a, const auto& b) { return norm(a.second) > norm(b.second); });
  weights.resize(most);
}

std::vector<std::string> class_names() {
  std::vector<std::string> classes;
  for (std::size_t i = 0; i < kEventTypeCount; ++i) classes.emplace_back(name_of(static_cast<EventType>(i)));
  return classes;
}

std::string model_bytes(LinearWeights weights, const Clusters& clusters) {
  PackedWriter writer;
  writer.add("linear", learned::pack_linear_model(class_names(), std::move(weights)));
  writer.add("clusters", learned::pack_word_clusters(clusters));
  return writer.finish(coding::kPairMagic, coding::kPairVersion);
}

/// Every feature twice, once as it is and once as a feature of its domain (Daumé 2007, "Frustratingly easy domain
/// adaptation"): what holds everywhere is learned from all sources, what is a habit of one domain from that alone.
Example adapted(const Example& example, bool is_measured) {
  Example twice = example;
  const std::uint64_t domain = learned::feature(is_measured ? "measured" : "written");
  for (std::uint64_t feature : example.features) twice.features.push_back(learned::joined(feature, domain));
  return twice;
}

/// One weight a feature again: the general one and that of the domain that is measured.
LinearWeights collapsed(const LinearWeights& weights, const std::vector<Example>& examples) {
  std::unordered_map<std::uint64_t, const std::vector<float>*> found;
  for (const auto& [feature, row] : weights) found.emplace(feature, &row);
  const std::uint64_t domain = learned::feature("measured");
  const float scale = 1 / std::sqrt(2.0F);  // an example has twice as many features while it is learned from
  std::map<std::uint64_t, std::vector<float>> sums;
  for (const Example& example : examples) {
    for (std::uint64_t feature : example.features) {
      auto [at, is_new] = sums.try_emplace(feature);
      if (!is_new) continue;
      at->second.assign(kEventTypeCount, 0);
      for (std::uint64_t part : {feature, learned::joined(feature, domain)}) {
        const auto row = found.find(part);
        if (row == found.end()) continue;
        for (std::size_t c = 0; c < kEventTypeCount; ++c) at->second[c] += (*row->second)[c] * scale;
      }
    }
  }
  LinearWeights out;
  for (auto& [feature, row] : sums) {
    if (std::any_of(row.begin(), row.end(), [](float w) { return w != 0; })) out.emplace_back(feature, std::move(row));
  }
  return out;
}

LinearWeights train(const std::vector<std::vector<Example>>& examples, const std::vector<Source>& sources,
                    const Settings& settings, unsigned without_fold) {
  std::vector<Example> chosen, twice;
  for (std::size_t s = 0; s < sources.size(); ++s) {
    for (std::size_t i = 0; i < examples[s].size(); ++i) {
      if (sources[s].rows[i].fold == without_fold) continue;
      chosen.push_back(examples[s][i]);
      if (settings.adapt) twice.push_back(adapted(examples[s][i], sources[s].is_measured));
    }
  }
  LinearWeights weights = train_linear(settings.adapt ? twice : chosen, kEventTypeCount, settings.linear);
  if (settings.adapt) weights = collapsed(weights, chosen);
  cut(weights, settings.most_features);
  return weights;
}

/// Types as the published figures know them: CONCEDE and RETREAT are one.
unsigned root_of(unsigned type) {
  return type == static_cast<unsigned>(EventType::Retreat) ? static_cast<unsigned>(EventType::Concede) : type;
}
unsigned quad_class(unsigned type) { return static_cast<unsigned>(quad_of(static_cast<EventType>(type))); }

struct Counts {
  std::array<std::array<double, 3>, kEventTypeCount> of{};  // right, said, true
  void add(unsigned said, unsigned truth) {
    ++of[said][1];
    ++of[truth][2];
    if (said == truth) ++of[said][0];
  }
  double macro_f1() const {
    double sum = 0, n = 0;
    for (const auto& [right, said, truth] : of) {
      if (truth == 0) continue;
      sum += 2 * right / (said + truth);
      ++n;
    }
    return n == 0 ? 0 : sum / n;
  }
};

void tell_folds(const std::vector<std::vector<Example>>& examples, const std::vector<Source>& sources,
                const Settings& settings) {
  std::vector<Counts> root(sources.size()), quad(sources.size()), binary(sources.size());
  for (unsigned fold = 0; fold < kFolds; ++fold) {
    const std::string bytes = learned::pack_linear_model(class_names(), train(examples, sources, settings, fold));
    const learned::LinearModel model = learned::LinearModel::view(bytes, "fold");
    for (std::size_t s = 0; s < sources.size(); ++s) {
      for (std::size_t i = 0; i < examples[s].size(); ++i) {
        if (sources[s].rows[i].fold != fold) continue;
        std::vector<float> sums(kEventTypeCount);
        const auto& features = examples[s][i].features;
        for (std::uint64_t feature : features) model.add(feature, sums);
        std::array<float, kEventTypeCount> scores{};
        for (std::size_t c = 0; c < kEventTypeCount; ++c)
          scores[c] = sums[c] / std::sqrt(static_cast<float>(std::max<std::size_t>(features.size(), 1)));
        const auto said = static_cast<unsigned>(coding::most_probable(scores));
        const std::uint32_t labels = examples[s][i].labels;
        unsigned truth = 0;
        while (!(labels >> truth & 1)) ++truth;
        if (__builtin_popcount(labels) <= 2) {
          root[s].add(root_of(said), root_of(truth));
          quad[s].add(quad_class(root_of(said) == root_of(truth) ? truth : said), quad_class(truth));
        }
        binary[s].add(quad_class(said) >= 2, quad_class(truth) >= 2);
      }
    }
  }
  for (std::size_t s = 0; s < sources.size(); ++s) {
    std::printf("%s: root macro F1 %.3f, quad %.3f, binary %.3f\n", sources[s].path.c_str(), root[s].macro_f1(),
                quad[s].macro_f1(), binary[s].macro_f1());
  }
}

int run(int argc, char** argv) {
  Settings settings;
  settings.linear.penalty = 0.03;
  std::vector<std::string> words;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.starts_with("penalty="))
      settings.linear.penalty = std::atof(word.c_str() + 8);
    else if (word.starts_with("least="))
      settings.linear.least_examples = std::strtoul(word.c_str() + 6, nullptr, 10);
    else if (word.starts_with("most="))
      settings.most_features = std::strtoul(word.c_str() + 5, nullptr, 10);
    else if (word == "fold-only")
      settings.folds_only = true;
    else if (word == "no-folds")
      settings.no_folds = true;
    else if (word == "plain")
      settings.adapt = false;
    else
      words.push_back(word);
  }
  if (words.size() < 3) {
    std::fprintf(stderr,
                 "usage: chancery-train-pairs OUT CLUSTERS SOURCE[*WEIGHT]... [penalty=P] [least=N] [most=N]\n");
    return 2;
  }
  const Clusters clusters = read_clusters(words[1]);
  const std::string cluster_bytes = learned::pack_word_clusters(clusters);
  std::vector<Source> sources;
  for (std::size_t i = 2; i < words.size(); ++i) sources.push_back(read_source(words[i]));
  const auto examples = examples_of(sources, learned::WordClusters::view(cluster_bytes, words[1]));
  if (!settings.no_folds) tell_folds(examples, sources, settings);
  if (settings.folds_only) return 0;
  const LinearWeights weights = train(examples, sources, settings, kFolds);
  const std::string bytes = model_bytes(weights, clusters);
  std::ofstream(words[0], std::ios::binary) << bytes;
  std::printf("%zu features, %zu bytes, to %s\n", weights.size(), bytes.size(), words[0].c_str());
  return 0;
}

}  // namespace
}  // namespace chancery::train

int main(int argc, char** argv) {
  return chancery::train::run_guarded("chancery-train-pairs", chancery::train::run, argc, argv);
}
