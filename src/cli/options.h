// Options that more than one command has, and their checks: a wrong value is wrong usage, told with what is right.
#pragma once

#include <string>
#include <vector>

#include "chancery/coder.h"
#include "io/reader.h"

namespace CLI {
class App;
}

namespace chancery::cli {

/// --data, --model and --ontology.
void add_installation(CLI::App& app, CoderOptions& options);
/// --with: a folder of tables of actors.
void add_actors(CLI::App& app, CoderOptions& options);
/// --date, checked to be a day.
void add_date(CLI::App& app, std::string& date, const std::string& what);

/// What --from and --column said, before they are turned into ReadOptions.
struct ReadingWords {
  std::string from;
  std::vector<std::string> columns;
};
/// --from, --column and the limits of reading.
void add_reading(CLI::App& app, io::ReadOptions& options, ReadingWords& words);
/// Fills `options` from `words`, which were checked when they were read.
void apply(const ReadingWords& words, io::ReadOptions& options);

}  // namespace chancery::cli
