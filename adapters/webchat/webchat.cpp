#include "adapters/webchat/webchat.hpp"

#include <algorithm>

#include "adapters/webchat/encode.hpp"
#include "adapters/webchat/page.hpp"
#include "adapters/webchat/sessions.hpp"
#include "adapters/webchat/text.hpp"

namespace linli::webchat {
namespace {

constexpr Capabilities what_it_can{.only_mentions = false, .push = true, .edit = true, .recall = false, .buttons = true, .mention = true, .idempotent = true};

Delivery delivery_of(Refusal refusal) {
  using namespace std::chrono_literals;
  bool for_ever = refusal == Refusal::failed;
  Delivery delivery{.outcome = for_ever ? DeliveryOutcome::drop_message : DeliveryOutcome::retry_after, .platform_id = {}, .after = {}, .why = {}};
  if (!for_ever) delivery.after = refusal == Refusal::busy ? 1'000ms : 10'000ms;
  delivery.why = word_for(refusal);
  return delivery;
}

Delivery sent(std::string id) { return {.outcome = DeliveryOutcome::sent, .platform_id = std::move(id), .after = {}, .why = {}}; }

}  // namespace

Room::Room(Loop& with_loop, Options with_options, Ports with_ports)
    : loop(with_loop), options(std::move(with_options)), ports(with_ports), redraw(with_loop, options.limits.redraw) {}

std::shared_ptr<Lane::Place> Room::place_in(const std::string& chat) {
  std::erase_if(lanes_, [](auto& lane) { return lane.second->empty(); });
  auto& lane = lanes_[chat];
  if (!lane) lane = std::make_unique<Lane>();
  return lane->take();
}

void Room::show(const Line& line, const std::string& frame) {
  for (auto* page : pages_now()) page->show(line, frame);
}

void Room::keep_to(std::size_t most, Page& newest) {
  std::vector<Page*> mine;
  for (auto* page : pages)
    if (page->welcomed() && page->person() == newest.person()) mine.push_back(page);
  std::sort(mine.begin(), mine.end(), [](auto* a, auto* b) { return a->number() < b->number(); });
  for (std::size_t i = 0; i + most < mine.size(); ++i) mine[i]->end(1008, "too many pages");
}

void Room::say(Event what, std::string id, std::string name, std::string text, std::function<void(std::expected<void, Refusal>)> done) {
  Shown shown{.chat = what.platform_chat, .id = id, .from = what.actor, .name = std::move(name), .at = what.sent, .text = std::move(text), .mention = {},
      .buttons = {}, .about = {}};
  Line line{.n = 0, .chat = shown.chat, .id = std::move(id), .body = body_of(shown, *options.zone)};
  auto place = place_in(line.chat);
  ports.events.submit(std::move(what), [self = shared_from_this(), place, line = std::move(line), done = std::move(done)](std::expected<Taken, Refusal> result) {
    if (!result) {
      place->drop();
      return done(std::unexpected(result.error()));
    }
    place->go([self, line, done] {
      self->ports.history.append(line, [self, line, done](std::expected<std::int64_t, Refusal> n) {
        if (!n) return done(std::unexpected(n.error()));
        auto kept = line;
        kept.n = *n;
        self->show(kept, message_frame(kept));
        done({});
      });
    });
  });
}

void Room::deliver(Outgoing words, std::function<void(Delivery)> done) {
  auto chat = words.platform_chat.empty() ? direct_chat(words.actor) : words.platform_chat;
  words.platform_chat = chat;
  auto place = place_in(chat);
  place->go([self = shared_from_this(), words = std::move(words), done = std::move(done)] {
    if (!words.replaces) return self->append(words, done);
    self->ports.history.find(*words.replaces, [self, words, done](std::optional<Line> old) {
      if (old) return self->change(words, std::move(*old), done);
      self->append(words, done);  // what it replaces is not there any more
    });
  });
}

void Room::append(Outgoing words, std::function<void(Delivery)> done) {
  Shown shown{.chat = words.platform_chat, .id = words.key, .from = "bot", .name = options.bot_names.empty() ? "" : options.bot_names.front(),
      .at = ports.clock.state().now, .text = std::move(words.text), .mention = {}, .buttons = std::move(words.buttons), .about = std::move(words.about)};
  if (!words.mention.empty()) shown.mention.push_back(std::move(words.mention));
  Line line{.n = 0, .chat = shown.chat, .id = shown.id, .body = body_of(shown, *options.zone)};
  ports.history.append(line, [self = shared_from_this(), line, done = std::move(done)](std::expected<std::int64_t, Refusal> n) {
    if (!n) return done(delivery_of(n.error()));
    auto kept = line;
    kept.n = *n;
    self->show(kept, message_frame(kept));
    done(sent(line.id));
  });
}

void Room::change(Outgoing words, Line old, std::function<void(Delivery)> done) {
  auto body = changed_body(old, words.text, words.buttons);
  if (!body) return done({.outcome = DeliveryOutcome::drop_message, .platform_id = {}, .after = {}, .why = "not_ours"});
  old.body = *body;
  ports.history.change(old.id, std::move(*body), [self = shared_from_this(), old, words = std::move(words), done = std::move(done)](std::expected<std::int64_t, Refusal> n) {
    if (!n) return done(delivery_of(n.error()));
    auto kept = old;
    kept.n = *n;
    self->show(kept, update_frame(old.id, *n, words.text, words.buttons));
    done(sent(old.id));
  });
}

WebChat::WebChat(Loop& loop, Options options, Ports ports) : room_(std::make_shared<Room>(loop, std::move(options), ports)) {}

// What is still under way finds no page; the service has stopped its parts before.
WebChat::~WebChat() {
  for (auto* page : room_->pages_now()) page->end(1001, "");
}

const Capabilities& WebChat::capabilities() const { return what_it_can; }
void WebChat::deliver(Outgoing words, std::function<void(Delivery)> done) { room_->deliver(std::move(words), std::move(done)); }
void WebChat::say(Spoken words, std::function<void(std::expected<void, Refusal>)> done) {
  room_->ports.directory.look(words.person, [room = room_, words, done = std::move(done)](std::optional<View> view) {
    if (!view) return done(std::unexpected(Refusal::failed));
    auto heard = take_out_mentions(words.text, room->options.bot_names);
    auto& chats = view->chats;
    bool direct = std::ranges::any_of(chats, [&](const Chat& chat) { return chat.id == words.chat && chat.kind == ChatKind::direct; });
    Event event{.account = room->options.account, .dedupe = words.person + "/" + words.id, .platform_chat = words.chat, .direct = direct,
        .actor = words.person, .sent = words.at, .received = words.at, .body = MessageIn{std::move(heard.text), words.mention || heard.mentioned}};
    room->say(std::move(event), words.id, view->me.name, words.text, done);
  });
}

http::Routes WebChat::routes() { return session_routes(room_); }
std::size_t WebChat::pages() const { return room_->pages.size(); }

void WebChat::clock_changed() {
  if (!room_->options.demo) return;
  auto clock = room_->ports.clock.state();
  for (auto* page : room_->pages_now())
    if (page->welcomed()) page->send(clock_frame(clock_for(page->person(), clock), *room_->options.zone));
}

void WebChat::cases_changed() {
  if (room_->pages.empty()) return;
  room_->redraw.all([weak = std::weak_ptr(room_)] {
    std::vector<std::shared_ptr<Page>> looking;
    if (auto room = weak.lock())
      for (auto* page : room->pages)
        if (page->looks()) looking.push_back(page->shared_from_this());
    return looking;
  });
}

void WebChat::people_changed() {
  for (auto* page : room_->pages_now()) page->welcome_again();
}

void WebChat::signed_out(const std::string& person) {
  if (room_->options.demo) return;
  for (auto* page : room_->pages_now())
    if (page->person() == person) page->end(4401, "");
}

}  // namespace linli::webchat
