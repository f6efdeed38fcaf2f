// 撤回 and 不对: the way back that every record offers. History keeps both and says who.
#include <algorithm>

#include "bot/conversation/learning.hpp"
#include "bot/model/sealing.hpp"

namespace linli {
namespace {

// Whether this fact opened its case: its kind does, and no earlier report of the writer did before it. A fever without a case calls for a person.
bool opened(const Turn& turn, const Playbook& book, const FactRow& fact) {
  auto opens = [&](Intent intent) {
    return std::ranges::find(book.opens, intent) != book.opens.end() || (intent == Intent::health && turn.casework.opened_by(Intent::human) == &book);
  };
  if (!opens(fact.intent)) return false;
  return std::ranges::none_of(*turn.r.reports, [&](const ReportRow& report) {
    return !report.retracted && report.id < fact.report &&
           std::ranges::any_of(report.facts, [&](const FactRow& f) { return f.of == fact.of && opens(f.intent); });
  });
}

// The cases that the report is about, each once.
std::vector<CaseId> cases_in(const Turn& turn, const ReportRow& report) {
  std::vector<CaseId> out;
  for (auto& fact : report.facts)
    for (auto& w : turn.cases)
      if (fact.of && w.row.id == *fact.of && std::ranges::find(out, *fact.of) == out.end()) out.push_back(*fact.of);
  return out;
}

bool is_tip(const Proposed& p) { return hides_source(p.fact.intent); }

// What the writer sent last and what is not recorded yet, because it is still asked about; newest first. A report that is newer comes before it.
std::vector<const QuestionRow*> last_asked_about(const Turn& turn, const ReportRow* report) {
  std::vector<const QuestionRow*> out;
  for (auto& q : *turn.r.questions) {
    bool of_reading = q.reminder.empty() && !is_notice(q) && !q.proposed.empty() && q.proposed.front().fact.intent != Intent::retract;
    bool newest = out.empty() ? !report || q.asked_at >= report->said : q.asked_at == out.front()->asked_at;
    if (of_reading && newest && !turn.closed(q.id)) out.push_back(&q);
  }
  return out;
}

void tell_unrecorded(Turn& turn) {
  turn.lines.why = "why.retracted";
  if (turn.lines.out_of_sight || turn.can_ask_direct()) turn.tell(Act::retract, "retract.unrecorded");
  else turn.line(Act::retract, "retract.unrecorded");
}

// Nothing of it was recorded: it is asked about no more. A group does not see that a tip was taken back.
void withdraw(Turn& turn, const std::vector<const QuestionRow*>& asked) {
  for (auto* q : asked) {
    turn.close(q->id, Ending::waived, "declined");
    learn(turn, q->asked, q->proposed, LessonWhy::withdrawn);
    turn.lines.out_of_sight = turn.lines.out_of_sight || std::ranges::any_of(q->proposed, is_tip);
  }
  tell_unrecorded(turn);
}

}  // namespace

const ReportRow* last_report(const Turn& turn) {
  for (auto& report : *turn.r.reports) {
    if (report.retracted) continue;
    if (turn.now - report.said > turn.k.manners.undo_window) return nullptr;
    return &report;
  }
  return nullptr;
}

bool takes_itself_back(Turn& turn, const std::vector<Item>& items) {
  bool burst = std::holds_alternative<BurstIn>(turn.event.body) && items.size() > 1;
  if (!burst || items.back().fact.intent != Intent::retract || items.back().of) return false;
  turn.lines.out_of_sight = std::ranges::any_of(items, [](const Item& i) { return hides_source(i.fact.intent); });
  tell_unrecorded(turn);
  return true;
}

void retract_last(Turn& turn, bool ask_for_right_value) {
  auto& reports = *turn.r.reports;
  auto* newest = reports.empty() ? nullptr : &reports.front();
  if (auto asked = last_asked_about(turn, newest); !asked.empty()) {
    bool of_one_burst = newest && !newest->retracted && asked.front()->asked_at - newest->said <= turn.k.manners.burst_silence;
    if (!of_one_burst) return withdraw(turn, asked);
    for (auto* q : asked) turn.close(q->id, Ending::waived, "declined");  // a part of it was recorded, as is told below
  }
  if (newest && newest->retracted) {  // taken back already: no older one was spoken of
    if (turn.addressed()) turn.tell(Act::ack, "retract.already");
    else turn.silent("nothing_to_retract");
    return;
  }
  auto* report = last_report(turn);
  if (!report) {
    if (turn.addressed()) turn.tell(Act::say, "nothing_to_retract");
    else turn.silent("nothing_to_retract");
    return;
  }
  auto about = cases_in(turn, *report);
  if (ask_for_right_value && about.size() > 1) {
    Item which;
    which.fact.intent = Intent::retract;
    which.fact.clear = true;
    std::vector<Choice> choices;
    for (auto id : about) choices.push_back({Choice::What::of_case, {}, id.value});
    return confirm(turn, {which}, std::move(choices));
  }
  turn.d.retracted.push_back({report->id});
  turn.lines.out_of_sight = std::ranges::any_of(report->facts, [](const FactRow& f) { return hides_source(f.intent); });
  learn(turn, *report);
  std::vector<Item> again;
  std::vector<std::pair<std::string, Arg>> args;
  for (auto& fact : report->facts) {
    args.push_back({"facts", arg::Fact{fact.id}});
    if (!fact.of) continue;
    for (auto& w : turn.cases) {
      if (!(w.row.id == *fact.of)) continue;
      auto& book = turn.casework.playbook(w.row);
      bool opening = opened(turn, book, fact) && w.row.reporter == turn.sender();
      turn.casework.retract(turn.d, w, fact, opening, *turn.r.reports, turn.standing(w.row.landlord, w.row.renter), turn.around(area_of(w.row)), turn.now);
      if (fact.intent == Intent::health) turn.casework.call_off(turn.d, w, turn.k.manners.fever_reason, turn.around(area_of(w.row)), turn.now);
      turn.lines.of = w.ref;
      if (!opening || !ask_for_right_value) continue;
      Item item;
      item.fact.intent = fact.intent;
      item.fact.clear = true;
      for (auto& slot : fact.slots) {
        auto* text = std::get_if<std::string>(&slot.value);
        if (slot.slot != Slot::date && !(text && text->empty())) item.fact.slots.push_back(slot);
      }
      item.place = w.row.place.id;
      item.tenancy = w.row.tenancy;
      item.reason = "answered";
      again.push_back(std::move(item));
    }
  }
  turn.lines.why = "why.retracted";
  bool several = about.size() > 1 || (about.empty() && args.size() > 1);
  if (about.size() == 1) {
    auto of = std::ranges::find(turn.cases, Ref<CaseId>(about.front()), &Working::ref);
    if (!turn.lines.out_of_sight) turn.line(Act::retract, "group.retract", {{"place", arg::Place{of->row.place.id}}});
    args.push_back({"case", arg::Case{about.front()}});
  } else if (!about.empty() && !turn.lines.out_of_sight) {
    turn.line(Act::retract, "group.retract");
  }
  turn.tell(Act::retract, several ? "retract.several" : "retract", std::move(args));
  if (!again.empty()) ask_missing(turn, again);
}

}  // namespace linli
