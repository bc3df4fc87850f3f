// Which bytes a page is written in.
#pragma once

#include <string>
#include <string_view>

namespace chancery::io {

/// Turns the bytes of a page into UTF-8. Bytes that are valid UTF-8 are left alone, whatever the page declares: pages
/// that were saved or passed on often keep the declaration of another encoding. Otherwise a page that declares
/// windows-1252 or latin-1 in its first 4096 bytes is converted; any other is left for the repair.
/// Returns false where bytes were left that are not UTF-8.
bool page_to_utf8(std::string& page);

}  // namespace chancery::io
