// The built-in chat room: its adapter on the house's real doors; lines are said as a page would say them.
#include <nlohmann/json.hpp>

#include <utility>

#include "service/room/room.hpp"
#include "storage/reads.hpp"
#include "tests/golden/doors.hpp"

namespace linli::golden_doors {
namespace {

class WebchatDoor final : public rehearse::Door {
 public:
  explicit WebchatDoor(std::shared_ptr<Witness> witness) : witness_(std::move(witness)) {}

  void open(App& app, AccountId account, Pretended& time, Log&) override {
    app_ = &app;
    account_ = account;
    PlatformConfig config;
    config.bot_names = {"小邻"};
    room_ = std::make_unique<room::Room>(time, time, app, config, room::Options{true, {}, {}});
  }
  void close() override {
    auto lines = app_->look([&](Reads& reads) {
      std::vector<std::string> chats;
      for (auto& chat : reads.chats(account_))
        if (!chat.direct) chats.push_back(chat.platform_chat);
      for (auto& person : reads.people(account_))
        for (auto& [account, actor] : person.bindings) chats.push_back(webchat::direct_chat(actor));
      return reads.room_after(account_, chats, seen_, 10'000);
    });
    for (auto& line : lines) {
      witness_->seen.push_back(nlohmann::json::parse(line.body).value("text", ""));
      seen_ = line.n;
    }
  }
  void let_go() override {
    room_.reset();
    app_ = nullptr;
  }
  void send(Event event, std::function<void(std::optional<std::string>)> done) override {
    auto& message = std::get<MessageIn>(event.body);
    webchat::Spoken spoken{event.actor, event.platform_chat, event.dedupe, message.text, message.addressed, event.sent};
    room_->chat().say(std::move(spoken), [done = std::move(done)](std::expected<void, Refusal> result) {
      done(result ? std::nullopt : std::optional<std::string>("the room refused it"));
    });
  }

 private:
  std::shared_ptr<Witness> witness_;
  App* app_{};
  AccountId account_;
  std::int64_t seen_{};
  std::unique_ptr<room::Room> room_;
};

}  // namespace

std::unique_ptr<rehearse::Door> webchat_door(std::shared_ptr<Witness> witness) { return std::make_unique<WebchatDoor>(std::move(witness)); }

}  // namespace linli::golden_doors
