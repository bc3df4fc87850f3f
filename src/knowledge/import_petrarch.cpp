#include "knowledge/import_petrarch.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/calendar.h"
#include "knowledge/fold.h"
#include "knowledge/table_values.h"

namespace chancery::knowledge {
namespace {

using packing::number_in;
using packing::plural_of;

constexpr std::size_t kChunk = 3;            // letters of a part of a code
constexpr std::size_t kLongestAcronym = 5;   // a single word as short as this stays in capitals
constexpr std::size_t kMostSets = 4;         // sets in one phrase
constexpr std::size_t kMostMembers = 10000;  // phrases that sets may make of one
constexpr int kFirstYearOfLastCentury = 30;  // two digits: 31 is 1931, 30 is 2030

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '_'; }

/// "HAMID_KARZAI_" -> "Hamid Karzai"; "IAEA_" stays.
std::string name_of_entry(std::string_view entry) {
  std::string name;
  for (const char c : entry) {
    if (!is_space(c)) {
      name += c;
    } else if (!name.empty() && name.back() != ' ') {
      name += ' ';
    }
  }
  if (!name.empty() && name.back() == ' ') name.pop_back();
  const bool capitals = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!capitals || (name.size() <= kLongestAcronym && name.find(' ') == std::string::npos)) return name;
  bool first = true;
  for (char& c : name) {
    if (!first && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    first = c == ' ' || c == '-';
  }
  return name;
}

std::string small(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

struct Code {
  std::string iso3;
  std::string sector;
  std::string since, until;
};

struct Entry {
  TableLine line;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<Code> codes;
};

class Importer {
 public:
  Importer(const Petrarch& how, const Directory& directory) : how_(how), directory_(directory) {
    for (const TableText& table : how.codes) {
      read_table(table, 3, 3, [&](const TableLine& line) {
        codes_[std::string(line.fields[0])] = {std::string(line.field(1)), std::string(line.field(2))};
      });
    }
  }

  void read(const TableText& table) {
    std::string_view rest = table.text;
    TableLine line;
    line.table = &table;
    head_.reset();
    sets_.clear();
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      std::string_view text = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      ++line.number;
      text = trim(text.substr(0, std::min(text.find('#'), text.find(';'))));
      if (text.empty() || text.starts_with('<')) continue;
      try {
        read_line(line, text);
      } catch (const TableError& error) {
        how_.refuse(error);
      }
    }
    finish_head();
  }

  std::vector<MadeTable> tables() const {
    static constexpr std::string_view kOrigin = ", turned from a dictionary of the PETRARCH form.\n";
    std::vector<MadeTable> made;
    const auto add = [&](std::string name, std::string_view what, const std::set<std::string>& lines) {
      if (lines.empty()) return;
      MadeTable table{std::move(name), "# " + std::string(what) + std::string(kOrigin)};
      for (const std::string& line : lines) table.text += line + "\n";
      made.push_back(std::move(table));
    };
    add("agents.tsv", "Nouns for those who act: noun, plural, sector", agents_);
    add("offices/imported.tsv", "People by date: name, aliases, of, office, title, sector, since, until, source",
        offices_);
    add("organisations/imported.tsv", "Actors without dates: name, aliases, acronyms, country, sector", organisations_);
    add("state_names.tsv", "Words that stand for a state: words, kind, iso3", states_);
    return made;
  }

 private:
  void read_line(const TableLine& line, std::string_view text) {
    if (text.front() == '!' && text.find('=') != std::string_view::npos) {
      read_set(line, text);
      return;
    }
    const std::size_t bracket = text.find('[');
    std::string_view name = trim(text.substr(0, bracket));
    std::vector<std::string_view> codes;
    std::string_view rest = bracket == std::string_view::npos ? std::string_view() : text.substr(bracket);
    while (!rest.empty()) {
      if (rest.front() != '[') line.fail("'" + std::string(rest) + "': a code stands in [ ]");
      const std::size_t end = rest.find(']');
      if (end == std::string_view::npos) line.fail("a [ is not closed");
      codes.push_back(trim(rest.substr(1, end - 1)));
      rest = trim(rest.substr(end + 1));
    }
    if (std::any_of(codes.begin(), codes.end(),
                    [](std::string_view code) { return code.find('~') != std::string_view::npos; })) {
      finish_head();
      read_agent(line, name, codes);
      return;
    }
    if (!name.empty() && name.front() != '+') {
      finish_head();
      head_ = Entry{line, name_of_entry(name), {}, {}};
      if (fold_phrase(head_->name).empty()) {
        head_.reset();
        line.fail("a name is missing");
      }
    } else if (!head_) {
      line.fail(name.empty() ? "a code without an actor before it" : "a synonym without an actor before it");
    } else if (!name.empty()) {
      const std::string alias = name_of_entry(name.substr(1));
      if (fold_phrase(alias).empty()) line.fail("a synonym is missing");
      head_->aliases.push_back(alias);
    }
    for (const std::string_view code : codes) head_->codes.push_back(code_of(line, code));
  }

  /// "AFGGOV", "AFGGOV <20011222", "AFGGOV 20011222-20140929", "AFGELI >140929"
  Code code_of(const TableLine& line, std::string_view text) const {
    const std::size_t space = text.find_first_of(" \t<>");
    Code code = meaning_of(line, text.substr(0, space));
    std::string_view when = space == std::string_view::npos ? std::string_view() : trim(text.substr(space));
    if (when.empty()) return code;
    if (when.front() == '<') {
      code.until = date_of(line, trim(when.substr(1)));
    } else if (when.front() == '>') {
      code.since = date_of(line, trim(when.substr(1)));
    } else if (const std::size_t dash = when.find('-'); dash != std::string_view::npos) {
      code.since = date_of(line, trim(when.substr(0, dash)));
      code.until = date_of(line, trim(when.substr(dash + 1)));
      if (code.until < code.since) line.fail("ends before it begins");
    } else {
      line.fail("'" + std::string(when) + "': write <date, >date or date-date");
    }
    return code;
  }

  Code meaning_of(const TableLine& line, std::string_view text) const {
    std::string code;
    for (const char c : text) {
      if (c != '~') code += c;
    }
    if (code.size() < kChunk || code.size() % kChunk != 0) {
      line.fail("'" + std::string(text) + "' is no code: its parts have three letters");
    }
    Code found;
    for (std::size_t at = 0; at < code.size(); at += kChunk) {
      const std::string part = code.substr(at, kChunk);
      if (at == 0 && directory_.country_from(part).exists()) {
        found.iso3 = part;
        continue;
      }
      const auto known = codes_.find(part);
      if (known == codes_.end()) continue;
      if (at == 0 && !known->second.first.empty()) found.iso3 = known->second.first;
      if (found.sector.empty() || found.sector == "UNK") {
        if (!known->second.second.empty()) found.sector = known->second.second;
      }
    }
    if (found.iso3.empty() && found.sector.empty()) {
      line.fail("the code '" + std::string(text) + "' is not known: data/import/petrarch_codes.tsv has those that are");
    }
    return found;
  }

  /// Days are YYYYMMDD or YYMMDD.
  std::string date_of(const TableLine& line, std::string_view text) const {
    if (text.size() != 6 && text.size() != 8) line.fail("'" + std::string(text) + "' is no date: YYYYMMDD or YYMMDD");
    const std::size_t digits = text.size() - 4;
    int year = number_in(line, text.substr(0, digits));
    if (digits == 2) year += year > kFirstYearOfLastCentury ? 1900 : 2000;
    const int month = number_in(line, text.substr(digits, 2));
    const int day = number_in(line, text.substr(digits + 2));
    const std::optional<Day> found = day_of(year, month, day);
    if (!found) line.fail("'" + std::string(text) + "' is no day of the calendar");
    return format_day(*found);
  }

  void read_set(const TableLine& line, std::string_view text) {
    const std::size_t equals = text.find('=');
    const std::string_view name = trim(text.substr(0, equals));
    if (name.size() < 3 || name.back() != '!') line.fail("a set of words is written !NAME! = WORD, WORD");
    std::vector<std::string> members;
    for (const std::string_view member : split_list(text.substr(equals + 1), ',')) {
      members.push_back(small(name_of_entry(member)));
    }
    if (members.empty()) line.fail("the set " + std::string(name) + " is empty");
    sets_[std::string(name)] = std::move(members);
  }

  /// The phrases that a phrase with sets stands for.
  std::vector<std::string> expand(const TableLine& line, std::string_view name) const {
    std::vector<std::string> made = {std::string(name)};
    for (std::size_t round = 0;; ++round) {
      const std::size_t begin = made.front().find('!');
      if (begin == std::string::npos) return made;
      if (round == kMostSets) line.fail("more than " + std::to_string(kMostSets) + " sets in one phrase");
      std::vector<std::string> next;
      for (const std::string& phrase : made) {
        const std::size_t at = phrase.find('!');
        const std::size_t end = phrase.find('!', at + 1);
        if (end == std::string::npos) line.fail("a ! is not closed");
        const auto set = sets_.find(phrase.substr(at, end + 1 - at));
        if (set == sets_.end()) line.fail("the set " + phrase.substr(at, end + 1 - at) + " was not told before");
        for (const std::string& member : set->second)
          next.push_back(phrase.substr(0, at) + member + phrase.substr(end + 1));
        if (next.size() > kMostMembers) line.fail("the sets make too many phrases");
      }
      made = std::move(next);
    }
  }

  void read_agent(const TableLine& line, std::string_view name, const std::vector<std::string_view>& codes) {
    const Code code = meaning_of(line, codes.front());
    if (code.sector.empty()) line.fail("the code tells no sector");
    std::optional<std::string> plural;
    if (const std::size_t brace = name.find('{'); brace != std::string_view::npos) {
      const std::size_t end = name.find('}', brace);
      if (end == std::string_view::npos) line.fail("a { is not closed");
      plural = small(name_of_entry(name.substr(brace + 1, end - brace - 1)));
      if (plural->empty()) plural = "=";  // it has none of its own
      name = trim(name.substr(0, brace));
    }
    const bool of_set = name.find('!') != std::string_view::npos;
    std::vector<std::string> nouns;
    for (const std::string& noun : expand(line, name)) nouns.push_back(small(name_of_entry(noun)));
    for (const std::string& noun : nouns) {
      if (fold_phrase(noun).empty()) line.fail("a noun is missing");
      std::string many = plural.value_or("");
      if (of_set && !plural) {
        // A set has its plurals among its words.
        const auto is_plural = [&](const std::string& other) { return plural_of(other) == noun; };
        if (std::any_of(nouns.begin(), nouns.end(), is_plural)) continue;
      }
      if (many == plural_of(noun)) many.clear();
      if (!agent_nouns_.insert(fold_phrase(noun)).second) continue;
      agents_.insert(noun + "\t" + many + "\t" + code.sector);
    }
  }

  void finish_head() {
    if (!head_) return;
    const Entry entry = std::move(*head_);
    head_.reset();
    try {
      finish(entry);
    } catch (const TableError& error) {
      how_.refuse(error);
    }
  }

  void finish(const Entry& entry) {
    if (entry.codes.empty()) entry.line.fail("'" + entry.name + "' has no code");
    if (!names_.insert(fold_phrase(entry.name)).second) {
      entry.line.fail("'" + entry.name + "' was there before; the first holds");
    }
    const auto or_none = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
    std::string aliases;
    std::set<std::string> seen = {fold_phrase(entry.name)};
    for (const std::string& alias : entry.aliases) {
      if (seen.insert(fold_phrase(alias)).second) aliases += (aliases.empty() ? "" : ";") + alias;
    }
    const bool dated = std::any_of(entry.codes.begin(), entry.codes.end(),
                                   [](const Code& code) { return !code.since.empty() || !code.until.empty(); });
    if (dated) {
      for (const Code& code : entry.codes) {
        // What holds on all other days tells nothing that the country of the others does not.
        if (code.since.empty() && code.until.empty()) continue;
        offices_.insert(entry.name + "\t" + aliases + "\t" + or_none(code.iso3) + "\trole\t\t" +
                        (code.sector.empty() ? "CVL" : code.sector) + "\t" + code.since + "\t" + code.until +
                        "\timported");
      }
      return;
    }
    const Code& code = entry.codes.front();
    if (code.sector.empty()) {
      states_.insert(entry.name + (aliases.empty() ? "" : ";" + aliases) + "\tname\t" + code.iso3);
    } else {
      organisations_.insert(entry.name + "\t" + aliases + "\t\t" + or_none(code.iso3) + "\t" + code.sector);
    }
  }

  const Petrarch& how_;
  const Directory& directory_;
  std::map<std::string, std::pair<std::string, std::string>> codes_;
  std::map<std::string, std::vector<std::string>> sets_;
  std::optional<Entry> head_;
  std::set<std::string> names_, agent_nouns_;
  std::set<std::string> agents_, offices_, organisations_, states_;
};

}  // namespace

std::vector<MadeTable> import_petrarch(const std::vector<TableText>& dictionaries, const Petrarch& how,
                                       const Directory& directory) {
  Importer importer(how, directory);
  for (const TableText& table : dictionaries) importer.read(table);
  return importer.tables();
}

}  // namespace chancery::knowledge
