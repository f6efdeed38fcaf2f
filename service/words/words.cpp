#include "service/words/words.hpp"

#include <algorithm>

#include "service/words/fill.hpp"
#include "service/words/templates.hpp"

namespace linli {
namespace {

bool in_group(const SayRow& row) { return row.actor.empty() && std::holds_alternative<ToChat>(row.say.to); }

// The template's words for the chat they go to, or nothing where they must not stand there.
const std::string* words_for(const Templates& templates, const Template& t, const Sight& sight, const SayRow& row) {
  if (!in_group(row)) return &t.text;
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
  out->vocabulary_ = std::make_unique<Vocabulary>(templates->words(), std::move(zone));
  out->templates_ = std::make_unique<Templates>(std::move(*templates));
  return out;
}

std::expected<Rendered, NotRendered> Words::render(const Sight& sight, const SayRow& row, Instant now) const {
  Opening open{sight, *vocabulary_, *templates_, now};
  Rendered out;
  for (auto& part : row.say.parts) {
    auto text = words_of(*templates_, open, row, part);
    if (!text) return std::unexpected(std::move(text.error()));
    if (!out.text.empty() && !text->empty()) out.text += "\n";
    out.text += *text;
  }
  for (auto& button : row.say.buttons) {
    auto label = words_of(*templates_, open, row, button.label);
    if (!label) return std::unexpected(std::move(label.error()));
    out.buttons.push_back({write_key(button.key), std::move(*label)});
  }
  return out;
}

std::expected<Rendered, NotRendered> Words::render_settled(const Sight& sight, const SettledCard& card, Instant now) const {
  Opening open{sight, *vocabulary_, *templates_, now};
  Part result{Act::say, templates_->find("settled." + card.why) ? "settled." + card.why : "settled", {}};
  if (card.row.say.of) result.args.push_back({"case", arg::Case{*card.row.say.of}});
  auto line = words_of(*templates_, open, card.row, result);
  if (!line) return std::unexpected(std::move(line.error()));
  Rendered out;
  // What a question proposed is gone with it; other cards keep their words above what came of them.
  if (!card.row.say.asks) {
    SayRow plain = card.row;
    plain.say.buttons.clear();
    if (auto before = render(sight, plain, now)) out.text = std::move(before->text) + "\n";
  }
  out.text += *line;
  return out;
}

std::optional<std::string> Words::word(std::string_view key) const {
  auto* found = vocabulary_->find(key);
  return found ? std::optional(*found) : std::nullopt;
}

std::string Words::date(const DateValue& value, Instant now) const { return vocabulary_->date(value, now); }
std::string Words::instant(Instant at, Instant now) const { return vocabulary_->instant(at, now); }

}  // namespace linli
