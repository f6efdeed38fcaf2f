#include "adapters/wecom/outcome.hpp"

#include <gmock/gmock.h>

namespace linli::wecom::outcome_test {

using enum DeliveryOutcome;
using std::chrono::milliseconds;
constexpr std::array all{By::webhook, By::application, By::push, By::reply};

TEST(AnErrorNumber, OfEachClassOfTheReferenceHasItsOutcome) {
  struct Class {
    DeliveryOutcome outcome;
    std::vector<std::int64_t> errors;
  };
  const std::vector<Class> classes{
      {sent, {0}},
      {retry_after, {-1, 45009, 45033, 130101, 6000, 846605, 846608, 846609, 600039}},
      {configuration_error, {40001, 40013, 40056, 40091, 41001, 41004, 48002, 50003, 60020, 301002, 93000, 93019, 853000}},
      {drop_message, {40007, 40008, 40033, 40035, 40058, 40063, 41016, 41033, 42045, 44001, 44004, 45001, 45002, 45007, 45008, 93017, 93018, misread}},
      {recipient_gone, {40003, 40031, 60011, 60111, 81013, 82001}},
      {conversation_gone, {86001, 86003, 86008, 90501, 93001, 93006, 93008}},
  };
  for (auto& [outcome, errors] : classes)
    for (auto error : errors)
      for (auto by : all) {
        EXPECT_EQ(judge(by, error).outcome, outcome) << name_of(by) << " " << error;
        EXPECT_FALSE(judge(by, error).page.empty()) << error;
      }
}

TEST(AnErrorNumber, OfAStaleTokenAsksForAFreshOneButAWebhookHasNone) {
  for (auto error : {40014, 42001}) {
    EXPECT_EQ(judge(By::application, error).outcome, refresh_credential);
    EXPECT_EQ(judge(By::webhook, error).outcome, configuration_error);
  }
}

TEST(AnErrorNumber, OfTooManyMessagesTellsHowLongToWait) {
  EXPECT_EQ(judge(By::webhook, 45009).after, milliseconds(60'000));
  EXPECT_EQ(judge(By::push, 45033).after, milliseconds(2'000));
  EXPECT_EQ(judge(By::push, -1).after, std::nullopt) << "busy: the dispatcher's growing pauses";
  EXPECT_EQ(judge(By::reply, 846605).after, milliseconds(0)) << "at once, by another way";
}

TEST(AnErrorNumber, ThatNobodyKnowsDropsTheMessageAndHasNoPage) {
  for (auto by : all) {
    EXPECT_EQ(judge(by, 999'999).outcome, drop_message);
    EXPECT_TRUE(judge(by, 999'999).page.empty());
  }
  EXPECT_EQ(why(answered(999'999)), "error_999999");
}

TEST(ACallWithoutAnAnswer, IsAmbiguousOnlyWhereARepetitionWouldBeSeen) {
  for (auto by : {By::webhook, By::push, By::reply}) {
    EXPECT_EQ(judge(by, http::Failure::no_answer).outcome, ambiguous);
    EXPECT_EQ(judge(by, http::Failure::not_sent).outcome, retry_after);
    EXPECT_EQ(judge_status(by, 502).outcome, ambiguous);
  }
  EXPECT_EQ(judge(By::application, http::Failure::no_answer).outcome, retry_after);
  EXPECT_EQ(judge_status(By::application, 504).outcome, retry_after);
  EXPECT_EQ(judge(By::webhook, http::Failure::not_allowed).outcome, configuration_error);
}

TEST(AStatus, SaysWhetherTheWordsWereSeen) {
  EXPECT_EQ(judge_status(By::webhook, 429).after, milliseconds(60'000));
  EXPECT_EQ(judge_status(By::webhook, 503).outcome, retry_after);
  EXPECT_EQ(judge_status(By::webhook, 413).outcome, drop_message);
  EXPECT_EQ(judge_status(By::webhook, 404).outcome, configuration_error);
  EXPECT_EQ(judge_status(By::webhook, 302).outcome, configuration_error);
}

TEST(AnAnswer, ThatCameBeforeTheWordsLeftIsNeverAmbiguousAndDropsNothing) {
  for (auto answer : {failed(http::Failure::no_answer), answered(999'999), answered(40003), Answer{Answer::What::unreadable, 0, {}, 200, false, {}}}) {
    answer.before = true;
    EXPECT_EQ(judge(By::webhook, answer).outcome, retry_after) << why(answer);
  }
  auto wrong = answered(40091);
  wrong.before = true;
  EXPECT_EQ(judge(By::application, wrong).outcome, configuration_error);
}

}  // namespace linli::wecom::outcome_test
