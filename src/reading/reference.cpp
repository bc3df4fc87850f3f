// Antecedents are sought by salience, after the ordering of Lappin and Leass (1994) cut down to its two strongest
// factors: recency of the sentence, and being a subject. Right for "Xi met Putin. He said …"; not for a pronoun whose
// antecedent follows it ("In his speech, Xi …"), which stays unresolved.
// Tested by: reference_test.cpp.
#include "reading/reference.h"

#include <array>
#include <optional>
#include <string_view>

namespace chancery::reading {

using syntax::Deprel;

namespace {

constexpr std::size_t kMaxSentencesBack = 3;

/// What a pronoun can stand for, from its features in the tree.
enum class Wanted { Person, Thing, Several };

bool has_feature(std::string_view feats, std::string_view feature) {
  return feats.find(feature) != std::string_view::npos;
}

bool is_subject(Deprel deprel) {
  return deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass || deprel == Deprel::NsubjOuter;
}

class Resolver {
 public:
  Resolver(const syntax::Trees& trees, Mentions& mentions) : trees_(trees), mentions_(mentions) {}

  void run() {
    for (MentionId id(0); id < mentions_.all.end_id(); ++id) {
      Mention& mention = mentions_.all[id];
      if (mention.kind != MentionKind::Pronoun || !mention.name.empty()) continue;
      const auto wanted = wanted_by(mention.head);
      if (!wanted) continue;
      if (const MentionId antecedent = antecedent_of(id, *wanted); antecedent.exists()) {
        const Mention& known = mentions_.all[antecedent];
        mention.name = known.name;
        mention.country = known.country;
        mention.sector = known.sector;
        mention.members = known.members;
        mention.plural = known.plural;
      }
    }
  }

 private:
  std::optional<Wanted> wanted_by(TokenId pronoun) const {
    const std::string_view feats = trees_.feats[pronoun];
    if (!has_feature(feats, "Person=3") || has_feature(feats, "Reflex=Yes") || trees_.deprel[pronoun] == Deprel::Expl) {
      return std::nullopt;
    }
    if (has_feature(feats, "Number=Plur")) return Wanted::Several;
    if (has_feature(feats, "Gender=Masc") || has_feature(feats, "Gender=Fem")) return Wanted::Person;
    if (has_feature(feats, "Gender=Neut")) return Wanted::Thing;
    return std::nullopt;
  }

  static bool can_be(const Mention& mention, Wanted wanted) {
    switch (wanted) {
      case Wanted::Person:
        return mention.kind == MentionKind::Person || (mention.kind == MentionKind::Described && !mention.plural) ||
               (mention.kind == MentionKind::Pronoun && !mention.name.empty() && !mention.plural);
      case Wanted::Thing:
        return mention.kind == MentionKind::Country || mention.kind == MentionKind::Organisation;
      case Wanted::Several:
        return mention.plural || mention.kind == MentionKind::Group;
    }
    return false;
  }

  bool is_subject_mention(const Mention& mention) const {
    TokenId at = mention.head;
    // A conjunct of a subject is one too, but then the subject is several.
    return is_subject(trees_.deprel[at]);
  }

  /// The last subject before the pronoun that it can stand for, sentence by sentence backwards; where a sentence has no
  /// such subject, the only one that fits in it.
  MentionId antecedent_of(MentionId pronoun, Wanted wanted) const {
    const Mention& mention = mentions_.all[pronoun];
    const SentenceId here = mention.sentence;
    SentenceId sentence = here;
    MentionId subject;
    MentionId only;
    bool several = false;
    for (MentionId id = pronoun; id.index() > 0;) {
      --id;
      const Mention& candidate = mentions_.all[id];
      if (candidate.sentence != sentence) {
        if (subject.exists()) return subject;
        if (only.exists() && !several && sentence != here) return only;
        if (here - candidate.sentence > kMaxSentencesBack) return MentionId::none();
        sentence = candidate.sentence;
        only = MentionId::none();
        several = false;
      }
      if (!can_be(candidate, wanted) || candidate.name.empty()) continue;
      // "Xi told him": in one clause the subject and the object are not the same.
      if (trees_.head[candidate.head] == trees_.head[mention.head] && trees_.deprel[mention.head] != Deprel::NmodPoss)
        continue;
      if (is_subject_mention(candidate) && !subject.exists()) subject = id;
      if (only.exists() && mentions_.all[only].name != candidate.name) several = true;
      if (!only.exists()) only = id;
    }
    if (subject.exists()) return subject;
    return only.exists() && !several && sentence != here ? only : MentionId::none();
  }

  const syntax::Trees& trees_;
  Mentions& mentions_;
};

}  // namespace

void resolve_pronouns(const syntax::Trees& trees, Mentions& mentions) { Resolver(trees, mentions).run(); }

}  // namespace chancery::reading
