// Ways that were closed, and when they are open again.
#include "adapters/wecom/ways.hpp"

#include <gtest/gtest.h>

#include "tests/wecom/way_out_fakes.hpp"

namespace linli::wecom::ways_test {

using enum DeliveryOutcome;
using std::chrono::seconds, std::chrono::minutes;

struct AlwaysUp final : LongConnection {
  void start() override {}
  void stop(std::function<void()> done) override { done(); }
  bool up() const override { return true; }
  std::uint64_t generation() const override { return 1; }
  void request(std::string, std::string, std::string, Done done) override { done(0); }
  void request(std::string, std::string, Done done) override { done(0); }
};

struct ClosedWays : ::testing::Test {
  fakes::TestHouse h;
  Options options = [] {
    Options o;
    o.application = Application{"ww-corp", 1000002, fakes::secret("secret-canary"), {}};
    o.bot = Bot{"aib-1", fakes::secret("bot-canary"), {}, {}};
    o.groups = {{"nanbang", "wr-chat", fakes::secret("key-canary-0001")}};
    return o;
  }();
  LiveRequests live{h.io};
  AlwaysUp link;
  Ways ways{options, h.io, live, &link};

  std::string way(const std::string& chat) { return ways.way({chat, "", {}}).name; }
  void refused(const std::string& chat, DeliveryOutcome why) {
    ways.close(ways.open(ways.target({chat, "", {}}), {}).front(), why);
    h.io.advance(seconds(1));
  }
  void written(const std::string& chat) {
    live.written(chat);
    h.io.advance(seconds(1));
  }
};

TEST_F(ClosedWays, AreTriedAgainAfterAWhile) {
  refused("nanbang", conversation_gone);
  EXPECT_EQ(way("nanbang"), "webhook");
  h.io.advance(minutes(31));
  EXPECT_EQ(way("nanbang"), "push");
}

TEST_F(ClosedWays, APushThatReachedNobodyIsOpenAgainOnceTheBotIsWrittenToThere) {
  for (std::string chat : {"d:landlord68", "nanbang"}) {
    auto otherwise = chat == "nanbang" ? "webhook" : "application";
    written(chat);
    refused(chat, conversation_gone);
    EXPECT_EQ(way(chat), otherwise) << "what was written before changes nothing";
    written("d:landlord60");
    EXPECT_EQ(way(chat), otherwise) << "another chat";
    written(chat);
    EXPECT_EQ(way(chat), "push");
    refused(chat, conversation_gone);
    EXPECT_EQ(way(chat), otherwise) << "refused again since";
  }
}

TEST_F(ClosedWays, BeingWrittenToDoesNotMendDevicesThatShowNothing) {
  refused("nanbang", retry_after);                         // 600039
  written("nanbang");
  EXPECT_EQ(way("nanbang"), "webhook");
}

}  // namespace linli::wecom::ways_test
