// What the names of classes and the small lines between paragraphs tell, from html_words.tsv.
#pragma once

#include <cstdint>
#include <string_view>

namespace chancery::io {

enum class ClassHint : std::uint8_t { None, Body, Surrounding };

/// What the value of a class or id attribute says of its element. Looks at the first 512 bytes.
ClassHint hint_of_class(std::string_view value);

enum class LineHint : std::uint8_t { None, Drop, End };

/// What a block of text is, by its words. Looks at the first 80 bytes.
LineHint hint_of_line(std::string_view block);

}  // namespace chancery::io
