#include "adapters/wecom/inbound.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "adapters/http/client.hpp"
#include "adapters/wecom/card.hpp"
#include "adapters/wecom/text.hpp"

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
using Done = std::function<void(std::expected<Taken, Refusal>)>;

constexpr auto click_by_link = 5s;        // aibot_respond_update_msg [D-101463]
constexpr auto click_by_code = 72h;       // response_code [D-94888]
constexpr std::size_t most_text = 12'000; // bytes of one message; the platform's own clients allow fewer

// One thing heard on its way into the store.
struct Work {
  Heard heard;
  Came came;
  Done done;
  std::string chat;                       // Event::platform_chat
  Identity actor;
  std::vector<MediaIn> media;
  std::size_t lacking{};                  // media not yet come
  std::deque<Event> events;
  Taken taken;
  bool failed{};                          // one of them lies among the dead letters; the others are still to be taken
};
using WorkPtr = std::shared_ptr<Work>;

std::string_view mark(Door door) { return door == Door::application ? "app:" : "bot:"; }

class IntoStore final : public Inbound, public std::enable_shared_from_this<IntoStore> {
 public:
  IntoStore(const House& house, const Options& options, std::shared_ptr<Identities> identities, std::shared_ptr<Media> media,
      std::shared_ptr<LiveRequests> live)
      : house_(house), names_(options.bot_names), groups_(options.groups), reply_hosts_{{host_of(options.api)}, options.plain, options.plain},
        identities_(std::move(identities)), media_(std::move(media)), live_(std::move(live)) {}

  void take(Heard heard, Came came, Done done) override {
    using What = Heard::What;
    bool follows = heard.what == What::message || heard.what == What::click || heard.what == What::hello;
    bool settled = heard.what == What::click && heard.key == settled_key;  // a card whose matter is over
    if (!follows || settled || heard.from.empty()) return done(Taken{});
    auto work = std::make_shared<Work>(std::move(heard), std::move(came), std::move(done));
    if (work->came.door == Door::application) return known(work, {work->heard.from});
    identities_->resolve(work->heard.from, work->came.until, [weak = weak_from_this(), work](std::optional<Identity> actor) {
      auto self = weak.lock();
      if (!self) return work->done(std::unexpected(Refusal::busy));
      if (actor) return self->known(work, std::move(*actor));
      if (!work->came.as_it_is) return work->done(std::unexpected(Refusal::busy));
      self->house_.notices.warning("wecom.identity", "used_as_it_is");
      self->identities_->leave(work->heard.from);
      self->known(work, {work->heard.from, true});
    });
  }

 private:
  static std::string host_of(std::string_view api) {
    auto scheme = api.find("://");
    if (scheme != std::string_view::npos) api.remove_prefix(scheme + 3);
    return std::string(api.substr(0, api.find('/')));
  }

  std::string chat_name(const std::string& chat) const {
    auto group = std::find_if(groups_.begin(), groups_.end(), [&](auto& one) { return one.chat == chat; });
    return group == groups_.end() ? "chat:" + chat : group->name;
  }

  void known(const WorkPtr& work, Identity actor) {
    work->chat = work->heard.chat.empty() ? "d:" + actor.id : chat_name(work->heard.chat);
    work->actor = std::move(actor);
    if (work->heard.what == Heard::What::message && work->came.door != Door::application) live_->written(work->chat);
    if (work->heard.what == Heard::What::click) register_click(*work);
    work->media.resize(work->heard.attached.size());
    work->lacking = work->media.size();
    if (work->lacking == 0) return prepare(work);
    auto until = work->came.until;
    for (std::size_t i = 0; i < work->media.size(); ++i)
      media_->fetch(work->heard.attached[i], until, [weak = weak_from_this(), work, i](MediaIn media) {
        work->media[i] = std::move(media);
        if (--work->lacking > 0) return;
        if (auto self = weak.lock()) self->prepare(work);
        else work->done(std::unexpected(Refusal::busy));
      });
  }

  // Before the event is stored, so that the card's new state finds its way whenever it comes. A held request was put there by its door.
  void register_click(const Work& work) {
    Click click;
    click.request = work.came.request, click.generation = work.came.generation;
    if (work.came.door == Door::link) return live_->clicked(work.heard.task, std::move(click), click_by_link);
    if (work.came.door != Door::application || !work.heard.response) return;
    click.code = work.heard.response;
    live_->clicked(work.heard.task, std::move(click), click_by_code);
  }

  void prepare(const WorkPtr& work) {
    auto& heard = work->heard;
    if (heard.what == Heard::What::hello) add(*work, "", HelloIn{.only_mentions = true});
    if (heard.what == Heard::What::click) add(*work, "", ButtonIn{heard.key});
    if (heard.what == Heard::What::message) {
      bool addressed = !heard.chat.empty() || heard.quotes;
      auto text = heard.chat.empty() ? heard.text : without_mention(heard.text, names_).text;
      if (text.size() > most_text) cut(text);
      // A mention beside a picture says nothing of its own; a mention alone does.
      bool speaks = !text.empty() || work->media.empty();
      if (speaks) add(*work, "", MessageIn{std::move(text), addressed, heard.spoken});
      for (std::size_t i = 0; i < work->media.size(); ++i) {
        work->media[i].addressed = addressed;
        auto place = i + (speaks ? 1 : 0);
        add(*work, place == 0 ? "" : "#" + std::to_string(place), std::move(work->media[i]));
      }
    }
    submit(work);
  }

  void cut(std::string& text) {
    auto end = most_text;
    while ((static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80) --end;
    text.resize(end);
    house_.notices.warning("wecom.text", "cut");
  }

  void add(Work& work, const std::string& part, Body body) {
    auto& heard = work.heard;
    Instant sent = std::min(Instant(heard.sent), work.came.received);
    bool press = heard.what == Heard::What::click;
    work.events.push_back({.account = house_.account, .dedupe = std::string(mark(work.came.door)) + heard.id + part, .platform_chat = work.chat,
        .direct = heard.chat.empty(), .actor = work.actor.id, .sent = heard.sent == 0s ? work.came.received : sent, .received = work.came.received,
        .body = std::move(body), .passive = work.came.door == Door::bot && !press, .once = work.came.door != Door::application && heard.what != Heard::What::message, .unnamed = work.actor.unnamed});
  }

  // One after the other; only one of them can be answered in the request's own answer.
  void submit(const WorkPtr& work) {
    if (work->events.empty()) {
      if (work->failed && !work->taken.event) return work->done(std::unexpected(Refusal::failed));
      return work->done(work->taken);
    }
    auto event = std::move(work->events.front());
    work->events.pop_front();
    if (work->taken.claimed) event.passive = false;
    house_.events.submit(std::move(event), [weak = weak_from_this(), work](std::expected<Taken, Refusal> taken) {
      auto self = weak.lock();
      if (!self) return work->done(std::unexpected(Refusal::busy));
      if (taken) return self->taken(work, *taken);
      if (taken.error() != Refusal::failed) return work->done(std::unexpected(taken.error()));
      work->failed = true;
      self->submit(work);
    });
  }

  void taken(const WorkPtr& work, const Taken& taken) {
    register_request(*work, taken.event);
    if (!work->taken.event) work->taken.event = taken.event, work->taken.repeated = taken.repeated;
    if (taken.claimed && !work->taken.claimed) work->taken.claimed = taken.claimed;
    submit(work);
  }

  void register_request(const Work& work, EventId event) {
    auto& heard = work.heard;
    if (heard.what == Heard::What::click && work.came.door != Door::bot) return;
    bool single = heard.chat.empty() && work.came.door == Door::bot;    // in a group it would show the message again, with its names
    auto url = single && heard.response && allowed(*heard.response) ? heard.response : nullptr;
    live_->heard(event, {.hello = heard.what == Heard::What::hello, .chat = work.chat, .request = work.came.request, .generation = work.came.generation}, url);
  }

  bool allowed(const Secret& url) const {
    return url.use([&](auto& text) { return http::refused(text, reply_hosts_).empty(); });
  }

  const House house_;
  std::vector<std::string> names_;
  std::vector<Group> groups_;
  http::Allowed reply_hosts_;
  std::shared_ptr<Identities> identities_;
  std::shared_ptr<Media> media_;
  std::shared_ptr<LiveRequests> live_;
};

}  // namespace

std::shared_ptr<Inbound> make_inbound(const House& house, const Options& options, std::shared_ptr<Identities> identities, std::shared_ptr<Media> media,
    std::shared_ptr<LiveRequests> live) {
  return std::make_shared<IntoStore>(house, options, std::move(identities), std::move(media), std::move(live));
}

}  // namespace linli::wecom
