#include "service/platform/platform_config.hpp"

#include "service/knowledge/toml_reader.hpp"

namespace linli {
namespace {

std::vector<std::string> texts(TomlReader& reader, std::string_view key) {
  std::vector<std::string> out;
  for (auto& word : reader.words(key)) out.push_back(word.text);
  return out;
}

Limit limit_of(TomlReader& table) {
  Limit out;
  out.ways = texts(table, "ways");
  auto each = table.text("each");
  out.each = each != "account";
  if (!each.empty() && each != "account" && each != "chat" && each != "member") table.error(table.where("each"), "each: account, chat or member");
  out.most = std::uint32_t(table.count("most", 1, 100'000));
  out.in = table.span("in");
  if (out.in < std::chrono::seconds(1)) table.error(table.where("in"), "in: at least 1s");
  out.kept_back = std::uint32_t(table.count("kept_back", 0, out.most > 0 ? out.most - 1 : 0, 0));
  table.done();
  return out;
}

}  // namespace

SendingRules sending_rules(TomlReader& top) {
  using std::chrono::seconds, std::chrono::minutes, std::chrono::hours;
  SendingRules out;
  out.answer_repeats = top.span("answer_repeats", out.answer_repeats);
  out.pace.penalty = top.span("penalty", seconds(60));
  for (auto& table : top.tables("limit")) out.pace.limits.push_back(limit_of(table));
  if (auto retry = top.table("retry")) {
    out.retry.attempts = std::int32_t(retry->count("attempts", 1, 100, out.retry.attempts));
    out.retry.give_up = std::chrono::duration_cast<hours>(retry->span("give_up", out.retry.give_up));
    out.retry.first = retry->span("first", seconds(1));
    out.retry.longest = retry->span("longest", minutes(10));
    out.retry.broken = retry->span("broken", minutes(5));
    retry->done();
  }
  return out;
}

std::expected<PlatformConfig, std::vector<ConfigError>> load_platform(const std::filesystem::path& file) {
  std::vector<ConfigError> errors;
  auto table = parse_toml(file, errors);
  if (!table) return std::unexpected(std::move(errors));
  using std::chrono::minutes, std::chrono::hours;
  PlatformConfig out;
  TomlReader top(*table, file.generic_string(), errors);
  out.bot_names = texts(top, "bot_names");
  if (out.bot_names.empty()) top.error(top.where("bot_names"), "bot_names: the bot needs a name that people can mention");
  out.supervisors = top.text("supervisors");
  out.suggestions = texts(top, "suggestions");
  out.sending = sending_rules(top);
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
