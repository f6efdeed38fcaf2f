// 撤回 and 不对: the way back that every record offers. History keeps both and says who.
#include <algorithm>

#include "bot/conversation/learning.hpp"

namespace linli {
namespace {

// Whether this fact opened its case: its kind does, and no earlier report of the writer did before it.
bool opened(const Turn& turn, const Playbook& book, const FactRow& fact) {
  auto opens = [&](Intent intent) { return std::ranges::find(book.opens, intent) != book.opens.end(); };
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

}  // namespace

const ReportRow* last_report(const Turn& turn) {
  for (auto& report : *turn.r.reports) {
    if (report.retracted) continue;
    if (turn.now - report.said > turn.k.manners.undo_window) return nullptr;
    return &report;
  }
  return nullptr;
}

void retract_last(Turn& turn, bool ask_for_right_value) {
  auto& reports = *turn.r.reports;
  if (ask_for_right_value && !reports.empty() && reports.front().retracted) {  // 撤回 took it back: no older one was spoken of
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
    turn.line(Act::retract, "group.retract", {{"place", arg::Place{of->row.place.id}}});
    args.push_back({"case", arg::Case{about.front()}});
  } else if (!about.empty()) {
    turn.line(Act::retract, "group.retract");
  }
  turn.tell(Act::retract, several ? "retract.several" : "retract", std::move(args));
  if (!again.empty()) ask_missing(turn, again);
}

}  // namespace linli
