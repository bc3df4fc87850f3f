// Many documents: read one after another, coded by several threads, written in the order of reading.
//
// Memory is bounded by what is under way, not by the input: at most four documents a thread, and no more than
// StreamOptions::max_bytes of their text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ordered_workers.h"
#include "chancery/coder.h"
#include "chancery/document.h"
#include "chancery/records.h"

namespace chancery::pipeline {

struct StreamOptions {
  std::size_t threads = 1;
  std::size_t max_bytes = 32u << 20;
};

struct StreamCounts {
  std::uint64_t documents = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t records = 0;  // events, statements and relations
};

/// Hands documents one by one to the function it is given, on the calling thread.
using Source = std::function<void(const std::function<void(Document)>& push)>;
/// Appends the records of one document as bytes; called from several threads at a time.
using Render = std::function<void(const Document& document, const Records& records, std::string& out)>;
/// Takes the bytes of one document; called on the calling thread, in the order of reading.
using Sink = std::function<void(std::string_view bytes)>;

/// Codes all that `source` gives. What `source` and `sink` throw passes through, after the threads have ended.
StreamCounts code_stream(const Coder& coder, const StreamOptions& options, const Source& source, const Render& render,
                         const Sink& sink);

/// The same with results of any type: `make(Document, Records) -> Result` is called from several threads at a time,
/// `use(Result)` on the calling thread, in the order of reading.
template <class Result>
void code_each(const Coder& coder, const StreamOptions& options, const Source& source,
               const std::function<Result(Document, Records)>& make, const std::function<void(Result)>& use) {
  OrderedWorkers<Document, Result> workers(
      options.threads, options.max_bytes,
      [&](std::size_t, Document document) {
        Records records = coder.code(document);
        return make(std::move(document), std::move(records));
      },
      use);
  source([&](Document document) {
    const std::size_t bytes = document.text.size();
    workers.push(std::move(document), bytes);
  });
  workers.finish();
}

}  // namespace chancery::pipeline
