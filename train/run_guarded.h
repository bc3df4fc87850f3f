// What the trainers' `main`s do: what is thrown is told behind the program's name, and the exit status is 1.
#pragma once

#include <cstdio>
#include <exception>

namespace chancery::train {

inline int run_guarded(const char* program, int (*run)(int, char**), int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", program, error.what());
    return 1;
  }
}

}  // namespace chancery::train
