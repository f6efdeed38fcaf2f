#include "adapters/webchat/encode.hpp"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace linli::webchat {
namespace {

using Json = nlohmann::ordered_json;

// Names and words come from outside: what is no UTF-8 in them is replaced, never thrown.
std::string write(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json coming(const std::optional<Coming>& next, const Zone& zone) {
  if (!next) return nullptr;
  Json json{{"at", iso_time(next->at, zone)}, {"what", next->what}};
  if (!next->place.empty()) json["place"] = next->place;
  return json;
}

Json clock_json(const ClockState& clock, const Zone& zone) {
  Json json{{"now", iso_time(clock.now, zone)}, {"running", clock.running}};
  if (clock.to) json["to"] = iso_time(*clock.to, zone);
  json["next"] = coming(clock.next, zone);
  return json;
}

Json person_json(const Person& p) { return {{"id", p.id}, {"name", p.name}, {"role", p.role}, {"detail", p.detail}}; }

Json chat_json(const Chat& chat) {
  constexpr std::array kinds{"group", "direct", "supervisors"};
  Json json{{"id", chat.id}, {"kind", kinds[std::size_t(chat.kind)]}, {"title", chat.title}};
  if (!chat.with.empty()) json["with"] = chat.with;
  return json;
}

Json case_json(const CaseLine& c, const Zone& zone) {
  return {{"id", c.id}, {"title", c.title}, {"place", c.place}, {"state", c.state}, {"colour", c.colour}, {"owner", c.owner}, {"next", coming(c.next, zone)},
      {"open", c.open}};
}

Json entry_json(const Entry& e, const Zone& zone) {
  constexpr std::array kinds{"said", "fact", "sent", "step", "due", "unsaid"};
  Json json{{"at", iso_time(e.at, zone)}, {"kind", kinds[std::size_t(e.kind)]}, {"text", e.text}};
  auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) json[name] = value;
  };
  add("who", e.who), add("why", e.why), add("words", e.words), add("rule", e.rule), add("to", e.to);
  if (e.sealed) json["sealed"] = true;
  for (auto& m : e.marks) json["marks"].push_back({{"begin", m.begin}, {"end", m.end}, {"rule", m.rule}, {"slot", m.slot}});
  return json;
}

Json entries_json(const std::vector<Entry>& entries, std::size_t most, const Zone& zone) {
  Json json = Json::array();
  for (auto i = entries.size() - std::min(most, entries.size()); i < entries.size(); ++i) json.push_back(entry_json(entries[i], zone));
  return json;
}

Json buttons_json(const std::vector<OutgoingButton>& buttons) {
  Json json = Json::array();
  for (auto& b : buttons) json.push_back({{"key", b.key}, {"label", b.label}});
  return json;
}

// Tries with fewer and fewer of a list until the frame is short enough.
template <class Make>
std::string short_enough(std::size_t most, Make make) {
  for (;; most /= 2) {
    auto frame = make(most);
    if (frame.size() <= most_frame_bytes || most == 0) return frame;
  }
}

}  // namespace

std::string iso_time(Instant at, const Zone& zone) {
  using namespace std::chrono;
  auto local = zone.local(at);
  auto offset = duration_cast<minutes>(local.day.time_since_epoch() + local.of_day - floor<seconds>(at).time_since_epoch()).count();
  auto of_day = local.of_day.count();
  std::array<char, 24> rest{};
  std::snprintf(rest.data(), rest.size(), "T%02d:%02d:%02d%c%02d:%02d", int(of_day / 3600), int(of_day / 60 % 60), int(of_day % 60), offset < 0 ? '-' : '+',
      int(std::abs(offset) / 60), int(std::abs(offset) % 60));
  return format_day(local.day) + rest.data();
}

std::string_view word_for(Refusal refusal) {
  constexpr std::array<std::string_view, 4> words{"busy", "full", "read_only", "failed"};
  return words[std::size_t(refusal)];
}

std::string welcome_frame(bool demo, const View& view, std::int64_t last, const ClockState& clock, const Zone& zone) {
  Json json{{"type", "welcome"}, {"mode", demo ? "demo" : "serve"}, {"me", view.me.id.empty() ? Json() : Json(view.me.id)}, {"last", last}};
  json["people"] = Json::array(), json["chats"] = Json::array();
  for (auto& person : view.people) json["people"].push_back(person_json(person));
  for (auto& chat : view.chats) json["chats"].push_back(chat_json(chat));
  json["suggestions"] = view.suggestions;
  json["clock"] = clock_json(clock, zone);
  return write(json);
}

std::string recorded_frame(const std::string& id, std::optional<std::string_view> error) {
  Json json{{"type", "recorded"}, {"id", id}, {"ok", !error}};
  if (error) json["error"] = *error;
  return write(json);
}

std::string error_frame(std::string_view word) { return write({{"type", "error"}, {"error", word}}); }

std::string upto_frame(std::int64_t n) { return write({{"type", "upto"}, {"n", n}}); }

ClockState clock_for(const std::string& person, ClockState clock) {
  if (clock.next && clock.seen_by && !clock.seen_by->contains(person)) clock.next = Coming{clock.next->at, clock.elsewhere, ""};
  return clock;
}

std::string clock_frame(const ClockState& clock, const Zone& zone) {
  Json json{{"type", "clock"}};
  json.update(clock_json(clock, zone));
  return write(json);
}

std::string cases_frame(const std::vector<CaseLine>& cases, const Zone& zone) {
  return short_enough(cases.size(), [&](std::size_t most) {
    Json json{{"type", "cases"}, {"cases", Json::array()}};
    for (std::size_t i = 0; i < most; ++i) json["cases"].push_back(case_json(cases[i], zone));
    return write(json);
  });
}

std::string timeline_frame(const std::optional<Timeline>& timeline, const Zone& zone) {
  if (!timeline) return write({{"type", "timeline"}, {"case", nullptr}, {"past", Json::array()}, {"coming", Json::array()}, {"unsaid", Json::array()}});
  auto longest = std::max({timeline->past.size(), timeline->coming.size(), timeline->unsaid.size()});
  return short_enough(longest, [&](std::size_t most) {
    return write({{"type", "timeline"}, {"case", case_json(timeline->head, zone)}, {"past", entries_json(timeline->past, most, zone)},
        {"coming", entries_json(timeline->coming, most, zone)}, {"unsaid", entries_json(timeline->unsaid, most, zone)}});
  });
}

std::string body_of(const Shown& m, const Zone& zone) {
  Json json{{"chat", m.chat}, {"id", m.id}, {"from", m.from}, {"name", m.name}, {"at", iso_time(m.at, zone)}, {"text", m.text}};
  if (!m.mention.empty()) json["mention"] = m.mention;
  if (!m.buttons.empty()) json["buttons"] = buttons_json(m.buttons);
  if (!m.about.empty()) json["case"] = m.about;
  return write(json);
}

std::string message_frame(const Line& line) {
  return "{\"type\":\"message\",\"n\":" + std::to_string(line.n) + "," + line.body.substr(1);
}

std::optional<std::string> changed_body(const Line& line, const std::string& text, const std::vector<OutgoingButton>& buttons) {
  auto json = Json::parse(line.body, nullptr, false);
  if (!json.is_object() || json.value("from", Json()) != "bot") return {};
  if (!json.contains("first")) json["first"] = line.n;  // its place in the chat
  for (auto* name : {"buttons", "settled"}) json.erase(name);
  json["text"] = text;
  if (!buttons.empty()) json["buttons"] = buttons_json(buttons);
  json["settled"] = buttons.empty();
  return write(json);
}

std::string update_frame(const std::string& id, std::int64_t n, const std::string& text, const std::vector<OutgoingButton>& buttons) {
  return write({{"type", "update"}, {"n", n}, {"id", id}, {"text", text}, {"buttons", buttons_json(buttons)}, {"settled", buttons.empty()}});
}

}  // namespace linli::webchat
