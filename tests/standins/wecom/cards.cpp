// The rules of template cards (§9). Limits in characters are advice and the client cuts; limits in bytes are hard.
#include <algorithm>
#include <set>

#include "tests/standins/wecom/content.hpp"

namespace wecom_standin {
namespace {

using Bad = std::unexpected<Refused>;
Bad bad(std::string what) { return Bad({40058, std::move(what) + " invalid Request Parameter"}); }

bool good_task(const std::string& id) {
  return id.size() <= 128 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '-' || c == '@';
  });
}

void line(std::string& text, const std::string& more) {
  if (more.empty()) return;
  if (!text.empty()) text += '\n';
  text += more;
}

std::string joined(const std::string& a, const std::string& b) { return a.empty() || b.empty() ? a + b : a + " " + b; }

std::string words_of(const Reader& card) {
  std::string text;
  line(text, card.in("source").text("desc"));
  auto title = card.in("main_title");
  line(text, title.text("title"));
  line(text, title.text("desc"));
  auto emphasis = card.in("emphasis_content");
  line(text, joined(emphasis.text("title"), emphasis.text("desc")));
  line(text, card.text("sub_title_text"));
  auto quote = card.in("quote_area");
  line(text, joined(quote.text("title"), quote.text("quote_text")));
  for (auto* key : {"vertical_content_list", "horizontal_content_list"})
    for (auto& row : card.list(key)) {
      Reader one(row, card.wrong());
      line(text, key[0] == 'v' ? joined(one.text("title"), one.text("desc")) : joined(one.text("keyname"), one.text("value")));
    }
  return text;
}

std::expected<void, Refused> read_buttons(const Reader& card, Look& look) {
  std::set<std::string> keys;
  for (auto& row : card.list("button_list")) {
    Reader one(row, card.wrong());
    Button button{one.text("key"), one.text("text"), int(one.number("style"))};
    if (button.label.empty()) return bad("template_card.button_list.text missing.");
    if (button.key.size() > 1024) return bad("template_card.button_list.key exceed max length 1024.");
    if (button.key.empty() && one.number("type") != 1) return bad("template_card.button_list.key missing.");
    if (!keys.insert(button.key).second) return bad("template_card.button_list.key repeated.");
    look.buttons.push_back(std::move(button));
  }
  return {};
}

std::expected<void, Refused> read_choices(const Reader& card, Route route, Look& look) {
  if (auto submit = card.in("submit_button"); card.has("submit_button")) {
    if (submit.text("key").empty() || submit.text("key").size() > 1024) return bad("template_card.submit_button.key");
    look.buttons.push_back({submit.text("key"), submit.text("text"), 1});
  }
  auto options = [&](const Reader& one, std::size_t most) -> std::expected<void, Refused> {
    auto& list = one.list("option_list");
    if (one.text("question_key").empty() || one.text("question_key").size() > 1024) return bad("template_card.question_key");
    if (list.empty() || list.size() > most) return bad("template_card.option_list count");
    for (auto& option : list)
      if (auto id = Reader(option, one.wrong()).text("id"); id.empty() || id.size() > 128) return bad("template_card.option_list.id");
    if (one.flag("disable") && route != Route::update) return bad("template_card.disable only on update");
    return {};
  };
  if (card.list("select_list").size() > 3) return bad("template_card.select_list count");
  for (auto& row : card.list("select_list"))
    if (auto fine = options(Reader(row, card.wrong()), 10); !fine) return fine;
  if (card.has("button_selection"))
    if (auto fine = options(card.in("button_selection"), 10); !fine) return fine;
  if (card.has("checkbox"))
    if (auto fine = options(card.in("checkbox"), 20); !fine) return fine;
  return {};
}

}  // namespace

std::expected<Look, Refused> read_card(Route route, const Reader& card) {
  auto type = card.text("card_type");
  bool notice = type == "text_notice" || type == "news_notice";
  bool interactive = type == "button_interaction" || type == "vote_interaction" || type == "multiple_interaction";
  if (!notice && !interactive) return bad("template_card.card_type");
  if (interactive && route == Route::webhook) return bad("template_card.card_type not allowed for webhook.");  // §3: no buttons
  Look look;
  look.type = "template_card";
  look.raw = card.json().dump(-1, ' ', false, Json::error_handler_t::replace);
  look.task = card.text("task_id");
  if (card.in("main_title").text("title").empty() && card.text("sub_title_text").empty()) return bad("template_card.main_title.title missing.");
  auto action = card.in("card_action");
  auto kind = action.number("type");
  if (notice && kind != 1 && kind != 2) return Bad({42045, "template_card.card_action missing or invalid type"});
  if (kind == 1 && action.text("url").empty()) return Bad({42045, "template_card.card_action.url missing"});
  if (kind == 2 && action.text("appid").empty()) return Bad({42045, "template_card.card_action.appid missing"});
  if (!good_task(look.task)) return bad("template_card.task_id");
  if ((interactive || card.has("action_menu")) && look.task.empty()) return bad("template_card.task_id missing.");
  if (card.list("horizontal_content_list").size() > 6) return bad("template_card.horizontal_content_list count");
  if (card.list("jump_list").size() > 3) return bad("template_card.jump_list count");
  if (card.list("button_list").size() > 6) return bad("template_card.button_list count");
  if (type == "button_interaction" && card.list("button_list").empty()) return bad("template_card.button_list missing.");
  if (auto fine = read_buttons(card, look); !fine) return std::unexpected(fine.error());
  if (auto fine = read_choices(card, route, look); !fine) return std::unexpected(fine.error());
  if (card.has("action_menu")) {
    auto& actions = card.in("action_menu").list("action_list");
    if (actions.empty() || actions.size() > 3) return bad("template_card.action_menu.action_list count");
    for (auto& row : actions) {
      Reader one(row, card.wrong());
      look.buttons.push_back({one.text("key"), one.text("text"), 0});
    }
  }
  look.text = words_of(card);
  return look;
}

}  // namespace wecom_standin
