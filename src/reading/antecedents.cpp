// Tested by: reference_test.cpp, and measured by tools/score_reference.py.
#include "reading/antecedents.h"

#include <algorithm>

#include "knowledge/topics.h"
#include "reading/antecedent_roles.h"
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

}  // namespace

void AntecedentFinder::begin(const knowledge::ReferenceWords& words, const text::Tokens& tokens,
                             const syntax::Trees& trees, const Mentions& mentions, Entities& entities) {
  words_ = &words;
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

/// Who is the subject of the verb whose object a pronoun is; none where that cannot be told.
EntityId AntecedentFinder::subject_beside(TokenId pronoun) const {
  const syntax::Deprel deprel = trees_->deprel[pronoun];
  if (deprel != syntax::Deprel::Obj && deprel != syntax::Deprel::Iobj) return EntityId::none();
  TokenId verb = trees_->head[pronoun];
  for (int climb = 0; climb < 3 && verb.exists(); ++climb, verb = trees_->head[verb]) {
    for (TokenId child : trees_->children(verb)) {
      if (!is_subject(trees_->deprel[child])) continue;
      const PhraseId subject = entities_->by_head[child];
      return subject.exists() ? entities_->phrases[subject].entity : EntityId::none();
    }
    // A participle or a second verb has the subject of the one above.
    const syntax::Deprel link = trees_->deprel[verb];
    if (link != syntax::Deprel::Advcl && link != syntax::Deprel::Conj) return EntityId::none();
    if (link == syntax::Deprel::Advcl && trees_->xpos[verb] != "VBG") return EntityId::none();
  }
  return EntityId::none();
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
  const EntityId beside = subject_beside(pronoun.head);
  for (PhraseId at = id; at.index() > 0 && looked < kMaxPhrasesBack; ++looked) {
    --at;
    const Phrase& phrase = entities_->phrases[at];
    if (pronoun.sentence - phrase.sentence > reach) return;
    if (!phrase.entity.exists() || !is_new(phrase.entity)) continue;
    if (phrase.joined && phrase.head == pronoun.head) continue;
    if (!fits(pronoun, phrase, entities_->all[phrase.entity])) continue;
    // "Modi thanked him": he is not Modi.
    if (phrase.entity == beside) continue;
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

bool AntecedentFinder::is_known_person(const Phrase& phrase) const {
  if (!phrase.mention.exists() || phrase.form == PhraseForm::Pronoun) return false;
  const Mention& mention = mentions_->all[phrase.mention];
  return mention.kind == MentionKind::Person && !mention.name.empty() && !mention.sector.empty();
}

}  // namespace chancery::reading
