#include "pipeline/resources.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include "chancery/error.h"

namespace chancery::pipeline {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code failure;
  return fs::is_regular_file(path, failure);
}

}  // namespace

std::string find_installed(std::string_view file_name, const std::string& given, const char* environment) {
  if (!given.empty()) {
    if (!is_file(given)) throw Error(given + ": there is no such file; name an existing " + std::string(file_name));
    return given;
  }
  if (const char* named = std::getenv(environment); named != nullptr && *named != '\0') {
    if (!is_file(named)) {
      throw Error(std::string(named) + ": there is no such file; " + environment +
                  " names it: set it right or unset it");
    }
    return named;
  }
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  std::string tried;
  if (!failure) {
    const fs::path folder = program.parent_path();
    for (const fs::path& candidate :
         {folder / file_name, (folder / ".." / "share" / "chancery" / file_name).lexically_normal()}) {
      if (is_file(candidate)) return candidate.string();
      tried += (tried.empty() ? "" : ", ") + candidate.string();
    }
  }
  throw Error(std::string(file_name) + ": not found (" + tried + "); run `make build`, reinstall, or set " +
              environment);
}

}  // namespace chancery::pipeline
