#pragma once
// The made-up organisation that the stand-in plays, and what is left open about the real platform. Sections (§) are those of the facts
// document about WeCom; "open" is its §13, what nobody could verify.
#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace wecom_standin {

struct Member {
  std::string id, name;
  bool visible{true};               // in the application's visible range (§7.1)
};
struct Group {
  std::string name;                 // for people and tests only; the platform knows `chat`
  std::string chat;                 // the bot's chatid
  std::string webhook;              // key of its webhook; empty: it has none
  std::vector<std::string> members;
  bool bot{true};                   // the bot is in it
};
// A callback address as entered on the platform (§4.1). Without `url` there is none.
struct Door {
  std::string url, token, key;
};
struct World {
  std::string corp, secret;
  std::int64_t agent{};
  Door application;
  std::string bot, bot_secret, bot_name;
  Door bot_door;                    // with an address the bot is in URL mode, else on the long connection; never both (§8.1)
  std::vector<Group> groups;
  std::vector<Member> members;
  std::string api{"https://qyapi.weixin.qq.com"};              // as it stands in addresses handed out (§7.1 response_url)
  std::string gateway{"wss://openws.work.weixin.qq.com"};      // §8.1
  std::string files{"https://files.wecom-standin.invalid"};    // where media addresses lead (§7.1)
  bool encrypted{true};             // the bot is told open_userids instead of userids (§7.1)

  const Group* group(std::string_view name) const;
  const Group* group_of_chat(std::string_view chat) const;
  const Group* group_of_webhook(std::string_view key) const;
  const Member* member(std::string_view id) const;
  std::string open_userid(std::string_view member) const;      // "wo…", the same for ever
  std::string userid(std::string_view open_userid) const;      // empty: not one of ours
};

// From a TOML file (world.toml explains the keys). One sentence about what is wrong with it.
std::expected<World, std::string> read_world(const std::string& file);

struct Manners {
  bool says_40001{};                          // §5.1: for a wrong secret instead of 40091
  bool trusted{true};                         // §5.1: the caller's address is registered; else 60020
  bool same_nonce{true};                      // open: a repeat carries the same nonce and time
  bool repeats_after_status{true};            // §4.5: two documents disagree about answers that are not 200
  std::size_t kept{};                         // not in the facts at all: how many messages wait for a bot that is not connected; more are lost
  std::chrono::minutes stream{6};             // open: 6 or 10; §7.2, §8.2
  std::chrono::milliseconds refresh{1'000};   // not documented: how often an unfinished stream is asked for (§7.2)
  std::chrono::milliseconds pause{1'000};     // not documented: before a callback is repeated after an answer or a refused connection
  std::size_t subscribes{5};                  // §8.1 "a few quick tries", in a minute
  std::chrono::seconds webhook_block{};       // open: after more than 20 in a minute; one user saw 10 minutes
  bool refreshes_count{};                     // not documented: whether each state of a stream counts towards 30 a minute
};

}  // namespace wecom_standin
