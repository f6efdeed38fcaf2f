// Words that leave through calls: the application (§5.2), webhooks (§3), late replies (§7.4).
#include <algorithm>

#include "tests/standins/wecom/api_parts.hpp"

namespace wecom_standin {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    auto end = std::min(text.find('|', at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (auto& one : all) out += (out.empty() ? "" : "|") + one;
  return out;
}

}  // namespace

Json Api::message_send(Asked& asked) {
  Reader body(asked.body, asked.wrong);
  auto now = core_.io.steady();
  bool once = body.number("enable_duplicate_check") == 1;
  if (auto it = before_.find(asked.request.body); once && it != before_.end() && now < it->second.first) return it->second.second;
  if (body.number("agentid") != core_.world.agent) return failure(core_, 40056, "invalid agentid", asked.wrong);
  auto content = read_content(Route::application, body, [&](auto& id) { return core_.has_media(id, "application"); },
      [&](auto& who) { return core_.name(who); });
  if (!content) return failure(core_, content.error().code, content.error().what, asked.wrong);
  std::vector<std::string> to, invalid;
  for (auto& one : split(body.text("touser"))) {
    if (one == "@all") {
      for (auto& member : core_.world.members) to.push_back(member.id);
      continue;
    }
    auto* member = core_.world.member(one);
    (member && member->visible ? to : invalid).push_back(one);
  }
  if (to.empty() && invalid.empty()) return failure(core_, 40003, "touser, toparty and totag are all empty", asked.wrong);
  if (to.empty()) return failure(core_, 81013, "user & party & tag all invalid", asked.wrong);
  auto answer = fine(asked.wrong);
  answer["invaliduser"] = joined(invalid), answer["invalidparty"] = "", answer["invalidtag"] = "";
  answer["msgid"] = core_.id("msg-standin-");
  auto code = content->look.type == "template_card" ? core_.id("response-code-") : "";
  for (auto& member : to) {
    // Beyond that it is dropped without a word.
    if (!core_.counts.take("member " + member, now, {{30, minutes(1)}, {1000, hours(1)}})) continue;
    auto number = core_.show(with_application(member), By::application, {}, content->look);
    core_.book.find(number)->msgid = answer["msgid"].get<std::string>();
    if (!code.empty()) core_.updates[code] = {with_application(member), member, core_.now() + hours(72), false, number};
  }
  if (!code.empty()) answer["response_code"] = code;
  if (once) {
    auto interval = body.number("duplicate_check_interval");
    before_[asked.request.body] = {now + seconds(interval > 0 ? std::min<std::int64_t>(interval, 4 * 3600) : 1800), answer};
  }
  return answer;
}

Json Api::message_recall(Asked& asked) {
  auto msgid = Reader(asked.body, asked.wrong).text("msgid");
  bool found = false;
  for (auto& seen : core_.book.all())
    if (!msgid.empty() && seen.msgid == msgid) found = core_.book.find(seen.number)->recalled = true;
  return found ? fine(asked.wrong) : failure(core_, 40058, "invalid msgid. invalid Request Parameter", asked.wrong);
}

// §5.2: the code is good once within 72 hours. Which errcode a used one gives is not documented: 40058 stands for it.
Json Api::update_template_card(Asked& asked) {
  Reader body(asked.body, asked.wrong);
  if (body.number("agentid") != core_.world.agent) return failure(core_, 40056, "invalid agentid", asked.wrong);
  auto it = core_.updates.find(body.text("response_code"));
  if (it == core_.updates.end() || it->second.used || core_.now() >= it->second.until)
    return failure(core_, 40058, "invalid response_code. invalid Request Parameter", asked.wrong);
  auto* card = core_.book.find(it->second.card);
  auto look = card->look;
  if (body.has("button")) {
    auto label = body.in("button").text("replace_name");
    if (label.empty()) return failure(core_, 40058, "button.replace_name missing. invalid Request Parameter", asked.wrong);
    for (auto& button : look.buttons) button = {"", label, 4};
    if (look.buttons.size() > 1) look.buttons.resize(1);
  } else {
    auto fresh = read_card(Route::update, body.in("template_card"));
    if (!fresh) return failure(core_, fresh.error().code, fresh.error().what, asked.wrong);
    if (fresh->task.empty()) fresh->task = look.task;
    look = std::move(*fresh);
  }
  it->second.used = true;
  core_.change(*card, std::move(look));
  auto answer = fine(asked.wrong);
  answer["invaliduser"] = Json::array();
  return answer;
}

// §3: the key is the whole credential; 20 in a minute.
Json Api::webhook_send(Asked& asked) {
  auto key = asked.text("key");
  auto* group = core_.world.group_of_webhook(key);
  if (!group) return failure(core_, 93000, "invalid webhook url", asked.wrong);
  auto now = core_.io.steady();
  if (auto it = blocked_.find(key); it != blocked_.end() && now < it->second) return failure(core_, 45009, "api freq out of limit");
  Reader body(asked.body, asked.wrong);
  auto content = read_content(Route::webhook, body, [&](auto& id) { return core_.has_media(id, key); }, [&](auto& who) { return core_.name(who); });
  if (!content) return failure(core_, content.error().code, content.error().what, asked.wrong);
  if (!core_.counts.take("webhook " + key, now, {{20, minutes(1)}})) {
    blocked_[key] = now + core_.manners.webhook_block;
    return failure(core_, 45009, "api freq out of limit");
  }
  core_.show(group->name, By::webhook, {}, std::move(content->look));
  return fine(asked.wrong);
}

// §7.4: one call within an hour. Which errcode a used code gives is not documented: 40058 stands for it.
Json Api::aibot_response(Asked& asked) {
  auto it = core_.late.find(asked.text("response_code"));
  if (it == core_.late.end() || it->second.used || core_.now() >= it->second.until)
    return failure(core_, 40058, "invalid response_code. invalid Request Parameter", asked.wrong);
  Reader body(asked.body, asked.wrong);
  auto content = read_content(Route::late, body, [](auto&) { return false; }, [](auto& who) { return who; });
  if (!content) return failure(core_, content.error().code, content.error().what, asked.wrong);
  if (content->look.type == "template_card" && it->second.chat != with_bot(it->second.member))
    return failure(core_, 40008, "invalid message type", asked.wrong);  // documented for the single chat only
  it->second.used = true;
  core_.show(it->second.chat, By::late, {}, std::move(content->look));
  return fine(asked.wrong);
}

}  // namespace wecom_standin
