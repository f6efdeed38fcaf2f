// kill -9 while requests are answered with words: what left in an answer is the same at the repeat, sent once, and nothing waits for ever.
#include <unistd.h>

#include <map>
#include <sstream>

#include "tests/child.hpp"
#include "tests/storage/given.hpp"

namespace linli {
namespace claims_kill_test {
using namespace given;

constexpr auto repeats = std::chrono::seconds(20);

std::expected<Outcome, Refused> ask(Given& g, const std::string& id, Instant io) {
  auto event = message(g, id, "actor-zhou", "d:actor-zhou", "x");
  event.passive = true;
  auto u = unit(std::move(event), {{key::Sender{}}}, [&](auto&&...) {
    Say say;
    say.parts.push_back({Act::say, "help", {}});
    say.to = ToPerson{g.landlord};
    Decision d;
    d.says.push_back(std::move(say));
    return d;
  });
  u.io_now = io;
  u.answer_repeats = repeats;
  return run(*g.store, std::move(u));
}

std::string words_of(Given& g, SayId id, const std::string& fresh) {
  std::optional<AnswerWords> words;
  write(*g.store, [&](Writes& w) {
    auto begun = w.begin_answer(id, at(11));
    if (begun) words = begun->words;
  });
  if (!words) write(*g.store, [&](Writes& w) { words = w.hand_out(id, {fresh, {}}); });
  return words ? words->text : std::string();
}

// Answers one request after the other; tells the pipe before words leave ("w"), and when the answer's end is written down ("s").
[[noreturn]] void live(Given& g, int from, int out) {
  g.open();
  write(*g.store, [](Writes& w) { w.recover_attempts(); });
  auto tell = [&](const std::string& line) {
    if (::write(out, line.data(), line.size()) != ssize_t(line.size())) ::_exit(2);
  };
  for (int i = from;; ++i) {
    auto heard = ask(g, "m" + std::to_string(i), at(11));
    if (!heard || !heard->claimed) ::_exit(4);
    auto words = words_of(g, *heard->claimed, "words-" + std::to_string(i) + "-" + std::to_string(::getpid()));
    tell("w " + std::to_string(i) + " " + std::to_string(heard->claimed->value) + " " + words + "\n");
    write(*g.store, [&](Writes& w) { w.answered(*heard->claimed, "r", at(11)); });
    tell("s " + std::to_string(i) + " " + std::to_string(heard->claimed->value) + " " + words + "\n");
  }
}

struct Left {
  SayId say;
  std::string words;
  bool settled{};
};

TEST(ClaimsKilled, TheSameWordsAreGivenAgainAndNothingIsSaidTwice) {
  Given g;
  g.close();
  std::map<int, Left> left;
  int from = 0;
  for (int round = 0; round < 20; ++round) {
    auto text = Child([&](int out) { live(g, from, out); }).killed_after(std::size_t(1 + 5 * round % 11));
    std::istringstream lines(text.substr(0, text.rfind('\n') + 1));
    for (std::string what, words; lines >> what;) {
      int i = 0;
      std::int64_t say = 0;
      lines >> i >> say >> words;
      auto& one = left[i];
      if (!one.words.empty()) EXPECT_EQ(one.words, words) << "message " << i << " was answered with other words";
      one = {SayId{say}, words, one.settled || what == "s"};
      from = std::max(from, i);            // the platform repeats the last one
    }
  }
  g.open();
  ASSERT_TRUE(write(*g.store, [](Writes& w) { w.recover_attempts(); }));
  ASSERT_GT(left.size(), 20u);
  for (auto& [i, one] : left) {
    auto again = ask(g, "m" + std::to_string(i), at(11));
    ASSERT_TRUE(again && again->repeated) << i;
    ASSERT_EQ(again->claimed, one.say) << i;
    EXPECT_EQ(words_of(g, one.say, "other"), one.words) << i;
  }
  // Past the repeat time what nobody settled is uncertain, and nothing else waits.
  ASSERT_TRUE(write(*g.store, [](Writes& w) { w.lapse_claims(at(12)); }));
  for (auto& row : read(*g.store, [](Reads& r) { return r.ready_says(Instant::max(), Instant::max(), 1000); })) {
    if (!row.uncertain) continue;          // claimed and killed before any words: planned again
    for (auto& [i, one] : left) EXPECT_FALSE(one.say == row.id && one.settled) << i;
  }
}

}  // namespace claims_kill_test
}  // namespace linli
