#pragma once
// Adapters that hear wrongly, or tell wrongly what they heard, in one thing each.
#include <string>
#include <vector>

#include "tests/contract/through.hpp"

namespace linli::contract::planted {

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
struct PassesOnWhatIsTooLong : Through {
  using Through::Through;
  std::vector<Event> submitted() override {
    auto events = in->submitted();
    for (auto& event : events)
      if (auto* message = std::get_if<MessageIn>(&event.body); message && message->text.size() > 11'000) message->text += message->text;
    return events;
  }
};
struct CutsWhatIsHeardInsideACharacter : Through {
  using Through::Through;
  std::vector<Event> submitted() override {
    auto events = in->submitted();
    for (auto& event : events)
      if (auto* message = std::get_if<MessageIn>(&event.body); message && message->text.size() > 11'000) message->text.pop_back();
    return events;
  }
};
struct AnswersWithoutWords : Through {
  using Through::Through;
  std::vector<Seen> seen() override { return {}; }
};
struct SaysItsAnswerTwice : Through {
  using Through::Through;
  std::vector<Seen> seen() override {
    auto parts = in->seen(), twice = parts;
    return twice.insert(twice.end(), parts.begin(), parts.end()), twice;
  }
};
struct KeepsLateWords : Through {
  using Through::Through;
  std::vector<Seen> seen() override { return in->scene().replies.settled.clear(), in->seen(); }
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

}  // namespace linli::contract::planted
