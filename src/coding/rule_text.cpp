#include "coding/rule_text.h"

namespace chancery::coding {

std::string rule_text(const knowledge::Ontology& ontology, const Predicate& predicate, std::string_view lemma) {
  const Chain& chain = predicate.chain;
  if (!predicate.said.empty()) return "said " + ontology[predicate.act].name + ": " + std::string(predicate.said);
  if (chain.size == 0) return "judge: " + std::string(lemma);
  std::string meaning;
  std::string patterns;
  for (std::size_t i = 0; i < chain.size; ++i) {
    const Chain::Link& link = chain.links[i];
    if (!meaning.empty()) meaning += ' ';
    meaning += link.op.exists() ? ontology[link.op].name : ontology[link.entry->act].name;
    if (link.entry == nullptr) continue;
    if (!patterns.empty()) patterns += " + ";
    patterns += link.entry->pattern;
  }
  return meaning + ": " + patterns;
}

}  // namespace chancery::coding
