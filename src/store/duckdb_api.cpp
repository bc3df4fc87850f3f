#include "store/duckdb_api.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "chancery/error.h"

namespace chancery::store {
namespace {

constexpr const char* kLibrary = "libduckdb.so";

std::vector<std::string> places() {
  if (const char* given = std::getenv("CHANCERY_DUCKDB"); given != nullptr && *given != '\0') return {given};
  std::vector<std::string> found;
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) {
    const std::filesystem::path folder = program.parent_path();
    for (const auto& path : {folder / kLibrary, folder.parent_path() / "lib" / "chancery" / kLibrary,
                             folder.parent_path() / kLibrary, folder.parent_path().parent_path() / kLibrary}) {
      // Test programs lie in folders below the program's.
      if (std::filesystem::exists(path, error)) found.push_back(path.string());
    }
  }
  found.emplace_back(kLibrary);
  return found;
}

DuckDb load() {
  void* library = nullptr;
  std::string tried;
  for (const std::string& path : places()) {
    library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) break;
    tried = dlerror();
  }
  if (library == nullptr) {
    throw Error("the store needs DuckDB, and its library could not be loaded (" + tried +
                "); run `make setup build`, or name it in CHANCERY_DUCKDB");
  }
  DuckDb functions;
#define CHANCERY_DUCKDB_FIND(name)                                                              \
  functions.name = reinterpret_cast<decltype(functions.name)>(dlsym(library, "duckdb_" #name)); \
  if (functions.name == nullptr)                                                                \
    throw Error("the DuckDB library has no function duckdb_" #name                              \
                "; run `make setup build` for the one that "                                    \
                "belongs to this version");
  CHANCERY_DUCKDB_FUNCTIONS(CHANCERY_DUCKDB_FIND)
#undef CHANCERY_DUCKDB_FIND
  return functions;
}

}  // namespace

const DuckDb& duck() {
  static const DuckDb functions = load();
  return functions;
}

}  // namespace chancery::store
