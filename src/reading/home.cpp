// The state that most of what the story names is of: states themselves count whole, places less, persons least, since a
// name may be somebody else's. Tested by: tests/golden/records/reference.golden.
#include "reading/home.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace chancery::reading {

using knowledge::HomeKind;
using syntax::Deprel;

namespace {

constexpr float kPersonSpeaks = 0.4F;
constexpr float kPlaceSpeaks = 0.7F;

/// How much of a story is about which state.
class StateWeights {
 public:
  void add(std::string_view country, float weight) {
    all_ += weight;
    const auto at = std::find_if(weights_.begin(), weights_.end(), [&](auto& each) { return each.first == country; });
    if (at == weights_.end()) {
      weights_.emplace_back(country, weight);
    } else {
      at->second += weight;
    }
  }
  float all() const { return all_; }
  /// The state that has most; an empty one where there is none.
  std::pair<std::string_view, float> most() const {
    const auto most = std::max_element(weights_.begin(), weights_.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == weights_.end() ? std::pair<std::string_view, float>() : *most;
  }

 private:
  std::vector<std::pair<std::string_view, float>> weights_;
  float all_ = 0;
};

class Settler {
 public:
  Settler(const HomeSources& sources, Mentions& mentions) : s_(sources), mentions_(mentions) {}

  void run() {
    weigh();
    const auto [home, weight] = weights_.most();
    for (Mention& mention : mentions_.all) {
      if (!mention.country.empty() || !mention.members.empty() || !mention.parts.empty()) continue;
      const auto kind = kind_of(mention);
      if (!kind) continue;
      const auto rule = s_.words.home_rule(*kind, mention.sector);
      if (rule && weight >= rule->least && weight >= rule->share * weights_.all() && !is_abroad(mention))
        mention.country = home;
    }
  }

 private:
  void weigh() {
    for (const Mention& mention : mentions_.all) {
      if (!mention.country.empty()) {
        weights_.add(mention.country, mention.kind == MentionKind::Person ? kPersonSpeaks : 1);
      }
    }
    for (const PlaceMention& place : s_.places) {
      // Of a name that no table has only the state of the story is known.
      const bool unknown = !place.geonames && place.feature == knowledge::PlaceFeature::Town;
      const Mention* mention = mentions_.at(place.head);
      const bool counted = mention != nullptr && mention->begin <= place.begin && place.end <= mention->end &&
                           mention->country == place.country;
      if (!place.country.empty() && !unknown && !counted) weights_.add(place.country, kPlaceSpeaks);
    }
  }

  static std::optional<HomeKind> kind_of(const Mention& mention) {
    switch (mention.kind) {
      case MentionKind::Described:
        return HomeKind::Described;
      case MentionKind::Person:
        return HomeKind::Person;
      case MentionKind::Organisation:
        return HomeKind::Body;
      default:
        return std::nullopt;
    }
  }

  /// "Foreign ministers", "officials of the bank in Peru": who else they may be of is told.
  bool is_abroad(const Mention& mention) const {
    for (TokenId token = mention.begin; token < mention.end; ++token) {
      if (s_.words.is_abroad(s_.tokens.form(token))) return true;
    }
    const auto children = s_.trees.children(mention.head);
    return std::any_of(children.begin(), children.end(), [&](TokenId child) {
      if (s_.trees.deprel[child] != Deprel::Nmod && s_.trees.deprel[child] != Deprel::NmodPoss) return false;
      const Mention* other = mentions_.at(child);
      return other != nullptr && other != &mention &&
             (other->kind == MentionKind::Group || other->kind == MentionKind::Organisation ||
              !other->country.empty() || !other->members.empty());
    });
  }

  const HomeSources& s_;
  Mentions& mentions_;
  StateWeights weights_;
};

}  // namespace

void settle_home(const HomeSources& sources, Mentions& mentions) { Settler(sources, mentions).run(); }

}  // namespace chancery::reading
