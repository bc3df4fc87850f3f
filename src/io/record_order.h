// The order in which the records of a document are written, whatever the form.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "chancery/records.h"

namespace chancery::io {

/// Calls `visit` with each event, statement and relation in order of sentence; within a sentence events come first,
/// then statements, then relations, each in the order they have.
template <class Visit>
void for_each_record(const Records& records, Visit visit) {
  struct Place {
    std::uint32_t sentence;
    std::uint8_t kind;
    std::size_t index;
  };
  std::vector<Place> places;
  places.reserve(records.events.size() + records.statements.size() + records.relations.size());
  for (std::size_t i = 0; i < records.events.size(); ++i) places.push_back({records.events[i].sentence, 0, i});
  for (std::size_t i = 0; i < records.statements.size(); ++i) places.push_back({records.statements[i].sentence, 1, i});
  for (std::size_t i = 0; i < records.relations.size(); ++i) places.push_back({records.relations[i].sentence, 2, i});
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.sentence != b.sentence ? a.sentence < b.sentence : a.kind < b.kind;
  });
  for (const Place& place : places) {
    if (place.kind == 0) visit(records.events[place.index]);
    if (place.kind == 1) visit(records.statements[place.index]);
    if (place.kind == 2) visit(records.relations[place.index]);
  }
}

}  // namespace chancery::io
