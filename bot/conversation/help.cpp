#include "bot/conversation/help.hpp"

#include <algorithm>

#include "bot/conversation/handover.hpp"
#include "bot/conversation/phrases.hpp"

namespace linli {
namespace {

// What is the writer's to do: the one topic that names people and dwellings.
constexpr const char* own_cases = "mine";

void tell_own_cases(Turn& turn) {
  std::vector<CaseId> open;
  for (auto& w : turn.cases)
    if (auto* id = std::get_if<CaseId>(&w.ref.at); id && !w.row.final && w.row.owner.person == turn.sender() && open.size() < 8) open.push_back(*id);
  if (open.empty()) return turn.tell(Act::say, "help.mine.none");
  turn.tell(Act::say, "help.mine", {{"cases", std::move(open)}});
}

void put_menu(Turn& turn, const std::vector<std::string>& topics) {
  for (auto& q : *turn.r.questions)
    if (is_menu(q)) turn.d.closes.push_back({q.id, Ending::merged, "asked_anew"});
  NewQuestion menu{turn.sender(), turn.chat(), {}, {Asked::menu}, {}, {}, {}, 1};
  for (std::size_t i = 1; i <= topics.size(); ++i) menu.choices.push_back({Choice::What::topic, {}, std::int64_t(i)});
  turn.ask(std::move(menu));
  turn.lines.why = "why.help";
  if (turn.direct()) turn.tell(Act::say, "help." + who_asks(turn));
  else turn.line(Act::say, "help." + who_asks(turn));
}

const std::vector<std::string>* topics(const Turn& turn) {
  auto found = turn.k.phrases.choices.find(who_asks(turn));
  return found == turn.k.phrases.choices.end() ? nullptr : &found->second;
}

}  // namespace

std::string who_asks(const Turn& turn) {
  auto& tenancies = *turn.r.tenancies;
  auto has = [&](Slot party) {
    return std::ranges::any_of(turn.r.sender->person->roles, [&](const RoleRow& role) { return role.role == name_of(party); });
  };
  if (turn.staff()) return "staff";
  if (std::ranges::any_of(tenancies, &TenancyRow::as_landlord)) return std::string(name_of(Slot::landlord));
  if (!tenancies.empty()) return std::string(name_of(Slot::renter));
  for (auto party : {Slot::landlord, Slot::renter})
    if (has(party)) return std::string(name_of(party));
  return "resident";
}

bool asks_for_help(Turn& turn) {
  auto* message = std::get_if<MessageIn>(&turn.event.body);
  auto* offered = topics(turn);
  if (!message || !turn.addressed() || !offered || !is_phrase(turn.k.phrases, turn.k.phrases.help, message->text)) return false;
  put_menu(turn, *offered);
  return true;
}

void tell_topic(Turn& turn, std::int64_t number) {
  if (!turn.addressed()) return turn.silent("chatter");  // a number among neighbours is nobody's answer to the bot
  auto* offered = topics(turn);
  if (!offered || number < 1 || std::size_t(number) > offered->size()) return turn.tell(Act::say, "help");
  auto& topic = (*offered)[std::size_t(number - 1)];
  turn.lines.why = "why.help";
  if (topic == own_cases) return tell_own_cases(turn);
  if (auto intent = intent_named(topic)) {
    Item item;
    item.fact.intent = *intent;
    item.fact.clear = true;
    item.fact.rule = "menu";
    item.reason = "certain";
    return take(turn, {item});
  }
  if (turn.direct()) turn.tell(Act::answer_question, "help.say." + topic);
  else turn.line(Act::answer_question, "help.say." + topic);
}

}  // namespace linli
