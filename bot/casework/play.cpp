// Dues and steps of a case, and what must hold when a decision leaves it: an open case has an owner and a next moment.
#include "bot/casework/play.hpp"

#include <algorithm>

#include "bot/casework/hours.hpp"

namespace linli {

AreaId Play::area() const {
  if (w.row.place.area || around.path.empty()) return w.row.place.area;
  return around.path.front().id;
}

bool contains(const std::vector<std::string>& all, const std::string& one) { return std::ranges::find(all, one) != all.end(); }

Working working(const CaseRow& stored) { return {stored.id, stored, {}, {}}; }

std::vector<Pending> Play::pending() const {
  std::vector<Pending> out;
  for (auto& due : w.row.dues)
    if (std::ranges::find(w.closed_dues, due.id) == w.closed_dues.end()) out.push_back({due.kind, due.name, due.at, due.count, due.id});
  for (auto i : w.new_dues) {
    auto& due = d.dues[i];
    out.push_back({due.kind, due.name, due.at, due.count, i});
  }
  return out;
}

void Play::plan(DueKind kind, Instant at, std::string name, std::int32_t count) {
  NewDue due;
  due.kind = kind;
  due.at = std::max(at, now);
  due.name = std::move(name);
  due.of = w.ref;
  due.area = area();
  due.count = count;
  w.new_dues.push_back(d.dues.size());
  d.dues.push_back(std::move(due));
}

void Play::missed(DueKind kind, Instant at, std::string name, std::int32_t count) {
  NewDue due;
  due.kind = kind;
  due.at = at;
  due.name = std::move(name);
  due.of = w.ref;
  due.area = area();
  due.count = count;
  due.ended = Ending::waived;
  due.why = "too_late";
  d.dues.push_back(std::move(due));
}

void Play::drop(const std::function<bool(const Pending&)>& which, const std::string& why) {
  for (auto& one : pending()) {
    if (!which(one)) continue;
    if (auto* id = std::get_if<DueId>(&one.where)) {
      d.closes.push_back({*id, Ending::waived, why});
      w.closed_dues.push_back(*id);
    } else {
      auto index = std::get<std::size_t>(one.where);
      d.dues[index].ended = Ending::waived;
      d.dues[index].why = why;
      std::erase(w.new_dues, index);
    }
  }
}

void Play::played(const DueRow& due, Ending how, const std::string& why) {
  d.closes.push_back({due.id, how, why});
  w.closed_dues.push_back(due.id);
}

void Play::step(StepKind kind, Cause cause, std::string why, std::optional<PersonId> by, std::vector<Holder> duty) {
  NewStep step{w.ref, kind, w.row.state, w.row.final, cause, by, std::move(why), w.row.owner, w.row.next, w.row.climb, std::move(duty)};
  d.steps.push_back(std::move(step));
  ++w.row.seq;
  w.row.changed = now;
}

void Play::close_question(QuestionId id, const std::string& why) {
  std::erase_if(w.row.questions, [&](auto& q) { return q.first == id; });
  bool already = std::ranges::any_of(d.closes, [&](const Close& c) {
    auto* question = std::get_if<QuestionId>(&c.what);
    return question && *question == id;
  });
  if (!already) d.closes.push_back({id, Ending::waived, why});
}

void Play::settle() {
  auto& row = w.row;
  auto earliest = [&] {
    std::optional<Instant> next;
    for (auto& one : pending())
      if (!next || one.at < *next) next = one.at;
    if (row.climb.past_end && book.policy && book.policy->digest_at) {
      auto digest = next_at(zone(), now, *book.policy->digest_at);
      if (!next || digest < *next) next = digest;
    }
    return next;
  };
  auto before = row.next;
  if (row.final) {
    row.next.reset();
  } else {
    row.next = earliest();
    if (!row.next) {  // the playbook has no moment left for it: whoever holds the first step is told tomorrow, not never
      plan(DueKind::limit, now + std::chrono::days(1));
      row.next = earliest();
    }
  }
  NewStep* last = nullptr;
  for (auto& step : d.steps)
    if (step.of == w.ref) {
      last = &step;
      if (!step.final) step.next = row.next;
    }
  if (!last && (before != row.next)) {
    step(StepKind::corrected, std::monostate{}, "why.planned_anew");
    last = &d.steps.back();
  }
  if (!last) return;
  last->owner = row.owner;
  last->climb = row.climb;
  last->next = row.next;
}

}  // namespace linli
