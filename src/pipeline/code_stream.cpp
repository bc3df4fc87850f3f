#include "pipeline/code_stream.h"

namespace chancery::pipeline {
namespace {

struct Coded {
  std::string bytes;
  std::uint64_t text_bytes = 0;
  std::uint64_t records = 0;
};

}  // namespace

StreamCounts code_stream(const Coder& coder, const StreamOptions& options, const Source& source, const Render& render,
                         const Sink& sink) {
  StreamCounts counts;
  code_each<Coded>(
      coder, options, source,
      [&](const Document& document, const Records& records) {
        Coded coded;
        coded.text_bytes = document.text.size();
        coded.records = records.events.size() + records.statements.size() + records.relations.size();
        render(document, records, coded.bytes);
        return coded;
      },
      [&](const Coded& coded) {
        ++counts.documents;
        counts.text_bytes += coded.text_bytes;
        counts.records += coded.records;
        sink(coded.bytes);
      });
  return counts;
}

}  // namespace chancery::pipeline
