// What is past the end of its policy: one list a day, until each of it is closed.
#include <algorithm>

#include "bot/casework/hours.hpp"
#include "bot/casework/play.hpp"

namespace linli {
namespace {

// Who gets it: the last step that has anybody, on duty if somebody is.
std::vector<Audience> readers(const Play& play) {
  auto& policy = *play.book.policy;
  for (auto step = policy.steps.rbegin(); step != policy.steps.rend(); ++step)
    for (bool on_duty : {true, false}) {
      std::vector<Audience> out;
      for (auto person : play.told_directly(*step, on_duty)) out.push_back(ToPerson{person});
      for (auto chat : play.chats(*step)) out.push_back(ToChat{chat});
      if (!out.empty()) return out;
    }
  return {};
}

}  // namespace

NewDue next_digest(const Zone& zone, const Playbook& book, AreaId area, Instant now) {
  NewDue due;
  due.kind = DueKind::digest;
  due.at = next_at(zone, now, *book.policy->digest_at);
  due.name = book.kind;
  due.area = area;
  due.unique = "digest:" + book.kind + ":" + std::to_string(area.value) + ":" + format_day(zone.day(due.at));
  return due;
}

AreaId digest_area(const AroundRow& around, const CaseRow& row) { return around.path.empty() ? row.place.area : around.path.back().id; }

void Casework::digest(Decision& d, const DueRow& due, const std::vector<CaseRow>& past_end, const AroundRow& around, Instant now) const {
  d.closes.push_back({due.id, Ending::sent, "played"});
  std::vector<CaseRow> left;
  for (auto& row : past_end)
    if (row.playbook == due.name && !row.final && row.climb.past_end) left.push_back(row);
  if (left.empty()) {
    d.why_silent = "nothing_left";
    return;
  }
  auto& book = playbook(left.front());
  if (!book.policy || !book.policy->digest_at) return;
  std::vector<CaseId> ids;
  for (auto& row : left) ids.push_back(row.id);
  auto area = due.area.value_or(digest_area(around, left.front()));
  auto first = working(left.front());
  auto to = readers(Play{k_, book, d, first, around, now});
  for (auto& reader : to) {
    Say say;
    say.turn = 1;
    say.parts.push_back({Act::say, book.policy->digest_tmpl, {{"cases", ids}, {"count", std::int64_t(ids.size())}, {"area", arg::Area{area}}}});
    say.to = reader;
    say.cls = SayClass::escalation;
    say.why = "why.digest";
    d.says.push_back(std::move(say));
  }
  d.dues.push_back(next_digest(k_.zone, book, area, now));
  for (auto& row : left) {
    auto w = working(row);
    Play play{k_, playbook(row), d, w, around, now};
    play.step(StepKind::told, due.id, to.empty() ? "why.nobody_reachable" : "why.digest");
    play.settle();
  }
}

}  // namespace linli
