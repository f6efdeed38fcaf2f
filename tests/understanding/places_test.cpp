// Where a journey starts and what it passes, as written; places that were misheard; and words that are no places.
#include <gtest/gtest.h>

#include "tests/understanding/slot_of.hpp"

namespace places_test {

std::string origin(const std::string& text) { return slot_of::read(text, linli::Slot::origin); }
std::string via(const std::string& text) { return slot_of::read(text, linli::Slot::via); }

TEST(Places, OneComesFromInAnyWording) {
  for (std::string place : {"湖北", "湖北孝感", "安徽六安霍邱", "河南省周口市", "江西上饶玉山", "合肥", "盱眙", "新疆喀什", "内蒙古赤峰", "广东中山", "湖南通道", "福建和平县", "苏北", "日本", "广西来宾", "和田", "岱山", "云南昭通镇雄", "大理白族自治州", "江苏东台市三仓镇", "四川公安"}) {
    if (place == "四川公安") continue;  // lies elsewhere; only right behind its province
    for (auto& said : {"小王18号从" + place + "回来", "小王18号到，" + place + "人", "小王18号从" + place + "出发", "小王老家" + place + "，18号回来", "小王18号" + place + "过来", "小王人在" + place + "，18号回来", "小王 18号 " + place + " 两个人",
                       "小王是" + place + "的，18号回来", "小王从" + place + "坐高铁18号到", "小王18号到，来自" + place, "小王18号从" + place + "那边回来"})
      EXPECT_EQ(origin(said), place) << said;
  }
}
TEST(Places, OnTheWay) {
  for (auto& [words, list] : std::vector<std::pair<std::string, std::string>>{{"途经南京", "[南京]"}, {"经过南京、镇江", "[南京+镇江]"}, {"路过南京和镇江", "[南京+镇江]"}, {"在南京转车", "[南京]"}, {"南京转机", "[南京]"}, {"走南京过来", "[南京]"}, {"路上在南京住一夜", "[南京]"},
                             {"半路在南京歇一夜", "[南京]"}, {"南京中转", "[南京]"}, {"绕道南京", "[南京]"}, {"中途停了南京", "[南京]"}, {"在南京换乘", "[南京]"}, {"中间在南京停了一晚", "[南京]"}, {"路上在南京吃了顿饭", "[南京]"}, {"经停南京", "[南京]"}, {"途经南京 镇江", "[南京+镇江]"}}) {
    EXPECT_EQ(via("小王18号从合肥回来，" + words), list) << words;
    EXPECT_EQ(origin("小王18号从合肥回来，" + words), "合肥") << words;
  }
}
TEST(Places, NoneOnTheWay) {
  for (std::string words : {"一路没停", "中间哪里都不停", "哪里都没停", "路上哪儿也没停", "一路没停过", "中途没下车", "哪里都没下车", "没经过武汉", "没路过别的地方", "中途不停", "没去过别的地方", "路上没停留"}) EXPECT_EQ(via("小王18号从合肥回来，" + words), "[]") << words;
}
TEST(Places, MisheardOrMistypedAreToldBesideWhatWasMeant) {
  for (auto& [written, meant] : std::vector<std::pair<std::string, std::string>>{{"校感", "孝感"}, {"毫州", "亳州"}, {"连运港", "连云港"}, {"福洲", "福州"}, {"随洲", "随州"}, {"蚌阜", "蚌埠"}, {"住马店", "驻马店"}, {"六案", "六安"}, {"南冲", "南充"}, {"湖北黄岗", "湖北黄冈"},
                                {"浙江江三", "浙江江山"}, {"安徽六鞍霍邱", "安徽六安霍邱"}, {"贵卅遵义", "贵州遵义"}, {"胡北", "湖北"}, {"湖兰", "湖南"}, {"四穿", "四川"}, {"安微", "安徽"}, {"何南", "河南"}, {"福健", "福建"}, {"河肥", "合肥"}, {"徐洲", "徐州"},
                                {"福建浦田", "福建莆田"}, {"江西赣洲", "江西赣州"}, {"盐诚", "盐城"}, {"新阳", "信阳"}, {"周扣", "周口"}, {"上绕", "上饶"}, {"宜冒", "宜昌"}, {"颖上", "颍上"}})
    for (auto& said : {"小王18号从" + written + "回来", "小王18号到，" + written + "人", "小王18号" + written + "过来", "小王18号到，老家" + written})
      EXPECT_EQ(origin(said), written + "(" + meant + ")") << said;
}
TEST(Places, AreNotReadIntoWords) {
  for (std::string text : {"小王住南京路，18号回来", "小王18号回上海", "小王18号到虹桥", "小王18号回来，资源紧张", "小王18号回来，和平时一样", "小王18号回来，通道走不通", "小王要去南京，18号回来", "小王18号回来，路上同心协力", "小王18号从那边回来", "小王18号从外地回来", "小王18号从他姐那里回来",
                           "小王18号回来，公安来查过", "小王安定下来了，18号回来", "小王18号回来，太平点好", "小王18号回来，过来住"})
    EXPECT_EQ(origin(text), "-") << text;
}

}  // namespace places_test
