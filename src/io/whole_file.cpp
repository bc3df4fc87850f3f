// The formats of which a file is one document: plain text and pages.
// Tested by: reader_test.cpp
#include "base/utf8.h"
#include "io/intake.h"

namespace chancery::io {
namespace {

struct Whole {
  std::string bytes;
  bool too_long = false;
};

/// All of a source, up to `limit`.
Whole read_whole(ByteSource& source, std::size_t limit) {
  Whole whole;
  while (true) {
    const std::string_view piece = source.next();
    if (piece.empty()) return whole;
    if (piece.size() > limit - whole.bytes.size()) {
      whole.too_long = true;
      return whole;
    }
    whole.bytes.append(piece);
  }
}

}  // namespace

void read_txt(std::unique_ptr<ByteSource> bytes, Intake& intake) {
  const auto source = to_utf8(std::move(bytes));
  const std::size_t limit = std::min(intake.limits().text_bytes, intake.limits().record_bytes);
  Whole whole = read_whole(*source, limit);
  const Fault& fault = source->fault();
  if (whole.too_long) {
    intake.refuse(0, "the text is longer than " + std::to_string(limit) + " bytes");
    return;
  }
  // The part of a damaged archive that could be read is a text; the front of a bomb is not.
  if (!fault || (fault.kind == Fault::Kind::Damaged && !whole.bytes.empty())) {
    Document document;
    document.text = std::move(whole.bytes);
    intake.repair(document.text, 0);
    intake.deliver(std::move(document), 0);
  }
  if (fault) intake.refuse(0, fault.what);
}

void read_html(std::unique_ptr<ByteSource> bytes, Intake& intake) {
  const auto source = to_utf8(std::move(bytes));
  while (!source->next().empty()) {
  }
  intake.refuse(0, "pages are not read yet");
}

}  // namespace chancery::io
