// One thread's scratch for one document at a time: the layers, each filled once from those before it.
//
// Cleared and reused, so that a warm loop allocates little. Views in the layers point into the document's text and
// into the resources, and live until the next `begin`.
#pragma once

#include "base/utf8.h"
#include "chancery/document.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::pipeline {

struct Analysis {
  const Document* document = nullptr;
  CodePointIndex code_points;  // of the document's text, for the offsets of records
  text::Tokens tokens;
  syntax::Trees trees;

  /// Clears every layer; `next` must outlive the work on it.
  void begin(const Document& next) {
    document = &next;
    code_points.reset(next.text);
    tokens.clear();
    tokens.text = next.text;
  }
};

}  // namespace chancery::pipeline
