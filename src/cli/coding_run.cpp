#include "cli/coding_run.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "base/mapped_file.h"
#include "pipeline/resources.h"

namespace chancery::cli {
namespace {

std::string checksum(const std::string& path) {
  const MappedFile file = MappedFile::open(path);
  return fmt::format("{:016x}", XXH3_64bits(file.bytes().data(), file.bytes().size()));
}

}  // namespace

store::RunInfo run_info(const std::string& command, const CoderOptions& coder) {
  store::RunInfo info;
  info.command = command;
  info.version = CHANCERY_VERSION;
  info.data = checksum(pipeline::find_installed("chancery.data", coder.data_path, "CHANCERY_DATA"));
  info.model = checksum(pipeline::find_installed("syntax.model", coder.model_path, "CHANCERY_MODEL"));
  return info;
}

}  // namespace chancery::cli
