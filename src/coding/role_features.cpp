// Right where the parser got the clause right, and, by words beside and order, often where not. Tested by:
// event_judge_test.cpp.
#include "coding/role_features.h"

#include <algorithm>

#include "reading/feature_adder.h"

namespace chancery::coding {

using learned::feature;
using learned::joined;
using reading::code;
using reading::Heads;
using reading::Mention;
using reading::operator""_f;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr int kMaxClimb = 16;

class Finder {
 public:
  Finder(const TriggerSources& sources, const ActView& act, TokenId party, std::vector<std::uint64_t>& out)
      : s_(sources),
        trees_(sources.layers.trees),
        clauses_{sources.layers.tokens, sources.layers.trees},
        act_(act),
        trigger_(act.trigger),
        party_(party),
        add_(out) {}

  void run() {
    type_ = static_cast<std::uint64_t>(act_.event) + 1;
    mention_ = s_.layers.mentions.at(party_);
    begin_ = mention_ != nullptr ? mention_->begin : party_;
    end_ = mention_ != nullptr ? mention_->end : party_ + 1;
    who_ = mention_ == nullptr ? "name"_f : joined(code(mention_->sector), static_cast<std::uint64_t>(mention_->kind));
    add_("all"_f, type_);
    see_rule();
    see_slots();
    see_way();
    see_place();
    see_party();
    see_words();
    see_rivals();
  }

 private:
  std::uint64_t lemma(TokenId token) const {
    if (trees_.upos[token] == Upos::Num) return "#"_f;
    std::uint64_t hash = feature("");
    for (char c : trees_.lemma[token]) {
      const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      hash = (hash ^ static_cast<unsigned char>(small)) * 0x100000001b3u;
    }
    return hash;
  }
  std::uint64_t fine(std::uint64_t word) const {
    const auto cluster = s_.clusters.find(word);
    return cluster ? cluster->fine + 1U : 0;
  }
  std::uint64_t preposition(TokenId token) const {
    for (TokenId child : trees_.children(token)) {
      if (trees_.deprel[child] == Deprel::Case || trees_.deprel[child] == Deprel::Mark) return lemma(child);
    }
    return 0;
  }
  bool covers(const Heads& heads) const {
    return std::any_of(heads.begin(), heads.end(), [&](TokenId head) { return head >= begin_ && head < end_; });
  }

  void see_rule() {
    const bool actor = covers(act_.actors), recipient = covers(act_.recipients);
    rule_ = actor ? 1 : recipient ? 2 : 0;
    const std::uint64_t others = (act_.actors.empty() ? 0U : 1U) + (act_.recipients.empty() ? 0U : 2U);
    add_("rule"_f, rule_);
    add_("rule, type"_f, rule_, type_);
    add_("rule, others"_f, rule_, others);
    add_("rule, others, type"_f, rule_, others, type_);
    add_("rule, who"_f, rule_, who_);
    add_("rule, lemma"_f, rule_, lemma(trigger_));
    for (TokenId head : act_.actors) {
      if (joined_to(head)) add_("joined to actor"_f, rule_);
    }
    for (TokenId head : act_.recipients) {
      if (joined_to(head)) add_("joined to recipient"_f, rule_);
    }
  }
  bool joined_to(TokenId head) const {
    return head != party_ && ((trees_.deprel[party_] == Deprel::Conj && trees_.head[party_] == head) ||
                              (trees_.deprel[head] == Deprel::Conj && trees_.head[head] == party_));
  }

  /// The logical roles of the clause: through passives, relative clauses, control and coordination.
  void see_slots() {
    const Heads subjects = clauses_.fill(trigger_, {knowledge::SlotKind::Subject, {}});
    const Heads objects = clauses_.fill(trigger_, {knowledge::SlotKind::Object, {}});
    const std::uint64_t slot = covers(subjects) ? 1 : covers(objects) ? 2 : owns(subjects) ? 3 : owns(objects) ? 4 : 0;
    const std::uint64_t filled = (subjects.empty() ? 0U : 1U) + (objects.empty() ? 0U : 2U);
    add_("slot"_f, slot, filled);
    add_("slot, type"_f, slot, type_);
    add_("slot, rule, type"_f, slot, rule_, type_);
    add_("slot, lemma"_f, slot, lemma(trigger_));
    add_("slot, who"_f, slot, who_);
    // The clause around a noun of action, and the clause around that.
    TokenId verb = trees_.head[trigger_];
    for (std::uint64_t level = 1; level < 3 && verb.exists(); ++level) {
      for (int climb = 0; climb < kMaxClimb && verb.exists() && trees_.upos[verb] != Upos::Verb; ++climb)
        verb = trees_.head[verb];
      if (!verb.exists()) return;
      const Heads above = clauses_.fill(verb, {knowledge::SlotKind::Subject, {}});
      const Heads below = clauses_.fill(verb, {knowledge::SlotKind::Object, {}});
      const std::uint64_t outer = covers(above) ? 1 : covers(below) ? 2 : 0;
      add_(joined("outer slot"_f, level), outer, filled, type_);
      add_(joined("outer slot, relation"_f, level), outer, code(trees_.deprel[trigger_]), code(trees_.upos[trigger_]));
      add_(joined("outer slot, verb"_f, level), outer, lemma(verb));
      verb = trees_.head[verb];
    }
  }
  /// "Watanabe's efforts", "the efforts of Watanabe": those whose the heads are.
  bool owns(const Heads& heads) const {
    const TokenId head = trees_.head[party_];
    const Deprel deprel = trees_.deprel[party_];
    return head.exists() && (deprel == Deprel::NmodPoss || deprel == Deprel::Nmod || deprel == Deprel::Compound) &&
           heads.contains(head);
  }

  /// Up from the party to the word that both hang on, and down to the act.
  void see_way() {
    std::array<TokenId, kMaxClimb> above{};
    int count = 0;
    for (TokenId at = trigger_; at.exists() && count < kMaxClimb; at = trees_.head[at])
      above[static_cast<std::size_t>(count++)] = at;
    std::uint64_t way = "way"_f, rough = "rough"_f;
    int steps = 0;
    TokenId at = party_;
    int down = -1;
    for (; at.exists() && steps < kMaxClimb; at = trees_.head[at], ++steps) {
      const auto found = std::find(above.begin(), above.begin() + count, at);
      if (found != above.begin() + count) {
        down = static_cast<int>(found - above.begin());
        break;
      }
      const std::uint64_t relation = code(trees_.deprel[at]);
      way = joined(way, relation);
      if (trees_.deprel[at] != Deprel::Conj && trees_.deprel[at] != Deprel::Flat) rough = joined(rough, relation);
      if (at != party_) add_("on the way"_f, lemma(at), type_);
      if (steps == 0) add_("last relation"_f, relation, type_);
    }
    if (down < 0) {
      add_("far"_f, type_);
      return;
    }
    way = joined(way, "turn"_f);
    rough = joined(rough, "turn"_f);
    for (int i = down; i > 0; --i) {
      const TokenId step = above[static_cast<std::size_t>(i - 1)];
      const std::uint64_t relation = code(trees_.deprel[step]);
      way = joined(way, relation);
      if (trees_.deprel[step] != Deprel::Conj) rough = joined(rough, relation);
      if (i < down || steps > 0) add_("on the way down"_f, lemma(above[static_cast<std::size_t>(i)]), type_);
    }
    const bool passive = clauses_.is_passive(trigger_);
    const std::uint64_t voice = passive ? 2 : 1, upos = code(trees_.upos[trigger_]);
    const std::uint64_t mark = preposition(party_);
    add_("way"_f, way, voice);
    add_("way as"_f, way, upos, type_);
    add_("way, rule"_f, way, rule_);
    add_("way, lemma"_f, way, lemma(trigger_));
    add_("way, fine"_f, way, fine(lemma(trigger_)), voice);
    add_("way, preposition"_f, way, mark, upos);
    add_("way, who"_f, way, who_);
    add_("rough way"_f, rough, voice, upos);
    add_("rough way, type"_f, rough, type_, voice);
    add_("rough way, preposition, type"_f, rough, joined(mark, type_));
    add_("steps"_f, static_cast<std::uint64_t>(std::min(steps, 5)) * 8 + static_cast<std::uint64_t>(std::min(down, 5)),
         type_);
    add_("preposition, lemma"_f, mark, lemma(trigger_));
    add_("preposition, type"_f, mark, type_, party_ < trigger_);
  }

  void see_place() {
    const bool before = party_ < trigger_;
    const auto far = static_cast<std::size_t>(before ? trigger_ - party_ : party_ - trigger_);
    add_("side"_f, before, type_);
    add_("side, distance"_f, before, reading::bucket(far));
    add_("side, upos"_f, before, code(trees_.upos[trigger_]), clauses_.is_passive(trigger_));
    const reading::Quote* quote = reading::quote_around(s_.quotes, s_.layers.tokens, trigger_, reading::Around::Any);
    if (quote != nullptr) {
      add_("in the words"_f, quote->holds(party_), type_);
      if (covers(quote->speakers)) add_("speaks"_f, type_, rule_);
      if (covers(quote->speakers)) add_("speaks, upos"_f, code(trees_.upos[trigger_]), act_.actors.empty());
      if (covers(quote->addressees)) add_("is told"_f, type_, rule_);
    } else {
      for (const reading::Quote& other : s_.quotes) {
        if (covers(other.speakers) && other.cue == trigger_) add_("speaks here"_f, type_);
        if (covers(other.addressees) && other.cue == trigger_) add_("is told here"_f, type_);
      }
    }
  }

  void see_party() {
    add_("who"_f, who_, type_);
    add_("word"_f, lemma(party_), type_);
    if (mention_ == nullptr) return;
    add_("sector"_f, code(mention_->sector), type_);
    add_("sector, side"_f, code(mention_->sector), type_, party_ < trigger_);
    add_("kind"_f, static_cast<std::uint64_t>(mention_->kind), type_);
    add_("place"_f, mention_->place, preposition(party_), type_);
    add_("country told"_f, !mention_->country.empty(), type_);
    add_("plural"_f, mention_->plural, type_);
  }

  void see_words() {
    const text::Sentence& sentence = s_.layers.tokens.sentences[s_.layers.tokens.sentence_of[party_]];
    const bool before = party_ < trigger_;
    if (begin_ > sentence.begin) {
      add_("word before"_f, lemma(begin_ - 1), before);
      add_("word before, type"_f, lemma(begin_ - 1), type_, before);
    }
    if (end_ < sentence.end) {
      add_("word after"_f, lemma(end_), before);
      add_("word after, type"_f, lemma(end_), type_, before);
    }
    const TokenId head = trees_.head[party_];
    if (head.exists()) {
      add_("head"_f, lemma(head), code(trees_.deprel[party_]));
      add_("head, type"_f, fine(lemma(head)), code(trees_.deprel[party_]), type_);
    }
    const TokenId from = before ? end_ : trigger_ + 1, to = before ? trigger_ : begin_;
    if (from <= to && to - from <= 4) {
      std::uint64_t all = "between"_f;
      for (TokenId at = from; at < to; ++at) all = joined(all, lemma(at));
      add_("between"_f, all, before);
      add_("between, type"_f, all, type_, before);
    }
  }

  /// Others of the sentence that stand nearer.
  void see_rivals() {
    const bool before = party_ < trigger_;
    std::size_t nearer = 0;
    const TokenId from = before ? end_ : trigger_ + 1, to = before ? trigger_ : begin_;
    for (TokenId at = from; at < to; ++at) {
      const Mention* other = s_.layers.mentions.at(at);
      nearer += other != nullptr && other->head == at;
    }
    add_("nearer"_f, std::min<std::size_t>(nearer, 3), before, type_);
    add_("nearer, rule"_f, std::min<std::size_t>(nearer, 3), before, rule_);
    const auto same = [&](const Heads& heads) {
      return std::any_of(heads.begin(), heads.end(), [&](TokenId head) {
        const Mention* other = s_.layers.mentions.at(head);
        return other != nullptr && mention_ != nullptr && other != mention_ && !other->country.empty() &&
               other->country == mention_->country;
      });
    };
    if (same(act_.actors)) add_("of the actor's country"_f, rule_, type_);
    if (same(act_.recipients)) add_("of the recipient's country"_f, rule_, type_);
  }

  const TriggerSources& s_;
  const syntax::Trees& trees_;
  const reading::Clauses clauses_;
  const ActView& act_;
  const TokenId trigger_;
  const TokenId party_;
  reading::FeatureAdder add_;
  const Mention* mention_ = nullptr;
  TokenId begin_, end_;
  std::uint64_t type_ = 0, who_ = 0, rule_ = 0;
};

}  // namespace

void find_role_candidates(const TriggerSources& sources, const ActView& act, std::vector<TokenId>& out) {
  out.clear();
  const PredicateSources& layers = sources.layers;
  const text::Sentence& sentence = layers.tokens.sentences[layers.tokens.sentence_of[act.trigger]];
  for (TokenId token = sentence.begin; token < sentence.end; ++token) {
    if (token == act.trigger) continue;
    bool may = act.actors.contains(token) || act.recipients.contains(token);
    if (const Mention* mention = layers.mentions.at(token)) {
      may = may || (mention->head == token && !(act.trigger >= mention->begin && act.trigger < mention->end));
    } else if (layers.trees.upos[token] == Upos::Propn) {
      // A name of nobody known, once: by its head.
      const TokenId head = layers.trees.head[token];
      const bool inside = head.exists() && layers.trees.upos[head] == Upos::Propn &&
                          layers.mentions.at(head) == nullptr && layers.trees.deprel[token] != Deprel::Conj &&
                          layers.trees.deprel[token] != Deprel::Nmod;
      may = may || (!inside && reading::time_at(layers.times, token) == nullptr);
    }
    if (may) out.push_back(token);
  }
}

void find_role_features(const TriggerSources& sources, const ActView& act, TokenId party,
                        std::vector<std::uint64_t>& out) {
  out.clear();
  Finder(sources, act, party, out).run();
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace chancery::coding
