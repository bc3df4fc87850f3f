#include "store/near_copies.h"

#include <gtest/gtest.h>

#include "store/known_hashes.h"

namespace chancery::store {
namespace {

constexpr std::int32_t kNext = 1000;  // the number of a document that is looked up

/// `count` different words; `seed` makes different ones.
std::string words(int count, int seed) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += "word" + std::to_string(seed * 100000 + i * 7919 % 50021) + (i % 9 == 8 ? ". " : " ");
  return text;
}

TEST(Fingerprint, IsTheSameForTheSameWords) {
  const std::string text = words(300, 1);
  EXPECT_EQ(fingerprint(text).size(), kFingerprintBytes);
  EXPECT_EQ(fingerprint(text), fingerprint(text));
  std::string shouted = text;
  for (char& c : shouted) c = c == ' ' ? '\n' : static_cast<char>(std::toupper(c));
  EXPECT_EQ(fingerprint(text), fingerprint(shouted)) << "case and layout do not matter";
  EXPECT_EQ(fingerprint("too short to tell"), "");
  EXPECT_EQ(fingerprint(""), "");
}

TEST(Likeness, EstimatesTheShareOfCommonWording) {
  const std::string common = words(400, 1);
  EXPECT_DOUBLE_EQ(likeness(fingerprint(common), fingerprint(common)), 1.0);
  EXPECT_LT(likeness(fingerprint(common), fingerprint(words(400, 2))), 0.1);
  // 400 of 500 shingles in common.
  EXPECT_NEAR(likeness(fingerprint(common), fingerprint(common + words(100, 2))), 0.8, 0.15);
}

TEST(NearCopies, NameTheFirstOfThem) {
  const std::string agency = words(400, 1);
  NearCopies copies(nullptr);
  EXPECT_FALSE(copies.find(kNext, fingerprint(agency), 100));
  copies.add(1, fingerprint(agency), 100, std::nullopt);
  copies.add(2, fingerprint(words(400, 2)), 100, std::nullopt);
  const std::string shorter = agency.substr(0, agency.size() * 9 / 10);
  EXPECT_EQ(copies.find(kNext, fingerprint(shorter), 102), 1);
  copies.add(3, fingerprint(shorter), 102, 1);
  EXPECT_EQ(copies.find(kNext, fingerprint(shorter), 103), 1) << "the original, not the copy";
  EXPECT_FALSE(copies.find(kNext, fingerprint(shorter), 200)) << "too long after";
  EXPECT_FALSE(copies.find(kNext, fingerprint(shorter), std::nullopt));
  EXPECT_FALSE(copies.find(kNext, "", 100));
}

TEST(NearCopies, AFormLetterStaysCheap) {
  NearCopies copies(nullptr);
  const std::string print = fingerprint(words(400, 1));
  for (int i = 0; i < 20000; ++i) copies.add(i + 1, print, i * 100, std::nullopt);
  for (int i = 0; i < 20000; ++i) EXPECT_FALSE(copies.find(kNext, print, -1000 - i * 100));
}

TEST(NearCopies, AreReadFromTheStoreWhereTheyWereDropped) {
  Database db("", Access::Write);
  db.run("CREATE TABLE documents (doc_id INTEGER, minhash BLOB, date DATE, copy_of INTEGER)");
  NearCopies copies(&db, 2);
  const auto store = [&](std::int32_t number, const std::string& print, std::optional<std::int32_t> day) {
    copies.read({day}, number);
    const std::optional<std::int32_t> original = copies.find(number, print, day);
    copies.add(number, print, day, original);
    Rows rows(db, "documents");
    rows.integer(number).text(print).integer_or_null(day).integer_or_null(original).end();
    rows.flush();
    return original;
  };
  const std::string first = fingerprint(words(400, 1));
  const std::string second = fingerprint(words(400, 2));
  EXPECT_FALSE(store(1, first, 100));
  EXPECT_FALSE(store(2, second, std::nullopt));
  for (int i = 3; i < 20; ++i) EXPECT_FALSE(store(i, fingerprint(words(400, i)), 1000 + 20 * i));
  EXPECT_LE(copies.remembered(), 3u);
  EXPECT_EQ(store(20, first, 103), 1);
  EXPECT_EQ(store(21, first, 107), 1) << "the original of a copy that is near enough";
  EXPECT_EQ(store(22, second, std::nullopt), 2);
  EXPECT_FALSE(store(22 + kUndatedBack + 1, second, std::nullopt)) << "too far back";
}

TEST(KnownHashes, GrowFromWhatWasThere) {
  KnownHashes known;
  known.begin_with({7, 3, 5});
  EXPECT_FALSE(known.insert(3));
  EXPECT_TRUE(known.insert(4));
  EXPECT_FALSE(known.insert(4));
  for (std::uint64_t i = 10; i < 1500000; ++i) ASSERT_TRUE(known.insert(i * 31));
  for (std::uint64_t i = 10; i < 1500000; i += 997) ASSERT_FALSE(known.insert(i * 31));
  EXPECT_FALSE(known.insert(7));
}

}  // namespace
}  // namespace chancery::store
