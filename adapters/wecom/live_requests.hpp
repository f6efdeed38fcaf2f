#pragma once
// What came in and can still be answered in itself: handles of WeCom that expire, work once, or die with their connection. They are a better way
// where there is one, never a needed one; and who wrote lately. In memory only, bounded, by the I/O clock. The doors put them in, the ways out use them. Loop's thread.
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/loop.hpp"
#include "adapters/wecom/expiring.hpp"
#include "bot/model/ids.hpp"
#include "bot/model/secret.hpp"

namespace linli::wecom {

// A message, or an opened direct chat.
struct LiveRequest {
  bool hello{};                      // answered by aibot_respond_welcome_msg within 5 s, else by aibot_respond_msg within 24 h [D-101463]
  std::string chat;                  // Event::platform_chat
  std::string request;               // req_id; empty: it did not come by the long connection
  std::uint64_t generation{};        // LongConnection::generation() it came by; the req_id died with any earlier one
};

// A card that was pressed: it may be changed once, by one of three ways.
struct Click {
  // The request is held open: the update's JSON, not yet encrypted. False: too late, nothing was sent.
  std::function<bool(const std::string& json)> answer;
  std::uint64_t number{};            // of the held request, for forget_click
  std::string request;               // or: req_id for aibot_respond_update_msg, within 5 s
  std::uint64_t generation{};
  SecretPtr code;                    // or: ResponseCode of an application's card, 72 h [D-94888]
};

class LiveRequests {
 public:
  explicit LiveRequests(const IoClock& io);

  // ---- doors in
  // `response_url`: null, or of a single chat and of an allowed host. It lives 1 h and works once [D-101138].
  void heard(EventId event, LiveRequest request, SecretPtr response_url);
  // Another click on the same card joins one that is held: an update answers both. Else it takes its place.
  void clicked(const std::string& task, Click click, std::chrono::milliseconds within);
  void forget_click(const std::string& task, std::uint64_t number);       // its request was answered otherwise
  // The bot was written to in that chat (Event::platform_chat): what was closed there as unreachable may be open again.
  void written(const std::string& chat);

  // ---- ways out
  const LiveRequest* find(EventId event);                    // valid until the next call
  // The newest message of that chat whose req_id lives on this connection: for chats the push cannot reach (docs/wecom.md).
  const LiveRequest* newest(const std::string& chat, std::uint64_t generation);
  bool has_response_url(EventId event);
  SecretPtr take_response_url(EventId event);                // then it is gone; null: there is none
  bool has_click(const std::string& task);
  std::optional<Click> take_click(const std::string& task);  // then it is gone
  bool written_since(const std::string& chat, std::chrono::microseconds when);  // IoClock::steady, half an hour ago at most

 private:
  struct Held {
    LiveRequest request;
    SecretPtr response_url;
    std::chrono::microseconds url_until{};
  };
  Held* held(EventId event);

  const IoClock& io_;
  Expiring<EventId, Held> requests_;
  Expiring<std::string, EventId> newest_;
  Expiring<std::string, std::vector<Click>> clicks_;
  Expiring<std::string, std::chrono::microseconds> written_;
};

}  // namespace linli::wecom
