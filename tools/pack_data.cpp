// chancery-pack DATA OUT [NAME=MODEL…]: checks all tables of the folder DATA and packs them into the file OUT, with
// models under their names ("learned.NAME").
//
// data/actors and data/places/places.tsv become the rows of the directory; they are kept as they are, too, compressed,
// to be read again where a user's tables are laid over them, and by `chancery who`. Every other folder is kept as it
// is, a section "raw.FOLDER", for its reader to load. The first line that is wrong is told as `file:line: what`, exit
// status 1. The same tables give the same bytes.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "base/mapped_file.h"
#include "base/packed_file.h"
#include "base/table.h"
#include "knowledge/data_file.h"
#include "knowledge/directory_builder.h"
#include "knowledge/lexicon.h"
#include "knowledge/ontology.h"
#include "knowledge/own_tables.h"
#include "knowledge/reference_words.h"
#include "knowledge/relation_words.h"
#include "knowledge/restraint.h"
#include "knowledge/time_words.h"
#include "knowledge/topics.h"
#include "learned/linear_model.h"
#include "learned/word_clusters.h"
#include "syntax/attribution_tagger.h"
#include "text/word_lists.h"

namespace {

namespace fs = std::filesystem;
using chancery::MappedFile;
using chancery::TableError;
using chancery::TableText;

/// Loads the tables that are packed as they are, as the program will: a line that it cannot read is told here.
void check_raw_tables(const std::map<std::string, std::vector<TableText>>& folders) {
  const auto tables = [&](const char* folder) {
    const auto found = folders.find(folder);
    if (found == folders.end()) throw TableError(std::string("data/") + folder + " has no tables");
    return found->second;
  };
  chancery::text::WordLists::load(tables("text"));
  std::vector<TableText> time_tables = tables("time");
  for (const TableText& table : tables("text")) time_tables.push_back(table);  // the calendar stands there
  chancery::knowledge::TimeWords::load(time_tables);
  const auto ontology = chancery::knowledge::Ontology::load(tables("ontology"));
  chancery::knowledge::Topics::load(tables("ontology"), "contexts.tsv");
  chancery::knowledge::Topics::load(tables("issues"), "issues.tsv");
  chancery::knowledge::Lexicon::load(tables("lexicon"), ontology);
  chancery::knowledge::Restraint::load(tables("restraint"), ontology);
  chancery::knowledge::ReferenceWords::load(tables("reference"));
  chancery::knowledge::RelationWords::load(tables("relations"));
}

/// Adds "learned.NAME" from a model file, which is checked: what is packed can be read.
void add_model(const std::string& argument, chancery::PackedWriter& writer) {
  const std::size_t equals = argument.find('=');
  if (equals == std::string::npos) throw std::runtime_error(argument + ": not NAME=MODEL");
  const std::string path = argument.substr(equals + 1);
  const std::string name = "learned." + argument.substr(0, equals);
  if (name.ends_with(".tagger")) {  // a network: kept whole, as the program maps it
    chancery::PackedFile::open(path, chancery::syntax::kTaggerMagic, chancery::syntax::kTaggerVersion);
    writer.add(name, std::string(MappedFile::open(path).bytes()));
    return;
  }
  const auto file =
      chancery::PackedFile::open(path, chancery::learned::kLinearMagic, chancery::learned::kLinearVersion);
  const std::string_view bytes = file.section("linear");
  chancery::learned::LinearModel::view(bytes, path);
  writer.add(name, std::string(bytes));
  if (file.has_section("roles")) {
    chancery::learned::LinearModel::view(file.section("roles"), path);
    writer.add(name + ".roles", std::string(file.section("roles")));
  }
  if (file.has_section("clusters")) {
    chancery::learned::WordClusters::view(file.section("clusters"), path);
    writer.add(name + ".clusters", std::string(file.section("clusters")));
  }
}

int pack(const fs::path& root, const fs::path& out_path, const std::vector<std::string>& models) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".tsv") continue;
    // What models are learned from is no part of the program.
    if (*entry.path().lexically_relative(root).begin() == "training") continue;
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<MappedFile> files;
  files.reserve(paths.size());
  std::map<std::string, std::vector<TableText>> folders;
  for (const fs::path& path : paths) {
    files.push_back(MappedFile::open(path.string()));
    const fs::path within = path.lexically_relative(root);
    // Messages name files from the source root, as people know them.
    const TableText table{(root.filename() / within).generic_string(), files.back().bytes()};
    chancery::knowledge::check_bytes(table);
    folders[within.begin()->string()].push_back(table);
  }
  check_raw_tables(folders);
  chancery::PackedWriter writer;
  std::vector<TableText> who;
  std::vector<TableText> raw_names;
  for (const auto& [folder, tables] : folders) {
    if (folder == "actors") {
      who.insert(who.end(), tables.begin(), tables.end());
      chancery::knowledge::add_actor_tables(folder, tables, writer);
      continue;
    }
    if (folder == "places") {
      // The rest of the folder is for chancery-pack-places.
      std::vector<TableText> known;
      for (const TableText& table : tables) {
        if (table.file.ends_with("/places.tsv")) known.push_back(table);
      }
      who.insert(who.end(), known.begin(), known.end());
      chancery::knowledge::add_actor_tables(folder, known, writer);
      continue;
    }
    raw_names.push_back({folder, {}});
    writer.add("raw." + folder, chancery::knowledge::pack_raw_tables(tables));
  }
  writer.add("raw", chancery::knowledge::pack_raw_tables(raw_names));
  chancery::knowledge::build_directory(who, writer);
  for (const std::string& model : models) add_model(model, writer);

  const std::string bytes = writer.finish(chancery::knowledge::kDataMagic, chancery::knowledge::kDataVersion);
  const fs::path temporary = out_path.string() + ".tmp";
  {
    std::ofstream out(temporary, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error(temporary.string() + ": cannot be written");
  }
  fs::rename(temporary, out_path);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: chancery-pack DATA OUT [NAME=MODEL…]\n");
    return 2;
  }
  try {
    fs::path root = fs::path(argv[1]).lexically_normal();
    if (!root.has_filename()) root = root.parent_path();
    return pack(root, argv[2], {argv + 3, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
