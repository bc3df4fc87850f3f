// The one way in which names are made comparable: small letters, no accents, no stops, hyphens part words.
//
// "U.S." gives [us], "al-Assad" [al, assad], "Lord’s" [lord, 's], "N'Djamena" [ndjamena], "Élysée" [elysee], "," [,].
// The packer folds the tables and the reader folds tokens, so what is equal here is found there; it makes no
// difference whether the tokenizer parts at hyphens or not.
#pragma once

#include <string>
#include <string_view>

namespace chancery::knowledge {

/// How a word was written before it was folded.
struct WordShape {
  bool capital = false;        // the first letter is a capital
  bool all_capitals = false;   // two letters or more, all of them capitals; or letters with stops ("U.S.")
  bool hyphen_before = false;  // stands straight after a hyphen
  bool is_word = false;        // has a letter or a digit
  bool stops = false;          // has a stop after more than one letter: "u.s."
};

/// Folds one token or any text without white space, piece by piece, in a buffer that is kept from call to call.
/// One per thread.
class Folder {
 public:
  /// Begins with `form`; views returned by `next` live until the next call of either.
  void begin(std::string_view form) {
    rest_ = form;
    pending_hyphen_ = false;
  }
  /// The next piece, false when there is none. A lone hyphen gives no piece; `ended_in_hyphen` tells of it.
  bool next(std::string_view& folded, WordShape& shape);
  bool ended_in_hyphen() const { return pending_hyphen_; }

 private:
  std::string_view rest_;
  bool pending_hyphen_ = false;
  std::string buffer_;
};

/// All pieces of a phrase, parted by single spaces: the key under which it is packed.
std::string fold_phrase(std::string_view phrase);

}  // namespace chancery::knowledge
