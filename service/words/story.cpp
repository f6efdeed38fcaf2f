#include "service/words/story.hpp"

#include <algorithm>

#include "service/words/fill.hpp"
#include "service/words/meaning.hpp"
#include "service/words/templates.hpp"

namespace linli {
namespace {

struct Line {
  Instant at;
  std::size_t order;                     // of the same instant: as they were told
  std::string text;
};

// What the bot asked or told by itself; answers to what somebody wrote are told by the facts, escalations by their steps.
bool tells(const SaidRow& said) {
  return said.ended == Ending::sent && !said.row.say.parts.empty() && said.row.say.cls == SayClass::reminder;
}

// Steps that people did or left undone; those that only follow from a fact are told by the fact.
bool tells(const StepRow& step) {
  switch (step.kind) {
    case StepKind::opened: case StepKind::corrected: case StepKind::reminded: case StepKind::asked: case StepKind::answered:
    case StepKind::told: case StepKind::ended_policy: return false;
    case StepKind::moved: return !step.fact;
    default: return true;
  }
}

// Still the climb that `first` belongs to: its further steps, those that found nobody, and its end.
bool same_climb(const StepRow& step, const StepRow& first) {
  bool climbs = step.kind == StepKind::climbed || step.kind == StepKind::passed_empty || step.kind == StepKind::ended_policy;
  return climbs && (step.kind != StepKind::climbed || step.why == first.why);
}

}  // namespace

std::string story_text(const Opening& open, const Story& story) {
  std::vector<Line> lines;
  auto add = [&](Instant at, std::string_view name, Values values) {
    values.set("at", Values(open.words.stamp(at)));
    auto* t = open.templates.find(name);
    auto text = t ? fill(t->text, values) : std::unexpected(std::string());
    if (text && !text->empty()) lines.push_back({at, lines.size(), std::move(*text)});
  };
  for (auto& fact : story.facts) {
    if (fact.retracted) continue;
    Values values(kainjow::mustache::object{});
    auto* source = open.words.find("party.source");
    if (auto who = shown_name(fact.by_name)) values.set("who", Values(*who));
    else if (fact.source_hidden && source) values.set("who", Values(*source));
    values.set("what", Values(meaning_of(open, fact)));
    add(fact.row.said, "story.fact", std::move(values));
  }
  for (auto& said : story.says) {
    if (!tells(said)) continue;
    Values values(kainjow::mustache::object{});
    auto name = said.to ? shown_name(open.sight.name(*said.to)) : std::nullopt;
    if (name) values.set("to", Values(*name));
    auto act = open.words.find("act." + std::string(name_of(said.row.say.parts.front().act)));
    if (!act) continue;
    values.set("what", Values(*act));
    add(said.ended_at.value_or(said.row.planned), "story.said", std::move(values));
  }
  // One climb, step by step and again, is one line: for what reason, and who was asked in turn.
  std::vector<std::string> asked;
  for (std::size_t i = 0; i < story.steps.size(); ++i) {
    auto& step = story.steps[i];
    if (!tells(step)) continue;
    auto values = step_values(open, story, step);
    if (step.kind == StepKind::climbed) {
      auto begun = step.at;
      asked.clear();
      for (; i < story.steps.size() && same_climb(story.steps[i], step); ++i) {
        if (story.steps[i].kind != StepKind::climbed) continue;
        auto next = step_values(open, story, story.steps[i]);
        if (auto* to = next.get("to"); to && std::ranges::find(asked, to->string_value()) == asked.end()) asked.push_back(to->string_value());
      }
      --i;
      if (!asked.empty()) values.set("to", Values(open.words.join(asked)));
      set_what(open, step.kind, values);
      add(begun, "story.step", std::move(values));
      continue;
    }
    add(step.at, "story.step", std::move(values));
  }
  std::ranges::sort(lines, {}, [](const Line& l) { return std::pair(l.at, l.order); });
  std::string out;
  constexpr std::size_t head = 2, tail = longest_story - head - 1;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    bool too_long = lines.size() > longest_story;
    if (too_long && i >= head && i + tail < lines.size()) {
      if (i > head) continue;
      Values values(kainjow::mustache::object{});
      values.set("count", Values(std::to_string(lines.size() - head - tail)));
      if (auto* t = open.templates.find("story.left_out"))
        if (auto text = fill(t->text, values)) out += *text + "\n";
      continue;
    }
    out += lines[i].text + "\n";
  }
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace linli
