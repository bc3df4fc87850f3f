#include "cli/exchange_codes.h"

#include <charconv>

#include "base/table.h"
#include "knowledge/data_file.h"
#include "knowledge/directory.h"
#include "knowledge/ontology.h"
#include "pipeline/resources.h"

namespace chancery::cli {
namespace {

bool is_file(const TableText& table, std::string_view name) { return table.file.ends_with(name); }

std::string cell(const std::vector<std::vector<std::string>>& rows, std::size_t by, std::string_view word,
                 std::size_t want) {
  for (const std::vector<std::string>& row : rows) {
    if (!word.empty() && row[by] == word) return row[want];
  }
  return {};
}

}  // namespace

ExchangeCodes::ExchangeCodes(const CoderOptions& installation) {
  const PackedFile data =
      knowledge::open_data(pipeline::find_installed("chancery.data", installation.data_path, "CHANCERY_DATA"));
  const knowledge::Directory directory = knowledge::Directory::open(data);
  for (const TableText& table : knowledge::raw_tables(data, "exchange")) {
    read_table(table, 3, 3, [&](const TableLine& line) {
      const std::string first(line.field(0));
      if (is_file(table, "countries.tsv")) {
        const knowledge::CountryId id = directory.country_from(first);
        if (!id.exists()) line.fail("there is no country " + first);
        const std::string cameo(line.field(2).empty() ? line.field(0) : line.field(2));
        countries.push_back({first, std::string(line.field(1)), cameo, std::string(directory.country(id).name)});
      } else {
        if (!knowledge::sector_from(first)) line.fail("there is no sector " + first);
        sectors.push_back({first, std::string(line.field(1)), std::string(line.field(2))});
      }
    });
  }
  const std::vector<TableText> tables = knowledge::raw_tables(data, "ontology");
  for (const TableText& table : tables) {
    if (!is_file(table, "cameo.tsv")) continue;
    read_table(table, 3, 4, [&](const TableLine& line) {
      const std::string code(line.field(0));
      labels.push_back({code, std::string(line.field(1))});
      const std::string_view score = line.field(2);
      std::from_chars(score.data(), score.data() + score.size(), scores_[code]);
    });
  }
  const knowledge::Ontology ontology = knowledge::Ontology::load(tables);
  for (std::uint32_t i = 0; i < ontology.act_count(); ++i) {
    const knowledge::Act& act = ontology[knowledge::ActId(i)];
    if (act.event && !act.cameo.empty()) meanings_.emplace(act.cameo, CameoMeaning{*act.event, act.mode});
  }
}

std::string ExchangeCodes::country_from_cameo(std::string_view code) const {
  const std::string iso = cell(countries, 2, code, 0);
  return iso.empty() ? cell(countries, 0, code, 0) : iso;
}
std::string ExchangeCodes::country_from_fips(std::string_view code) const {
  return code == "GZ" ? cell(countries, 1, "WE", 0) : cell(countries, 1, code, 0);
}
std::string ExchangeCodes::country_from_name(std::string_view name) const { return cell(countries, 3, name, 0); }

std::string ExchangeCodes::sector_from(std::string_view word) const {
  std::string found = cell(sectors, 1, word, 0);
  if (found.empty()) found = cell(sectors, 2, word, 0);
  return found.empty() ? cell(sectors, 0, word, 0) : found;
}

std::optional<CameoMeaning> ExchangeCodes::meaning_of(const std::string& cameo) const {
  for (std::string code = cameo; code.size() >= 2; code.pop_back()) {
    // The code itself, or the first of those below it.
    const auto at = meanings_.lower_bound(code);
    if (at != meanings_.end() && at->first.starts_with(code)) return at->second;
  }
  return std::nullopt;
}

std::optional<double> ExchangeCodes::goldstein_of(const std::string& cameo) const {
  const auto found = scores_.find(cameo);
  return found == scores_.end() ? std::nullopt : std::optional<double>(found->second);
}

}  // namespace chancery::cli
