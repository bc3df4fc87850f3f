// Tested by: reference_test.cpp, and measured by tools/score_reference.py.
#include "reading/antecedents.h"

#include <algorithm>

#include "knowledge/topics.h"
#include "reading/feature_adder.h"

namespace chancery::reading {

using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr std::size_t kMaxCandidates = 12;
constexpr std::size_t kMaxPhrasesBack = 90;
constexpr std::size_t kMaxPostings = 12;

/// How many sentences back a pronoun reaches.
std::size_t reach_of(PronounKind pronoun) {
  switch (pronoun) {
    case PronounKind::He:
    case PronounKind::She:
      return 6;
    case PronounKind::I:
    case PronounKind::We:
    case PronounKind::You:
      return 10;
    default:
      return 3;
  }
}

bool is_subject(Deprel deprel) {
  return deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass || deprel == Deprel::NsubjOuter;
}

/// Subjects, objects and the like; what is rare is one.
std::uint64_t role_of(Deprel deprel) {
  switch (deprel) {
    case Deprel::Nsubj:
    case Deprel::NsubjOuter:
      return 1;
    case Deprel::NsubjPass:
      return 2;
    case Deprel::Obj:
      return 3;
    case Deprel::Iobj:
      return 4;
    case Deprel::Obl:
    case Deprel::OblUnmarked:
      return 5;
    case Deprel::OblAgent:
      return 6;
    case Deprel::Nmod:
      return 7;
    case Deprel::NmodPoss:
      return 8;
    case Deprel::Appos:
      return 9;
    case Deprel::Conj:
      return 10;
    case Deprel::Root:
      return 11;
    case Deprel::Compound:
      return 12;
    case Deprel::Vocative:
      return 13;
    default:
      return 14;
  }
}

template <class Enum>
std::uint64_t number_of(Enum value) {
  return static_cast<std::uint64_t>(value);
}

std::uint64_t distance_class(std::size_t sentences) {
  return sentences < 4 ? sentences : sentences < 7 ? 4 : sentences < 15 ? 5 : 6;
}

}  // namespace

void AntecedentFinder::begin(const text::Tokens& tokens, const syntax::Trees& trees, const Mentions& mentions,
                             Entities& entities) {
  tokens_ = &tokens;
  trees_ = &trees;
  mentions_ = &mentions;
  entities_ = &entities;
  entities.all.clear();
  last_posting_.clear();
  postings_.clear();
  seen_.clear();
  turn_ = 0;
  question_.clear();
  for (const text::Sentence& sentence : tokens.sentences) {
    if (question_.size() <= sentence.paragraph) question_.resize(sentence.paragraph + 1, 0);
    bool asks = false;
    for (TokenId token = sentence.end; token > sentence.begin && sentence.end - token < 2;) {
      --token;
      asks = asks || tokens.form(token) == "?";
    }
    question_[sentence.paragraph] = asks ? 1 : 0;
  }
}

bool AntecedentFinder::is_new(EntityId entity) {
  if (seen_.size() <= entity.index()) seen_.resize(entities_->all.size(), 0);
  if (seen_[entity.index()] == turn_) return false;
  seen_[entity.index()] = turn_;
  return true;
}

void AntecedentFinder::find_candidates(PhraseId id, std::vector<Candidate>& out) {
  out.clear();
  ++turn_;
  const Phrase& phrase = entities_->phrases[id];
  if (phrase.joined) return;
  switch (phrase.form) {
    case PhraseForm::Pronoun:
      find_pronoun_candidates(id, out);
      return;
    case PhraseForm::Name:
      find_name_candidates(id, out);
      return;
    case PhraseForm::Noun:
      find_noun_candidates(id, out);
      return;
  }
}

bool AntecedentFinder::fits(const Phrase& pronoun, const Phrase& phrase, const Entity& entity) const {
  const auto is = [&](PronounKind kind) { return phrase.pronoun == kind; };
  switch (pronoun.pronoun) {
    case PronounKind::He:
    case PronounKind::She:
      if (entity.gender != Gender::Unknown && entity.gender != pronoun.gender) return false;
      if (entity.number == Number::Plural) return false;
      return entity.sort == Sort::Person || entity.sort == Sort::Unknown;
    case PronounKind::It:
      return entity.gender == Gender::Unknown && entity.sort != Sort::Person && entity.sort != Sort::People &&
             entity.number != Number::Plural && !is(PronounKind::I) && !is(PronounKind::We) && !is(PronounKind::You);
    case PronounKind::They:
      if (is(PronounKind::I) || is(PronounKind::You)) return false;
      return entity.number != Number::Singular || entity.sort == Sort::Organisation || entity.sort == Sort::People ||
             (phrase.form == PhraseForm::Noun && phrase.sort == Sort::Person);
    case PronounKind::I:
      return entity.sort == Sort::Person && entity.number != Number::Plural;
    case PronounKind::We:
      if (is(PronounKind::I) || is(PronounKind::He) || is(PronounKind::She) || is(PronounKind::It)) return false;
      return entity.number == Number::Plural || is(PronounKind::We) || is(PronounKind::You) ||
             entity.sort == Sort::Organisation || entity.sort == Sort::People || entity.sort == Sort::Place;
    case PronounKind::You:
      return is(PronounKind::You) || is(PronounKind::I) || is(PronounKind::We) ||
             ((entity.sort == Sort::Person || entity.sort == Sort::People) && phrase.form != PhraseForm::Noun);
    case PronounKind::None:
      break;
  }
  return false;
}

void AntecedentFinder::find_pronoun_candidates(PhraseId id, std::vector<Candidate>& out) {
  const Phrase& pronoun = entities_->phrases[id];
  const std::size_t reach = reach_of(pronoun.pronoun);
  std::size_t looked = 0;
  const auto is_named_below = [&](const Entity& entity) {
    if (!is_subject(trees_->deprel[pronoun.head]) || (!entity.name.exists() && !entity.actor.exists())) return false;
    for (PhraseId later = id + 1; later < entities_->phrases.end_id(); ++later) {
      const Phrase& name = entities_->phrases[later];
      if (name.sentence != pronoun.sentence) break;
      if (name.form != PhraseForm::Name || !is_below(name.head, trees_->head[pronoun.head])) continue;
      if (entity.name.exists() && match(name, entities_->phrases[entity.name]) <= NameMatch::Given) return true;
      if (entity.actor.exists() && name.mention.exists() &&
          mentions_->all[name.mention].name == mentions_->all[entity.actor].name)
        return true;
    }
    return false;
  };
  for (PhraseId at = id; at.index() > 0 && looked < kMaxPhrasesBack; ++looked) {
    --at;
    const Phrase& phrase = entities_->phrases[at];
    if (pronoun.sentence - phrase.sentence > reach) return;
    if (!phrase.entity.exists() || !is_new(phrase.entity)) continue;
    if (phrase.joined && phrase.head == pronoun.head) continue;
    if (!fits(pronoun, phrase, entities_->all[phrase.entity])) continue;
    // "He told Putin", "he said that Putin": he is not Putin.
    if (is_named_below(entities_->all[phrase.entity])) continue;
    out.push_back({phrase.entity, at, NameMatch::None, false});
    if (out.size() == kMaxCandidates) return;
  }
}

bool AntecedentFinder::has_apposed(const Phrase& phrase, TokenId& head) const {
  head = trees_->head[phrase.head];
  return head.exists() && trees_->deprel[phrase.head] == Deprel::Appos;
}

void AntecedentFinder::find_name_candidates(PhraseId id, std::vector<Candidate>& out) {
  const Phrase& name = entities_->phrases[id];
  TokenId head;
  if (has_apposed(name, head)) {
    const PhraseId apposed = entities_->by_head[head];
    if (apposed.exists() && apposed < id && is_new(entities_->phrases[apposed].entity)) {
      const Phrase& before = entities_->phrases[apposed];
      out.push_back(
          {before.entity, apposed, before.form == PhraseForm::Name ? match(name, before) : NameMatch::None, true});
    }
  }
  const auto look_up = [&](std::uint64_t word) {
    const auto last = last_posting_.find(word);
    if (last == last_posting_.end()) return;
    std::size_t looked = 0;
    for (std::uint32_t at = last->second; at != kNoPosting && looked < kMaxPostings; ++looked) {
      const Posting& posting = postings_[at];
      at = posting.before;
      const Phrase& before = entities_->phrases[posting.phrase];
      NameMatch found = NameMatch::Actor;  // "the Russian president", whom the directory knows
      if (before.form == PhraseForm::Name) {
        found = match(name, before);
      } else if (!name.mention.exists() || !is_known_person(before) ||
                 mentions_->all[before.mention].name != mentions_->all[name.mention].name) {
        continue;
      }
      if (is_new(posting.entity)) {
        if (out.size() < kMaxCandidates) out.push_back({posting.entity, posting.phrase, found, false});
        continue;
      }
      for (Candidate& candidate : out) {
        if (candidate.entity == posting.entity && found < candidate.match) {
          candidate.match = found;
          candidate.phrase = posting.phrase;
        }
      }
    }
  };
  for (std::uint32_t i = name.words_end; i > name.words_begin; --i) look_up(entities_->words[i - 1]);
  if (name.words_end - name.words_begin > 1) {
    if (const std::uint64_t acronym = acronym_of(name); acronym != 0) look_up(acronym);
  }
  if (name.mention.exists()) {
    const Mention& mention = mentions_->all[name.mention];
    if (!mention.name.empty()) look_up(learned::joined("actor"_f, knowledge::topic_word(mention.name)));
  }
}

void AntecedentFinder::find_noun_candidates(PhraseId id, std::vector<Candidate>& out) {
  const Phrase& noun = entities_->phrases[id];
  TokenId head;
  if (has_apposed(noun, head)) {
    const PhraseId apposed = entities_->by_head[head];
    if (apposed.exists() && apposed < id && is_new(entities_->phrases[apposed].entity))
      out.push_back({entities_->phrases[apposed].entity, apposed, NameMatch::None, true});
  }
  if (!noun.definite) return;
  const auto last = last_posting_.find(knowledge::topic_word(trees_->lemma[noun.head]));
  if (last != last_posting_.end()) {
    std::size_t looked = 0;
    for (std::uint32_t at = last->second; at != kNoPosting && looked < 4; ++looked) {
      const Posting& posting = postings_[at];
      at = posting.before;
      if (is_new(posting.entity)) out.push_back({posting.entity, posting.phrase, NameMatch::SameHead, false});
    }
  }
  if (noun.sort == Sort::Unknown || noun.number == Number::Plural) return;
  std::size_t looked = 0;
  for (PhraseId at = id; at.index() > 0 && looked < kMaxPhrasesBack / 2; ++looked) {
    --at;
    const Phrase& phrase = entities_->phrases[at];
    if (noun.sentence - phrase.sentence > 2 || out.size() >= kMaxCandidates) return;
    if (!phrase.entity.exists() || phrase.form == PhraseForm::Noun) continue;
    const Entity& entity = entities_->all[phrase.entity];
    if (entity.sort != noun.sort || entity.number == Number::Plural) continue;
    if (noun.gender != Gender::Unknown && entity.gender != Gender::Unknown && noun.gender != entity.gender) continue;
    if (is_new(phrase.entity)) out.push_back({phrase.entity, at, NameMatch::None, false});
  }
}

NameMatch AntecedentFinder::match(const Phrase& a, const Phrase& b) const {
  const std::uint64_t* words = entities_->words.data();
  const std::uint64_t *a_begin = words + a.words_begin, *a_end = words + a.words_end;
  const std::uint64_t *b_begin = words + b.words_begin, *b_end = words + b.words_end;
  if (a_begin == a_end || b_begin == b_end) return NameMatch::None;
  const auto a_size = a_end - a_begin, b_size = b_end - b_begin;
  if (a_size == b_size && std::equal(a_begin, a_end, b_begin)) {
    if (a.tail == b.tail) return NameMatch::Same;
    return a.tail == 0 ? NameMatch::Shorter : b.tail == 0 ? NameMatch::Longer : NameMatch::SameHead;
  }
  if (a.mention.exists() && b.mention.exists()) {
    const Mention& one = mentions_->all[a.mention];
    const Mention& other = mentions_->all[b.mention];
    // "Moscow" and "Russia" act as one, and are two places.
    const bool apart = one.kind == MentionKind::Country && one.place != other.place;
    if (one.kind == other.kind && one.name == other.name && !one.name.empty() && !apart) return NameMatch::Actor;
  }
  if (a_size == 1 && *a_begin == *(b_end - 1)) return NameMatch::Surname;
  if (b_size == 1 && *b_begin == *(a_end - 1)) return NameMatch::Longer;
  if (a_size == 1 && *a_begin == *b_begin) return NameMatch::Given;
  if (a_size == 1 && b_size > 1 && acronym_of(b) == *a_begin) return NameMatch::Acronym;
  if (b_size == 1 && a_size > 1 && acronym_of(a) == *b_begin) return NameMatch::Acronym;
  const auto within = [](const std::uint64_t* part, const std::uint64_t* part_end, const std::uint64_t* whole,
                         const std::uint64_t* whole_end) {
    while (part != part_end && whole != whole_end) part += *whole++ == *part ? 1 : 0;
    return part == part_end;
  };
  if (a_size < b_size && within(a_begin, a_end, b_begin, b_end)) return NameMatch::Shorter;
  if (b_size < a_size && within(b_begin, b_end, a_begin, a_end)) return NameMatch::Longer;
  if (*(a_end - 1) == *(b_end - 1)) return NameMatch::SameHead;
  return std::find_first_of(a_begin, a_end, b_begin, b_end) != a_end ? NameMatch::Some : NameMatch::None;
}

/// The hash of the first letters of the words that begin with a capital; 0 where there are fewer than two.
std::uint64_t AntecedentFinder::acronym_of(const Phrase& name) const {
  char letters[12];
  std::size_t size = 0;
  for (TokenId token = name.begin; token < name.end && size < sizeof letters; ++token) {
    const char c = tokens_->form(token).front();
    if (c >= 'A' && c <= 'Z') letters[size++] = c;
  }
  // "Bank of England": what hangs on the name goes on with it.
  TokenId head = name.head;
  for (int way = 0; way < 3 && head.exists(); ++way) {
    TokenId next;
    for (TokenId child : trees_->children(head)) {
      if (child < name.end || trees_->deprel[child] != Deprel::Nmod || trees_->upos[child] != Upos::Propn) continue;
      next = child;
      break;
    }
    if (!next.exists()) break;
    TokenId begin = next;
    while (begin > head + 1 && trees_->head[begin - 1] == next && trees_->upos[begin - 1] == Upos::Propn)
      begin = begin - 1;
    for (TokenId token = begin; token <= next && size < sizeof letters; ++token) {
      const char c = tokens_->form(token).front();
      if (c >= 'A' && c <= 'Z') letters[size++] = c;
    }
    head = next;
  }
  return size < 2 ? 0 : knowledge::topic_word({letters, size});
}

void AntecedentFinder::post(std::uint64_t word, PhraseId phrase) {
  const auto at = static_cast<std::uint32_t>(postings_.size());
  const auto [found, fresh] = last_posting_.try_emplace(word, at);
  postings_.push_back({entities_->phrases[phrase].entity, phrase, fresh ? kNoPosting : found->second});
  found->second = at;
}

void AntecedentFinder::link(PhraseId id, const Candidate* candidate) {
  Phrase& phrase = entities_->phrases[id];
  if (candidate == nullptr) {
    Entity entity;
    entity.first = id;
    phrase.entity = entities_->all.push_back(entity);
  } else {
    phrase.entity = candidate->entity;
    phrase.antecedent = candidate->phrase;
  }
  Entity& entity = entities_->all[phrase.entity];
  entity.last = id;
  ++entity.count;
  if (is_known_person(phrase)) entity.actor = phrase.mention;
  if (entity.number == Number::Unknown) entity.number = phrase.number;
  if (entity.gender == Gender::Unknown) entity.gender = phrase.gender;
  if (entity.sort == Sort::Unknown || phrase.sort == Sort::Person) entity.sort = phrase.sort;
  if (phrase.form == PhraseForm::Name) {
    entity.name = id;
    for (std::uint32_t i = phrase.words_begin; i < phrase.words_end; ++i) post(entities_->words[i], id);
    if (phrase.words_end - phrase.words_begin > 0) {
      if (const std::uint64_t acronym = acronym_of(phrase); acronym != 0) post(acronym, id);
    }
    if (phrase.mention.exists() && !mentions_->all[phrase.mention].name.empty())
      post(learned::joined("actor"_f, knowledge::topic_word(mentions_->all[phrase.mention].name)), id);
    // "President Smith": "the president" may be he.
    for (TokenId token = phrase.begin; token < phrase.head && trees_->upos[token] == Upos::Propn; ++token) {
      if (trees_->deprel[token] == Deprel::NmodDesc || trees_->deprel[token] == Deprel::Compound)
        post(knowledge::topic_word(tokens_->form(token)), id);
    }
    for (TokenId child : trees_->children(phrase.head)) {
      if (trees_->upos[child] == Upos::Noun && child < phrase.head &&
          (trees_->deprel[child] == Deprel::NmodDesc || trees_->deprel[child] == Deprel::Compound))
        post(knowledge::topic_word(trees_->lemma[child]), id);
    }
  } else if (phrase.form == PhraseForm::Noun && !phrase.joined) {
    post(knowledge::topic_word(trees_->lemma[phrase.head]), id);
    if (is_known_person(phrase)) {
      post(learned::joined("actor"_f, knowledge::topic_word(mentions_->all[phrase.mention].name)), id);
    }
  }
}

bool AntecedentFinder::is_below(TokenId token, TokenId ancestor) const {
  for (int climb = 0; climb < 10 && token.exists(); ++climb) {
    if (token == ancestor) return true;
    token = trees_->head[token];
  }
  return false;
}

std::uint64_t AntecedentFinder::preposition_of(TokenId head) const {
  for (TokenId child : trees_->children(head)) {
    if (trees_->deprel[child] == Deprel::Case) return knowledge::topic_word(trees_->lemma[child]);
  }
  return 0;
}

std::uint64_t AntecedentFinder::form_key(const Phrase& phrase) const {
  switch (phrase.form) {
    case PhraseForm::Pronoun:
      return 1 + number_of(phrase.pronoun) * 3 + (phrase.reflexive ? 2 : phrase.possessive ? 1 : 0);
    case PhraseForm::Name:
      return 40 + number_of(phrase.sort);
    case PhraseForm::Noun:
      return 50 + number_of(phrase.sort);
  }
  return 0;
}

void AntecedentFinder::add_features(PhraseId id, const Candidate& candidate, std::size_t rank, Features& out) const {
  const Phrase& phrase = entities_->phrases[id];
  const Phrase& before = entities_->phrases[candidate.phrase];
  const Phrase& last = entities_->phrases[entities_->all[candidate.entity].last];
  const Entity& entity = entities_->all[candidate.entity];
  const std::uint64_t key = form_key(phrase);
  FeatureAdder add(out);
  const std::uint64_t distance = distance_class(phrase.sentence - last.sentence);
  const Deprel deprel = trees_->deprel[phrase.head], last_deprel = trees_->deprel[last.head];
  add("distance"_f, key, distance);
  add("form"_f, key, number_of(last.form) * 16 + number_of(last.pronoun));
  add("count"_f, key, std::min<std::uint64_t>(entity.count, 6));
  add("sort"_f, key, number_of(entity.sort) * 16 + number_of(entity.gender) * 4 + number_of(entity.number));
  if (candidate.apposed) {
    add("apposed"_f, key, number_of(before.form));
    add("apposed sorts"_f, number_of(phrase.sort) * 16 + number_of(before.sort), number_of(candidate.match),
        number_of(phrase.form) * 4 + number_of(before.form));
    const TokenId between = phrase.begin - 1;
    add("apposed behind"_f, number_of(phrase.form) * 4 + number_of(before.form),
        trees_->upos[between] == Upos::Punct ? knowledge::topic_word(tokens_->form(between)) : 0);
  }
  if (phrase.form == PhraseForm::Pronoun) {
    const std::uint64_t kind = number_of(phrase.pronoun);
    add("rank"_f, key, std::min<std::uint64_t>(rank, 5));
    add("rank and role"_f, kind, std::min<std::uint64_t>(rank, 3) * 16 + role_of(last_deprel), distance);
    add("role"_f, key, role_of(last_deprel), distance == 0);
    add("roles"_f, role_of(deprel) * 16 + role_of(last_deprel), distance == 0, kind);
    add("noun"_f, kind, last.form == PhraseForm::Noun ? knowledge::topic_word(trees_->lemma[last.head]) : 0);
    add("definite"_f, kind, number_of(last.form) * 4 + (last.definite ? 2 : 0) + (last.indefinite ? 1 : 0));
    add("joined"_f, kind, last.joined);
    if (last.form == PhraseForm::Name && last.sort == Sort::Unknown)
      add("last word"_f, kind, entities_->words[last.words_end - 1]);
    add("preposition"_f, kind, preposition_of(last.head), number_of(entity.sort));
    add("quoted"_f, kind, (phrase.quoted ? 2 : 0) + (last.quoted ? 1 : 0),
        number_of(last.form) * 16 + number_of(last.pronoun));
    if (distance == 0) {
      const TokenId head = trees_->head[phrase.head], last_head = trees_->head[last.head];
      if (head == last_head) add("same clause"_f, key, role_of(last_deprel));
      if (is_below(phrase.head, last.head)) add("within"_f, key, role_of(deprel));
      // "Putin said he would": the subject of a verb above.
      if (is_subject(last_deprel) && last_head.exists() && is_below(phrase.head, last_head))
        add("subject above"_f, key, code(trees_->deprel[head.exists() ? head : phrase.head]));
      add("between"_f, kind, bucket(phrase.head - last.head + 1));
    } else {
      const text::Sentence& sentence = tokens_->sentences[last.sentence];
      add("place in sentence"_f, kind, std::min<std::uint64_t>(bucket(last.head - sentence.begin + 1), 5), distance);
    }
    const std::uint32_t here = tokens_->sentences[phrase.sentence].paragraph;
    const std::uint32_t there = tokens_->sentences[last.sentence].paragraph;
    const std::uint64_t turns = std::min<std::uint64_t>(here - there, 3);
    const bool asked = there < here && question_[here - 1] != 0;
    if (phrase.pronoun == PronounKind::I || phrase.pronoun == PronounKind::We || phrase.pronoun == PronounKind::You) {
      add("turn"_f, kind, number_of(last.form) * 16 + number_of(last.pronoun),
          turns * 4 + (asked ? 2 : 0) + (question_[there] != 0 ? 1 : 0));
      add("turn and quote"_f, kind * 4 + turns, (phrase.quoted ? 2 : 0) + (last.quoted ? 1 : 0),
          number_of(last.form) * 16 + number_of(last.pronoun));
    } else {
      add("paragraph"_f, kind, turns);
    }
    return;
  }
  const std::uint64_t match = number_of(candidate.match);
  add("match alone"_f, number_of(phrase.form), match);
  add("match"_f, key, match);
  add("match and distance"_f, match, number_of(phrase.form), distance);
  add("match and sort"_f, match, number_of(phrase.sort), number_of(before.sort));
  add("match and count"_f, match, std::min<std::uint64_t>(entity.count, 5), number_of(phrase.sort));
  if (phrase.form == PhraseForm::Name) {
    const std::uint64_t words = std::min<std::uint64_t>(phrase.words_end - phrase.words_begin, 4);
    const std::uint64_t words_before = std::min<std::uint64_t>(before.words_end - before.words_begin, 4);
    add("words"_f, match, words, words_before);
    add("role of name"_f, match, role_of(deprel), role_of(trees_->deprel[before.head]));
    add("rank of name"_f, match, std::min<std::uint64_t>(rank, 4));
    const bool kinds = phrase.mention.exists() && before.mention.exists();
    add("kinds"_f, match,
        kinds ? number_of(mentions_->all[phrase.mention].kind) * 16 + number_of(mentions_->all[before.mention].kind)
              : 500 + (phrase.mention.exists() ? 2 : 0) + (before.mention.exists() ? 1 : 0));
    return;
  }
  add("rank of noun"_f, match, std::min<std::uint64_t>(rank, 4), number_of(phrase.sort));
  add("nouns"_f, knowledge::topic_word(trees_->lemma[phrase.head]), match);
  add("noun and role"_f, match, role_of(deprel), role_of(last_deprel));
  if (is_below(phrase.head, last.head)) add("within"_f, key);
  std::size_t modifiers = 0, in_common = 0;
  for (TokenId child : trees_->children(phrase.head)) {
    const Deprel role = trees_->deprel[child];
    if (role != Deprel::Amod && role != Deprel::Compound && role != Deprel::Nmod && role != Deprel::NmodPoss) continue;
    ++modifiers;
    for (TokenId other : trees_->children(before.head)) in_common += trees_->lemma[other] == trees_->lemma[child];
  }
  add("modifiers"_f, match, std::min<std::size_t>(modifiers, 3), std::min<std::size_t>(in_common, 2));
}

void AntecedentFinder::add_features_of_none(PhraseId id, std::size_t candidate_count, Features& out) const {
  const Phrase& phrase = entities_->phrases[id];
  const std::uint64_t key = form_key(phrase);
  FeatureAdder add(out);
  add("none"_f, key);
  const Deprel deprel = trees_->deprel[phrase.head];
  add("none role"_f, key, role_of(deprel));
  add("none candidates"_f, number_of(phrase.form), number_of(phrase.pronoun),
      std::min<std::size_t>(candidate_count, 6));
  if (phrase.form == PhraseForm::Pronoun) {
    const TokenId head = trees_->head[phrase.head];
    add("none quoted"_f, key, phrase.quoted);
    if (head.exists()) {
      add("none head"_f, number_of(phrase.pronoun), knowledge::topic_word(trees_->lemma[head]));
      if (phrase.pronoun == PronounKind::It) {
        std::uint64_t below = 0;
        for (TokenId child : trees_->children(head)) {
          const Deprel role = trees_->deprel[child];
          if (role == Deprel::Csubj || role == Deprel::Ccomp || role == Deprel::Xcomp || role == Deprel::Advcl ||
              role == Deprel::AclRelcl || role == Deprel::Cop)
            below |= 1U << static_cast<unsigned>(role_of(role) == 14 ? static_cast<unsigned>(role) % 16 : 0);
        }
        add("none clause"_f, below, code(trees_->upos[head]));
      }
    }
    return;
  }
  if (phrase.form == PhraseForm::Noun) {
    add("none noun"_f, knowledge::topic_word(trees_->lemma[phrase.head]));
    bool clause = false, of = false;
    for (TokenId child : trees_->children(phrase.head)) {
      const Deprel role = trees_->deprel[child];
      clause |= role == Deprel::AclRelcl || role == Deprel::Acl;
      of |= role == Deprel::Nmod;
    }
    add("none shape"_f, clause, of, phrase.indefinite);
    return;
  }
  add("none words"_f, key, std::min<std::uint64_t>(phrase.words_end - phrase.words_begin, 4), phrase.mention.exists());
}

bool AntecedentFinder::is_known_person(const Phrase& phrase) const {
  if (!phrase.mention.exists() || phrase.form == PhraseForm::Pronoun) return false;
  const Mention& mention = mentions_->all[phrase.mention];
  return mention.kind == MentionKind::Person && !mention.name.empty() && !mention.sector.empty();
}

/// Whether a pronoun is the subject of a verb, or owns something: what stands in the weather or in a cleft does not.
bool AntecedentFinder::acts(TokenId pronoun) const {
  const TokenId head = trees_->head[pronoun];
  if (!head.exists()) return false;
  if (trees_->deprel[pronoun] == Deprel::NmodPoss) return true;
  if (!is_subject(trees_->deprel[pronoun]) || trees_->upos[head] != Upos::Verb) return false;
  const auto below = trees_->children(head);
  return std::none_of(below.begin(), below.end(), [&](TokenId child) {
    return trees_->deprel[child] == Deprel::Cop || trees_->deprel[child] == Deprel::Csubj;
  });
}

bool AntecedentFinder::is_body(const Phrase& phrase) const {
  if (!phrase.mention.exists()) return false;
  const MentionKind kind = mentions_->all[phrase.mention].kind;
  return kind == MentionKind::Country || kind == MentionKind::Organisation || kind == MentionKind::Group;
}

/// "Iran said that Israel had bombed its embassy": the subjects above are two, and either can be meant.
bool AntecedentFinder::is_between_two(PhraseId id) const {
  const Phrase& pronoun = entities_->phrases[id];
  if (pronoun.pronoun != PronounKind::It || !pronoun.possessive) return false;
  EntityId one;
  TokenId at = trees_->head[pronoun.head];
  for (int way = 0; way < 8 && at.exists(); ++way, at = trees_->head[at]) {
    for (TokenId child : trees_->children(at)) {
      if (!is_subject(trees_->deprel[child]) || child > pronoun.head) continue;
      const PhraseId subject = entities_->by_head[child];
      if (!subject.exists() || subject >= id || !is_body(entities_->phrases[subject])) continue;
      if (one.exists() && one != entities_->phrases[subject].entity) return true;
      one = entities_->phrases[subject].entity;
    }
  }
  return false;
}

/// "Russia said it would …", "Russia withdrew its troops": the state or body that is the subject of the clause or of
/// the one above.
const AntecedentFinder::Candidate* AntecedentFinder::subject_above(PhraseId id,
                                                                   const std::vector<Candidate>& candidates) const {
  const Phrase& pronoun = entities_->phrases[id];
  if (pronoun.form != PhraseForm::Pronoun || pronoun.pronoun != PronounKind::It) return nullptr;
  TokenId at = pronoun.head;
  if (pronoun.possessive) {
    at = trees_->head[at];
    if (!at.exists()) return nullptr;
    const Deprel deprel = trees_->deprel[at];
    if (deprel != Deprel::Obj && deprel != Deprel::Obl && !is_subject(deprel)) return nullptr;
    if (is_subject(deprel)) at = trees_->head[at];
  } else if (is_subject(trees_->deprel[at])) {
    at = trees_->head[at];
  } else {
    return nullptr;
  }
  if (!at.exists()) return nullptr;
  // From the pronoun's own clause to the one that it is told in.
  if (pronoun.possessive && !is_subject(trees_->deprel[trees_->head[pronoun.head]])) {
    at = trees_->head[at];
  } else {
    if (trees_->deprel[at] == Deprel::Conj) at = trees_->head[at];
    if (!at.exists() || trees_->deprel[at] != Deprel::Ccomp) return nullptr;
    at = trees_->head[at];
  }
  for (int way = 0; way < 3 && at.exists(); ++way) {
    for (TokenId child : trees_->children(at)) {
      if (!is_subject(trees_->deprel[child])) continue;
      const PhraseId subject = entities_->by_head[child];
      if (!subject.exists() || subject >= id || !is_body(entities_->phrases[subject])) return nullptr;
      for (const Candidate& candidate : candidates) {
        if (candidate.entity == entities_->phrases[subject].entity) return &candidate;
      }
      return nullptr;
    }
    const Deprel deprel = trees_->deprel[at];
    if (deprel != Deprel::Xcomp && deprel != Deprel::Conj) return nullptr;
    at = trees_->head[at];
  }
  return nullptr;
}

const AntecedentFinder::Candidate* AntecedentFinder::choose(const learned::LinearModel& model, PhraseId phrase,
                                                            const std::vector<Candidate>& candidates) {
  if (candidates.empty()) return nullptr;
  // The same words, and known to the directory: nothing else is to be asked.
  for (const Candidate& candidate : candidates) {
    if (candidate.match != NameMatch::Same) continue;
    const MentionId one = entities_->phrases[phrase].mention, other = entities_->phrases[candidate.phrase].mention;
    if (one.exists() && other.exists() && mentions_->all[one].kind != MentionKind::Described &&
        mentions_->all[one].name == mentions_->all[other].name) {
      return &candidate;
    }
  }
  if (is_between_two(phrase)) return nullptr;
  if (const Candidate* subject = subject_above(phrase, candidates)) return subject;
  features_.clear();
  add_features_of_none(phrase, candidates.size(), features_);
  const float none = model.score(features_);
  const Candidate* best = nullptr;
  float best_score = 0;
  for (std::size_t rank = 0; rank < candidates.size(); ++rank) {
    features_.clear();
    add_features(phrase, candidates[rank], rank, features_);
    const float score = model.score(features_);
    if (best == nullptr || score > best_score) {
      best = &candidates[rank];
      best_score = score;
    }
  }
  const PhraseForm form = entities_->phrases[phrase].form;
  std::uint64_t kind = form == PhraseForm::Pronoun ? number_of(entities_->phrases[phrase].pronoun) : 0;
  if (kind == number_of(PronounKind::It) && acts(entities_->phrases[phrase].head) &&
      is_body(entities_->phrases[best->phrase]))
    kind = kItOfBody;
  if (kind == number_of(PronounKind::They) && acts(entities_->phrases[phrase].head) &&
      entities_->phrases[best->phrase].mention.exists() &&
      is_subject(trees_->deprel[entities_->phrases[best->phrase].head]))
    kind = kTheyOfActors;
  const float lead = model.weight(learned::joined(learned::joined("lead"_f, number_of(form)), kind));
  return best_score - none > lead ? best : nullptr;
}

}  // namespace chancery::reading
