// What playbooks name must be there: a start fails otherwise, not the message of the one night when it is needed.
#include <algorithm>
#include <map>

#include "service/words/templates.hpp"
#include "service/words/vocabulary.hpp"
#include "service/words/words.hpp"

namespace linli {

std::vector<ConfigError> Words::check(const std::vector<Playbook>& playbooks, const std::vector<PlaybookPlaces>& places) const {
  std::vector<ConfigError> errors;
  auto names = templates_->names();
  std::vector<std::string> keys;
  for (auto& [key, word] : vocabulary_->all()) keys.push_back(key);
  for (std::size_t i = 0; i < playbooks.size(); ++i) {
    auto& book = playbooks[i];
    auto where = i < places.size() ? places[i] : PlaybookPlaces{"config/playbooks/" + book.kind + ".toml", {}, {}, {}, {}};
    std::map<std::string, std::size_t> met;
    auto says = [&](const std::string& name, const std::string& what) {
      if (name.empty() || templates_->find(name)) return;
      auto& there = where.templates[name];
      auto at = there.empty() ? Position{} : there[std::min(met[name]++, there.size() - 1)];
      errors.push_back({where.file, at.line, at.column, what + " names the template '" + name + "', which is not there", likely_word(name, names)});
    };
    auto word = [&](const std::string& own, const std::string& any, const std::string& name, const std::string& what) {
      if (vocabulary_->find(own) || vocabulary_->find(any)) return;
      auto at = where.names[name];
      errors.push_back({where.file, at.line, at.column, what + " has no word: '" + any + "' or '" + own + "' is missing in words.toml", likely_word(any, keys)});
    };
    auto both = [&](const std::string& group, const std::string& name, const std::string& what) {
      word(group + "." + book.kind + "." + name, group + "." + name, group + "." + name, what);
    };
    auto reason = [&](const std::string& name, const std::string& what) {
      if (!name.empty()) both("limit", name, what + ": the reason '" + name + "'");
    };
    word(book.title, "case." + book.kind, "title", "the title");
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
      reason(book.policy->at_once, "the policy");
      for (auto& result : book.policy->results) both("result", result, "result '" + result + "'");
    }
    for (auto& [moment, name] : book.templates) says(name, "[templates] " + moment);
  }
  return errors;
}

namespace {

// Templates that the menus of help lead to. An intent, and the writer's own cases, are no such topic.
std::vector<std::string> named_by(const Phrases& phrases) {
  std::vector<std::string> out;
  for (auto& [who, topics] : phrases.choices) {
    out.push_back("help." + who);
    for (auto& topic : topics)
      if (!intent_named(topic) && topic != "mine") out.push_back("help.say." + topic);
  }
  return out;
}

}  // namespace

std::vector<ConfigError> Words::check(const Phrases& phrases) const {
  std::vector<ConfigError> errors;
  for (auto& name : named_by(phrases))
    if (!templates_->find(name)) errors.push_back({"config/linli.toml", 0, 0, "[help] names the template '" + name + "', which is not there", likely_word(name, templates_->names())});
  return errors;
}

std::vector<ConfigError> Words::unnamed(const std::vector<Playbook>& playbooks, const Phrases& phrases) const {
  auto named = templates_in_code();
  auto add = [&](const std::vector<std::string>& more) { named.insert(named.end(), more.begin(), more.end()); };
  add(templates_if_there());
  add(named_by(phrases));
  for (auto& book : playbooks) add(template_names(book));
  std::ranges::sort(named);
  // The likely word is one that has no template yet.
  std::vector<std::string> without;
  for (auto& name : named)
    if (!templates_->find(name)) without.push_back(name);
  std::vector<ConfigError> errors;
  for (auto& t : templates_->all())
    if (!std::ranges::binary_search(named, t.name))
      errors.push_back({t.file, t.line, t.column, "nothing says the template '" + t.name + "'", likely_word(t.name, without)});
  return errors;
}

}  // namespace linli
