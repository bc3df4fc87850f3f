// The formats of which a file is one document: plain text and pages.
// Tested by: reader_test.cpp
#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "io/html.h"
#include "io/html_charset.h"
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

void deliver_page(std::string& bytes, Intake& intake) {
  if (!page_to_utf8(bytes)) {
    repair_utf8(bytes);
    intake.warn_of_repair(0);
  }
  Page page = read_page(bytes, intake.limits());
  if (page.too_many_nodes) {
    intake.refuse(0, "the page has more than " + std::to_string(intake.limits().html_nodes) + " elements and texts");
    return;
  }
  if (page.text.empty()) intake.warn(0, "no article was found in the page");
  Document document;
  document.text = std::move(page.text);
  document.title = std::move(page.title);
  document.date = std::move(page.date);
  document.url = std::move(page.url);
  document.source = std::move(page.source);
  intake.deliver(std::move(document), 0);
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
  const std::size_t limit = std::min(intake.limits().html_bytes, intake.limits().record_bytes);
  Whole whole = read_whole(*source, limit);
  const Fault& fault = source->fault();
  if (whole.too_long) {
    intake.refuse(0, "the page is longer than " + std::to_string(limit) + " bytes");
    return;
  }
  if (!fault || (fault.kind == Fault::Kind::Damaged && !whole.bytes.empty())) deliver_page(whole.bytes, intake);
  if (fault) intake.refuse(0, fault.what);
}

}  // namespace chancery::io
