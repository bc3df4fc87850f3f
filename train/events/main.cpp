// chancery-train-events OUT CLUSTERS PASSAGES.jsonl[*WEIGHT]… [MARKED.tsv[*WEIGHT]…] [penalty=P] [roles-penalty=P]
// [least=N]
//                       [most=N] [without=FOLD]
//
// Learns from annotated passages and from marked sentences, and writes the model of the judge. `without` leaves a fold
// (0 to 4) of the first passages, and of marked sentences with `+` before their name, out, to measure on.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "../run_guarded.h"
#include "base/packed_file.h"
#include "chancery/error.h"
#include "gold.h"
#include "read_clusters.h"

namespace chancery::train {
namespace {

struct Settings {
  LinearOptions triggers{.penalty = 0.01, .iterations = 80, .least_examples = 3};
  LinearOptions roles{.penalty = 0.01, .iterations = 80, .least_examples = 3};
  std::size_t most = 60000;
  unsigned without = kFolds;
};

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

std::string pack(const std::vector<std::string>& classes, const std::vector<Example>& examples,
                 const LinearOptions& options, std::size_t most) {
  LinearWeights weights = train_linear(examples, classes.size(), options);
  std::printf("%zu examples, %zu features\n", examples.size(), weights.size());
  cut(weights, most);
  return learned::pack_linear_model(classes, std::move(weights));
}

int run(int argc, char** argv) {
  Settings settings;
  std::vector<std::string> words;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const auto value = [&](std::string_view name) { return word.c_str() + name.size(); };
    if (word.starts_with("penalty="))
      settings.triggers.penalty = std::atof(value("penalty="));
    else if (word.starts_with("roles-penalty="))
      settings.roles.penalty = std::atof(value("roles-penalty="));
    else if (word.starts_with("least="))
      settings.triggers.least_examples = settings.roles.least_examples = std::strtoul(value("least="), nullptr, 10);
    else if (word.starts_with("most="))
      settings.most = std::strtoul(value("most="), nullptr, 10);
    else if (word.starts_with("without="))
      settings.without = static_cast<unsigned>(std::strtoul(value("without="), nullptr, 10));
    else
      words.push_back(word);
  }
  if (words.size() < 3)
    throw Error("usage: chancery-train-events OUT CLUSTERS PASSAGES.jsonl [MARKED.tsv[*WEIGHT]...]");
  const std::string cluster_bytes = learned::pack_word_clusters(read_clusters(words[1]));
  const learned::WordClusters clusters = learned::WordClusters::view(cluster_bytes, words[1]);
  const pipeline::Resources resources = pipeline::Resources::load({});
  std::vector<Example> triggers, roles;
  for (std::size_t i = 2; i < words.size(); ++i) {
    const std::size_t star = words[i].find('*');
    const std::string path = words[i].substr(0, star);
    if (!path.ends_with(".jsonl")) continue;
    const double weight = star == std::string::npos ? 1 : std::atof(words[i].c_str() + star + 1);
    for (Passage& passage : read_passages(path, weight, resources, clusters)) {
      if (passage.fold == settings.without && i == 2) continue;
      for (Example& example : passage.triggers) {
        if (example.labels != 0) triggers.push_back(std::move(example));
      }
      for (Example& example : passage.roles) roles.push_back(std::move(example));
    }
  }
  std::vector<std::string> types, parts{"none", "actor", "recipient"};
  for (std::size_t i = 0; i < kEventTypeCount; ++i) types.emplace_back(name_of(static_cast<EventType>(i)));
  types.emplace_back("none");
  std::string bytes = pack(types, triggers, settings.triggers, settings.most);
  if (words.size() > 3) {
    for (std::size_t i = 3; i < words.size(); ++i) {
      if (words[i].find(".jsonl") != std::string::npos) continue;
      const Source source = read_source(words[i]);
      std::vector<Marked> marked = read_marked(source, resources, clusters);
      choose(marked, coding::EventJudge::of(learned::LinearModel::view(bytes, words[0]), {}, clusters));
      for (Marked& each : marked) {
        if (each.chosen < 0 || (source.is_measured && each.fold == settings.without)) continue;
        Word& word = each.words[static_cast<std::size_t>(each.chosen)];
        triggers.push_back({std::move(word.features), each.labels, source.weight});
        for (Example& example : word.roles) roles.push_back(std::move(example));
      }
    }
    bytes = pack(types, triggers, settings.triggers, settings.most);
  }
  PackedWriter writer;
  writer.add("linear", std::move(bytes));
  writer.add("roles", pack(parts, roles, settings.roles, settings.most));
  writer.add("clusters", cluster_bytes);
  const std::string file = writer.finish(learned::kLinearMagic, learned::kLinearVersion);
  std::ofstream(words[0], std::ios::binary) << file;
  std::printf("%zu bytes, to %s\n", file.size(), words[0].c_str());
  return 0;
}

}  // namespace
}  // namespace chancery::train

int main(int argc, char** argv) {
  return chancery::train::run_guarded("chancery-train-events", chancery::train::run, argc, argv);
}
