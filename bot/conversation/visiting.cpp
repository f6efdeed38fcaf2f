#include "bot/conversation/visiting.hpp"

#include <algorithm>

#include "bot/understanding/reader.hpp"

namespace linli {
namespace {

// The playbook's named date that the end of a visit goes to.
const std::string* end_of_visit(const Playbook& book) {
  for (auto& [name, sources] : book.dates)
    if (std::ranges::any_of(sources, [](auto& source) { return source.second == Slot::until; })) return &name;
  return nullptr;
}

std::optional<Day> last_day(const CaseRow& row, const std::string& name) {
  auto held = row.dates.find(name);
  return held == row.dates.end() ? std::nullopt : held->second.end;
}

// What nobody asked about is of the one visitor who is here; nothing where there is none or several.
std::optional<std::size_t> one_visitor(const Turn& turn) {
  Candidate gone;
  gone.intent = Intent::leaving;
  std::optional<std::size_t> out;
  for (std::size_t i = 0; i < turn.cases.size(); ++i) {
    auto& row = turn.cases[i].row;
    if (row.final || !visits(turn, row) || !takes(turn, row, gone)) continue;
    if (out) return {};
    out = i;
  }
  return out;
}

}  // namespace

bool visits(const Turn& turn, const CaseRow& row) {
  auto* name = end_of_visit(turn.casework.playbook(row));
  return name && last_day(row, *name);
}

bool has_visitor(const Turn& turn) { return one_visitor(turn).has_value(); }

std::optional<std::size_t> asked_whether_left(const Turn& turn) {
  for (auto& q : *turn.r.questions)
    for (std::size_t i = 0; i < turn.cases.size(); ++i)
      if (q.about && turn.cases[i].ref == Ref<CaseId>(*q.about) && std::ranges::find(q.asks, Asked::leaving) != q.asks.end()) return i;
  return {};
}

Item of_visitor(const Turn& turn, Item item) {
  bool left = item.fact.intent == Intent::leaving, stays_on = item.fact.intent == Intent::change && item.fact.find(Slot::until);
  if (!left && !stays_on) return item;
  auto which = asked_whether_left(turn);
  if (!which && left && item.fact.rule == visitor_left) which = one_visitor(turn);
  if (!which) return item;
  auto& row = turn.cases[*which].row;
  item.of = row.id;
  item.place = row.place.id;
  item.tenancy = row.tenancy;
  // 明天走, when asked whether they have left: until then they stay.
  auto* found = item.fact.find(Slot::date);
  auto* day = found ? std::get_if<DateValue>(&found->value) : nullptr;
  if (left && !item.fact.negated && day && day->start && *day->start > turn.today()) {
    item.fact.intent = Intent::change;
    for (auto& f : item.fact.slots)
      if (f.slot == Slot::date) f.slot = Slot::until;
  }
  return item;
}

void settle_end(const Turn& turn, Candidate& fact, const CaseRow& row) {
  auto& book = turn.casework.playbook(row);
  auto* name = end_of_visit(book);
  if (fact.intent != Intent::change || !name) return;
  for (auto& found : fact.slots) {
    auto* days = found.slot == Slot::until ? std::get_if<std::int64_t>(&found.value) : nullptr;
    if (!days) continue;
    auto from = book.after.find(*name);
    auto base = from == book.after.end() ? std::nullopt : last_day(row, from->second);
    if (found.rule == "stay.longer") base = std::max(last_day(row, *name).value_or(turn.today()), turn.today());
    if (!base) continue;
    DateValue end;
    end.start = end.end = *base + std::chrono::days(*days);
    end.certainty = Certainty::vague;  // counted: it moves with the day it is counted from
    found.value = end;
  }
}

}  // namespace linli
