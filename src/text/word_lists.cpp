#include "text/word_lists.h"

#include <xxhash.h>

#include <charconv>
#include <optional>
#include <span>
#include <utility>

#include "base/mapped_file.h"

namespace chancery::text {
namespace {

template <class Value>
Value choose(const TableLine& line, std::initializer_list<std::pair<std::string_view, Value>> choices) {
  for (const auto& [name, value] : choices) {
    if (line.fields[1] == name) return value;
  }
  line.fail("'" + std::string(line.fields[1]) + "' is not one of the kinds in the head of the table");
}

std::uint8_t number_up_to(const TableLine& line, std::uint8_t most) {
  const std::string_view field = line.fields[2];
  std::uint8_t value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size() || value < 1 || value > most) {
    line.fail("'" + std::string(field) + "' is not a number from 1 to " + std::to_string(most));
  }
  return value;
}

void set_parts(const TableLine& line, WordFacts& facts) {
  std::size_t bytes = 0;
  for (std::string_view part : split_list(line.fields[1], ' ')) {
    if (facts.part_count == facts.part_bytes.size()) line.fail("more than three parts");
    facts.part_bytes[facts.part_count++] = static_cast<std::uint8_t>(part.size());
    if (line.fields[0].substr(bytes, part.size()) != part) line.fail("the parts are not the word");
    bytes += part.size();
  }
  if (bytes != line.fields[0].size()) line.fail("the parts are not the word");
  if (line.fields[2] == "alone") {
    facts.ending = true;
    facts.part_count = 0;
    return;
  }
  if (line.fields[2] != "any" && line.fields[2] != "lower" && line.fields[2] != "predicate") {
    line.fail("expected 'any', 'lower', 'predicate' or 'alone'");
  }
  facts.small_letters_only = line.fields[2] == "lower";
  facts.before_predicate = line.fields[2] == "predicate";
}

}  // namespace

std::uint64_t WordLists::Hash::operator()(std::string_view form) const { return XXH3_64bits(form.data(), form.size()); }

WordFacts& WordLists::at(std::string_view form) {
  longest_ = std::max(longest_, form.size());
  return facts_[std::string(form)];
}

void WordLists::load_table(const TableText& table) {
  const std::string_view path = table.file;
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  if (name == "abbreviations.tsv") {
    read_table(table, 2, 2, [&](const TableLine& line) {
      at(line.fields[0]).abbreviation = choose<Abbreviation>(line, {{"title", Abbreviation::Title},
                                                                    {"number", Abbreviation::Number},
                                                                    {"month", Abbreviation::Month},
                                                                    {"weekday", Abbreviation::Weekday},
                                                                    {"inner", Abbreviation::Inner},
                                                                    {"maybe", Abbreviation::Maybe},
                                                                    {"last", Abbreviation::Last}});
    });
  } else if (name == "agencies.tsv") {
    read_table(table, 2, 2, [&](const TableLine& line) {
      at(line.fields[0]).newsroom =
          choose<Newsroom>(line, {{"agency", Newsroom::Agency}, {"publisher", Newsroom::Publisher}});
    });
  } else if (name == "calendar.tsv") {
    read_table(table, 3, 3, [&](const TableLine& line) {
      const bool month = choose<bool>(line, {{"month", true}, {"weekday", false}});
      (month ? at(line.fields[0]).month : at(line.fields[0]).weekday) = number_up_to(line, month ? 12 : 7);
    });
  } else if (name == "contractions.tsv") {
    read_table(table, 3, 3, [&](const TableLine& line) { set_parts(line, at(line.fields[0])); });
  } else if (name == "slug_words.tsv") {
    read_table(table, 2, 2, [&](const TableLine& line) {
      at(line.fields[0]).slug = choose<SlugWord>(line, {{"date", SlugWord::Date},
                                                        {"update", SlugWord::Update},
                                                        {"label", SlugWord::Label},
                                                        {"by", SlugWord::By},
                                                        {"copyright", SlugWord::Copyright},
                                                        {"note", SlugWord::Note},
                                                        {"time", SlugWord::Time}});
    });
  } else if (name == "dotted_ends.tsv" || name == "emoticons.tsv" || name == "hyphens.tsv" ||
             name == "name_joiners.tsv" || name == "sentence_words.tsv" || name == "units.tsv") {
    read_table(table, 2, 2, [&](const TableLine& line) {
      at(line.fields[0]).*choose<bool WordFacts::*>(line, {{"domain", &WordFacts::domain},
                                                           {"file", &WordFacts::file_ending},
                                                           {"emoticon", &WordFacts::emoticon},
                                                           {"joiner", &WordFacts::joiner},
                                                           {"prefix", &WordFacts::prefix},
                                                           {"suffix", &WordFacts::suffix},
                                                           {"word", &WordFacts::hyphen_word},
                                                           {"starter", &WordFacts::starter},
                                                           {"predicate", &WordFacts::predicate},
                                                           {"saying", &WordFacts::saying},
                                                           {"unit", &WordFacts::unit}}) = true;
    });
  } else {
    throw TableError(table.file + ":0: no table of the word lists has this name");
  }
}

WordLists WordLists::load(const std::vector<TableText>& tables) {
  WordLists words;
  for (const TableText& table : tables) words.load_table(table);
  return words;
}

WordLists WordLists::read_folder(const std::string& folder) {
  std::vector<MappedFile> files;
  std::vector<TableText> tables;
  for (std::string_view name : kTables) {
    files.push_back(MappedFile::open(folder + "/" + std::string(name)));
    tables.push_back({files.back().path(), files.back().bytes()});
  }
  return load(tables);
}

const WordFacts* WordLists::find_folded(std::string_view form) const {
  std::array<char, 32> small;
  if (form.size() > small.size()) return nullptr;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = form[i];
    small[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return find({small.data(), form.size()});
}

Abbreviation WordLists::abbreviation(std::string_view form) const {
  if (const WordFacts* facts = find(form); facts && facts->abbreviation != Abbreviation::None) {
    return facts->abbreviation;
  }
  if (form.size() < 3 || form.size() > 12) return Abbreviation::None;
  std::array<char, 12> titled;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = form[i];
    if (i + 1 < form.size() && !(c >= 'A' && c <= 'Z')) return Abbreviation::None;
    titled[i] = i > 0 && c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  const WordFacts* facts = find({titled.data(), form.size()});
  return facts ? facts->abbreviation : Abbreviation::None;
}

}  // namespace chancery::text
