// Addresses in their normal form, and numbers that are none.
#include <gtest/gtest.h>

#include "tests/understanding/reading.hpp"

namespace rooms_test {

std::string room_of(const std::string& text) {
  auto r = reading::read(text);
  for (auto& c : r.candidates)
    if (auto* f = c.find(linli::Slot::room)) return std::get<std::string>(f->value);
  for (auto& f : r.loose)
    if (f.slot == linli::Slot::room) return std::get<std::string>(f.value);
  return "-";
}

TEST(Rooms, AreBroughtIntoOneForm) {
  EXPECT_EQ(room_of("南浜新村70号201室的租客后天回来"), "南浜新村70号201");
  EXPECT_EQ(room_of("七十号二零一"), "70号201");
  EXPECT_EQ(room_of("三号楼四零二房的租客后天回来"), "3号楼402");
  EXPECT_EQ(room_of("我家在７０号２０１"), "70号201");
  EXPECT_EQ(room_of("70-201"), "70号201");
  EXPECT_EQ(room_of("长江新路1500弄12号601室租客后天回来"), "长江新路1500弄12号601");
  EXPECT_EQ(room_of("三楼的租客后天回来"), "3楼");
  EXPECT_EQ(room_of("月浦九村4号502租客后天回来"), "月浦九村4号502");
  EXPECT_EQ(room_of("6组的租客后天回来"), "6组");
  EXPECT_EQ(room_of("门牌12号的租客18号回来"), "12号");
  EXPECT_EQ(room_of("一百零三室的租客后天回来"), "103");
}

TEST(Rooms, AreNotReadIntoOtherNumbers) {
  EXPECT_EQ(room_of("租客15号回来"), "-");
  EXPECT_EQ(room_of("电话13800138000"), "-");
  EXPECT_EQ(room_of("房租1500元"), "-");
  EXPECT_EQ(room_of("楼上的租客后天回来"), "-");
  EXPECT_EQ(room_of("坐7号线回来"), "-");
  EXPECT_EQ(room_of("租客2020年2月19日回来"), "-");
}

TEST(Rooms, OfAnotherTellThatItIsNotTheWriters) {
  EXPECT_EQ(reading::said("隔壁12号的小吴15号回来"), "-");
  EXPECT_EQ(reading::said("楼上501从武汉回来没隔离，天天下楼").substr(0, 7), "tip_off");
}

}  // namespace rooms_test
