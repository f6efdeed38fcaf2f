#include "adapters/wecom/media.hpp"

#include <gtest/gtest.h>

#include "adapters/wecom/base64.hpp"
#include "tests/vectors/vectors.hpp"
#include "tests/wecom/fakes.hpp"

namespace linli::wecom::media_test {

using namespace std::chrono_literals;
using namespace fakes;
using Got = MediaIn::Got;

struct WecomMedia : testing::Test {
  Home home;
  App app;
  Options set = options();
  std::shared_ptr<Media> media = make_media(home.house, set, &app);
  std::vector<MediaIn> got;

  void fetch(Attached what, std::chrono::microseconds budget = 30s) {
    media->fetch(std::move(what), home.time.steady() + budget, [this](MediaIn one) { got.push_back(std::move(one)); });
  }
  static Attached at(const std::string& url, SecretPtr key = {}) { return {MediaKind::picture, secret(url), {}, std::move(key)}; }
  static http::Response answer(std::string body, int status = 200) { return {.status = status, .headers = {}, .body = std::move(body), .shared = {}}; }
};

TEST_F(WecomMedia, TheRecordedFilesAreOpenedWithBothKindsOfKeys) {
  int seen = 0;
  for (auto& file : vectors::read(vectors::folder())) {
    if (!file.content.contains("vectors")) continue;
    for (auto& vector : file.content.at("vectors")) {
      if (vectors::text_of(vector, "kind") != "media_decrypt") continue;
      ++seen;
      auto text = [&](const char* name) { return vectors::text_of(vector, name); };
      // The callback's files are opened by its own EncodingAESKey.
      bool own = text("aeskey").size() == 43;
      if (own) EXPECT_TRUE(set.bot->callback->key->use([&](auto& key) { return key == text("aeskey"); }));
      fetch(at("https://files.example.invalid/a?sign=x%3D1", own ? nullptr : secret(text("aeskey"))));
      home.calls.answer(answer(*from_base64(text("file_encrypted_base64"), DiscardedBits::zero)));
      ASSERT_FALSE(got.empty());
      EXPECT_EQ(got.back().got, Got::whole) << text("id");
      EXPECT_EQ(to_base64(got.back().bytes), vectors::text_of(vector.at("expect"), "file_base64")) << text("id");
    }
  }
  EXPECT_GE(seen, 2);
}

TEST_F(WecomMedia, NothingIsAskedOfAHostThatIsNotOnTheList) {
  for (std::string url : {"https://elsewhere.invalid/a", "http://files.example.invalid/a", "https://127.0.0.1/a", "https://files.example.invalid@elsewhere.invalid/",
           "https://[::ffff:127.0.0.1]/", "file:///etc/passwd", ""}) {
    fetch(at(url));
    ASSERT_EQ(got.size(), 1u) << url;
    EXPECT_EQ(got[0].got, Got::not_fetched) << url;
    got.clear();
  }
  EXPECT_TRUE(home.calls.made.empty());
}

TEST_F(WecomMedia, WhatIsTooLongIsSaidToBe) {
  fetch(at("https://files.example.invalid/a"));
  EXPECT_EQ(home.calls.made.at(0).most, set.media_bytes + 32);
  home.calls.answer(std::unexpected(http::CallFailed{http::Failure::too_large, "too_large"}));
  EXPECT_EQ(got.at(0).got, Got::too_large);
  EXPECT_TRUE(got[0].bytes.empty());
}

TEST_F(WecomMedia, ASecondTryIsMadeWhileThereIsTime) {
  fetch(at("https://files.example.invalid/a"));
  home.calls.answer(answer("", 502));
  EXPECT_TRUE(got.empty());
  home.calls.answer(std::unexpected(http::CallFailed{http::Failure::no_answer, "timeout"}));
  EXPECT_EQ(got.at(0).got, Got::not_fetched);
  EXPECT_EQ(home.calls.made.size(), 2u);
  fetch(at("https://files.example.invalid/a"), 900ms);
  home.calls.answer(answer("", 502));
  EXPECT_EQ(got.size(), 2u);
}

TEST_F(WecomMedia, WhatCannotBeOpenedIsNotFetched) {
  fetch(at("https://files.example.invalid/a"));
  home.calls.answer(answer("not encrypted at all"));
  EXPECT_EQ(got.at(0).got, Got::not_fetched);
}

TEST_F(WecomMedia, TheApplicationsMediaComesPlain) {
  app.media_answer = "#!AMR\n....";
  fetch({MediaKind::voice, nullptr, "MED1", nullptr});
  ASSERT_EQ(got.size(), 1u);
  EXPECT_EQ(got[0].got, Got::whole);
  EXPECT_EQ(got[0].type, "audio/amr");
  EXPECT_EQ(got[0].bytes, "#!AMR\n....");
  app.media_answer = std::string(set.media_bytes + 1, 'x');
  fetch({MediaKind::voice, nullptr, "MED1", nullptr});
  EXPECT_EQ(got.at(1).got, Got::too_large);
}

TEST_F(WecomMedia, EightAtOnceAndTheOthersWaitInLineUntilTheirTimeIsOver) {
  for (int i = 0; i < 10; ++i) fetch(at("https://files.example.invalid/a"), i == 9 ? 2s : 30s);
  EXPECT_EQ(home.calls.made.size(), 8u);
  home.pass(2s);
  ASSERT_EQ(got.size(), 1u);
  EXPECT_EQ(got[0].got, Got::not_fetched);
  home.calls.answer(answer("x", 200));
  EXPECT_EQ(home.calls.made.size(), 9u);
}

TEST(WecomMediaType, IsReadFromTheContent) {
  using namespace std::string_view_literals;
  EXPECT_EQ(type_of("\xff\xd8\xff\xe0"sv), "image/jpeg");
  EXPECT_EQ(type_of("\x89PNG\r\n\x1a\n"sv), "image/png");
  EXPECT_EQ(type_of("GIF89a"sv), "image/gif");
  EXPECT_EQ(type_of("RIFF\0\0\0\0WEBPVP8 "sv), "image/webp");
  EXPECT_EQ(type_of("RIFF\0\0\0\0WAVEfmt "sv), "audio/wav");
  EXPECT_EQ(type_of("#!AMR\n"sv), "audio/amr");
  EXPECT_EQ(type_of("\x02#!SILK_V3"sv), "audio/silk");
  EXPECT_EQ(type_of("ID3\x04"sv), "audio/mpeg");
  EXPECT_EQ(type_of("\xff\xfb\x90\x00"sv), "audio/mpeg");
  EXPECT_EQ(type_of("\0\0\0\x18" "ftypmp42"sv), "video/mp4");
  EXPECT_EQ(type_of("%PDF-1.7"sv), "application/pdf");
  EXPECT_EQ(type_of("PK\x03\x04....word/document.xml"sv), "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(type_of("PK\x03\x04....a.txt"sv), "application/zip");
  for (auto text : {""sv, "\xff"sv, "\xff\xff\xff\xff"sv, "<html>"sv, "MZ"sv}) EXPECT_EQ(type_of(text), "application/octet-stream");
}

}  // namespace linli::wecom::media_test
