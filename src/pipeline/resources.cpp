#include "pipeline/resources.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include "chancery/error.h"
#include "knowledge/data_file.h"

namespace chancery::pipeline {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code failure;
  return fs::is_regular_file(path, failure);
}

}  // namespace

Resources Resources::load(const CoderOptions& options) {
  const std::string path = find_installed("chancery.data", options.data_path, "CHANCERY_DATA");
  Resources resources{
      .data = knowledge::open_data(path),
      .model = syntax::Model::load(find_installed("syntax.model", options.model_path, "CHANCERY_MODEL")),
      .words = {},
      .time_words = {},
      .ontology = {},
      .lexicon = {},
      .directory = {},
      .gazetteer =
          knowledge::Gazetteer::open(find_installed("chancery.places", options.places_path, "CHANCERY_PLACES")),
      .issues = {},
      .contexts = {}};
  const auto tables = [&](std::string_view folder) { return knowledge::raw_tables(resources.data, folder); };
  try {
    resources.words = text::WordLists::load(tables("text"));
    std::vector<TableText> time_tables = tables("time");
    for (const TableText& table : tables("text")) time_tables.push_back(table);  // the calendar stands there
    resources.time_words = knowledge::TimeWords::load(time_tables);
    resources.ontology = knowledge::Ontology::load(tables("ontology"));
    resources.issues = knowledge::Topics::load(tables("issues"), "issues.tsv");
    resources.contexts = knowledge::Topics::load(tables("ontology"), "contexts.tsv");
    resources.lexicon = knowledge::Lexicon::load(tables("lexicon"), resources.ontology);
  } catch (const TableError& error) {
    // The packer has checked the tables: they are from another version.
    throw Error(path + ": " + error.what() + "; build or install it again");
  }
  resources.directory = knowledge::Directory::open(resources.data);
  return resources;
}

std::string find_installed(std::string_view file_name, const std::string& given, const char* environment) {
  if (!given.empty()) {
    if (!is_file(given)) throw Error(given + ": there is no such file; name an existing " + std::string(file_name));
    return given;
  }
  if (const char* named = std::getenv(environment); named != nullptr && *named != '\0') {
    if (!is_file(named)) {
      throw Error(std::string(named) + ": there is no such file; " + environment +
                  " names it: set it right or unset it");
    }
    return named;
  }
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  std::string tried;
  if (!failure) {
    const fs::path folder = program.parent_path();
    for (const fs::path& candidate :
         {folder / file_name, (folder / ".." / "share" / "chancery" / file_name).lexically_normal()}) {
      if (is_file(candidate)) return candidate.string();
      tried += (tried.empty() ? "" : ", ") + candidate.string();
    }
  }
  throw Error(std::string(file_name) + ": not found (" + tried + "); run `make build`, reinstall, or set " +
              environment);
}

}  // namespace chancery::pipeline
