// What every document is read with: tables and models, loaded once, const, shared by all threads.
#pragma once

#include <string>
#include <string_view>

#include "chancery/coder.h"

namespace chancery::pipeline {

/// Where a file of the installation lies: `given` (an option), else what the environment variable names, else beside
/// the executable, else in ../share/chancery. The first two are taken as they are; of the others the first that
/// exists. Throws Error, naming every place that was tried, where there is none.
std::string find_installed(std::string_view file_name, const std::string& given, const char* environment);

}  // namespace chancery::pipeline
