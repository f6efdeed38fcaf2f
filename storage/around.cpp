// What is around a place: the way up, who holds which role there, who has duty, and the places whose address fits.
#include <algorithm>

#include "bot/model/address.hpp"
#include "storage/load.hpp"

namespace linli::store {
namespace {

// Duty by the rota: somebody for whom no row of role and area is written has duty always, if nobody is written there at all.
bool on_duty(Context& c, const Holder& h, Instant now) {
  auto street = street_of(h.area);
  auto local = c.zone.local(now);
  auto minute = std::chrono::floor<std::chrono::minutes>(local.of_day);
  bool any = false;
  auto q = c.db.rows("SELECT person_id, from_day, to_day, from_hour, to_hour FROM rota WHERE street_id=?1 AND role=?2 AND area_id=?3", street, h.role,
                     h.area);
  while (q.next()) {
    any = true;
    PersonId person;
    Day from, to;
    Minutes begin, end;
    q.into(person, from, to, begin, end);
    if (person != h.person) continue;
    bool over_midnight = end <= begin;
    auto day = over_midnight && minute < end ? local.day - std::chrono::days(1) : local.day;
    bool hour = over_midnight ? minute >= begin || minute < end : minute >= begin && minute < end;
    if (hour && from <= day && day <= to) return true;
  }
  return !any;
}

}  // namespace

AroundRow around(Context& c, AreaId id, Instant now) {
  AroundRow out;
  out.path = way_up(c, id);
  for (auto& at : out.path) {
    auto street = street_of(at.id);
    {
      auto q = c.db.rows("SELECT person_id, role FROM roles WHERE street_id=?1 AND area_id=?2 ORDER BY person_id, role", street, at.id);
      while (q.next()) {
        Holder h{q.get<PersonId>(0), q.get<std::string>(1), at.id, at.level, false, false};
        h.on_duty = on_duty(c, h, now);
        h.reachable = reachable(c, h.person);
        out.holders.push_back(std::move(h));
      }
    }
    auto q = c.db.rows("SELECT id, audience FROM chats WHERE area_id=?1 AND direct=0 ORDER BY id", at.id);
    while (q.next()) out.chats.push_back({q.get<ChatId>(0), at.id, false, q.get<std::string>(1), at.kind});
  }
  return out;
}

std::vector<PlaceRow> places_fitting(Context& c, AreaId near, const std::string& written) {
  constexpr std::size_t most = 8;
  std::vector<PlaceRow> out;
  std::optional<AreaId> inner;  // already looked through
  for (auto& at : way_up(c, near)) {
    std::vector<std::pair<Fit, PlaceRow>> here;
    auto q = c.db.rows(
        "SELECT p.id, p.area_id, p.kind, p.address FROM areas_below b JOIN places p ON p.street_id=b.street_id AND p.area_id=b.area_id WHERE"
        " b.street_id=?1 AND b.above_id=?2 AND NOT EXISTS (SELECT 1 FROM areas_below i WHERE i.street_id=?1 AND i.above_id=?3 AND"
        " i.area_id=b.area_id)",
        street_of(at.id), at.id, inner);
    while (q.next()) {
      PlaceRow p;
      q.into(p.id, p.area, p.kind, p.address);
      if (auto fit = address_fit(p.address, written); fit != Fit::no) here.emplace_back(fit, std::move(p));
    }
    std::ranges::sort(here, [](auto& a, auto& b) { return a.first != b.first ? a.first > b.first : a.second.id < b.second.id; });
    for (auto& [fit, p] : here)
      if (out.size() < most) out.push_back(std::move(p));
    if (out.size() == most) break;
    inner = at.id;
  }
  return out;
}

}  // namespace linli::store
