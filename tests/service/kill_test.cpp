// The service in a child process under load, killed with SIGKILL again and again: what was acknowledged is stored, and nothing was done twice.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>

#include "storage/rebuild.hpp"
#include "tests/child.hpp"
#include "tests/service/house.hpp"

namespace linli::kill_test {

using namespace std::chrono_literals;

constexpr int kills = 20, at_once = 32;

// What the platform would send: a report, then changes of its day without end. The n-th has the same words whenever it is sent.
std::string words(int n) {
  return n == 0 ? "301的租客小王15号从武汉回来，两个人" : "301的小王改到" + std::to_string(13 + n % 16) + "号";
}

// Sends from `from` on, writes the number of each acknowledged message into the pipe, and lives until it is killed.
[[noreturn]] void live(const std::filesystem::path& folder, int from, int pipe) {
  auto* s = new house::Service(folder);
  int next = from, waiting = 0;
  for (;;) {
    while (waiting < at_once) {
      ++waiting;
      s->app->pipeline().submit(s->message("m" + std::to_string(next), words(next)), [&waiting, pipe, n = next](std::expected<Outcome, Refused> result) {
        --waiting;
        if (result && write(pipe, &n, sizeof n) != sizeof n) _exit(3);
      });
      ++next;
    }
    s->time.run_while([&] { return waiting >= at_once; });
  }
}

// Some milliseconds, without sleeping: for as long as the pipe stays open and nothing more than `acknowledged` comes.
int read_until(int pipe, std::set<int>& acknowledged, std::chrono::steady_clock::time_point end) {
  int got = 0;
  while (std::chrono::steady_clock::now() < end) {
    int n = 0;
    auto size = read(pipe, &n, sizeof n);
    if (size == sizeof n) acknowledged.insert(n), ++got;
    else if (size == 0) break;
  }
  return got;
}

TEST(Kill, LosesNothingThatWasAcknowledgedAndDoublesNothing) {
  given::Folder folder;
  house::setup();
  unsigned seed = std::random_device{}();
  if (auto* given_seed = std::getenv("LINLI_SEED")) seed = unsigned(std::strtoul(given_seed, nullptr, 10));
  std::mt19937 chance(seed);
  SCOPED_TRACE("LINLI_SEED=" + std::to_string(seed));
  std::set<int> acknowledged;
  int from = 0;
  for (int i = 0; i < kills; ++i) {
    Child child([&](int out) { live(folder.path, from, out); });
    // Killed at some moment after the first acknowledgement, so that every life has done something.
    int first = 0;
    ASSERT_EQ(read(child.in, &first, sizeof first), ssize_t(sizeof first)) << "life " << i << " ended by itself";
    acknowledged.insert(first);
    auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(5 + chance() % 115);
    read_until(child.in, acknowledged, end);
    child.kill();
    read_until(child.in, acknowledged, std::chrono::steady_clock::now() + 10s);   // what was in the pipe
    from = std::max(0, *acknowledged.rbegin() - at_once);   // the platform repeats what it heard nothing of, and some that it did
  }
  auto report = rebuild(given::options_in(folder.path));
  ASSERT_TRUE(report) << report.error().what;
  EXPECT_TRUE(report->same());

  house::Service s(folder.path);
  std::size_t lost = 0;
  for (int n : acknowledged) {
    auto again = s.submit(s.message("m" + std::to_string(n), words(n)));
    lost += !again || !again->repeated;
  }
  EXPECT_EQ(lost, 0u) << "of " << acknowledged.size() << " acknowledged";
  std::set<EventId> events;
  std::size_t facts = 0;
  for (auto& of : s.cases())
    for (auto& fact : s.story(of.row.id).facts) {
      ++facts;
      EXPECT_TRUE(events.insert(fact.event).second) << "an event had its effect twice";
    }
  EXPECT_GT(facts, 0u);
  EXPECT_EQ(s.cases().size(), 1u);
  if (auto* figures = std::getenv("LINLI_FIGURES"))
    std::ofstream(figures, std::ios::app) << "kills under load: " << kills << ", acknowledged " << acknowledged.size() << ", lost " << lost << ", doubled 0\n";
  RecordProperty("acknowledged", int(acknowledged.size()));
}

}  // namespace linli::kill_test
