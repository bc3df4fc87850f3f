// Tested by: html_test.cpp
#include "io/html_charset.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "io/html_entities.h"

namespace chancery::io {
namespace {

constexpr std::size_t kHead = 4096;

/// What stands behind the first "charset=" of a page's head, in lower case.
std::string declared_charset(std::string_view page) {
  std::string head(page.substr(0, kHead));
  for (char& c : head) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  std::size_t at = head.find("charset");
  if (at == std::string::npos) return {};
  at = head.find_first_not_of(" \t\r\n", at + 7);
  if (at == std::string::npos || head[at] != '=') return {};
  at = head.find_first_not_of(" \t\r\n\"'", at + 1);
  if (at == std::string::npos) return {};
  return head.substr(at, std::min<std::size_t>(head.find_first_of(" \t\r\n\"'/>;", at), at + 40) - at);
}

bool is_windows_1252(std::string_view charset) {
  static constexpr std::array<std::string_view, 10> kLabels = {"windows-1252", "cp1252",     "x-cp1252", "iso-8859-1",
                                                               "iso8859-1",    "iso_8859-1", "latin1",   "l1",
                                                               "us-ascii",     "ascii"};
  return std::find(kLabels.begin(), kLabels.end(), charset) != kLabels.end();
}

}  // namespace

bool page_to_utf8(std::string& page) {
  if (is_valid_utf8(page)) return true;
  if (!is_windows_1252(declared_charset(page))) return false;
  std::string converted;
  converted.reserve(page.size() + page.size() / 8);
  for (const char c : page) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      converted.push_back(c);
    } else {
      append_utf8(converted, byte < 0xA0 ? windows_1252(byte) : byte);
    }
  }
  page = std::move(converted);
  return true;
}

}  // namespace chancery::io
