#include <algorithm>
#include <memory>

#include "service/platform/event_door.hpp"
#include "service/room/asking.hpp"
#include "service/room/doors.hpp"
#include "storage/writes.hpp"

namespace linli::room {
namespace {

class History final : public webchat::History {
 public:
  // `last`: the greatest n that is stored.
  History(House& house, std::int64_t last) : house_(house), last_(last) {}

  std::int64_t last() const override { return last_; }

  void append(webchat::Line line, std::function<void(std::expected<std::int64_t, Refusal>)> done) override {
    write([account = house_.account, line = std::move(line)](Writes& w) { return w.append_room(account, line.chat, line.id, line.body); },
          std::move(done));
  }
  void change(std::string id, std::string body, std::function<void(std::expected<std::int64_t, Refusal>)> done) override {
    write([account = house_.account, id = std::move(id), body = std::move(body)](Writes& w) { return w.update_room(account, id, body).value_or(0); },
          std::move(done));
  }
  void find(std::string id, std::function<void(std::optional<webchat::Line>)> done) override {
    ask_store(house_.store, house_.loop, [account = house_.account, id = std::move(id)](Reads& reads) {
      auto line = reads.room_line(account, id);
      return line ? std::optional(of(std::move(*line))) : std::nullopt;
    }, std::move(done), std::optional<webchat::Line>());
  }
  void after(std::int64_t n, std::vector<std::string> chats, std::size_t limit, std::function<void(std::vector<webchat::Line>)> done) override {
    ask_store(house_.store, house_.loop, [account = house_.account, n, chats = std::move(chats), limit](Reads& reads) {
      std::vector<webchat::Line> out;
      for (auto& line : reads.room_after(account, chats, n, limit)) out.push_back(of(std::move(line)));
      return out;
    }, std::move(done), std::vector<webchat::Line>());
  }

 private:
  static webchat::Line of(RoomLine line) { return {line.n, std::move(line.chat), std::move(line.id), std::move(line.body)}; }

  // The writer takes jobs in their order, and the answers come back in it.
  template <class Job>
  void write(Job job, std::function<void(std::expected<std::int64_t, Refusal>)> done) {
    auto n = std::make_shared<std::int64_t>();
    auto shared = std::make_shared<decltype(done)>(std::move(done));
    auto queued = house_.store.write([n, job = std::move(job)](Writes& w) { *n = job(w); },
      [this, n, shared](std::expected<void, Refused> result) {
        house_.loop.post([this, n, shared, result] {
          if (result) last_ = std::max(last_, *n);
          if (result) (*shared)(*n);
          else (*shared)(std::unexpected(refusal_of(result.error())));
        });
      });
    if (!queued) house_.loop.post([shared] { (*shared)(std::unexpected(Refusal::busy)); });
  }

  House& house_;
  std::int64_t last_;
};

}  // namespace

std::unique_ptr<webchat::History> history_door(House& house, std::int64_t last) { return std::make_unique<History>(house, last); }

}  // namespace linli::room
