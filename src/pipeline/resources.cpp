#include "pipeline/resources.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include "chancery/error.h"
#include "knowledge/data_file.h"
#include "knowledge/own_tables.h"
#include "pipeline/overlay.h"

namespace chancery::pipeline {
namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
  std::error_code failure;
  return fs::is_directory(path, failure);
}

bool is_file(const fs::path& path) {
  std::error_code failure;
  return fs::is_regular_file(path, failure);
}

/// For those who gave no reporter: the first line that is wrong is an Error.
class Strict : public Reporter {
 public:
  void refuse(std::string_view file, std::uint64_t line, std::string_view what) override {
    throw Error(std::string(file) + ":" + std::to_string(line) + ": " + std::string(what));
  }
  void warn(std::string_view, std::uint64_t, std::string_view) override {}
};

knowledge::Directory open_directory(const PackedFile& data, const CoderOptions& options, PackedFile& overlay) {
  if (options.actors_path.empty()) return knowledge::Directory::open(data);
  Strict strict;
  overlay = lay_over(data, options.actors_path, options.reporter != nullptr ? *options.reporter : strict);
  return knowledge::Directory::open(overlay);
}

/// The tables of `folder` in place of the packed ones, and those of `folder`/lexicon, where there are any.
void load_scheme(const std::string& folder, Resources& resources) {
  const auto packed = [&](std::string_view name) { return knowledge::raw_tables(resources.data, name); };
  try {
    const knowledge::OwnTables acts = knowledge::OwnTables::open(folder);
    // Their own lines must be right; of the packed tables that name acts, only what the scheme has a use for is taken.
    std::vector<TableText> needed = packed("ontology");
    std::erase_if(needed, [](const TableText& table) {
      return table.file.ends_with("/general.tsv") || table.file.ends_with("/said.tsv");
    });
    knowledge::Ontology::load(acts.over(needed));
    resources.ontology = knowledge::Ontology::load(acts.over(packed("ontology")), knowledge::Unknown::LeaveOut);
    knowledge::OwnTables words;
    if (const fs::path own = fs::path(folder) / "lexicon"; is_folder(own)) {
      words = knowledge::OwnTables::open(own.string());
      // The same for words.
      std::vector<TableText> strict;
      for (const TableText& table : packed("lexicon")) {
        if (table.file.ends_with("/frames.tsv")) strict.push_back(table);
      }
      knowledge::Lexicon::load(words.over(strict), resources.ontology);
    }
    resources.lexicon =
        knowledge::Lexicon::load(words.over(packed("lexicon")), resources.ontology, knowledge::Unknown::LeaveOut);
    resources.restraint = knowledge::Restraint::load(packed("restraint"), resources.ontology);
  } catch (const TableError& error) {
    throw Error(error.what());
  }
}

}  // namespace

Resources Resources::load(const CoderOptions& options) {
  const std::string path = find_installed("chancery.data", options.data_path, "CHANCERY_DATA");
  Resources resources{
      .data = knowledge::open_data(path),
      .overlay = {},
      .model = syntax::Model::load(find_installed("syntax.model", options.model_path, "CHANCERY_MODEL")),
      .attribution_tagger = {},
      .words = {},
      .time_words = {},
      .ontology = {},
      .lexicon = {},
      .restraint = {},
      .directory = {},
      .gazetteer =
          knowledge::Gazetteer::open(find_installed("chancery.places", options.places_path, "CHANCERY_PLACES")),
      .attribution = {},
      .reference_words = {},
      .relation_words = {},
      .reference = {},
      .judge = {},
      .issues = {},
      .contexts = {}};
  const auto tables = [&](std::string_view folder) { return knowledge::raw_tables(resources.data, folder); };
  try {
    resources.words = text::WordLists::load(tables("text"));
    std::vector<TableText> time_tables = tables("time");
    for (const TableText& table : tables("text")) time_tables.push_back(table);  // the calendar stands there
    resources.time_words = knowledge::TimeWords::load(time_tables);
    resources.reference_words = knowledge::ReferenceWords::load(tables("reference"));
    resources.relation_words = knowledge::RelationWords::load(tables("relations"));
    resources.issues = knowledge::Topics::load(tables("issues"), "issues.tsv");
    resources.contexts = knowledge::Topics::load(tables("ontology"), "contexts.tsv");
    if (options.ontology_path.empty()) {
      resources.ontology = knowledge::Ontology::load(tables("ontology"));
      resources.lexicon = knowledge::Lexicon::load(tables("lexicon"), resources.ontology);
      resources.restraint = knowledge::Restraint::load(tables("restraint"), resources.ontology);
    }
  } catch (const TableError& error) {
    // The packer has checked the tables: they are from another version.
    throw Error(path + ": " + error.what() + "; build or install it again");
  }
  if (!options.ontology_path.empty()) load_scheme(options.ontology_path, resources);
  resources.directory = open_directory(resources.data, options, resources.overlay);
  if (const std::string_view name = "learned.attribution.tagger"; resources.data.has_section(name)) {
    resources.attribution_tagger = syntax::AttributionTagger::from_bytes(
        std::string(resources.data.section(name)), path + ": " + std::string(name), 2 * resources.model.meta().hidden,
        resources.model.meta().input);
  }
  if (resources.data.has_section("learned.attribution")) {
    resources.attribution = learned::LinearModel::view(resources.data.section("learned.attribution"), path);
  }
  if (resources.data.has_section("learned.reference")) {
    resources.reference = learned::LinearModel::view(resources.data.section("learned.reference"), path);
  }
  resources.judge = coding::EventJudge::view(resources.data, path);
  return resources;
}

DirectoryFiles DirectoryFiles::load(const CoderOptions& options) {
  DirectoryFiles files;
  files.data = knowledge::open_data(find_installed("chancery.data", options.data_path, "CHANCERY_DATA"));
  files.directory = open_directory(files.data, options, files.overlay);
  return files;
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
