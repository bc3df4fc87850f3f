// Golden cases: text, and what the program makes of it, in a form that a political scientist can write.
//
//   # lines before the first case are for the reader
//   === a trip to a capital is a visit
//   date: 2024-05-17
//   The president arrived in Lima on Thursday.
//   ---
//   event CONSULT visit 042 | ...
//
// Lines `key: value` (a word in small letters) right under the name are headers; an empty line ends them where the text
// itself begins so. `todo: why` marks a case that fails today: it is kept and reported, and does not fail the run.
// The text ends at a line `---`; what is expected ends at the next `===`.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::golden {

struct Case {
  std::string name;
  std::size_t line = 0;  // of its name, from 1
  std::vector<std::pair<std::string, std::string>> headers;
  std::string text;  // without the last line break
  std::vector<std::string> expected;

  /// Nothing where there is no such header.
  std::optional<std::string> header(std::string_view key) const;
};

struct File {
  std::string path;
  std::vector<std::string> preamble;
  std::vector<Case> cases;
};

/// Throws std::runtime_error ("path:line: what") where the form is broken.
File parse(std::string path, std::string_view bytes);

/// The file again; `render(parse(x))` parses to the same cases.
std::string render(const File& file);

/// What the program makes of a case, line by line.
using Answer = std::function<std::vector<std::string>(const Case& golden)>;

/// For a TEST body: compares every case of every `.golden` file in `folder` (by name, subfolders too) with the answer,
/// one failure a case. With CHANCERY_GOLDEN_UPDATE=1 in the environment it writes the answers into the files instead,
/// but leaves cases marked todo alone. Fails where there is no case at all.
void check_folder(const std::string& folder, const Answer& answer);

}  // namespace chancery::golden
