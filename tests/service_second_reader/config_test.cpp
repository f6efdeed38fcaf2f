// [second_reader] is checked at start; without it nothing is asked anywhere.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "service/second_reader/endpoint.hpp"
#include "tests/storage/given.hpp"

namespace second_reader_config_test {
using namespace linli;
using namespace linli::second_reader;

struct Written {
  given::Folder folder;
  std::expected<std::optional<Config>, std::vector<ConfigError>> load(const std::string& toml, unsigned key_mode = 0600) {
    std::ofstream(folder.path / "linli.toml") << toml;
    std::ofstream(folder.path / "key") << "made-up-key\n";
    std::filesystem::permissions(folder.path / "key", std::filesystem::perms(key_mode));
    return second_reader::load(folder.path / "linli.toml");
  }
  std::string wrong(const std::string& toml, unsigned key_mode = 0600) {
    auto got = load(toml, key_mode);
    return got ? "" : got.error().front().reason;
  }
};

TEST(SecondReaderConfig, IsAbsentInWhatIsDelivered) {
  auto got = second_reader::load(LINLI_SOURCE_DIR "/config/linli.toml");
  ASSERT_TRUE(got);
  EXPECT_FALSE(got->has_value());
}

TEST(SecondReaderConfig, NamesAddressKeyModelAndBounds) {
  Written w;
  auto got = w.load("[second_reader]\naddress = \"https://reader.example/v1/chat/completions\"\nkey = \"file:key\"\nmodel = \"made-up\"\nlimit_ms = 2000\nat_once = 3\ndaily = 50\n");
  ASSERT_TRUE(got && *got);
  EXPECT_EQ((*got)->limit, std::chrono::milliseconds(2000));
  EXPECT_EQ((*got)->at_once, 3u);
  EXPECT_EQ((*got)->daily, 50u);
  EXPECT_EQ(allowed(**got).hosts, std::vector<std::string>{"reader.example"});
  EXPECT_FALSE(allowed(**got).plain);
  EXPECT_FALSE(allowed(**got).inner);
}

TEST(SecondReaderConfig, RefusesWhatIsWrongWithItsReason) {
  Written w;
  std::string good = "[second_reader]\nmodel = \"m\"\nkey = \"file:key\"\n", address = "address = \"https://reader.example/v1/chat/completions\"\n";
  EXPECT_EQ(w.wrong(good + address), "");
  EXPECT_NE(w.wrong(good + "address = \"http://reader.example/v1\"\n").find("scheme"), std::string::npos);
  EXPECT_NE(w.wrong(good + "address = \"https://127.0.0.1/v1\"\n"), "");
  EXPECT_NE(w.wrong(good + "address = \"https://u:p@reader.example/v1\"\n"), "");
  EXPECT_NE(w.wrong(good), "");                                                       // no address
  EXPECT_NE(w.wrong(good + address + "limit_ms = 4001\n"), "");
  EXPECT_NE(w.wrong(good + address + "limits = 4\n"), "");
  EXPECT_NE(w.wrong(good + address, 0644), "");                                       // others can read the key
  EXPECT_NE(w.wrong("[second_reader]\nmodel = \"m\"\n" + address), "");             // a stranger's house without a key
  EXPECT_NE(w.wrong("[second_reader]\nmodel = \"m\"\nkey = \"made-up-key\"\n" + address), "");   // the secret itself
  EXPECT_EQ(w.wrong("[second_reader]\nmodel = \"m\"\ninner = true\naddress = \"http://127.0.0.1:8000/v1/chat/completions\"\n"), "");
}

}  // namespace second_reader_config_test
