// A message: an answer to what was asked, facts, an undo, or ordinary talk that gets no word.
#include <algorithm>

#include "bot/conversation/deciders.hpp"
#include "bot/conversation/handover.hpp"
#include "bot/conversation/help.hpp"
#include "bot/conversation/learning.hpp"
#include "bot/conversation/manner.hpp"
#include "bot/conversation/visiting.hpp"
#include "bot/model/second_reading.hpp"
#include "bot/understanding/reader.hpp"

namespace linli {
namespace {

Context context_of(const Turn& turn) {
  Context context;
  context.direct = turn.addressed();
  context.visitor = has_visitor(turn);
  for (auto& t : *turn.r.tenancies) {
    context.landlord = context.landlord || t.as_landlord;
    context.renter = context.renter || !t.as_landlord;
  }
  for (auto& q : *turn.r.questions)
    for (auto asked : open_slots(turn, q))
      if (asked != Asked::notice && asked != Asked::menu && std::ranges::find(context.asked, asked) == context.asked.end()) context.asked.push_back(asked);
  return context;
}

// "2": the second choice of what was put last, a card of a question or of the staff's verbs; where the last question has no choices, it is an
// answer to that.
bool chooses_by_number(Turn& turn) {
  auto* message = std::get_if<MessageIn>(&turn.event.body);
  auto number = message ? bare_number(message->text) : std::nullopt;
  if (!number) return false;
  auto& questions = *turn.r.questions;
  auto newest = std::ranges::find_if_not(questions, is_notice);
  auto& card = *turn.r.card;
  bool same = card && newest != questions.end() && card->asks == newest->id;
  bool later = card && (newest == questions.end() || card->planned > newest->asked_at);
  if (auto* button = numbered(card, *number); button && (same || later)) {
    auto* choice = std::get_if<QuestionChoice>(button);
    bool open = choice && std::ranges::any_of(questions, [&](auto& q) { return !is_notice(q) && choice->question == Ref<QuestionId>(q.id); });
    bool theirs = choice ? open : turn.staff();  // else a mere "1" is what people write who have read something
    if (theirs) return press(turn, *button), true;
  }
  if (newest == questions.end() || *number > newest->choices.size()) return false;
  choose(turn, *newest, *number - 1);
  return true;
}

// Bare fragments whose burst is over: they may add to what their writer reported a moment ago, else they were only talk.
bool adds_to_last(Turn& turn) {
  auto* report = last_report(turn);
  if (!report || turn.reading.loose.empty() || turn.now - report->said > turn.k.manners.adds_within) return false;
  for (auto& fact : report->facts)
    for (std::size_t i = 0; i < turn.cases.size(); ++i) {
      if (!fact.of || !(turn.cases[i].row.id == *fact.of)) continue;
      Item item;
      item.fact.intent = Intent::answer;
      item.fact.clear = true;
      item.fact.rule = "adds_to_last";
      item.of = fact.of;
      item.reason = "certain";
      for (auto& found : turn.reading.loose)
        if (!turn.cases[i].row.values.contains(found.slot) && found.slot != Slot::date && found.slot != Slot::room) item.fact.slots.push_back(found);
      if (item.fact.slots.empty()) return false;
      record_about(turn, item, i, Act::correct);
      return true;
    }
  return false;
}

// A bare day, while one case is open that has another: it may be meant as a change, so it is asked about.
bool other_day(Turn& turn) {
  if (!turn.reading.candidates.empty()) return false;
  Item item;
  item.fact.intent = Intent::change;
  item.fact.clear = true;
  item.fact.rule = "other_day";
  item.spoken = turn.spoken();
  item.reason = "unclear";
  for (auto& found : turn.reading.loose) item.fact.slots.push_back(found);
  auto* date = item.fact.find(Slot::date);
  auto* day = date ? std::get_if<DateValue>(&date->value) : nullptr;
  auto which = cases_of_item(turn, item);
  if (!day || which.size() != 1) return false;
  bool plain = day->start && *day->start >= turn.today() && date->rule != "number.bare";
  if (!turn.direct() && !plain) return false;  // in a group a mere number is only talk
  auto& row = turn.cases[which.front()].row;
  for (auto& [name, known] : row.dates)
    if (known == *day) return false;
  item.of = row.id;
  item.place = row.place.id;
  item.tenancy = row.tenancy;
  confirm(turn, {item});
  return true;
}

// A bare value when nothing was asked (三个人): it belongs to the one journey that is known. A day is asked about, in a group only where it
// is all that the writer said.
bool bare_value(Turn& turn) {
  if (!turn.reading.candidates.empty() || !turn.reading.doubts.empty()) return false;
  if (other_day(turn)) return true;
  if (!turn.direct()) return false;
  Item item;
  item.fact.intent = Intent::change;
  item.fact.clear = true;
  item.fact.rule = "bare_value";
  item.spoken = turn.spoken();
  item.reason = "certain";
  for (auto& found : turn.reading.loose)
    if (found.rule != "number.bare" && found.slot != Slot::date) item.fact.slots.push_back(found);
  if (turn.reading.stay) item.fact.slots.push_back(*turn.reading.stay);
  item.words = whole_text(turn.event);
  return take_known(turn, item);
}

// What was heard, and what can be said.
void tell_heard(Turn& turn) {
  if (!turn.spoken() || !turn.direct()) return;
  Item item;
  item.words = whole_text(turn.event);
  if (item.words.find_first_not_of(" \t\n") == std::string::npos) return;
  NewQuestion heard{turn.sender(), turn.chat(), {}, {Asked::notice}, {propose(item)}, {}, {}, 1};
  turn.tell(Act::say, "heard.words", {{"question", arg::Question{turn.ask(std::move(heard))}}});
}

// Nothing was read, no rule says why, and somebody is there who may read more.
bool worth_second_reading(const Turn& turn) {
  auto* message = std::get_if<MessageIn>(&turn.event.body);
  bool first = message ? !message->spoken : (*turn.r.due)->name != second_reading_due;
  return turn.k.second_reader && first && left_open(turn.reading);
}

// Whoever addresses the bot is answered, if only with what can be said. Thanks that close a talk need no words, a fragment waits for its rest.
void always_answer(Turn& turn) {
  auto& why = turn.d.why_silent;
  bool said = !turn.lines.direct.empty() || !turn.lines.group.empty() || !turn.d.says.empty();
  bool waits = !turn.d.fragments.empty() || turn.d.again || why == "nothing_waits";
  if (!turn.addressed() || said || waits || why == "ack" || turn.reading.ack || turn.reading.yes) return;
  if (worth_second_reading(turn)) return wait_for_second_reading(turn);
  why.clear();
  turn.lines.why = "why.addressed";
  tell_heard(turn);
  if (turn.direct()) turn.tell(Act::say, "help");
  else turn.line(Act::say, "help");
}

void read_message(Turn& turn) {
  if (auto* burst = std::get_if<BurstIn>(&turn.event.body)) {
    auto& fragments = *turn.r.fragments;
    std::vector<FragmentId> waiting;
    for (auto& f : fragments) waiting.push_back(f.id);
    if (!turn.r.due->has_value()) return turn.silent("nothing_waits");
    auto& due = (*turn.r.due)->name;
    bool at_once = due == burst_complete || due == second_reading_due;
    bool silence = waiting.empty() || turn.now >= burst_ends(turn, fragments.front().sent, fragments.back().sent);
    if (waiting.empty() || (!at_once && !silence)) {  // read already, or a later fragment came: its own due goes on with it
      turn.d.closes.push_back({burst->due, Ending::merged, "nothing_waits"});
      return turn.silent("nothing_waits");
    }
    if (waiting != burst->parts) {
      turn.d.again = true;
      return;
    }
    turn.d.used_fragments = burst->parts;
    turn.d.closes.push_back({burst->due, Ending::sent, "played"});
  }
  for (auto& q : *turn.r.questions)
    if (is_notice(q) || (is_menu(q) && !bare_number(whole_text(turn.event)))) turn.close(q.id, Ending::waived, "answered");
  if (turn.message() && chooses_by_number(turn)) return;
  auto context = context_of(turn);
  auto understood = interpret(turn.reading, context);
  auto items = items_of(turn, understood);
  if (std::ranges::any_of(items, [](const Item& i) { return i.fact.intent == Intent::human; })) {  // misread, and a person wanted
    Item all;
    all.words = whole_text(turn.event);
    learn(turn, turn.sender(), std::vector{propose(all)}, LessonWhy::handed_over);
    for (auto& q : *turn.r.questions)
      if (q.reminder.empty() && !is_notice(q)) learn(turn, turn.sender(), q.proposed, LessonWhy::handed_over);
  }
  bool only_ack = !items.empty() && std::ranges::all_of(items, [](const Item& i) { return i.fact.intent == Intent::ack; });
  if (only_ack) return turn.silent("ack");
  if (turn.message() && !turn.spoken() && !turn.r.fragments->empty() && !items.empty() && (context.asked.empty() || items.back().fact.intent == Intent::retract)) {
    // The rest of a burst: all is read together, at once when it is complete now.
    bool complete = std::ranges::none_of(items, [&](const Item& i) { return incomplete(turn, i); });
    return wait_for_rest(turn, complete);
  }
  if (answer_question(turn, items)) return;
  if (!items.empty()) return take(turn, std::move(items));
  if (turn.lines.direct.size() + turn.lines.group.size() + turn.d.closes.size() > 0 && !turn.d.why_silent.empty()) return;
  if (turn.message() && turn.direct() && other_day(turn)) return;
  if (turn.spoken() && bare_value(turn)) return;
  bool alone = !turn.reading.loose.empty() || (turn.reading.stay && turn.direct());
  if (turn.message() && !turn.spoken() && alone && turn.reading.candidates.empty() && !turn.r.tenancies->empty()) return wait_for_rest(turn);
  if (std::holds_alternative<BurstIn>(turn.event.body) && (adds_to_last(turn) || bare_value(turn))) return;
  turn.silent(turn.reading.doubts.empty() ? "chatter" : "not_a_report");
}

}  // namespace

void on_message(Turn& turn) {
  if (passes_on(turn) || asks_manner(turn) || asks_for_help(turn)) return;
  read_message(turn);
  bool waits = !turn.d.fragments.empty() || turn.d.again;
  if (turn.reading.personal_number && !turn.direct() && !waits) {  // rule 13
    if (turn.can_ask_direct()) turn.tell(Act::advise_delete, "advise.delete");
    else turn.line(Act::advise_delete, "group.advise_delete");
  }
  always_answer(turn);
}

}  // namespace linli
