// What playbooks name must be there: a start fails otherwise, not the message of the one night when it is needed.
#include <algorithm>

#include "service/words/templates.hpp"
#include "service/words/vocabulary.hpp"
#include "service/words/words.hpp"

namespace linli {

std::vector<ConfigError> Words::check(const std::vector<Playbook>& playbooks) const {
  std::vector<ConfigError> errors;
  auto names = templates_->names();
  std::vector<std::string> keys;
  for (auto& [key, word] : vocabulary_->all()) keys.push_back(key);
  for (auto& book : playbooks) {
    auto file = "playbooks/" + book.kind + ".toml";
    auto says = [&](const std::string& name, const std::string& where) {
      if (!name.empty() && !templates_->find(name))
        errors.push_back({file, 0, 0, where + " names the template '" + name + "', which is not there", likely_word(name, names)});
    };
    auto word = [&](const std::string& own, const std::string& any, const std::string& where) {
      if (!vocabulary_->find(own) && !vocabulary_->find(any))
        errors.push_back({file, 0, 0, where + " has no word: '" + any + "' or '" + own + "' is missing in words.toml", likely_word(any, keys)});
    };
    auto both = [&](const std::string& group, const std::string& name, const std::string& where) {
      word(group + "." + book.kind + "." + name, group + "." + name, where);
    };
    auto reason = [&](const std::string& name, const std::string& where) {
      if (!name.empty()) both("limit", name, where + ": the reason '" + name + "'");
    };
    word(book.title, "case." + book.kind, "the title");
    for (auto& state : book.states) both("state", state.name, "state '" + state.name + "'");
    for (auto& t : book.transitions) says(t.say, "a transition to '" + t.to + "'");
    for (auto& r : book.reminders) {
      says(r.tmpl, "reminder '" + r.name + "'");
      for (auto& name : {r.forward, r.yes, r.no}) says(name, "reminder '" + r.name + "'");
      reason(r.on_no, "reminder '" + r.name + "'");
      both("reminder", r.name, "reminder '" + r.name + "'");
    }
    for (auto& l : book.limits) {
      says(l.say, "limit '" + l.name + "'");
      both("limit", l.name, "limit '" + l.name + "'");
    }
    if (book.follow_up) {
      says(book.follow_up->tmpl, "follow_up");
      reason(book.follow_up->reason, "follow_up");
    }
    if (book.policy) {
      says(book.policy->tmpl, "the policy");
      says(book.policy->digest_tmpl, "the policy's digest");
      for (auto& verb : book.policy->verbs) says(verb.label, "verb '" + verb.name + "'");
      for (auto& urgent : book.policy->urgent) reason(urgent, "the policy");
      for (auto& result : book.policy->results) both("result", result, "result '" + result + "'");
    }
    for (auto& [moment, name] : book.templates) says(name, "[templates] " + moment);
  }
  return errors;
}

}  // namespace linli
