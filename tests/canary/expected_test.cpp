// What Linli needs of its compiler and library, as tests: whoever changes either one sees here first whether the house still stands.
#include <gtest/gtest.h>

#include <chrono>
#include <expected>
#include <string>

namespace canary_expected {

std::expected<int, std::string> half(int n) {
  if (n % 2) return std::unexpected("odd");
  return n / 2;
}

// (This library's expected has no and_then and no transform yet: plain `if (!x) return …`.)
TEST(Library, ExpectedHoldsAValueOrAnError) {
  EXPECT_EQ(half(8).value_or(0), 4);
  EXPECT_EQ(half(7).error(), "odd");
}

TEST(Library, CalendarTypesKnowALeapDay) {
  using namespace std::chrono;
  EXPECT_EQ(sys_days(2020y / February / 28) + days(2), sys_days(2020y / March / 1));
}

}  // namespace canary_expected
