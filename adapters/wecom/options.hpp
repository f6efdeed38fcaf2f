#pragma once
// What is configured for one WeCom organisation (docs/wecom.md): one bot, one self-built application, the groups they serve. Any of them may
// be missing; settings.cpp says what then cannot be done.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bot/model/secret.hpp"

namespace linli::wecom {

// One callback address: WXBizMsgCrypt with its token and EncodingAESKey.
struct Callback {
  std::string path;                    // "/wecom/bot"
  SecretPtr token, key;                // key: the 43 characters
  std::string receiver;                // CorpID for the application, empty for a bot of the own organisation
};
struct Application {
  std::string corp;                    // CorpID
  std::int64_t agent{};
  SecretPtr secret;
  std::optional<Callback> callback;
};
struct Bot {
  std::string id;                      // aibotid
  SecretPtr secret;                    // of the long connection; null: the callback is its door
  std::optional<Callback> callback;    // one of the two, never both
  std::string device;                  // a stable word for the subscribe frame; empty: none is sent
};
struct Group {
  std::string name;                    // as the import's chats.csv names it: Event::platform_chat
  std::string chat;                    // the bot's chatid of the same group; empty: not known yet
  SecretPtr webhook;                   // its key (or the whole address, from which the key is taken); null: none
};
// The chat room in the browser, which the card of an escalation opens.
struct Page {
  std::string address;                 // "https://linli.example/chat/"; empty: cards have nothing to open, so there are none
  std::string words;                   // what is written on the link
};
enum class Direct : std::uint8_t { bot, application };  // which single chat is "the direct chat"

struct Options {
  std::vector<std::string> bot_names;  // as people mention it, without '@'
  std::optional<Application> application;
  std::optional<Bot> bot;
  std::vector<Group> groups;
  Page page;
  Direct direct{Direct::bot};

  // ---- what the platform is like: config/platforms/wecom.toml
  std::string api{"https://qyapi.weixin.qq.com"};
  std::string gateway{"wss://openws.work.weixin.qq.com"};
  std::vector<std::string> media_hosts;          // from which pictures and voices may be fetched
  bool plain{};                                  // stand-ins: http, ws and addresses of this machine too
  std::chrono::milliseconds deadline{5'000};     // of a callback; the store is waited for until 1 s before it
  std::chrono::seconds window{600};              // of a callback's timestamp, both ways, by the I/O clock
  std::chrono::seconds remember{7'200};          // how long a request is known as a repeat
  std::size_t remember_most{20'000};
  std::size_t body_bytes{64 * 1024};             // of a callback
  std::chrono::seconds heartbeat{30};            // of the long connection; two unanswered end it
  std::chrono::seconds backoff_most{30};
  std::int32_t refusals_most{5};                 // refused subscribes running: stop and alarm
  std::chrono::seconds token_before{300};        // a token is fetched anew so long before its end
  std::size_t media_bytes{4 * 1024 * 1024};
};

}  // namespace linli::wecom
