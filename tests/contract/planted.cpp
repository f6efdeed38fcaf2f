// Adapters that are wrong in one thing each. The check that is there for it complains; so a check that is silent was seen speaking.
#include <gtest/gtest.h>

#include <ostream>
#include <set>

#include "tests/contract/check.hpp"
#include "tests/contract/faults_in.hpp"
#include "tests/contract/faults_out.hpp"

namespace linli::contract::planted {
namespace {

struct Fault {
  std::string name, check;
  std::unique_ptr<Harness> (*around)(std::unique_ptr<Harness>);
  std::string adapter{"wecom_callback"};
};
template <class Wrong>
std::unique_ptr<Harness> around(std::unique_ptr<Harness> right) {
  return std::make_unique<Wrong>(std::move(right));
}

const std::vector<Fault>& faults() {
  static const std::vector<Fault> all{
      {"IsDeaf", "WhatIsSignedWellIsTaken", around<IsDeaf>},
      {"AcceptsWrongSignatures", "AWrongSignatureIsRefused", around<AcceptsAnySignature>},
      {"AcceptsWhatIsNotSigned", "AMissingSignatureIsRefused", around<AcceptsAnySignature>},
      {"AcceptsStaleSignatures", "AStaleSignatureIsRefused", around<AcceptsAnySignature>},
      {"TellsWhyItRefused", "RefusalsLookAlike", around<TellsWhyItRefused>},
      {"WorksOnAReplay", "AReplayIsNotWorkedOn", around<AcceptsAnySignature>},
      {"NewKeyForADuplicate", "ADuplicateKeepsItsKey", around<NewKeyForADuplicate>},
      {"OneKeyForAll", "ADuplicateKeepsItsKey", around<OneKeyForAll>},
      {"StumblesOverWhatIsNew", "UnknownFieldsArePassedOver", around<StumblesOverWhatIsNew>},
      {"TakesEventsForMessages", "UnknownEventsArePassedOver", around<TakesEventsForMessages>},
      {"AcknowledgesTooEarly", "TheSenderIsToldWhenItIsDurable", around<AcknowledgesTooEarly>},
      {"SwallowsWhatWasNotTaken", "WhatIsNotTakenComesAgain", around<TellsThatItWasTaken>},
      {"AsksForDeadLettersAgain", "ADeadLetterDoesNotComeAgain", around<AsksForDeadLettersAgain>},
      {"PassesOnWhatIsTooLong", "WhatIsTooLongIsCutOrRefused", around<PassesOnWhatIsTooLong>},
      {"CutsWhatIsHeardInsideACharacter", "WhatIsTooLongIsCutOrRefused", around<CutsWhatIsHeardInsideACharacter>},
      {"HearsNothingAfterWhatIsTooLong", "WhatIsTooLongIsCutOrRefused", around<IsDeaf>},
      {"AnswersWithoutWords", "ClaimedWordsStandInTheAnswer", around<AnswersWithoutWords>},
      {"SaysItsAnswerTwice", "TheRepeatOfARequestGetsTheSameWords", around<SaysItsAnswerTwice>},
      {"KeepsLateWords", "LateWordsAreGivenBack", around<KeepsLateWords>},
      {"LeavesTheMentionInTheText", "TheMentionOfTheBotIsTakenOut", around<LeavesTheMentionInTheText>},
      {"ForgetsThatItWasMeant", "TheMentionOfTheBotIsTakenOut", around<ForgetsThatItWasMeant>},
      {"CallsNothingSent", "ADeliveryEndsAsSent", around<CallsNothingSent>},
      {"CallsABusyOneSent", "ADeliveryEndsAsRetryAfter", around<CallsEverythingSent>},
      {"CallsAStaleTokenSent", "ADeliveryEndsAsRefreshCredential", around<CallsEverythingSent>},
      {"CallsARefusedOneSent", "ADeliveryEndsAsDropMessage", around<CallsEverythingSent>},
      {"CallsAGoneChatSent", "ADeliveryEndsAsConversationGone", around<CallsEverythingSent>},
      {"CallsAGonePersonSent", "ADeliveryEndsAsRecipientGone", around<CallsEverythingSent>},
      {"CallsAWrongKeySent", "ADeliveryEndsAsConfigurationError", around<CallsEverythingSent>},
      {"CallsTheUnknownSent", "ADeliveryEndsAsAmbiguous", around<CallsEverythingSent>},
      {"CallsDoneTwice", "DoneComesOnce", around<CallsDoneTwice>},
      {"TellsTwiceAfterASilence", "DoneComesOnceForASilence", around<CallsDoneTwice>},
      {"WaitsTooLong", "DoneComesOnceForASilence", around<WaitsTooLong>},
      {"ForgetsWhoWaitsWhenStopping", "DoneComesOnceWhenStopping", around<ForgetsWhoWaitsWhenStopping>},
      {"NeverStops", "DoneComesOnceWhenStopping", around<NeverStops>},
      {"IsSilentOnceStopped", "DoneComesOnceAfterStopping", around<IsSilentOnceStopped>},
      {"BeginsAgainAfterAPart", "WhatArrivedIsNotSaidAgain", around<BeginsAgainAfterAPart>},
      {"LosesTheEnd", "ALongTextArrivesWhole", around<LosesTheEnd>},
      {"CutsInsideASentence", "ALongTextIsCutAtTheEndOfASentence", around<CutsInsideASentence>},
      {"CutsInsideACharacter", "ALongTextIsNotCutInsideACharacter", around<CutsInsideACharacter>},
      {"LosesTheButtons", "ButtonsAreShownOrNumbered", around<LosesTheButtons>},
      {"ShowsOnlyTheFirstButtons", "TooManyButtonsAreNumbered", around<ShowsOnlyTheFirstButtons>, "wecom_long_connection"},
      {"CountsOne", "EveryPartIsCounted", around<CountsOne>},
      {"MentionsWhomPeopleName", "WhatPeopleWroteIsNoMarkup", around<MentionsWhomPeopleName>},
      {"MakesLinks", "WhatPeopleWroteIsNoMarkup", around<MakesLinks>},
      {"SaysASettledCardAgain", "ASettledCardIsNotSaidAgain", around<SaysASettledCardAgain>},
      {"ForgetsTheMention", "AMentionArrives", around<ForgetsTheMention>},
      {"LogsTheText", "NothingPersonalIsLogged", around<LogsTheText>},
      {"LogsAName", "NothingPersonalIsLogged", around<LogsAName>},
      {"NamesItsSecretAsTheReason", "NothingPersonalIsLogged", around<NamesItsSecretAsTheReason>},
      {"ChecksWithItsSecret", "NothingPersonalIsLogged", around<ChecksWithItsSecret>},
  };
  return all;
}

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class Planted : public ::testing::TestWithParam<Fault> {};

TEST_P(Planted, IsSeen) {
  auto& fault = GetParam();
  auto& check = check_named(fault.check);
  auto right = make_adapter(fault.adapter);
  EXPECT_FALSE(check.run(*right)) << "without the fault there is nothing to complain of";
  auto wrong = fault.around(make_adapter(fault.adapter));
  EXPECT_TRUE(check.run(*wrong));
}

INSTANTIATE_TEST_SUITE_P(All, Planted, ::testing::ValuesIn(faults()), [](auto& info) { return info.param.name; });

TEST(ContractSuite, EveryCheckWasSeenComplaining) {
  std::set<std::string> seen;
  for (auto& fault : faults()) seen.insert(fault.check);
  for (auto& check : checks()) EXPECT_TRUE(seen.contains(check.name)) << check.name;
}

}  // namespace
}  // namespace linli::contract::planted
