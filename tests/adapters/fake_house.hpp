#pragma once
// The doors of the chat room with a toy house behind them: everything in memory, every answer in the test's hand. Network thread only.
#include <map>
#include <string>
#include <vector>

#include "adapters/webchat/webchat.hpp"
#include "tests/adapters/client.hpp"

namespace adapters_test {

namespace wc = linli::webchat;

class FakeHouse final : public linli::EventSink, public wc::Directory, public wc::History, public wc::Cases, public wc::RoomClock, public wc::Sessions {
 public:
  FakeHouse();

  // ---- what the test sets and sees
  std::vector<linli::Event> events;
  std::optional<linli::Refusal> refuse_event, refuse_append;
  bool hold_events{};
  std::vector<std::function<void()>> held;            // submissions waiting for the test
  std::map<std::string, wc::View> views;
  std::vector<wc::Line> lines;
  std::vector<wc::CaseLine> cases;
  std::map<std::string, wc::Timeline> timelines;
  int asked_for_cases{};
  wc::ClockState now;
  std::vector<wc::Move> moves;
  bool may_move{true};
  std::map<std::string, std::string> codes, sessions; // code -> secret, secret -> person

  wc::Ports ports(bool demo) { return {*this, *this, *this, *this, *this, demo ? nullptr : this}; }

  void submit(linli::Event event, std::function<void(std::expected<linli::Taken, linli::Refusal>)> done) override;
  void look(std::string person, std::function<void(std::optional<wc::View>)> done) override;
  void append(wc::Line line, std::function<void(std::expected<std::int64_t, linli::Refusal>)> done) override;
  void change(std::string id, std::string body, std::function<void(std::expected<std::int64_t, linli::Refusal>)> done) override;
  std::int64_t last() const override { return last_; }
  void find(std::string id, std::function<void(std::optional<wc::Line>)> done) override;
  void after(std::int64_t n, std::vector<std::string> chats, std::size_t limit, std::function<void(std::vector<wc::Line>)> done) override;
  void list(std::string viewer, std::function<void(std::vector<wc::CaseLine>)> done) override;
  void timeline(std::string viewer, std::string id, std::function<void(std::optional<wc::Timeline>)> done) override;
  wc::ClockState state() const override { return now; }
  bool move(wc::Move to) override;
  void spend(std::string code, std::function<void(std::optional<std::string>)> done) override;
  void check(std::string secret, bool used, std::function<void(std::optional<std::string>)> done) override;
  void end(std::string secret, std::function<void()> done) override;

 private:
  std::int64_t last_{};
};

// A room with its server; pages are clients of it.
class TestRoom {
 public:
  explicit TestRoom(bool demo = true, void (*change)(wc::Options&) = [](wc::Options&) {});
  ~TestRoom();

  Client page() const;                                  // an upgraded socket, nothing said
  Client page_of(const std::string& person, std::int64_t last = 0) const;  // welcomed
  // From any thread: runs on the network thread and waits.
  void there(const std::function<void()>& work) { running->there(work); }
  linli::Delivery deliver(linli::Outgoing words);

  FakeHouse house;
  linli::Zone zone{"Asia/Shanghai", {{linli::Instant(), std::chrono::hours(8)}}};
  std::unique_ptr<wc::WebChat> chat;
  std::unique_ptr<Running> running;
};

}  // namespace adapters_test
