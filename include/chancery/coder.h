// The coder: a document in, its records out.
//
//   chancery::Coder coder;                       // finds its data beside the program
//   chancery::Records records = coder.code(document);
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "chancery/document.h"
#include "chancery/error.h"
#include "chancery/records.h"

namespace chancery {

struct CoderOptions {
  /// The packed tables and the syntax model. Where a path is empty it is looked for in the environment
  /// (CHANCERY_DATA, CHANCERY_MODEL, CHANCERY_PLACES), beside the executable, and in ../share/chancery from there.
  std::string data_path;
  std::string model_path;
  std::string places_path;
  /// A folder of tables in the form of data/actors that are laid over ours; none where it is empty.
  std::string actors_path;
  /// Hears of lines of `actors_path` that are wrong, which are passed over; without it the first is an Error.
  Reporter* reporter = nullptr;
  /// A folder with tables of a scheme of your own, in place of the packed ones of their names; see docs/own-scheme.md.
  std::string ontology_path;
  /// A longer sentence is split for the tree, in tokens.
  std::size_t sentence_tokens = 250;
};

/// Owns the resources, which are loaded once and never change, and a pool of scratch analyses. `code` may be called
/// from any number of threads at a time; the same document and options give the same records.
class Coder {
 public:
  /// Throws Error (which file, what to do) where the data or the model is missing or damaged.
  explicit Coder(const CoderOptions& options = {});
  ~Coder();
  Coder(Coder&&) noexcept;
  Coder& operator=(Coder&&) noexcept;

  /// Never fails on any text; a text with nothing in it gives a head and no records. The records own their strings.
  Records code(const Document& document) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery
