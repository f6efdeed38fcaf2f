#include "service/platform/platform_config.hpp"

#include "service/knowledge/toml_reader.hpp"

namespace linli {
namespace {

std::vector<std::string> texts(TomlReader& reader, std::string_view key) {
  std::vector<std::string> out;
  for (auto& word : reader.words(key)) out.push_back(word.text);
  return out;
}

}  // namespace

std::expected<PlatformConfig, std::vector<ConfigError>> load_platform(const std::filesystem::path& file) {
  std::vector<ConfigError> errors;
  auto table = parse_toml(file, errors);
  if (!table) return std::unexpected(std::move(errors));
  using std::chrono::seconds, std::chrono::minutes, std::chrono::hours;
  PlatformConfig out;
  TomlReader top(*table, file.generic_string(), errors);
  out.bot_names = texts(top, "bot_names");
  if (out.bot_names.empty()) top.error(top.where("bot_names"), "bot_names: the bot needs a name that people can mention");
  out.supervisors = top.text("supervisors");
  out.suggestions = texts(top, "suggestions");
  if (auto pace = top.table("pace")) {
    out.pace.per_minute_bot = std::uint32_t(pace->count("per_minute_bot", 0, 1'000'000, 0));
    out.pace.per_minute_chat = std::uint32_t(pace->count("per_minute_chat", 0, 1'000'000, 0));
    out.pace.penalty = pace->span("penalty", seconds(60));
    pace->done();
  }
  if (auto retry = top.table("retry")) {
    out.retry.attempts = std::int32_t(retry->count("attempts", 1, 100, out.retry.attempts));
    out.retry.give_up = std::chrono::duration_cast<hours>(retry->span("give_up", out.retry.give_up));
    out.retry.first = retry->span("first", seconds(1));
    out.retry.longest = retry->span("longest", minutes(10));
    out.retry.broken = retry->span("broken", minutes(5));
    retry->done();
  }
  if (auto session = top.table("session")) {
    out.session.code = std::chrono::duration_cast<minutes>(session->span("code", out.session.code));
    out.session.idle = std::chrono::duration_cast<minutes>(session->span("idle", out.session.idle));
    out.session.longest = std::chrono::duration_cast<hours>(session->span("longest", out.session.longest));
    session->done();
  }
  top.done();
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return out;
}

}  // namespace linli
