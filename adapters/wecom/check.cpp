// `linli adapter check`: each thing tried once, in the order in which they are set up.
#include <algorithm>
#include <utility>

#include "adapters/wecom/wecom.hpp"
#include "adapters/wecom/wire.hpp"

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds look_again{250}, connect_limit{10'000}, call_limit{9'000};
constexpr std::int64_t untrusted_address = 60020;
constexpr int tries_most = 4;
constexpr std::size_t encrypted_least = 20;

}  // namespace

class Wecom::Checking : public std::enable_shared_from_this<Wecom::Checking> {
 public:
  Checking(Wecom& wecom, std::string to, std::function<void(std::vector<Checked>)> done)
      : wecom_(wecom), house_(wecom.house_), options_(wecom.options_), to_(std::move(to)), done_(std::move(done)), began_(house_.io.steady()) {}

  void start() {
    if (!options_.application) {
      add("token", Checked::How::not_tried);
      return bot();
    }
    wecom_.unnamed_ = true;
    wecom_.api_->token([self = shared_from_this()](const Answer& answer) {
      if (answer.fine()) self->add("token", Checked::How::fine, std::to_string(self->options_.application->agent));
      else self->wrong("token", why(answer));
      if (answer.error == untrusted_address) self->add("trusted_address", Checked::How::wrong);
      if (answer.fine()) return self->address();
      self->bot();
    });
  }

 private:
  void add(std::string_view what, Checked::How how, std::string detail = {}) { told_.push_back({"check.wecom." + std::string(what), how, std::move(detail)}); }
  // Where nobody was reached, nothing was said about what was tried.
  static bool unreached(std::string_view why) { return why.ends_with("not_sent") || why.ends_with("no_answer"); }
  void wrong(std::string_view what, const std::string& why, const std::string& of = {}) {
    add(unreached(why) ? "reach" : what, Checked::How::wrong, of.empty() ? why : of + " " + why);
  }

  // Whether the platform lets this machine call for the application: asked with an id that nobody has.
  void address() {
    wecom_.api_->application("/cgi-bin/batch/openuserid_to_userid", R"({"open_userid_list":["linli-check"]})", until(), [self = shared_from_this()](const Answer& answer) {
      bool untrusted = answer.what == Answer::What::answered && answer.error == untrusted_address;
      if (untrusted) self->add("trusted_address", Checked::How::wrong);
      else if (answer.fine()) self->add("identities", Checked::How::fine), self->wecom_.unnamed_ = false;
      else self->wrong("identities", why(answer));
      self->bot();
    });
  }

  void bot() {
    auto* link = wecom_.doors_->link();
    if (!options_.bot) {
      add("bot", Checked::How::not_tried);
    } else if (!link) {
      add("bot_callback", Checked::How::hint, options_.bot->callback->path);
    } else if (!link->up() && house_.io.steady() - began_ < connect_limit) {
      timer_ = house_.loop.after(look_again, [self = shared_from_this()] {
        auto keep = std::move(self->timer_);
        self->bot();
      });
      return;
    } else {
      add("bot", link->up() ? Checked::How::fine : Checked::How::wrong, options_.bot->id);
    }
    if (options_.application && options_.application->callback) add("application_callback", Checked::How::hint, options_.application->callback->path);
    else if (options_.application) add("application_unheard", Checked::How::hint);
    groups();
  }

  void groups() {
    for (auto& group : options_.groups) {
      if (group.chat.empty()) add("group_chat", Checked::How::hint, group.name);
      if (group.webhook && group.name != to_) add("webhook", Checked::How::not_tried, group.name);
      if (!group.webhook) add("group_webhook", Checked::How::hint, group.name);
    }
    bool by_bot = options_.direct == Direct::bot;
    bool possible = by_bot ? wecom_.doors_->link() != nullptr : options_.application.has_value();
    add(by_bot ? "direct_bot" : "direct_application", possible ? Checked::How::hint : Checked::How::wrong);
    add("only_mentions", Checked::How::hint);
    message();
  }

  // A test message to the one who was named. Its words are about nobody. A way that turns out to be closed gives way to the next.
  void message() {
    if (to_.empty()) return end();
    ++tries_;
    Destination to;
    (named() ? to.platform_chat : to.actor) = to_;
    Outgoing words;
    words.key = "check:" + std::to_string(house_.io.wall().time_since_epoch().count());
    words.platform_chat = to.platform_chat;
    words.actor = to.actor;
    words.text = "Linli: 1, 2, 3";
    words.way = wecom_.way(to);
    auto by = words.way.name;
    wecom_.deliver(std::move(words), [self = shared_from_this(), by](const Delivery& delivery) {
      if (delivery.outcome == DeliveryOutcome::retry_after && delivery.after == 0ms && self->tries_ < tries_most) return self->message();
      bool fine = delivery.outcome == DeliveryOutcome::sent;
      bool gone = delivery.outcome == DeliveryOutcome::recipient_gone || delivery.outcome == DeliveryOutcome::conversation_gone;
      if (fine) self->add("message", Checked::How::fine, by);
      else if (gone && !self->named()) self->add("nobody", Checked::How::wrong, self->to_);
      else self->wrong("message", delivery.why, by);
      auto* group = self->named();
      if (!group || !group->webhook) return self->end();
      if (by != name_of(By::webhook)) return self->webhook(*group);
      self->add("webhook", fine ? Checked::How::fine : unreached(delivery.why) ? Checked::How::not_tried : Checked::How::wrong, group->name);
      self->end();
    });
  }

  // What is left for the group while the bot's connection is down: tried though the message went another way.
  void webhook(const Group& group) {
    wecom_.api_->webhook(group.webhook, R"({"msgtype":"text","text":{"content":"Linli: 1, 2, 3"}})", until(), [self = shared_from_this(), name = group.name](const Answer& answer) {
      if (answer.fine()) self->add("webhook", Checked::How::fine, name);
      else self->wrong("webhook", why(answer), name);
      self->end();
    });
  }

  const Group* named() const {
    auto group = std::ranges::find(options_.groups, to_, &Group::name);
    return group == options_.groups.end() ? nullptr : &*group;
  }

  void end() { std::exchange(done_, nullptr)(std::move(told_)); }
  std::chrono::microseconds until() const { return house_.io.steady() + call_limit; }

  Wecom& wecom_;
  const House& house_;
  const Options& options_;
  std::string to_;
  std::function<void(std::vector<Checked>)> done_;
  std::chrono::microseconds began_;
  std::vector<Checked> told_;
  Loop::TimerPtr timer_;
  int tries_{};
};

Wecom::~Wecom() = default;

std::vector<NamedChat> Wecom::named_chats() const {
  std::vector<NamedChat> out;
  for (auto& group : options_.groups) out.push_back({group.name, group.chat});
  return out;
}

bool Wecom::bindable(const std::string& actor) const {
  bool encrypted = actor.starts_with("wo") && actor.size() >= encrypted_least;   // open_userid
  return !unnamed_ || !encrypted;
}

void Wecom::check(std::string to, std::function<void(std::vector<Checked>)> done) {
  std::make_shared<Checking>(*this, std::move(to), std::move(done))->start();
}

}  // namespace linli::wecom
