// Lemmas as edits of the form: a case to put it in, how many bytes to cut off the end, what to put there.
//
// "said" → lower case, cut 3, add "ay"; the network chooses among the edits it saw in training. Shared by the
// parser and its trainer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chancery::syntax {

enum class LemmaCase : std::uint8_t { Keep, Lower, Title };

struct LemmaEdit {
  LemmaCase dress = LemmaCase::Keep;
  std::uint8_t cut = 0;  // bytes of the dressed form
  std::string_view add;
};

/// Writes the lemma behind `out` (which has room for `kMaxLemmaGrowth` more bytes than the form); returns its length,
/// or 0 where the edit does not fit the form or would leave nothing.
inline constexpr std::size_t kMaxLemmaGrowth = 32;
std::size_t apply_edit(const LemmaEdit& edit, std::string_view form, char* out);

/// The shortest edit that turns `form` into `lemma`, as "<case><cut>+<add>", e.g. "1:3+ay". `keep_first` settles ties.
std::string edit_between(std::string_view form, std::string_view lemma, bool keep_first);
/// Where the lemma of a word with a tag stands in the lexicon; names and single letters
/// keep their case, other words do not.
std::uint64_t lexicon_key(std::string_view form, std::string_view xpos);

/// Reads what `edit_between` wrote; the view lives as long as `text`. False where it is not one.
bool parse_edit(std::string_view text, LemmaEdit& edit);

}  // namespace chancery::syntax
