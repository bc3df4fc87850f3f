// What commands that code and store tell the store of themselves.
#pragma once

#include <string>

#include "chancery/coder.h"
#include "store/ingest.h"

namespace chancery::cli {

/// The version of the program and the checksums of the tables and the model that `coder` names. Throws Error where they
/// are not there.
store::RunInfo run_info(const std::string& command, const CoderOptions& coder);

}  // namespace chancery::cli
