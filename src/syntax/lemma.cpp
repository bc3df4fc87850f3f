// Tested by: lemma_test.cpp
#include "syntax/lemma.h"

#include <charconv>
#include <cstring>
#include <vector>

#include "base/utf8.h"
#include "syntax/features.h"

namespace chancery::syntax {
namespace {

// Only the letters whose other case takes as many bytes are changed, so that the length stays.
std::size_t dress(LemmaCase how, std::string_view form, char* out) {
  if (how == LemmaCase::Keep) {
    std::memcpy(out, form.data(), form.size());
    return form.size();
  }
  for (std::size_t at = 0; at < form.size();) {
    const auto byte = static_cast<unsigned char>(form[at]);
    if (byte < 0x80) {
      const bool keep = how == LemmaCase::Title && at == 0;
      out[at] = !keep && byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : form[at];
      ++at;
      continue;
    }
    const Decoded decoded = decode(form, at);
    std::memcpy(out + at, form.data() + at, decoded.bytes);
    if (decoded.valid && decoded.bytes == 2 && is_upper(decoded.code) && !(how == LemmaCase::Title && at == 0)) {
      const char32_t lower = fold(decoded.code);
      if (lower >= 0x80 && lower < 0x800) {
        out[at] = static_cast<char>(0xC0 | (lower >> 6));
        out[at + 1] = static_cast<char>(0x80 | (lower & 0x3F));
      }
    }
    at += decoded.bytes;
  }
  return form.size();
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::size_t apply_edit(const LemmaEdit& edit, std::string_view form, char* out) {
  if (edit.cut > form.size() || edit.add.size() > kMaxLemmaGrowth) return 0;
  const std::size_t stem = dress(edit.dress, form, out) - edit.cut;
  if (stem + edit.add.size() == 0) return 0;
  if (stem < form.size() && is_continuation(out[stem])) return 0;  // would cut a letter in two
  std::memcpy(out + stem, edit.add.data(), edit.add.size());
  return stem + edit.add.size();
}

std::string edit_between(std::string_view form, std::string_view lemma, bool keep_first) {
  static constexpr LemmaCase kKeepFirst[] = {LemmaCase::Keep, LemmaCase::Lower, LemmaCase::Title};
  static constexpr LemmaCase kLowerFirst[] = {LemmaCase::Lower, LemmaCase::Keep, LemmaCase::Title};
  std::string best;
  std::size_t best_cost = SIZE_MAX;
  std::vector<char> dressed(form.size() + 1);
  for (const LemmaCase how : keep_first ? kKeepFirst : kLowerFirst) {
    const std::size_t length = dress(how, form, dressed.data());
    std::size_t same = 0;
    while (same < length && same < lemma.size() && dressed[same] == lemma[same]) ++same;
    while (same > 0 && ((same < length && is_continuation(dressed[same])) ||
                        (same < lemma.size() && is_continuation(lemma[same])))) {
      --same;
    }
    const std::size_t cost = (length - same) + (lemma.size() - same);
    if (cost < best_cost && length - same < 256) {
      best_cost = cost;
      best = std::to_string(static_cast<int>(how)) + ":" + std::to_string(length - same) + "+" +
             std::string(lemma.substr(same));
    }
  }
  return best;
}

std::uint64_t lexicon_key(std::string_view form, std::string_view xpos) {
  std::uint64_t h = 0;
  if (xpos.substr(0, 3) == "NNP" || form.size() == 1) {  // a single letter too: "i" is the pronoun, "I" also a numeral
    for (const char c : form.substr(0, 64)) h = (h ^ static_cast<unsigned char>(c)) * 0x9E3779B97F4A7C15ULL;
  } else {
    h = word_key(form);
  }
  for (const char c : xpos) h = (h ^ static_cast<unsigned char>(c)) * 0x9E3779B97F4A7C15ULL;
  return (h ^ (h >> 31)) * 0xD6E8FEB86659FD93ULL;
}

bool parse_edit(std::string_view text, LemmaEdit& edit) {
  if (text.size() < 4 || text[0] < '0' || text[0] > '2' || text[1] != ':') return false;
  edit.dress = static_cast<LemmaCase>(text[0] - '0');
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), edit.cut);
  if (error != std::errc{} || end == text.data() + text.size() || *end != '+') return false;
  edit.add = text.substr(static_cast<std::size_t>(end + 1 - text.data()));
  return edit.add.size() <= kMaxLemmaGrowth;
}

}  // namespace chancery::syntax
