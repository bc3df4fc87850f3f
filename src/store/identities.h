// Numbers for actors and places: the same name, country and sector is one row, whichever document names it.
//
// Keeps a bounded memory of those met lately; asks the store for the rest. Used while a transaction is open.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "chancery/records.h"
#include "store/database.h"

namespace chancery::store {

class Identities {
 public:
  explicit Identities(Database& db);
  /// Makes sure that all that a batch names has a number: known ones are looked up in one question, new ones added.
  void learn(const std::vector<const ActorReference*>& actors, const std::vector<const Location*>& places);
  /// Of somebody who was learnt.
  std::int32_t of(const ActorReference& actor) const;
  std::int32_t of(const Location& place) const;

 private:
  Database& db_;
  std::int32_t next_actor_;
  std::int32_t next_place_;
  std::unordered_map<std::string, std::int32_t> actors_;
  std::unordered_map<std::string, std::int32_t> places_;
};

}  // namespace chancery::store
