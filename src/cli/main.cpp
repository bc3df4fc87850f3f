// The program: reads the command line, runs one command, turns whatever happens into an exit status.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"
#include "cli/command.h"
#include "cli/suggest.h"
#include "cli/terminal.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery code examples --to brief      what happened, as a page for people\n"
    "  chancery code news.jsonl.gz -o events.jsonl\n"
    "  chancery COMMAND --help                what a command takes, with examples\n"
    "\n"
    "Exit status: 0 done; 1 some input was refused, the rest is done; 2 wrong usage; 3 a fault of the program or the\n"
    "machine.";

/// `command` is empty, or the one whose help tells what is right.
int wrong_usage(const std::string& what, const std::string& command = "") {
  say_error(what);
  std::fputs(command.empty() ? "Run `chancery --help` for the commands.\n"
                             : ("Run `chancery " + command + " --help` for what it takes.\n").c_str(),
             stderr);
  return kWrongUsage;
}

int run(int argc, char** argv) {
  CLI::App app{"Reads news and writes who did what to whom: events, statements and relations, as records.", "chancery"};
  app.set_version_flag("--version", std::string("chancery ") + CHANCERY_VERSION, "Print the version");
  app.set_help_flag("-h,--help", "Print this help");
  app.footer(kFooter);
  app.require_subcommand(0, 1);
  app.failure_message([](const CLI::App*, const CLI::Error& error) { return std::string(error.what()); });
  const std::vector<Command> commands = {
      make_code(app),     make_explain(app),       make_pair(app),     make_parse(app),   make_resolve(app),
      make_who(app),      make_import_actors(app), make_ingest(app),   make_events(app),  make_statements(app),
      make_dyad(app),     make_actor(app),         make_timeline(app), make_top(app),     make_story(app),
      make_sql(app),      make_export(app),        make_import(app),   make_compare(app), make_recode(app),
      make_evaluate(app),
  };

  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.app->get_name());
  if (argc < 2) {
    std::fputs(app.help().c_str(), stderr);
    return kWrongUsage;
  }
  // CLI11 would only say that the word was not expected.
  const std::string_view first = argv[1];
  const bool is_command = std::find(names.begin(), names.end(), first) != names.end();
  if (!is_command && !first.starts_with('-')) {
    const std::string near = nearest_word(first, names);
    return wrong_usage("there is no command '" + std::string(first) + "'" +
                       (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help and --version
    return app.exit(asked) == 0 ? kDone : kWrongUsage;
  } catch (const CLI::ParseError& error) {
    // CLI11 has its own numbers above 100; the contract knows one.
    return wrong_usage(error.what(), is_command ? argv[1] : "");
  }
  for (const Command& command : commands) {
    if (command.app->parsed()) return command.run();
  }
  return wrong_usage("name a command");
}

/// A library that finds a fault where it may not throw, such as a file that cannot be closed, would abort.
[[noreturn]] void end_by_fault() {
  std::string what = "a fault of the program";
  try {
    if (const std::exception_ptr thrown = std::current_exception()) std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    what = std::string("a fault of the machine or the program, in an end that cannot go on: ") + error.what();
  } catch (...) {
  }
  say_error(what);
  std::_Exit(kFault);
}

}  // namespace
}  // namespace chancery::cli

int main(int argc, char** argv) {
  using namespace chancery::cli;
  hold_standard_streams();
  // A reader that went away is noticed where we write: it ends the run in good order, half-made files removed.
  std::signal(SIGPIPE, SIG_IGN);
  std::set_terminate(end_by_fault);
  try {
    return run(argc, argv);
  } catch (const chancery::Error& error) {
    say_error(error.what());
  } catch (const std::bad_alloc&) {
    say_error("out of memory; try fewer --threads");
  } catch (const std::exception& error) {
    say_error(std::string("a fault of the program: ") + error.what());
  }
  return kFault;
}
