// chancery sql: any question, in SQL. Reads only.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/answer.h"
#include "cli/command.h"
#include "cli/store_options.h"
#include "cli/terminal.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery sql news.db \"SHOW TABLES\"\n"
    "  chancery sql news.db \"SELECT event, count(*) FROM happenings GROUP BY event ORDER BY 2 DESC\" --csv\n"
    "\n"
    "The dialect is DuckDB's. docs/store.md draws the tables, and they carry their comments. Nothing is changed, and "
    "no\n"
    "file but the store is read.";

struct SqlOptions {
  QuestionOptions question;
  std::string sql;
};

int run_sql(const SqlOptions& options) {
  return answer_question([&] {
    const auto store = open_store(options.question.store, options.question.resources);
    return write_question(store->db(), {options.sql, {}}, options.question, {});
  });
}

}  // namespace

Command make_sql(CLI::App& app) {
  const auto options = std::make_shared<SqlOptions>();
  CLI::App* sql = app.add_subcommand("sql", "Ask a store: any question, in SQL");
  sql->footer(kFooter);
  add_question(*sql, options->question);
  sql->add_option("SQL", options->sql, "One SELECT")->required()->type_name("");
  return {sql, [options] { return run_sql(*options); }};
}

}  // namespace chancery::cli
