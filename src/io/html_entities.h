// Character references of HTML: "&eacute;", "&#233;", "&#xE9;".
#pragma once

#include <string>
#include <string_view>

namespace chancery::io {

/// Appends `raw` with its character references decoded as browsers do: the names of the standard's table, those that
/// need no semicolon also without one, numbers 128 to 159 as windows-1252 has them, other impossible numbers as
/// U+FFFD, NULs left out. In an attribute a name without semicolon does not count before "=" or a letter or digit, so
/// that "?a=1&copy=2" stays an address. Linear in `raw`.
void append_decoded(std::string_view raw, bool in_attribute, std::string& out);

/// The code point that windows-1252 has for the byte 0x80 to 0x9F; U+FFFD for the five that it lacks.
char32_t windows_1252(unsigned char byte);

}  // namespace chancery::io
