#include "reading/find_mentions.h"

#include <algorithm>

#include <boost/unordered/unordered_flat_map.hpp>

#include "knowledge/fold.h"
#include "reading/name_items.h"
#include "reading/naming.h"

namespace chancery::reading {

using knowledge::Directory;
using knowledge::ModifierEffect;
using knowledge::Sector;

namespace {

/// Who was named in full, by the words that may stand for the name afterwards.
class DocumentMemory : public NameMemory {
 public:
  void remember(std::string_view word, const NamePhrase& phrase, std::string_view name) {
    people_[key_of(word)] = {phrase.person, phrase.country, phrase.sector, name};
  }
  bool recall(std::string_view surname, NamePhrase& phrase) const override {
    const auto at = people_.find(key_of(surname));
    if (at == people_.end()) return false;
    phrase.person = at->second.person;
    phrase.country = at->second.country;
    phrase.sector = at->second.sector;
    phrase.name = at->second.name;
    return true;
  }

 private:
  struct Known {
    knowledge::PersonId person;
    knowledge::CountryId country;
    Sector sector = Sector::None;
    std::string_view name;
  };
  /// Of the last folded piece: "al-Assad" and "Assad" are one.
  std::uint64_t key_of(std::string_view word) const {
    folder_.begin(word);
    std::string_view piece;
    knowledge::WordShape shape;
    std::uint64_t key = 0;
    while (folder_.next(piece, shape)) {
      if (shape.is_word) key = knowledge::hash_word(piece);
    }
    return key;
  }
  mutable knowledge::Folder folder_;
  boost::unordered_flat_map<std::uint64_t, Known> people_;
};

class Finder {
 public:
  Finder(const Directory& directory, const text::Tokens& tokens, const syntax::Trees& trees,
         std::optional<Day> published, Mentions& out)
      : directory_(directory),
        tokens_(tokens),
        trees_(trees),
        has_trees_(trees.upos.size() == tokens.size() && trees.upos.size() > 0),
        input_{directory, tokens, has_trees_ ? &trees : nullptr, published, &memory_, false},
        published_(published),
        out_(out) {}

  void run() {
    out_.clear();
    out_.covering.assign(tokens_.size(), MentionId::none());
    for (SentenceId id(0); id < tokens_.sentences.end_id(); ++id) {
      if (tokens_.sentences[id].role != text::SentenceRole::Slug) read_sentence(id);
    }
  }

 private:
  void read_sentence(SentenceId id) {
    const text::Sentence& sentence = tokens_.sentences[id];
    scanner_.scan(directory_, tokens_, sentence.begin, sentence.end);
    if (has_trees_) {
      // "U.S. Attack": the tree knows what the capital does not tell.
      scanner_.drop_capitals([&](TokenId token) {
        return tokens_.has_doubtful_capital(token) && trees_.upos[token] != syntax::Upos::Propn;
      });
    }
    const Naming& naming = naming_;
    const auto& items = scanner_.items();
    NamePhrase phrase;
    for (std::size_t at = 0; at < items.size();) {
      if (is_pronoun(items[at])) {
        add_pronoun(items[at], id);
        ++at;
        continue;
      }
      // Nobody's name begins with a small word that we do not know.
      const bool may_begin = items[at].usable != 0 || items[at].capital || items[at].number;
      if (!may_begin || items[at].can_be(knowledge::Meaning::NotActor) || !naming.parse(at, phrase)) {
        ++at;
        continue;
      }
      if (is_somebody(naming, phrase)) {
        add(naming, phrase, id);
        at = std::max(at + 1, phrase.covered);
      } else {
        at = std::max(at + 1, phrase.unknown_name ? phrase.end : at + 1);
      }
    }
  }

  /// "her" is one only where it owns nothing.
  bool is_pronoun(const NameItem& item) const {
    if (!item.has_effect(ModifierEffect::Pronoun)) return false;
    return !item.has_effect(ModifierEffect::Article) || (has_trees_ && trees_.upos[item.begin] == syntax::Upos::Pron &&
                                                         trees_.deprel[item.begin] != syntax::Deprel::NmodPoss);
  }

  /// Capitals alone make a name only where it is more than the first word of a sentence, or where the tree says so.
  bool is_somebody(const Naming& naming, const NamePhrase& phrase) const {
    if (!phrase.unknown_name) return true;
    const TokenId last = scanner_.items()[phrase.end - 1].end - 1;
    if (has_trees_) return trees_.upos[last] == syntax::Upos::Propn;
    return phrase.begin > 0 || naming.slice(phrase.begin, phrase.end).find(' ') != std::string_view::npos;
  }

  void add_pronoun(const NameItem& item, SentenceId sentence) {
    Mention mention;
    mention.kind = MentionKind::Pronoun;
    mention.begin = item.begin;
    mention.end = item.end;
    mention.head = item.begin;
    mention.sentence = sentence;
    add_covering(mention, mention.end);
  }

  void add(const Naming& naming, const NamePhrase& phrase, SentenceId sentence) {
    const auto& items = scanner_.items();
    if (phrase.country_count > 1) {
      add_compound(naming, phrase, sentence);
      return;
    }
    Mention mention = begin_mention(phrase, sentence);
    mention.begin = items[phrase.begin].begin;
    mention.end = items[phrase.end - 1].end;
    mention.head = head_of(mention.begin, mention.end, items[phrase.head].end - 1);
    const bool named = phrase.kind == MentionKind::Person && phrase.name_end > phrase.name_begin;
    if (!phrase.name.empty()) {
      mention.name = phrase.name;
    } else if (named) {
      mention.name = naming.slice(phrase.name_begin, phrase.name_end);
    } else {
      mention.name = naming.slice(phrase.begin, phrase.end);
    }
    if (phrase.kind == MentionKind::Group) add_members(phrase, mention);
    complete(naming, phrase, mention);
    if (named) remember(naming, phrase, mention.name);
    add_covering(mention, items[phrase.covered - 1].end);
  }

  /// What the words around a described or unknown one say of it: "the anime studio Kyoto Animation of Japan".
  void complete(const Naming& naming, const NamePhrase& phrase, Mention& mention) const {
    const bool open = mention.country.empty() || mention.sector.empty();
    if (!has_trees_ || !open || phrase.person.exists() || phrase.organisation.exists() || phrase.bare ||
        phrase.sector == Sector::Igo) {
      return;
    }
    TokenId begin = mention.begin, end = mention.end;
    stretch(mention.head, 0, begin, end);
    const auto& items = scanner_.items();
    const auto first = std::lower_bound(items.begin(), items.end(), begin,
                                        [](const NameItem& item, TokenId token) { return item.begin < token; });
    const auto last = std::lower_bound(first, items.end(), end,
                                       [](const NameItem& item, TokenId token) { return item.begin < token; });
    const PieceEvidence pieces =
        naming.weigh(static_cast<std::size_t>(first - items.begin()), static_cast<std::size_t>(last - items.begin()));
    if (!pieces.somebody) return;
    if (mention.country.empty() && pieces.country.exists()) mention.country = directory_.country(pieces.country).iso3;
    if (mention.sector.empty()) mention.sector = knowledge::name_of(pieces.sector);
  }

  /// The phrase of a head: what hangs on it as a word or a phrase, no clauses and nobody who is named beside it.
  void stretch(TokenId head, int depth, TokenId& begin, TokenId& end) const {
    constexpr int kDepth = 3;
    for (const TokenId child : trees_.children(head)) {
      switch (trees_.deprel[child]) {
        case syntax::Deprel::Amod:
        case syntax::Deprel::Compound:
        case syntax::Deprel::Det:
        case syntax::Deprel::Nummod:
        case syntax::Deprel::NmodPoss:
        case syntax::Deprel::Nmod:
        case syntax::Deprel::Appos:
        case syntax::Deprel::Flat:
        case syntax::Deprel::Case:
          break;
        default:
          continue;
      }
      begin = std::min(begin, child);
      end = std::max(end, child + 1);
      if (depth < kDepth) stretch(child, depth + 1, begin, end);
    }
  }

  /// "US and British officials": the officials of the one and those of the other, each a mention of its own.
  void add_compound(const Naming& naming, const NamePhrase& phrase, SentenceId sentence) {
    const auto& items = scanner_.items();
    const std::string_view noun = naming.slice(phrase.country_items[phrase.country_count - 1] + 1, phrase.end);
    for (std::size_t i = 0; i < phrase.country_count; ++i) {
      const bool last = i + 1 == phrase.country_count;
      const std::size_t at = phrase.country_items[i];
      Mention mention = begin_mention(phrase, sentence);
      mention.begin = items[at].begin;
      mention.end = last ? items[phrase.end - 1].end : items[at].end;
      // Both countries may lie in one token ("Sino-Russian"); it can be covered once only.
      if (out_.covering[mention.begin].exists()) mention.begin = mention.begin + 1;
      if (mention.begin >= mention.end) continue;
      mention.head = last ? head_of(mention.begin, mention.end, items[phrase.head].end - 1) : mention.end - 1;
      mention.country = directory_.country(phrase.countries[i]).iso3;
      out_.owned.push_back(std::string(naming.slice(at, at + 1)) + " " + std::string(noun));
      mention.name = out_.owned.back();
      add_covering(mention, last ? items[phrase.covered - 1].end : mention.end);
    }
  }

  Mention begin_mention(const NamePhrase& phrase, SentenceId sentence) const {
    Mention mention;
    mention.sentence = sentence;
    mention.kind = phrase.kind;
    if (phrase.country.exists()) mention.country = directory_.country(phrase.country).iso3;
    mention.sector = knowledge::name_of(phrase.sector);
    mention.plural = phrase.plural;
    mention.place = phrase.place;
    return mention;
  }

  void add_members(const NamePhrase& phrase, Mention& mention) {
    auto& members = out_.owned_members.emplace_back();
    directory_.visit_members(phrase.organisation, published_, [&](knowledge::CountryId country) {
      const std::string_view iso3 = directory_.country(country).iso3;
      if (members.empty() || members.back() != iso3) members.push_back(iso3);
    });
    mention.members = members;
  }

  void remember(const Naming& naming, const NamePhrase& phrase, std::string_view name) {
    if (!phrase.person.exists() && phrase.name_end - phrase.name_begin < 2) return;
    if (phrase.person.exists()) {
      // The directory's name has the order of its country; either end may be the family name.
      const std::size_t space = name.find(' ');
      if (space == std::string_view::npos) return;
      memory_.remember(name.substr(0, space), phrase, name);
      memory_.remember(name.substr(name.rfind(' ') + 1), phrase, name);
    }
    memory_.remember(naming.slice(phrase.name_end - 1, phrase.name_end), phrase, name);
  }

  /// The word of [begin, end) that hangs on a word outside; `otherwise` without a tree.
  TokenId head_of(TokenId begin, TokenId end, TokenId otherwise) const {
    if (!has_trees_) return otherwise;
    const auto outside = [&](TokenId token) {
      const TokenId head = trees_.head[token];
      return !head.exists() || head < begin || head >= end;
    };
    if (otherwise >= begin && otherwise < end && outside(otherwise)) return otherwise;
    for (TokenId token = begin; token < end; ++token) {
      if (outside(token) && trees_.upos[token] != syntax::Upos::Punct) return token;
    }
    return otherwise;
  }

  void add_covering(const Mention& mention, TokenId covered_end) {
    const MentionId id = out_.all.push_back(mention);
    for (TokenId token = mention.begin; token < covered_end; ++token) {
      if (!out_.covering[token].exists()) out_.covering[token] = id;
    }
  }

  const Directory& directory_;
  const text::Tokens& tokens_;
  const syntax::Trees& trees_;
  const bool has_trees_;
  DocumentMemory memory_;
  NamingInput input_;
  std::optional<Day> published_;
  Mentions& out_;
  NameScanner scanner_;
  const Naming naming_{input_, scanner_};
};

}  // namespace

void find_mentions(const Directory& directory, const text::Tokens& tokens, const syntax::Trees& trees,
                   std::optional<Day> published, Mentions& out) {
  Finder(directory, tokens, trees, published, out).run();
}

}  // namespace chancery::reading
