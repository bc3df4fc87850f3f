// What a reader would look at: the words around and between the marks, the verb on which both hang and what hangs on
// it, and which acts the lexicon finds there. Right for "X's refusal to meet Y" as for "Y was told by X to leave";
// blind where what happens is told in another sentence. A feature says a relation and one or two words; opposites are
// told apart by the words themselves and by the acts, since word clusters put them together. Tested by:
// pair_features_test.cpp.
#include "coding/pair_features.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "learned/linear_model.h"

namespace chancery::coding {
namespace {

using learned::joined;
using syntax::Deprel;
using syntax::Upos;

constexpr std::size_t kMaxHeads = 2;   // of one mark
constexpr std::size_t kMaxClimb = 24;  // words from a mark to the root
constexpr std::size_t kNear = 3;       // words beside a mark

/// A word as a feature names it: lemma in small letters, numbers alike, marks as such.
struct Word {
  std::uint64_t hash = 0;
  std::string text;  // only where names are wanted
};

class FeatureFinder {
 public:
  FeatureFinder(const PairSources& sources, bool with_names, PairFeatures& out)
      : s_(sources), named_(with_names), out_(out) {
    read_words();
    actor_heads_ = heads_of(kActorMark);
    recipient_heads_ = heads_of(kRecipientMark);
  }

  void run() {
    see_words();
    see_marked_words();
    see_between();
    see_neighbours();
    see_mark("S", actor_heads_);
    see_mark("T", recipient_heads_);
    see_path();
    see_predicates();
    see_acts_above("S", actor_heads_);
    see_acts_above("T", recipient_heads_);
    finish();
  }

 private:
  // --- how a feature is said -------------------------------------------------------------------------------------

  template <class... Parts>
  void add(std::string_view kind, const Parts&... parts) {
    std::uint64_t hash = learned::feature(kind);
    ((hash = joined(hash, hash_of(parts))), ...);
    found_.push_back(hash);
    if (!named_) return;
    std::string name(kind);
    ((name += ' ', name += text_of(parts)), ...);
    names_.push_back(std::move(name));
  }
  static std::uint64_t hash_of(const Word& word) { return word.hash; }
  static std::uint64_t hash_of(std::string_view word) { return learned::feature(word); }
  static std::uint64_t hash_of(std::uint64_t number) { return number; }
  static const std::string& text_of(const Word& word) { return word.text; }
  static std::string text_of(std::string_view word) { return std::string(word); }
  static std::string text_of(std::uint64_t number) { return std::to_string(number); }

  Word word(std::string_view text) const {
    return {learned::feature(text), named_ ? std::string(text) : std::string()};
  }

  Word lemma_word(TokenId token) const {
    if (s_.trees.upos[token] == Upos::Num) return word("#");
    const std::string_view lemma = s_.trees.lemma[token];
    Word out;
    out.hash = learned::feature("");
    for (char c : lemma) {
      const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      out.hash = (out.hash ^ static_cast<unsigned char>(small)) * 0x100000001b3u;
      if (named_) out.text += small;
    }
    return out;
  }

  void finish() {
    std::vector<std::size_t> order(found_.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return found_[a] < found_[b]; });
    for (std::size_t i : order) {
      if (!out_.hashes.empty() && out_.hashes.back() == found_[i]) continue;
      out_.hashes.push_back(found_[i]);
      if (named_) out_.names.push_back(names_[i]);
    }
  }

  // --- words -----------------------------------------------------------------------------------------------------

  bool is_marked(TokenId token) const { return s_.marks[token] != 0; }
  bool is_content(TokenId token) const {
    switch (s_.trees.upos[token]) {
      case Upos::Verb:
      case Upos::Noun:
      case Upos::Adj:
      case Upos::Adv:
      case Upos::Propn:
        return true;
      default:
        return false;
    }
  }

  void read_words() {
    const TokenId end = s_.tokens.span.end_id();
    for (TokenId token(0); token < end; ++token) {
      lemmas_.push_back(lemma_word(token));
      std::optional<learned::WordCluster> cluster;
      if (is_content(token) && !is_marked(token)) cluster = s_.clusters.find(lemmas_.back().hash);
      clusters_.push_back(cluster);
      const std::uint8_t mark = s_.marks[token];
      if (mark != 0) {
        if (token == TokenId(0) || s_.marks[token - 1] != mark) line_.push_back({word(mark_name(mark)), mark});
      } else if (s_.trees.upos[token] != Upos::Punct || is_telling(s_.tokens.form(token))) {
        line_.push_back({lemmas_.back(), 0});
      }
    }
  }
  static std::string_view mark_name(std::uint8_t mark) {
    return mark == kActorMark ? "<s>" : mark == kRecipientMark ? "<t>" : "<st>";
  }
  /// Quotes and questions say something, other stops do not.
  static bool is_telling(std::string_view form) { return form == "\"" || form == "?" || form == "“" || form == "”"; }

  void see_words() {
    for (std::size_t i = 0; i < line_.size(); ++i) {
      if (line_[i].mark == 0) add("word", line_[i].word);
      if (i > 0) add("pair", line_[i - 1].word, line_[i].word);
    }
    for (const auto& cluster : clusters_) {
      if (!cluster) continue;
      add("fine", std::uint64_t{cluster->fine});
      add("coarse", std::uint64_t{cluster->coarse});
    }
  }

  void see_marked_words() {
    for (TokenId token(0); token < s_.tokens.span.end_id(); ++token) {
      if (!is_content(token)) continue;
      if (s_.marks[token] & kActorMark) add("in S", lemmas_[token.index()]);
      if (s_.marks[token] & kRecipientMark) add("in T", lemmas_[token.index()]);
    }
  }

  std::vector<std::size_t> places_of(std::uint8_t mark) const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < line_.size(); ++i) {
      if (line_[i].mark & mark) places.push_back(i);
    }
    return places;
  }

  void see_between() {
    const std::vector<std::size_t> actors = places_of(kActorMark);
    const std::vector<std::size_t> recipients = places_of(kRecipientMark);
    if (actors.empty() || recipients.empty()) {
      add("one mark only");
      return;
    }
    std::size_t from = actors.front(), to = recipients.front();
    const auto gap = [](std::size_t a, std::size_t b) { return a < b ? b - a : a - b; };
    for (std::size_t a : actors) {
      for (std::size_t r : recipients) {
        if (gap(a, r) < gap(from, to)) from = a, to = r;
      }
    }
    const std::string_view order = from < to ? "S first" : "T first";
    add("order", order);
    if (from > to) std::swap(from, to);
    std::uint64_t all = learned::feature("all");
    std::string all_text;
    for (std::size_t i = from + 1; i < to; ++i) {
      add("between", line_[i].word);
      add("between in order", order, line_[i].word);
      if (i > from + 1) add("between pair", line_[i - 1].word, line_[i].word);
      all = joined(all, line_[i].word.hash);
      if (named_) all_text += (all_text.empty() ? "" : "_") + line_[i].word.text;
    }
    const std::size_t length = to > from ? to - from - 1 : 0;
    if (length <= 4) add("all between", order, Word{all, all_text});
    add("words between", std::uint64_t{std::min<std::size_t>(length, 9)});
  }

  void see_neighbours() {
    static constexpr std::string_view kAfter[] = {"S+1", "S+2", "S+3", "T+1", "T+2", "T+3"};
    static constexpr std::string_view kBefore[] = {"S-1", "S-2", "S-3", "T-1", "T-2", "T-3"};
    for (const std::uint8_t mark : {kActorMark, kRecipientMark}) {
      const std::size_t base = mark == kActorMark ? 0 : kNear;
      const std::vector<std::size_t> places = places_of(mark);
      for (std::size_t i = 0; i < std::min<std::size_t>(places.size(), 2); ++i) {
        const std::size_t at = places[i];
        for (std::size_t d = 1; d <= kNear; ++d) {
          if (at + d < line_.size()) add(kAfter[base + d - 1], line_[at + d].word);
          if (at >= d) add(kBefore[base + d - 1], line_[at - d].word);
        }
        if (at + 2 < line_.size()) add(kAfter[base], line_[at + 1].word, line_[at + 2].word);
        if (at >= 2) add(kBefore[base], line_[at - 2].word, line_[at - 1].word);
      }
    }
  }

  // --- tree ------------------------------------------------------------------------------------------------------

  std::vector<TokenId> heads_of(std::uint8_t mark) const {
    std::vector<TokenId> heads;
    TokenId any = TokenId::none();
    for (TokenId token(0); token < s_.tokens.span.end_id(); ++token) {
      if (!(s_.marks[token] & mark)) continue;
      if (!any.exists()) any = token;
      const TokenId head = s_.trees.head[token];
      if (head.exists() && (s_.marks[head] & mark)) continue;
      const Upos upos = s_.trees.upos[token];
      if (upos == Upos::Punct || upos == Upos::Det || upos == Upos::Adp) continue;
      if (heads.size() < kMaxHeads) heads.push_back(token);
    }
    if (heads.empty() && any.exists()) heads.push_back(any);
    return heads;
  }

  /// `token` and what it hangs on, up to the root.
  std::vector<TokenId> upwards(TokenId token) const {
    std::vector<TokenId> way;
    while (token.exists() && way.size() < kMaxClimb) {
      way.push_back(token);
      token = s_.trees.head[token];
    }
    return way;
  }

  const Word& lemma(TokenId token) const { return lemmas_[token.index()]; }
  std::string_view relation(TokenId token) const { return syntax::name_of(s_.trees.deprel[token]); }

  Word preposition(TokenId token) const {
    for (TokenId child : s_.trees.children(token)) {
      const Deprel deprel = s_.trees.deprel[child];
      if (deprel == Deprel::Case || deprel == Deprel::Mark) return lemma(child);
    }
    return word("");
  }

  void see_mark(std::string_view mark, const std::vector<TokenId>& heads) {
    for (TokenId head : heads) {
      add("relation of", mark, relation(head), preposition(head));
      const reading::Mention* mention = s_.mentions.at(head);
      add("sector of", mark, mention == nullptr ? std::string_view() : mention->sector);
      add("country of", mark, std::string_view(mention != nullptr && !mention->country.empty() ? "told" : "not told"));
      const TokenId governor = s_.trees.head[head];
      if (!governor.exists()) continue;
      add("over", mark, lemma(governor));
      add("over by", mark, relation(head), preposition(head), lemma(governor));
      if (&head == &heads.front() && clusters_[governor.index()]) {
        add("fine over", mark, std::uint64_t{clusters_[governor.index()]->fine});
        add("coarse over", mark, std::uint64_t{clusters_[governor.index()]->coarse});
      }
      const TokenId above = s_.trees.head[governor];
      if (s_.trees.upos[governor] != Upos::Verb && above.exists()) {
        add("over both", mark, lemma(above));
        add("over both", mark, lemma(governor), lemma(above));
      }
    }
    if (heads.empty()) add("no mark", mark);
  }

  struct Path {
    std::vector<TokenId> from_actor;      // from the actor's head to the common word
    std::vector<TokenId> from_recipient;  // from the recipient's head to the common word
    std::size_t length() const { return from_actor.size() + from_recipient.size() - 2; }
  };

  std::optional<Path> shortest_path() const {
    std::optional<Path> best;
    for (TokenId actor : actor_heads_) {
      const std::vector<TokenId> up = upwards(actor);
      for (TokenId recipient : recipient_heads_) {
        const std::vector<TokenId> down = upwards(recipient);
        for (std::size_t i = 0; i < up.size(); ++i) {
          const auto at = std::find(down.begin(), down.end(), up[i]);
          if (at == down.end()) continue;
          Path path{{up.begin(), up.begin() + static_cast<std::ptrdiff_t>(i) + 1}, {down.begin(), at + 1}};
          if (!best || path.length() < best->length()) best = std::move(path);
          break;
        }
      }
    }
    return best;
  }

  void see_path() {
    for (TokenId token(0); token < s_.tokens.span.end_id(); ++token) {
      if (s_.trees.deprel[token] == Deprel::Root) add("root", lemma(token));
    }
    const std::optional<Path> path = shortest_path();
    if (!path) {
      for (TokenId head : actor_heads_) {
        const std::vector<TokenId> up = upwards(head);
        for (std::size_t i = 1; i < std::min<std::size_t>(up.size(), 3); ++i) see_word_on_path("top", up[i]);
        break;
      }
      return;
    }
    see_path_words(*path);
    const TokenId top = path->from_actor.back();
    if (!is_marked(top)) see_word_on_path("top", top);
    if (path->length() == path->from_recipient.size() - 1 || path->length() == path->from_actor.size() - 1) {
      add("a mark is on top");
    }
    const auto see_middle = [&](const std::vector<TokenId>& way) {
      for (std::size_t i = 1; i + 1 < way.size(); ++i) {
        if (!is_marked(way[i])) see_word_on_path("middle", way[i]);
      }
    };
    see_middle(path->from_actor);
    see_middle(path->from_recipient);
  }

  void see_path_words(const Path& path) {
    add("path length", std::uint64_t{std::min<std::size_t>(path.length(), 8)});
    std::uint64_t relations = learned::feature("path");
    std::uint64_t words = learned::feature("words");
    std::string relations_text, words_text;
    std::size_t word_count = 0;
    const auto relation_on = [&](std::string_view name) {
      relations = joined(relations, learned::feature(name));
      if (named_) relations_text += (relations_text.empty() ? "" : "|") + std::string(name);
    };
    const auto word_on = [&](TokenId token) {
      words = joined(words, lemma(token).hash);
      if (named_) words_text += (words_text.empty() ? "" : "_") + lemma(token).text;
      ++word_count;
      if (const auto& cluster = clusters_[token.index()]) {
        add("fine on path", std::uint64_t{cluster->fine});
        add("coarse on path", std::uint64_t{cluster->coarse});
      }
    };
    for (std::size_t i = 0; i + 1 < path.from_actor.size(); ++i) relation_on(relation(path.from_actor[i]));
    relation_on("^");
    for (std::size_t i = path.from_recipient.size() - 1; i-- > 0;) relation_on(relation(path.from_recipient[i]));
    add("path", Word{relations, relations_text});
    for (std::size_t i = 1; i < path.from_actor.size(); ++i) {
      add("above S", lemma(path.from_actor[i]));
      word_on(path.from_actor[i]);
    }
    for (std::size_t i = 1; i < path.from_recipient.size(); ++i) add("above T", lemma(path.from_recipient[i]));
    for (std::size_t i = path.from_recipient.size() - 1; i-- > 1;) word_on(path.from_recipient[i]);
    if (word_count <= 4) add("path words", Word{words, words_text});
    const TokenId recipient = path.from_recipient.front();
    add("way to T", relation(path.from_actor.front()), relation(recipient), preposition(recipient));
  }

  static bool tells(Deprel deprel) {
    switch (deprel) {
      case Deprel::Obj:
      case Deprel::Xcomp:
      case Deprel::Ccomp:
      case Deprel::Obl:
      case Deprel::OblAgent:
      case Deprel::Advcl:
      case Deprel::CompoundPrt:
      case Deprel::Iobj:
      case Deprel::Nmod:
      case Deprel::NsubjPass:
      case Deprel::Acl:
      case Deprel::Conj:
      case Deprel::Amod:
      case Deprel::Compound:
        return true;
      default:
        return false;
    }
  }

  /// A word between the marks in the tree: its form, what modifies it, and what hangs on it, two steps down.
  void see_word_on_path(std::string_view where, TokenId token) {
    const Word& itself = lemma(token);
    add("on path", where, itself);
    add("on path as", where, itself, s_.trees.xpos[token]);
    if (const auto& cluster = clusters_[token.index()]) add("fine there", where, std::uint64_t{cluster->fine});
    for (TokenId child : s_.trees.children(token)) {
      const Deprel deprel = s_.trees.deprel[child];
      if (deprel == Deprel::Aux || deprel == Deprel::AuxPass) add("auxiliary", where, lemma(child));
      if (deprel == Deprel::Advmod || deprel == Deprel::Det) {
        add("modifier", where, lemma(child));
        add("modifier of", where, itself, lemma(child));
      }
      if (!tells(deprel)) continue;
      if (is_marked(child)) {
        add("marked below", where, relation(child), std::uint64_t{s_.marks[child]}, itself);
        add("marked below", where, relation(child), std::uint64_t{s_.marks[child]}, preposition(child));
        continue;
      }
      add("below", where, relation(child), lemma(child));
      add("below", where, itself, lemma(child));
      add("below by", where, preposition(child), lemma(child));
      if (const auto& cluster = clusters_[child.index()]) {
        add("fine below", where, relation(child), std::uint64_t{cluster->fine});
        if (const auto& own = clusters_[token.index()]) {
          add("coarse pair", std::uint64_t{own->coarse}, std::uint64_t{cluster->coarse});
        }
      }
      for (TokenId grandchild : s_.trees.children(child)) {
        if (!is_marked(grandchild) && tells(s_.trees.deprel[grandchild])) add("far below", where, lemma(grandchild));
      }
    }
  }

  // --- acts ------------------------------------------------------------------------------------------------------

  bool holds(const reading::Heads& heads, std::uint8_t mark) const {
    return std::any_of(heads.begin(), heads.end(), [&](TokenId head) { return (s_.marks[head] & mark) != 0; });
  }

  std::string_view part_of_marks(const Predicate& predicate) const {
    const bool s_acts = holds(predicate.actors, kActorMark);
    const bool t_acts = holds(predicate.actors, kRecipientMark);
    const bool s_receives = holds(predicate.recipients, kActorMark);
    const bool t_receives = holds(predicate.recipients, kRecipientMark);
    if (s_acts && t_acts) return "both act";
    if (s_acts && t_receives) return "as marked";
    if (s_receives && t_acts) return "turned round";
    if (s_acts) return "S acts";
    if (t_receives) return "T receives";
    if (s_receives || t_acts) return "half turned round";
    return "others";
  }

  std::string_view link_name(const Chain::Link& link) const {
    return link.op.exists() ? std::string_view(s_.ontology[link.op].name)
                            : std::string_view(s_.ontology[link.entry->act].name);
  }

  void see_predicates() {
    for (const Predicate& predicate : s_.predicates) {
      const std::string_view part = part_of_marks(predicate);
      const knowledge::Act& act = s_.ontology[predicate.act];
      const std::string_view event = name_of(*act.event);
      add("event", part, event);
      add("event anywhere", event);
      add("act", part, std::string_view(act.name));
      add("event is", part, event, name_of(predicate.status));
      for (std::size_t i = 0; i < predicate.chain.size; ++i) {
        add("said by", part, link_name(predicate.chain.links[i]));
        add("said by anywhere", link_name(predicate.chain.links[i]));
      }
    }
    for (const Rejection& rejection : s_.rejections) {
      for (std::size_t i = 0; i < rejection.chain.size; ++i) add("no event", link_name(rejection.chain.links[i]));
    }
  }

  /// The nearest word of action above a mark, and how far it is.
  void see_acts_above(std::string_view mark, const std::vector<TokenId>& heads) {
    for (TokenId head : heads) {
      const std::vector<TokenId> way = upwards(head);
      for (std::size_t i = 0; i < way.size(); ++i) {
        bool any = false;
        for (const Predicate& predicate : s_.predicates) {
          if (predicate.trigger != way[i]) continue;
          any = true;
          const knowledge::Act& act = s_.ontology[predicate.act];
          add("nearest event", mark, name_of(*act.event));
          add("nearest act", mark, std::string_view(act.name));
          add("nearest event at", mark, std::uint64_t{i}, name_of(*act.event));
        }
        for (const Rejection& rejection : s_.rejections) {
          if (rejection.token != way[i] || rejection.chain.size == 0) continue;
          any = true;
          add("nearest word", mark, link_name(rejection.chain.links[0]));
        }
        if (any) break;
      }
    }
  }

  struct LineWord {
    Word word;
    std::uint8_t mark = 0;
  };

  const PairSources& s_;
  const bool named_;
  PairFeatures& out_;
  std::vector<Word> lemmas_;  // by token
  std::vector<std::optional<learned::WordCluster>> clusters_;
  std::vector<LineWord> line_;  // the words in order, each mark as one
  std::vector<TokenId> actor_heads_, recipient_heads_;
  std::vector<std::uint64_t> found_;
  std::vector<std::string> names_;
};

}  // namespace

void find_pair_features(const PairSources& sources, bool with_names, PairFeatures& out) {
  out.clear();
  FeatureFinder(sources, with_names, out).run();
}

const Predicate* predicate_of_pair(const PairSources& sources) {
  const auto holds = [&](const reading::Heads& heads, std::uint8_t mark) {
    return std::any_of(heads.begin(), heads.end(), [&](TokenId head) { return (sources.marks[head] & mark) != 0; });
  };
  const Predicate* best = nullptr;
  int best_rank = 0;
  for (const Predicate& predicate : sources.predicates) {
    const bool s_acts = holds(predicate.actors, kActorMark);
    const bool t_in = holds(predicate.recipients, kRecipientMark) || holds(predicate.actors, kRecipientMark);
    const bool turned = holds(predicate.recipients, kActorMark) && holds(predicate.actors, kRecipientMark);
    const int rank = s_acts && t_in ? 3 : turned ? 2 : s_acts || t_in ? 1 : 0;
    if (rank > best_rank) {
      best = &predicate;
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace chancery::coding
