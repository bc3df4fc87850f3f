#include "io/reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/utf8.h"
#include "io/testing.h"

namespace chancery::io {
namespace {

using namespace std::string_literals;

Reading jsonl(std::string_view bytes, const ReadOptions& options = {}) {
  return read_bytes(Format::Jsonl, bytes, options);
}

TEST(Jsonl, FieldsAreTakenByNameAndTheRestIsIgnored) {
  const Reading reading = jsonl(
      R"({"id":"x1","text":"A \"b\"\n\u00e9\ud83d\ude00","title":"T","date":"2024-05-17","url":"http://x","source":"S","n":[1,{"text":2}]})"
      "\n\n  \t\r\n"
      R"({"text":"second","id":null,"title":null})"
      "\r\n"
      R"({"id":17,"text":"third"})");
  EXPECT_EQ(reading.ids(), (Strings{"x1", "f:4", "17"}));
  EXPECT_EQ(reading.texts(), (Strings{"A \"b\"\né\U0001F600", "second", "third"}));
  EXPECT_EQ(reading.documents[0].title, "T");
  EXPECT_EQ(reading.documents[0].date, "2024-05-17");
  EXPECT_EQ(reading.documents[0].url, "http://x");
  EXPECT_EQ(reading.documents[0].source, "S");
  EXPECT_EQ(reading.reports, (Strings{}));
}

TEST(Jsonl, ABadLineCostsOnlyItself) {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"no json at all", "not a line of JSON"},
      {"{\"text\": \"cut", "not a line of JSON"},
      {"{\"text\": \"a\"} {\"text\": \"b\"}", "not a line of JSON"},
      {"{\"text\": \"a\", \"x\": tru}", "not a line of JSON"},
      {"{\"text\": \"a\", \"x\": 123456789012345678901234567890}", "number"},
      {"[\"text\"]", "not an object"},
      {"\"text\"", "not an object"},
      {"null", "not an object"},
      {"{}", "no field text"},
      {"{\"body\": \"a\"}", "no field text"},
      {"{\"text\": null}", "the text is not a string"},
      {"{\"text\": 5}", "the text is not a string"},
      {"{\"text\": [\"a\"]}", "the text is not a string"},
      {"{\"text\": \"a\", \"text\": \"b\"}", "two fields are called text"},
      {"{\"text\": \"a\", \"title\": 5}", "the title is not a string"},
      {"{\"text\": \"a\", \"date\": 20240517}", "the date is not a string"},
      {"{\"text\": \"a\", \"id\": [1]}", "the id is neither"},
      {"{\"text\": \"a\", \"x\": " + std::string(70, '[') + std::string(70, ']') + "}", "nested more than 64 deep"},
      {"{\"text\": \"\\x\"}", "not a line of JSON"},
      {"\x01\x02\x03", "not a line of JSON"},
  };
  for (const auto& [line, what] : bad) {
    const Reading reading = jsonl("{\"text\":\"before\"}\n" + line + "\n{\"text\":\"after\"}\n");
    EXPECT_EQ(reading.texts(), (Strings{"before", "after"})) << line;
    ASSERT_EQ(reading.reports.size(), 1u) << line;
    EXPECT_TRUE(contains(reading.reports[0], "refuse f:2: ")) << line;
    EXPECT_TRUE(contains(reading.reports[0], what)) << line;
  }
}

TEST(Jsonl, NestedUpToTheLimitIsRead) {
  // The object is one level itself.
  EXPECT_EQ(jsonl("{\"text\":\"a\",\"x\":" + std::string(60, '[') + std::string(60, ']') + "}").documents.size(), 1u);
}

TEST(Jsonl, BytesThatAreNotUtf8AreRepairedWithOneWarning) {
  const Reading reading = jsonl("{\"text\":\"a\xFFz\"}\n{\"text\":\"b\xE2\x82\"}\n{\"text\":\"c\xED\xA0\x80\"}\n");
  EXPECT_EQ(reading.texts(), (Strings{"a\uFFFDz", "b\uFFFD", "c\uFFFD\uFFFD\uFFFD"}));
  EXPECT_EQ(reading.reports, (Strings{"warn f:1: bytes that are not UTF-8 were replaced by U+FFFD"}));
}

TEST(Jsonl, EveryOddPairOfBytesGivesAValidText) {
  std::string file;
  for (int a = 0x80; a < 256; ++a) {
    for (int b = 0x20; b < 256; ++b) {
      if (b == '"' || b == '\\') continue;
      file += "{\"text\":\"";
      file += static_cast<char>(a);
      file += static_cast<char>(b);
      file += "\"}\n";
    }
  }
  const Reading reading = jsonl(file);
  EXPECT_EQ(reading.documents.size(), 128u * (224 - 2));
  for (const Document& document : reading.documents) ASSERT_TRUE(is_valid_utf8(document.text));
}

TEST(Jsonl, HalvesOfSurrogatePairsAreRepairedWhereverTheyStand) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"(\ud800)", "\uFFFD"},
      {R"(\udc00)", "\uFFFD"},
      {R"(a\uD83Db)", "a\uFFFDb"},
      {R"(\ud83d\u0041)", "\uFFFDA"},
      {R"(\ud83d\ud83d\ude00)", "\uFFFD\U0001F600"},
      {R"(\\ud800)", "\\ud800"},
      {R"(\ude00\ud83d)", "\uFFFD\uFFFD"},
      {R"(\ud83d\ude00)", "\U0001F600"},
      {R"(\ud83d\n)", "\uFFFD\n"},
  };
  for (const auto& [escaped, text] : cases) {
    EXPECT_EQ(jsonl("{\"text\":\"" + escaped + "\"}").texts(), (Strings{text})) << escaped;
  }
  EXPECT_TRUE(contain(jsonl("{\"text\":\"\\ud800\"}\n{\"text\":\"\\ud800\"}").reports, {"warn f:1: "}));
}

TEST(Jsonl, RawControlBytesInsideStringsAreRead) {
  const Reading reading = jsonl("{\"text\":\"a\tb\x01 c\0d\"}\n{\"text\":\"\\u0000\\u0007\"}"s);
  EXPECT_EQ(reading.texts(), (Strings{"a b  c d", "\0\x07"s}));
  EXPECT_TRUE(contain(reading.reports, {"raw control characters"}));
}

TEST(Jsonl, DatesAreDaysOrLeftOutWithAWarning) {
  ReadOptions options;
  options.date = "2020-01-02";
  const auto date_of = [&](const std::string& date) {
    return jsonl("{\"text\":\"a\",\"date\":\"" + date + "\"}", options).documents.at(0).date;
  };
  EXPECT_EQ(date_of("2024-05-17"), "2024-05-17");
  EXPECT_EQ(date_of("2024-05-17T08:00:00+02:00"), "2024-05-17");
  EXPECT_EQ(date_of("2024-05-17 08:00"), "2024-05-17");
  EXPECT_EQ(date_of("2024-02-30"), "2020-01-02");
  EXPECT_EQ(date_of("17 May 2024"), "2020-01-02");
  EXPECT_EQ(date_of("2024-05-171"), "2020-01-02");
  EXPECT_EQ(date_of(""), "2020-01-02");
  EXPECT_EQ(jsonl("{\"text\":\"a\",\"date\":\"soon\"}").reports,
            (Strings{"warn f:1: the date is not YYYY-MM-DD and is left out"}));
}

TEST(Jsonl, LongLinesAndLongTextsAreRefusedAndTheNextIsRead) {
  ReadOptions options;
  options.limits.json_line_bytes = 1000;
  options.limits.text_bytes = 100;
  const std::string bytes = "{\"text\":\"" + std::string(5000, 'x') + "\"}\n{\"text\":\"" + std::string(101, 'y') +
                            "\"}\n{\"text\":\"" + std::string(100, 'z') + "\"}\n";
  for (const std::size_t piece : {1u, 100u, 100'000u}) {
    const Reading reading = read_bytes(Format::Jsonl, bytes, options, piece);
    EXPECT_EQ(reading.texts(), (Strings{std::string(100, 'z')}));
    EXPECT_EQ(reading.reports, (Strings{"refuse f:1: the line is longer than 1000 bytes",
                                        "refuse f:2: the text is longer than 100 bytes"}));
  }
}

TEST(Jsonl, ALineOfMillionsOfValuesIsRefusedBeforeItIsParsed) {
  std::string line = "{\"text\":\"a\",\"x\":[";
  for (int i = 0; i < 1'500'000; ++i) line += "1,";
  EXPECT_TRUE(contain(jsonl(line + "1]}\n{\"text\":\"b\"}").reports, {"f:1: more than 1,000,000 values"}));
}

TEST(Reader, ATextFileIsOneDocumentToTheLastByte) {
  TemporaryFolder folder;
  const std::string text = "HEADLINE\r\n\r\nBody with NUL \0 and bell \x07.\n"s;
  const Reading reading = read_inputs({folder.write("a.txt", "\xEF\xBB\xBF" + text)});
  EXPECT_EQ(reading.ids(), (Strings{"a.txt"}));
  EXPECT_EQ(reading.texts(), (Strings{text}));
  EXPECT_EQ(reading.reports, (Strings{}));
  EXPECT_EQ(read_inputs({folder.write("empty.txt", "")}).texts(), (Strings{""}));
}

TEST(Reader, FoldersAreReadInOrderOfNamesWithTheirSubfolders) {
  TemporaryFolder folder;
  folder.write("b.txt", "b");
  folder.write("a/2.txt.gz", gzipped("a2"));
  folder.write("a/10.TXT", "a10");
  folder.write("c.jsonl.zst", zstd_packed("{\"text\":\"c1\"}\n{\"text\":\"c2\"}\n"));
  folder.write("notes.pdf", "x");
  folder.write("deep/er/picture.png", "x");
  folder.write(".hidden.txt", "x");
  std::filesystem::create_directory_symlink(folder.path("a"), folder.path("loop"));
  std::filesystem::create_directory_symlink(folder.path(""), folder.path("a/up"));
  Progress progress;
  const Reading reading = read_inputs({folder.path("")}, {}, &progress);
  EXPECT_EQ(reading.ids(), (Strings{"a/10.TXT", "a/2.txt.gz", "b.txt", "c.jsonl.zst:1", "c.jsonl.zst:2"}));
  EXPECT_EQ(reading.reports, (Strings{"warn " + folder.path("") + ":0: 2 files of unknown ending passed over"}));
  EXPECT_EQ(progress.documents, 5u);
  EXPECT_EQ(progress.bytes_read, progress.bytes_total);
  EXPECT_GT(progress.bytes_total, 0u);
}

TEST(Reader, WhatIsNotThereOrUnknownIsRefusedAndTheRestIsRead) {
  TemporaryFolder folder;
  const std::string good = folder.write("good.txt", "good");
  const std::string odd = folder.write("odd.doc", "odd");
  const std::string missing = folder.path("missing.txt");
  const std::string nameless = folder.path("missing");
  const Reading reading = read_inputs({missing, odd, nameless, good});
  EXPECT_EQ(reading.texts(), (Strings{"good"}));
  EXPECT_EQ(reading.reports, (Strings{"refuse " + missing + ":0: cannot be opened: No such file or directory",
                                      "refuse " + odd + ":0: unknown ending; say with --from what it is",
                                      "refuse " + nameless + ":0: cannot be opened: No such file or directory"}));
  ReadOptions options;
  options.format = Format::Txt;
  EXPECT_EQ(read_inputs({odd}, options).texts(), (Strings{"odd"}));
}

TEST(Reader, NamesThatAreNotUtf8AndLinksToNowhere) {
  TemporaryFolder folder;
  folder.write("caf\xE9.txt", "a");
  std::filesystem::create_symlink(folder.path("gone"), folder.path("link.txt"));
  const Reading reading = read_inputs({folder.path("")});
  EXPECT_EQ(reading.ids(), (Strings{"caf\uFFFD.txt"}));
  EXPECT_TRUE(contain(reading.reports, {"link.txt:0: cannot be opened: No such file"}));
}

TEST(Reader, ADamagedArchiveGivesItsFrontAndOneRefusal) {
  TemporaryFolder folder;
  std::string lines;
  for (std::size_t i = 0; i < 20000; ++i) lines += "{\"text\":\"document " + std::to_string(i * i * 7919) + "\"}\n";
  for (const auto& [ending, packed] : {std::pair{"gz"s, gzipped(lines)}, std::pair{"zst"s, zstd_packed(lines)}}) {
    const std::string path =
        folder.write("cut.jsonl." + ending, std::string_view(packed).substr(0, packed.size() - 100));
    const Reading reading = read_inputs({path, folder.write("next.txt", "neighbour")});
    EXPECT_EQ(reading.documents.back().text, "neighbour");
    ASSERT_EQ(reading.reports.size(), 1u) << reading.reports[1];
    EXPECT_EQ(reading.reports[0], "refuse " + path + ":" + std::to_string(reading.documents.size()) + ": " +
                                      (ending == "gz" ? "gzip" : "zstd") + " data end too early");
  }
}

TEST(Reader, ABombLosesItsRestAndNoNeighbour) {
  TemporaryFolder folder;
  const std::string first = "{\"text\":\"first\"}\n";
  const std::string bomb = gzipped(first) + gzipped(std::string(80u << 20, '\n'));
  const std::string path = folder.write("bomb.jsonl.gz", bomb);
  const std::string text_bomb = folder.write("bomb.txt.gz", gzipped(std::string(80u << 20, ' ')));
  const std::string nested = folder.write("nested.txt.gz", gzipped(gzipped("inner")));
  const Reading reading = read_inputs({path, text_bomb, nested, folder.write("z.txt", "neighbour")});
  EXPECT_EQ(reading.texts(), (Strings{"first", "neighbour"}));
  EXPECT_TRUE(contain(reading.reports, {"unpacks to more than 200 times",
                                        "bomb.txt.gz:0: ", "compressed data where text was expected"}));
}

TEST(Reader, WhatTheSinkThrowsPassesThrough) {
  TemporaryFolder folder;
  Reading reading;
  EXPECT_THROW(read_documents({folder.write("a.jsonl", "{\"text\":\"a\"}\n")}, {}, reading,
                              [](const Document&) { throw Error("disk full"); }),
               Error);
}

/// Reads `bytes` from standard input.
Reading from_standard_input(std::string_view bytes, const ReadOptions& options = {}) {
  TemporaryFolder folder;
  const std::string path = folder.write("stdin", bytes);
  const int kept = ::dup(STDIN_FILENO);
  std::FILE* file = std::fopen(path.c_str(), "rb");
  ::dup2(::fileno(file), STDIN_FILENO);
  Reading reading = read_inputs({"-"}, options);
  ::dup2(kept, STDIN_FILENO);
  ::close(kept);
  std::fclose(file);
  return reading;
}

TEST(StandardInput, IsJsonlWhereItBeginsWithABraceAndTxtOtherwise) {
  EXPECT_EQ(from_standard_input("\xEF\xBB\xBF\n {\"text\":\"a\"}\n{\"text\":\"b\"}").ids(),
            (Strings{"stdin:2", "stdin:3"}));
  EXPECT_EQ(from_standard_input("Ministers met.\n").texts(), (Strings{"Ministers met.\n"}));
  EXPECT_EQ(from_standard_input("Ministers met.\n").ids(), (Strings{"stdin"}));
  EXPECT_EQ(from_standard_input(gzipped("{\"text\":\"a\"}")).texts(), (Strings{"a"}));
  EXPECT_EQ(from_standard_input(zstd_packed("plain")).texts(), (Strings{"plain"}));
  EXPECT_EQ(from_standard_input("").texts(), (Strings{}));
  EXPECT_EQ(from_standard_input(" \n").reports, (Strings{}));
  ReadOptions options;
  options.format = Format::Csv;
  EXPECT_EQ(from_standard_input("text\na\n", options).ids(), (Strings{"stdin:2"}));
}

}  // namespace
}  // namespace chancery::io
