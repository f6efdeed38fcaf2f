#include "service/rehearse/play.hpp"

#include <algorithm>
#include <optional>

#include "service/rehearse/given.hpp"
#include "service/rehearse/stage.hpp"

namespace linli::rehearse {
namespace {

constexpr std::chrono::seconds after_own_line{3};
constexpr std::chrono::minutes after_bot{2};

bool tells_others(const ActText& act) { return act.name == name_of(Act::escalate) || act.name == name_of(Act::notify); }

class Player {
 public:
  Player(const Conversation& conversation, Stage& stage, const Scene& scene, Playing playing)
      : c_(conversation), stage_(stage), scene_(scene), playing_(playing) {}

  Played play() {
    if (auto wrong = give()) return failed(*wrong, 0);
    for (std::size_t i = 0; i < c_.turns.size();) {
      auto& line = c_.turns[i];
      std::size_t first = i + (std::holds_alternative<Bot>(line.what) ? 0 : 1), last = first;
      while (last < c_.turns.size() && std::holds_alternative<Bot>(c_.turns[last].what)) ++last;
      if (auto* said = std::get_if<Said>(&line.what); !said || heard_at_all(*said, first, last))
        if (auto wrong = act(line)) return failed(*wrong, line.line);
      if (playing_.restarts)
        if (auto wrong = stage_.restart()) return failed(*wrong, line.line);
      if (auto wrong = until(last, last > first)) return failed(*wrong, line.line);
      compare(first, last, line.line);
      if (playing_.restarts)
        if (auto wrong = stage_.restart()) return failed(*wrong, line.line);
      i = last;
    }
    return std::move(out_);
  }

 private:
  Played failed(const std::string& why, int line) {
    out_.failure = (line > 0 ? ":" + std::to_string(line) : "") + ": " + why;
    return std::move(out_);
  }

  // What nobody answers is not meant for the bot.
  bool heard_at_all(const Said& said, std::size_t first, std::size_t last) const {
    if (!playing_.only_mentions || said.direct || c_.direct || first == last) return true;
    for (auto i = first; i < last; ++i) {
      auto& acts = std::get<Bot>(c_.turns[i].what).acts;
      if (acts.size() != 1 || acts.front().name != stay_quiet) return true;
    }
    return false;
  }

  Event event(const std::string& who, bool direct, Body body, bool beside = false) {
    Event e;
    e.account = stage_.account();
    e.dedupe = beside ? "m:" + std::to_string(messages_) + "#" + std::to_string(++parts_) : "m:" + std::to_string(++messages_);
    if (!beside) parts_ = 0;
    e.direct = direct;
    e.platform_chat = direct ? "d:" + who : group_chat;
    e.actor = who;
    e.sent = e.received = stage_.now();
    e.body = std::move(body);
    if (playing_.only_mentions && !direct) {
      if (auto* message = std::get_if<MessageIn>(&e.body)) message->addressed = true;
      if (auto* media = std::get_if<MediaIn>(&e.body)) media->addressed = true;
    }
    if (auto* hello = std::get_if<HelloIn>(&e.body)) hello->only_mentions = playing_.only_mentions;
    return e;
  }

  // At 12:00 of the day before; what the bot says before the reference is not compared.
  std::optional<std::string> give() {
    for (auto& given : c_.given) {
      std::vector<Asked> asks;
      std::vector<Proposed> proposed;
      auto by = given.by.empty() ? scene_.first : given.by;
      for (auto& act : given.acts) {
        auto asked = asks_of(act);
        asks.insert(asks.end(), asked.begin(), asked.end());
        auto fact = fact_of(act);
        if (!fact && asked.empty()) return "given, line " + std::to_string(given.line) + ": " + fact.error();
        if (!fact) continue;
        auto* renter = fact->find(Slot::renter);
        bool self = given.by == "self" || (renter && renter->value == Value(std::string("self")));
        if (self && scene_.renter_of.contains(scene_.first)) by = scene_.renter_of.at(scene_.first);
        if (!asked.empty()) {
          proposed.push_back({*fact, {}, {}, {}, ""});
          continue;
        }
        Reading reading;
        reading.candidates.push_back(*fact);
        if (auto wrong = stage_.give(event(by, true, MessageIn{}), reading)) return wrong;
      }
      if (!asks.empty())
        if (auto wrong = stage_.give_question(by, asks, proposed)) return wrong;
    }
    if (auto wrong = stage_.move(c_.reference)) return wrong;
    auto early = stage_.take_heard();
    std::erase_if(early, [&](const Heard& h) { return h.at < c_.reference; });
    kept_ = std::move(early);
    return {};
  }

  std::optional<std::string> act(const Line& line) {
    if (auto* said = std::get_if<Said>(&line.what)) {
      last_ = event(said->who, said->direct || c_.direct, said->body, said->beside);
      writer_ = said->who;
      return stage_.send(*last_);
    }
    if (auto* clock = std::get_if<Clock>(&line.what)) {
      writer_.clear();
      return stage_.move(clock->at);
    }
    if (std::holds_alternative<Repeat>(line.what)) {
      if (!last_) return "nothing was said that could be repeated";
      return stage_.send(*last_);
    }
    return {};
  }

  // Lets the time pass until the next line is said.
  std::optional<std::string> until(std::size_t next, bool bot_lines) {
    auto* said = next < c_.turns.size() ? std::get_if<Said>(&c_.turns[next].what) : nullptr;
    auto* clock = next < c_.turns.size() ? std::get_if<Clock>(&c_.turns[next].what) : nullptr;
    std::chrono::seconds wait = bot_lines ? std::chrono::seconds(after_bot) : std::chrono::seconds(0);
    if (said && !bot_lines && !writer_.empty()) wait = said->who == writer_ ? after_own_line : std::chrono::seconds(after_bot);
    auto to = stage_.now() + wait;
    if (clock) to = std::min(to, clock->at);
    return stage_.move(to);
  }

  bool of_the_file(const Turn& turn) const {
    return std::ranges::find(turn.groups, group_chat) != turn.groups.end() ||
           std::ranges::any_of(turn.actors, [&](auto& actor) { return scene_.people.contains(actor) || strangers_.contains(actor); });
  }

  // What was said since the line, as far as it is compared: all towards people of the file, of what others are told only who climbs and who is told.
  std::vector<Turn> said_now() {
    auto heard = stage_.take_heard();
    for (auto& one : heard) out_.said.push_back(one.text);
    heard.insert(heard.begin(), kept_.begin(), kept_.end());
    kept_.clear();
    for (auto& line : c_.turns)
      if (auto* said = std::get_if<Said>(&line.what); said && said->stranger) strangers_.insert(said->who);
    std::vector<Turn> out;
    for (auto& turn : turns_of(heard)) {
      if (!of_the_file(turn)) {
        std::erase_if(turn.acts, [](const ActText& act) { return !tells_others(act); });
        if (turn.acts.empty()) continue;
        // One climb tells several people and perhaps a chat: it is one act.
        auto same = std::ranges::find_if(out, [&](const Turn& t) {
          return t.cause == turn.cause && !of_the_file(t) && write_acts(t.acts) == write_acts(turn.acts);
        });
        if (same != out.end()) continue;
      }
      out.push_back(std::move(turn));
    }
    return out;
  }

  bool here(const Bot& bot, const Turn& turn) const {
    bool group = std::ranges::find(turn.groups, group_chat) != turn.groups.end();
    auto wrote_to = [&](const std::string& who) { return std::ranges::find(turn.actors, who) != turn.actors.end(); };
    if (!bot.to.empty()) return wrote_to(bot.to) && !group;
    if (group || !of_the_file(turn)) return true;
    if (!writer_.empty()) return wrote_to(writer_) || !std::ranges::all_of(turn.actors, [&](auto& a) { return scene_.people.contains(a); });
    return true;   // begun by the bot itself: to whom is its own matter, as long as the file says nothing else
  }

  bool fits(const Bot& bot, const Turn& turn) const {
    if (!here(bot, turn) || !same_acts(bot.acts, turn.acts)) return false;
    return bot.words.empty() || std::ranges::find(turn.texts, bot.words) != turn.texts.end();
  }

  // What one event made the bot say to the writer and whom it told besides may stand in one line.
  bool take_joined(const Bot& bot, std::vector<Turn>& turns) const {
    for (std::size_t i = 0; i < turns.size(); ++i)
      for (std::size_t j = 0; j < turns.size(); ++j) {
        if (i == j || !(turns[i].cause == turns[j].cause) || of_the_file(turns[j])) continue;
        auto joined = turns[i];
        joined.acts.insert(joined.acts.end(), turns[j].acts.begin(), turns[j].acts.end());
        if (!fits(bot, joined)) continue;
        turns.erase(turns.begin() + std::ptrdiff_t(std::max(i, j)));
        turns.erase(turns.begin() + std::ptrdiff_t(std::min(i, j)));
        return true;
      }
    return false;
  }

  static std::string shown(const Turn& turn) {
    std::string out = write_acts(turn.acts) + " to";
    for (auto& group : turn.groups) out += " " + group;
    for (auto& actor : turn.actors) out += " " + actor;
    for (auto& text : turn.texts) out += " | " + text;
    std::ranges::replace(out, '\n', ' ');
    return out;
  }

  void compare(std::size_t first, std::size_t last, int line) {
    auto turns = said_now();
    std::vector<const Line*> missing;
    for (std::size_t i = first; i < last; ++i) {
      auto& bot = std::get<Bot>(c_.turns[i].what);
      bool quiet = bot.acts.size() == 1 && bot.acts.front().name == stay_quiet;
      if (quiet) {
        // Quiet where it was said; a direct line may follow.
        auto loud = std::ranges::find_if(turns, [&](const Turn& t) { return std::ranges::find(t.groups, group_chat) != t.groups.end(); });
        if (loud == turns.end()) continue;
        out_.differences.push_back({c_.turns[i].line, c_.turns[i].text, shown(*loud)});
        turns.erase(loud);
        continue;
      }
      auto found = std::ranges::find_if(turns, [&](const Turn& t) { return fits(bot, t); });
      if (found != turns.end()) turns.erase(found);
      else if (!take_joined(bot, turns)) missing.push_back(&c_.turns[i]);
    }
    for (std::size_t i = 0; i < std::max(missing.size(), turns.size()); ++i) {
      Difference d{line, "", ""};
      if (i < missing.size()) d.line = missing[i]->line, d.expected = missing[i]->text;
      if (i < turns.size()) d.got = shown(turns[i]);
      out_.differences.push_back(std::move(d));
    }
  }

  const Conversation& c_;
  Stage& stage_;
  const Scene& scene_;
  Playing playing_;
  Played out_;
  std::optional<Event> last_;
  std::string writer_;
  std::set<std::string> strangers_;
  std::vector<Heard> kept_;
  int messages_{}, parts_{};
};

}  // namespace

Played play(const Conversation& conversation, const Setup& setup, const std::filesystem::path& config, Playing playing) {
  auto scene = make_scene(conversation, config);
  if (!scene) return {{}, {}, ": " + scene.error()};
  auto begin = conversation.reference;
  if (!conversation.given.empty()) {
    auto day = setup.knowledge->zone.day(conversation.reference) - std::chrono::days(1);
    begin = setup.knowledge->zone.at(day, std::chrono::hours(12));
  }
  auto stage = Stage::open(setup, *scene, begin, playing.door());
  if (!stage) return {{}, {}, ": " + stage.error()};
  return Player(conversation, **stage, *scene, playing).play();
}

std::string describe(const Conversation& conversation, const Played& played) {
  std::string out;
  for (auto& d : played.differences) {
    out += conversation.file + ":" + std::to_string(d.line) + ":";
    out += "\n  expected " + (d.expected.empty() ? std::string("nothing") : d.expected);
    out += "\n  got      " + (d.got.empty() ? std::string("nothing") : d.got) + "\n";
  }
  if (!played.failure.empty()) out += conversation.file + played.failure + "\n";
  return out;
}

}  // namespace linli::rehearse
