// chancery actor: a dossier of one person, body or country.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/answer.h"
#include "cli/command.h"
#include "cli/store_options.h"
#include "store/summaries.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery actor news.db Putin\n"
    "  chancery actor news.db China --since 2022-01-01 --json\n"
    "\n"
    "In JSON and CSV every row names its section: rows, offices, deals_with, does, is_done_to, years, said, latest. "
    "CSV has\n"
    "one table for each section, apart by an empty line.";

struct ActorOptions {
  QuestionOptions question;
  std::string name;
};

int run_actor(const ActorOptions& options) {
  return answer_question([&] {
    const auto store = open_store(options.question.store, options.question.resources);
    store::Database& db = store->db();
    store::Filters filters = filters_of(options.question, db);
    if (options.question.limit < 0) filters.limit = 0;
    if (filters.statuses.empty()) filters.statuses = {"actual"};
    const store::Party party = Parties(db, options.question.installation).find(options.name);
    const Form form = form_of(options.question);
    return to_standard_output([&](io::Output& out) {
      if (form == Form::People)
        out.write(party.shown + (party.country.empty() ? "" : " (" + party.country + ", the whole country)") + "\n");
      bool first = true;
      for (const store::DossierSection& section : store::dossier(party, filters)) {
        store::Query query = section.query;
        if (form != Form::People)
          query.sql = "SELECT '" + section.name + "' AS section, s.* FROM (" + query.sql + ") s";
        if (form == Form::People) out.write("\n" + section.title + "\n");
        if (form == Form::Csv && !first) out.write("\n");
        write_answer(db, query, {form, {}, "  nothing"}, out);
        first = false;
      }
    });
  });
}

}  // namespace

Command make_actor(CLI::App& app) {
  const auto options = std::make_shared<ActorOptions>();
  CLI::App* actor = app.add_subcommand("actor", "Ask a store: a dossier of one person, body or country");
  actor->footer(kFooter);
  add_question(*actor, options->question);
  actor->add_option("NAME", options->name, "Who")->required()->type_name("");
  add_filters(*actor, options->question);
  return {actor, [options] { return run_actor(*options); }};
}

}  // namespace chancery::cli
