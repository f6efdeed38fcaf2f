// How many units a second the writer takes: one at a time, and 64 in flight. A figure for ./test, and a floor far below any machine.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <latch>

#include "tests/storage/given.hpp"

namespace linli {
namespace figures_test {
using namespace given;

void figure(const char* name, double per_second) {
  auto* file = std::getenv("LINLI_FIGURES");
  if (!file) return;
  if (auto* out = std::fopen(file, "a")) {
    std::fprintf(out, "storage: %s: %.0f units/s\n", name, per_second);
    std::fclose(out);
  }
}

double units_per_second(Given& g, int round, int flight, int total) {
  std::atomic<int> next{}, left{total};
  std::latch done(1);
  std::function<void()> push = [&] {
    int i = next++;
    if (i >= total) return;
    auto u = unit(message(g, std::to_string(round) + "-" + std::to_string(i), "actor-chen", "group-landlords", "x"),
                  {{key::Sender{}, key::Conversation{}}}, [&](const Records&, const Reading&, const Event&, Instant) {
                    Records landlord;
                    landlord.tenancies.put({});
                    return report_return(g, landlord);
                  });
    u.done = [&](std::expected<Outcome, Refused> o) {
      EXPECT_TRUE(o);
      push();
      if (--left == 0) done.count_down();
    };
    EXPECT_TRUE(g.store->run(std::move(u)));
  };
  auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < flight; ++i) push();
  done.wait();
  return total / std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

TEST(Figures, UnitsThatWaitTogetherAreTakenTogether) {
  Given g;
  units_per_second(g, 0, 64, 200);  // statements are prepared
  auto alone = units_per_second(g, 1, 1, 300);
  auto together = units_per_second(g, 2, 64, 3000);
  figure("whole reports, one at a time", alone);
  figure("whole reports, 64 in flight", together);
  std::printf("one at a time %.0f/s, 64 in flight %.0f/s\n", alone, together);
  EXPECT_GT(together, 50);
}

}  // namespace figures_test
}  // namespace linli
