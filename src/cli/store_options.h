// What all commands share that ask a store: which store, in which form the answer comes, and what it is filtered by.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "chancery/coder.h"
#include "store/questions.h"
#include "store/store.h"

namespace CLI {
class App;
}

namespace chancery::cli {

/// The words of the command line.
struct QuestionOptions {
  std::string store;
  bool json = false;
  bool csv = false;
  std::vector<std::string> actors, recipients, countries, types, statuses, issues, sources, origins;
  std::string since, until;
  std::int64_t limit = -1;  // -1: as many as the form bears
  bool every_report = false;
  store::Resources resources;
  CoderOptions installation;
};

/// DB, and --memory and --store-threads for work on it.
void add_store(CLI::App& app, std::string& path, store::Resources& resources);
/// DB, --json, --csv and --limit.
void add_question(CLI::App& app, QuestionOptions& options);
/// --actor, --recipient, --country, --type, --since, --until, --issue, --source, --status, --origin, --reports.
void add_filters(CLI::App& app, QuestionOptions& options);

/// Opens for reading.
std::unique_ptr<store::Store> open_store(const std::string& path, const store::Resources& resources,
                                         store::Access access = store::Access::Read, const std::string& folder = "");

/// Who is meant by a word of the command line: an ISO code or a name of a country is the country with all that belongs
/// to it; else the name is looked up in the directory, so that "Putin" finds "Vladimir Putin", and in the store. Throws
/// UnknownParty where nobody in the store is called that.
class Parties {
 public:
  Parties(store::Database& db, const CoderOptions& installation);
  ~Parties();
  store::Party find(const std::string& name);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Wrong usage: nobody is called that. Caught by `answer_question`.
struct UnknownParty {
  std::string what;
};

/// The filters of a question. `limit` is that of the form where none was given.
store::Filters filters_of(const QuestionOptions& options, store::Database& db);

/// Runs `question`, and turns a wrong query or an unknown name into wrong usage (exit status 2).
template <class Question>
int answer_question(Question question);
int wrong_question(const std::string& what);

template <class Question>
int answer_question(Question question) {
  try {
    return question();
  } catch (const UnknownParty& unknown) {
    return wrong_question(unknown.what);
  } catch (const store::SqlError& error) {
    return wrong_question(error.what());
  }
}

}  // namespace chancery::cli
