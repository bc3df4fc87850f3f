// show_reference INPUT...: the phrases that refer, and how they are linked, and who the actors are, one JSON line a
// document, for score_reference.py, score_nounphrases.py and for people. Offsets count code points; `antecedent` counts
// the phrases of the document.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "chancery/document.h"
#include "chancery/error.h"
#include "io/reader.h"
#include "io/writer.h"
#include "pipeline/analysis.h"
#include "pipeline/resources.h"
#include "pipeline/spine.h"

namespace {

using namespace chancery;

class Loud : public Reporter {
 public:
  void refuse(std::string_view file, std::uint64_t line, std::string_view what) override { warn(file, line, what); }
  void warn(std::string_view file, std::uint64_t line, std::string_view what) override {
    std::fprintf(stderr, "%.*s:%llu: %.*s\n", static_cast<int>(file.size()), file.data(),
                 static_cast<unsigned long long>(line), static_cast<int>(what.size()), what.data());
  }
};

std::string_view name_of(reading::PhraseForm form) {
  return form == reading::PhraseForm::Name ? "name" : form == reading::PhraseForm::Pronoun ? "pronoun" : "noun";
}

class Line {
 public:
  explicit Line(const pipeline::Analysis& analysis) : a_(analysis) {}

  std::string text() {
    out_ = "{\"doc\":";
    io::append_json_string(a_.document->id, out_);
    out_ += ",\"phrases\":[";
    for (const reading::Phrase& phrase : a_.entities.phrases) {
      if (out_.back() != '[') out_ += ',';
      out_ += "{\"start\":" + at(phrase.begin) +
              ",\"end\":" + std::to_string(a_.code_points.at(a_.tokens.span[phrase.end - 1].end)) +
              ",\"head\":" + at(phrase.head) + ",\"form\":\"" + std::string(name_of(phrase.form)) +
              "\",\"joined\":" + (phrase.joined ? "true" : "false") +
              ",\"entity\":" + std::to_string(phrase.entity.index()) +
              ",\"antecedent\":" + (phrase.antecedent.exists() ? std::to_string(phrase.antecedent.index()) : "null") +
              "}";
    }
    out_ += "],\"actors\":[";
    for (const reading::Mention& mention : a_.mentions.all) {
      if (out_.back() != '[') out_ += ',';
      out_ += "{\"start\":" + at(mention.begin) +
              ",\"end\":" + std::to_string(a_.code_points.at(a_.tokens.span[mention.end - 1].end)) +
              ",\"depth\":" + std::to_string(depth(mention.head)) + ",\"name\":";
      io::append_json_string(std::string(mention.name), out_);
      out_ +=
          ",\"country\":\"" + std::string(mention.country) + "\",\"sector\":\"" + std::string(mention.sector) + "\"}";
    }
    out_ += "]}\n";
    return out_;
  }

 private:
  /// How far the word lies below the root of its sentence.
  int depth(TokenId token) const {
    int depth = 0;
    for (TokenId up = a_.trees.head[token]; up.exists() && depth < 99; up = a_.trees.head[up]) ++depth;
    return depth;
  }
  std::string at(TokenId token) const { return std::to_string(a_.code_points.at(a_.tokens.span[token].begin)); }

  const pipeline::Analysis& a_;
  std::string out_;
};

}  // namespace

int main(int argc, char** argv) {
  try {
    const CoderOptions options;
    const pipeline::Resources resources = pipeline::Resources::load(options);
    pipeline::Analysis analysis;
    Loud reporter;
    io::read_documents({argv + 1, argv + argc}, {}, reporter, [&](Document document) {
      pipeline::analyse(document, resources, options, analysis);
      const std::string line = Line(analysis).text();
      std::fwrite(line.data(), 1, line.size(), stdout);
    });
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "show_reference: %s\n", error.what());
    return 3;
  }
}
