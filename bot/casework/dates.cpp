// What facts give to their case: current values by slot, and the playbook's named dates.
#include <algorithm>

#include "bot/casework/play.hpp"

namespace linli {
namespace {

// Kept on the case: what it is about, not how a place was written or which day was given up.
bool is_value(Slot slot) { return slot != Slot::room && slot != Slot::was && slot != Slot::id_number; }

const DateValue* day_in(const std::vector<Found>& slots, Slot slot) {
  for (auto& found : slots)
    if (found.slot == slot) return std::get_if<DateValue>(&found.value);
  return nullptr;
}

const std::int64_t* number_in(const std::vector<Found>& slots, Slot slot) {
  for (auto& found : slots)
    if (found.slot == slot) return std::get_if<std::int64_t>(&found.value);
  return nullptr;
}

// So many days from the end of another day: somewhere about then.
std::optional<DateValue> counted(const DateValue& from, std::int64_t days) {
  if (!from.end) return {};
  DateValue out;
  out.start = out.end = *from.end + std::chrono::days(days);
  out.certainty = Certainty::vague;
  return out;
}

// What is counted comes after what it is counted from.
std::vector<std::string> in_order(const Playbook& book) {
  std::vector<std::string> out;
  for (bool counted : {false, true})
    for (auto& [name, sources] : book.dates)
      if (book.after.contains(name) == counted) out.push_back(name);
  return out;
}

bool feeds(const Playbook& book, const std::string& name, Intent intent) {
  auto sources = book.dates.find(name);
  return sources != book.dates.end() && std::ranges::any_of(sources->second, [&](auto& s) { return s.first == intent; });
}

}  // namespace

bool Play::set_values(const Stated& stated) {
  bool replaced = false;
  for (auto& found : stated.what->slots) {
    if (!is_value(found.slot)) continue;
    auto* stored = std::get_if<FactId>(&stated.fact.at);
    replaced = replaced || w.row.values.contains(found.slot);
    w.row.values[found.slot] = stored ? *stored : FactId{};
    d.values.push_back({w.ref, found.slot, stated.fact});
  }
  return replaced;
}

// The day that such a statement gives, said or counted.
std::optional<DateValue> Play::told_day(const std::string& name, Intent intent, const std::vector<Found>& slots) const {
  for (auto& [from, slot] : book.dates.at(name)) {
    if (from != intent) continue;
    if (auto* day = day_in(slots, slot)) return *day;
    auto base = book.after.find(name);
    auto* days = number_in(slots, slot);
    if (base == book.after.end() || !days) continue;
    auto* own = day_in(slots, Slot::date);
    auto held = w.row.dates.find(base->second);
    if (own && own->start) return counted(*own, *days);
    if (held != w.row.dates.end()) return counted(held->second, *days);
  }
  return {};
}

// What was counted moves with the day it was counted from.
std::optional<DateValue> Play::moved_along(const std::string& name, const std::map<std::string, DateValue>& before) const {
  auto base = book.after.find(name);
  auto end = [](const std::map<std::string, DateValue>& dates, const std::string& which) {
    auto held = dates.find(which);
    return held == dates.end() ? std::nullopt : held->second.end;
  };
  if (base == book.after.end()) return {};
  auto held = w.row.dates.find(name);
  auto from = end(before, base->second), to = end(w.row.dates, base->second);
  if (held == w.row.dates.end() || held->second.certainty != Certainty::vague || !held->second.end || !from || !to || *from == *to) return {};
  return counted(w.row.dates.at(base->second), (*held->second.end - *from).count());
}

std::set<std::string> Play::set_dates(const Stated& stated) {
  std::set<std::string> changed;
  auto before = w.row.dates;
  for (auto& name : in_order(book)) {
    auto value = told_day(name, stated.what->intent, stated.what->slots);
    if (!value) value = moved_along(name, before);
    bool or_today = contains(book.or_today, name);
    if (or_today && value && !value->start) value.reset();   // it has happened, so some day it was
    if (!value && or_today && feeds(book, name, stated.what->intent) && !w.row.dates.contains(name)) {
      value.emplace();
      value->start = value->end = zone().day(now);
    }
    if (!value) continue;
    auto held = w.row.dates.find(name);
    if (held != w.row.dates.end() && held->second == *value) continue;
    w.row.dates[name] = *value;
    d.dates.push_back({w.ref, name, *value, stated.fact});
    changed.insert(name);
  }
  return changed;
}

std::set<std::string> Play::take_back(const FactRow& fact, const std::vector<ReportRow>& earlier) {
  // The newest earlier fact of this case that says it too.
  auto before = [&](auto says) -> const FactRow* {
    for (auto& report : earlier) {
      if (report.id == fact.report || report.retracted) continue;
      for (auto& one : report.facts)
        if (one.of == w.row.id && !one.negated && says(one)) return &one;
    }
    return nullptr;
  };
  auto values = w.row.values;
  for (auto& [slot, from] : values) {
    if (from != fact.id) continue;
    auto* other = before([&](const FactRow& f) { return std::ranges::any_of(f.slots, [&](const Found& s) { return s.slot == slot; }); });
    if (other) w.row.values[slot] = other->id;
    else w.row.values.erase(slot);
    d.values.push_back({w.ref, slot, other ? std::optional<Ref<FactId>>(other->id) : std::nullopt});
  }
  std::set<std::string> changed;
  auto dates_before = w.row.dates;
  for (auto& name : in_order(book)) {
    auto held = w.row.dates.find(name);
    if (held == w.row.dates.end() || !feeds(book, name, fact.intent)) continue;
    auto said = [&](const FactRow& f) { return told_day(name, f.intent, f.slots); };
    auto own = said(fact);
    if (own ? !(*own == held->second) : !contains(book.or_today, name)) continue;  // something newer holds it
    auto* other = before([&](const FactRow& f) { return said(f).has_value(); });
    if (other) {
      held->second = *said(*other);
      d.dates.push_back({w.ref, name, held->second, other->id});
    } else {
      w.row.dates.erase(held);
      d.dates.push_back({w.ref, name, std::nullopt, fact.id});
    }
    changed.insert(name);
  }
  for (auto& [name, base] : book.after) {
    auto value = changed.contains(name) ? std::nullopt : moved_along(name, dates_before);
    if (!value) continue;
    w.row.dates[name] = *value;
    d.dates.push_back({w.ref, name, *value, fact.id});
    changed.insert(name);
  }
  return changed;
}

}  // namespace linli
