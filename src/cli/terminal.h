// What the terminal is like, and lines for standard error.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chancery::cli {

/// Fills what the caller left closed of the three standard streams, so that no file of ours gets their numbers. What
/// was closed stays useless: reading from it or writing to it fails.
void hold_standard_streams();

bool is_terminal(int descriptor);
/// Colour is for terminals, unless NO_COLOR is set or TERM is "dumb".
bool wants_colour(int descriptor);
/// Columns of the terminal, or `otherwise`; COLUMNS in the environment goes before both.
std::size_t columns_of(int descriptor, std::size_t otherwise);

/// Where standard output is a pipe (or socket) whose reader went away: then there is nobody left to write for.
bool output_reader_is_gone();

/// `text` as one line: control characters, which a file name may hold, become '?'.
std::string one_line(std::string_view text);
/// "chancery: WHAT" on standard error.
void say_error(std::string_view what);

}  // namespace chancery::cli
