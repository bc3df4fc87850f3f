#include "base/packed_file.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "chancery/error.h"

namespace chancery {
namespace {

class PackedFileTest : public ::testing::Test {
 protected:
  // A name of its own: the tests run side by side.
  std::string path_ = ::testing::TempDir() + "/packed_file_test-" +
                      ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".bin";
  std::string bytes_;

  void SetUp() override {
    PackedWriter writer;
    writer.add("words", "one two three");
    writer.add("empty", "");
    writer.add("numbers", std::string(1000, '\7'));
    bytes_ = writer.finish("CHTEST", 3);
  }
  void TearDown() override { std::remove(path_.c_str()); }
  PackedFile open(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary) << bytes;
    return PackedFile::open(path_, "CHTEST", 3);
  }
};

TEST_F(PackedFileTest, GivesBackWhatWasPacked) {
  const PackedFile file = open(bytes_);
  EXPECT_EQ(file.section("words"), "one two three");
  EXPECT_EQ(file.section("empty"), "");
  EXPECT_EQ(file.section("numbers").size(), 1000u);
  EXPECT_THROW(file.section("absent"), Error);
  EXPECT_EQ(file.size_of_sections("w"), 13u);
  EXPECT_EQ(file.size_of_sections(""), 1013u);
  EXPECT_EQ(file.size_of_sections("x"), 0u);
}

TEST_F(PackedFileTest, RefusesEveryFlippedByte) {
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    std::string damaged = bytes_;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x41);
    EXPECT_THROW(open(damaged), Error) << "byte " << i;
  }
}

TEST_F(PackedFileTest, RefusesEveryCut) {
  for (std::size_t size = 0; size < bytes_.size(); size += 7) EXPECT_THROW(open(bytes_.substr(0, size)), Error) << size;
}

TEST_F(PackedFileTest, NamesTheFileAndWhatToDo) {
  try {
    open("something else entirely, and long enough for a header");
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find(path_), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("install"), std::string::npos);
  }
}

}  // namespace
}  // namespace chancery
