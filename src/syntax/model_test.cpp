#include "syntax/model.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "chancery/error.h"

namespace chancery::syntax {
namespace {

constexpr const char* kModel = "models/english/syntax.model";

// A copy of the model that can be damaged and mended.
class DamagedModel : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "syntax_model_test." + std::to_string(getpid());
    std::filesystem::copy_file(kModel, path_, std::filesystem::copy_options::overwrite_existing);
    size_ = std::filesystem::file_size(path_);
    file_.open(path_, std::ios::in | std::ios::out | std::ios::binary);
  }
  void TearDown() override { std::filesystem::remove(path_); }

  char flip(std::size_t at, char by) {
    file_.seekg(static_cast<std::streamoff>(at));
    const char was = static_cast<char>(file_.get());
    put(at, static_cast<char>(was ^ by));
    return was;
  }
  void put(std::size_t at, char byte) {
    file_.seekp(static_cast<std::streamoff>(at));
    file_.put(byte);
    file_.flush();
  }
  void expect_error(const std::string& what) {
    try {
      Model::load(path_);
      ADD_FAILURE() << "loaded: " << what;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(path_), std::string::npos) << error.what();
    }
  }

  std::string path_;
  std::size_t size_ = 0;
  std::fstream file_;
};

TEST_F(DamagedModel, is_sound_before_it_is_damaged) { EXPECT_NO_THROW(Model::load(path_)); }

TEST_F(DamagedModel, every_flipped_byte_of_the_head_is_an_error) {
  // The head and the table of sections end well before the first section that is larger than a page.
  for (std::size_t at = 0; at < 2048; ++at) {
    const char was = flip(at, static_cast<char>(1 << (at % 8)));
    expect_error("byte " + std::to_string(at));
    put(at, was);
  }
  EXPECT_NO_THROW(Model::load(path_));
}

TEST_F(DamagedModel, flipped_bytes_anywhere_are_an_error) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 100; ++round) {
    const std::size_t at = random() % size_;
    const char was = flip(at, 0x10);
    // Between two sections lie up to 63 bytes of filling that mean nothing.
    if (was != 0) expect_error("byte " + std::to_string(at));
    put(at, was);
  }
}

TEST_F(DamagedModel, a_file_that_is_cut_or_foreign_is_an_error) {
  std::mt19937_64 random(4);
  file_.close();
  std::size_t size = size_;
  for (int round = 0; round < 40 && size > 0; ++round) {
    size = round < 30 ? size - 1 - random() % (size / 4) : size / 2;
    std::filesystem::resize_file(path_, size);
    expect_error("cut to " + std::to_string(size));
  }
  std::ofstream(path_) << "<html>not a model</html>";
  expect_error("foreign");
  std::filesystem::remove(path_);
  expect_error("missing");
}

TEST(Model, the_file_stays_within_twenty_megabytes) {
  EXPECT_LE(std::filesystem::file_size(kModel), 20u * 1000 * 1000);
}

}  // namespace
}  // namespace chancery::syntax
