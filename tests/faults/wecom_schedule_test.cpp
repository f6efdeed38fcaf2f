// A day on which everything fails that can: six hours away with 5,000 messages waiting each way over 20 chats, then refusals, cut connections,
// dead tokens, a second instance. In the end each message was sent once, in order per chat, or is waived, or failed with a reason and the next
// route taken: a group by its webhook, a person by the other single chat, a case by whoever comes next in its playbook.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "tests/faults/street.hpp"

namespace faults_test {
namespace {

using namespace std::chrono_literals;
using testing::Contains, testing::HasSubstr, testing::IsEmpty, testing::SizeIs;
using wecom_standin::By, wecom_standin::Fault;
using What = Fault::What;

constexpr int chats = Street::groups + Street::persons, each = 250;   // 5,000 each way
constexpr int removed = 8, never = 9, unseen = 18, mute = 19, wants_help = 10, spoke = 12;   // chats, see below
constexpr int cuts = 20, unread_most = 33;   // no more lines are cut; what fits onto a line unread

Instant morning() { return linli::Instant(std::chrono::sys_days(std::chrono::February / 11 / 2020)) + 1h; }  // 09:00 in Shanghai

// What fails once the way is there again, and when.
void plan_faults(Street& street, Instant back) {
  auto& wecom = *street.wecom;
  auto plan = [&](std::string on, What what, std::int64_t value, std::size_t times, std::chrono::minutes after, std::chrono::milliseconds wait = 0ms) {
    wecom.plan({.on = std::move(on), .what = what, .value = value, .wait = wait, .times = times, .from = back + after});
  };
  plan("link", What::not_sent, 0, 3, 0min);
  plan("aibot_subscribe", What::error, 45009, 1, 0min);
  plan("aibot_send_msg", What::error, 45009, 3, 1min);
  plan("aibot_send_msg", What::cut_before, 0, 3, 4min);
  plan("aibot_send_msg", What::cut_after, 0, 5, 8min);
  plan("aibot_send_msg", What::slow, 0, 3, 12min, 4s);
  plan("aibot_respond_msg", What::error, 846605, 5, 2min);
  plan("webhook/send", What::status, 429, 5, 0min);
  plan("webhook/send", What::status, 503, 5, 3min);
  plan("webhook/send", What::error, 45009, 2, 5min);
  plan("webhook/send", What::cut_after, 0, 3, 9min);
  plan("gettoken", What::status, 500, 2, 0min);
  plan("message/send", What::expired, 0, 2, 0min);
  plan("message/send", What::error, 40014, 2, 2min);
  plan("message/send", What::status, 503, 5, 4min);
  plan("message/send", What::cut_after, 0, 5, 6min);
  plan("message/send", What::slow, 0, 2, 9min, 12s);
  auto then = [&](std::chrono::minutes after, std::function<void()> work) {
    wecom.core().later(std::chrono::duration_cast<std::chrono::milliseconds>(back + after - street.time.wall()), std::move(work));
  };
  for (auto after : {3min, 13min}) then(after, [&wecom] { wecom.gateway().second_instance(); });
  for (auto after : {6min, 15min, 30min}) then(after, [&wecom] { wecom.gateway().cut_links(); });
  then(10min, [&wecom] { wecom.api().kill_tokens(); });
  then(3min, [&wecom] { wecom.core().world.groups[removed].bot = false; });
}

TEST(WecomSchedule, EachMessageEndsOnceInOrderOrWithAReason) {
  Street street(morning());
  auto& wecom = *street.wecom;
  ASSERT_TRUE(wecom.gateway().subscribed());
  // The bot was never in one group, and is taken out of another while words are on their way: both have their webhooks.
  wecom.core().world.groups[never].bot = false;
  // One landlord falls out of the application's range once the bot knows them; another has never written to the bot.
  std::size_t said = 1;
  wecom.say({.as = street.landlord(unseen), .text = "请问怎么登记"});
  street.pass(30s, 10s);
  wecom.core().world.members[unseen].visible = false;

  auto gone = morning() + 1min, back = gone + 6h;
  wecom.away(gone, back);
  plan_faults(street, back);
  street.pass(2min, 30s);
  ASSERT_FALSE(wecom.gateway().subscribed());

  auto began = std::chrono::steady_clock::now();
  auto mark = [&](const char* what) { std::fprintf(stderr, "%6.1f s %s\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(), what); };
  for (int n = 0; n < each; ++n) {
    for (int chat = 0; chat < chats; ++chat) {
      bool group = chat < Street::groups;
      if (chat != never && chat != mute) {
        wecom.say({.as = street.landlord(chat), .text = "请问怎么登记", .group = group ? street.group(chat) : ""});
        ++said;
      }
    }
    auto cls = n % 25 == 7 ? SayClass::escalation : n % 5 == 3 ? SayClass::notice : SayClass::reminder;
    street.plan(cls, n % 50 == 9 ? std::optional(3h) : std::nullopt);
    if (n % 10 == 9) street.pass(10min, 5min);
  }
  mark("planned");
  EXPECT_EQ(wecom.gateway().waiting(), said - 1);
  street.pass(std::chrono::ceil<std::chrono::seconds>(back - street.time.wall()), 5min);
  for (int minutes = 0; minutes < 180 && !(minutes > 40 && street.resting()); ++minutes) street.pass(1min, 10s);
  mark("back");
  // Two cases climb past whom no way reaches.
  wecom.say({.as = street.landlord(wants_help), .text = "转人工"});
  wecom.say({.as = street.landlord(spoke), .type = "voice"});
  said += 2;
  street.pass(72h, 30min);
  mark("over");   // whatever still waits is given up

  for (auto& [what, count] : street.tally()) std::printf("%6d  %s\n", count, what.c_str());
  std::printf("%6zu  heard, %zu lost on lines that the platform cut\n", street.read(), wecom.gateway().lost());
  EXPECT_THAT(complaints(street, said), IsEmpty());
  EXPECT_LE(wecom.gateway().lost(), std::size_t(cuts * unread_most));
  EXPECT_GT(std::ranges::count(street.ended(), "sent", &Ended::ending), chats * each * 9 / 10);
  for (auto chat : {street.group(removed), street.group(never), street.landlord(unseen), street.landlord(mute)})
    for (auto& [by, count] : street.ways_to(chat)) std::printf("%6d  to %s by %s\n", count, chat.c_str(), std::string(name_of(by)).c_str());
  EXPECT_GE(wecom.called("aibot_send_msg", 93008), 2u);   // into both groups
  EXPECT_GT(street.ways_to(street.group(removed))[By::webhook], each / 2);
  EXPECT_GT(street.ways_to(street.group(never))[By::webhook], each * 9 / 10);
  EXPECT_GT(street.ways_to(street.landlord(unseen))[By::push], each * 9 / 10);
  EXPECT_EQ(street.ways_to(street.landlord(unseen))[By::application], 0);
  EXPECT_GT(street.ways_to(street.landlord(mute))[By::application], each * 9 / 10);
  auto fallen = street.fallen();
  for (auto& one : fallen) std::printf("escalation %lld of case %lld: %s\n", (long long)one.say, (long long)one.of, one.why.c_str());
  EXPECT_THAT(fallen, SizeIs(5));   // the leader, the worker and the chat of one case, the worker and the chat of the other
  EXPECT_THAT(wecom.texts(wecom_standin::with_application("supervisor")), SizeIs(testing::Ge(2)));
  // Nobody known was taken for a stranger while their ids could not be turned: an answer to an encrypted id reaches nobody.
  EXPECT_EQ(street.tally()["failed send.person_gone"], 3);
}

// The checks are seen failing, on a quiet day.
class WecomSchedulePlanted : public testing::TestWithParam<std::pair<Planted, const char*>> {};

TEST_P(WecomSchedulePlanted, IsSeen) {
  auto [planted, complaint] = GetParam();
  Street street(morning(), planted);
  std::size_t said = 1;
  for (int chat = 0; chat < mute; ++chat, ++said)
    street.wecom->say({.as = street.landlord(chat), .text = "请问怎么登记", .group = chat < Street::groups ? street.group(chat) : ""});
  street.pass(1min, 10s);
  street.wecom->core().world.groups[removed].bot = false;
  for (int n = 0; n < 3; ++n) street.plan(SayClass::reminder);
  street.pass(2min, 10s);   // reminders wait while somebody is put through to a person
  street.wecom->say({.as = street.landlord(wants_help), .text = "转人工"});
  street.pass(5min, 10s);
  auto found = complaints(street, said);
  if (planted == Planted::nothing) EXPECT_THAT(street.fallen(), SizeIs(2));   // to the worker, to the supervisors' chat
  if (planted == Planted::nothing) EXPECT_THAT(found, IsEmpty());
  else EXPECT_THAT(found, Contains(HasSubstr(complaint)));
}

INSTANTIATE_TEST_SUITE_P(Faults, WecomSchedulePlanted, testing::Values(std::pair(Planted::nothing, ""), std::pair(Planted::heard_lost, "taken down"),
    std::pair(Planted::said_twice, "2 times"), std::pair(Planted::overtaken, "overtook"), std::pair(Planted::next_way_hidden, "the application was not tried"),
    std::pair(Planted::next_way_hidden, "the webhook was not tried"), std::pair(Planted::webhook_off, "the webhook was not tried"),
    std::pair(Planted::not_told, "its case does not know"), std::pair(Planted::reason_lost, "without a reason")));

}  // namespace
}  // namespace faults_test
