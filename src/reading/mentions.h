// The third layer of an analysis: who is mentioned.
//
// Filled by `find_mentions`; read by attribution and coding, which ask for the mention at the head word of a phrase.
// Views point into the document, the directory, or `owned`; they live until `clear`.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace chancery::reading {

enum class MentionKind : std::uint8_t {
  Person,        // named: "Vedant Patel"
  Country,       // a state, or what stands for its government: "China", "Beijing", "the Kremlin"
  Organisation,  // named: "the Revolutionary Guards", "NATO"
  Described,     // an agent noun: "American warplanes", "police", "protesters"
  Group,         // many states: "Western countries", "the G7"
  Pronoun,       // "he", "they": resolved by reference, or of unknown name
};

/// One of several who are meant together: "the two leaders".
struct MentionPart {
  std::string_view name, country, sector;
};

struct Mention {
  TokenId begin;
  TokenId end;   // one past the last
  TokenId head;  // the word on which the phrase hangs in the tree
  SentenceId sentence;
  MentionKind kind = MentionKind::Described;
  std::string_view name;                      // resolved; the words as written where nothing is known
  std::string_view country;                   // ISO 3166-1 alpha-3, empty where it cannot be told
  std::string_view sector;                    // PLOVER, empty where it cannot be told
  std::span<const std::string_view> members;  // countries of a group
  std::span<const MentionPart> parts;         // those who are meant, where they were named before one by one
  bool plural = false;                        // several who act together
  bool place = false;                         // also names a place ("Beijing", "Gaza")
};

struct MentionKindTag;
using MentionId = Id<MentionKindTag>;

struct Mentions {
  IdVector<MentionId, Mention> all;       // in text order, not overlapping
  IdVector<TokenId, MentionId> covering;  // by token: the mention that covers it, or none
  std::deque<std::string> owned;          // names that stand nowhere else
  std::deque<std::vector<std::string_view>> owned_members;
  std::deque<std::vector<MentionPart>> owned_parts;

  /// The mentions within `reach` of one, for looks around it that stay linear in a text of any length.
  std::span<const Mention> around(MentionId id, std::size_t reach) const {
    const std::size_t first = id.index() - std::min(id.index(), reach);
    const std::size_t last = std::min(all.size(), id.index() + reach + 1);
    return {&*all.begin() + first, last - first};
  }
  const Mention* at(TokenId token) const {
    const MentionId id = covering[token];
    return id.exists() ? &all[id] : nullptr;
  }
  void clear() {
    all.clear();
    covering.clear();
    owned.clear();
    owned_members.clear();
    owned_parts.clear();
  }
};

}  // namespace chancery::reading
