// The fuzz targets' corpora, replayed: seeds, and every input that once broke something (fuzz/corpus/<target>/).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "fuzz/target.hpp"

namespace corpora_test {

namespace fs = std::filesystem;
using Target = void (*)(std::string_view);

const fs::path& corpora() {
  static const fs::path folder = fs::path(LINLI_SOURCE_DIR) / "fuzz" / "corpus";
  return folder;
}

// In memory of just its size: the address sanitizer sees the first byte read beyond it.
std::vector<char> bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
  bytes.shrink_to_fit();
  return bytes;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  return files;
}

// The inputs of a folder that break a promise, and how many there were.
struct Replay {
  std::vector<std::string> broken;
  std::size_t inputs{};
};
Replay replay(Target target, const std::vector<fs::path>& files) {
  Replay out;
  for (auto& file : files) {
    auto bytes = bytes_of(file);
    ++out.inputs;
    try {
      target({bytes.data(), bytes.size()});
    } catch (const linli::fuzz::Broken& broken) {
      out.broken.push_back(file.filename().string() + ": " + broken.what());
    }
  }
  return out;
}

void holds_for_its_corpus(const char* name, Target target) {
  auto done = replay(target, files_of(corpora() / name));
  EXPECT_GE(done.inputs, 3U);
  for (auto& broken : done.broken) ADD_FAILURE() << broken;
  EXPECT_NO_THROW(target({}));
}

TEST(FuzzedBefore, HeadsOfRequestsAreStillSafe) { holds_for_its_corpus("head_scan", linli::fuzz::head_scan); }
TEST(FuzzedBefore, FramesFromThePageAreStillSafe) { holds_for_its_corpus("page_frame", linli::fuzz::page_frame); }
TEST(FuzzedBefore, MessagesAreStillSafe) { holds_for_its_corpus("message", linli::fuzz::message); }
TEST(FuzzedBefore, TablesAreStillSafe) { holds_for_its_corpus("table", linli::fuzz::table); }
TEST(FuzzedBefore, ButtonKeysAreStillSafe) { holds_for_its_corpus("button_key", linli::fuzz::button_key); }
TEST(FuzzedBefore, SettingsAreStillSafe) { holds_for_its_corpus("settings", linli::fuzz::settings); }
TEST(FuzzedBefore, TemplatesAreStillSafe) { holds_for_its_corpus("template_text", linli::fuzz::template_text); }
TEST(FuzzedBefore, CallbacksOfWeComAreStillSafe) { holds_for_its_corpus("wecom_callback", linli::fuzz::wecom_callback); }
TEST(FuzzedBefore, FramesOfWeComAreStillSafe) { holds_for_its_corpus("wecom_frame", linli::fuzz::wecom_frame); }

// A folder without its test would be replayed by nobody.
TEST(FuzzedBefore, EveryCorpusHasItsTest) { EXPECT_EQ(files_of(corpora()).size(), 9U); }

TEST(ABrokenPromise, IsSeenWithItsInput) {
  auto keys_never_begin_with_q = [](std::string_view bytes) { linli::fuzz::hold(!bytes.starts_with("q:"), "no key begins with q"); };
  auto done = replay(keys_never_begin_with_q, {corpora() / "button_key" / "question"});
  EXPECT_EQ(done.broken, std::vector<std::string>{"question: no key begins with q"});
}

}  // namespace corpora_test
