// Who and what the text speaks of: phrases that refer, and the entities that gather them.
//
// Filled by reference.h from trees and mentions; read by relations, tools and tests. A phrase is a name, a personal
// pronoun or a noun with what hangs on it; `head` is its word in the tree. An entity is a chain of phrases.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "reading/mentions.h"

namespace chancery::reading {

enum class PhraseForm : std::uint8_t { Pronoun, Name, Noun };
/// By person, number and gender, whatever the case: "he", "him", "his" and "himself" are one.
enum class PronounKind : std::uint8_t { None, He, She, It, They, I, We, You };
enum class Number : std::uint8_t { Unknown, Singular, Plural };
enum class Gender : std::uint8_t { Unknown, Man, Woman };
/// What kind of thing is meant.
enum class Sort : std::uint8_t { Unknown, Person, People, Organisation, Place };

struct PhraseTag;
using PhraseId = Id<PhraseTag>;
struct EntityTag;
using EntityId = Id<EntityTag>;

struct Phrase {
  TokenId begin;  // the words of a name; of a noun or pronoun the one word
  TokenId end;
  TokenId head;
  SentenceId sentence;
  MentionId mention;  // of the layer of actors, with the same head; or none
  PhraseForm form = PhraseForm::Noun;
  PronounKind pronoun = PronounKind::None;
  Number number = Number::Unknown;
  Gender gender = Gender::Unknown;
  Sort sort = Sort::Unknown;
  bool joined = false;                           // several phrases joined by "and", of which `head` is the first
  bool reflexive = false;                        // "himself"
  bool possessive = false;                       // "his"
  bool definite = false;                         // "the", "this", or owned by somebody
  bool indefinite = false;                       // "a"
  bool quoted = false;                           // between quotation marks
  std::uint32_t words_begin = 0, words_end = 0;  // the words of a name, as Entities::words
  std::uint64_t tail = 0;                        // the hash of what goes on after "of"; 0 where nothing does
  EntityId entity;
  PhraseId antecedent;  // the phrase of the entity that it was linked to; none for the first
};

struct Entity {
  PhraseId first;
  PhraseId last;
  PhraseId name;  // the last of its names, or none
  std::uint32_t count = 0;
  Number number = Number::Unknown;
  Gender gender = Gender::Unknown;
  Sort sort = Sort::Unknown;
  MentionId actor;  // the mention that tells best who it is, or none
};

struct Entities {
  IdVector<PhraseId, Phrase> phrases;   // in the order of their heads; joined ones before their first part
  IdVector<EntityId, Entity> all;       // in the order of their first phrases
  IdVector<TokenId, PhraseId> by_head;  // the phrase of a head, not the joined one
  std::vector<std::uint64_t> words;     // hashes of the words of names, in small letters

  void clear() {
    phrases.clear();
    all.clear();
    by_head.clear();
    words.clear();
  }
};

}  // namespace chancery::reading
