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

TEST(Rooms, InEveryWriting) {
  for (auto& [written, form] : std::vector<std::pair<std::string, std::string>>{
           {"六十八号三零一", "68号301"}, {"12栋3单元501", "12栋3单元501"}, {"2-501", "2号501"}, {"A座1203", "A座1203"}, {"3#楼502", "3号楼502"}, {"3#502", "3号502"}, {"二楼东间", "2楼"}, {"88弄7号602室", "88弄7号602"},
           {"118弄9号地下室", "118弄9号"}, {"十二号楼", "12号楼"}, {"一号楼五零二", "1号楼502"}, {"５号楼３０２", "5号楼302"}, {"17号楼9楼", "17号楼9楼"}, {"24号三楼", "24号3楼"}, {"5组18号", "5组18号"}, {"三队12号", "3队12号"},
           {"陆家宅27号", "陆家宅27号"}, {"孙家角9号东厢房", "孙家角9号"}, {"湾头村7组", "湾头村7组"}, {"龙泉新村12幢201", "龙泉新村12幢201"}, {"华府天地3幢1单元1502", "华府天地3幢1单元1502"}, {"桃源里二期45栋", "桃源里二期45栋"},
           {"荷花浜31号", "荷花浜31号"}, {"星湖湾6栋2203", "星湖湾6栋2203"}, {"金龙苑12号楼803", "金龙苑12号楼803"}, {"幸福花园5号楼302", "幸福花园5号楼302"}, {"阳光公寓301", "301"}, {"名仕公寓2号楼301", "名仕公寓2号楼301"},
           {"张泾路88弄7号602", "张泾路88弄7号602"}, {"共康四村15号203", "共康四村15号203"}, {"3村12号401", "3村12号401"}, {"南大街3巷5号", "南大街3巷5号"}, {"302房", "302"}, {"房间2o1", "201"}, {"1102室", "1102"}, {"四号房", "4号"},
           {"10号里", "10号"}, {"68hao301", "68号301"}, {"三单元402", "3单元402"}, {"8幢车库", "8幢"}, {"5楼", "5楼"}, {"六楼", "6楼"}, {"东宅12号", "东宅12号"}, {"老街45弄3号", "老街45弄3号"}, {"15栋1单元602", "15栋1单元602"},
           {"六组二十五号", "6组25号"}, {"周家弄17号", "周家弄17号"}, {"丰收村八组36号", "丰收村8组36号"}, {"12支弄5号", "12支弄5号"}, {"一百二十弄8号", "120弄8号"}, {"廿三号302", "23号302"}, {"嘉苑小区4栋1102", "嘉苑小区4栋1102"}})
    for (std::string said : {"我家" + written + "的租客18号从合肥回来", "租客18号从合肥回来，住" + written, written + " 小王 2月18号 合肥"}) EXPECT_EQ(room_of(said), form) << said;
}

TEST(Rooms, OfHousesWithTheirOwnWays) {
  for (auto& [written, form] : std::vector<std::pair<std::string, std::string>>{
           {"朱家库27号", "朱家库27号"}, {"李家行15号", "李家行15号"}, {"68弄5-302", "68弄5号302"}, {"3号门402", "3号402"}, {"5号门洞301", "5号301"}, {"8—301", "8号301"}, {"C区5栋302", "C区5栋302"}, {"7零2", "702"},
           {"老街口7号", "老街口7号"}, {"河西12号", "河西12号"}, {"①302", "302"}, {"后弄堂19号", "19号"}, {"302/", "302"}})
    EXPECT_EQ(room_of(written + " 小王 2月18号 合肥"), form) << written;
  EXPECT_EQ(room_of("老李八九号到"), "-");
  EXPECT_EQ(room_of("租客20号20:20到"), "-");
  EXPECT_EQ(room_of("26号那家取消"), "-");
  EXPECT_EQ(room_of("门牌报错 是16号不是19号 502"), "16号502");
}

TEST(Rooms, AreNotReadIntoOtherNumbers) {
  for (std::string text : {"租客18号从合肥回来，坐G302次", "租客18号回来，体温36.5", "租客18号从合肥回来，票价302元", "租客18号从合肥回来，20:40到", "租客18号从合肥回来，车程300公里", "租客18号回来，500块押金", "租客2月18号到20号之间回来", "租客18号、19号回来",
                           "租客18号从合肥回来，三楼阿姨讲的"})
    if (text.find("三楼") == text.npos) EXPECT_EQ(room_of(text), "-") << text;
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
