// Codes of the forms of others: data/exchange, the names of countries, and what CAMEO codes mean.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/coder.h"
#include "chancery/records.h"

namespace chancery::cli {

struct CameoMeaning {
  EventType event = EventType::Consult;
  std::string mode;
};

/// Owns what it read. Throws Error where the installation lacks a table, TableError where a line is wrong.
class ExchangeCodes {
 public:
  explicit ExchangeCodes(const CoderOptions& installation);
  std::vector<std::vector<std::string>> countries;  // iso3, fips, cameo, name
  std::vector<std::vector<std::string>> sectors;    // sector, cameo role, icews name
  std::vector<std::vector<std::string>> labels;     // cameo code, its words

  /// From the code of a country in CAMEO (or ISO), FIPS, or its name; empty where it is none.
  std::string country_from_cameo(std::string_view code) const;
  std::string country_from_fips(std::string_view code) const;
  std::string country_from_name(std::string_view name) const;
  /// A PLOVER sector from a CAMEO role or the name of a sector in ICEWS; empty where it is none.
  std::string sector_from(std::string_view word) const;
  /// The type and mode of a CAMEO code: its own, or that of the nearest code that has one. Nothing for root 01.
  std::optional<CameoMeaning> meaning_of(const std::string& cameo) const;
  std::optional<double> goldstein_of(const std::string& cameo) const;

 private:
  std::map<std::string, CameoMeaning, std::less<>> meanings_;
  std::map<std::string, double, std::less<>> scores_;
};

}  // namespace chancery::cli
