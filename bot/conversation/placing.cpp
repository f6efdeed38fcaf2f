#include "bot/conversation/placing.hpp"

#include <algorithm>
#include <set>

#include "bot/conversation/visiting.hpp"
#include "bot/model/address.hpp"

namespace linli {
namespace {

std::string text_of(const Candidate& fact, Slot slot) {
  auto* found = fact.find(slot);
  if (!found) return {};
  auto* text = std::get_if<std::string>(&found->value);
  return text ? *text : std::string{};
}

// The tenancies whose address fits best what was written; 201 alone never fits a house by a mere part when an end fits.
std::vector<const TenancyRow*> fitting(const std::vector<const TenancyRow*>& among, const std::string& room) {
  std::vector<const TenancyRow*> out;
  Fit best = Fit::part;
  for (auto* t : among) best = std::max(best, address_fit(t->place.address, room));
  for (auto* t : among)
    if (address_fit(t->place.address, room) == best) out.push_back(t);
  return out;
}

}  // namespace

Placed place_of(const Turn& turn, const Candidate& fact) {
  Placed out;
  auto room = text_of(fact, Slot::room), renter = text_of(fact, Slot::renter);
  bool self = renter == "self";
  std::vector<const TenancyRow*> fit;
  for (auto& t : *turn.r.tenancies)
    if (!self || !t.as_landlord || t.renter == turn.sender()) fit.push_back(&t);
  if (self) renter.clear();
  if (!room.empty()) {
    out.named = true;
    fit = fitting(fit, room);
    if (fit.empty()) {
      out.how = Placed::How::unknown;
      if (turn.r.places.loaded()) {
        std::vector<const PlaceRow*> best;
        Fit how = Fit::part;
        for (auto& p : *turn.r.places) how = std::max(how, address_fit(p.address, room));
        for (auto& p : *turn.r.places)
          if (address_fit(p.address, room) == how) best.push_back(&p);
        if (!best.empty()) out.how = Placed::How::not_theirs;
        if (best.size() == 1 && turn.staff()) {  // staff report for any dwelling
          out.how = Placed::How::known;
          out.place = *best.front();
        }
      }
      return out;
    }
  }
  if (!renter.empty()) {
    std::vector<const TenancyRow*> named;
    for (auto* t : fit)
      if (same_name(t->renter_name, renter)) named.push_back(t);
    if (!named.empty()) {
      fit = named;
      out.named = true;
    }
  }
  std::set<PlaceId> places;
  for (auto* t : fit) places.insert(t->place.id);
  if (fit.empty()) return out;
  if (places.size() > 1) {
    out.how = Placed::How::several;
    out.choices = fit;
    return out;
  }
  out.how = Placed::How::known;
  out.place = fit.front()->place;
  // Several renters in one dwelling: the tenancy is known only when there is one, or when the renter was named.
  if (fit.size() == 1) out.tenancy = fit.front();
  return out;
}

bool takes(const Turn& turn, const CaseRow& row, const Candidate& fact) {
  auto& book = turn.casework.playbook(row);
  for (auto& t : book.transitions)
    if (t.on.fact == fact.intent && std::ranges::find(t.from, row.state) != t.from.end()) return true;
  for (auto& [name, sources] : book.dates)
    for (auto& [intent, slot] : sources)
      if (intent == fact.intent) return true;
  return false;
}

// Whether cases of this kind can ever hear of such a fact: who asked for a person has no arrival to register.
bool never_hears(const Turn& turn, const CaseRow& row, const Candidate& fact) {
  switch (fact.intent) {
    case Intent::return_report: case Intent::change: case Intent::cancel: case Intent::arrived: case Intent::registered: break;
    default: return false;
  }
  auto& book = turn.casework.playbook(row);
  bool moves = std::ranges::any_of(book.transitions, [&](auto& t) { return t.on.fact == fact.intent; });
  bool dates = std::ranges::any_of(book.dates, [&](auto& d) {
    return std::ranges::any_of(d.second, [&](auto& source) { return source.first == fact.intent; });
  });
  return !moves && !dates && std::ranges::find(book.opens, fact.intent) == book.opens.end();
}

// The one case of the writer's last report, if that is only a moment ago.
std::optional<CaseId> just_told_of(const Turn& turn) {
  if (!turn.r.reports.loaded() || turn.r.reports->empty()) return {};
  auto& last = turn.r.reports->front();
  if (last.retracted || turn.now - last.said > turn.k.manners.adds_within) return {};
  std::optional<CaseId> of;
  for (auto& fact : last.facts) {
    if (fact.of && of && *fact.of != *of) return {};
    if (fact.of) of = fact.of;
  }
  return of;
}

std::vector<std::size_t> cases_of(const Turn& turn, const Candidate& fact) {
  std::vector<std::size_t> fit;
  auto place = place_of(turn, fact);
  for (std::size_t i = 0; i < turn.cases.size(); ++i) {
    auto& row = turn.cases[i].row;
    if (row.final || never_hears(turn, row, fact)) continue;
    auto room = text_of(fact, Slot::room);
    if (!room.empty() && address_fit(row.place.address, room) == Fit::no) continue;
    if (place.how == Placed::How::known && place.named && place.place->id != row.place.id) continue;
    if (place.tenancy && place.named && row.tenancy && row.tenancy != place.tenancy->id) continue;
    fit.push_back(i);
  }
  auto keep = [&](auto want) {
    std::vector<std::size_t> kept;
    for (auto i : fit)
      if (want(turn.cases[i].row)) kept.push_back(i);
    if (!kept.empty()) fit = kept;
  };
  if (auto* was = fact.find(fact.intent == Intent::change ? Slot::was : Slot::date); was && fact.intent != Intent::arrived) {
    auto day = std::get<DateValue>(was->value).start;
    keep([&](const CaseRow& row) {
      return std::ranges::any_of(row.dates, [&](auto& d) { return d.second.start && d.second.start == day; });
    });
  }
  keep([&](const CaseRow& row) { return takes(turn, row, fact); });
  if (fact.find(Slot::until)) keep([&](const CaseRow& row) { return visits(turn, row); });
  // What the bot has just asked about comes first: the answer belongs to that case. Then what the writer has just told of.
  if (turn.r.questions.loaded() && fit.size() > 1)
    for (auto& q : *turn.r.questions)
      if (q.about) {
        auto before = fit.size();
        keep([&](const CaseRow& row) { return row.id == *q.about; });
        if (fit.size() < before) break;
      }
  if (fit.size() > 1 && !place.named)
    if (auto of = just_told_of(turn)) keep([&](const CaseRow& row) { return row.id == *of; });
  return fit;
}

}  // namespace linli
