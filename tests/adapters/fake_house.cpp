#include "tests/adapters/fake_house.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace adapters_test {

using namespace std::chrono_literals;

// Made-up people: 王阿姨 lets rooms, 小李 rents, 张洁 works at the committee.
FakeHouse::FakeHouse() {
  const std::vector<wc::Person> people{{"p:wang", "王阿姨", "landlord", "68号"}, {"p:li", "小李", "renter", "68号301"}, {"p:zhang", "张洁", "committee_worker", "罗溪村"}};
  views[""] = {.me = {}, .people = people, .chats = {}, .suggestions = {"我家301的租客明天回来"}};
  for (auto& me : people) {
    wc::View view{.me = me, .people = people, .chats = {}, .suggestions = {"我家301的租客明天回来"}};
    if (me.id != "p:li") view.chats.push_back({"g:1", wc::ChatKind::group, "房东群", ""});
    if (me.id == "p:zhang") view.chats.push_back({"g:2", wc::ChatKind::supervisors, "平安办", ""});
    view.chats.push_back({"d:" + me.id, wc::ChatKind::direct, "", me.id});
    views[me.id] = view;
  }
  views["p:zhang"].chats.push_back({"d:p:li", wc::ChatKind::direct, "", "p:li"});  // may be watched in the demo
  now.now = linli::Instant(std::chrono::sys_days(std::chrono::year(2020) / 2 / 11)) + 1h;  // 09:00 in Shanghai
}

void FakeHouse::submit(linli::Event event, std::function<void(std::expected<linli::Taken, linli::Refusal>)> done) {
  events.push_back(std::move(event));
  auto answer = [this, done = std::move(done)] { refuse_event ? done(std::unexpected(*refuse_event)) : done(linli::Taken{}); };
  if (hold_events)
    held.push_back(answer);
  else
    answer();
}

void FakeHouse::look(std::string person, std::function<void(std::optional<wc::View>)> done) {
  auto it = views.find(person);
  done(it == views.end() ? std::nullopt : std::optional(it->second));
}

void FakeHouse::append(wc::Line line, std::function<void(std::expected<std::int64_t, linli::Refusal>)> done) {
  if (refuse_append) return done(std::unexpected(*refuse_append));
  auto known = std::find_if(lines.begin(), lines.end(), [&](auto& l) { return l.chat == line.chat && l.id == line.id; });
  if (known != lines.end()) return done(known->n);
  line.n = ++last_;
  lines.push_back(std::move(line));
  done(last_);
}
void FakeHouse::change(std::string id, std::string body, std::function<void(std::expected<std::int64_t, linli::Refusal>)> done) {
  auto it = std::find_if(lines.begin(), lines.end(), [&](auto& l) { return l.id == id; });
  if (it == lines.end()) return done(0);
  auto line = *it;
  lines.erase(it);
  line.n = ++last_, line.body = std::move(body);
  lines.push_back(std::move(line));
  done(last_);
}
void FakeHouse::find(std::string id, std::function<void(std::optional<wc::Line>)> done) {
  auto it = std::find_if(lines.begin(), lines.end(), [&](auto& l) { return l.id == id; });
  done(it == lines.end() ? std::nullopt : std::optional(*it));
}
void FakeHouse::after(std::int64_t n, std::vector<std::string> chats, std::size_t limit, std::function<void(std::vector<wc::Line>)> done) {
  std::vector<wc::Line> found;
  for (auto& line : lines)
    if (line.n > n && found.size() < limit && std::find(chats.begin(), chats.end(), line.chat) != chats.end()) found.push_back(line);
  done(std::move(found));
}

void FakeHouse::list(std::string, std::function<void(std::vector<wc::CaseLine>)> done) { ++asked_for_cases, done(cases); }
void FakeHouse::timeline(std::string, std::string id, std::function<void(std::optional<wc::Timeline>)> done) {
  auto it = timelines.find(id);
  done(it == timelines.end() ? std::nullopt : std::optional(it->second));
}
bool FakeHouse::move(wc::Move to) {
  if (may_move) moves.push_back(to);
  return may_move;
}

void FakeHouse::spend(std::string code, std::function<void(std::optional<std::string>)> done) {
  auto it = codes.find(code);
  if (it == codes.end()) return done({});
  auto secret = it->second;
  codes.erase(it);
  done(secret);
}
void FakeHouse::check(std::string secret, bool, std::function<void(std::optional<std::string>)> done) {
  auto it = sessions.find(secret);
  done(it == sessions.end() ? std::nullopt : std::optional(it->second));
}
void FakeHouse::end(std::string secret, std::function<void()> done) {
  sessions.erase(secret);
  done();
}

TestRoom::TestRoom(bool demo, void (*change)(wc::Options&)) {
  wc::Options options{.demo = demo, .account = {7}, .origins = {"http://room.test"}, .bot_names = {"小邻", "小邻助手"}, .zone = &zone, .limits = {}};
  options.limits.redraw = std::chrono::milliseconds(0);
  change(options);
  running = std::make_unique<Running>([&](linli::http::Loop& loop) {
    chat = std::make_unique<wc::WebChat>(loop, options, house.ports(demo));
    return chat->routes();
  });
}
TestRoom::~TestRoom() { running->stop(std::chrono::milliseconds(0)); }

Client TestRoom::page() const {
  Client client(running->port);
  EXPECT_EQ(client.upgrade("/chat/ws", "Origin: http://room.test\r\n").status, 101);
  return client;
}
Client TestRoom::page_of(const std::string& person, std::int64_t last) const {
  auto client = page();
  client.say(R"({"type":"hello","last":)" + std::to_string(last) + R"(,"person":")" + person + R"("})");
  auto frame = client.frame();
  EXPECT_NE(frame.payload.find(R"("type":"welcome")"), std::string::npos) << frame.payload;
  return client;
}
linli::Delivery TestRoom::deliver(linli::Outgoing words) {
  linli::Delivery got{.outcome = linli::DeliveryOutcome::ambiguous, .platform_id = {}, .after = {}, .why = {}};
  there([&] { chat->deliver(words, [&](linli::Delivery d) { got = std::move(d); }); });
  return got;
}

}  // namespace adapters_test
