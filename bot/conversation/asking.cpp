// Cards and questions: only what is missing, never the same twice in a row, and a steward after two tries.
#include <algorithm>
#include <set>

#include "bot/conversation/learning.hpp"
#include "bot/model/second_reading.hpp"

namespace linli {
namespace {

// The same question about the same matter: it is replaced, not put beside the first. Other matters stay open.
bool same_matter(const Turn& turn, const QuestionRow& q, const std::vector<Asked>& asks, const std::vector<Item>& items) {
  if (q.asks != asks || q.about) return false;
  for (auto& p : q.proposed)
    for (auto& item : items) {
      auto a = place_of_item(turn, item_of(p)), b = place_of_item(turn, item);
      bool apart = a.place && b.place && a.place->id != b.place->id;
      if (p.fact.intent == item.fact.intent && !apart) return true;
    }
  return false;
}

AreaId area_of(const Turn& turn, const std::vector<Item>& items) {
  for (auto& item : items) {
    auto placed = place_of_item(turn, item);
    if (placed.place) return placed.place->area;
    for (auto* t : placed.choices) return t->place.area;
  }
  for (auto& t : *turn.r.tenancies) return t.place.area;
  return turn.chat() ? turn.r.chat->area : AreaId{};
}

// Why it is put: what made the fact unsure, or that something is missing.
std::string reason_for(const std::vector<Asked>& asks, const std::vector<Item>& items) {
  if (asks.front() != Asked::confirm) return "incomplete";
  auto& reason = items.front().reason;
  return reason == "certain" || reason == "answered" || reason.empty() ? "unsure" : reason;
}

// Puts the question, unless the writer has just been asked the same in vain.
Ref<QuestionId> put(Turn& turn, std::vector<Asked> asks, const std::vector<Item>& items, std::vector<Choice> choices, bool here) {
  NewQuestion question{turn.sender(), {}, {}, {}, {}, {}, {}, 1};
  question.chat = here ? turn.chat() : ChatId{};
  question.asks = asks;
  question.choices = std::move(choices);
  for (auto& item : items) question.proposed.push_back(propose(item));
  for (auto& q : *turn.r.questions)
    if (same_matter(turn, q, asks, items)) {
      question.tries = q.tries + 1;
      turn.close(q.id, Ending::merged, "asked_anew");
    }
  auto tries = question.tries;
  auto ref = turn.ask(std::move(question));
  NewDue due;
  due.kind = DueKind::card;
  due.at = turn.card_again();
  due.question = ref;
  due.area = area_of(turn, items);
  due.count = tries;
  turn.d.dues.push_back(std::move(due));
  if (!turn.lines.asks) turn.lines.asks = ref;
  turn.lines.why = "why." + reason_for(asks, items);
  return ref;
}

Button choice_button(Ref<QuestionId> question, std::uint32_t index, Part label) { return {QuestionChoice{question, index}, std::move(label)}; }

// What was heard of a voice stands above what is asked of it.
void read_back_heard(Turn& turn, Ref<QuestionId> question) {
  if (turn.spoken()) turn.tell(Act::say, "heard.words", {{"question", arg::Question{question}}});
}

void read_at(Turn& turn, Instant at, std::string name) {
  NewDue due;
  due.kind = DueKind::burst;
  due.at = at;
  due.name = std::move(name);
  due.person = turn.sender();
  due.chat = turn.chat();
  turn.d.dues.push_back(std::move(due));
}

}  // namespace

void confirm(Turn& turn, const std::vector<Item>& items, std::vector<Choice> choices) {
  constexpr std::ptrdiff_t most = 4;                 // facts a card
  if (std::ssize(items) > most) {
    confirm(turn, {items.begin(), items.begin() + most});
    return confirm(turn, {items.begin() + most, items.end()});
  }
  auto* date = items.front().fact.find(Slot::date);
  auto* value = date ? std::get_if<DateValue>(&date->value) : nullptr;
  if (choices.empty() && items.size() == 1 && value && !value->alternatives.empty()) {
    auto day = [&](Day start) {
      DateValue one = *value;
      one.start = one.end = start;
      one.alternatives.clear();
      choices.push_back({Choice::What::day, one, 0});
    };
    day(*value->start);
    for (auto other : value->alternatives) day(other);
  } else if (choices.empty()) {
    choices.push_back({Choice::What::yes, {}, 0});
  }
  bool plain = choices.front().what == Choice::What::yes;
  choices.push_back({Choice::What::no, {}, 0});
  auto ref = put(turn, {Asked::confirm}, items, choices, turn.direct());
  for (std::uint32_t i = 0; i < choices.size(); ++i) {
    auto& c = choices[i];
    Part label{Act::say, "", {}};
    if (c.what == Choice::What::yes) label.tmpl = "button.yes";
    else if (c.what == Choice::What::no) label.tmpl = plain ? "button.no" : "button.none_of_these";
    else if (c.what == Choice::What::day) label = {Act::say, "button.day", {{"date", *c.day}}};
    else label = {Act::say, "button.case", {{"case", arg::Case{CaseId{c.id}}}}};
    turn.lines.buttons.push_back(choice_button(ref, i, std::move(label)));
  }
  std::vector<std::pair<std::string, Arg>> args{{"question", arg::Question{ref}}};
  if (items.front().of) args.push_back({"case", arg::Case{*items.front().of}});
  bool first = std::ranges::none_of(turn.lines.group, [](const Part& part) { return part.tmpl == "group.see_direct"; });
  if (turn.r.sender->person->has_direct && first) turn.line(Act::say, "group.see_direct");
  read_back_heard(turn, ref);
  turn.tell(Act::confirm, plain || value ? "confirm." + std::string(name_of(items.front().fact.intent)) : "confirm.which", std::move(args));
}

void ask_right_day(Turn& turn, const Working& w) {
  NewQuestion question{turn.sender(), {}, w.ref, {Asked::date}, {}, {}, {}, 1};
  turn.lines.asks = turn.ask(std::move(question));
  turn.lines.of = w.ref;
  turn.lines.why = "why.declined";
  turn.tell(Act::ask_date, "ask.date_which", {{"case", arg::Case{w.ref}}});
}

void ask_missing(Turn& turn, const std::vector<Item>& lacking) {
  // The dwelling first: without it a date belongs to nobody.
  std::vector<Item> items;
  std::vector<Choice> choices;
  std::set<PlaceId> seen;
  bool not_theirs = false;
  for (auto& item : lacking) {
    auto placed = place_of_item(turn, item);
    if (placed.how == Placed::How::known) continue;
    items.push_back(item);
    not_theirs = not_theirs || placed.how == Placed::How::not_theirs || placed.how == Placed::How::unknown;
    auto among = placed.choices;
    if (among.empty() && not_theirs)
      for (auto& t : *turn.r.tenancies) among.push_back(&t);
    for (auto* t : among)
      if (seen.insert(t->place.id).second && choices.size() < 8) choices.push_back({Choice::What::place, {}, t->place.id.value});
  }
  bool room = !items.empty();
  if (!room) items = lacking;
  if (room && choices.empty() && turn.r.tenancies->empty() && !turn.addressed() && !turn.staff()) return turn.silent("not_theirs");
  // Somebody's dwellings are nobody else's business: the group sees no more than that there is something to look at.
  bool here = turn.direct() || !room || !turn.r.sender->person->has_direct;
  auto ref = put(turn, {room ? Asked::room : Asked::date}, items, choices, here);
  auto& question = turn.d.questions.back();
  if (question.tries > turn.k.manners.ask_tries) {
    for (auto& close : turn.d.closes)
      if (close.why == "asked_anew") close.why = "given_to_steward";  // no other card follows
    QuestionRow row;
    row.about = std::nullopt;
    to_steward(turn, row, area_of(turn, items));
    learn(turn, turn.sender(), question.proposed, LessonWhy::handed_over);
    if (turn.lines.asks == ref) turn.lines.asks.reset();
    turn.d.questions.pop_back();
    turn.d.dues.pop_back();
    return turn.tell(Act::say, "asked_enough");
  }
  for (std::uint32_t i = 0; i < choices.size(); ++i)
    turn.lines.buttons.push_back(choice_button(ref, i, {Act::say, "button.place", {{"place", arg::Place{PlaceId{choices[i].id}}}}}));
  auto act = room ? Act::ask_room : Act::ask_date;
  std::string tmpl = room ? (not_theirs ? "ask.room_other" : "ask.room") : "ask.date";
  if (!here) turn.line(Act::say, "group.see_direct");
  if (turn.direct() || !here) read_back_heard(turn, ref);
  if (turn.direct() || !here) turn.tell(act, tmpl, {{"question", arg::Question{ref}}});
  else turn.line(act, tmpl, {{"question", arg::Question{ref}}});
}

Instant burst_ends(const Turn& turn, Instant first, Instant last) {
  return std::min(last + turn.k.manners.burst_silence, first + turn.k.manners.burst_longest);
}

void wait_for_rest(Turn& turn, bool complete) {
  auto* message = std::get_if<MessageIn>(&turn.event.body);
  if (!message) return;
  auto& waiting = *turn.r.fragments;
  auto first = waiting.empty() ? turn.event.sent : waiting.front().sent;
  turn.d.fragments.push_back({message->text, message->addressed});
  if (complete) read_at(turn, turn.now, burst_complete);
  else read_at(turn, std::max(burst_ends(turn, first, turn.event.sent), turn.now), {});
  turn.silent("waits_for_rest");
}

void wait_for_second_reading(Turn& turn) {
  if (auto* message = std::get_if<MessageIn>(&turn.event.body)) turn.d.fragments.push_back({message->text, message->addressed});
  else turn.d.used_fragments.clear();
  read_at(turn, turn.now, std::string(second_reading_due));
  turn.d.why_silent = "waits_for_rest";
}

void to_steward(Turn& turn, const QuestionRow& question, AreaId area) {
  auto& around = turn.around(area);
  std::string role;
  for (auto& a : around.path)
    if (role.empty() && turn.k.stewards.contains(a.kind)) role = turn.k.stewards.at(a.kind);
  std::vector<std::pair<std::string, Arg>> args{{"to", arg::Word{"steward"}}, {"as", arg::Word{"no_answer"}}};
  if (question.id) args.push_back({"question", arg::Question{question.id}});
  if (question.about) args.push_back({"case", arg::Case{*question.about}});
  if (turn.r.sender.loaded() && turn.r.sender->person) args.push_back({"person", arg::Person{turn.sender()}});
  else if (question.asked) args.push_back({"person", arg::Person{question.asked}});
  bool told = false;
  for (auto& holder : around.holders)
    if (holder.role == role && holder.reachable) {
      turn.notify(holder.person, Act::escalate, "steward.no_answer", args, question.about ? std::optional<Ref<CaseId>>(*question.about) : std::nullopt, "why.no_answer");
      turn.d.says.back().cls = SayClass::escalation;
      told = true;
    }
  if (!told) turn.silent("nobody_on_duty");
}

}  // namespace linli
