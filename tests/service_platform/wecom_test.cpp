// The demo's account on the stand-in of WeCom, in this process and on a pretended clock: what `linli adapter check` says of it, which hosts are
// ever called, and that stopping closes the connection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/demo/stand_in.hpp"
#include "tests/service_platform/aviary.hpp"
#include "tests/standins/wecom/standin.hpp"

namespace wecom_test {
using namespace linli;
using namespace linli::platform_test;
using testing::AllOf, testing::Each, testing::HasSubstr, testing::Not;

// Lends out what somebody else owns.
class LentCaller final : public http::Caller {
 public:
  LentCaller(http::Caller& caller, http::Allowed allowed) : caller_(caller), allowed_(std::move(allowed)) {}
  void call(http::Call call, std::function<void(std::expected<http::Response, http::CallFailed>)> done) override {
    EXPECT_EQ(http::refused(call.url, allowed_), "") << "a host that is not on the plan's list";
    caller_.call(std::move(call), std::move(done));
  }

 private:
  http::Caller& caller_;
  http::Allowed allowed_;
};
class LentLinks final : public http::Links {
 public:
  LentLinks(http::Links& links, http::Allowed allowed) : links_(links), allowed_(std::move(allowed)) {}
  std::unique_ptr<http::Link> open(const std::string& url, http::LinkEvents& events, http::LinkLimits limits) override {
    EXPECT_EQ(http::refused(url, allowed_), "") << "a host that is not on the plan's list";
    return links_.open(url, events, limits);
  }

 private:
  http::Links& links_;
  http::Allowed allowed_;
};

struct Street {
  static constexpr const char* address = "127.0.0.1:18790";
  Folder folder;
  house::Service service{folder.path()};
  wecom_standin::Standin wecom{service.time, service.time, world()};
  Connections connections;

  static wecom_standin::World world() {
    auto out = wecom_standin::read_world(LINLI_SOURCE_DIR "/tests/standins/wecom/world.toml").value();
    out.api = out.files = "http://" + std::string(address);
    out.gateway = "ws://" + std::string(address);
    return out;
  }
  Street() {
    auto made = demo::stand_in(std::filesystem::path(LINLI_SOURCE_DIR) / "config", "wecom", address, folder.path() / "demo", {}).value();
    Outside outside{[this](http::Allowed allowed) { return std::make_unique<LentCaller>(wecom.calls(), std::move(allowed)); },
                    [this](http::Allowed allowed) { return std::make_unique<LentLinks>(wecom.links(), std::move(allowed)); }, [] { return 0.5; },
                    [](std::size_t count) { return std::string(count, '7'); }};
    std::vector<AccountPlan> plans;
    plans.push_back(std::move(made.account));
    connections = connect({*service.app, service.time, service.time, *service.log}, std::move(plans), outside);
    ImportSet rows;
    rows.accounts = {{"zhou", "wecom", "landlord68", 1}};
    rows.chats = {{"wecom", "nanbang", "g1", "landlords", "Landlords of group 1", 1}};
    EXPECT_TRUE(service.app->import(rows));
  }
  ~Street() {
    service.close();
    connections.clear();
  }
  void start() {
    connections.at(0)->platform().start();
    settle();
  }
  // A tenth of a second, and what the store has to say to it.
  void pass() {
    service.time.advance(std::chrono::milliseconds(100));
    for (bool writing : {true, false}) {
      bool done = false;
      auto over = [&] { service.time.post([&] { done = true; }); };
      if (writing) service.app->store().write([](Writes&) {}, [&](std::expected<void, Refused>) { over(); });
      else service.app->store().read([&](Reads&) { over(); });
      EXPECT_TRUE(service.time.run_while([&] { return !done; }));
    }
  }
  void settle() {
    for (int i = 0; i < 150; ++i) pass();   // longer than a burst's silence
  }
  CheckReport check(const std::string& to = {}) {
    std::optional<CheckReport> report;
    check_account(*connections.at(0), *service.app, service.time, to, [&](CheckReport r) { report = std::move(r); });
    for (int i = 0; i < 600 && !report; ++i) pass();
    return report.value();
  }
};

TEST(Wecom, TheStoryIsToldInItsGroupAndInTheDirectChat) {
  Street street;
  street.start();
  street.wecom.say({.as = "landlord68", .text = "我家301的租客小王2月15号从武汉回来,一家三口,坐高铁", .group = "nanbang"});
  street.settle();
  EXPECT_THAT(street.wecom.texts("nanbang"), testing::ElementsAre(HasSubstr("已记")));
  EXPECT_EQ(street.service.cases().size(), 1U) << "the chat room's landlord sees the case: one person on two accounts";
  EXPECT_THAT(street.service.ear.heard, testing::IsEmpty()) << "nothing of it is said on the other account";
  EXPECT_THAT(street.wecom.hosts(), AllOf(Not(testing::IsEmpty()), Each(HasSubstr(Street::address))));
}

TEST(Wecom, TheCheckIsFineWhereAllIsWell) {
  Street street;
  street.start();
  street.wecom.say({.as = "landlord68", .text = "在吗", .group = "nanbang"});
  street.settle();
  auto report = street.check("nanbang");
  EXPECT_TRUE(report.fine) << report.text;
  EXPECT_THAT(report.text, AllOf(HasSubstr("正常  应用的凭证"), HasSubstr("正常  智能机器人的长连接"), HasSubstr("正常  试发一条"), HasSubstr("记住  群里只听得到@它的话")));
  EXPECT_THAT(report.text, Not(HasSubstr("standin-"))) << "no secret";
  EXPECT_THAT(street.wecom.texts("nanbang"), testing::Contains(HasSubstr("Linli: 1, 2, 3")));
}

TEST(Wecom, TheCheckSaysWhatToPressWhereSomethingIsWrong) {
  Street street;
  street.wecom.core().world.secret = "another";
  street.wecom.core().world.bot_secret = "another";
  street.start();
  auto report = street.check("landlord68");
  EXPECT_FALSE(report.fine);
  EXPECT_THAT(report.text, HasSubstr("不对  应用的凭证"));
  EXPECT_THAT(report.text, HasSubstr("不对  智能机器人的长连接"));
  EXPECT_THAT(report.text, HasSubstr("不对  试发一条"));
  EXPECT_THAT(report.text, HasSubstr("\n      到管理后台"));
  EXPECT_THAT(report.text, HasSubstr("报警  "));
  EXPECT_THAT(report.text, AllOf(Not(HasSubstr("check.")), Not(HasSubstr("standin-"))));
}

TEST(Wecom, WhoWasHeardAndIsNotBoundIsShownWithTheLineToAdd) {
  Street street;
  street.wecom.core().world.groups.at(1).members.push_back("landlord61");
  street.wecom.core().world.groups.at(0).chat = "wrkOTHER0001";
  street.start();
  street.wecom.say({.as = "landlord61", .text = "我家明天有人回来", .group = "nanbang"});
  street.settle();
  auto report = street.check();
  EXPECT_THAT(report.text, HasSubstr("chat = \"wrkOTHER0001\"")) << "a group that the configuration does not know";
  EXPECT_THAT(report.text, HasSubstr(",wecom,landlord61\n"));
}

TEST(Wecom, WhileTheApplicationsSecretIsWrongNobodyIsToldToEnrolNorListedByAnEncryptedId) {
  Street street;
  auto right = std::exchange(street.wecom.core().world.secret, "another");
  street.start();
  street.wecom.say({.as = "landlord61", .text = "我家明天有人回来", .group = "nanbang"});
  street.wecom.say({.as = "landlord61", .text = "在吗"});
  street.settle();
  std::string told;
  for (auto& seen : street.wecom.core().book.all()) told += seen.from.empty() ? seen.look.text + "\n" : "";
  EXPECT_THAT(told, HasSubstr("现在认不出您是谁"));
  EXPECT_THAT(told, Not(HasSubstr("代号")));
  auto report = street.check();
  EXPECT_THAT(report.text, AllOf(HasSubstr("先修好上面的应用"), Not(HasSubstr(",wecom,wo"))));
  street.wecom.core().world.secret = right;
  for (int i = 0; i < 5; ++i) street.settle();         // over the token's rest
  EXPECT_THAT(street.check().text, Not(HasSubstr("先修好上面的应用")));
}

TEST(Wecom, StoppingClosesTheConnection) {
  Street street;
  street.start();
  EXPECT_EQ(street.wecom.called("aibot_subscribe"), 1U);
  bool over = false;
  stop_all(street.connections, [&] { over = true; });
  EXPECT_TRUE(street.service.time.run_while([&] { return !over; }));
  auto said = street.wecom.say({.as = "landlord68", .text = "在吗", .group = "nanbang"});
  street.settle();
  EXPECT_NE(street.wecom.told(said).lost, "") << "nobody is connected any more";
  EXPECT_EQ(street.wecom.called("aibot_subscribe"), 1U) << "and nobody comes back";
}

}  // namespace wecom_test
