// Adapters that are wrong in one thing each. The check that is there for it complains; so a check that is silent was seen speaking.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/contract/check.hpp"
#include "tests/contract/through.hpp"

namespace linli::contract::planted {
namespace {

using enum DeliveryOutcome;
using How = Answer::How;

// ---- who is let in
struct IsDeaf : Through {
  using Through::Through;
  std::vector<Event> submitted() override { return {}; }
};
struct AcceptsAnySignature : Through {
  using Through::Through;
  std::size_t say(const Said& said) override {
    auto well = said;
    well.signature = Signature::right;
    return in->say(well);
  }
};
struct TellsWhyItRefused : Through {
  using Through::Through;
  std::size_t say(const Said& said) override { return why = said.signature, in->say(said); }
  std::optional<Answer> answer(std::size_t number) override {
    auto answer = in->answer(number);
    if (answer && answer->how == How::refused) answer->seen += why == Signature::missing ? " signature is missing" : why == Signature::stale ? " too old" : " wrong signature";
    return answer;
  }
  Signature why{};
};

// ---- what is taken
struct NewKeyForADuplicate : Through {
  using Through::Through;
  std::vector<Event> submitted() override {
    auto events = in->submitted();
    for (std::size_t i = 0; i < events.size(); ++i) events[i].dedupe += "/" + std::to_string(i);
    return events;
  }
};
struct OneKeyForAll : Through {
  using Through::Through;
  std::vector<Event> submitted() override {
    auto events = in->submitted();
    for (auto& event : events) event.dedupe = "key";
    return events;
  }
};
struct StumblesOverWhatIsNew : Through {
  using Through::Through;
  std::size_t say(const Said& said) override { return dropped = said.unknown_fields, in->say(said); }
  std::vector<Event> submitted() override { return dropped ? std::vector<Event>{} : in->submitted(); }
  bool dropped{};
};
struct TakesEventsForMessages : Through {
  using Through::Through;
  std::size_t unknown_event() override { return in->say({.id = "10000077", .text = "event"}); }
};
struct AcknowledgesTooEarly : Through {
  using Through::Through;
  std::optional<Answer> answer(std::size_t number) override {
    auto answer = in->answer(number);
    return answer ? answer : Answer{How::taken, "200\n"};
  }
};
struct TellsThatItWasTaken : Through {                 // whatever the store said
  using Through::Through;
  std::optional<Answer> answer(std::size_t number) override {
    auto answer = in->answer(number);
    if (answer) answer->how = How::taken;
    return answer;
  }
};
struct AsksForDeadLettersAgain : Through {
  using Through::Through;
  std::optional<Answer> answer(std::size_t number) override {
    auto answer = in->answer(number);
    if (answer) answer->how = How::again;
    return answer;
  }
};
struct LeavesTheMentionInTheText : Through {
  using Through::Through;
  std::vector<Event> submitted() override {
    auto events = in->submitted();
    for (auto& event : events)
      if (auto* message = std::get_if<MessageIn>(&event.body)) message->text.insert(0, "@小邻 ");
    return events;
  }
};
struct ForgetsThatItWasMeant : Through {
  using Through::Through;
  std::vector<Event> submitted() override {
    auto events = in->submitted();
    for (auto& event : events)
      if (auto* message = std::get_if<MessageIn>(&event.body)) message->addressed = false;
    return events;
  }
};

// ---- what became of an attempt
struct CallsEverythingSent : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    in->deliver(std::move(words), [done](Delivery end) { end.outcome = sent, done(end); });
  }
};
struct CallsNothingSent : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    in->deliver(std::move(words), [done](Delivery end) {
      if (end.outcome == sent) end.outcome = drop_message, end.why = "no";
      done(end);
    });
  }
};
struct CallsDoneTwice : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    in->deliver(std::move(words), [done](const Delivery& end) { done(end), done(end); });
  }
};
struct WaitsTooLong : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    in->deliver(std::move(words), [this, done](const Delivery& end) { late.push_back(in->scene().time.after(std::chrono::seconds(30), [done, end] { done(end); })); });
  }
  std::vector<Loop::TimerPtr> late;
};
struct ForgetsWhoWaitsWhenStopping : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    in->deliver(std::move(words), [this, done](const Delivery& end) {
      if (!stopping) done(end);
    });
  }
  void stop() override { stopping = true, in->stop(); }
  bool stopping{};
};
struct BeginsAgainAfterAPart : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    words.key += "/" + std::to_string(++attempts);
    in->deliver(std::move(words), std::move(done));
  }
  int attempts{};
};

// ---- what is seen
struct LosesTheEnd : Through {
  using Through::Through;
  std::vector<Seen> seen() override {
    auto parts = in->seen();
    if (!parts.empty()) parts.back().text.resize(parts.back().text.size() / 6 * 3);
    return parts;
  }
};
struct CutsByBytes : Through {                         // a byte later, or a whole character
  CutsByBytes(std::unique_ptr<Harness> inner, std::size_t by) : Through(std::move(inner)), bytes(by) {}
  std::vector<Seen> seen() override {
    auto parts = in->seen();
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      parts[i + 1].text.insert(0, parts[i].text.substr(parts[i].text.size() - bytes));
      parts[i].text.resize(parts[i].text.size() - bytes);
    }
    return parts;
  }
  std::size_t bytes;
};
struct CutsInsideACharacter : CutsByBytes {
  explicit CutsInsideACharacter(std::unique_ptr<Harness> inner) : CutsByBytes(std::move(inner), 1) {}
};
struct CutsInsideASentence : CutsByBytes {
  explicit CutsInsideASentence(std::unique_ptr<Harness> inner) : CutsByBytes(std::move(inner), 9) {}
};
struct LosesTheButtons : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override { words.buttons.clear(), in->deliver(std::move(words), std::move(done)); }
};
struct ShowsOnlyTheFirstButtons : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    if (words.buttons.size() > buttons_most()) words.buttons.resize(buttons_most());
    in->deliver(std::move(words), std::move(done));
  }
};
struct ForgetsTheMention : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override { words.mention.clear(), in->deliver(std::move(words), std::move(done)); }
};

// ---- what is told
struct LogsTheText : Through {
  using Through::Through;
  std::size_t say(const Said& said) override {
    in->scene().notices.info("heard", said.text);
    return in->say(said);
  }
};
struct LogsAName : Through {
  using Through::Through;
  std::size_t say(const Said& said) override {
    in->scene().notices.log->info("heard", {{"from", "金丝雀"}});   // past the notices: found in the log's own lines
    return in->say(said);
  }
};
struct NamesItsSecretAsTheReason : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    in->deliver(std::move(words), [done](Delivery end) { end.why += "_key_canary", done(end); });
  }
};
struct ChecksWithItsSecret : Through {
  using Through::Through;
  std::vector<std::string> checked() override { return {"check.token canary"}; }
};

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
      {"BeginsAgainAfterAPart", "WhatArrivedIsNotSaidAgain", around<BeginsAgainAfterAPart>},
      {"LosesTheEnd", "ALongTextArrivesWhole", around<LosesTheEnd>},
      {"CutsInsideASentence", "ALongTextIsCutAtTheEndOfASentence", around<CutsInsideASentence>},
      {"CutsInsideACharacter", "ALongTextIsNotCutInsideACharacter", around<CutsInsideACharacter>},
      {"LosesTheButtons", "ButtonsAreShownOrNumbered", around<LosesTheButtons>},
      {"ShowsOnlyTheFirstButtons", "TooManyButtonsAreNumbered", around<ShowsOnlyTheFirstButtons>, "wecom_long_connection"},
      {"ForgetsTheMention", "AMentionArrives", around<ForgetsTheMention>},
      {"LogsTheText", "NothingPersonalIsLogged", around<LogsTheText>},
      {"LogsAName", "NothingPersonalIsLogged", around<LogsAName>},
      {"NamesItsSecretAsTheReason", "NothingPersonalIsLogged", around<NamesItsSecretAsTheReason>},
      {"ChecksWithItsSecret", "NothingPersonalIsLogged", around<ChecksWithItsSecret>},
  };
  return all;
}

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
