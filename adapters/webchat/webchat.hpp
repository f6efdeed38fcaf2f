#pragma once
// The built-in chat room as a platform: the service side of docs/webchat.md. Network thread only. To end it: stop the server that carries
// its routes, wait until that is done, then let this go, and the ports after it.
#include <memory>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/http/http.hpp"
#include "adapters/loop.hpp"
#include "adapters/webchat/ports.hpp"

namespace linli::webchat {

struct Limits {
  std::size_t text_bytes{12'000};           // of one message: too_long
  std::uint32_t burst{20}, per_second{5};   // frames of one page: then busy
  std::uint32_t flood_per_minute{200};      // then closed with 1008
  std::size_t sockets_per_person{8};        // the oldest is closed
  std::size_t in_hand{8};                   // says and presses of one page not yet answered; then busy
  std::size_t page{100};                    // lines of history read at a time
  std::chrono::milliseconds hello{10'000};  // a page that does not begin is closed
  std::chrono::milliseconds redraw{200};    // cases and timelines are sent again at most this often
  std::uint32_t codes_per_minute{10};       // one-time codes tried from one address
  std::chrono::milliseconds recheck{30'000};  // a session is looked at again while its socket is open
};

struct Options {
  bool demo{};                              // choose who you are: only behind a loopback listener
  AccountId account;                        // of the events it makes
  std::vector<std::string> origins;         // exact, "https://linli.example" or "http://127.0.0.1:8080"
  std::vector<std::string> bot_names;       // as people mention it, without '@'; the first is shown as its name
  const Zone* zone{};                       // of the times shown
  Limits limits;
};

// Words of a person that come from no page.
struct Spoken {
  std::string person, chat;
  std::string id;                           // of the chat's line; the same again is said once
  std::string text;
  bool mention{};
  Instant at;                               // bot's time
};

class Room;

class WebChat final : public Adapter {
 public:
  WebChat(Loop& loop, Options options, Ports ports);
  ~WebChat() override;

  const Capabilities& capabilities() const override;
  void deliver(Outgoing words, std::function<void(Delivery)> done) override;

  // As if a page of the person had sent it: recorded, then shown (the demo's history). `done` when it is durable, or refused.
  void say(Spoken words, std::function<void(std::expected<void, Refusal>)> done);

  // /chat/ws, /chat/session, /chat/sign-out; to be mounted by whoever makes the server, beside the page's files.
  http::Routes routes();

  void clock_changed();                       // RoomClock::state() says something new
  void cases_changed();                       // after a commit: who looks at cases is shown them again
  void people_changed();                      // names, roles or chats: everybody is welcomed again
  void signed_out(const std::string& person); // by the administrator: the person's sockets are closed
  std::size_t pages() const;                  // open sockets

 private:
  std::shared_ptr<Room> room_;
};

}  // namespace linli::webchat
