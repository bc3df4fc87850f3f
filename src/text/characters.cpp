#include "text/characters.h"

#include <utf8proc.h>

#include "base/utf8.h"

namespace chancery::text {
namespace internal {
namespace {

constexpr std::array<CharKind, 128> make_ascii_kinds() {
  std::array<CharKind, 128> kinds{};
  for (int c = 0; c < 128; ++c) {
    CharKind kind = CharKind::Sign;
    if (c <= ' ' || c == 0x7F) kind = CharKind::Space;
    if (c == '\n' || c == '\r') kind = CharKind::Newline;
    if (c >= '0' && c <= '9') kind = CharKind::Digit;
    if (c >= 'A' && c <= 'Z') kind = CharKind::Upper;
    if (c >= 'a' && c <= 'z') kind = CharKind::Lower;
    kinds[static_cast<std::size_t>(c)] = kind;
  }
  return kinds;
}

CharKind kind_of(char32_t code) {
  switch (code) {
    case 0x200B:
      return CharKind::Space;
    case 0x0085:
    case 0x2028:
    case 0x2029:
      return CharKind::Newline;
    default:
      break;
  }
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
      return CharKind::Upper;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      // The modifier apostrophe is a letter for Unicode and an apostrophe for those who type it.
      return code == 0x02BC ? CharKind::Sign : CharKind::Lower;
    case UTF8PROC_CATEGORY_ND:
      return CharKind::Digit;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_CC:
      return CharKind::Space;
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return CharKind::Newline;
    case UTF8PROC_CATEGORY_CF:
      return CharKind::Invisible;
    default:
      return CharKind::Sign;
  }
}

}  // namespace

const std::array<CharKind, 128> kAsciiKinds = make_ascii_kinds();

Character wide_character_at(std::string_view text, std::size_t at) {
  const Decoded next = decode(text, at);
  return {next.code, next.bytes, next.valid ? kind_of(next.code) : CharKind::Sign};
}

}  // namespace internal

Character character_before(std::string_view text, std::size_t at) {
  if (at == 0 || at > text.size()) return {};
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  const Character found = character_at(text, begin);
  // In broken bytes the lead may not reach to `at`: then the last byte is a sign of its own.
  return begin + found.bytes == at ? found : Character{0xFFFD, 1, CharKind::Sign};
}

}  // namespace chancery::text
