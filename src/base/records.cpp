// The names of the contract for the enumerations of the public records.
#include "chancery/records.h"

namespace chancery {
namespace {

constexpr std::array<std::string_view, kEventTypeCount> kEventNames = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::array<std::string_view, 4> kQuadNames = {"verbal-cooperation", "material-cooperation", "verbal-conflict",
                                                        "material-conflict"};
constexpr std::array<std::string_view, 5> kStatusNames = {"actual", "planned", "conditional", "negated", "alleged"};
constexpr std::array<std::string_view, 5> kPrecisionNames = {"", "day", "month", "year", "range"};

template <class E>
constexpr std::size_t index(E e) {
  return static_cast<std::size_t>(e);
}

}  // namespace

std::string_view name_of(EventType type) { return kEventNames[index(type)]; }
std::string_view name_of(Quad quad) { return kQuadNames[index(quad)]; }
std::string_view name_of(Status status) { return kStatusNames[index(status)]; }
std::string_view name_of(DatePrecision precision) { return kPrecisionNames[index(precision)]; }

std::optional<EventType> event_type_from(std::string_view name) {
  for (std::size_t i = 0; i < kEventTypeCount; ++i) {
    if (kEventNames[i] == name) return static_cast<EventType>(i);
  }
  return std::nullopt;
}

Quad quad_of(EventType type) {
  if (type <= EventType::Concede) return Quad::VerbalCooperation;
  if (type <= EventType::Retreat) return Quad::MaterialCooperation;
  if (type <= EventType::Threaten) return Quad::VerbalConflict;
  return Quad::MaterialConflict;
}

}  // namespace chancery
