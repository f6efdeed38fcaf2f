// One person on two accounts: what only they should read goes where they were heard last, and never to an account that is not connected.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service_platform/aviary.hpp"

namespace two_accounts_test {
using namespace linli;
using namespace linli::platform_test;
using testing::HasSubstr, testing::IsEmpty;

struct Two : Aviary {
  Two() {
    connections = open({{"polly", "/parrot"}});
    ImportSet set;
    set.accounts = {{"zhou", "polly", "zhou-p", 1}};
    set.chats = {{"polly", "nest", "g1", "landlords", "Landlords of group 1", 1}};
    EXPECT_TRUE(service.app->import(set));
  }
  void settle() { service.move(service.app->clock().now() + std::chrono::seconds(10)); }
  // To whom words went since the last call: "parrot" and "ear" each with their direct and group words.
  std::vector<std::string> went() {
    settle();
    std::vector<std::string> out;
    for (auto& words : std::exchange(service.ear.heard, {})) out.push_back("ear " + (words.platform_chat.starts_with("d:") || words.platform_chat.empty() ? "direct" : words.platform_chat));
    for (auto& words : std::exchange(seen.delivered, {})) out.push_back("parrot " + words.substr(0, words.find(':')));
    return out;
  }
};

TEST(TwoAccounts, APersonIsSpokenToWhereTheyWereHeardLast) {
  Two two;
  two.service.say("w1", "我家301的租客小王2月15号从武汉回来,一家三口,坐高铁", true);
  EXPECT_THAT(two.went(), testing::AllOf(testing::Not(IsEmpty()), testing::Each("ear direct")));
  EXPECT_EQ(two.post("zhou-p 我家302的老李2月16号从合肥回来,一个人,坐火车"), 200);
  EXPECT_THAT(two.went(), testing::UnorderedElementsAre("parrot nest", "parrot @zhou-p")) << "the line in their group, the read-back in the direct chat there";
  two.service.say("w2", "301改到2月18号", true);
  EXPECT_THAT(two.went(), testing::AllOf(testing::Not(IsEmpty()), testing::Each("ear direct")));
}

TEST(TwoAccounts, NobodyIsSpokenToOnAnAccountThatIsNotConnected) {
  Two two;
  two.post("zhou-p 我家302的老李2月16号从合肥回来,一个人,坐火车");
  two.went();
  two.service.close();
  two.connections.clear();
  two.service.open();
  two.service.move(given::at(16, 13));
  EXPECT_THAT(two.service.ear.heard, testing::Contains(testing::Field(&Outgoing::actor, "actor-zhou"))) << "reminders and questions go to the account that is left";
  EXPECT_THAT(two.seen.delivered, IsEmpty());
}

}  // namespace two_accounts_test
