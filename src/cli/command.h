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
Command make_code(CLI::App& app);
Command make_explain(CLI::App& app);
Command make_pair(CLI::App& app);
Command make_parse(CLI::App& app);
Command make_resolve(CLI::App& app);

}  // namespace chancery::cli
