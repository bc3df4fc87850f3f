#include "cli/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace chancery::cli {

void hold_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) != -1) continue;
    // open gives the lowest number that is free, which is this one. For input and output the mode is the wrong one on
    // purpose: to read or write there fails, as it should.
    static_cast<void>(open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_WRONLY));
  }
}

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool wants_colour(int descriptor) {
  if (!is_terminal(descriptor)) return false;
  if (const char* no_colour = std::getenv("NO_COLOR"); no_colour != nullptr && *no_colour != '\0') return false;
  const char* term = std::getenv("TERM");
  return term != nullptr && std::string_view(term) != "dumb";
}

std::size_t columns_of(int descriptor, std::size_t otherwise) {
  if (const char* given = std::getenv("COLUMNS"); given != nullptr) {
    const std::string_view digits = given;
    std::size_t columns = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), columns);
    if (failure == std::errc() && end == digits.data() + digits.size() && columns > 0) return columns;
  }
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return otherwise;
}

bool output_reader_is_gone() {
  pollfd output{STDOUT_FILENO, POLLOUT, 0};
  return poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

std::string one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  return line;
}

void say_error(std::string_view what) {
  const std::string line = "chancery: " + one_line(what) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace chancery::cli
