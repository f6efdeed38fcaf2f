#include "service/commands/understanding.hpp"

#include <sodium.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/webchat/text.hpp"
#include "service/clocks/computer_clock.hpp"
#include "service/commands/dates.hpp"
#include "service/commands/understand.hpp"
#include "service/platform/platform_config.hpp"
#include "service/rehearse/alone.hpp"
#include "service/rehearse/scene.hpp"
#include "service/room/room.hpp"

namespace linli {
namespace {

// Standard input, a file, or nothing but the text of the command line.
template <typename Run>
Exit with_input(const Arguments& arguments, const char* command, Run run) {
  auto wrong = [&](const std::string& what) { return std::cerr << "linli " << command << ": " << what << "\n", Exit::wrong; };
  if (!arguments.jsonl && arguments.text.empty()) return wrong("there is no text: write it behind the command, or name a file with --jsonl");
  if (arguments.jsonl && !arguments.text.empty()) return wrong("a text or --jsonl, not both");
  if (!arguments.jsonl || *arguments.jsonl == "-") return Exit(run(std::cin));
  std::error_code none;
  std::ifstream file(*arguments.jsonl);
  if (file && !std::filesystem::is_directory(*arguments.jsonl, none)) return Exit(run(file));
  return wrong(arguments.jsonl->string() + " cannot be read");
}

std::string place_of(const rehearse::Heard& heard, const std::string& writer) {
  if (heard.chat.empty()) return heard.actor == writer ? "in the direct chat" : "to " + heard.actor;
  return heard.chat == rehearse::group_chat ? "in the group" : "in " + heard.chat;
}

// "bot, in the direct chat: record + ask_origin", and below it the words.
std::string lines_of(const std::vector<rehearse::Reaction>& reactions, const std::string& writer) {
  if (reactions.empty()) return "bot: quiet\n";
  std::string out;
  for (auto& [heard, later] : reactions) {
    out += std::string("bot") + (later ? ", when nothing more follows" : "") + ", " + place_of(heard, writer) + ": ";
    for (auto& act : heard.acts) out += (&act == &heard.acts.front() ? "" : " + ") + act.name;
    out += "\n";
    std::istringstream lines(heard.text);
    for (std::string line; std::getline(lines, line);)
      if (!line.empty()) out += "  " + line + "\n";
  }
  return out;
}

std::expected<std::string, std::string> play(const UnderstandOptions& options, const Folders& folders, const LabelledMessage& message, const Prediction& prediction) {
  if (sodium_init() < 0) return std::unexpected("libsodium cannot be used");
  auto setup = load_setup(folders.config, folders.templates);
  if (!setup) return std::unexpected(describe(setup.error().front()));
  rehearse::Alone alone{options.role, message.text, options.chat == "direct", options.addressed, message.sent_at, {}, {}};
  if (!message.context.asked.empty()) alone.asked = message.context.asked.front();
  for (auto& u : prediction.facts) alone.facts.push_back(u.fact);
  auto writer = options.role == "landlord" ? rehearse::lone_landlord : options.role == "renter" ? rehearse::lone_renter : rehearse::lone_resident;
  auto reactions = rehearse::play_alone(alone, *setup, folders.config);
  if (!reactions) return std::unexpected(reactions.error());
  return lines_of(*reactions, writer);
}

}  // namespace

Exit run_understand(const Arguments& arguments, const Folders& folders) {
  UnderstandOptions options;
  options.lexicon = folders.config / "lexicon";
  options.role = arguments.role.value_or(options.role);
  options.chat = arguments.chat.value_or(options.chat);
  options.at = arguments.at;
  options.asked = arguments.asked;
  options.explain = arguments.explain;
  options.jsonl = arguments.jsonl.has_value();
  options.now = ComputerClock().wall();
  auto platform = load_platform(folders.config / "platforms" / (std::string(room::platform_name) + ".toml"));
  if (!platform) return std::cerr << "linli: " << describe(platform.error().front()) << "\n", Exit::wrong;
  auto heard = webchat::take_out_mentions(arguments.text, platform->bot_names);
  options.text = heard.text;
  options.addressed = heard.mentioned;
  options.plays = [&](const LabelledMessage& message, const Prediction& prediction) { return play(options, folders, message, prediction); };
  return with_input(arguments, "understand", [&](std::istream& in) { return run_understand(options, in, std::cout, std::cerr); });
}

Exit run_dates(const Arguments& arguments, const Folders& folders) {
  DatesOptions options;
  options.lexicon = folders.config / "lexicon";
  options.text = arguments.text;
  options.at = arguments.at;
  options.jsonl = arguments.jsonl.has_value();
  options.now = ComputerClock().wall();
  return with_input(arguments, "dates", [&](std::istream& in) { return run_dates(options, in, std::cout, std::cerr); });
}

}  // namespace linli
