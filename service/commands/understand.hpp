#pragma once
// `linli understand`: what the reader makes of a sentence, and why; or of a file of messages, for scoring.
#include <expected>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>

#include "bot/understanding/reader.hpp"

namespace linli {

struct UnderstandOptions {
  std::filesystem::path lexicon = "config/lexicon";
  std::string zone = "Asia/Shanghai";
  std::string text;                // a sentence; unused with `jsonl`
  std::string role = "landlord";   // landlord, renter, resident
  std::string chat = "group";      // group, direct
  std::string at;                  // "2020-02-11T09:30" local, or with an offset; empty: `now`
  std::string asked;               // what the bot had just asked, in the words of the label guide: "ask_date", "confirm"
  Instant now;                     // the moment of a sentence without `at`
  bool explain{};                  // the words behind each value and the rules
  bool jsonl{};                    // messages in, one a line, as tests/fixtures/messages.jsonl without `expect`; predictions out
};

// The exit code: 0, or 2 when options, vocabulary or a line of the input are wrong (told on `err`, with file and line).
int run_understand(const UnderstandOptions& options, std::istream& in, std::ostream& out, std::ostream& err);

// One message as the file writes them, and what was understood as the scorer takes it. Used by run_understand and by the tests.
struct LabelledMessage {
  std::string id, family, text;
  Instant sent_at;
  Context context;
};
std::expected<LabelledMessage, std::string> parse_message(const std::string& line, const Zone& zone);
// What a message gets from the bot, as far as it can be told without records: nothing in a group for what is unclear and names nobody.
struct Prediction {
  std::vector<Understood> facts;
  bool speak{};
};
Prediction predict(const Reader& reader, const LabelledMessage& message, RuleProbe* probe = nullptr);
// {"id":…,"expect":[…],"speak":…,"us":…}
std::string to_line(const std::string& id, const Prediction& prediction, double microseconds);

}  // namespace linli
