// Sentences of our own for each kind of fact, in the words of landlords; and ordinary talk on which the bot keeps silent.
#include <gtest/gtest.h>

#include "tests/understanding/reading.hpp"
#include "tests/understanding/score.hpp"

namespace wordings_test {

// tests/understanding/wordings.txt: "text => what is said"; lines beginning with # are headings.
TEST(Wordings, SayWhatIsWrittenBesideThem) {
  int n = 0;
  for (auto& line : score::lines_of(std::string(LINLI_SOURCE_DIR) + "/tests/understanding/wordings.txt")) {
    if (line.starts_with("#")) continue;
    auto arrow = line.find(" => ");
    ASSERT_NE(arrow, std::string::npos) << line;
    EXPECT_EQ(reading::said(line.substr(0, arrow)), line.substr(arrow + 4)) << line;
    ++n;
  }
  EXPECT_GE(n, 150);
}

TEST(OrdinaryTalk, GetsNoWord) {
  int n = 0;
  for (auto& line : score::lines_of(std::string(LINLI_SOURCE_DIR) + "/tests/understanding/ordinary.txt")) {
    if (line.starts_with("#")) continue;
    EXPECT_EQ(reading::said(line), "-") << line;
    ++n;
  }
  EXPECT_GE(n, 150);
}

}  // namespace wordings_test
