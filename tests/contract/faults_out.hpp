#pragma once
// Adapters that send wrongly, in one thing each.
#include <functional>
#include <memory>
#include <vector>

#include "tests/contract/through.hpp"

namespace linli::contract::planted {

using enum DeliveryOutcome;

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
struct NeverStops : Through {
  using Through::Through;
  bool stopped() override { return false; }
};
struct IsSilentOnceStopped : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    if (!stopping) in->deliver(std::move(words), std::move(done));
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
struct CountsOne : Through {
  using Through::Through;
  std::uint32_t cost(const Outgoing&) override { return 1; }
};
struct MentionsWhomPeopleName : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    if (words.text.find("<@") != std::string::npos) words.mention = member();
    in->deliver(std::move(words), std::move(done));
  }
};
struct MakesLinks : Through {
  using Through::Through;
  std::vector<Seen> seen() override {
    auto parts = in->seen();
    for (auto& part : parts)
      if (auto at = part.text.find("http://x.invalid"); at != std::string::npos) part.text.erase(at, 16);
    return parts;
  }
};
struct SaysASettledCardAgain : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override { words.replaces.reset(), in->deliver(std::move(words), std::move(done)); }
};
struct ForgetsTheMention : Through {
  using Through::Through;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override { words.mention.clear(), in->deliver(std::move(words), std::move(done)); }
};

}  // namespace linli::contract::planted
