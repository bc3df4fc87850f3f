#include "io/byte_source.h"

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "io/testing.h"

namespace chancery::io {
namespace {

struct Unpacker {
  const char* name;
  std::unique_ptr<ByteSource> (*unpack)(std::unique_ptr<ByteSource>, const Limits&);
  std::string (*pack)(std::string_view);
};

class BothPackings : public testing::TestWithParam<Unpacker> {
 protected:
  std::unique_ptr<ByteSource> unpack(std::string_view packed, const Limits& limits = {}, std::size_t piece = 1u << 18) {
    return GetParam().unpack(bytes_in_memory(packed, piece), limits);
  }
  std::string pack(std::string_view bytes) { return GetParam().pack(bytes); }
};
INSTANTIATE_TEST_SUITE_P(Packings, BothPackings,
                         testing::Values(Unpacker{"gzip", gunzip, gzipped}, Unpacker{"zstd", unzstd, zstd_packed}),
                         [](const auto& test) { return test.param.name; });

std::string varied_text(std::size_t bytes) {
  std::string out;
  std::uint32_t state = 7;
  while (out.size() < bytes) {
    state = state * 1664525 + 1013904223;
    out += "word" + std::to_string(state >> 12) + (state % 9 == 0 ? "\n" : " ");
  }
  return out;
}

TEST_P(BothPackings, MembersOneBehindTheOtherAreOneStreamHoweverTheBytesArrive) {
  const std::string text = varied_text(700'000);
  const std::string packed = pack(text) + pack("") + pack("last");
  for (const std::size_t piece : {1u, 7u, 4096u, 1u << 20}) {
    const auto source = unpack(packed, {}, piece);
    ASSERT_EQ(all_of(*source), text + "last") << piece;
    ASSERT_FALSE(source->fault()) << source->fault().what;
  }
}

TEST_P(BothPackings, CutAtAnyByteGivesTheFrontAndOneFault) {
  const std::string first = varied_text(300);
  const std::string second = varied_text(500);
  const std::string packed = pack(first) + pack(second);
  for (std::size_t cut = 0; cut < packed.size(); ++cut) {
    const auto source = unpack(std::string_view(packed).substr(0, cut));
    const std::string text = all_of(*source);
    ASSERT_TRUE((first + second).starts_with(text)) << cut;
    if (cut == pack(first).size()) {
      EXPECT_FALSE(source->fault());
      EXPECT_EQ(text, first);
    } else {
      ASSERT_EQ(source->fault().kind, Fault::Kind::Damaged) << cut;
      ASSERT_TRUE(contains(source->fault().what, "end too early"));
    }
  }
}

TEST_P(BothPackings, AnyFlippedByteIsNeitherACrashNorAHang) {
  const std::string packed = pack(varied_text(600));
  for (std::size_t i = 0; i < packed.size(); ++i) {
    std::string bad = packed;
    bad[i] = static_cast<char>(bad[i] ^ 0x55);
    const auto source = unpack(bad);
    ASSERT_LE(all_of(*source).size(), 10'000u);
  }
}

TEST_P(BothPackings, ABombIsStoppedSoonAfterTheCap) {
  const std::string bomb = pack(std::string(64u << 20, '\0'));
  const auto source = unpack(bomb);
  std::size_t given = 0;
  for (auto piece = source->next(); !piece.empty(); piece = source->next()) given += piece.size();
  EXPECT_EQ(source->fault().kind, Fault::Kind::OverLimit);
  EXPECT_TRUE(contains(source->fault().what, "more than 200 times"));
  EXPECT_LE(given, (10u << 20) + (1u << 19));
}

TEST_P(BothPackings, ABombCutIntoManyMembersIsStillABomb) {
  std::string bomb;
  for (int i = 0; i < 64; ++i) bomb += pack(std::string(1u << 20, 'x'));
  const auto source = unpack(bomb);
  all_of(*source);
  EXPECT_EQ(source->fault().kind, Fault::Kind::OverLimit);
}

TEST_P(BothPackings, RepetitiveTextBelowTheRatioIsNoBomb) {
  Limits limits;
  limits.ratio_from_bytes = 100'000;
  const std::string text = varied_text(1'000'000);
  const std::string packed = pack(text);
  const auto source = unpack(packed, limits);
  EXPECT_EQ(all_of(*source).size(), text.size());
  EXPECT_FALSE(source->fault());
}

TEST_P(BothPackings, OtherBytesAreNamedAsSuch) {
  const auto source = unpack("plain text, not packed at all");
  EXPECT_EQ(all_of(*source), "");
  EXPECT_TRUE(contains(source->fault().what, "not " + std::string(GetParam().name) + " data"));
  const std::string tailed = pack("good") + "tail and more of it";
  const auto with_tail = unpack(tailed);
  EXPECT_EQ(all_of(*with_tail), "good");
  EXPECT_TRUE(contains(with_tail->fault().what, "other bytes after"));
}

TEST(Gunzip, ZerosAfterTheEndArePadding) {
  const std::string packed = gzipped("a") + std::string(512, '\0') + gzipped("b") + std::string(3, '\0');
  for (const std::size_t piece : {1u, 5u, 4096u}) {
    const auto source = gunzip(bytes_in_memory(packed, piece), {});
    EXPECT_EQ(all_of(*source), "ab");
    EXPECT_FALSE(source->fault());
  }
}

TEST(Unzstd, AWindowBeyond128MegabytesIsRefused) {
  // A frame header with a window descriptor of 2^31 bytes and one empty raw block.
  const std::string frame = {'\x28', '\xB5', '\x2F', '\xFD', '\x00', static_cast<char>(21 << 3),
                             '\x01', '\x00', '\x00'};
  const auto source = unzstd(bytes_in_memory(frame), {});
  EXPECT_EQ(all_of(*source), "");
  EXPECT_EQ(source->fault().kind, Fault::Kind::OverLimit);
}

std::string utf8_of(std::string_view bytes, Fault* fault = nullptr, std::size_t piece = 1u << 18) {
  const auto source = to_utf8(bytes_in_memory(bytes, piece));
  std::string out = all_of(*source);
  if (fault != nullptr) *fault = source->fault();
  return out;
}

TEST(ToUtf8, DropsTheByteOrderMarkAndOnlyTheFirst) {
  EXPECT_EQ(utf8_of("\xEF\xBB\xBF"
                    "a\xEF\xBB\xBF"
                    "b"),
            "a\xEF\xBB\xBF"
            "b");
  EXPECT_EQ(utf8_of("\xEF\xBB\xBF"), "");
  EXPECT_EQ(utf8_of(""), "");
  EXPECT_EQ(utf8_of("\xEF\xBB"), "\xEF\xBB");
}

TEST(ToUtf8, ConvertsUtf16OfBothOrdersHoweverTheBytesArrive) {
  const std::u16string text = u"Élysée \U0001F600 \u4E60";
  std::string little = "\xFF\xFE";
  std::string big = "\xFE\xFF";
  for (const char16_t unit : text) {
    little += {static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
    big += {static_cast<char>(unit >> 8), static_cast<char>(unit & 0xFF)};
  }
  for (const std::size_t piece : {1u, 3u, 1000u}) {
    EXPECT_EQ(utf8_of(little, nullptr, piece), "Élysée \U0001F600 \u4E60");
    EXPECT_EQ(utf8_of(big, nullptr, piece), "Élysée \U0001F600 \u4E60");
  }
}

TEST(ToUtf8, UndecodableUnitsOfUtf16AreLeftForTheRepair) {
  using namespace std::string_view_literals;
  EXPECT_EQ(utf8_of("\xFF\xFE"
                    "\x00\xD8"
                    "a\0"sv),
            "\xFF"
            "a");  // a first half alone
  EXPECT_EQ(utf8_of("\xFF\xFE"
                    "\x00\xDC"
                    "a\0"sv),
            "\xFF"
            "a");  // a second half alone
  EXPECT_EQ(utf8_of("\xFF\xFE"
                    "a\0"
                    "\x00\xD8"sv),
            "a\xFF");  // a first half at the end
  EXPECT_EQ(utf8_of("\xFF\xFE"
                    "a\0b"sv),
            "a\xFF");  // half a unit at the end
}

TEST(ToUtf8, RefusesWhatItCannotRead) {
  using namespace std::string_view_literals;
  Fault fault;
  EXPECT_EQ(utf8_of("\xFF\xFE\0\0a\0\0\0"sv, &fault), "");
  EXPECT_TRUE(contains(fault.what, "UTF-32"));
  EXPECT_EQ(utf8_of("P\0u\0t\0i\0n\0 \0s\0a\0i\0d\0"sv, &fault), "");
  EXPECT_TRUE(contains(fault.what, "UTF-16 without"));
  EXPECT_EQ(utf8_of(gzipped("nested"), &fault), "");
  EXPECT_TRUE(contains(fault.what, "compressed"));
  EXPECT_EQ(utf8_of("a few\0NULs\0are no sign of it"sv, &fault), "a few\0NULs\0are no sign of it"sv);
  EXPECT_FALSE(fault);
}

}  // namespace
}  // namespace chancery::io
