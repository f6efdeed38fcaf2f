#include "adapters/webchat/page.hpp"

#include <algorithm>
#include <atomic>

#include "adapters/webchat/encode.hpp"
#include "adapters/webchat/text.hpp"

namespace linli::webchat {
namespace {

constexpr std::size_t most_early = 32;
std::uint64_t next_number() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

class Events final : public http::SocketEvents {
 public:
  explicit Events(std::shared_ptr<Page> page) : page_(std::move(page)) {}
  void opened(http::Socket& socket) override { page_->opened(socket); }
  void text(std::string frame) override { page_->text(std::move(frame)); }
  void drained() override { page_->drained(); }
  void closed() override { page_->closed(); }

 private:
  std::shared_ptr<Page> page_;
};

}  // namespace

std::unique_ptr<http::SocketEvents> events_of(std::shared_ptr<Page> page) { return std::make_unique<Events>(std::move(page)); }

Page::Page(std::shared_ptr<Room> room, std::string person, std::string session)
    : room_(std::move(room)), person_(std::move(person)), session_(std::move(session)), number_(next_number()),
      bucket_(room_->options.limits.burst, room_->options.limits.per_second, room_->options.limits.flood_per_minute) {}

Page::~Page() { room_->pages.erase(this); }

void Page::opened(http::Socket& socket) {
  socket_ = &socket;
  room_->pages.insert(this);
  timer_ = room_->loop.after(room_->options.limits.hello, [this] {
    if (!greeted_) end(1008, "hello");
  });
}

void Page::closed() {
  socket_ = nullptr;
  room_->pages.erase(this);
  timer_.reset();
}

void Page::send(std::string frame) {
  if (socket_) socket_->send(std::move(frame));
}

void Page::wrong(std::string_view error) {
  send(error_frame(error));
  end(1008, error);
}

void Page::end(std::uint16_t code, std::string_view reason) {
  if (socket_) socket_->close(code, reason);
}

void Page::text(std::string frame) {
  active_ = true;
  auto answer = bucket_.take(std::chrono::steady_clock::now());
  if (answer == Bucket::Answer::flood) return end(1008, "flood");
  auto read = decode(frame);
  if (!read) {
    return wrong(read.error() == Misread::not_json ? "not_json" : "unknown");
  }
  if (std::holds_alternative<Hello>(*read) == greeted_) return wrong("not_now");
  if (answer == Bucket::Answer::busy) {
    if (auto* say = std::get_if<Say>(&*read)) return record(say->id, "busy");
    if (auto* press = std::get_if<Press>(&*read)) return record(press->id, "busy");
    return send(error_frame("busy"));
  }
  if (!looking_) return handle(std::move(*read));
  if (early_.size() == most_early) return end(1008, "flood");
  early_.push_back(std::move(*read));
}

void Page::handle(PageFrame frame) {
  std::visit([this](auto&& one) { handle(std::move(one)); }, std::move(frame));
}

// ---- who I am
void Page::handle(const Hello& hello) {
  greeted_ = true;
  timer_.reset();
  if (room_->options.demo)
    person_ = hello.person;
  else
    check_session();
  look(hello.last);
}

void Page::handle(const Be& be) {
  if (!room_->options.demo) return wrong("unknown");
  person_ = be.person;
  shows_cases_ = false, case_.clear();
  look(0);
}

void Page::look(std::int64_t last) {
  looking_ = true;
  room_->ports.directory.look(person_, [weak = weak_from_this(), turn = ++turn_, last](std::optional<View> view) {
    auto self = weak.lock();
    if (!self || !self->socket_ || turn != self->turn_) return;
    if (view) return self->welcome(std::move(*view), last);
    if (!self->room_->options.demo || self->person_.empty()) return self->end(4401, "");
    self->person_.clear();  // somebody of a demo before this one
    self->look(0);
  });
}

void Page::welcome(View view, std::int64_t last) {
  looking_ = false;
  person_ = view.me.id;
  auto& house = *room_;
  auto clock = clock_for(person_, house.ports.clock.state());
  if (!house.options.demo) clock.next.reset();  // what is due elsewhere is nobody's business
  send(welcome_frame(house.options.demo, view, house.ports.history.last(), clock, *house.options.zone));
  view_ = std::move(view);
  cases_sent_ = timeline_sent_ = 0;
  shown_ = last, again_ = false, more_ = false;
  if (!person_.empty()) {
    house.keep_to(house.options.limits.sockets_per_person, *this);
    read_on();
  }
  while (!early_.empty() && !looking_) {
    auto frame = std::move(early_.front());
    early_.pop_front();
    handle(std::move(frame));
  }
}

void Page::welcome_again() {
  if (welcomed()) look(0);
}

// A session that has ended meanwhile ends its socket too.
void Page::check_session() {
  timer_ = room_->loop.after(room_->options.limits.recheck, [this] {
    room_->ports.sessions->check(session_, std::exchange(active_, false), [weak = weak_from_this()](std::optional<std::string> person) {
      auto self = weak.lock();
      if (!self || !self->socket_) return;
      if (person != self->person_) return self->end(4401, "");
      self->check_session();
    });
  });
}

// ---- what was said
void Page::read_on() {
  std::vector<std::string> chats;
  for (auto& chat : view_->chats) chats.push_back(chat.id);
  reading_ = true, more_ = false;
  asked_ = room_->ports.history.last();
  room_->ports.history.after(shown_, std::move(chats), room_->options.limits.page, [weak = weak_from_this(), turn = turn_](std::vector<Line> lines) {
    auto self = weak.lock();
    if (self && self->socket_ && turn == self->turn_) self->heard(std::move(lines));
  });
}

void Page::heard(std::vector<Line> lines) {
  for (auto& line : lines) {
    send(message_frame(line));
    shown_ = std::max(shown_, line.n);
  }
  bool full = lines.size() >= room_->options.limits.page;
  if (!full && !again_) {
    reading_ = false;
    shown_ = std::max(shown_, asked_);  // the rest is in other people's chats
    return send(upto_frame(shown_));
  }
  again_ = false;
  more_ = true;
  if (socket_ && socket_->waiting() == 0) read_on();
}

void Page::drained() {
  if (more_) read_on();
}

void Page::show(const Line& line, const std::string& frame) {
  if (!welcomed() || !chat(line.chat)) return;
  if (reading_) {
    again_ = true;
  } else if (line.n > shown_) {
    send(frame);
    shown_ = line.n;
  }
}

// ---- what is said
const Chat* Page::chat(const std::string& id) const {
  if (!view_) return nullptr;
  auto it = std::find_if(view_->chats.begin(), view_->chats.end(), [&](auto& chat) { return chat.id == id; });
  return it == view_->chats.end() ? nullptr : &*it;
}

// In the demo other people's direct chats can be watched, but only their own person writes there.
bool Page::may_write(const std::string& id) const {
  auto* found = chat(id);
  return found && !person_.empty() && (found->kind != ChatKind::direct || found->with == person_);
}

void Page::record(const std::string& id, std::optional<std::string_view> error) { send(recorded_frame(id, error)); }

Event Page::event(const std::string& id, const std::string& chat_id, Body body) const {
  auto now = room_->ports.clock.state().now;
  return {.account = room_->options.account, .dedupe = person_ + "/" + id, .platform_chat = chat_id, .direct = chat(chat_id)->kind == ChatKind::direct,
      .actor = person_, .sent = now, .received = now, .body = std::move(body)};
}

void Page::handle(Say say) {
  auto& limits = room_->options.limits;
  if (!is_page_id(say.id)) return wrong("unknown");
  if (!may_write(say.chat)) return record(say.id, "not_yours");
  if (say.text.size() > limits.text_bytes) return record(say.id, "too_long");
  if (!is_text(say.text)) return record(say.id, "not_text");
  if (in_hand_ >= limits.in_hand) return record(say.id, "busy");
  ++in_hand_;
  auto heard = take_out_mentions(say.text, room_->options.bot_names);
  auto what = event(say.id, say.chat, MessageIn{std::move(heard.text), say.mention || heard.mentioned});
  room_->say(std::move(what), say.id, view_->me.name, std::move(say.text), [weak = weak_from_this(), id = say.id](std::expected<void, Refusal> result) {
    if (auto self = weak.lock()) self->recorded_by_house(id, result);
  });
}

void Page::handle(Press press) {
  if (!is_page_id(press.id)) return wrong("unknown");
  if (!may_write(press.chat)) return record(press.id, "not_yours");
  if (in_hand_ >= room_->options.limits.in_hand) return record(press.id, "busy");
  ++in_hand_;
  room_->ports.events.submit(event(press.id, press.chat, ButtonIn{std::move(press.key)}), [weak = weak_from_this(), id = press.id](std::expected<Taken, Refusal> result) {
    if (auto self = weak.lock()) self->recorded_by_house(id, result ? std::expected<void, Refusal>() : std::unexpected(result.error()));
  });
}

void Page::recorded_by_house(const std::string& id, std::expected<void, Refusal> result) {
  --in_hand_;
  if (result) return record(id, {});
  record(id, word_for(result.error()));
}

// ---- the clock, the cases
void Page::handle(const MoveClock& move) {
  if (!room_->options.demo) return wrong("unknown");
  if (!room_->ports.clock.move(move.to)) send(error_frame("busy"));
}

void Page::handle(const ShowCases&) {
  shows_cases_ = true;
  cases_sent_ = 0;
  room_->redraw.soon(shared_from_this());
}

void Page::handle(const ShowCase& show) {
  case_ = show.id;
  timeline_sent_ = 0;
  room_->redraw.soon(shared_from_this());
}

void Page::draw(std::function<void()> done) {
  if (!socket_ || !welcomed() || person_.empty()) return done();
  auto changed = [](Page& page, std::size_t& sent, std::string frame) {
    if (std::exchange(sent, std::hash<std::string>{}(frame) | 1U) == (std::hash<std::string>{}(frame) | 1U)) return;
    page.send(std::move(frame));
  };
  auto timeline = [weak = weak_from_this(), turn = turn_, changed, done] {
    auto self = weak.lock();
    if (!self || turn != self->turn_ || self->case_.empty()) return done();
    self->room_->ports.cases.timeline(self->person_, self->case_, [weak, turn, changed, done, id = self->case_](std::optional<Timeline> found) {
      if (auto page = weak.lock(); page && turn == page->turn_ && id == page->case_)
        changed(*page, page->timeline_sent_, timeline_frame(found, *page->room_->options.zone));
      done();
    });
  };
  if (!shows_cases_) return timeline();
  room_->ports.cases.list(person_, [weak = weak_from_this(), turn = turn_, changed, timeline](std::vector<CaseLine> found) {
    if (auto page = weak.lock(); page && turn == page->turn_) changed(*page, page->cases_sent_, cases_frame(found, *page->room_->options.zone));
    timeline();
  });
}

}  // namespace linli::webchat
