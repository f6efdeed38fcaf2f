#include "tests/standins/wecom/core.hpp"

namespace wecom_standin {

using std::chrono::hours;

std::string with_bot(std::string_view member) { return std::string(member) + "@bot"; }
std::string with_application(std::string_view member) { return std::string(member) + "@application"; }

std::string_view name_of(By by) {
  switch (by) {
    case By::member: return "member";
    case By::reply: return "reply";
    case By::welcome: return "welcome";
    case By::push: return "push";
    case By::webhook: return "webhook";
    case By::application: return "application";
    case By::late: return "late";
  }
  return "";
}

std::string Core::id(std::string_view prefix) {
  auto number = std::to_string(++ids);
  return std::string(prefix) + std::string(number.size() < 6 ? 6 - number.size() : 0, '0') + number;
}

void Core::later(std::chrono::milliseconds wait, std::function<void()> work) {
  auto key = ++ids;
  timers[key] = loop.after(wait, [this, key, work = std::move(work)] {
    auto mine = timers.extract(key);
    work();
  });
}

std::string Core::random16() {
  auto text = id("standinrandom");
  return text.substr(text.size() - 16);
}

std::string Core::name(const std::string& member) const {
  auto* one = world.member(member);
  return one && !one->name.empty() ? one->name : member;
}

std::uint64_t Core::show(std::string chat, By by, std::string from, Look look, bool finished) {
  Seen seen;
  seen.at = now(), seen.chat = std::move(chat), seen.by = by, seen.from = std::move(from), seen.look = std::move(look), seen.finished = finished;
  return book.show(std::move(seen));
}

void Core::change(Seen& seen, Look look, bool finished) {
  seen.look = std::move(look), seen.at = now(), seen.finished = finished;
  book.changed(seen);
}

std::string Core::keep(std::string type, std::string bytes, std::string owner) {
  auto key = id("3MEDIA");
  media[key] = {std::move(type), std::move(bytes), std::move(owner), now() + hours(72)};
  return key;
}

bool Core::has_media(const std::string& key, const std::string& owner) const {
  auto it = media.find(key);
  return it != media.end() && it->second.owner == owner && now() < it->second.until;
}

std::string Core::chat_of(const std::string& chatid, std::int64_t chat_type) const {
  auto* group = world.group_of_chat(chatid);
  if (group && chat_type != 1) return group->name;                 // 0 or absent: guessed, group first (§8.2)
  if (chat_type == 2) return {};
  auto member = world.member(chatid) ? chatid : world.userid(chatid);
  return member.empty() ? "" : with_bot(member);
}

Json failure(Core& core, std::int64_t code, const std::string& what, bool wrong) {
  auto number = std::to_string(core.seconds());
  return {{"errcode", code}, {"errmsg", (wrong ? what + ". Warning: wrong json format. " : what) + ", hint: [" + core.id(number) +
      "], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=" + std::to_string(code)}};
}

Json fine(bool wrong) { return {{"errcode", 0}, {"errmsg", wrong ? "ok. Warning: wrong json format. " : "ok"}}; }

}  // namespace wecom_standin
