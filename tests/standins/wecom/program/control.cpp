#include "tests/standins/wecom/program/control.hpp"

#include "tests/standins/wecom/media_seal.hpp"

namespace wecom_standin {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds look_every{100}, quiet{2'000}, silent{6'000}, longest{10'000};

Json as_json(const Core& core, const Seen& seen) {
  Json json{{"number", seen.number}, {"chat", seen.chat}, {"by", name_of(seen.by)}, {"from", seen.from.empty() ? core.world.bot_name : core.name(seen.from)},
      {"text", seen.look.text}, {"type", seen.look.type}, {"changes", seen.changes}, {"finished", seen.finished}, {"recalled", seen.recalled}};
  json["mentions"] = Json::array(), json["buttons"] = Json::array();
  for (auto& one : seen.look.mentions) json["mentions"].push_back(core.name(one));
  for (auto& one : seen.look.buttons) json["buttons"].push_back({{"key", one.key}, {"label", one.label}, {"grey", one.style == 4}});
  return json;
}

Json since(const Core& core, std::uint64_t revision) {
  Json json{{"revision", core.book.revision()}, {"seen", Json::array()}};
  for (auto& one : core.book.all())
    if (one.revision > revision) json["seen"].push_back(as_json(core, one));
  return json;
}

// Waits until the service has said what it has to say.
class Waiting : public std::enable_shared_from_this<Waiting> {
 public:
  Waiting(Standin& wecom, std::uint64_t told, std::uint64_t from, http::Answer answer)
      : wecom_(wecom), told_(told), from_(from), last_(wecom.core().book.revision()), shown_(last_), answer_(std::move(answer)) {
    begun_ = changed_ = wecom.core().io.steady();
  }
  void look() {
    auto& core = wecom_.core();
    auto now = core.io.steady();
    if (core.book.revision() != last_) last_ = core.book.revision(), changed_ = now;
    bool something = last_ != shown_;
    auto& told = wecom_.told(told_);
    bool hopeless = !told.lost.empty() && told.over;
    if ((something && now - changed_ >= quiet) || (!something && (hopeless || now - begun_ >= silent)) || now - begun_ >= longest) return finish();
    core.later(look_every, [self = shared_from_this()] { self->look(); });
  }

 private:
  void finish() {
    auto json = since(wecom_.core(), from_);
    auto& told = wecom_.told(told_);
    json["lost"] = told.lost, json["wrong"] = told.tries.empty() ? "" : told.tries.back().wrong;
    json["status"] = told.tries.empty() ? 0 : told.tries.back().status;
    json["waits"] = told.request == "kept";
    json["answered"] = last_ != shown_;
    answer_(http::json(200, json.dump(-1, ' ', false, Json::error_handler_t::replace)));
  }
  Standin& wecom_;
  std::uint64_t told_, from_, last_, shown_;   // shown_: the book right after the member wrote
  http::Answer answer_;
  std::chrono::microseconds begun_, changed_;
};

std::uint64_t say(Standin& wecom, const Reader& asked) {
  return wecom.say({.as = asked.text("as"), .text = asked.text("text"), .group = asked.text("group"),
      .to = asked.text("to") == "application" ? To::application : To::bot, .mention = asked.flag("mention"), .type = asked.text("type"),
      .bytes = from_base64(asked.text("bytes")), .quote = asked.text("quote"), .msgid = {}});
}

http::Response refuse(std::string why) { return http::json(400, Json{{"error", std::move(why)}}.dump()); }

void one_line(std::string& out, const Json& seen) {
  std::string head = "[" + seen.value("chat", "") + "] " + seen.value("from", "");
  if (seen.value("by", "") != "member") head += " (" + seen.value("by", "") + (seen.value("changes", 0) ? ", changed" : "") + ")";
  out += head + ": " + seen.value("text", "");
  if (!seen.value("finished", true)) out += " ...";
  if (seen.value("recalled", false)) out += " (taken back)";
  std::string mentions;
  for (auto& one : seen["mentions"]) mentions += " @" + one.get<std::string>();
  if (!mentions.empty()) out += "\n    mentions" + mentions;
  if (!seen["buttons"].empty()) {
    out += "\n    card " + std::to_string(seen.value("number", 0)) + ":";
    for (auto& one : seen["buttons"]) out += "  " + one.value("key", "") + " [" + one.value("label", "") + (one.value("grey", false) ? ", grey" : "") + "]";
  }
  out += '\n';
}

}  // namespace

http::Routes control(Standin& wecom, std::function<void()> moved) {
  auto door = [moved](std::string name, std::function<void(const Reader&, const http::Answer&)> work) {
    return http::Route{"POST", "/standin/" + name, http::Match::exact, [moved, work](http::Request request, http::Answer answer) {
      auto body = Json::parse(request.body, nullptr, false);
      bool wrong = !body.is_object();
      if (wrong) return answer(refuse("the body must be a JSON object"));
      work(Reader(body, wrong), answer);
      moved();
    }, {}};
  };
  auto wait = [&wecom](std::uint64_t told, std::uint64_t from, const http::Answer& answer) {
    std::make_shared<Waiting>(wecom, told, from, answer)->look();
  };
  return {
      door("say", [&wecom, wait](const Reader& asked, const http::Answer& answer) {
        auto from = wecom.core().book.revision();
        auto number = say(wecom, asked);
        auto& told = wecom.told(number);
        if (told.tries.empty() && told.lost.starts_with("no such")) return answer(refuse(told.lost + "; the world file lists members and groups"));
        wait(number, from, answer);
      }),
      door("press", [&wecom, wait](const Reader& asked, const http::Answer& answer) {
        auto from = wecom.core().book.revision();
        auto number = wecom.press(std::uint64_t(asked.number("card")), asked.text("button"), asked.text("as"));
        if (!number) return answer(refuse("no card of that number with that button, or no such member; watch prints cards with their numbers"));
        wait(number, from, answer);
      }),
      door("open", [&wecom, wait](const Reader& asked, const http::Answer& answer) {
        auto from = wecom.core().book.revision();
        if (!wecom.core().world.member(asked.text("as"))) return answer(refuse("no such member: " + asked.text("as")));
        auto number = wecom.open_chat(asked.text("as"));
        if (!number) return answer(refuse("today's first visit was before: the bot is told of it once a day"));
        wait(number, from, answer);
      }),
      door("seen", [&wecom](const Reader& asked, const http::Answer& answer) {
        answer(http::json(200, since(wecom.core(), std::uint64_t(asked.number("after"))).dump()));
      }),
      door("calls", [&wecom](const Reader&, const http::Answer& answer) {
        Json json{{"calls", Json::array()}, {"connected", wecom.gateway().subscribed()}};
        for (auto& one : wecom.called()) json["calls"].push_back({{"what", one.what}, {"errcode", one.errcode}});
        answer(http::json(200, json.dump()));
      }),
  };
}

std::string in_words(const Json& answer) {
  std::string out;
  if (answer.contains("seen"))
    for (auto& one : answer["seen"]) one_line(out, one);
  if (answer.contains("calls")) {
    for (auto& one : answer["calls"]) out += one.value("what", "") + " " + std::to_string(one.value("errcode", 0)) + "\n";
    out += answer.value("connected", false) ? "the bot is connected\n" : "no bot is connected\n";
  }
  if (auto lost = answer.value("lost", ""); !lost.empty()) {
    out += "Nobody heard it: " + lost + ".";
    if (lost == "nobody is connected") out += " Is the service running, with this stand-in's address and secret in its configuration?";
    if (auto wrong = answer.value("wrong", ""); !wrong.empty()) out += " The last try: " + wrong + ".";
    if (auto status = answer.value("status", 0); status && status != 200) out += " Its door answered with status " + std::to_string(status) + ".";
    out += "\n";
  } else if (answer.value("waits", false)) {
    out += "It waits for the bot, which is not connected.\n";
  } else if (answer.contains("answered") && !answer.value("answered", false)) {
    out += "No answer.\n";
  } else if (auto wrong = answer.value("wrong", ""); !wrong.empty()) {
    out += "The answer was of no use to the platform: " + wrong + ".\n";
  }
  return out;
}

}  // namespace wecom_standin
