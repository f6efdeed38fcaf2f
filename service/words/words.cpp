#include "service/words/words.hpp"

#include <algorithm>

#include "service/words/fill.hpp"
#include "service/words/templates.hpp"

namespace linli {
namespace {

std::optional<CaseId> case_of(const SayRow& row) {
  auto* id = row.say.of ? std::get_if<CaseId>(&row.say.of->at) : nullptr;
  return id ? std::optional(*id) : std::nullopt;
}

bool in_group(const SayRow& row) { return row.actor.empty() && std::holds_alternative<ToChat>(row.say.to); }

// The template's words for the chat they go to, or nothing where they must not stand there.
const std::string* words_for(const Templates& templates, const Template& t, const Sight& sight, const SayRow& row) {
  if (!in_group(row)) return row.manner.plain && !t.plain.empty() ? &t.plain : &t.text;
  if (!t.in_group.empty()) return &t.in_group;
  auto& rule = templates.audiences().at(t.audience);
  if (rule.open_only) return &t.text;
  auto audience = sight.chat_audience ? sight.chat_audience(row.account, std::get<ToChat>(row.say.to).chat) : std::string();
  bool allowed = !audience.empty() && std::ranges::find(rule.chats, audience) != rule.chats.end();
  return allowed ? &t.text : nullptr;
}

std::expected<std::string, NotRendered> words_of(const Templates& templates, const Opening& opening, const SayRow& row, const Part& part) {
  auto* t = templates.find(part.tmpl);
  if (!t) return std::unexpected(NotRendered{NotRendered::Why::no_template, part.tmpl, {}});
  auto* text = words_for(templates, *t, opening.sight, row);
  if (!text) return std::unexpected(NotRendered{NotRendered::Why::not_for_group, part.tmpl, t->audience});
  Opening open = opening;
  open.story = text->find("story") != text->npos;
  auto out = fill(*text, values_of(open, part));
  if (!out) return std::unexpected(NotRendered{NotRendered::Why::missing_value, part.tmpl, out.error()});
  return *out;
}

}  // namespace

std::string_view name_of(NotRendered::Why why) {
  switch (why) {
    case NotRendered::Why::no_template: return "words.no_template";
    case NotRendered::Why::missing_value: return "words.missing_value";
    case NotRendered::Why::not_for_group: return "words.not_for_group";
  }
  return {};
}

Words::Words() = default;
Words::~Words() = default;

std::expected<std::shared_ptr<const Words>, std::vector<ConfigError>> Words::load(const std::filesystem::path& folder, Zone zone,
                                                                                  const std::string& language) {
  auto templates = Templates::load(folder, language);
  if (!templates) return std::unexpected(std::move(templates.error()));
  std::shared_ptr<Words> out(new Words);
  for (auto& [name, other] : templates->others()) out->others_[name] = std::make_unique<Vocabulary>(other.words(), zone);
  out->vocabulary_ = std::make_unique<Vocabulary>(templates->words(), std::move(zone));
  out->templates_ = std::make_unique<Templates>(std::move(*templates));
  return out;
}

Words::Tongue Words::tongue_of(const SayRow& row) const {
  auto name = std::string(name_of(row.manner.language));
  auto other = in_group(row) ? others_.end() : others_.find(name);
  if (other == others_.end()) return {*vocabulary_, *templates_};
  return {*other->second, templates_->others().at(name)};
}

std::expected<Rendered, NotRendered> Words::render(const Sight& sight, const SayRow& row, Instant now) const {
  auto tongue = tongue_of(row);
  Opening open{sight, tongue.words, tongue.templates, now, false, case_of(row)};
  Rendered out;
  for (auto& part : row.say.parts) {
    auto text = words_of(tongue.templates, open, row, part);
    if (!text) return std::unexpected(std::move(text.error()));
    if (!out.text.empty() && !text->empty()) out.text += "\n";
    out.text += *text;
  }
  for (auto& button : row.say.buttons) {
    auto label = words_of(tongue.templates, open, row, button.label);
    if (!label) return std::unexpected(std::move(label.error()));
    out.buttons.push_back({write_key(button.key), std::move(*label)});
  }
  return out;
}

std::expected<Rendered, NotRendered> Words::render_settled(const Sight& sight, const SettledCard& card, Instant now) const {
  auto tongue = tongue_of(card.row);
  Opening open{sight, tongue.words, tongue.templates, now, false, case_of(card.row)};
  std::vector<std::string> lines;
  auto add = [&](const std::string& name, std::vector<std::pair<std::string, Arg>> args) {
    if (!tongue.templates.find(name)) return false;
    if (card.row.say.of) args.push_back({"case", arg::Case{*card.row.say.of}});
    auto line = words_of(tongue.templates, open, card.row, {Act::say, name, std::move(args)});
    if (line && std::ranges::find(lines, *line) == lines.end()) lines.push_back(std::move(*line));
    return line.has_value();
  };
  auto dot = card.reason.find('.');
  auto result = [&](std::string name) {
    std::vector<std::pair<std::string, Arg>> args;
    if (card.by) args.push_back({"by", arg::Person{*card.by}});
    if (dot != card.reason.npos) args.push_back({"result", arg::Word{card.reason}});
    return add(name, std::move(args));
  };
  if (!card.by || !result("settled." + card.why + ".by")) {
    for (auto id : card.facts) {
      auto fact = sight.fact(id);
      if (!fact) continue;
      auto name = "settled.fact." + std::string(name_of(fact->row.intent)) + (fact->row.negated ? ".negated" : "");
      add(tongue.templates.find(name) ? name : "settled.fact", {{"fact", arg::Fact{id}}});
    }
    // "why.retracted" has words as settled.retracted, "result.x" as settled.result.
    auto group = card.reason.substr(0, dot);
    if (lines.empty() && dot != card.reason.npos) result("settled." + (group == "why" ? card.reason.substr(dot + 1) : group));
    if (lines.empty()) result("settled." + card.why);
  }
  if (lines.empty() && !add("settled", {})) return std::unexpected(NotRendered{NotRendered::Why::no_template, "settled", {}});
  Rendered out;
  if (card.text) out.text = card.text->use([](const std::string& sent) { return sent; }) + "\n";
  out.text += tongue.words.join(lines);
  return out;
}

std::optional<std::string> Words::word(std::string_view key) const {
  auto* found = vocabulary_->find(key);
  return found ? std::optional(*found) : std::nullopt;
}

std::string Words::date(const DateValue& value, Instant now) const { return vocabulary_->date(value, now); }
std::string Words::instant(Instant at, Instant now) const { return vocabulary_->instant(at, now); }

}  // namespace linli
