// Words count as lemmas and as clusters of words of like use; parties as kind and sector. Blind to the sentences
// around. Tested by: event_judge_test.cpp.
#include "coding/trigger_features.h"

#include <algorithm>

#include "coding/modality.h"
#include "coding/roles.h"
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

class Finder {
 public:
  Finder(const TriggerSources& sources, const std::vector<RuleView>& rules, TokenId token,
         std::vector<std::uint64_t>& out)
      : s_(sources),
        trees_(sources.layers.trees),
        clauses_{sources.layers.tokens, sources.layers.trees},
        rules_(rules),
        token_(token),
        rule_(rules[token.index()]),
        add_(out) {}

  void run() {
    lemma_ = lemma(token_);
    type_ = type_of(rule_);
    add_("all"_f);
    see_word();
    see_rule();
    see_head();
    see_children();
    see_parties();
    see_neighbours();
    see_modality();
    see_speaker();
    see_sentence();
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
  std::uint64_t coarse(std::uint64_t word) const {
    const auto cluster = s_.clusters.find(word);
    return cluster ? cluster->coarse + 1U : 0;
  }
  std::uint64_t type_of(const RuleView& rule) const {
    if (!rule.act.exists()) return rule.outcome.empty() ? 0 : 1;
    const knowledge::Act& act = s_.layers.ontology[rule.act];
    return act.event ? 3 + static_cast<std::uint64_t>(*act.event) : 2;
  }
  /// What a role is filled with: kind and sector of a mention, "thing", or nothing.
  std::uint64_t party(TokenId head) const {
    const Mention* mention = s_.layers.mentions.at(head);
    if (mention == nullptr) return trees_.upos[head] == Upos::Pron ? "pronoun"_f : "thing"_f;
    return joined(code(mention->sector), static_cast<std::uint64_t>(mention->kind) * 2 + !mention->country.empty());
  }
  std::uint64_t rough_party(TokenId head) const {
    const Mention* mention = s_.layers.mentions.at(head);
    if (mention == nullptr) return trees_.upos[head] == Upos::Pron ? "pronoun"_f : "thing"_f;
    if (mention->sector.empty()) return mention->country.empty() ? "somebody"_f : "of a country"_f;
    return code(mention->sector);
  }

  void see_word() {
    const std::uint64_t upos = code(trees_.upos[token_]);
    add_("lemma"_f, lemma_);
    add_("lemma as"_f, lemma_, upos);
    add_("fine"_f, fine(lemma_), upos);
    add_("coarse"_f, coarse(lemma_), upos);
    add_("tag"_f, code(trees_.xpos[token_]));
    add_("relation"_f, code(trees_.deprel[token_]), upos);
  }

  void see_rule() {
    const std::uint64_t outcome = feature(rule_.outcome);
    add_("outcome"_f, outcome);
    add_("type"_f, type_);
    add_("type, outcome"_f, type_, outcome);
    if (rule_.outcome.empty()) return;
    add_("lemma, outcome"_f, lemma_, outcome);
    if (rule_.act.exists()) {
      const std::uint64_t act = feature(s_.layers.ontology[rule_.act].name);
      add_("act"_f, act);
      add_("act, outcome"_f, act, outcome);
      add_("act as"_f, act, code(trees_.upos[token_]));
    }
    if (rule_.op.exists()) {
      const std::uint64_t op = feature(s_.layers.ontology[rule_.op].name);
      add_("op"_f, op);
      add_("op, outcome"_f, op, outcome);
    }
  }

  void see_head() {
    const TokenId head = trees_.head[token_];
    const std::uint64_t relation = code(trees_.deprel[token_]);
    if (!head.exists()) {
      add_("is root"_f);
      return;
    }
    const std::uint64_t word = lemma(head);
    add_("head"_f, relation, word);
    add_("head fine"_f, relation, fine(word));
    add_("head coarse"_f, relation, coarse(word));
    const RuleView& above = rules_[head.index()];
    add_("head rule"_f, relation, type_of(above));
    add_("head told"_f, type_, type_of(above), feature(above.outcome));
    add_("lemma, head"_f, lemma_, word);
  }

  void see_children() {
    std::size_t count = 0;
    for (TokenId child : trees_.children(token_)) {
      const Deprel deprel = trees_.deprel[child];
      if (deprel == Deprel::Punct || ++count > 12) continue;
      const std::uint64_t relation = code(deprel), word = lemma(child);
      add_("child"_f, relation);
      add_("child lemma"_f, relation, word);
      add_("child fine"_f, relation, fine(word));
      add_("lemma, child"_f, lemma_, relation, word);
      add_("type, child"_f, type_, relation);
      const std::uint64_t who = party(child);
      add_("child party"_f, relation, who);
      for (TokenId mark : trees_.children(child)) {
        if (trees_.deprel[mark] != Deprel::Case && trees_.deprel[mark] != Deprel::Mark) continue;
        const std::uint64_t preposition = lemma(mark);
        add_("preposition"_f, relation, preposition);
        add_("lemma, preposition"_f, lemma_, preposition);
        add_("preposition, party"_f, preposition, who);
      }
    }
    add_("children"_f, std::min<std::size_t>(count, 6));
  }

  void see_role(std::uint64_t name, const Heads& heads) {
    add_(joined("count"_f, name), std::min<std::size_t>(heads.size(), 3));
    if (heads.empty()) {
      add_(joined("none"_f, name), type_);
      add_(joined("lemma, none"_f, name), lemma_);
      return;
    }
    for (TokenId head : heads) {
      const std::uint64_t who = party(head), rough = rough_party(head), word = lemma(head);
      add_(joined("party"_f, name), who);
      add_(joined("rough"_f, name), rough);
      add_(joined("rough, type"_f, name), rough, type_);
      add_(joined("rough, lemma"_f, name), rough, lemma_);
      add_(joined("rough, fine"_f, name), rough, fine(lemma_));
      add_(joined("word"_f, name), word);
      add_(joined("coarse"_f, name), coarse(word), type_);
      add_(joined("coarse, coarse"_f, name), coarse(word), coarse(lemma_));
    }
  }
  void see_parties() {
    const Heads subjects = clauses_.fill(token_, {knowledge::SlotKind::Subject, {}});
    const Heads objects = clauses_.fill(token_, {knowledge::SlotKind::Object, {}});
    see_role("subject"_f, subjects);
    see_role("object"_f, objects);
    if (rule_.actors != nullptr) see_role("actor"_f, *rule_.actors);
    if (rule_.recipients != nullptr) see_role("recipient"_f, *rule_.recipients);
    const std::uint64_t subject = subjects.empty() ? 0 : rough_party(subjects.front());
    const std::uint64_t object = objects.empty() ? 0 : rough_party(objects.front());
    add_("both"_f, subject, object);
    add_("both, type"_f, subject, object, type_);
    add_("passive"_f, clauses_.is_passive(token_), type_);
  }

  void see_neighbours() {
    const text::Sentence& sentence = s_.layers.tokens.sentences[s_.layers.tokens.sentence_of[token_]];
    std::uint64_t before = "start"_f, after = "end"_f;
    if (token_ > sentence.begin) before = lemma(token_ - 1);
    if (token_ + 1 < sentence.end) after = lemma(token_ + 1);
    add_("before"_f, before);
    add_("after"_f, after);
    add_("lemma, before"_f, lemma_, before);
    add_("lemma, after"_f, lemma_, after);
    add_("after fine"_f, fine(after));
    if (token_ + 2 < sentence.end) add_("after that"_f, lemma(token_ + 2));
    if (token_ > sentence.begin + 1) add_("before that"_f, lemma(token_ - 2));
  }

  void see_modality() {
    const Modality modality = modality_of(clauses_, s_.layers.lexicon, token_);
    add_("modal"_f, static_cast<std::uint64_t>(modality.modal), type_);
    add_("modal, fine"_f, static_cast<std::uint64_t>(modality.modal), fine(lemma_));
    if (modality.negated) add_("negated"_f, type_);
    if (modality.negated) add_("negated, fine"_f, fine(lemma_));
    if (modality.conditional) add_("conditional"_f, type_);
    if (modality.question) add_("question"_f);
  }

  void see_speaker() {
    const reading::Quote* quote = reading::quote_around(s_.quotes, s_.layers.tokens, token_, reading::Around::Any);
    if (quote == nullptr) {
      add_("said by nobody"_f, type_);
      return;
    }
    const std::uint64_t cue = lemma(quote->cue);
    const std::uint64_t who = quote->speakers.empty() ? 0 : rough_party(quote->speakers.front());
    add_("cue"_f, cue);
    add_("speaker"_f, who);
    add_("speaker, type"_f, who, type_);
    add_("speaker, fine"_f, who, fine(lemma_));
    add_("speaker, coarse"_f, who, coarse(lemma_));
    add_("said head"_f, quote->content_head == token_, who);
    add_("said kind"_f, static_cast<std::uint64_t>(quote->kind), coarse(lemma_));
    add_("stance"_f, static_cast<std::uint64_t>(s_.layers.lexicon.stance(trees_.lemma[token_]) + 1), who);
  }

  void see_sentence() {
    const SentenceId id = s_.layers.tokens.sentence_of[token_];
    const text::Sentence& sentence = s_.layers.tokens.sentences[id];
    const knowledge::Topic* topic = s_.topics.of(id);
    if (topic != nullptr) add_("topic"_f, feature(topic->name), type_);
    std::size_t countries = 0;
    std::uint32_t told = 0;
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      const Mention* mention = s_.layers.mentions.at(token);
      if (mention != nullptr && mention->head == token) {
        countries += !mention->country.empty();
        add_("who is there"_f, code(mention->sector));
      }
      const RuleView& rule = rules_[token.index()];
      if (token != token_ && rule.act.exists()) told |= 1U << (type_of(rule) - 1);
    }
    for (std::uint64_t type = 1; type < 20; ++type) {
      if (told >> (type - 1) & 1) add_("also"_f, type, type_);
    }
    add_("countries"_f, std::min<std::size_t>(countries, 3), type_);
    add_("length"_f, std::min<std::size_t>(sentence.size() / 8, 6));
  }

  const TriggerSources& s_;
  const syntax::Trees& trees_;
  const reading::Clauses clauses_;
  const std::vector<RuleView>& rules_;
  const TokenId token_;
  const RuleView& rule_;
  reading::FeatureAdder add_;
  std::uint64_t lemma_ = 0;
  std::uint64_t type_ = 0;
};

}  // namespace

bool may_be_trigger(const TriggerSources& sources, TokenId token) {
  const Upos upos = sources.layers.trees.upos[token];
  if (upos != Upos::Verb && upos != Upos::Noun && upos != Upos::Adj && upos != Upos::Propn) return false;
  if (upos == Upos::Propn) return sources.layers.mentions.at(token) == nullptr;
  return true;
}

void find_trigger_features(const TriggerSources& sources, const std::vector<RuleView>& rules, TokenId token,
                           std::vector<std::uint64_t>& out) {
  out.clear();
  Finder(sources, rules, token, out).run();
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace chancery::coding
