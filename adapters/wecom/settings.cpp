#include "adapters/wecom/settings.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "adapters/wecom/api.hpp"
#include "adapters/wecom/envelope.hpp"
#include "adapters/wecom/wecom.hpp"

namespace linli::wecom {
namespace {

using std::chrono::seconds;
constexpr std::int64_t most_id = 2'147'483'647;

// "host" or "host:port" of an address; empty: it is none.
std::string host_of(std::string_view url) {
  auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  auto host = url.substr(scheme + 3);
  return std::string(host.substr(0, host.find_first_of("/?#")));
}

std::string address(Settings& from, std::string_view key, const std::string& otherwise, std::string_view scheme, bool plain) {
  auto url = from.text_or(key, otherwise);
  auto bare = scheme.substr(0, scheme.size() - 1);       // without the s
  auto fits = [&](std::string_view one) { return url.starts_with(std::string(one) + "://") && !host_of(url).empty(); };
  if (!fits(scheme) && !(plain && fits(bare)))
    from.error(key, "'" + std::string(key) + "' must begin with " + std::string(scheme) + ":// (or " + std::string(bare) + ":// where plain = true)");
  return url;
}

std::string base(Settings& from, std::string_view key, const std::string& otherwise, std::string_view scheme, bool plain) {
  auto url = address(from, key, otherwise, scheme, plain);
  if (url.ends_with('/')) url.pop_back();
  return url;
}

// As the console shows it. What else stands there is the example's dots, a blank, or a sign of another width.
std::string id_of(Settings& from, std::string_view key) {
  auto id = from.text(key);
  constexpr std::string_view signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  if (id.find_first_not_of(signs) != std::string::npos) from.error(key, "'" + std::string(key) + "' is letters, digits, - and _, as the console shows it");
  return id;
}

SecretPtr needed(Settings& from, std::string_view key) {
  if (!from.has(key)) from.error(key, "'" + std::string(key) + "' is missing");
  return from.secret(key);
}

std::optional<Callback> read_callback(Settings& from, std::string receiver) {
  auto tables = from.tables("callback");
  if (tables.empty()) return {};
  if (tables.size() > 1) from.error("callback", "there is one callback address");
  auto& table = *tables.front();
  Callback out;
  out.path = table.text("path");
  if (!out.path.empty() && (!out.path.starts_with('/') || out.path.find_first_of(" ?#%") != std::string::npos))
    table.error("path", "'path' must begin with / and be written as it is called, without query");
  out.token = needed(table, "token");
  out.key = needed(table, "key");
  out.receiver = table.text_or("receiver", std::move(receiver));
  if (out.token && out.key)
    if (auto envelope = Envelope::make(out.token, out.key, out.receiver); !envelope) table.error("key", envelope.error());
  table.done();
  return out;
}

std::optional<Application> read_application_table(Settings& account) {
  auto tables = account.tables("application");
  if (tables.empty()) return {};
  if (tables.size() > 1) account.error("application", "an account has one application");
  auto& table = *tables.front();
  Application out;
  out.corp = id_of(table, "corp");
  out.agent = table.count("agent", 1, most_id);
  out.secret = needed(table, "secret");
  out.callback = read_callback(table, out.corp);
  table.done();
  return out;
}

std::optional<Bot> read_bot_table(Settings& account) {
  auto tables = account.tables("bot");
  if (tables.empty()) return {};
  if (tables.size() > 1) account.error("bot", "an account has one bot");
  auto& table = *tables.front();
  Bot out;
  out.id = id_of(table, "id");
  out.secret = table.secret("secret");
  out.callback = read_callback(table, "");
  out.device = table.text_or("device", "");
  bool by_link = table.has("secret");
  if (by_link && out.callback) table.error("secret", "a bot has a long connection or a callback, never both (as the console says: choose one)");
  if (!by_link && !out.callback) table.error("id", "the bot has no door: give its secret (long connection) or [bot.callback]");
  table.done();
  return out;
}

std::vector<Group> read_groups(Settings& account) {
  std::vector<Group> out;
  std::set<std::string> names, chats;
  for (auto& table : account.tables("group")) {
    Group group;
    group.name = table->text("name");
    if (group.name.starts_with("d:") || group.name.starts_with("chat:")) table->error("name", "d: and chat: begin ids that Linli makes itself");
    if (!group.name.empty() && !names.insert(group.name).second) table->error("name", "another group has this name");
    group.chat = table->text_or("chat", "");
    if (!group.chat.empty() && !chats.insert(group.chat).second) table->error("chat", "another group has this chatid");
    group.webhook = table->secret("webhook");
    if (group.chat.empty() && !table->has("webhook")) table->error("name", "nothing leads to this group: give the bot's chatid (chat), a webhook, or both");
    if (group.webhook && group.webhook->use([](const std::string& text) { return webhook_key(text).empty(); }))
      table->error("webhook", "'webhook' is neither the key of a webhook nor its whole address");
    table->done();
    out.push_back(std::move(group));
  }
  return out;
}

void read_direct(Settings& account, Options& options) {
  bool pushes = options.bot && (options.bot->secret || !options.bot->callback);
  auto direct = account.text_or("direct", pushes || !options.application ? "bot" : "application");
  options.direct = direct == "application" ? Direct::application : Direct::bot;
  if (direct != "bot" && direct != "application") return account.error("direct", "'direct' is bot or application");
  if (direct == "application" && !options.application) return account.error("direct", "there is no [application]");
  if (direct == "bot" && account.has("direct") && !options.bot) return account.error("direct", "there is no [bot]");
  if (direct == "bot" && options.bot && !pushes)
    account.error("direct", "a bot with a callback cannot write first: give it the long connection, or an [application] and direct = \"application\"");
}

}  // namespace

Options read_options(Settings& account, Settings& limits) {
  Options o;
  // ---- what the platform is like
  auto api = limits.text_or("api", o.api), gateway = limits.text_or("gateway", o.gateway);
  o.media_hosts = limits.texts("media_hosts");
  o.deadline = limits.span("deadline", seconds(5));
  o.window = limits.span("window", o.window);
  o.remember = limits.span("remember", o.remember);
  o.remember_most = std::size_t(limits.count("remember_most", 100, 1'000'000, std::int64_t(o.remember_most)));
  o.body_bytes = std::size_t(limits.count("body_bytes", 1'024, 1'048'576, std::int64_t(o.body_bytes)));
  o.heartbeat = limits.span("heartbeat", o.heartbeat);
  o.backoff_most = limits.span("backoff_most", o.backoff_most);
  o.refusals_most = std::int32_t(limits.count("refusals_most", 1, 100, o.refusals_most));
  o.token_before = limits.span("token_before", o.token_before);
  o.media_bytes = std::size_t(limits.count("media_bytes", 1'024, 20 * 1'024 * 1'024, std::int64_t(o.media_bytes)));
  if (o.deadline < seconds(2) || o.deadline > seconds(60)) limits.error("deadline", "between 2s and 60s: the store is waited for until 1 s before it");
  if (o.heartbeat < seconds(1)) limits.error("heartbeat", "at least 1s");
  // ---- what belongs to this street
  o.plain = account.flag("plain", false);
  o.api = base(account, "api", api, "https", o.plain);
  o.gateway = base(account, "gateway", gateway, "wss", o.plain);
  if (account.has("page")) o.page.address = address(account, "page", "", "https", o.plain);
  o.page.words = limits.text_or("page_words", host_of(o.page.address));
  for (auto& host : account.texts("media_hosts")) o.media_hosts.push_back(host);
  o.bot_names = account.texts("bot_names");
  o.application = read_application_table(account);
  o.bot = read_bot_table(account);
  o.groups = read_groups(account);
  read_direct(account, o);
  if (!o.application && !o.bot && o.groups.empty()) account.error("bot", "nothing is connected: give a [bot], an [application], or a [[group]] with a webhook");
  if (o.bot && o.bot_names.empty()) account.error("bot_names", "the bot needs the name that people mention it by");
  for (auto& name : o.bot_names)
    if (name.starts_with("@") || name.starts_with("\xEF\xBC\xA0")) account.error("bot_names", "a name of the bot is written without @");
  if (o.bot && o.bot->callback && o.application && o.application->callback && o.bot->callback->path == o.application->callback->path)
    account.error("bot", "bot and application need callback paths of their own");
  return o;
}

http::Allowed Plan::allowed() const {
  http::Allowed allowed;
  allowed.plain = allowed.inner = options_.plain;
  auto add = [&](std::string host) {
    if (!host.empty() && std::ranges::find(allowed.hosts, host) == allowed.hosts.end()) allowed.hosts.push_back(std::move(host));
  };
  add(host_of(options_.api));
  if (options_.bot && options_.bot->secret) add(host_of(options_.gateway));
  for (auto& host : options_.media_hosts) add(host);
  return allowed;
}

std::unique_ptr<Platform> Plan::open(House house) const { return std::make_unique<Wecom>(std::move(house), options_); }

std::unique_ptr<PlatformPlan> read_wecom(Settings& account, Settings& limits) { return std::make_unique<Plan>(read_options(account, limits)); }

}  // namespace linli::wecom
