#include "adapters/wecom/ways.hpp"

#include <algorithm>
#include <string_view>

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::microseconds closed_for = 30min, unmended_for = 5min, reply_for = 24h;
constexpr std::string_view direct_mark = "d:", unknown_mark = "chat:", update_name = "update";
constexpr std::chrono::milliseconds not_connected{5'000};

std::string mark_of(By by, const std::string& name) { return std::string(name_of(by)) + " " + name; }

}  // namespace

Ways::Ways(const Options& options, const IoClock& io, LiveRequests& live, LongConnection* link) : options_(options), io_(io), live_(live), link_(link) {}

bool Ways::closed(const std::string& mark) {
  auto* closed = closed_.find(mark, io_.steady());
  if (!closed) return false;
  if (closed->until_written.empty() || !live_.written_since(closed->until_written, closed->since)) return true;
  closed_.erase(mark);
  return false;
}

Target Ways::target(const Destination& to) const {
  Target target;
  auto& chat = to.platform_chat;
  if (chat.empty() || chat.starts_with(direct_mark)) {
    target.member = chat.empty() ? to.actor : chat.substr(direct_mark.size());
    target.name = std::string(direct_mark) + target.member;
    return target;
  }
  target.name = chat;
  if (chat.starts_with(unknown_mark)) target.chat = chat.substr(unknown_mark.size());
  auto group = std::ranges::find(options_.groups, chat, &Group::name);
  if (group == options_.groups.end()) return target;
  target.chat = group->chat;
  target.webhook = group->webhook;
  return target;
}

void Ways::add_reply(std::vector<Choice>& to, const Target& target, const LiveRequest* request) {
  if (!request || !link_ || !link_->up() || request->generation != link_->generation() || request->chat != target.name) return;
  auto mark = "reply " + request->request;
  if (closed(mark)) return;
  Choice choice;
  choice.by = By::reply;
  choice.request = request->request;
  choice.hello = request->hello;
  choice.generation = request->generation;
  choice.mark = std::move(mark);
  to.push_back(std::move(choice));
}

Choice Ways::plain(By by) const {
  Choice choice;
  choice.by = by;
  choice.unheard = by == By::application && options_.application && !options_.application->callback;
  return choice;
}

std::vector<Choice> Ways::open(const Target& target, EventId cause) {
  std::vector<Choice> open;
  auto add = [&](By by, bool there) {
    auto choice = plain(by);
    choice.mark = mark_of(by, target.name);
    choice.name = target.name;
    if (there && !closed(choice.mark)) open.push_back(std::move(choice));
  };
  if (cause) add_reply(open, target, live_.find(cause));
  bool connected = pushable(target) && link_->up();
  if (!target.direct()) {
    add(By::push, connected);
    // Pushes into some groups fail where answers do not: the newest message of the group still takes one.
    if (connected && open.empty()) add_reply(open, target, live_.newest(target.name, link_->generation()));
    add(By::webhook, target.webhook != nullptr);
    return open;
  }
  auto application = [&] { add(By::application, options_.application.has_value()); };
  auto push = [&] { add(By::push, connected); };
  auto answer = [&] {
    if (!cause || !live_.has_response_url(cause)) return;
    auto choice = plain(By::reply);
    choice.by_url = true;
    open.push_back(std::move(choice));
  };
  if (options_.direct == Direct::bot) push();
  // Where the application hears nothing, what somebody wrote to the bot is answered there as long as it can be.
  bool unheard = plain(By::application).unheard;
  if (unheard) answer();
  application();
  if (options_.direct != Direct::bot) push();
  if (!unheard) answer();
  return open;
}

By Ways::last_resort(const Target& target) const {
  if (target.direct()) return options_.direct == Direct::bot && link_ ? By::push : By::application;
  return target.webhook && !(link_ && !target.chat.empty()) ? By::webhook : By::push;
}

Way Ways::way(const Destination& to) {
  auto where = target(to);
  if (to.update) return {std::string(update_name), where.name, {}};
  auto ways = open(where, to.cause);
  if (!ways.empty()) return {std::string(name_of(ways.front().by)), where.name, {}};
  return {std::string(name_of(last_resort(where))), where.name, comes_back(where) ? not_connected : std::chrono::milliseconds(0)};
}

bool Ways::leads(const Target& target) const {
  return pushable(target) || (target.direct() ? options_.application.has_value() : target.webhook != nullptr);
}

void Ways::close(const Choice& choice, DeliveryOutcome why) {
  using enum DeliveryOutcome;
  if (choice.mark.empty()) return;
  auto how_long = choice.by == By::reply ? reply_for : why == configuration_error ? unmended_for : closed_for;
  bool unreached = choice.by == By::push && (why == conversation_gone || why == recipient_gone);
  auto now = io_.steady();
  closed_.put(choice.mark, Closed{now, unreached ? choice.name : std::string()}, now + how_long, now);
}

}  // namespace linli::wecom
