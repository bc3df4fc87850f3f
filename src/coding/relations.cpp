// A noun of a tie has an owner ("Havana's ally", "an ally of Havana", "a US ally") and holders: the subject that it is
// said of, what it stands in apposition to, the name that it stands before. Right for "Caracas serves as one of
// Havana's allies", "Iran, an ally of Russia,", "NATO member Turkey", "India and Pakistan are neighbours"; not for ties
// that verbs of knowing and seeing tell ("regards it as a rival"), which are somebody's view. Tested by:
// tests/golden/records/relations.golden.
#include "coding/relations.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <string>
#include <vector>

#include "coding/modality.h"
#include "coding/relation_parties.h"
#include "reading/arguments.h"

namespace chancery::coding {

using knowledge::RelationWord;
using knowledge::SlotKind;
using knowledge::WordClass;
using reading::Clauses;
using reading::Heads;
using syntax::Deprel;
using syntax::Upos;

namespace {

class RelationFinder {
 public:
  RelationFinder(const RelationSources& sources, Records& records)
      : s_(sources), records_(records), clauses_{sources.tokens, sources.trees}, parties_(sources) {}

  void run() {
    for (SentenceId id(0); id < s_.tokens.sentences.end_id(); ++id) {
      const text::Sentence& sentence = s_.tokens.sentences[id];
      if (sentence.role == text::SentenceRole::Slug) continue;
      for (TokenId token = sentence.begin; token < sentence.end; ++token) read(token, id);
    }
    for (const reading::Mention& mention : s_.mentions.all) parties_.read_office(mention, records_.relations);
    std::stable_sort(records_.relations.begin(), records_.relations.end(),
                     [](const Relation& a, const Relation& b) { return a.trigger.start < b.trigger.start; });
    drop_repeated();
    for (std::size_t i = 0; i < records_.relations.size(); ++i)
      records_.relations[i].id = s_.document.id + "#r" + std::to_string(i + 1);
  }

 private:
  void read(TokenId token, SentenceId sentence) {
    const std::string_view lemma = s_.trees.lemma[token];
    switch (s_.trees.upos[token]) {
      case Upos::Verb:
        if (const RelationWord* word = s_.words.find(WordClass::Verb, lemma)) {
          read_verb(token, *word);
          return;
        }
        break;
      case Upos::Noun:
      case Upos::Propn:
      case Upos::Adj:
      case Upos::Adv:
        break;
      default:
        return;
    }
    if (s_.topics.of(sentence) != nullptr) return;  // rivals in sport
    if (const RelationWord* word = s_.words.find(WordClass::Noun, lemma)) {
      read_noun(token, *word);
    } else if (s_.trees.upos[token] == Upos::Noun && read_title(token)) {
      return;
    } else if (const RelationWord* adjective = s_.words.find(WordClass::Adjective, lemma)) {
      read_verb(token, *adjective);
    }
  }

  /// "Belarus is allied with Russia", "Jordan borders Syria"
  void read_verb(TokenId verb, const RelationWord& word) {
    if (!is_so(verb)) return;
    std::vector<ActorReference> from, to;
    Heads subjects = clauses_.fill(verb, {SlotKind::Subject, {}});
    if (const TokenId subject = clauses_.surface_subject(verb); subjects.empty() || clauses_.is_passive(verb)) {
      subjects = {};
      if (subject.exists()) clauses_.add_conjuncts(subject, subjects);
    }
    for (TokenId head : subjects) parties_.add(head, word.states_only, from);
    for (const std::string& place : word.prepositions) {
      const bool object = place == "obj";
      if (object && clauses_.is_passive(verb)) continue;
      const Heads heads = clauses_.fill(verb, {object ? SlotKind::Object : SlotKind::Preposition, place});
      for (TokenId head : heads) parties_.add(head, word.states_only, to);
    }
    tie(word, from, to, verb);
  }

  void read_noun(TokenId noun, const RelationWord& word) {
    if (is_undone(noun) || (!word.mutual && is_compound(noun))) return;
    // "one of Havana's allies"
    TokenId top = noun;
    if (s_.trees.deprel[noun] == Deprel::Nmod && s_.words.is_one(s_.trees.lemma[s_.trees.head[noun]]))
      top = s_.trees.head[noun];
    std::vector<ActorReference> holders, owners;
    TokenId said_by = noun;
    find_owners(noun, word, owners);
    find_holders(noun, top, word, said_by, holders);
    if (holders.empty() || !is_so(said_by)) return;
    if (owners.empty() && word.mutual && s_.trees.xpos[noun].ends_with('S')) {
      for (std::size_t i = 0; i < holders.size(); ++i) {
        for (std::size_t j = i + 1; j < holders.size(); ++j) tie(word, {holders[i]}, {holders[j]}, noun);
      }
      return;
    }
    tie(word, holders, owners, noun);
  }

  /// An office that is told of somebody: in apposition to the name, or by "is".
  bool read_title(TokenId noun) {
    TokenId holder;
    if (s_.trees.deprel[noun] == Deprel::Appos) {
      holder = s_.trees.head[noun];
    } else if (clauses_.child_with(noun, Deprel::Cop).exists()) {
      holder = clauses_.surface_subject(noun);
    }
    if (!holder.exists() || is_undone(noun) || !is_so(noun)) return false;
    return parties_.read_title(noun, holder, records_.relations);
  }

  void find_owners(TokenId noun, const RelationWord& word, std::vector<ActorReference>& owners) const {
    for (TokenId child : s_.trees.children(noun)) {
      const Deprel deprel = s_.trees.deprel[child];
      bool owner = deprel == Deprel::NmodPoss;
      // "a US ally", "NATO member"
      owner = owner || ((deprel == Deprel::Compound || deprel == Deprel::Amod) && child < noun &&
                        s_.trees.upos[child] != Upos::Noun);
      if (deprel == Deprel::Nmod) {
        owner = std::any_of(word.prepositions.begin(), word.prepositions.end(), [&](const std::string& preposition) {
          return clauses_.has_preposition(child, preposition);
        });
      }
      if (!owner) continue;
      Heads heads;
      clauses_.add_conjuncts(child, heads);
      for (TokenId head : heads) parties_.add(head, word.states_only, owners);
    }
    if (!owners.empty()) return;
    // "Russia's ally Belarus", where the name took the owner; "arch-rivals India and Pakistan" have none.
    const TokenId name = s_.trees.head[noun];
    if (!stands_before(noun, name)) return;
    for (TokenId child : s_.trees.children(name)) {
      if (child >= noun) break;
      if (s_.trees.deprel[child] == Deprel::NmodPoss) parties_.add(child, word.states_only, owners);
    }
  }

  /// "ally Belarus": the noun is read as a part of the name behind it.
  bool stands_before(TokenId noun, TokenId name) const {
    if (!name.exists() || name <= noun || s_.trees.upos[name] != Upos::Propn) return false;
    const Deprel deprel = s_.trees.deprel[noun];
    return deprel == Deprel::Compound || deprel == Deprel::Amod || deprel == Deprel::NmodDesc || deprel == Deprel::Nmod;
  }

  void find_holders(TokenId noun, TokenId top, const RelationWord& word, TokenId& said_by,
                    std::vector<ActorReference>& holders) const {
    const auto add = [&](TokenId head) {
      Heads heads;
      clauses_.add_conjuncts(head, heads);
      for (TokenId each : heads) parties_.add(each, word.states_only, holders);
    };
    const TokenId head = s_.trees.head[top];
    const Deprel deprel = s_.trees.deprel[top];
    if (clauses_.child_with(top, Deprel::Cop).exists()) {
      said_by = top;
      if (const TokenId subject = clauses_.surface_subject(top); subject.exists()) add(subject);
      return;
    }
    if (head.exists() && s_.trees.upos[head] == Upos::Verb) {
      const std::string_view verb = s_.trees.lemma[head];
      const bool plain = (deprel == Deprel::Xcomp || deprel == Deprel::Obj) && s_.words.carries(verb);
      const bool as = (deprel == Deprel::Obl || deprel == Deprel::Xcomp) && s_.words.carries_as(verb) && has_as(top);
      if (plain || as) {
        said_by = head;
        for (TokenId subject : clauses_.fill(head, {SlotKind::Subject, {}}))
          parties_.add(subject, word.states_only, holders);
        return;
      }
    }
    if (deprel == Deprel::Appos && head.exists()) {
      if (names_between(head, noun)) return;
      add(head);
      if (!holders.empty()) return;
    }
    if (stands_before(noun, head)) {
      add(head);
      return;
    }
    // "its ally Iran", "NATO member Turkey": the name stands right behind.
    const TokenId behind = noun + 1;
    if (behind.index() < s_.tokens.size() && s_.tokens.sentence_of[behind] == s_.tokens.sentence_of[noun]) {
      const bool comma = s_.trees.upos[behind] == Upos::Punct;
      const TokenId first = comma ? behind + 1 : behind;
      if (first.index() < s_.tokens.size() && s_.trees.upos[first] == Upos::Propn) {
        const TokenId name = name_head(first);
        const bool apposed = s_.trees.head[name] == noun && s_.trees.deprel[name] == Deprel::Appos;
        const bool same_place =
            !comma && s_.trees.head[name] == s_.trees.head[noun] && s_.trees.deprel[name] == s_.trees.deprel[noun];
        if (apposed || same_place) add(name);
      }
    }
    // "the two rivals of Japan": those who were named.
    if (holders.empty()) parties_.add_parts(noun, holders);
  }
  /// "Doria, a rival of Bolsonaro, a Trump ally": whose apposition it is cannot be told from the tree alone.
  bool names_between(TokenId name, TokenId noun) const {
    const reading::PhraseId holder = s_.entities.by_head[name];
    const TokenId end = holder.exists() ? s_.entities.phrases[holder].end : name + 1;
    for (TokenId token = end; token < noun; ++token) {
      const reading::PhraseId phrase = s_.entities.by_head[token];
      if (!phrase.exists() || s_.entities.phrases[phrase].form != reading::PhraseForm::Name) continue;
      if (!clauses_.is_within(token, noun)) return true;
    }
    return false;
  }
  TokenId name_head(TokenId token) const {
    while (s_.trees.head[token].exists() && s_.trees.upos[s_.trees.head[token]] == Upos::Propn &&
           (s_.trees.deprel[token] == Deprel::Compound || s_.trees.deprel[token] == Deprel::Flat))
      token = s_.trees.head[token];
    return token;
  }
  bool has_as(TokenId token) const {
    for (TokenId child : s_.trees.children(token)) {
      if (s_.trees.deprel[child] == Deprel::Case && s_.words.is_as(s_.trees.lemma[child])) return true;
    }
    return false;
  }

  /// "A board member": of the board first.
  bool is_compound(TokenId noun) const {
    const TokenId before = clauses_.child_with(noun, Deprel::Compound);
    return before.exists() && s_.trees.upos[before] == Upos::Noun;
  }

  bool is_undone(TokenId noun) const {
    for (TokenId child : s_.trees.children(noun)) {
      if (child < noun && (s_.words.undoes(s_.trees.lemma[child]) || s_.lexicon.is_negation(s_.trees.lemma[child])))
        return true;
    }
    return noun.index() > 0 && s_.tokens.sentence_of[noun - 1] == s_.tokens.sentence_of[noun] &&
           s_.words.undoes(s_.trees.lemma[noun - 1]);
  }

  /// Told as so: not denied, asked, wished for or a condition.
  bool is_so(TokenId token) const {
    const Modality modality = modality_of(clauses_, s_.lexicon, token);
    if (modality.negated || modality.conditional || modality.question || modality.noun_status ||
        modality.modal != knowledge::Modality::None)
      return false;
    constexpr int kMaxClimb = 4;
    for (int climb = 0; climb < kMaxClimb; ++climb) {
      const Deprel deprel = s_.trees.deprel[token];
      if (deprel != Deprel::Xcomp && deprel != Deprel::Acl && deprel != Deprel::Advcl && deprel != Deprel::Conj) break;
      token = s_.trees.head[token];
      if (s_.words.aims(s_.trees.lemma[token])) return false;
    }
    return true;
  }

  void tie(const RelationWord& word, const std::vector<ActorReference>& from, const std::vector<ActorReference>& to,
           TokenId trigger) {
    for (const ActorReference& one : from) {
      for (const ActorReference& other : to) {
        if (one.name == other.name || (word.states_only && one.country == other.country)) continue;
        Relation relation = parties_.begin(word.relation, one, other, trigger);
        if (word.mutual && !is_mutual(relation)) mutual_.push_back(word.relation);
        read_bounds(trigger, relation);
        records_.relations.push_back(std::move(relation));
      }
    }
  }

  /// "a member since 2004"
  void read_bounds(TokenId trigger, Relation& relation) const {
    const auto read_below = [&](TokenId head) {
      for (TokenId child : s_.trees.children(head)) {
        const reading::TimeExpression* time = reading::time_at(s_.times, child);
        if (time == nullptr) continue;
        for (TokenId mark : s_.trees.children(child)) {
          if (s_.words.is_since(s_.trees.lemma[mark])) relation.since = time->date();
          if (s_.words.is_until(s_.trees.lemma[mark])) relation.until = time->date();
        }
      }
    };
    read_below(trigger);
    const TokenId head = s_.trees.head[trigger];
    if (head.exists()) read_below(head);
  }

  /// Whether the tie goes both ways: what was told of one is told of the other.
  bool is_mutual(const Relation& relation) const {
    return std::find(mutual_.begin(), mutual_.end(), relation.relation) != mutual_.end();
  }
  void drop_repeated() {
    std::vector<Relation> left;
    boost::unordered_flat_set<std::string> seen;
    for (Relation& relation : records_.relations) {
      const std::string there = relation.relation + '\n' + relation.from.name + '\n' + relation.to.name;
      const std::string back = relation.relation + '\n' + relation.to.name + '\n' + relation.from.name;
      const bool mutual = is_mutual(relation);
      if (!seen.insert(there).second) continue;
      if (mutual) seen.insert(back);
      left.push_back(std::move(relation));
    }
    records_.relations = std::move(left);
  }

  const RelationSources& s_;
  Records& records_;
  const Clauses clauses_;
  const RelationParties parties_;
  std::vector<std::string_view> mutual_;  // relations that were told by a word that ties both
};

}  // namespace

void add_relations(const RelationSources& sources, Records& records) { RelationFinder(sources, records).run(); }

}  // namespace chancery::coding
