// Areas and places. Parents may stand behind their children.
#include "storage/import.hpp"

namespace linli::store {

// Parents before children, whatever their order in the file.
void Import::areas() {
  unique_keys("areas", set_.areas);
  std::set<std::string> here, done;
  for (auto& a : set_.areas) here.insert(a.key);
  for (bool moved = true; moved && done.size() < here.size();) {
    moved = false;
    for (auto& a : set_.areas) {
      if (done.contains(a.key) || (!a.parent.empty() && here.contains(a.parent) && !done.contains(a.parent))) continue;
      done.insert(a.key);
      moved = true;
      area(a);
    }
  }
  for (auto& a : set_.areas)
    if (!done.contains(a.key)) bad("areas", a.line, "parent", "'" + a.parent + "' leads round in a circle");
  below();
}

void Import::area(const ImportSet::Area& a) {
  wanted("areas", a.line, "name", a.name);
  wanted("areas", a.line, "level", a.level);
  std::optional<AreaId> parent;
  if (!a.parent.empty()) {
    parent = find<AreaId>("area", a.parent, "areas", a.line, "parent");
    if (!parent) return;
  }
  if (auto id = known("area", a.key)) {
    auto was = store::area(c_, AreaId{*id});
    bool changed = !was || was->parent != parent || was->row.level != a.level || was->row.kind != a.kind || was->name != a.name;
    if (parent && street_of(*parent) != street_of(AreaId{*id}))
      return bad("areas", a.line, "parent", "'" + a.parent + "' lies in another street");
    if (changed)
      c_.db.run("UPDATE areas SET parent_id=?3, level=?4, kind=?5, name=?6 WHERE street_id=?1 AND id=?2", street_of(AreaId{*id}), *id, parent,
                a.level, a.kind, a.name);
    return count(false, changed);
  }
  StreetId street;
  if (parent) {
    street = street_of(*parent);
  } else {
    street = {c_.numbers.next("street")};
    if (street.value >= most_streets) return bad("areas", a.line, "key", "a store holds at most 1,023 streets");
    streets_.insert(street);
  }
  auto id = fresh<AreaId>("area", street, a.key);
  c_.db.run("INSERT INTO areas(street_id, id, parent_id, level, kind, name) VALUES(?1, ?2, ?3, ?4, ?5, ?6)", street, id, parent, a.level, a.kind,
            a.name);
  count(true, true);
}

// Which areas lie below which, themselves among them: made anew for the streets of this import.
void Import::below() {
  std::set<StreetId> touched;
  for (auto& a : set_.areas)
    if (auto id = known("area", a.key)) touched.insert(street_of(AreaId{*id}));
  for (auto street : touched) {
    c_.db.run("DELETE FROM areas_below WHERE street_id=?1", street);
    std::vector<AreaId> all;
    {
      auto q = c_.db.rows("SELECT id FROM areas WHERE street_id=?1", street);
      while (q.next()) all.push_back(q.get<AreaId>(0));
    }
    for (auto id : all)
      for (auto& above : way_up(c_, id))
        c_.db.run("INSERT INTO areas_below(street_id, above_id, area_id) VALUES(?1, ?2, ?3)", street, above.id, id);
  }
}

void Import::places() {
  unique_keys("places", set_.places);
  for (auto& p : set_.places) {
    bool whole = wanted("places", p.line, "address", p.address);
    whole = wanted("places", p.line, "kind", p.kind) && whole;
    auto area = find<AreaId>("area", p.area, "places", p.line, "area");
    if (!whole || !area || p.key.empty()) continue;
    if (auto id = known("place", p.key)) {
      auto was = place(c_, PlaceId{*id});
      if (street_of(*area) != street_of(PlaceId{*id})) {
        bad("places", p.line, "area", "'" + p.area + "' lies in another street");
        continue;
      }
      bool changed = was != PlaceRow{PlaceId{*id}, *area, p.kind, p.address};
      if (changed)
        c_.db.run("UPDATE places SET area_id=?3, kind=?4, address=?5 WHERE street_id=?1 AND id=?2", street_of(PlaceId{*id}), *id, *area,
                  p.kind, p.address);
      count(false, changed);
      continue;
    }
    auto street = street_of(*area);
    auto id = fresh<PlaceId>("place", street, p.key);
    c_.db.run("INSERT INTO places(street_id, id, area_id, kind, address) VALUES(?1, ?2, ?3, ?4, ?5)", street, id, *area, p.kind, p.address);
    count(true, true);
  }
}

}  // namespace linli::store
