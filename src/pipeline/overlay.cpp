#include "pipeline/overlay.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/mapped_file.h"
#include "base/utf8.h"
#include "knowledge/data_file.h"
#include "knowledge/directory_builder.h"

namespace chancery::pipeline {

namespace fs = std::filesystem;

UserTables read_user_tables(const std::string& folder, Reporter& reporter) {
  std::vector<std::string> paths;
  std::error_code failure;
  for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
    if (at->path().extension() == ".tsv" && at->is_regular_file()) paths.push_back(at->path().generic_string());
  }
  if (failure) throw Error(folder + ": cannot be read: " + failure.message());
  std::sort(paths.begin(), paths.end());
  UserTables read;
  read.texts.reserve(paths.size());
  for (const std::string& path : paths) {
    std::string text(MappedFile::open(path).bytes());
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (repair_utf8(text) > 0) reporter.warn(path, 0, "not UTF-8; what is not became U+FFFD");
    read.texts.push_back(std::move(text));
    read.tables.push_back({path, read.texts.back()});
  }
  return read;
}

PackedFile lay_over(const PackedFile& data, const std::string& folder, Reporter& reporter) {
  const UserTables user = read_user_tables(folder, reporter);
  if (user.tables.empty()) reporter.warn(folder, 0, "has no tables (*.tsv); nothing is laid over");
  PackedWriter writer;
  const knowledge::ActorTables ours = knowledge::actor_tables(data);
  knowledge::build_directory(
      ours.tables, user.tables, [&](const TableError& error) { report(error, reporter); }, writer);
  return PackedFile::from_bytes(writer.finish(knowledge::kDataMagic, knowledge::kDataVersion), folder,
                                knowledge::kDataMagic, knowledge::kDataVersion);
}

void report(const TableError& error, Reporter& reporter) {
  const std::string_view text = error.what();
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
    std::uint64_t line = 0;
    const char* begin = text.data() + colon + 1;
    const auto [end, wrong] = std::from_chars(begin, text.data() + text.size(), line);
    const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    if (wrong != std::errc() || !rest.starts_with(": ")) continue;
    reporter.refuse(text.substr(0, colon), line, rest.substr(2));
    return;
  }
  reporter.refuse("tables", 0, text);
}

}  // namespace chancery::pipeline
