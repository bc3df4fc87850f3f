#include "pipeline/code_stream.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace chancery::pipeline {
namespace {

Document numbered(int number) {
  Document document;
  document.id = std::to_string(number);
  document.text = std::string(static_cast<std::size_t>(number * 7919 % 5000), 'a') + ".";
  return document;
}

Source many(int count) {
  return [count](const std::function<void(Document)>& push) {
    for (int i = 0; i < count; ++i) push(numbered(i));
  };
}

void render_id(const Document& document, const Records& records, std::string& out) {
  EXPECT_EQ(records.head.doc, document.id);
  out = document.id + "\n";
}

std::string coded(std::size_t threads, std::size_t max_bytes, int count) {
  const Coder coder;
  std::string out;
  const StreamCounts counts =
      code_stream(coder, {threads, max_bytes}, many(count), render_id, [&](std::string_view bytes) { out += bytes; });
  EXPECT_EQ(counts.documents, static_cast<std::uint64_t>(count));
  return out;
}

TEST(CodeStream, keepsTheOrderOfInputForAnyNumberOfThreads) {
  const std::string alone = coded(1, 1 << 20, 300);
  EXPECT_EQ(alone.substr(0, 6), "0\n1\n2\n");
  EXPECT_EQ(coded(2, 1 << 20, 300), alone);
  EXPECT_EQ(coded(7, 1 << 20, 300), alone);
  // So little is allowed under way that each document is too large.
  EXPECT_EQ(coded(3, 1, 300), alone);
}

TEST(CodeStream, ofNothingIsNothing) { EXPECT_EQ(coded(2, 1 << 20, 0), ""); }

TEST(CodeStream, passesOnWhatTheSinkThrows) {
  const Coder coder;
  for (const std::size_t threads : {1, 3}) {
    EXPECT_THROW(code_stream(coder, {threads, 1 << 20}, many(100), render_id,
                             [](std::string_view) { throw std::runtime_error("disk full"); }),
                 std::runtime_error);
  }
}

}  // namespace
}  // namespace chancery::pipeline
