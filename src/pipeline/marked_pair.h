// A sentence in which somebody marked who acts and to whom: `<s>…</s>` and `<t>…</t>`.
//
// Marks may be repeated, nested, unclosed, missing, or end inside a word; all of that is read as it stands. Owns its
// text, which is the sentence without the marks; spans are bytes of that text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace chancery::pipeline {

struct MarkedPair {
  std::string text;
  std::vector<text::ByteSpan> actor;      // in text order, not empty, not overlapping
  std::vector<text::ByteSpan> recipient;  // the same
};

/// Never fails: what is no mark is text. Replaces what `pair` held.
void read_marked_pair(std::string_view sentence, MarkedPair& pair);

}  // namespace chancery::pipeline
