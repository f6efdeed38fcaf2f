#include "bot/casework/playbook.hpp"

#include <algorithm>
#include <set>

#include "bot/model/sealing.hpp"

namespace linli {
namespace {

template <class T>
const T* named(const std::vector<T>& all, const std::string& name) {
  for (auto& one : all)
    if (one.name == name) return &one;
  return nullptr;
}

}  // namespace

const Playbook::State* Playbook::state(const std::string& name) const { return named(states, name); }
const Playbook::Reminder* Playbook::reminder(const std::string& name) const { return named(reminders, name); }
const Playbook::Limit* Playbook::limit(const std::string& name) const { return named(limits, name); }

bool holds_in(const std::vector<std::string>& states, const std::string& state) {
  return states.empty() || std::ranges::find(states, state) != states.end();
}

bool hides_source(const Playbook& book) {
  return std::ranges::any_of(book.opens, [](Intent intent) { return hides_source(intent); });
}

std::string asked_of(const std::string& anchor) {
  constexpr std::string_view asked = "asked:";
  return anchor.starts_with(asked) ? anchor.substr(asked.size()) : std::string{};
}

std::vector<std::string> template_names(const Playbook& book) {
  std::set<std::string> names;
  for (auto& t : book.transitions) names.insert(t.say);
  for (auto& r : book.reminders) names.insert({r.tmpl, r.forward, r.yes, r.no});
  for (auto& l : book.limits) names.insert(l.say);
  if (book.follow_up) names.insert(book.follow_up->tmpl);
  if (book.policy) {
    names.insert({book.policy->tmpl, book.policy->digest_tmpl});
    for (auto& v : book.policy->verbs) names.insert(v.label);
  }
  for (auto& [moment, name] : book.templates) names.insert(name);
  names.erase("");
  return {names.begin(), names.end()};
}

std::vector<std::string> reasons(const Playbook& book) {
  std::set<std::string> out;
  for (auto& l : book.limits)
    if (l.escalate) out.insert(l.name);
  for (auto& r : book.reminders) out.insert(r.on_no);
  if (book.follow_up) out.insert(book.follow_up->reason);
  if (book.policy) out.insert(book.policy->at_once);
  out.erase("");
  return {out.begin(), out.end()};
}

}  // namespace linli
