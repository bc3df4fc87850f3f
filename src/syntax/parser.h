// Tags, lemmas and trees: fills `Trees` from `Tokens` with a trained model.
//
// A word is the sum of a vector of its own and those of its pieces; three layers of simple recurrent units read the
// sentence in both directions; tags come from the second, scores of arcs from the third; Eisner's algorithm finds the
// best projective tree with one root. Sentences longer than 250 words are cut into blocks, each a tree, whose roots
// hang on the first one's; so time is linear in the document whatever it holds. All processors give the same trees.
#pragma once

#include <memory>

#include "syntax/attribution_tagger.h"
#include "syntax/kernels.h"
#include "syntax/model.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::syntax {

/// The work space of one thread: keeps its memory from one document to the next, so that a warm loop allocates nothing.
class ParserScratch {
 public:
  explicit ParserScratch(const Kernels& kernels = best_kernels());
  ~ParserScratch();
  ParserScratch(ParserScratch&&) noexcept;
  ParserScratch& operator=(ParserScratch&&) noexcept;

  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// Replaces what `trees` held. Lemmas are views into `tokens.text`, the model or `trees` itself; xpos and feats into
/// the model. Any number of threads may parse with one model, each with its own scratch and layers.
/// With a `tagger` that knows something the words are tagged for stories, too.
void parse(const Model& model, const text::Tokens& tokens, ParserScratch& scratch, Trees& trees,
           const AttributionTagger* tagger = nullptr);

}  // namespace chancery::syntax
