// chancery story: one document of a store, sentence by sentence, with what was coded in it.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/answer.h"
#include "cli/brief.h"
#include "cli/command.h"
#include "cli/store_options.h"
#include "cli/terminal.h"
#include "store/record_rows.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kPageWidth = 120;

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery story news.db story.txt\n"
    "  chancery story news.db \"news.jsonl:17#e2\" --json      the story in which this event stands\n"
    "\n"
    "--json writes the story's records as `chancery code` does, and a line with its text; --csv the records.";

struct StoryOptions {
  QuestionOptions question;
  std::string id;
};

/// The number of the document that `id` names, itself or as the beginning of a record's id; 0 where there is none.
std::int64_t find_document(store::Database& db, const std::string& id) {
  for (std::string part = id;;) {
    const std::int64_t number = db.number("SELECT doc_id FROM documents WHERE id = ? ORDER BY doc_id LIMIT 1", {part});
    if (number != 0) return number;
    const std::size_t at = part.rfind('#');
    if (at == std::string::npos) return 0;
    part.resize(at);
  }
}

/// Control characters of the text must not reach the terminal; its line breaks may.
std::string printable(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F) c = ' ';
  }
  return out;
}

int run_story(const StoryOptions& options) {
  return answer_question([&] {
    const auto store = open_store(options.question.store, options.question.resources);
    store::Database& db = store->db();
    const std::int64_t number = find_document(db, options.id);
    if (number == 0) throw UnknownParty{"this store has no story '" + options.id + "'"};
    const auto found = store::load_documents(db, static_cast<std::int32_t>(number), static_cast<std::int32_t>(number));
    const store::StoredDocument& story = found.at(0);
    return to_standard_output([&](io::Output& out) {
      std::string text;
      switch (form_of(options.question)) {
        case Form::Json:
          io::append_jsonl(story.records, text);
          text += "{\"record\":\"text\",\"doc\":";
          io::append_json_string(story.document.id, text);
          text += ",\"text\":";
          io::append_json_string(story.document.text, text);
          text += "}\n";
          break;
        case Form::Csv:
          text = io::csv_header();
          io::append_csv(story.records, text);
          break;
        case Form::People:
          if (!story.document.text.empty()) text += printable(story.document.text) + "\n\n";
          append_brief(story.records, {columns_of(STDOUT_FILENO, kPageWidth), wants_colour(STDOUT_FILENO)}, text);
          if (!story.document.url.empty()) text += printable(story.document.url) + "\n";
          break;
      }
      out.write(text);
      if (form_of(options.question) != Form::People) return;
      const store::Query others = {
          "SELECT DISTINCT r.doc, r.source, r.published, r.is_copy FROM reports r WHERE r.happening IN (SELECT "
          "happening FROM "
          "events WHERE doc_id = ?) AND r.doc_id <> ? ORDER BY r.published, r.doc",
          {number, number}};
      if (db.number("SELECT count(*) FROM (" + others.sql + ")", others.values) == 0) return;
      out.write("The same happenings are told in\n");
      write_answer(db, others, {Form::People, {}, ""}, out);
    });
  });
}

}  // namespace

Command make_story(CLI::App& app) {
  const auto options = std::make_shared<StoryOptions>();
  CLI::App* story = app.add_subcommand("story", "Ask a store: one story, with what was coded in it");
  story->footer(kFooter);
  add_question(*story, options->question);
  story->add_option("ID", options->id, "The id of a document, or of one of its records")->required()->type_name("");
  return {story, [options] { return run_story(*options); }};
}

}  // namespace chancery::cli
