// Every vector of tests/vectors/ (or of the folder LINLI_VECTORS): the envelope and the decoders agree with what other programs made.
#include <gtest/gtest.h>

#include <functional>
#include <iostream>

#include "tests/wecom/vector_suite.hpp"

namespace vectors_test {

using namespace linli;
using vectors::Json;
using wecom::vector_suite::Report;

TEST(Vectors, OfEveryFileHold) {
  std::size_t files = 0;
  for (auto& file : vectors::read(vectors::folder())) {
    if (!wecom::vector_suite::is_of_wecom(file)) {
      std::cout << file.name << ": not of WeCom's form\n";
      continue;
    }
    ++files;
    auto report = wecom::vector_suite::run(file);
    std::cout << file.name << "\n" << told(report);
    EXPECT_FALSE(report.kinds.empty()) << file.name << " holds nothing";
    for (auto& failure : report.failures) ADD_FAILURE() << file.name << ": " << failure;
  }
  EXPECT_GE(files, 1U) << "no file of vectors in " << vectors::folder();
}

// ---- the suite sees what is wrong: one expectation of every kind is turned

Json ours() { return vectors::read(std::filesystem::path(LINLI_SOURCE_DIR) / "tests" / "vectors").front().content; }

Json& entry(Json& content, const std::string& id) {
  for (auto* list : {"vectors", "http_samples"})
    for (auto& one : content.at(list))
      if (one.at("id") == id) return one;
  throw std::out_of_range(id);
}

struct Planted {
  std::string name;
  std::string told;                              // how the failure begins
  std::function<void(Json& content)> fault;
};
void PrintTo(const Planted& planted, std::ostream* out) { *out << planted.name; }

class AFault : public testing::TestWithParam<Planted> {};

TEST_P(AFault, IsReported) {
  auto content = ours();
  GetParam().fault(content);
  auto report = wecom::vector_suite::run({"planted.json", content});
  ASSERT_FALSE(report.failures.empty());
  EXPECT_TRUE(report.failures.front().starts_with(GetParam().told)) << report.failures.front();
  std::size_t passed = 0, all = 0;
  for (auto& [kind, count] : report.kinds) passed += count.passed, all += count.all;
  EXPECT_EQ(passed + 1, all);
}

void flip(Json& text) {
  auto changed = text.get<std::string>();
  changed.back() = changed.back() == 'a' ? 'b' : 'a';
  text = changed;
}

INSTANTIATE_TEST_SUITE_P(Planted, AFault, testing::Values(
    Planted{"sealed", "enc-zh-short: ", [](Json& c) { flip(entry(c, "enc-zh-short")["expect"]["message"]); }},
    Planted{"signed", "sig-order-2: signed otherwise", [](Json& c) { flip(entry(c, "sig-order-2")["expect"]["msg_signature"]); }},
    Planted{"signed_plain", "sig-oa-plain: signed otherwise", [](Json& c) { flip(entry(c, "sig-oa-plain")["expect"]["signature"]); }},
    Planted{"refused", "bad-padding-33: accepted",
        [](Json& c) { auto good = entry(c, "enc-ascii"); auto& v = entry(c, "bad-padding-33"); v["encrypt"] = good["expect"]["encrypt"];
                      v["msg_signature"] = good["expect"]["msg_signature"]; }},
    Planted{"media", "media-callback-mode: opened otherwise", [](Json& c) { flip(entry(c, "media-callback-mode")["expect"]["file_base64"]); }},
    Planted{"config", "bad-key-length: accepted", [](Json& c) { entry(c, "bad-key-length")["encoding_aes_key"] = std::string(43, 'B'); }},
    Planted{"field", "http-bot-single-voice: text is ", [](Json& c) { flip(entry(c, "http-bot-single-voice")["expect"]["fields"]["text"]); }},
    Planted{"unknown_field", "http-bot-single-voice: a field \"mood\" is not known here",
        [](Json& c) { entry(c, "http-bot-single-voice")["expect"]["fields"]["mood"] = "good"; }},
    Planted{"url_check", "http-verify-app: answer is ", [](Json& c) { flip(entry(c, "http-verify-app")["expect"]["body"]); }},
    Planted{"reply", "http-bot-mixed: its signature is refused", [](Json& c) { flip(entry(c, "http-bot-mixed")["token"]); }},
    Planted{"frame", "frame 3: not understood", [](Json& c) { c["long_connection_transcript"]["frames"][2]["frame"].erase("headers"); }},
    Planted{"unknown_kind", "enc-ascii: no vectors of the kind \"guess\" are known", [](Json& c) { entry(c, "enc-ascii")["kind"] = "guess"; }}),
    [](auto& info) { return info.param.name; });

}  // namespace vectors_test
