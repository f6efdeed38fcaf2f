// Who it is about, as written; and words that only look like names.
#include <gtest/gtest.h>

#include "tests/understanding/slot_of.hpp"

namespace names_test {

std::string renter(const std::string& text) { return slot_of::read(text, linli::Slot::renter); }

TEST(Names, FormsOfAddressOfAnyFamily) {
  for (std::string family : {"王", "嵇", "翁", "诸", "滑", "裘", "单", "解", "欧阳", "上官", "冼", "佘", "仝", "方", "高", "江", "常", "安", "明", "万", "温", "花"})
    for (std::string name : {"小" + family, "老" + family, family + "师傅", family + "阿姨", family + "某某", family + "某", family + "总", family + "家嫂子", family + "先生", family + "老板"}) EXPECT_EQ(renter(name + "18号从合肥回来"), name);
}
TEST(Names, FamilyNameAlone) {
  for (std::string family : {"马", "聂", "毛", "郭", "欧阳", "车", "高"}) {
    EXPECT_EQ(renter("租客姓" + family + "，18号从合肥回来"), family);
    EXPECT_EQ(renter("姓" + family + "的租客18号从合肥回来"), family);
  }
}
TEST(Names, FullNamesBesideLabelsRoomsAndDays) {
  for (std::string name : {"赵大海", "罗秀英", "程立新", "汤倩倩", "潘晓", "凌霞", "谭大勇", "欧阳建国", "王芳", "李建军", "周小明", "徐红梅", "孙强", "吴桂兰", "诸葛亮亮"}) {
    EXPECT_EQ(renter("租客" + name + "18号从合肥回来"), name);
    EXPECT_EQ(renter("姓名：" + name + " 返沪日期：2月18日"), name);
    EXPECT_EQ(renter("302 " + name + " 18号 合肥"), name);
    EXPECT_EQ(renter("租户" + name + "，2月18日到，合肥出发"), name);
    EXPECT_EQ(renter("我家租客叫" + name + "，18号回来"), name);
  }
}
TEST(Names, NicknamesAndFormsWithA) {
  for (std::string name : {"阿芳", "阿强", "阿根", "阿胖", "阿四", "阿根伯伯", "阿珍姐", "谢阿姨", "小胖", "小虎", "苗苗", "婷婷"}) EXPECT_EQ(renter("302" + name + "18号从合肥回来"), name);
}
TEST(Names, AreNotReadIntoWords) {
  for (std::string text : {"租客周三从合肥回来", "租客高速上堵了，18号到", "租客18号从江西回来", "租客18号从黄山回来", "时间定了，租客18号从合肥回来", "租客方便的话18号从合肥回来", "租客18号经过南京回来", "租客安全到家了，18号到的",
                           "租客说明天从合肥回来", "租客马上从合肥回来", "租客全部18号从合肥回来", "租客和家里人18号从合肥回来", "租客应该18号从合肥回来", "租客平时都在，18号从合肥回来", "小区门口接的，租客18号从合肥回来", "租客老家合肥，18号回来",
                           "租客小时候在合肥，18号回来", "租客18号从合肥回来，阿姨好", "租客18号从合肥回来，多谢老师", "租客温度正常，18号从合肥回来", "租客成都人，18号回来", "租客18号从石家庄回来", "租客万一不来我说", "租客江苏的，18号回来"})
    EXPECT_EQ(renter(text), "-") << text;
}
TEST(Names, OfWordsThatAreDaysOrPlacesElsewhere) {
  EXPECT_EQ(renter("姓名：汪小满 返沪日期：2月18日"), "汪小满");
  EXPECT_EQ(renter("租客叫崔永福，18号从合肥回来"), "崔永福");
  EXPECT_EQ(renter("18号到，姓邵，马鞍山和县"), "邵");
  EXPECT_EQ(renter("老黄历上讲18号好，租客从合肥回来"), "-");
  EXPECT_EQ(renter("租客歇一歇18号从合肥回来"), "-");
  EXPECT_EQ(renter("村里小刘给我家租客登记好了"), "-");
}
TEST(Names, OfLandlordsInATip) {
  auto landlord = [](const std::string& text) { return slot_of::read(text, linli::Slot::landlord); };
  EXPECT_EQ(landlord("举报隔壁老王家，租客没登记"), "老王");
  EXPECT_EQ(landlord("举报5号楼302，房东姓郭，群租"), "郭");
  EXPECT_EQ(landlord("反映一下，房东老李把车棚租出去了，没登记"), "老李");
  EXPECT_EQ(landlord("举报李阿姨家，偷偷租给外地人"), "李阿姨");
  EXPECT_EQ(landlord("举报，12号石家姆妈又领进来两个男人，没登记"), "石家姆妈");
  EXPECT_EQ(landlord("举报朱老板那排平房，没登记"), "朱老板");
  EXPECT_EQ(landlord("举报，58号老周把车棚租给外地人，没登记"), "老周");
  EXPECT_EQ(landlord("反映情况，20号那个刘姐，租客没登记"), "刘姐");
}

}  // namespace names_test
