#include "text/tokenize.h"

#include "text/scan.h"
#include "text/sentences.h"

namespace chancery::text {

void tokenize(std::string_view text, const WordLists& words, const TokenizeOptions& options, Tokens& out) {
  // Scratch of the calling thread; it keeps its memory, so that a warm loop allocates nothing.
  thread_local LineEnds line_ends;
  out.clear();
  line_ends.clear();
  out.text = text.substr(0, 0xFFFFFFFFu);
  scan_tokens(out.text, words, out, line_ends);
  break_sentences(words, options, line_ends, out);
}

}  // namespace chancery::text
