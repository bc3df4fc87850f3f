// Roles are read as the English treebanks of Universal Dependencies annotate them (universaldependencies.org/en):
// the agent of a passive is obl:agent, the subject of an xcomp is that of its governor or its object, a relative
// pronoun stands for the noun that the clause hangs on. Right for "the rebels, who seized the town and were then
// accused of killing …"; not for gapping ("X praised Y and Z W"), which the trees do not show.
// Tested by: arguments_test.cpp.
#include "reading/arguments.h"

#include <algorithm>

namespace chancery::reading {

using knowledge::Slot;
using knowledge::SlotKind;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr int kMaxClimb = 12;

bool is_subject(Deprel deprel) {
  return deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass || deprel == Deprel::NsubjOuter;
}
/// Whether a token is written so or has this lemma, without regard to capitals.
bool is_word(const Clauses& clauses, TokenId token, std::string_view word) {
  if (clauses.trees.lemma[token] == word) return true;
  const std::string_view form = clauses.tokens.form(token);
  return form.size() == word.size() && std::equal(form.begin(), form.end(), word.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

bool is_oblique(Deprel deprel) {
  return deprel == Deprel::Obl || deprel == Deprel::OblAgent || deprel == Deprel::Nmod || deprel == Deprel::Advcl ||
         deprel == Deprel::Acl || deprel == Deprel::Ccomp || deprel == Deprel::Xcomp || deprel == Deprel::OblUnmarked ||
         deprel == Deprel::NmodUnmarked;
}

}  // namespace

void Heads::add(TokenId token) {
  if (size_ < items_.size() && !contains(token)) items_[size_++] = token;
}
void Heads::add_all(const Heads& others) {
  for (TokenId token : others) add(token);
}
bool Heads::contains(TokenId token) const { return std::find(begin(), end(), token) != end(); }

bool Clauses::is_nominal(TokenId token) const {
  const Upos upos = trees.upos[token];
  return upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Pron || upos == Upos::Num || upos == Upos::Det ||
         upos == Upos::Adj || upos == Upos::X || upos == Upos::Sym;
}

TokenId Clauses::child_with(TokenId token, Deprel deprel) const {
  for (TokenId child : trees.children(token)) {
    if (trees.deprel[child] == deprel) return child;
  }
  return TokenId::none();
}

bool Clauses::is_within(TokenId token, TokenId ancestor) const {
  // A path is no longer than the sentence; trees have no cycles.
  for (TokenId at = token; at.exists(); at = trees.head[at]) {
    if (at == ancestor) return true;
  }
  return false;
}

TokenId Clauses::hidden_subject(TokenId participle) const {
  const std::string_view xpos = trees.xpos[participle];
  const TokenId head = trees.head[participle];
  if (trees.deprel[participle] != Deprel::Amod || (xpos != "VBN" && xpos != "VBD") || !head.exists() ||
      trees.deprel[head] != Deprel::Root || participle.index() == 0) {
    return TokenId::none();
  }
  const TokenId before = participle - 1;
  const Upos upos = trees.upos[before];
  if (trees.head[before] != head || (upos != Upos::Noun && upos != Upos::Propn)) return TokenId::none();
  return trees.deprel[before] == Deprel::Compound ? before : TokenId::none();
}
bool Clauses::is_hidden_verb(TokenId participle) const { return hidden_subject(participle).exists(); }

bool Clauses::is_passive(TokenId verb) const {
  bool has_subject = false;
  bool has_object = false;
  bool has_auxiliary = false;
  for (TokenId child : trees.children(verb)) {
    switch (trees.deprel[child]) {
      case Deprel::NsubjPass:
      case Deprel::AuxPass:
      case Deprel::CsubjPass:
      case Deprel::OblAgent:
        return true;
      case Deprel::Nsubj:
        has_subject = true;
        break;
      case Deprel::Obj:
        has_object = true;
        break;
      case Deprel::Aux:
        has_auxiliary = true;
        break;
      default:
        break;
    }
  }
  if (trees.xpos[verb] != "VBN" || has_subject || has_object || has_auxiliary || is_hidden_verb(verb)) return false;
  const Deprel deprel = trees.deprel[verb];
  if (deprel == Deprel::Conj) return trees.head[verb].exists() && is_passive(trees.head[verb]);
  return deprel == Deprel::Acl || deprel == Deprel::Amod || deprel == Deprel::Advcl || deprel == Deprel::Xcomp;
}

TokenId Clauses::follow_relative(TokenId pronoun, TokenId predicate) const {
  if (!trees.xpos[pronoun].starts_with("W")) return pronoun;
  TokenId clause = predicate;
  for (int climb = 0; climb < kMaxClimb && clause.exists(); ++climb, clause = trees.head[clause]) {
    const bool of_noun = trees.deprel[clause] == Deprel::AdvclRelcl && is_nominal(trees.head[clause]);
    if (trees.deprel[clause] == Deprel::AclRelcl || of_noun) return trees.head[clause];
    if (trees.deprel[clause] != Deprel::Conj && trees.deprel[clause] != Deprel::Xcomp) break;
  }
  return pronoun;
}

bool Clauses::is_finite(TokenId token) const {
  const std::string_view xpos = trees.xpos[token];
  return xpos == "VBD" || xpos == "VBZ" || xpos == "VBP";
}
bool Clauses::has_auxiliary(TokenId token) const {
  return child_with(token, Deprel::Aux).exists() || child_with(token, Deprel::AuxPass).exists();
}

TokenId Clauses::surface_subject(TokenId predicate) const { return subject_of(predicate, 0); }

TokenId Clauses::subject_of(TokenId predicate, int climb) const {
  if (climb > kMaxClimb) return TokenId::none();
  for (TokenId child : trees.children(predicate)) {
    if (is_subject(trees.deprel[child])) return follow_relative(child, predicate);
  }
  const TokenId head = trees.head[predicate];
  if (!head.exists()) return TokenId::none();
  switch (trees.deprel[predicate]) {
    case Deprel::Amod:
      return hidden_subject(predicate);
    case Deprel::Conj:
      // "ran on his ability to win and accused …": a finite verb goes on from the finite verb around.
      if (is_finite(predicate) && trees.upos[head] == Upos::Verb && !is_finite(head) && !has_auxiliary(head)) {
        TokenId around = head;
        for (int up = 0; up < kMaxClimb && around.exists() && !is_finite(around) && !has_auxiliary(around); ++up)
          around = trees.head[around];
        return around.exists() ? subject_of(around, climb + 1) : TokenId::none();
      }
      // "overturned a ruling and sided with the state", where the tree joins the second verb to the ruling.
      if (is_finite(predicate) && is_nominal(head) && !child_with(head, Deprel::Cop).exists()) {
        TokenId around = trees.head[head];
        for (int up = 0; up < kMaxClimb && around.exists() && is_nominal(around); ++up) around = trees.head[around];
        return around.exists() && is_finite(around) ? subject_of(around, climb + 1) : TokenId::none();
      }
      [[fallthrough]];
    case Deprel::Parataxis:
      return trees.upos[head] == Upos::Verb || child_with(head, Deprel::Cop).exists() ||
                     trees.upos[head] == Upos::Adj || trees.upos[head] == Upos::Aux
                 ? subject_of(head, climb + 1)
                 : TokenId::none();
    case Deprel::Xcomp: {
      // "urged Y to stop": Y stops; "was urged to stop": the subject does.
      if (!is_passive(head)) {
        TokenId controller = child_with(head, Deprel::Obj);
        if (!controller.exists()) controller = child_with(head, Deprel::Iobj);
        if (controller.exists() && controller < predicate) return controller;
      }
      return subject_of(head, climb + 1);
    }
    case Deprel::Advcl:
      return subject_of(head, climb + 1);
    case Deprel::AclRelcl:
      return head;
    case Deprel::Acl: {
      if (trees.xpos[predicate] == "VBG" || trees.xpos[predicate] == "VBN") return head;
      // "Lima, while travelling, called on …": where the tree has no other verb for the sentence.
      if (is_finite(predicate) && trees.deprel[head] == Deprel::Root && is_nominal(head)) return head;
      // "its decision to withdraw"; "announced plans to withdraw"
      const TokenId possessor = child_with(head, Deprel::NmodPoss);
      if (possessor.exists()) return possessor;
      const TokenId governor = trees.head[head];
      const bool is_object = trees.deprel[head] == Deprel::Obj || trees.deprel[head] == Deprel::NsubjPass;
      return governor.exists() && is_object ? subject_of(governor, climb + 1) : TokenId::none();
    }
    default:
      return TokenId::none();
  }
}

void Clauses::add_conjuncts(TokenId head, Heads& out) const {
  // "with King Abdullah and Jordanian officials", read as one name: what stands before its "and" is a party too.
  for (TokenId child : trees.children(head)) {
    if (trees.deprel[child] != Deprel::Cc || child > head) continue;
    for (TokenId other : trees.children(head)) {
      if (other < child && trees.deprel[other] == Deprel::Compound && trees.upos[other] == Upos::Propn) out.add(other);
    }
  }
  out.add(head);
  for (TokenId child : trees.children(head)) {
    const Deprel deprel = trees.deprel[child];
    if (deprel == Deprel::Conj && is_nominal(child)) {
      out.add(child);
    } else if (deprel == Deprel::Flat || deprel == Deprel::Compound) {
      // "Vladimir Putin and Xi Jinping": the second name may hang on any word of the first.
      for (TokenId other : trees.children(child)) {
        if (trees.deprel[other] == Deprel::Conj && trees.upos[other] == Upos::Propn && other > head) out.add(other);
      }
    }
  }
}

bool Clauses::has_preposition(TokenId dependent, std::string_view word) const {
  const std::size_t underscore = word.find('_');
  const std::string_view first = word.substr(0, underscore);
  const std::string_view second =
      underscore == std::string_view::npos ? std::string_view() : word.substr(underscore + 1);
  for (TokenId child : trees.children(dependent)) {
    const Deprel deprel = trees.deprel[child];
    if ((deprel != Deprel::Case && deprel != Deprel::Mark) || !is_word(*this, child, first)) continue;
    if (second.empty()) {
      // "out of" is not "out".
      if (!child_with(child, Deprel::Fixed).exists()) return true;
      continue;
    }
    for (TokenId part : trees.children(child)) {
      if (trees.deprel[part] == Deprel::Fixed && is_word(*this, part, second)) return true;
    }
    // "out of" also stands as two case words.
    for (TokenId other : trees.children(dependent)) {
      if (other > child && trees.deprel[other] == Deprel::Case && is_word(*this, other, second)) return true;
    }
  }
  return false;
}

void Clauses::add_prepositional(TokenId token, std::string_view word, Heads& out) const {
  for (TokenId child : trees.children(token)) {
    if (is_oblique(trees.deprel[child]) && is_behind(child, word)) add_conjuncts(child, out);
  }
}

bool Clauses::is_behind(TokenId dependent, std::string_view word) const {
  if (has_preposition(dependent, word)) return true;
  // The preposition may hang on the first word of a name: "with King Abdullah and Jordanian officials".
  for (TokenId child : trees.children(dependent)) {
    if (child > dependent) break;
    const Deprel deprel = trees.deprel[child];
    if ((deprel == Deprel::Compound || deprel == Deprel::NmodDesc || deprel == Deprel::Amod) &&
        has_preposition(child, word)) {
      return true;
    }
  }
  return false;
}

Heads Clauses::object_of(TokenId predicate) const {
  Heads heads;
  if (is_passive(predicate)) {
    const TokenId subject = surface_subject(predicate);
    if (subject.exists()) add_conjuncts(subject, heads);
    // "was denied entry": what it is done with is an object still.
    for (TokenId child : trees.children(predicate)) {
      if (trees.deprel[child] == Deprel::Obj) add_conjuncts(child, heads);
    }
    return heads;
  }
  for (TokenId child : trees.children(predicate)) {
    if (trees.deprel[child] == Deprel::Obj) add_conjuncts(follow_relative(child, predicate), heads);
  }
  if (!heads.empty()) return heads;
  const TokenId head = trees.head[predicate];
  if (!head.exists()) return heads;
  if (is_hidden_verb(predicate)) {
    add_conjuncts(head, heads);
  } else if (trees.deprel[predicate] == Deprel::AclRelcl) {
    // "the town that they seized", "the town they seized"
    const TokenId subject = surface_subject(predicate);
    if (subject.exists() && subject != head) heads.add(head);
  } else if (trees.deprel[predicate] == Deprel::Conj && trees.upos[head] == Upos::Verb) {
    // "arrested and charged three men": the object hangs on the first verb and stands behind the last.
    for (TokenId child : trees.children(head)) {
      if (trees.deprel[child] == Deprel::Obj && child > predicate) add_conjuncts(child, heads);
    }
  }
  return heads;
}

Heads Clauses::fill(TokenId predicate, const Slot& slot) const {
  Heads heads;
  const auto add_children = [&](Deprel deprel) {
    for (TokenId child : trees.children(predicate)) {
      if (trees.deprel[child] == deprel) add_conjuncts(child, heads);
    }
  };
  switch (slot.kind) {
    case SlotKind::Subject:
      if (is_passive(predicate)) {
        add_children(Deprel::OblAgent);
        if (heads.empty()) add_prepositional(predicate, "by", heads);
      } else {
        const TokenId subject = surface_subject(predicate);
        if (subject.exists()) add_conjuncts(subject, heads);
      }
      break;
    case SlotKind::Object:
      heads = object_of(predicate);
      break;
    case SlotKind::IndirectObject:
      add_children(Deprel::Iobj);
      break;
    case SlotKind::OpenComplement:
      add_children(Deprel::Xcomp);
      // The infinitive of a noun ("a threat to bomb", "plans to withdraw").
      if (heads.empty() && trees.upos[predicate] != Upos::Verb) add_children(Deprel::Acl);
      if (heads.empty() && trees.upos[predicate] == Upos::Adj) {
        // "is due to visit"
        for (TokenId child : trees.children(predicate)) {
          if (trees.deprel[child] == Deprel::Advcl && trees.xpos[child] == "VB") heads.add(child);
        }
      }
      break;
    case SlotKind::Clause:
      add_children(Deprel::Ccomp);
      if (heads.empty() && trees.upos[predicate] != Upos::Verb) add_children(Deprel::Acl);
      break;
    case SlotKind::AdverbialClause:
      add_children(Deprel::Advcl);
      break;
    case SlotKind::Purpose:
      for (TokenId child : trees.children(predicate)) {
        if (trees.deprel[child] != Deprel::Advcl || trees.xpos[child] != "VB" || child < predicate) continue;
        for (TokenId mark : trees.children(child)) {
          if (trees.deprel[mark] == Deprel::Mark && trees.xpos[mark] == "TO") heads.add(child);
        }
      }
      break;
    case SlotKind::Possessor:
      add_children(Deprel::NmodPoss);
      break;
    case SlotKind::Modifier:
      for (TokenId child : trees.children(predicate)) {
        const Deprel deprel = trees.deprel[child];
        if ((deprel == Deprel::Amod || deprel == Deprel::Compound || deprel == Deprel::NmodDesc) && is_nominal(child)) {
          add_conjuncts(child, heads);
        }
      }
      break;
    case SlotKind::Particle:
      for (TokenId child : trees.children(predicate)) {
        const Deprel deprel = trees.deprel[child];
        if ((deprel == Deprel::CompoundPrt || deprel == Deprel::Advmod) && trees.lemma[child] == slot.word)
          heads.add(child);
      }
      break;
    case SlotKind::Preposition: {
      add_prepositional(predicate, slot.word, heads);
      // A phrase may hang on the object ("imposed sanctions on Y") or, for the noun, on its verb.
      if (trees.upos[predicate] == Upos::Verb) {
        const TokenId object = child_with(predicate, Deprel::Obj);
        if (object.exists()) add_prepositional(object, slot.word, heads);
      } else if (const TokenId head = trees.head[predicate];
                 head.exists() && trees.upos[head] == Upos::Verb &&
                 (trees.deprel[predicate] == Deprel::Obj || trees.deprel[predicate] == Deprel::NsubjPass)) {
        add_prepositional(head, slot.word, heads);
      }
      if (!heads.empty()) break;
      // One phrase deeper: "a loan of five million to Y", "came under attack from Y".
      for (TokenId child : trees.children(predicate)) {
        const Deprel deprel = trees.deprel[child];
        if (deprel == Deprel::Nmod || deprel == Deprel::Obl || deprel == Deprel::OblUnmarked)
          add_prepositional(child, slot.word, heads);
      }
      break;
    }
  }
  return heads;
}

}  // namespace chancery::reading
