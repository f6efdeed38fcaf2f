#pragma once
// What the parts of the stand-in share: the world, the clock, what is remembered. Loop's thread only.
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/loop.hpp"
#include "tests/standins/wecom/book.hpp"
#include "tests/standins/wecom/content.hpp"
#include "tests/standins/wecom/counts.hpp"
#include "tests/standins/wecom/faults.hpp"
#include "tests/standins/wecom/world.hpp"

namespace wecom_standin {

using linli::Instant;

// One call or frame of the service, as the platform's own log would show it.
struct Called {
  Instant at;
  std::string what;                  // as Fault::on
  std::int64_t errcode{};            // 0: done
  std::string fault;                 // of the schedule: "cut_after", …
};

struct Media {
  std::string type, bytes, owner;    // owner: "application", "bot", or the webhook's key (§3: works only there)
  Instant until;
};
// A file behind an address that members' pictures and voices have in callbacks (§7.1, §8.3): encrypted.
struct File {
  std::string bytes;
  Instant until;
};
// A right to answer once, later.
struct Code {
  std::string chat, member;
  Instant until;
  bool used{};
  std::uint64_t card{};              // application: number of the card it changes (§5.2)
};

struct Core {
  linli::Loop& loop;
  const linli::IoClock& io;
  World world;
  Manners manners;
  Book book;
  Faults faults;
  Counts counts;
  std::vector<Called> calls;
  std::set<std::string> written_in;              // chats in which somebody has written to the bot (§8.2)
  std::map<std::string, Media> media;
  std::map<std::string, File> files;             // by path
  std::map<std::string, Code> late, updates;     // response_url codes (§7.4); response codes of application cards (§5.2)
  std::uint64_t ids{};
  std::map<std::uint64_t, linli::Loop::TimerPtr> timers;

  Core(linli::Loop& a_loop, const linli::IoClock& clock, World a_world, Manners some) : loop(a_loop), io(clock), world(std::move(a_world)), manners(some) {}

  Instant now() const { return io.wall(); }
  std::int64_t seconds() const { return std::chrono::duration_cast<std::chrono::seconds>(now().time_since_epoch()).count(); }
  std::string id(std::string_view prefix);       // never twice; not to be guessed is no aim here
  std::string name(const std::string& member) const;
  std::uint64_t show(std::string chat, By by, std::string from, Look look, bool finished = true);
  std::string keep(std::string type, std::string bytes, std::string owner);   // media id, 3 days (§3, §5.2, §8.4)
  bool has_media(const std::string& id, const std::string& owner) const;
  // A new look of a card or a stream.
  void change(Seen& seen, Look look, bool finished = true);
  void note(std::string what, std::int64_t errcode, std::string fault = {}) { calls.push_back({now(), std::move(what), errcode, std::move(fault)}); }
  void later(std::chrono::milliseconds wait, std::function<void()> work);     // ends with the stand-in
  std::string random16();                        // for envelopes; not random
  // The single chat of the bot, or the group; the names of §8.2. Empty: there is none.
  std::string chat_of(const std::string& chatid, std::int64_t chat_type) const;
};

// {"errcode":…,"errmsg":"…, hint: […], from ip: …, more info at …"} as the platform words it (§2, §3).
Json failure(Core& core, std::int64_t code, const std::string& what, bool wrong = false);
Json fine(bool wrong = false);

}  // namespace wecom_standin
