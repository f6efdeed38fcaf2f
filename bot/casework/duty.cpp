// Who is who around a case: its parties, who holds a role on the way up, who is on duty, who owns what is open.
#include <algorithm>

#include "bot/casework/play.hpp"

namespace linli {

std::optional<PersonId> Play::party(const std::string& name) const {
  if (name == name_of(Slot::landlord)) return w.row.landlord;
  if (name == name_of(Slot::renter)) return w.row.renter;
  if (name == "reporter") return w.row.reporter;
  return {};
}

bool Play::is_party(PersonId person) const {
  return w.row.landlord == person || w.row.renter == person || w.row.reporter == person;
}

bool Play::reachable(PersonId person) const {
  if (w.row.landlord == person && w.row.landlord_reachable) return true;
  if (w.row.renter == person && w.row.renter_reachable) return true;
  if (w.row.landlord == person || w.row.renter == person) return false;
  return w.row.reporter == person;  // whoever reported it wrote to us
}

std::vector<PersonId> Play::addressees(const std::vector<std::string>& to, bool first_of) const {
  std::vector<PersonId> out;
  auto add = [&](PersonId person) {
    if (std::ranges::find(out, person) == out.end()) out.push_back(person);
  };
  for (auto& name : to) {
    if (first_of && !out.empty()) break;
    if (auto person = party(name)) {
      if (reachable(*person)) add(*person);
      continue;
    }
    for (auto& holder : around.holders)
      if (holder.role == name && holder.on_duty && holder.reachable) add(holder.person);
  }
  return out;
}

std::string Play::role_of(const Playbook::Step& step) const {
  if (!step.steward) return step.role;
  for (auto& one : around.path)
    if (auto role = k.stewards.find(one.kind); role != k.stewards.end()) return role->second;
  return {};
}

std::vector<Holder> Play::holders(const Playbook::Step& step) const {
  auto role = role_of(step);
  std::vector<Holder> out;
  for (auto& holder : around.holders)
    if (holder.role == role && holder.level == step.level) out.push_back(holder);
  // Nobody there: who holds it for a wider area, the nearest first.
  bool wider = std::ranges::find(around.path, step.level, &AreaRow::level) == around.path.end();
  for (auto& at : around.path) {
    if (out.empty() && wider)
      for (auto& holder : around.holders)
        if (holder.role == role && holder.area == at.id) out.push_back(holder);
    wider = wider || at.level == step.level;
  }
  return out;
}

std::vector<ChatId> Play::chats(const Playbook::Step& step) const {
  std::vector<ChatId> out;
  for (auto& chat : around.chats)
    if (!step.chat.empty() && chat.audience == step.chat) out.push_back(chat.id);
  return out;
}

std::vector<PersonId> Play::told_directly(const Playbook::Step& step, bool only_on_duty) const {
  std::vector<PersonId> out;
  if (!step.direct && !chats(step).empty()) return out;
  for (auto& holder : holders(step))
    if (holder.reachable && (holder.on_duty || !only_on_duty) && std::ranges::find(out, holder.person) == out.end()) out.push_back(holder.person);
  return out;
}

std::vector<PersonId> Play::anybody() const {
  std::vector<PersonId> out;
  for (bool on_duty : {true, false})
    for (auto& at : around.path) {
      if (!out.empty()) return out;
      for (auto& holder : around.holders) {
        auto traits = k.roles.find(holder.role);
        bool staff = traits != k.roles.end() && traits->second.staff;
        if (staff && holder.area == at.id && holder.reachable && (holder.on_duty || !on_duty) && std::ranges::find(out, holder.person) == out.end())
          out.push_back(holder.person);
      }
    }
  return out;
}

Owner Play::party_owner() const {
  auto& row = w.row;
  auto reporter = hides_source(book) ? std::nullopt : row.reporter;
  for (auto person : {row.landlord, row.renter, reporter})
    if (person) return {person, {}, area()};
  if (book.policy && !book.policy->steps.empty()) return role_owner(book.policy->steps.front());
  return {{}, std::string(name_of(Slot::landlord)), area()};
}

Owner Play::role_owner(const Playbook::Step& step) const {
  Owner owner{{}, role_of(step), area()};
  for (auto& one : around.path)
    if (one.level == step.level) owner.area = one.id;
  return owner;
}

bool Play::has_standing(const PersonRow& person) const {
  return std::ranges::any_of(person.roles, [&](const RoleRow& role) {
    auto traits = k.roles.find(role.role);
    bool staff = traits != k.roles.end() && traits->second.staff;
    return staff && std::ranges::any_of(around.path, [&](const AreaRow& area) { return area.id == role.area; });
  });
}

}  // namespace linli
