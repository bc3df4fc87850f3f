// Counts over many events: timelines, who and what comes most, and the dossier of one party.
#pragma once

#include <string>
#include <vector>

#include "store/questions.h"

namespace chancery::store {

/// Happenings by "day", "week", "month" or "year": how many of each quad, and the mean Goldstein score.
Query timeline(const Filters& filters, const std::string& period);

/// What `top` can count.
inline constexpr const char* kTopKinds[] = {"actors", "recipients", "pairs",    "countries", "types",
                                            "places", "sources",    "speakers", "issues"};
/// The most frequent of a kind: who does most, to whom most is done, ...
Query top(const Filters& filters, const std::string& kind);

/// One party from all sides, in sections; every row of an answer has the section's name first in JSON and CSV.
struct DossierSection {
  std::string name;   // "deals_with"
  std::string title;  // "Who it deals with"
  Query query;
};
/// `filters` limit the time, the sources and so on; its parties are not used.
std::vector<DossierSection> dossier(const Party& party, const Filters& filters);

}  // namespace chancery::store
