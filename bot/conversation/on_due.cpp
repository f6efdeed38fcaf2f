// A moment has come: a case's reminder, limit or climb goes to casework; a card nobody answered is put once more, then given to a steward.
#include "bot/conversation/deciders.hpp"
#include "bot/conversation/items.hpp"
#include "bot/conversation/learning.hpp"
#include "bot/model/sealing.hpp"

namespace linli {
namespace {

void on_card(Turn& turn, const DueRow& due) {
  turn.d.closes.push_back({due.id, Ending::sent, "played"});
  auto& question = *turn.r.question;
  if (!question) return turn.silent("answered");
  auto area = due.area.value_or(AreaId{});
  if (due.count >= turn.k.manners.ask_tries) {  // put twice in vain
    bool tip = false;
    for (auto& proposed : question->proposed)
      if (hides_source(proposed.fact.intent)) record_tip(turn, item_of(proposed), question->asked, area), tip = true;
    if (tip) {  // looked into with what is known
      turn.d.closes.push_back({question->id, Ending::waived, "given_to_steward"});
      return;
    }
    to_steward(turn, *question, area);
    learn(turn, question->asked, question->proposed, LessonWhy::handed_over);
    turn.d.closes.push_back({question->id, Ending::waived, "given_to_steward"});
    return;
  }
  Say say;
  say.turn = 1;
  std::vector<std::pair<std::string, Arg>> args{{"question", arg::Question{question->id}}};
  bool of_one = question->proposed.size() == 1 && question->proposed.front().of;  // what it would change or cancel
  if (of_one) args.push_back({"case", arg::Case{*question->proposed.front().of}});
  say.parts.push_back({Act::confirm, "card.again", std::move(args)});
  for (auto asked : question->asks)
    if (auto act = act_named(name_of(asked))) say.parts.front().act = *act;
  for (std::uint32_t i = 0; i < question->choices.size(); ++i) {
    auto& c = question->choices[i];
    Part label{Act::say, "button.other", {}};
    switch (c.what) {
      case Choice::What::yes: label.tmpl = "button.yes"; break;
      case Choice::What::no: label.tmpl = "button.no"; break;
      case Choice::What::day: label = {Act::say, "button.day", {{"date", *c.day}}}; break;
      case Choice::What::place: label = {Act::say, "button.place", {{"place", arg::Place{PlaceId{c.id}}}}}; break;
      case Choice::What::of_case: label = {Act::say, "button.case", {{"case", arg::Case{CaseId{c.id}}}}}; break;
      default: break;
    }
    say.buttons.push_back({QuestionChoice{question->id, i}, std::move(label)});
  }
  say.to = ToPerson{question->asked};
  say.cls = SayClass::reminder;
  say.not_before = turn.casework.out_of_quiet(turn.now);
  say.depends = WhileOpen{question->id};
  say.asks = question->id;
  say.why = "why.unanswered";
  turn.d.says.push_back(std::move(say));
  turn.d.tries.push_back({question->id});
  NewDue next;
  next.kind = DueKind::card;
  next.at = turn.k.zone.at(turn.k.zone.day(turn.now), turn.k.manners.card_to_steward);
  next.question = question->id;
  next.area = area;
  next.count = turn.k.manners.ask_tries;
  turn.d.dues.push_back(std::move(next));
}

}  // namespace

void on_due(Turn& turn) {
  auto& due = *turn.r.due;
  if (!due) return turn.silent("gone");
  if (due->kind == DueKind::card) return on_card(turn, *due);
  if (due->kind == DueKind::digest)
    return turn.casework.digest(turn.d, *due, *turn.r.past_end, turn.around(due->area.value_or(AreaId{})), turn.now);
  auto* found = turn.r.the_case.loaded() && *turn.r.the_case ? &**turn.r.the_case : nullptr;
  if (!found) {
    turn.d.closes.push_back({due->id, Ending::waived, "no_such_case"});
    return turn.silent("no_such_case");
  }
  auto w = working(*found);
  auto area = area_of(*found) ? area_of(*found) : due->area.value_or(AreaId{});
  turn.casework.due(turn.d, w, *due, turn.around(area), turn.now);
}

}  // namespace linli
