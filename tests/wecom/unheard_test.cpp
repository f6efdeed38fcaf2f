// An application without callback: nobody hears what is answered or pressed in its single chat.
#include <gmock/gmock.h>

#include "adapters/wecom/bodies.hpp"
#include "tests/wecom/way_out_fakes.hpp"

namespace linli::wecom::unheard_test {

using fakes::secret, fakes::TestHouse;

struct AnApplication : ::testing::Test {
  TestHouse h;
  Options options;
  LiveRequests live{h.io};
  Ways ways{options, h.io, live, nullptr};
  Outgoing question;

  void SetUp() override {
    options.application = Application{"ww-corp", 1000002, secret("secret-canary"), {}};
    question.key = "say:7";
    question.actor = "landlord68";
    question.text = "2月15日回来，对吗？";
    question.buttons = {{"q:12:0", "对"}, {"q:12:1", "不对"}};
    question.cause = EventId{5};
  }
  void hears() { options.application->callback = Callback{"/wecom/app", secret("token-canary"), secret("key-canary"), "ww-corp"}; }
  std::vector<Choice> open() { return ways.open(ways.target({"", "landlord68", {}}), question.cause); }
};

TEST_F(AnApplication, ThatHearsNothingAsksWithoutButtons) {
  for (auto& choice : {open().at(0), ways.plain(By::application)}) {
    auto pieces = plan(choice, question, {}, {});
    ASSERT_EQ(pieces.size(), 1u);
    EXPECT_FALSE(pieces[0].card());
    EXPECT_EQ(pieces[0].text, "2月15日回来，对吗？\n1 对\n2 不对");
    EXPECT_FALSE(plan_again(choice, question, {{"对吗？", Piece::As::card, false}}, {}).at(0).card()) << "begun as a card by another way";
  }
  hears();
  EXPECT_TRUE(plan(open().at(0), question, {}, {}).at(0).card());
}

TEST_F(AnApplication, ThatHearsNothingComesAfterTheAddressThatTakesOneAnswer) {
  live.heard(EventId{5}, {false, "d:landlord68", "", 0}, secret("https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=code-canary"));
  ASSERT_EQ(open().size(), 2u);
  EXPECT_TRUE(open()[0].by_url);
  EXPECT_EQ(open()[1].by, By::application);
  hears();
  EXPECT_EQ(open().at(0).by, By::application);
  EXPECT_TRUE(open().at(1).by_url);
}

}  // namespace linli::wecom::unheard_test
