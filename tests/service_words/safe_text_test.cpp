#include "service/words/safe_text.hpp"
#include "service/words/short_address.hpp"

#include <gtest/gtest.h>

#include <string>

namespace safe_text_test {
using namespace linli;

TEST(SafeText, DirectionAndControlCharactersAreGone) {
  EXPECT_EQ(plain_value("小\u202E王\u200B\x07\uFEFF"), "小王");
  EXPECT_EQ(plain_value("小\u2066王\u2069"), "小王");
}
TEST(SafeText, LinesBecomeBlanks) { EXPECT_EQ(plain_value(" 小王\n\n请付款\t快 "), "小王 请付款 快"); }
TEST(SafeText, WhatIsNotUtf8IsLeftOut) {
  EXPECT_EQ(plain_value("a\xFF\xC3(\xED\xA0\x80王"), "a(王");
  EXPECT_EQ(plain_value("\xE7\x8E"), "");
}
TEST(SafeText, NamesAreCutAtCharacters) {
  std::string longer;
  for (int i = 0; i < 70; ++i) longer += "王";
  auto cut = plain_value(longer, longest_name);
  EXPECT_EQ(count_characters(cut), longest_name + 1);
  EXPECT_TRUE(cut.ends_with("…"));
}
TEST(SafeText, BytesAreCountedInCharacters) {
  std::string text = "我家301";
  EXPECT_EQ(characters_before(text, 0), 0U);
  EXPECT_EQ(characters_before(text, 6), 2U);
  EXPECT_EQ(characters_before(text, 4), 1U);
  EXPECT_EQ(characters_before(text, 100), 5U);
}

TEST(ShortAddress, NamesWhatSeveralAddressesShare) {
  EXPECT_EQ(short_address({}), "");
  EXPECT_EQ(short_address({"南浜新村68号301"}), "南浜新村68号301");
  EXPECT_EQ(short_address({"南浜新村68号201", "南浜新村68号202", "南浜新村68号301"}), "南浜新村68号");
  EXPECT_EQ(short_address({"南浜新村64号201", "南浜新村65号301"}), "南浜新村");
  EXPECT_EQ(short_address({"罗溪路12号", "南浜新村60号201"}), "罗溪路12号 +1");
  EXPECT_EQ(short_address({"\xE5\x8D\x97", "\xE5\x8D\x98"}), "\xE5\x8D\x97 +1");   // two characters with the same first bytes
}

TEST(SafeText, NumbersOfPeopleAreNotPassedOnAHotlineIs) {
  EXPECT_EQ(without_numbers("打138 0000-1111或者021-12345678"), "打***或者021-12345678");
  EXPECT_EQ(without_numbers("证件31010119900101123x,12345678901234567890"), "证件***,12345678901234567890");
  EXPECT_EQ(without_numbers("+86 13800001111"), "+***");
  EXPECT_EQ(without_numbers("68号301 37.5度 20200215"), "68号301 37.5度 20200215");
}

}  // namespace safe_text_test
