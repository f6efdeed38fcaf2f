// Numbers that are no counts: telephones, identity numbers, trains, flights, temperatures, and the means of travel.
#include <gtest/gtest.h>

#include "tests/understanding/slot_of.hpp"

namespace codes_test {

using linli::Slot;

void all(Slot slot, std::initializer_list<std::pair<std::string, std::string>> cases) {
  for (auto& [words, value] : cases) EXPECT_EQ(slot_of::read("小王18号从合肥回来，" + words, slot), value) << words;
}

TEST(Phones, InEveryWriting) {
  all(Slot::phone, {{"电话13800138000", "13800138000"}, {"手机138-0013-8000", "13800138000"}, {"手机138 0013 8000", "13800138000"}, {"+8613800138000", "13800138000"}, {"+86 138 0013 8000", "13800138000"}, {"8613800138000", "13800138000"},
                    {"电话１３８００１３８０００", "13800138000"}, {"电话幺三八零零幺三八零零零", "13800138000"}, {"联系方式：13800138000", "13800138000"}, {"138.0013.8000", "13800138000"}});
}
TEST(IdentityNumbers, InEveryWriting) {
  all(Slot::id_number, {{"身份证320682197703030000", "320682197703030000"}, {"身份证号 320682 19770303 0000", "320682197703030000"}, {"身份证32068219770303000x", "32068219770303000X"}, {"证件号：３２０６８２１９７７０３０３００００", "320682197703030000"}});
}
TEST(Trains, AndFlightsInEveryWriting) {
  all(Slot::number, {{"坐g1234", "G1234"}, {"G1234次", "G1234"}, {"高铁G7", "G7"}, {"动车D2212", "D2212"}, {"火车K56次", "K56"}, {"T82次列车", "T82"}, {"Z112", "Z112"}, {"c3001", "C3001"}, {"航班MU5102", "MU5102"}, {"东航MU5102", "MU5102"},
                     {"3U8963航班", "3U8963"}, {"FM9256", "FM9256"}, {"9C8812", "9C8812"}, {"ho1252", "HO1252"}, {"航班CZ-3551", "CZ3551"}, {"坐1372次列车", "1372"}, {"走G40高速", "-"}, {"Ｇ１２３４次", "G1234"}});
  all(Slot::by, {{"坐g1234", "train"}, {"航班MU5102", "plane"}, {"3U8963航班", "plane"}, {"坐高铁", "train"}, {"火车票买好了", "train"}, {"乘飞机", "plane"}, {"机票买了", "plane"}, {"自己开车", "car"}, {"自驾", "car"}, {"开车回来的", "car"}, {"坐大巴", "coach"},
                 {"长途汽车", "coach"}, {"顺风车", "car"}, {"搭老乡的车", "car"}, {"拼车", "car"}, {"飞过来", "plane"}, {"坐绿皮车", "train"}, {"动车票", "train"}, {"包车来的", "coach"}, {"🚄", "train"}, {"坐客车", "coach"}, {"开私家车", "car"}});
}
TEST(Temperatures, InEveryWriting) {
  for (auto& [words, value] : std::vector<std::pair<std::string, std::string>>{{"36.5", "36.5"}, {"三十六度五", "36.5"}, {"36度8", "36.8"}, {"37点2", "37.2"}, {"体温36.9", "36.9"}, {"３６．８", "36.8"}, {"36.5℃", "36.5"}, {"36.5度", "36.5"}, {"三十七度二", "37.2"}, {"三十六点七", "36.7"},
                                {"38度", "38.0"}, {"三十八度半", "38.5"}, {"体温 36.4", "36.4"}, {"量了36度4", "36.4"}, {"36。6", "36.6"}})
    EXPECT_EQ(slot_of::read("小王今天量体温，" + words, Slot::temperature), value) << words;
}

}  // namespace codes_test
