#pragma once
// The long connection as the platform keeps it (§8): one a bot, frames answered, req_ids that die with it.
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "tests/standins/wecom/core.hpp"

namespace wecom_standin {

// The other end of one web socket.
class Peer {
 public:
  virtual ~Peer() = default;
  virtual void send(std::string text) = 0;
  virtual void close() = 0;
  virtual bool room() const { return true; }       // false: what was sent lies unread, no more goes onto the line
};

class Gateway {
 public:
  explicit Gateway(Core& core) : core_(core) {}

  std::uint64_t opened(std::shared_ptr<Peer> peer);
  void text(std::uint64_t link, const std::string& frame);
  void closed(std::uint64_t link);

  // What a callback was about; decides which answers its req_id allows.
  enum class About : std::uint8_t { message, hello, click };
  struct Call {
    About about{};
    std::string chat, member, task;
    Json body;                                     // of the frame
  };
  // To the bot, or kept (messages while nobody is there or the line is full, up to Manners::kept), or lost: empty. "kept", or the req_id.
  std::string deliver(Call call);
  void room_again(std::uint64_t link);             // what was kept goes on, as far as there is room
  void unread(const std::string& frame);           // lay on a line that was cut: the platform does not repeat it

  bool subscribed() const { return live_ != 0; }
  void cut_links();                                // all of them, without a word
  void second_instance();                          // somebody else subscribes for a moment: the bot is kicked (§8.1)
  void deaf(bool is) { deaf_ = is; }               // §8.5: pings are answered, callbacks are not sent any more
  std::size_t waiting() const { return kept_.size(); }
  std::size_t lost() const { return lost_; }       // messages handed to a line and never read from it
  std::uint64_t hasty() const { return hasty_; }   // frames for a req_id whose former frame had no answer yet (§8.2)

 private:
  struct Stream { std::uint64_t seen{}; std::chrono::microseconds first{}; bool finished{}; };
  struct Request {
    Call call;
    std::uint64_t link{};
    Instant at;
    bool used{}, unanswered{};
    std::map<std::string, Stream> streams;
  };
  struct Upload {
    std::string type;
    std::size_t size{}, chunks{};
    std::map<std::int64_t, std::string> parts;
    std::chrono::microseconds until{};
  };
  struct Answer { std::int64_t code{}; std::string what{"ok"}; Json body; };
  using Handler = Answer (Gateway::*)(std::uint64_t, const std::string&, const Reader&);
  static Handler handler(const std::string& command);

  Answer subscribe(std::uint64_t link, const std::string& request, const Reader& body);
  Answer ping(std::uint64_t link, const std::string& request, const Reader& body);
  Answer respond(std::uint64_t link, const std::string& request, const Reader& body);
  Answer respond_stream(Request& request, Content content);
  Answer welcome(std::uint64_t link, const std::string& request, const Reader& body);
  Answer update(std::uint64_t link, const std::string& request, const Reader& body);
  Answer push(std::uint64_t link, const std::string& request, const Reader& body);
  Answer upload_init(std::uint64_t link, const std::string& request, const Reader& body);
  Answer upload_chunk(std::uint64_t link, const std::string& request, const Reader& body);
  Answer upload_finish(std::uint64_t link, const std::string& request, const Reader& body);

  Request* live_request(std::uint64_t link, const std::string& request, About about, std::chrono::seconds within);
  std::expected<Content, Refused> content(Route route, const Reader& body);
  bool room(const std::string& chat);              // §8.2: 30 a minute, 1000 an hour, replies and pushes together
  void send(std::uint64_t link, const std::string& request, const Answer& answer);
  void frame(std::uint64_t link, const char* command, const std::string& request, Json body);
  void kick(std::uint64_t link);
  void close(std::uint64_t link);
  std::string hand_over(Call call);

  Core& core_;
  std::map<std::uint64_t, std::shared_ptr<Peer>> links_;
  std::uint64_t numbers_{}, live_{}, hasty_{};     // live_: the subscribed one, 0: none
  bool deaf_{};
  std::map<std::string, Request> requests_;
  std::deque<Call> kept_;
  std::size_t lost_{};
  std::map<std::string, Upload> uploads_;
};

// A click changes a card: for all, or for the named ones (§7.2).
std::expected<void, Refused> change_card(Core& core, const std::string& chat, const std::string& task, const Reader& body);

}  // namespace wecom_standin
