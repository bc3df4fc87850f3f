#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "chancery/error.h"
#include "io/testing.h"
#include "io/writer.h"

namespace chancery::io {
namespace {

/// In a child: a limit on the size of files ends the write after 64 KB with a short count, and then EFBIG.
void write_under_a_size_limit(const std::string& path) {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  limit.rlim_cur = limit.rlim_max = 65536;
  setrlimit(RLIMIT_FSIZE, &limit);
  bool refused = false;
  try {
    Output output(path);
    output.write(std::string(200'000, 'x'));
    output.close();
  } catch (const Error&) {
    refused = true;
  }
  std::_Exit(refused ? 0 : 1);
}

TEST(Output, AFileAppearsWholeWhenItIsClosed) {
  TemporaryFolder folder;
  const std::string path = folder.path("out.jsonl");
  Output output(path);
  output.write("one\n");
  EXPECT_FALSE(std::filesystem::exists(path));
  output.write(std::string(3u << 20, 'x'));
  output.close();
  EXPECT_EQ(TemporaryFolder::content(path).size(), 4u + (3u << 20));
  EXPECT_FALSE(std::filesystem::exists(path + ".tmp"));
}

TEST(Output, WithoutCloseTheOldFileStays) {
  TemporaryFolder folder;
  const std::string path = folder.write("out.csv", "old");
  {
    Output output(path);
    output.write("new");
  }
  EXPECT_EQ(TemporaryFolder::content(path), "old");
  EXPECT_FALSE(std::filesystem::exists(path + ".tmp"));
}

TEST(Output, TheTargetOfALinkIsReplacedNotTheLink) {
  TemporaryFolder folder;
  const std::string target = folder.write("target", "old");
  std::filesystem::create_symlink(target, folder.path("link"));
  Output output(folder.path("link"));
  output.write("new");
  output.close();
  EXPECT_TRUE(std::filesystem::is_symlink(folder.path("link")));
  EXPECT_EQ(TemporaryFolder::content(target), "new");
}

TEST(Output, AFullDeviceIsAnErrorThatNamesIt) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
  Output output("/dev/full");
  output.write("more than it takes");
  try {
    output.close();
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_TRUE(contains(error.what(), "/dev/full: cannot be written: No space left"));
  }
  EXPECT_TRUE(std::filesystem::exists("/dev/full"));
}

TEST(Output, AFolderThatIsNotThereIsAnErrorThatNamesIt) {
  TemporaryFolder folder;
  EXPECT_THROW(Output(folder.path("nowhere/out")), Error);
  EXPECT_THROW(Output(folder.path("")), Error);  // a folder itself
}

TEST(Output, AWriteThatStopsHalfwayLeavesNothingBehind) {
  TemporaryFolder folder;
  const std::string path = folder.write("out", "old");
  EXPECT_EXIT(write_under_a_size_limit(path), testing::ExitedWithCode(0), "");
  EXPECT_EQ(TemporaryFolder::content(path), "old");
  EXPECT_FALSE(std::filesystem::exists(path + ".tmp"));
}

}  // namespace
}  // namespace chancery::io
