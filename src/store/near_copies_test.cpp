#include "store/near_copies.h"

#include <gtest/gtest.h>

namespace chancery::store {
namespace {

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
  NearCopies copies;
  EXPECT_FALSE(copies.find(fingerprint(agency), 100));
  copies.add(1, fingerprint(agency), 100, std::nullopt);
  copies.add(2, fingerprint(words(400, 2)), 100, std::nullopt);
  const std::string shorter = agency.substr(0, agency.size() * 9 / 10);
  EXPECT_EQ(copies.find(fingerprint(shorter), 102), 1);
  copies.add(3, fingerprint(shorter), 102, 1);
  EXPECT_EQ(copies.find(fingerprint(shorter), 103), 1) << "the original, not the copy";
  EXPECT_FALSE(copies.find(fingerprint(shorter), 200)) << "too long after";
  EXPECT_FALSE(copies.find(fingerprint(shorter), std::nullopt));
  EXPECT_FALSE(copies.find("", 100));
}

TEST(NearCopies, AFormLetterStaysCheap) {
  NearCopies copies;
  const std::string print = fingerprint(words(400, 1));
  for (int i = 0; i < 20000; ++i) copies.add(i + 1, print, i * 100, std::nullopt);
  for (int i = 0; i < 20000; ++i) EXPECT_FALSE(copies.find(print, -1000 - i * 100));
}

}  // namespace
}  // namespace chancery::store
