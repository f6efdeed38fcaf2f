#include "bot/conversation/manner.hpp"

#include <algorithm>

#include "bot/conversation/items.hpp"
#include "bot/conversation/phrases.hpp"

namespace linli {
namespace {

// A character of U+4E00 to U+9FFF.
bool has_han(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    auto lead = static_cast<unsigned char>(text[i]), next = static_cast<unsigned char>(text[i + 1]);
    if ((lead == 0xE4 && next >= 0xB8) || (lead >= 0xE5 && lead <= 0xE9)) return true;
  }
  return false;
}

void set(Turn& turn, const Manner& manner) {
  if (!(manner == manner_of(turn))) turn.d.manner = SetManner{manner};
}

bool asks(Act act) { return name_of(act).starts_with("ask_") || act == Act::confirm; }

}  // namespace

Manner manner_of(const Turn& turn) {
  auto& person = turn.r.sender->person;
  return turn.d.manner ? turn.d.manner->manner : person ? person->manner : Manner{};
}

void keep_language(Turn& turn) {
  auto text = whole_text(turn.event);
  auto manner = manner_of(turn);
  if (has_han(text)) manner.language = Language::zh;
  else if (turn.reading.language != Language::zh) manner.language = turn.reading.language;
  else return;
  if (turn.r.sender->person) set(turn, manner);
  else turn.d.manner = SetManner{manner};  // what a newcomer wrote before is not among the records
}

bool asks_manner(Turn& turn) {
  auto* message = std::get_if<MessageIn>(&turn.event.body);
  if (!message || !turn.addressed()) return false;
  auto& phrases = turn.k.phrases;
  bool plain = is_phrase(phrases, phrases.plain_on, message->text);
  if (!plain && !is_phrase(phrases, phrases.plain_off, message->text)) return false;
  auto manner = manner_of(turn);
  manner.plain = plain;
  set(turn, manner);
  turn.lines.why = "why.asked";
  auto tmpl = plain ? "manner.plain" : "manner.usual";
  if (turn.direct()) turn.tell(Act::ack, tmpl);
  else turn.line(Act::ack, tmpl);
  return true;
}

void one_question(Turn& turn) {
  auto& parts = turn.lines.direct;
  auto first = std::ranges::find_if(parts, [](const Part& p) { return asks(p.act); });
  if (first != parts.end()) {
    parts.erase(std::remove_if(first + 1, parts.end(), [](const Part& p) { return asks(p.act); }), parts.end());
    return;
  }
  for (auto& q : *turn.r.questions) {  // asked at once with what was answered now, and not said then
    bool answered = q.about && q.reminder.empty() && std::ranges::any_of(turn.d.values, [&](const SetValue& v) { return v.of == Ref<CaseId>(*q.about); });
    auto lacks = answered ? open_slots(turn, q) : std::vector<Asked>{};
    if (lacks.empty() || lacks.size() == q.asks.size()) continue;
    auto name = std::string(name_of(lacks.front()));
    auto act = act_named(name);
    if (!act || *act == Act::confirm || !name.starts_with("ask_")) continue;
    return turn.tell(*act, "ask." + name.substr(4), {{"case", arg::Case{*q.about}}});
  }
}

}  // namespace linli
