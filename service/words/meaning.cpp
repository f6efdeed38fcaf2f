#include "service/words/meaning.hpp"

#include "service/words/fill.hpp"
#include "service/words/templates.hpp"

namespace linli {

std::string meaning_of(const Opening& open, const FactView& fact) {
  auto intent = std::string(name_of(fact.row.intent));
  if (auto* t = open.templates.find("meaning." + intent + (fact.row.negated ? ".negated" : ""))) {
    Values values(kainjow::mustache::object{});
    values.set("fact", values_of(open, fact));
    if (auto text = fill(t->text, values); text && !text->empty()) return *text;
  }
  auto* word = open.words.find("intent." + intent);
  return word ? *word : std::string();
}

Values step_values(const Opening& open, const Story& story, const StepRow& step) {
  auto& kind = story.head.row.playbook;
  Values values(kainjow::mustache::object{});
  auto set = [&](const char* name, const std::optional<std::string>& text) {
    if (text && !text->empty()) values.set(name, Values(*text));
  };
  set("by", shown_name(step.by_name));
  auto owner = step.owner.person ? shown_name(open.sight.name(*step.owner.person)) : std::nullopt;
  set("to", owner ? owner : word_of(open.words, "role", {}, step.owner.role));
  set("why", reason_of(open.words, kind, step.why));
  set("state", word_of(open.words, "state", kind, step.state));
  if (step.from != step.state) set("from", word_of(open.words, "state", kind, step.from));
  set_what(open, step.kind, values);
  return values;
}

void set_what(const Opening& open, StepKind kind, Values& values) {
  auto* t = open.templates.find("step." + std::string(name_of(kind)));
  auto text = t ? fill(t->text, values) : std::unexpected(std::string());
  if (text && !text->empty()) values.set("what", Values(*text));
}

std::optional<std::string> reason_of(const Vocabulary& words, const std::string& kind, const std::string& why) {
  if (why.empty()) return std::nullopt;
  auto dot = why.find('.');
  if (dot != why.npos) {
    auto group = why.substr(0, dot);
    return word_of(words, group == "fact" ? "intent" : group, kind, why.substr(dot + 1));
  }
  if (auto* word = words.find("why." + why)) return *word;
  return word_of(words, "limit", kind, why);
}

}  // namespace linli
