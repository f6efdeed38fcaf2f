#pragma once
// One message by itself: what the service does with it, on a street where nothing else is known (`linli understand`). The whole way, as a
// conversation file is played.
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "service/app.hpp"
#include "service/rehearse/heard.hpp"

namespace linli::rehearse {

struct Alone {
  std::string role;                  // landlord, renter, resident
  std::string text;
  bool direct{}, addressed{};
  Instant at;
  std::optional<Asked> asked;        // what the bot had just asked: of a journey that begins tomorrow; whether they have come: today
  // What the text was read as: the dwellings and renters it names are the writer's. Where it names none, those of config/rehearse.toml, [home].
  std::vector<Candidate> facts;
};
struct Reaction {
  Heard heard;
  bool later{};                      // only once it was clear that nothing more follows: the end of the burst
};
inline constexpr const char* lone_landlord = "A";
inline constexpr const char* lone_renter = "B";
inline constexpr const char* lone_resident = "D";

// Everything that is said to anybody, in order; none: the bot is quiet. Or one sentence saying why it cannot be played.
std::expected<std::vector<Reaction>, std::string> play_alone(const Alone& message, const Setup& setup, const std::filesystem::path& config);

}  // namespace linli::rehearse
