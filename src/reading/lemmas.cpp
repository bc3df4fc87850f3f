#include "reading/lemmas.h"

namespace chancery::reading {

void mend_lemmas(const knowledge::Lexicon& lexicon, const text::Tokens& tokens, syntax::Trees& trees) {
  for (TokenId token(0); token.index() < tokens.size(); ++token) {
    std::string_view& lemma = trees.lemma[token];
    if (trees.upos[token] == syntax::Upos::Verb)
      lemma = lexicon.lemma(knowledge::WordClass::Verb, tokens.form(token), lemma);
    else if (trees.upos[token] == syntax::Upos::Noun)
      lemma = lexicon.lemma(knowledge::WordClass::Noun, tokens.form(token), lemma);
  }
}

}  // namespace chancery::reading
