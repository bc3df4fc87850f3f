// chancery-event-questions DOCUMENTS.jsonl...
//
// Sentences worth a reader's time: those of which the judge is unsure. Writes for each sentence the document, begin and
// end in code points, how many events the judge expects in it, and how many of them are in doubt (the sum over its
// words of the smaller of p and 1 - p), parted by tabs.
#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>

#include "../run_guarded.h"
#include "chancery/error.h"
#include "pipeline/analysis.h"
#include "pipeline/resources.h"
#include "pipeline/spine.h"

namespace chancery::train {
namespace {

std::uint32_t code_points(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class Asker {
 public:
  Asker() : resources_(pipeline::Resources::load({})) {
    if (resources_.judge.empty()) throw Error("no judge is packed: build with models/events/events.model");
  }

  void ask(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw Error(path + ": cannot be read");
    simdjson::dom::parser parser;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      simdjson::dom::element root;
      std::string_view id, text;
      if (parser.parse(line).get(root) != simdjson::SUCCESS || root["id"].get(id) != simdjson::SUCCESS ||
          root["text"].get(text) != simdjson::SUCCESS) {
        throw Error(path + ":" + std::to_string(number) + ": no document with an id and a text");
      }
      Document document;
      document.id = std::string(id);
      document.text = std::string(text);
      std::string_view date;
      if (root["date"].get(date) == simdjson::SUCCESS) document.date = std::string(date);
      ask(document);
    }
  }

 private:
  void ask(const Document& document) {
    pipeline::analyse(document, resources_, {}, a_);
    const coding::PredicateSources layers{
        resources_.ontology, resources_.lexicon, resources_.restraint, a_.tokens, a_.trees, a_.mentions, a_.times,
        &a_.quotes};
    a_.predicate_finder.view(layers, rules_);
    const coding::TriggerSources sources{layers, a_.quotes, a_.predicate_finder.topics(), resources_.judge.clusters()};
    for (const text::Sentence& sentence : a_.tokens.sentences) {
      double expected = 0, doubt = 0;
      for (TokenId token = sentence.begin; token < sentence.end; ++token) {
        if (!coding::may_be_trigger(sources, token)) continue;
        find_trigger_features(sources, rules_, token, features_);
        const double p = 1 / (1 + std::exp(-resources_.judge.judge(features_).odds));
        expected += p;
        doubt += std::min(p, 1 - p);
      }
      if (sentence.begin == sentence.end) continue;
      const std::uint32_t begin = a_.tokens.span[sentence.begin].begin, end = a_.tokens.span[sentence.end - 1].end;
      const std::uint32_t first = code_points(std::string_view(document.text).substr(0, begin));
      const std::uint32_t last = first + code_points(std::string_view(document.text).substr(begin, end - begin));
      std::printf("%s\t%u\t%u\t%.3f\t%.3f\n", document.id.c_str(), first, last, expected, doubt);
    }
  }

  pipeline::Resources resources_;
  pipeline::Analysis a_;
  std::vector<coding::RuleView> rules_;
  std::vector<std::uint64_t> features_;
};

int run(int argc, char** argv) {
  if (argc < 2) throw Error("usage: chancery-event-questions DOCUMENTS.jsonl...");
  Asker asker;
  for (int i = 1; i < argc; ++i) asker.ask(argv[i]);
  return 0;
}

}  // namespace
}  // namespace chancery::train

int main(int argc, char** argv) {
  return chancery::train::run_guarded("chancery-event-questions", chancery::train::run, argc, argv);
}
