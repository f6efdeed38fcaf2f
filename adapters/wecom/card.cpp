#include "adapters/wecom/card.hpp"

#include <algorithm>

#include "adapters/degrade.hpp"
#include "adapters/utf8.hpp"
#include "adapters/wecom/markup.hpp"

namespace linli::wecom {
namespace {

constexpr std::size_t task_bytes = 128;
constexpr int plain_style = 1, done_style = 4, opens_url = 1;

bool in_task(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '@'; }

// A first line that fits is the title.
void put_text(Json& card, std::string_view plain) {
  auto text = as_text(plain);
  auto end = text.find('\n');
  auto first = text.substr(0, end);
  bool titled = utf8::characters(first) <= title_characters;
  if (titled) card["main_title"] = {{"title", first}};
  auto rest = !titled ? text : end == std::string::npos ? std::string() : text.substr(end + 1);
  if (!rest.empty()) card["sub_title_text"] = rest;
}

std::size_t shown(std::string_view text) {
  auto first = text.substr(0, text.find('\n'));
  auto all = utf8::characters(text);
  return utf8::characters(first) <= title_characters ? all - utf8::characters(first) : all;
}

}  // namespace

std::string task_of(std::string_view key) {
  std::string id(key.substr(0, task_bytes));
  std::ranges::replace_if(id, [](char c) { return !in_task(c); }, '-');
  return id;
}

bool fits_card(const Outgoing& words) {
  return !words.buttons.empty() && words.buttons.size() <= buttons_most && std::ranges::all_of(words.buttons, [](auto& button) {
    return !button.key.empty() && button.key.size() <= button_key_bytes && !button.label.empty() && utf8::characters(button.label) <= button_characters;
  });
}

std::string numbered(std::string text, const Outgoing& words, const Names& bot_names) {
  bool group = !words.platform_chat.empty() && !words.platform_chat.starts_with("d:");
  Outgoing degraded;
  degraded.text = std::move(text);
  degraded.buttons = words.buttons;
  return degrade(std::move(degraded), Capabilities{}, group && !bot_names.empty() ? "@" + bot_names.front() : "").text;
}

std::pair<std::string, std::string> card_texts(std::string_view text) {
  if (shown(text) <= card_characters) return {{}, std::string(text)};
  auto line = text.rfind('\n');
  auto last = line == std::string_view::npos ? text : text.substr(line + 1);
  if (shown(last) > card_characters) last = {};
  if (last.empty()) return notice_texts(text, true);     // nothing short to ask with at the end
  return {std::string(text.substr(0, line)), std::string(last)};
}

std::pair<std::string, std::string> notice_texts(std::string_view text, bool whole) {
  if (!whole && shown(text) <= card_characters) return {{}, std::string(text)};
  // The card points at what stands above it by its first words.
  return {std::string(text), shortened(text.substr(0, text.find('\n')), title_characters)};
}

Json notice_card(std::string_view text, const Page& page) {
  Json card{{"card_type", "text_notice"}};
  put_text(card, text);
  card["jump_list"] = Json::array({{{"type", opens_url}, {"url", page.address}, {"title", page.words}}});
  card["card_action"] = {{"type", opens_url}, {"url", page.address}};
  return card;
}

Json button_card(std::string_view text, const Outgoing& words, std::string_view task) {
  Json card{{"card_type", "button_interaction"}};
  put_text(card, text);
  card["task_id"] = task;
  for (auto& button : words.buttons)
    card["button_list"].push_back({{"text", as_text(button.label)}, {"style", plain_style}, {"key", button.key}});
  return card;
}

Json settled_card(std::string_view text, std::string_view task) {
  auto line = text.rfind('\n');
  std::string result(line == std::string_view::npos ? text : text.substr(line + 1)), all(text);
  if (shown(text) > card_characters) {
    result = shortened(result, card_characters / 2);
    auto before = line == std::string_view::npos ? std::string_view{} : text.substr(0, line);
    all = shortened(before, card_characters - utf8::characters(result) - 1) + "\n" + result;
  }
  Json card{{"card_type", "button_interaction"}};
  put_text(card, all);
  card["task_id"] = task;
  card["button_list"].push_back({{"text", as_text(shortened(result, button_characters))}, {"style", done_style}, {"key", settled_key}});
  return card;
}

}  // namespace linli::wecom
