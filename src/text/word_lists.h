// What the first layer knows about words: abbreviations, contractions, months, agencies.
//
// Loaded once from the tables of data/text/ (packed or read from the folder); const from then on and shared by all
// threads. Words are looked up as written, some also folded to small letters.
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"

namespace chancery::text {

/// Whether the stop of an abbreviation can end a sentence; see data/text/abbreviations.tsv.
enum class Abbreviation : std::uint8_t { None, Title, Number, Month, Weekday, Inner, Maybe, Last };

/// What a word does in the lines around a story; see data/text/slug_words.tsv.
enum class SlugWord : std::uint8_t { None, Date, Update, By, Copyright, Note, Label, Time };

enum class Newsroom : std::uint8_t { None, Agency, Publisher };

/// All that the tables say of one form.
struct WordFacts {
  Abbreviation abbreviation = Abbreviation::None;
  SlugWord slug = SlugWord::None;
  Newsroom newsroom = Newsroom::None;
  std::uint8_t month = 0;    // January is 1
  std::uint8_t weekday = 0;  // Monday is 1
  bool unit = false;         // may be written straight after a number
  bool prefix = false;       // keeps the hyphen after it
  bool suffix = false;       // keeps the hyphen before it
  bool hyphen_word = false;  // the whole is one word, hyphens and all
  bool starter = false;      // with a capital, it most likely begins a sentence
  bool predicate = false;    // after "its", it shows that "it is" was meant
  bool saying = false;       // "said": what stands before it in quotation marks is not over
  bool domain = false;       // ends a web address
  bool file_ending = false;
  bool emoticon = false;
  bool joiner = false;                     // a small word inside names of places and newsrooms
  bool ending = false;                     // 's and the like, standing alone
  std::uint8_t part_count = 0;             // of a contraction; 1 where the word stays whole
  bool small_letters_only = false;         // the contraction is none with a capital
  bool before_predicate = false;           // it is one only before a word with `predicate`
  std::array<std::uint8_t, 3> part_bytes;  // their lengths
};

class WordLists {
 public:
  /// The tables it is made of, by name in data/text/.
  static constexpr std::array<std::string_view, 11> kTables = {
      "abbreviations.tsv",  "agencies.tsv",   "calendar.tsv", "contractions.tsv",
      "dotted_ends.tsv",    "emoticons.tsv",  "hyphens.tsv",  "name_joiners.tsv",
      "sentence_words.tsv", "slug_words.tsv", "units.tsv",
  };

  /// Reads the tables, told apart by the last part of their file names; copies what it needs. Throws TableError for
  /// a line it cannot read and for a table it does not know.
  static WordLists load(const std::vector<TableText>& tables);
  /// The same from a folder that holds all of kTables; throws Error where one cannot be opened.
  static WordLists read_folder(const std::string& folder);

  /// The facts on a form as written, or null.
  const WordFacts* find(std::string_view form) const {
    if (form.size() > longest_) return nullptr;
    const auto at = facts_.find(form);
    return at == facts_.end() ? nullptr : &at->second;
  }
  /// The facts on a form in small letters (ASCII only), or null.
  const WordFacts* find_folded(std::string_view form) const;
  /// How an abbreviation with its stop ends sentences; "GEN." is also looked up as "Gen.".
  Abbreviation abbreviation(std::string_view form) const;

 private:
  struct Hash {
    using is_transparent = void;
    using is_avalanching = void;
    std::uint64_t operator()(std::string_view form) const;
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const { return a == b; }
  };

  WordFacts& at(std::string_view form);
  void load_table(const TableText& table);

  boost::unordered_flat_map<std::string, WordFacts, Hash, Equal> facts_;
  std::size_t longest_ = 0;
};

}  // namespace chancery::text
