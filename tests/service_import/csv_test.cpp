#include "service/import/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace csv_test {
using namespace linli;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::vector<std::string>> rows(std::string_view text) {
  auto sheet = read_csv(text, "a.csv");
  std::vector<std::vector<std::string>> out;
  if (!sheet) {
    ADD_FAILURE() << describe(sheet.error().front());
    return out;
  }
  for (auto& row : sheet->rows) {
    out.emplace_back();
    for (auto& cell : row) out.back().push_back(cell.text);
  }
  return out;
}
std::vector<std::string> errors(std::string_view text) {
  auto sheet = read_csv(text, "a.csv");
  std::vector<std::string> out;
  if (!sheet)
    for (auto& e : sheet.error()) out.push_back(describe(e));
  return out;
}

TEST(Csv, QuotesHoldCommasLinesAndQuotes) {
  EXPECT_THAT(rows("a,b\n\"1,2\",\"x\"\"y\"\n\"two\nlines\",\"\"\n"),
              ElementsAre(ElementsAre("1,2", "x\"y"), ElementsAre("two\nlines", "")));
}
TEST(Csv, ByteOrderMarkAndCarriageReturnsAreNoContent) {
  auto sheet = read_csv("\xEF\xBB\xBF" "key,name\r\n1, 小王 \r\n\r\n2,\"李\"\r\n", "a.csv");
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->header[0].text, "key");
  ASSERT_EQ(sheet->rows.size(), 2U);
  EXPECT_EQ(sheet->rows[0][1].text, "小王");
  EXPECT_EQ(sheet->rows[1][1].text, "李");
  EXPECT_EQ(sheet->rows[1][0].line, 4);
}
TEST(Csv, TheLastLineNeedsNoEnd) { EXPECT_THAT(rows("a,b\n1,2"), ElementsAre(ElementsAre("1", "2"))); }
TEST(Csv, CellsKnowWhereTheyStand) {
  auto sheet = read_csv("a,b\n南浜新村,x\n\"1\n2\",y\nz,w\n", "a.csv");
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->rows[0][1].column, 6);
  EXPECT_EQ(sheet->rows[1][1].line, 4);
  EXPECT_EQ(sheet->rows[2][0].line, 5);
}
TEST(Csv, LinesOfAnotherLengthAreTold) {
  EXPECT_THAT(errors("a,b\n1\n1,2\n1,2,3\n"), ElementsAre("a.csv:2:1: this line has 1 columns, the first line has 2",
                                                          "a.csv:4:1: this line has 3 columns, the first line has 2"));
}
TEST(Csv, QuotesInTheWrongPlaceAreTold) {
  EXPECT_THAT(errors("a,b\n1,x\"y\"\n"), testing::Contains(HasSubstr("a.csv:2:4: a quote inside a value")));
  EXPECT_THAT(errors("a,b\n\"1\"2,3\n"), testing::Contains(HasSubstr("a.csv:2:4: after a closing quote")));
  EXPECT_THAT(errors("a,b\n1,\"2\n3,4\n"), testing::Contains(HasSubstr("a.csv:2:3: a quote that is not closed")));
}
TEST(Csv, OnlyUtf8IsRead) {
  EXPECT_THAT(errors("a,b\n1,\xC4\xE3\n"), ElementsAre("a.csv:2:3: this is not UTF-8 text; save the table as \"CSV UTF-8\""));
  EXPECT_THAT(errors("a,b\n1,\xED\xA0\x80\n"), ElementsAre(HasSubstr("not UTF-8")));
  EXPECT_THAT(errors(std::string_view("a,b\n1,\0\n", 8)), ElementsAre("a.csv:2:3: a control character stands here"));
}
TEST(Csv, AnEmptyFileIsNoTable) { EXPECT_THAT(errors("\n\n"), ElementsAre("a.csv: the file is empty: its first line must name the columns")); }
TEST(Csv, ManyFaultsAreCutShort) {
  std::string text = "a,b\n";
  for (int i = 0; i < 1000; ++i) text += "1\n";
  EXPECT_EQ(errors(text).size(), 50U);
}

}  // namespace csv_test
