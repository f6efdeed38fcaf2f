#pragma once
// What the built-in chat room needs from the house. The room translates between pages (docs/webchat.md) and these doors; it holds no rule
// of the business and stores nothing itself. All calls are made on the network thread and must return at once; every `done` is called
// exactly once, on the network thread (Loop::post brings it there), also when the answer is a refusal or the service stops.
//
// Ids: a person is known by the id at this platform (Event::actor), a group by the id the service chose (Event::platform_chat, "g:7"), a
// direct chat by "d:" and the person's id. Both are opaque here.
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/ports.hpp"
#include "bot/model/event.hpp"
#include "bot/model/time.hpp"

namespace linli::webchat {

inline std::string direct_chat(const std::string& person) { return "d:" + person; }

// ---- who and where
struct Person {
  std::string id, name, role, detail;  // role: a word of the model; detail: one line to tell them apart
};
enum class ChatKind : std::uint8_t { group, direct, supervisors };
struct Chat {
  std::string id;
  ChatKind kind{};
  std::string title;
  std::string with;                    // direct: the person's id
};
// The room through one person's eyes.
struct View {
  Person me;
  std::vector<Person> people;          // demo: everybody one can be; serve: only me
  std::vector<Chat> chats;             // those this person sees and may write in
  std::vector<std::string> suggestions;  // demo: sentences to try
};
class Directory {
 public:
  virtual ~Directory() = default;
  // Nothing for a person who is not known. "" (demo only): nobody yet; `people` and `suggestions`, no chats.
  virtual void look(std::string person, std::function<void(std::optional<View>)> done) = 0;
};

// ---- the room's own history. Bodies are the adapter's, opaque outside; the keeper seals them.
struct Line {
  std::int64_t n{};                    // ascending over the whole room; a changed line gets a new n
  std::string chat, id;
  std::string body;
};
class History {
 public:
  virtual ~History() = default;
  // `done` gets the line's n once it is durable, in the order of the calls. A known id in the same chat is not stored again: its first n.
  virtual void append(Line line, std::function<void(std::expected<std::int64_t, Refusal>)> done) = 0;
  // Replaces a line's body; `done` gets its new n, 0 where no such line is.
  virtual void change(std::string id, std::string body, std::function<void(std::expected<std::int64_t, Refusal>)> done) = 0;
  virtual std::int64_t last() const = 0;  // the greatest n there is, 0 for none
  virtual void find(std::string id, std::function<void(std::optional<Line>)> done) = 0;
  // Lines of these chats with a greater n, ascending, at most `limit`.
  virtual void after(std::int64_t n, std::vector<std::string> chats, std::size_t limit, std::function<void(std::vector<Line>)> done) = 0;
};

// ---- cases and their timelines, as one person may see them
struct Coming {
  Instant at;
  std::string what;                    // one line, ready to show
  std::string place;                   // only in the clock's next
};
struct CaseLine {
  std::string id, title, place, state, colour, owner;
  std::optional<Coming> next;
  bool open{};
};
enum class EntryKind : std::uint8_t { said, fact, sent, step, due, unsaid };
struct Mark {                          // characters (code points) of Entry::text
  std::uint32_t begin{}, end{};
  std::string rule, slot;
};
struct Entry {
  Instant at;
  EntryKind kind{};
  std::string text;                    // one line, ready to show
  std::string who, why, words, rule, to;  // empty: not shown
  bool sealed{};                       // the viewer may not read the words
  std::vector<Mark> marks;
};
struct Timeline {
  CaseLine head;
  std::vector<Entry> past, coming, unsaid;
};
class Cases {
 public:
  virtual ~Cases() = default;
  virtual void list(std::string viewer, std::function<void(std::vector<CaseLine>)> done) = 0;  // most urgent first
  virtual void timeline(std::string viewer, std::string id, std::function<void(std::optional<Timeline>)> done) = 0;  // nothing: not theirs to see
};

// ---- the bot's clock
struct ClockState {
  Instant now;
  bool running{};                      // a move is under way
  std::optional<Instant> to;           // while it runs: where it ends
  std::optional<Coming> next;          // the next due, if any
  std::optional<std::set<std::string>> seen_by{};  // who may read it; absent: everybody
  std::string elsewhere{};             // what the others read in its stead
};
enum class Move : std::uint8_t { now, hour, next, day };
class RoomClock {
 public:
  virtual ~RoomClock() = default;
  virtual ClockState state() const = 0;
  // Begins a move (WebChat::clock_changed tells how it goes). False: one is under way already.
  virtual bool move(Move to) = 0;
};

// ---- sessions (serve only). Codes and secrets are letters, digits, '-' and '_', at most 256.
class Sessions {
 public:
  virtual ~Sessions() = default;
  // Spends a one-time code; a new session's secret, or nothing (unknown, spent, too old: one answer for all).
  virtual void spend(std::string code, std::function<void(std::optional<std::string>)> done) = 0;
  // Whose session it is, if it lives. `used`: somebody is doing something, so that it does not end as idle.
  virtual void check(std::string secret, bool used, std::function<void(std::optional<std::string>)> done) = 0;
  virtual void end(std::string secret, std::function<void()> done) = 0;
};

struct Ports {
  EventSink& events;
  Directory& directory;
  History& history;
  Cases& cases;
  RoomClock& clock;
  Sessions* sessions;                  // null in the demo
};

}  // namespace linli::webchat
