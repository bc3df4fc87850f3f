// Tested by: reader_test.cpp
#include "io/intake.h"

#include <utility>

#include "base/calendar.h"
#include "base/utf8.h"

namespace chancery::io {

Intake::Intake(std::string file, std::string id, const ReadOptions& options, Reporter& reporter, const Sink& sink,
               Progress* progress)
    : file_(std::move(file)),
      id_(std::move(id)),
      options_(options),
      reporter_(reporter),
      sink_(sink),
      progress_(progress) {
  repair_utf8(id_);  // names of files are any bytes
}

void Intake::repair(std::string& text, std::uint64_t line) {
  if (repair_utf8(text) > 0) warn_of_repair(line);
}

void Intake::warn_of_repair(std::uint64_t line) {
  if (!repair_reported_) warn(line, "bytes that are not UTF-8 were replaced by U+FFFD");
  repair_reported_ = true;
}

void Intake::deliver(Document document, std::uint64_t line) {
  if (document.text.size() > limits().text_bytes) {
    refuse(line, "the text is longer than " + std::to_string(limits().text_bytes) + " bytes");
    return;
  }
  if (!document.date.empty()) {
    // "2024-05-17T08:00:00Z" is a day with more behind it.
    const bool timed = document.date.size() > 10 && (document.date[10] == 'T' || document.date[10] == ' ');
    const std::string day = timed ? document.date.substr(0, 10) : document.date;
    if (parse_day(day)) {
      document.date = day;
    } else {
      warn(line, "the date is not YYYY-MM-DD and is left out");
      document.date.clear();
    }
  }
  if (document.date.empty()) document.date = options_.date;
  if (document.id.empty()) document.id = line == 0 ? id_ : id_ + ":" + std::to_string(line);
  if (progress_ != nullptr) ++progress_->documents;
  sink_(std::move(document));
}

void read_as(Format format, std::unique_ptr<ByteSource> bytes, Intake& intake) {
  switch (format) {
    case Format::Txt:
      return read_txt(std::move(bytes), intake);
    case Format::Html:
      return read_html(std::move(bytes), intake);
    case Format::Jsonl:
      return read_jsonl(std::move(bytes), intake);
    case Format::Csv:
      return read_csv(std::move(bytes), intake);
  }
}

}  // namespace chancery::io
