// Tested by: reference_test.cpp.
#include "reading/phrases.h"

#include <algorithm>

#include "knowledge/topics.h"

namespace chancery::reading {

using knowledge::NounClass;
using syntax::Deprel;
using syntax::Upos;

namespace {

bool has_feature(std::string_view feats, std::string_view feature) {
  return feats.find(feature) != std::string_view::npos;
}

Sort sort_of(NounClass noun) {
  switch (noun) {
    case NounClass::Person:
    case NounClass::Man:
    case NounClass::Woman:
      return Sort::Person;
    case NounClass::People:
      return Sort::People;
    case NounClass::Organisation:
      return Sort::Organisation;
    case NounClass::Place:
      return Sort::Place;
    case NounClass::Unknown:
      break;
  }
  return Sort::Unknown;
}

Gender gender_of(NounClass noun) {
  return noun == NounClass::Man ? Gender::Man : noun == NounClass::Woman ? Gender::Woman : Gender::Unknown;
}

class Finder {
 public:
  Finder(const knowledge::ReferenceWords& words, const text::Tokens& tokens, const syntax::Trees& trees,
         const Mentions& mentions, Entities& out)
      : words_(words), tokens_(tokens), trees_(trees), mentions_(mentions), out_(out) {}

  void run() {
    out_.clear();
    out_.by_head.assign(tokens_.size(), PhraseId::none());
    std::uint32_t paragraph = 0;
    bool quoted = false;
    for (SentenceId id(0); id < tokens_.sentences.end_id(); ++id) {
      const text::Sentence& sentence = tokens_.sentences[id];
      if (sentence.role == text::SentenceRole::Slug) continue;
      if (sentence.paragraph != paragraph) quoted = false;
      paragraph = sentence.paragraph;
      for (TokenId token = sentence.begin; token < sentence.end; ++token) {
        if (trees_.upos[token] == Upos::Punct) {
          quoted = after_mark(tokens_.form(token), quoted);
        } else {
          read(token, id, quoted);
        }
      }
    }
  }

 private:
  static bool after_mark(std::string_view form, bool quoted) {
    if (form == "\"") return !quoted;
    if (form == "\xE2\x80\x9C" || form == "``" || form == "\xC2\xAB") return true;
    if (form == "\xE2\x80\x9D" || form == "''" || form == "\xC2\xBB") return false;
    return quoted;
  }

  void read(TokenId token, SentenceId sentence, bool quoted) {
    switch (trees_.upos[token]) {
      case Upos::Pron:
        read_pronoun(token, sentence, quoted);
        return;
      case Upos::Propn:
        if (is_inside_name(token)) return;
        read_nominal(token, sentence, quoted, true);
        return;
      case Upos::Noun:
        if (is_inside_noun(token)) return;
        read_nominal(token, sentence, quoted, false);
        return;
      default:
        return;
    }
  }

  /// A part of a longer name, or the title before one.
  bool is_inside_name(TokenId token) const {
    const Deprel deprel = trees_.deprel[token];
    if (deprel == Deprel::Flat || deprel == Deprel::Goeswith || deprel == Deprel::Fixed || deprel == Deprel::NmodDesc)
      return true;
    const TokenId head = trees_.head[token];
    return head.exists() && deprel == Deprel::Compound && trees_.upos[head] == Upos::Propn;
  }
  bool is_inside_noun(TokenId token) const {
    const Deprel deprel = trees_.deprel[token];
    return deprel == Deprel::Flat || deprel == Deprel::Compound || deprel == Deprel::Fixed ||
           deprel == Deprel::Goeswith || deprel == Deprel::NmodDesc;
  }

  void read_pronoun(TokenId token, SentenceId sentence, bool quoted) {
    const std::string_view xpos = trees_.xpos[token];
    if (!xpos.starts_with("PRP") || trees_.deprel[token] == Deprel::Expl) return;
    const std::string_view feats = trees_.feats[token];
    Phrase phrase = begin_phrase(token, sentence, quoted);
    phrase.form = PhraseForm::Pronoun;
    phrase.pronoun = kind_of(feats);
    if (phrase.pronoun == PronounKind::None) return;
    phrase.reflexive = has_feature(feats, "Reflex=Yes");
    phrase.possessive = xpos == "PRP$" || has_feature(feats, "Poss=Yes");
    phrase.number = has_feature(feats, "Number=Plur")   ? Number::Plural
                    : has_feature(feats, "Number=Sing") ? Number::Singular
                                                        : Number::Unknown;
    switch (phrase.pronoun) {
      case PronounKind::He:
        phrase.gender = Gender::Man;
        phrase.sort = Sort::Person;
        break;
      case PronounKind::She:
        phrase.gender = Gender::Woman;
        phrase.sort = Sort::Person;
        break;
      case PronounKind::I:
        phrase.sort = Sort::Person;
        break;
      default:
        break;
    }
    if (phrase.pronoun == PronounKind::They || phrase.pronoun == PronounKind::You) phrase.number = Number::Unknown;
    add(phrase);
  }

  static PronounKind kind_of(std::string_view feats) {
    if (has_feature(feats, "Person=1")) return has_feature(feats, "Number=Plur") ? PronounKind::We : PronounKind::I;
    if (has_feature(feats, "Person=2")) return PronounKind::You;
    if (!has_feature(feats, "Person=3")) return PronounKind::None;
    if (has_feature(feats, "Number=Plur")) return PronounKind::They;
    if (has_feature(feats, "Gender=Masc")) return PronounKind::He;
    if (has_feature(feats, "Gender=Fem")) return PronounKind::She;
    return has_feature(feats, "Gender=Neut") ? PronounKind::It : PronounKind::None;
  }

  Phrase begin_phrase(TokenId head, SentenceId sentence, bool quoted) const {
    Phrase phrase;
    phrase.begin = phrase.head = head;
    phrase.end = head + 1;
    phrase.sentence = sentence;
    phrase.quoted = quoted;
    return phrase;
  }

  void read_nominal(TokenId token, SentenceId sentence, bool quoted, bool name) {
    Phrase phrase = begin_phrase(token, sentence, quoted);
    phrase.form = name ? PhraseForm::Name : PhraseForm::Noun;
    const bool plural = trees_.xpos[token].ends_with('S');
    phrase.number = plural ? Number::Plural : Number::Singular;
    for (TokenId child : trees_.children(token)) {
      const Deprel deprel = trees_.deprel[child];
      if (deprel == Deprel::NmodPoss) phrase.definite = true;
      if (deprel != Deprel::Det) continue;
      const std::string_view feats = trees_.feats[child];
      phrase.definite |= has_feature(feats, "Definite=Def") || has_feature(feats, "PronType=Dem");
      phrase.indefinite |= has_feature(feats, "Definite=Ind");
    }
    if (name) {
      read_name(phrase);
    } else {
      const NounClass noun = words_.noun(trees_.lemma[token]);
      phrase.sort = sort_of(noun);
      if (!plural) phrase.gender = gender_of(noun);
      if (phrase.sort == Sort::Person && plural) phrase.sort = Sort::People;
    }
    phrase.mention = mention_of(phrase);
    if (phrase.mention.exists()) take_kind(phrase);
    add_joined(phrase);
    const PhraseId id = add(phrase);
    out_.by_head[token] = id;
  }

  /// The actor that the phrase names. The head of a mention is told by the words, that of a phrase by the tree: of one
  /// name they may be two.
  MentionId mention_of(const Phrase& phrase) const {
    const MentionId id = mentions_.covering[phrase.head];
    if (!id.exists()) return id;
    const TokenId head = mentions_.all[id].head;
    return head >= phrase.begin && head < phrase.end ? id : MentionId::none();
  }

  bool belongs_left(TokenId part, const Phrase& phrase) const {
    const TokenId head = trees_.head[part];
    if (!head.exists() || head < part || head >= phrase.end) return false;
    const Deprel deprel = trees_.deprel[part];
    if (deprel != Deprel::Compound && deprel != Deprel::Flat && deprel != Deprel::NmodDesc && deprel != Deprel::Amod &&
        deprel != Deprel::Nummod)
      return false;
    return trees_.upos[part] == Upos::Propn || (trees_.upos[part] != Upos::Noun && text_begins_upper(part));
  }
  bool belongs_right(TokenId part, const Phrase& phrase) const {
    const TokenId head = trees_.head[part];
    if (!head.exists() || head < phrase.begin || head >= part) return false;
    const Deprel deprel = trees_.deprel[part];
    return (deprel == Deprel::Flat || deprel == Deprel::Compound || deprel == Deprel::Nummod) &&
           trees_.upos[part] != Upos::Punct;
  }
  bool text_begins_upper(TokenId token) const {
    const char c = tokens_.form(token).front();
    return c >= 'A' && c <= 'Z';
  }

  /// The words of the name and what they tell of sort and gender. Titles are no part of it.
  void read_name(Phrase& phrase) {
    const text::Sentence& sentence = tokens_.sentences[phrase.sentence];
    while (phrase.end < sentence.end && belongs_right(phrase.end, phrase)) phrase.end = phrase.end + 1;
    while (phrase.begin > sentence.begin && belongs_left(phrase.begin - 1, phrase)) phrase.begin = phrase.begin - 1;
    TokenId begin = phrase.begin;
    for (; begin + 1 < phrase.end; ++begin) {
      const NounClass title = words_.noun(tokens_.form(begin));
      if (title == NounClass::Unknown || sort_of(title) != Sort::Person) break;
      phrase.sort = Sort::Person;
      if (phrase.gender == Gender::Unknown) phrase.gender = gender_of(title);
    }
    // "the president, Smith", "chairwoman Smith": a title that is a common noun.
    for (TokenId child : trees_.children(phrase.head)) {
      if (child >= phrase.begin) break;
      const Deprel deprel = trees_.deprel[child];
      if (deprel != Deprel::Compound && deprel != Deprel::NmodDesc && deprel != Deprel::Flat) continue;
      const NounClass title = words_.noun(trees_.lemma[child]);
      if (sort_of(title) != Sort::Person) continue;
      phrase.sort = Sort::Person;
      if (phrase.gender == Gender::Unknown) phrase.gender = gender_of(title);
    }
    phrase.words_begin = static_cast<std::uint32_t>(out_.words.size());
    for (TokenId token = begin; token < phrase.end; ++token) {
      if (trees_.upos[token] != Upos::Punct) out_.words.push_back(knowledge::topic_word(tokens_.form(token)));
    }
    phrase.words_end = static_cast<std::uint32_t>(out_.words.size());
    read_tail(phrase);
    if (phrase.sort == Sort::Unknown) {
      const NounClass kind = words_.noun(tokens_.form(phrase.end - 1));
      if (kind == NounClass::Organisation || kind == NounClass::Place) phrase.sort = sort_of(kind);
    }
    if (phrase.gender == Gender::Unknown && (phrase.sort == Sort::Unknown || phrase.sort == Sort::Person)) {
      const NounClass given = words_.given_name(tokens_.form(begin));
      phrase.gender = gender_of(given);
      if (phrase.gender != Gender::Unknown) phrase.sort = Sort::Person;
    }
  }

  /// "University of Michigan" and "University of Virginia" are two.
  void read_tail(Phrase& phrase) const {
    for (TokenId child : trees_.children(phrase.head)) {
      if (child < phrase.end || trees_.deprel[child] != Deprel::Nmod || trees_.upos[child] != Upos::Propn) continue;
      const auto before = trees_.children(child);
      const bool at_once = std::any_of(before.begin(), before.end(), [&](TokenId part) { return part == phrase.end; });
      if (at_once) phrase.tail = knowledge::topic_word(tokens_.form(child));
      return;
    }
  }

  void take_kind(Phrase& phrase) const {
    const Mention& mention = mentions_.all[phrase.mention];
    switch (mention.kind) {
      case MentionKind::Person: {
        phrase.sort = Sort::Person;
        if (phrase.gender != Gender::Unknown) break;
        const std::string_view name = mention.name;
        phrase.gender = gender_of(words_.given_name(name.substr(0, name.find(' '))));
        break;
      }
      case MentionKind::Country:
        phrase.sort = Sort::Place;
        phrase.gender = Gender::Unknown;
        phrase.number = Number::Singular;
        break;
      case MentionKind::Organisation:
        phrase.sort = Sort::Organisation;
        phrase.gender = Gender::Unknown;
        break;
      case MentionKind::Group:
      case MentionKind::Described:
      case MentionKind::Pronoun:
        break;
    }
  }

  /// "Xi and Putin": those who are joined can be meant together.
  void add_joined(const Phrase& first) {
    bool joined = false;
    Sort sort = first.sort;
    for (TokenId child : trees_.children(first.head)) {
      if (trees_.deprel[child] != Deprel::Conj) continue;
      if (trees_.upos[child] != Upos::Propn && trees_.upos[child] != Upos::Noun) continue;
      joined = true;
      if (first.sort == Sort::Unknown) sort = sort_of(words_.noun(trees_.lemma[child]));
    }
    if (!joined) return;
    Phrase phrase = first;
    phrase.joined = true;
    phrase.form = PhraseForm::Noun;
    phrase.mention = MentionId::none();
    phrase.number = Number::Plural;
    phrase.gender = Gender::Unknown;
    phrase.sort = sort == Sort::Person ? Sort::People : sort;
    phrase.words_begin = phrase.words_end = 0;
    add(phrase);
  }

  PhraseId add(const Phrase& phrase) {
    const PhraseId id = out_.phrases.push_back(phrase);
    if (!phrase.joined) {
      out_.by_head[phrase.head] = id;
      if (phrase.form == PhraseForm::Pronoun) {
        const MentionId mention = mentions_.covering[phrase.head];
        if (mention.exists() && mentions_.all[mention].head == phrase.head) out_.phrases[id].mention = mention;
      }
    }
    return id;
  }

  const knowledge::ReferenceWords& words_;
  const text::Tokens& tokens_;
  const syntax::Trees& trees_;
  const Mentions& mentions_;
  Entities& out_;
};

}  // namespace

void find_phrases(const knowledge::ReferenceWords& words, const text::Tokens& tokens, const syntax::Trees& trees,
                  const Mentions& mentions, Entities& out) {
  Finder(words, tokens, trees, mentions, out).run();
}

}  // namespace chancery::reading
