// What main.cpp knows of a command: its words on the command line, and what to run when they were given.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace chancery::cli {

/// The exit statuses of the contract.
enum ExitStatus : int { kDone = 0, kRefusedInput = 1, kWrongUsage = 2, kFault = 3 };

struct Command {
  CLI::App* app = nullptr;
  /// Runs after the command line was read. Throws chancery::Error for a fault of the installation or the machine.
  std::function<int()> run;
};

/// One for each command; each adds its subcommand and options to `app`, which outlives the result.
Command make_actor(CLI::App& app);
Command make_code(CLI::App& app);
Command make_compare(CLI::App& app);
Command make_dyad(CLI::App& app);
Command make_evaluate(CLI::App& app);
Command make_events(CLI::App& app);
Command make_explain(CLI::App& app);
Command make_import_actors(CLI::App& app);
Command make_export(CLI::App& app);
Command make_import(CLI::App& app);
Command make_ingest(CLI::App& app);
Command make_pair(CLI::App& app);
Command make_parse(CLI::App& app);
Command make_recode(CLI::App& app);
Command make_resolve(CLI::App& app);
Command make_who(CLI::App& app);
Command make_sql(CLI::App& app);
Command make_statements(CLI::App& app);
Command make_story(CLI::App& app);
Command make_timeline(CLI::App& app);
Command make_top(CLI::App& app);

}  // namespace chancery::cli
