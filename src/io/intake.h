// What the readers of the formats share while one file is read: where documents go, and what was said about it.
//
// Lives as long as the reading of one file; keeps references to the options, the reporter and the sink of the caller.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "chancery/document.h"
#include "chancery/error.h"
#include "io/byte_source.h"
#include "io/reader.h"

namespace chancery::io {

class Intake {
 public:
  /// `file` is what reports call the file, `id` what documents without an id are called after.
  Intake(std::string file, std::string id, const ReadOptions& options, Reporter& reporter, const Sink& sink,
         Progress* progress);

  const ReadOptions& options() const { return options_; }
  const Limits& limits() const { return options_.limits; }

  void refuse(std::uint64_t line, std::string_view what) { reporter_.refuse(file_, line, what); }
  void warn(std::uint64_t line, std::string_view what) { reporter_.warn(file_, line, what); }
  /// Repairs `text` and says so once a file.
  void repair(std::string& text, std::uint64_t line);
  void warn_of_repair(std::uint64_t line);

  /// Completes a document (id, date) and hands it on; refuses one whose text is too long.
  void deliver(Document document, std::uint64_t line);

 private:
  std::string file_;
  std::string id_;
  const ReadOptions& options_;
  Reporter& reporter_;
  const Sink& sink_;
  Progress* progress_;
  bool repair_reported_ = false;
};

/// `bytes` are the unpacked bytes of one file, before to_utf8. Each reads to the end and reports a fault there.
void read_txt(std::unique_ptr<ByteSource> bytes, Intake& intake);
void read_html(std::unique_ptr<ByteSource> bytes, Intake& intake);
void read_jsonl(std::unique_ptr<ByteSource> bytes, Intake& intake);
void read_csv(std::unique_ptr<ByteSource> bytes, Intake& intake);
void read_as(Format format, std::unique_ptr<ByteSource> bytes, Intake& intake);

}  // namespace chancery::io
