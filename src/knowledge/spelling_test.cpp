#include "knowledge/spelling.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "base/packed_file.h"
#include "knowledge/data_file.h"
#include "knowledge/directory.h"

namespace chancery::knowledge {
namespace {

/// The rules of this build.
const Spelling& spelling() {
  static const PackedFile file = [] {
    const char* build = std::getenv("CHANCERY_BUILD");
    return open_data(std::string(build == nullptr ? "build-dev" : build) + "/chancery.data");
  }();
  static const Directory directory = Directory::open(file);
  return directory.spelling();
}

bool agree(std::string_view a, std::string_view b) {
  return spelling().compare(spelling().parts_of(a), spelling().parts_of(b)).agrees;
}

TEST(Spelling, OneNameInManyTranscriptions) {
  EXPECT_TRUE(agree("Mohammed al-Zubaidi", "Muhammad Zubaydi"));
  EXPECT_TRUE(agree("Abdelrahman el-Masri", "Abd al-Rahman Masri Hussein") ||
              agree("Abdelrahman Hussein el-Masri", "Abd al-Rahman Husayn al-Masri"));
  EXPECT_TRUE(agree("Yevgeny Primakov", "Evgeni Primakov"));
  EXPECT_TRUE(agree("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"));
  EXPECT_TRUE(agree("Slobodan Milošević", "Slobodan Milosevich"));
  EXPECT_TRUE(agree("Philippe Couvreur", "Filipe Couvreur"));
  EXPECT_TRUE(agree("Aleksandr Lukashenko", "Alexander Lukashenko"));
}

TEST(Spelling, PartsMayBeLeftOutAndTurned) {
  EXPECT_TRUE(agree("Hage Gottfried Geingob", "Hage Geingob"));
  EXPECT_TRUE(agree("Juan Carlos Campo Moreno", "Juan Carlos Campo"));
  EXPECT_TRUE(agree("Ban Ki-moon", "Ki Moon Ban"));
  EXPECT_TRUE(agree("J. Edgar Hoover", "John Edgar Hoover"));
}

TEST(Spelling, OtherNamesStayOtherNames) {
  EXPECT_FALSE(agree("Mohammed Rashid", "Mahmoud Rashid"));
  EXPECT_FALSE(agree("Ali Hassan", "Omar Hassan"));
  EXPECT_FALSE(agree("Li Peng", "Li Keqiang"));
  EXPECT_FALSE(agree("Wang Yi", "Wang Yang"));
  EXPECT_FALSE(agree("George Bush", "George"));
  EXPECT_FALSE(agree("J. Bush", "G. Bush"));
}

TEST(Spelling, TheOrderOfTwoPartsMakesNoDifference) {
  const NameParts ab = spelling().parts_of("Ana Lima");
  const NameParts ba = spelling().parts_of("Lima Ana");
  ASSERT_EQ(ab.count, 2u);
  EXPECT_EQ(Spelling::pair_key(ab.part[0], ab.part[1]), Spelling::pair_key(ba.part[0], ba.part[1]));
}

TEST(Spelling, AnyNameHasParts) {
  EXPECT_EQ(spelling().parts_of("").count, 0u);
  EXPECT_EQ(spelling().parts_of("al-bin-von").count, 0u);
  EXPECT_EQ(spelling().parts_of("A B C D E F G H I J K").count, 0u);
  EXPECT_EQ(spelling().parts_of(std::string(5000, 'x')).count, 1u);
  EXPECT_EQ(Spelling().parts_of("Ana Lima").count, 2u);
}

}  // namespace
}  // namespace chancery::knowledge
