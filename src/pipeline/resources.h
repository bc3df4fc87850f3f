// What every document is read with: tables and models, loaded once, const, shared by all threads.
#pragma once

#include <string>
#include <string_view>

#include "base/packed_file.h"
#include "chancery/coder.h"
#include "coding/event_judge.h"
#include "knowledge/directory.h"
#include "knowledge/gazetteer.h"
#include "knowledge/lexicon.h"
#include "knowledge/ontology.h"
#include "knowledge/reference_words.h"
#include "knowledge/relation_words.h"
#include "knowledge/restraint.h"
#include "knowledge/time_words.h"
#include "knowledge/topics.h"
#include "learned/linear_model.h"
#include "syntax/parser.h"
#include "text/word_lists.h"

namespace chancery::pipeline {

/// Owns the mapped files; the tables and the directory hold views into them.
struct Resources {
  PackedFile data;
  PackedFile overlay;  // the directory, where a user's tables are laid over ours
  syntax::Model model;
  syntax::AttributionTagger attribution_tagger;  // empty where none was packed
  text::WordLists words;
  knowledge::TimeWords time_words;
  knowledge::Ontology ontology;
  knowledge::Lexicon lexicon;
  knowledge::Restraint restraint;
  knowledge::Directory directory;
  knowledge::Gazetteer gazetteer;
  learned::LinearModel attribution;  // empty where none was packed
  knowledge::ReferenceWords reference_words;
  knowledge::RelationWords relation_words;
  learned::LinearModel reference;  // empty where none was packed
  coding::EventJudge judge;        // empty where none was packed
  knowledge::Topics issues;        // data/issues
  knowledge::Topics contexts;      // contexts of events: data/ontology/contexts.tsv

  /// Throws Error (which file, what to do) where the data or the model is missing or damaged.
  static Resources load(const CoderOptions& options);
};

/// The directory alone, for commands that need no more.
struct DirectoryFiles {
  PackedFile data;
  PackedFile overlay;
  knowledge::Directory directory;

  static DirectoryFiles load(const CoderOptions& options);
};

/// Where a file of the installation lies: `given` (an option), else what the environment variable names, else beside
/// the executable, else in ../share/chancery. The first two are taken as they are; of the others the first that
/// exists. Throws Error, naming every place that was tried, where there is none.
std::string find_installed(std::string_view file_name, const std::string& given, const char* environment);

}  // namespace chancery::pipeline
