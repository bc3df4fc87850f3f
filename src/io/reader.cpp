// Which files there are, what they are, and in what order they are read.
// Tested by: reader_test.cpp
#include "io/reader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <system_error>

#include "io/byte_source.h"
#include "io/intake.h"

namespace chancery::io {
namespace {

namespace fs = std::filesystem;

enum class Packing : std::uint8_t { None, Gzip, Zstd };

struct Kind {
  std::optional<Format> format;
  Packing packing = Packing::None;
};

struct InputFile {
  std::string path;  // as reports call it
  std::string id;
  Kind kind;
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

Kind kind_from_ending(std::string_view name, std::optional<Format> forced) {
  std::string rest = lower(name);
  Kind kind;
  if (rest.ends_with(".gz")) {
    kind.packing = Packing::Gzip;
    rest.resize(rest.size() - 3);
  } else if (rest.ends_with(".zst")) {
    kind.packing = Packing::Zstd;
    rest.resize(rest.size() - 4);
  }
  const std::size_t dot = rest.rfind('.');
  kind.format = forced;
  if (!forced && dot != std::string::npos) kind.format = format_from(std::string_view(rest).substr(dot + 1));
  return kind;
}

/// Everything under one folder that can be read, in order of names.
class FolderWalk {
 public:
  FolderWalk(const ReadOptions& options, Reporter& reporter, std::vector<InputFile>& files)
      : options_(options), reporter_(reporter), files_(files) {}

  void walk(const fs::path& root) {
    // A stack of folders and files still to be visited; what comes first in order of names lies on top.
    std::vector<std::pair<fs::path, std::string>> waiting = {{root, ""}};
    while (!waiting.empty()) {
      const auto [path, id] = std::move(waiting.back());
      waiting.pop_back();
      std::error_code error;
      const bool is_link = fs::is_symlink(fs::symlink_status(path, error));
      const fs::file_status status = fs::status(path, error);
      if (fs::is_directory(status)) {
        if (!is_link || id.empty()) open_folder(path, id, waiting);
      } else if (fs::is_regular_file(status)) {
        const Kind kind = kind_from_ending(path.filename().string(), options_.format);
        if (kind.format) {
          files_.push_back({path.string(), id, kind});
        } else {
          ++passed_over_;
        }
      } else if (const Kind kind = kind_from_ending(path.filename().string(), options_.format);
                 is_link && kind.format) {
        files_.push_back({path.string(), id, kind});  // a link to nowhere: refused when it is opened
      } else {
        ++passed_over_;  // a pipe, a socket
      }
    }
    if (passed_over_ > 0) {
      reporter_.warn(
          root.string(), 0,
          std::to_string(passed_over_) + (passed_over_ == 1 ? " file" : " files") + " of unknown ending passed over");
    }
  }

 private:
  void open_folder(const fs::path& path, const std::string& id,
                   std::vector<std::pair<fs::path, std::string>>& waiting) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
      std::string name = it->path().filename().string();
      if (!name.starts_with('.')) names.push_back(std::move(name));
    }
    if (error) reporter_.refuse(path.string(), 0, "the folder cannot be read: " + error.message());
    std::sort(names.begin(), names.end(), std::greater<>());
    const std::string prefix = id.empty() ? std::string() : id + "/";
    for (const std::string& name : names) waiting.emplace_back(path / name, std::string(prefix).append(name));
  }

  const ReadOptions& options_;
  Reporter& reporter_;
  std::vector<InputFile>& files_;
  std::size_t passed_over_ = 0;
};

std::vector<InputFile> list_files(const std::vector<std::string>& inputs, const ReadOptions& options,
                                  Reporter& reporter) {
  std::vector<InputFile> files;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (input == "-") {
      files.push_back({"-", "stdin", {}});
    } else if (fs::is_directory(input, error)) {
      FolderWalk(options, reporter, files).walk(input);
    } else {
      const std::string name = fs::path(input).filename().string();
      files.push_back({input, name, kind_from_ending(name, options.format)});
    }
  }
  return files;
}

/// Looks at the first bytes and gives them back with the rest.
class Peeked final : public ByteSource {
 public:
  explicit Peeked(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {}
  Format guess() {
    std::size_t looked_at = 0;
    while (true) {
      const std::size_t begin = head_.find_first_not_of(" \t\r\n\xEF\xBB\xBF", looked_at);
      looked_at = head_.size();
      if (begin != std::string::npos) return head_[begin] == '{' ? Format::Jsonl : Format::Txt;
      const std::string_view piece = bytes_->next();
      if (piece.empty()) return Format::Jsonl;  // nothing but blanks: no documents
      if (head_.size() > (1u << 20)) {
        head_.append(piece);
        return Format::Txt;
      }
      head_.append(piece);
    }
  }
  std::string_view next() override {
    if (!given_ && !head_.empty()) {
      given_ = true;
      return head_;
    }
    const std::string_view piece = bytes_->next();
    if (piece.empty()) fault_ = bytes_->fault();
    return piece;
  }

 private:
  std::unique_ptr<ByteSource> bytes_;
  std::string head_;
  bool given_ = false;
};

void read_standard_input(const ReadOptions& options, std::uint64_t* bytes_read, Intake& intake) {
  auto bytes = unpack_by_magic(open_file("-", bytes_read), options.limits);
  if (options.format) return read_as(*options.format, std::move(bytes), intake);
  auto peeked = std::make_unique<Peeked>(std::move(bytes));
  const Format format = peeked->guess();
  read_as(format, std::move(peeked), intake);
}

void read_file(const InputFile& file, const ReadOptions& options, std::uint64_t* bytes_read, Intake& intake) {
  if (!file.kind.format) {
    std::error_code error;
    const bool exists = fs::exists(file.path, error);
    intake.refuse(0, exists ? "unknown ending; say with --from what it is"
                            : "cannot be opened: " + std::generic_category().message(ENOENT));
    return;
  }
  auto bytes = open_file(file.path, bytes_read);
  if (bytes->fault()) return intake.refuse(0, bytes->fault().what);
  if (file.kind.packing == Packing::Gzip) bytes = gunzip(std::move(bytes), options.limits);
  if (file.kind.packing == Packing::Zstd) bytes = unzstd(std::move(bytes), options.limits);
  read_as(*file.kind.format, std::move(bytes), intake);
}

/// Of all files together; 0 where one of them has no size that can be known.
std::uint64_t total_bytes(const std::vector<InputFile>& files) {
  std::uint64_t total = 0;
  for (const InputFile& file : files) {
    std::error_code error;
    if (file.path == "-" || fs::is_fifo(file.path, error)) return 0;
    const std::uintmax_t size = fs::file_size(file.path, error);
    if (!error) total += size;
  }
  return total;
}

}  // namespace

std::optional<Format> format_from(std::string_view name) {
  struct Name {
    std::string_view name;
    Format format;
  };
  static constexpr std::array<Name, 6> kNames = {{{"txt", Format::Txt},
                                                  {"html", Format::Html},
                                                  {"htm", Format::Html},
                                                  {"jsonl", Format::Jsonl},
                                                  {"ndjson", Format::Jsonl},
                                                  {"csv", Format::Csv}}};
  for (const Name& known : kNames) {
    if (known.name == name) return known.format;
  }
  return std::nullopt;
}

void read_documents(const std::vector<std::string>& inputs, const ReadOptions& options, Reporter& reporter,
                    const Sink& sink, Progress* progress) {
  const std::vector<InputFile> files = list_files(inputs, options, reporter);
  if (progress != nullptr) progress->bytes_total = total_bytes(files);
  std::uint64_t* bytes_read = progress != nullptr ? &progress->bytes_read : nullptr;
  for (const InputFile& file : files) {
    if (file.path == "-") {
      Intake intake("stdin", file.id, options, reporter, sink, progress);
      read_standard_input(options, bytes_read, intake);
    } else {
      Intake intake(file.path, file.id, options, reporter, sink, progress);
      read_file(file, options, bytes_read, intake);
    }
  }
}

}  // namespace chancery::io
