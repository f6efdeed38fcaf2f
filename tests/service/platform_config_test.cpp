#include "service/platform/platform_config.hpp"

#include <gtest/gtest.h>

#include "service/knowledge/toml_reader.hpp"

namespace linli::platform_config_test {

struct Read {
  SendingRules rules;
  std::vector<std::string> errors;
};
Read read(std::string_view text) {
  std::vector<ConfigError> errors;
  auto table = parse_toml("p.toml", text, errors);
  Read out;
  TomlReader top(*table, "p.toml", errors);
  out.rules = sending_rules(top);
  top.done();
  for (auto& error : errors) out.errors.push_back(describe(error));
  return out;
}

TEST(SendingRules, AreReadWithSeveralLimits) {
  auto read_in = read(R"(
answer_repeats = "15s"
penalty = "2m"
[[limit]]
ways = ["webhook"]
each = "chat"
most = 18
in = "60s"
kept_back = 3
[[limit]]
each = "account"
most = 1000
in = "1h"
)");
  EXPECT_TRUE(read_in.errors.empty());
  auto& r = read_in.rules;
  EXPECT_EQ(r.answer_repeats, std::chrono::seconds(15));
  EXPECT_EQ(r.pace.penalty, std::chrono::minutes(2));
  ASSERT_EQ(r.pace.limits.size(), 2u);
  EXPECT_EQ(r.pace.limits[0].ways, std::vector<std::string>{"webhook"});
  EXPECT_TRUE(r.pace.limits[0].each);
  EXPECT_EQ(r.pace.limits[0].kept_back, 3u);
  EXPECT_FALSE(r.pace.limits[1].each);
  EXPECT_EQ(r.pace.limits[1].in, std::chrono::hours(1));
}

TEST(SendingRules, WhatIsWrongIsToldWithItsPlace) {
  auto limit = [](std::string_view line) { return read("[[limit]]\neach = \"chat\"\nmost = 5\nin = \"60s\"\n" + std::string(line) + "\n").errors; };
  EXPECT_TRUE(limit("").empty());
  EXPECT_EQ(limit("kept_back = 5").size(), 1u) << "nothing would be left for anything else";
  EXPECT_EQ(limit("way = \"push\"").size(), 1u);
  EXPECT_EQ(read("[[limit]]\neach = \"webhook\"\nmost = 5\nin = \"60s\"\n").errors.size(), 1u);
  EXPECT_EQ(read("[[limit]]\neach = \"chat\"\nmost = 0\nin = \"0s\"\n").errors.size(), 2u);
  EXPECT_TRUE(read("[[limit]]\neach = \"webhook\"\nmost = 5\nin = \"60s\"\n").errors.at(0).starts_with("p.toml:2:8"))
      << read("[[limit]]\neach = \"webhook\"\nmost = 5\nin = \"60s\"\n").errors.at(0);
}

}  // namespace linli::platform_config_test
