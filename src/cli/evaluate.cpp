// chancery evaluate: how well the program does on a file that says what is right.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/terminal.h"
#include "evaluation/gold_files.h"
#include "evaluation/scores.h"
#include "io/writer.h"
#include "pipeline/code_stream.h"
#include "pipeline/pair_coder.h"
#include "pipeline/resources.h"
#include "syntax/conllu.h"
#include "syntax/parser.h"

namespace chancery::cli {
namespace {

using namespace evaluation;

constexpr std::size_t kMostThreads = 256;

constexpr const char* kFooter =
    "WHAT is\n"
    "  pairs        rows with marked_sentence, and gold_root or gold_binary: as `chancery pair` answers\n"
    "  events       JSON lines with id, text and events (event, actor_spans, recipient_spans): as `chancery code` "
    "does\n"
    "  attribution  JSON lines with id, text and attributions (source, cue, content, source_heads)\n"
    "  syntax       CoNLL-U; words and sentences are taken as given\n"
    "each also .gz or .zst. Every figure has the interval in which it would lie, 95 times in 100, on another set of "
    "the\n"
    "same kind (bootstrap over rows, documents or sentences; always the same for the same file).\n"
    "\n"
    "Examples:\n"
    "  chancery evaluate pairs gold.tsv\n"
    "  chancery evaluate events gold.jsonl --documents texts.jsonl     where the gold has no texts\n"
    "  chancery evaluate syntax treebank.conllu.gz --json";

struct EvaluateOptions {
  std::string what;
  std::string gold;
  std::string documents;
  bool json = false;
  std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
  CoderOptions coder;
};

Evaluation evaluate_pairs(const EvaluateOptions& options, Reporter& reporter) {
  const std::vector<PairRow> rows = read_pair_gold(options.gold, reporter);
  pipeline::PairCoder coder(options.coder);
  std::vector<PairGold> gold;
  std::vector<EventType> found;
  for (const PairRow& row : rows) {
    gold.push_back(row.gold);
    found.push_back(coder.code(row.marked_sentence).event);
  }
  return score_pairs(gold, found);
}

/// The texts of the gold, or of the file beside it, each coded.
std::vector<Records> code_all(const EvaluateOptions& options, Reporter& reporter, std::vector<GoldText>& texts) {
  if (!options.documents.empty()) {
    std::unordered_map<std::string, Document> by_id;
    for (GoldText& text : read_gold_texts(options.documents, reporter)) by_id[text.document.id] = text.document;
    for (GoldText& text : texts) {
      const auto found = by_id.find(text.document.id);
      if (found != by_id.end()) text.document = found->second;
    }
  }
  std::erase_if(texts, [&](const GoldText& text) {
    if (!text.document.text.empty()) return false;
    reporter.refuse(options.gold, 0,
                    "'" + text.document.id + "' has no text; name the file that has it with --documents");
    return true;
  });
  const Coder coder(options.coder);
  std::vector<Records> all;
  pipeline::StreamOptions stream;
  stream.threads = options.threads;
  pipeline::code_each<Records>(
      coder, stream,
      [&](const std::function<void(Document)>& push) {
        for (const GoldText& text : texts) push(text.document);
      },
      [](const Document&, Records records) { return records; },
      [&](Records records) { all.push_back(std::move(records)); });
  return all;
}

Evaluation evaluate_events(const EvaluateOptions& options, Reporter& reporter) {
  std::vector<GoldText> texts = read_gold_texts(options.gold, reporter);
  std::vector<Records> found = code_all(options, reporter, texts);
  std::vector<EventDocument> documents;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    documents.push_back({std::move(texts[i].events), std::move(found[i].events)});
  }
  return score_events(documents);
}

Evaluation evaluate_attribution(const EvaluateOptions& options, Reporter& reporter) {
  std::vector<GoldText> texts = read_gold_texts(options.gold, reporter);
  std::vector<Records> found = code_all(options, reporter, texts);
  std::vector<AttributionDocument> documents;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    documents.push_back(
        {std::move(texts[i].document.text), std::move(texts[i].attributions), std::move(found[i].statements)});
  }
  return score_attribution(documents);
}

Evaluation evaluate_syntax(const EvaluateOptions& options, Reporter& reporter) {
  const std::string bytes = read_whole(options.gold);
  const syntax::Model model =
      syntax::Model::load(pipeline::find_installed("syntax.model", options.coder.model_path, "CHANCERY_MODEL"));
  syntax::ConlluDocument given;
  syntax::read_conllu(bytes, options.gold, reporter, given);
  syntax::ParserScratch scratch;
  syntax::parse(model, given.tokens, scratch, given.trees);
  std::string written;
  syntax::write_conllu(given.tokens, given.trees, written);
  return score_syntax(conllu_sentences(bytes), conllu_sentences(written));
}

std::string as_json(const Evaluation& evaluation) {
  std::string out = fmt::format("{{\"{}\":{},\"figures\":{{", evaluation.unit, evaluation.units);
  for (const Figure& figure : evaluation.figures) {
    out += fmt::format("{}\"{}\":{{\"value\":{:.4f},\"low\":{:.4f},\"high\":{:.4f}}}",
                       &figure == evaluation.figures.data() ? "" : ",", figure.name, figure.value, figure.low,
                       figure.high);
  }
  out += "},\"classes\":{";
  for (const ClassFigure& figure : evaluation.classes) {
    if (&figure != evaluation.classes.data()) out += ',';
    io::append_json_string(figure.name, out);
    out += fmt::format(":{{\"precision\":{:.4f},\"recall\":{:.4f},\"f1\":{:.4f},\"gold\":{},\"found\":{}}}",
                       figure.precision, figure.recall, figure.f1, figure.gold, figure.found);
  }
  out += "},\"confusion\":[";
  bool first = true;
  for (const auto& [pair, count] : evaluation.confusion) {
    out += first ? "{\"gold\":" : ",{\"gold\":";
    first = false;
    io::append_json_string(pair.first, out);
    out += ",\"found\":";
    io::append_json_string(pair.second, out);
    out += fmt::format(",\"count\":{}}}", count);
  }
  return out + "]}\n";
}

/// Rows are what is right, columns what was found.
std::string confusion_table(const Evaluation& evaluation) {
  std::set<std::string> rows, columns;
  for (const auto& [pair, count] : evaluation.confusion) {
    rows.insert(pair.first);
    columns.insert(pair.second);
  }
  std::size_t name = 4, cell = 4;
  for (const std::string& row : rows) name = std::max(name, row.size());
  constexpr std::size_t kLetters = 5;  // of a column's name, so that sixteen of them fit on a screen
  for (const auto& [pair, count] : evaluation.confusion) cell = std::max(cell, std::to_string(count).size());
  std::string out = fmt::format("{:<{}}", "", name);
  for (const std::string& column : columns)
    out += fmt::format(" {:>{}}", column.substr(0, kLetters), std::max(cell, kLetters));
  out += '\n';
  for (const std::string& row : rows) {
    out += fmt::format("{:<{}}", row, name);
    for (const std::string& column : columns) {
      const auto found = evaluation.confusion.find({row, column});
      out += fmt::format(" {:>{}}", found == evaluation.confusion.end() ? "." : std::to_string(found->second),
                         std::max(cell, kLetters));
    }
    out += '\n';
  }
  return out;
}

std::string for_people(const Evaluation& evaluation) {
  std::string out = fmt::format("{} {}\n\n", evaluation.units, evaluation.unit);
  std::size_t name = 6;
  for (const Figure& figure : evaluation.figures) name = std::max(name, figure.name.size());
  for (const Figure& figure : evaluation.figures) {
    out += fmt::format("{:<{}}  {:6.2f}  ({:.2f} to {:.2f})\n", figure.name, name, 100 * figure.value, 100 * figure.low,
                       100 * figure.high);
  }
  name = 5;
  for (const ClassFigure& figure : evaluation.classes) name = std::max(name, figure.name.size());
  if (!evaluation.classes.empty()) {
    out += fmt::format("\n{:<{}}  {:>9}  {:>6}  {:>6}  {:>6}  {:>6}\n", "", name, "precision", "recall", "F1", "gold",
                       "found");
  }
  for (const ClassFigure& figure : evaluation.classes) {
    out += fmt::format("{:<{}}  {:9.2f}  {:6.2f}  {:6.2f}  {:6}  {:6}\n", figure.name, name, 100 * figure.precision,
                       100 * figure.recall, 100 * figure.f1, figure.gold, figure.found);
  }
  if (!evaluation.confusion.empty()) {
    out += fmt::format("\n{}: what is right, and across what was found\n", evaluation.confusion_of) +
           confusion_table(evaluation);
  }
  return out;
}

int run_evaluate(EvaluateOptions& options) {
  ProgressLine no_progress;
  StderrReporter reporter(no_progress);
  options.coder.reporter = &reporter;
  const Evaluation evaluation = options.what == "pairs"         ? evaluate_pairs(options, reporter)
                                : options.what == "events"      ? evaluate_events(options, reporter)
                                : options.what == "attribution" ? evaluate_attribution(options, reporter)
                                                                : evaluate_syntax(options, reporter);
  io::Output output("");
  try {
    output.write(options.json ? as_json(evaluation) : for_people(evaluation));
    output.close();
  } catch (const Error&) {
    if (!output_reader_is_gone()) throw;
  }
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_evaluate(CLI::App& app) {
  const auto options = std::make_shared<EvaluateOptions>();
  CLI::App* evaluate =
      app.add_subcommand("evaluate", "Say how well the program does on a file that says what is right");
  evaluate->footer(kFooter);
  evaluate->add_option("WHAT", options->what, "pairs, events, attribution or syntax")
      ->required()
      ->check(CLI::IsMember({"pairs", "events", "attribution", "syntax"}))
      ->type_name("");
  evaluate->add_option("GOLD", options->gold, "The file that says what is right")->required()->type_name("");
  evaluate->add_option("--documents", options->documents, "JSON lines with the texts, where GOLD has none")
      ->option_text("FILE");
  evaluate->add_flag("--json", options->json, "Answer as one JSON object");
  evaluate->add_option("--threads", options->threads, "How many threads code (all cores); the answer is the same")
      ->check(CLI::Range(std::size_t{1}, kMostThreads))
      ->option_text("N");
  add_actors(*evaluate, options->coder);
  add_installation(*evaluate, options->coder);
  return {evaluate, [options] { return run_evaluate(*options); }};
}

}  // namespace chancery::cli
