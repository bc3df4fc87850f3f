// How fast the coder is on news: words a second for each stage alone and for the whole, beside `wc -w` on the same
// bytes.
//
//   chancery-bench FILE-OR-FOLDER...      (anything that `chancery code` reads)
//
// A word is what `wc -w` counts. Every figure is the best of kRounds runs in one process, after the documents are in
// memory; "reading" takes them from the disk (decompression and JSON included). Answers are checked before times are
// told: our count of words against that of `wc -w`, and the records of one thread against those of two.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "chancery/coder.h"
#include "io/reader.h"
#include "io/writer.h"
#include "knowledge/data_file.h"
#include "knowledge/directory.h"
#include "pipeline/code_stream.h"
#include "pipeline/resources.h"
#include "reading/find_mentions.h"
#include "syntax/parser.h"
#include "text/story_head.h"
#include "text/tokenize.h"

namespace chancery {
namespace {

constexpr int kRounds = 3;

class Quiet : public Reporter {
 public:
  void refuse(std::string_view, std::uint64_t, std::string_view) override { ++refused; }
  void warn(std::string_view, std::uint64_t, std::string_view) override {}
  std::size_t refused = 0;
};

double best_seconds(const std::function<void()>& work) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return best;
}

/// As `wc -w` counts in the C locale: what stands between white space, if there is a printable ASCII letter in it.
std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      inside = false;
    } else if (c > ' ' && c < 0x7F && !inside) {
      ++words;
      inside = true;
    }
  }
  return words;
}

struct News {
  std::vector<Document> documents;
  std::size_t bytes = 0;
  std::size_t words = 0;
};

News read_news(const std::vector<std::string>& inputs) {
  News news;
  Quiet reporter;
  io::read_documents(inputs, {}, reporter, [&](Document document) { news.documents.push_back(std::move(document)); });
  for (const Document& document : news.documents) {
    news.bytes += document.text.size();
    news.words += count_words(document.text);
  }
  if (reporter.refused > 0) fmt::print("{} inputs were refused\n", reporter.refused);
  return news;
}

/// Seconds of `wc -w` over a file with all texts; checks that it counts as we do.
double time_wc(const News& news) {
  const std::string path = (std::filesystem::temp_directory_path() / "chancery-bench.txt").string();
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return 0;
  for (const Document& document : news.documents) {
    std::fwrite(document.text.data(), 1, document.text.size(), file);
    std::fputc('\n', file);
  }
  std::fclose(file);
  std::size_t counted = 0;
  const double seconds = best_seconds([&] {
    std::FILE* wc = popen(("LC_ALL=C wc -w < '" + path + "'").c_str(), "r");
    if (wc == nullptr || std::fscanf(wc, "%zu", &counted) != 1) counted = 0;
    if (wc != nullptr) pclose(wc);
  });
  std::filesystem::remove(path);
  if (counted != news.words) fmt::print("wc -w counts {} words, we count {}\n", counted, news.words);
  return seconds;
}

void tokenize_document(const Document& document, const text::WordLists& words, text::Tokens& tokens) {
  const text::StoryHeadSpan head = text::read_story_head(document.text, document.date, words);
  text::tokenize(document.text, words, {250, &head}, tokens);
}

std::string coded(const Coder& coder, const News& news, std::size_t threads) {
  std::string out;
  pipeline::StreamOptions options;
  options.threads = threads;
  pipeline::code_stream(
      coder, options,
      [&](const std::function<void(Document)>& push) {
        for (const Document& document : news.documents) push(document);
      },
      [](const Document&, const Records& records, std::string& bytes) { io::append_jsonl(records, bytes); },
      [&](std::string_view bytes) { out += bytes; });
  return out;
}

int run(const std::vector<std::string>& inputs) {
  const News news = read_news(inputs);
  if (news.documents.empty()) {
    fmt::print(stderr, "no document was read; name files or folders of news\n");
    return 1;
  }
  fmt::print("{} documents, {} words, {:.1f} MB of text\n\n", news.documents.size(), news.words,
             static_cast<double>(news.bytes) / 1e6);
  const double wc = time_wc(news);
  const auto report = [&](const char* what, double seconds) {
    fmt::print("{:<34}{:>12.0f} words/s{:>9.1f} MB/s{:>10.3f} s{:>9.1f} x wc\n", what,
               static_cast<double>(news.words) / seconds, static_cast<double>(news.bytes) / 1e6 / seconds, seconds,
               wc > 0 ? seconds / wc : 0);
  };
  report("wc -w", wc);
  report("reading (files to documents)", best_seconds([&] { read_news(inputs); }));

  // Stages, each from the one before it held in memory: the words of the layers.
  const PackedFile data = knowledge::open_data(pipeline::find_installed("chancery.data", "", "CHANCERY_DATA"));
  const text::WordLists words = text::WordLists::load(knowledge::raw_tables(data, "text"));
  const knowledge::Directory directory = knowledge::Directory::open(data);
  const syntax::Model model = syntax::Model::load(pipeline::find_installed("syntax.model", "", "CHANCERY_MODEL"));
  const double mapping = best_seconds([&] {
    const PackedFile again = knowledge::open_data(data.path());
    static_cast<void>(knowledge::Directory::open(again));
  });
  fmt::print("the directory: {:.1f} MB of the packed tables, which are opened, checked and mapped in {:.1f} ms\n\n",
             static_cast<double>(data.size_of_sections("who.")) / 1e6, 1e3 * mapping);
  std::size_t sum = 0;  // so that no work is thought away
  text::Tokens tokens;
  const double tokens_alone = best_seconds([&] {
    for (const Document& document : news.documents) {
      tokenize_document(document, words, tokens);
      sum += tokens.size();
    }
  });
  report("head, sentences and tokens", tokens_alone);
  std::vector<text::Tokens> tokenized(news.documents.size());
  for (std::size_t i = 0; i < tokenized.size(); ++i) tokenize_document(news.documents[i], words, tokenized[i]);
  const syntax::Trees no_trees;
  reading::Mentions mentions;
  report("mentions in those tokens, no trees", best_seconds([&] {
           for (std::size_t i = 0; i < tokenized.size(); ++i) {
             const std::optional<Day> published = parse_day(news.documents[i].date);
             reading::find_mentions(directory, tokenized[i], no_trees, published, mentions);
             sum += mentions.all.size();
           }
         }));
  syntax::ParserScratch scratch;
  syntax::Trees trees;
  report("tokens, tags, lemmas and trees", best_seconds([&] {
           for (const Document& document : news.documents) {
             tokenize_document(document, words, tokens);
             syntax::parse(model, tokens, scratch, trees);
             sum += trees.head.size();
           }
         }));
  if (sum == 0) fmt::print("nothing was read\n");

  const Coder coder;
  std::string alone;
  std::string together;
  report("code to JSONL, one thread", best_seconds([&] { alone = coded(coder, news, 1); }));
  report("code to JSONL, two threads", best_seconds([&] { together = coded(coder, news, 2); }));
  if (alone != together) {
    fmt::print("one thread and two threads gave different records\n");
    return 1;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("\n{} lines of records, {:.1f} MB; most memory {} MB, all documents held\n",
             std::count(alone.begin(), alone.end(), '\n'), static_cast<double>(alone.size()) / 1e6,
             usage.ru_maxrss / 1024);
  return 0;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  try {
    return chancery::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "chancery-bench: {}\n", error.what());
    return 3;
  }
}
