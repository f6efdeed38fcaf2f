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

// So many days from the end of another day: somewhere about then.
std::optional<DateValue> counted(const std::optional<DateValue>& from, std::int64_t days) {
  if (!from || !from->end) return {};
  DateValue out;
  out.start = out.end = *from->end + std::chrono::days(days);
  out.certainty = Certainty::vague;
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

std::optional<DateValue> Play::counted_date(const std::string& name, const Candidate& said, const std::map<std::string, DateValue>& before) const {
  auto base = book.after.find(name);
  if (base == book.after.end()) return {};
  auto named = [](const std::map<std::string, DateValue>& dates, const std::string& which) {
    auto held = dates.find(which);
    return held == dates.end() ? std::nullopt : std::optional(held->second);
  };
  auto now_from = named(w.row.dates, base->second);
  for (auto& [intent, slot] : book.dates.at(name))
    if (auto* found = intent == said.intent ? said.find(slot) : nullptr)
      if (auto* days = std::get_if<std::int64_t>(&found->value)) {
        auto* own = day_in(said.slots, Slot::date);
        return counted(own && own->start ? std::optional(*own) : now_from, *days);
      }
  // What was counted moves with the day it was counted from.
  auto held = named(w.row.dates, name), was_from = named(before, base->second);
  if (!held || held->certainty != Certainty::vague || !was_from || !was_from->end || !now_from || !now_from->end) return {};
  return counted(now_from, (*held->end - *was_from->end).count());
}

std::set<std::string> Play::set_dates(const Stated& stated) {
  std::set<std::string> changed;
  auto before = w.row.dates;
  std::vector<std::string> order;
  for (bool last : {false, true})                      // what is counted comes after what it is counted from
    for (auto& [name, sources] : book.dates)
      if (book.after.contains(name) == last) order.push_back(name);
  for (auto& name : order) {
    auto& sources = book.dates.at(name);
    std::optional<DateValue> value;
    for (auto& [intent, slot] : sources)
      if (intent == stated.what->intent && !value)
        if (auto* day = day_in(stated.what->slots, slot)) value = *day;
    if (!value) value = counted_date(name, *stated.what, before);
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
  for (auto& [name, sources] : book.dates) {
    auto held = w.row.dates.find(name);
    if (held == w.row.dates.end() || !feeds(book, name, fact.intent)) continue;
    auto said = [&, &from = sources](const FactRow& f) -> const DateValue* {
      for (auto& [intent, slot] : from)
        if (intent == f.intent)
          if (auto* day = day_in(f.slots, slot)) return day;
      return nullptr;
    };
    auto* own = said(fact);
    if (own ? !(*own == held->second) : !contains(book.or_today, name)) continue;  // something newer holds it
    auto* other = before([&](const FactRow& f) { return said(f) != nullptr; });
    if (other) {
      held->second = *said(*other);
      d.dates.push_back({w.ref, name, held->second, other->id});
    } else {
      w.row.dates.erase(held);
      d.dates.push_back({w.ref, name, std::nullopt, fact.id});
    }
    changed.insert(name);
  }
  return changed;
}

}  // namespace linli
