// For the tests of this folder: a reporter and a sink that keep what they hear, packed bytes, a folder of its own.
#pragma once

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "io/intake.h"
#include "io/reader.h"

namespace chancery::io {

using Strings = std::vector<std::string>;

inline testing::AssertionResult contains(std::string_view text, std::string_view part) {
  if (text.find(part) != std::string_view::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << '"' << part << "\" is not in: " << text;
}
/// As many texts as parts, and each contains its part.
inline testing::AssertionResult contain(const Strings& texts, const Strings& parts) {
  for (std::size_t i = 0; i < texts.size() && i < parts.size(); ++i) {
    if (const auto found = contains(texts[i], parts[i]); !found) return found;
  }
  if (texts.size() == parts.size()) return testing::AssertionSuccess();
  return testing::AssertionFailure() << texts.size() << " texts, expected " << parts.size() << ": "
                                     << testing::PrintToString(texts);
}

/// What a reading gave: documents, and each report as "refuse FILE:LINE: what" or "warn FILE:LINE: what".
struct Reading final : Reporter {
  void refuse(std::string_view file, std::uint64_t line, std::string_view what) override {
    reports.push_back("refuse " + place(file, line) + ": " + std::string(what));
  }
  void warn(std::string_view file, std::uint64_t line, std::string_view what) override {
    reports.push_back("warn " + place(file, line) + ": " + std::string(what));
  }
  static std::string place(std::string_view file, std::uint64_t line) {
    return std::string(file) + ":" + std::to_string(line);
  }
  Strings ids() const {
    Strings out;
    for (const Document& document : documents) out.push_back(document.id);
    return out;
  }
  Strings texts() const {
    Strings out;
    for (const Document& document : documents) out.push_back(document.text);
    return out;
  }

  std::vector<Document> documents;
  Strings reports;
};

/// Reads bytes in memory as a file "f" of one format, in pieces of `piece` bytes.
inline Reading read_bytes(Format format, std::string_view bytes, const ReadOptions& options = {},
                          std::size_t piece = 1u << 18) {
  Reading reading;
  const Sink sink = [&](Document document) { reading.documents.push_back(std::move(document)); };
  Intake intake("f", "f", options, reading, sink, nullptr);
  read_as(format, bytes_in_memory(bytes, piece), intake);
  return reading;
}

inline Reading read_inputs(const std::vector<std::string>& inputs, const ReadOptions& options = {},
                           Progress* progress = nullptr) {
  Reading reading;
  read_documents(
      inputs, options, reading, [&](Document document) { reading.documents.push_back(std::move(document)); }, progress);
  return reading;
}

inline std::string all_of(ByteSource& source) {
  std::string out;
  for (std::string_view piece = source.next(); !piece.empty(); piece = source.next()) out.append(piece);
  return out;
}

inline std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string zstd_packed(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

/// A new folder that goes away with its owner.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "chancery-io-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string path(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }
  static std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

 private:
  std::filesystem::path path_;
};

}  // namespace chancery::io
