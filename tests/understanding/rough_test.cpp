// What strangers can send: broken bytes, controls, floods. Nothing falls over, nothing takes long, and nobody is reported by rubbish.
#include <gtest/gtest.h>

#include <ctime>
#include <iostream>

#include "bot/understanding/mentions.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "tests/understanding/floods.hpp"
#include "tests/understanding/reading.hpp"
#include "tests/understanding/score.hpp"

namespace rough_test {

using namespace linli;

using floods::repeated;

void spans_lie_inside(const Reading& r, std::size_t size) {
  auto inside = [&](Span s) { return s.begin <= s.end && s.end <= size; };
  for (auto& c : r.candidates) {
    EXPECT_TRUE(inside(c.clause));
    for (auto& f : c.slots) EXPECT_TRUE(inside(f.words));
  }
  for (auto& f : r.loose) EXPECT_TRUE(inside(f.words));
  for (auto& d : r.doubts) EXPECT_TRUE(inside(d.words));
}

TEST(RoughTexts, OfNothingSayNothing) {
  for (std::string text : {std::string(), std::string(" \t\r\n "), std::string("😀😀😀"), std::string("\x01\x02\x1b\x7f"), std::string(3, '\0'),
                           std::string("\xff\xfe\xc0\xaf\xed\xa0\x80"), std::string("。。，，！！")}) {
    EXPECT_EQ(reading::said(text), "-");
    spans_lie_inside(reading::read(text), text.size());
  }
}

TEST(RoughTexts, BrokenBytesAreReadAsIfTheyWereNotThere) {
  EXPECT_EQ(reading::said("小孔\xff后天\xc3回\xe5\x9b来"), "return_report date=2020-02-13 renter=小孔");
  EXPECT_EQ(reading::said(std::string("小孔\0后天\x07回来", 20)), "return_report date=2020-02-13 renter=小孔");
}

TEST(RoughTexts, CutAnywhereTheyAreStillRead) {
  std::string text = "我家３０２租客小孔２月１９号从湖北孝感回来，一家三口，电话１３８００００１１１１🚄";
  for (std::size_t n = 0; n <= text.size(); ++n) {
    auto part = text.substr(0, n);
    spans_lie_inside(reading::read(part), part.size());
    auto rest = text.substr(n);
    spans_lie_inside(reading::read(rest), rest.size());
  }
}

// Only the beginning of a long text is read, and nothing of it recorded unasked; an identity number is noticed wherever it stands.
TEST(RoughTexts, LongOnesAreReadAtTheirBeginning) {
  auto talk = repeated("今天天气很好，大家出门戴好口罩。", 12'000);
  auto begins = reading::read("我家租客小孔后天从合肥回来。" + talk);
  ASSERT_EQ(begins.candidates.size(), 1U);
  EXPECT_FALSE(begins.candidates[0].clear);
  EXPECT_FALSE(begins.personal_number);
  auto ends = reading::read(talk + "身份证号11010519491231002X");
  EXPECT_TRUE(ends.personal_number);
  EXPECT_TRUE(ends.candidates.empty());
  ASSERT_FALSE(ends.doubts.empty());
  EXPECT_EQ(ends.doubts[0].rule, "too_long");
}

TEST(RoughTexts, OnlyTheBeginningOfLongOnesIsSearchedForDays) {
  namespace u = understanding;
  const u::Words words(*load_lexicon(std::string(LINLI_SOURCE_DIR) + "/config/lexicon").value());
  auto found = [&](const std::string& text) { return u::find_mentions(u::normalise(text), words, {parse_day("2020-02-11").value(), {}}, u::Rules()); };
  auto talk = repeated("天气很好，", 12'000);
  EXPECT_EQ(found("后天回来，" + talk).size(), 1U);
  EXPECT_TRUE(found(talk + "后天回来").empty());
}

// 100 KB of the worst: of long texts the beginning is read, those just short enough are read in bounded time. The figure of the release build
// is told; the limit here is wide enough for a build with sanitizers and far below what a quadratic scan would take.
TEST(RoughTexts, FloodsCostLittle) {
  double worst = 0;
  std::string worst_of;
  for (auto& [part, text] : floods::all()) {
    auto begin = std::clock();  // the processor's time: a busy machine is not the text's cost
    auto reading = reading::read(text);
    double took = 1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC;
    spans_lie_inside(reading, text.size());
    EXPECT_LE(reading.candidates.size(), 100U);
    if (took > worst) worst = took, worst_of = part;
  }
  std::cout << "worst flood: " << worst << " ms, of " << worst_of << "\n";
  score::tell("understanding: worst text of 7 to 100 KB took " + std::to_string(worst) + " ms");
  EXPECT_LT(worst, 400);
}

}  // namespace rough_test
