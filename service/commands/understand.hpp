#pragma once
// `linli understand`: what the reader makes of a sentence, and why; or of a file of messages, for scoring.
#include <expected>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "bot/understanding/reader.hpp"

namespace linli {

// One message as the file writes them, and what was understood as the scorer takes it. Used by run_understand and by the tests.
struct LabelledMessage {
  std::string id, family, text;
  Instant sent_at;
  Context context;
};
// What a message is read as, as far as it can be told without records: nothing in a group for what is unclear and names nobody. `speak`: whether
// what was read gets a word; what else is said to whoever writes to the bot itself (a menu, what can be said) is no reading.
struct Prediction {
  std::vector<Understood> facts;
  bool speak{};
};

struct UnderstandOptions {
  std::filesystem::path lexicon = "config/lexicon";
  std::string zone = "Asia/Shanghai";
  std::string text;                // a sentence; unused with `jsonl`
  std::string role = "landlord";   // landlord, renter, resident
  std::string chat = "group";      // group, direct
  bool addressed{};                // the bot was mentioned
  std::optional<std::string> at;   // "2020-02-11T09:30" local, or with an offset; none: `now`
  std::optional<std::string> asked;  // what the bot had just asked, in the words of the label guide: "ask_date", "confirm"
  Instant now;                     // the moment of a sentence without `at`
  bool explain{};                  // the words behind each value and the rules
  bool jsonl{};                    // messages in, one a line, as tests/fixtures/messages.jsonl without `expect`; predictions out
  // What the service does with a sentence, in lines as they are printed, or why that cannot be told. Empty: it is not told.
  std::function<std::expected<std::string, std::string>(const LabelledMessage&, const Prediction&)> plays;
};

// The exit code: 0; 1 where a line of the input was wrong (told on `err` with its number; the others are answered) or what the service does cannot be
// told; 2 when options or vocabulary are wrong.
int run_understand(const UnderstandOptions& options, std::istream& in, std::ostream& out, std::ostream& err);

std::expected<LabelledMessage, std::string> parse_message(const std::string& line, const Zone& zone);
Prediction predict(const Reader& reader, const LabelledMessage& message, RuleProbe* probe = nullptr);
// {"id":…,"expect":[…],"speak":…,"us":…}
std::string to_line(const std::string& id, const Prediction& prediction, double microseconds);

}  // namespace linli
