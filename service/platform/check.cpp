#include "service/platform/check.hpp"

#include <algorithm>
#include <utility>

#include "service/room/asking.hpp"
#include "service/words/vocabulary.hpp"
#include "storage/reads.hpp"

namespace linli {
namespace {

constexpr std::size_t unbound_most = 20;
constexpr std::string_view unnamed = "chat:";          // before a platform's own id of a chat that is not configured

class Report {
 public:
  Report(const Words& words, const std::string& account) : words_(words.vocabulary()), account_(account) {}

  void thing(const Checked& one) {
    line(how(one.how), name(one.what) + (one.detail.empty() ? "" : "  " + one.detail));
    if (one.how == Checked::How::wrong)
      if (auto* what_to_do = words_.find(one.what + ".do")) under(*what_to_do);
  }
  void alarm(const Alarm& one) {
    line(word("check.how.alarm"), name("check." + one.what) + (one.why.empty() ? "" : "  " + one.why) + "  " + words_.stamp(one.since));
    if (auto* what_to_do = words_.find("check." + one.what + ".do")) under(*what_to_do);
  }
  void hint(const std::string& what) { line(how(Checked::How::hint), word(what)); }
  // A line that can be copied into the configuration for each id that was heard.
  void unbound(std::string_view what, const std::vector<std::string>& ids, const std::string& names = {}) {
    if (ids.empty()) return;
    text_ += words_.fill("check." + std::string(what), {{"account", account_}, {"names", names}}) + "\n";
    for (std::size_t i = 0; i < std::min(ids.size(), unbound_most); ++i)
      under(words_.fill("check." + std::string(what) + "_line", {{"account", account_}, {"id", ids[i]}}));
    if (ids.size() > unbound_most) under(words_.fill("check.more", {{"count", std::to_string(ids.size() - unbound_most)}}));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string word(const std::string& key) const {
    auto* found = words_.find(key);
    return found ? *found : key;
  }
  std::string name(const std::string& what) const {
    auto* found = words_.find(what + ".name");
    return found ? *found : what;
  }
  std::string how(Checked::How how) const {
    switch (how) {
      case Checked::How::fine: return word("check.how.fine");
      case Checked::How::wrong: return word("check.how.wrong");
      case Checked::How::not_tried: return word("check.how.not_tried");
      case Checked::How::hint: return word("check.how.hint");
    }
    return {};
  }
  void line(const std::string& mark, const std::string& rest) { text_ += mark + "  " + rest + "\n"; }
  void under(const std::string& rest) {
    text_ += "      ";
    for (char c : rest) {
      text_ += c;
      if (c == '\n') text_ += "      ";
    }
    text_ += "\n";
  }

  const Vocabulary& words_;
  const std::string& account_;
  std::string text_;
};

}  // namespace

CheckReport check_report(const Words& words, const std::string& account, const std::vector<Checked>& checked,
                         const std::vector<Alarm>& alarms, const Unbound& unbound, const std::vector<NamedChat>& configured) {
  Report report(words, account);
  for (auto& one : checked) report.thing(one);
  for (auto& one : alarms) report.alarm(one);
  Unbound named = unbound;
  std::vector<std::string> nameless, without_id;
  for (auto& chat : unbound.chats)
    if (chat.starts_with(unnamed)) nameless.push_back(chat.substr(unnamed.size()));
  std::erase_if(nameless, [&](auto& id) { return std::ranges::find(configured, id, &NamedChat::id) != configured.end(); });
  for (auto& chat : configured)
    if (chat.id.empty()) without_id.push_back(chat.name);
  std::erase_if(named.chats, [](auto& chat) { return chat.starts_with(unnamed); });
  if (without_id.empty()) report.unbound("nameless_chat", nameless);
  else report.unbound("chat_id", nameless, words.vocabulary().join(without_id));
  report.unbound("unbound_chat", named.chats);
  report.unbound("unbound_person", named.people);
  if (unbound.mend_first) report.hint("check.mend_first");
  bool wrong = std::ranges::any_of(checked, [](auto& one) { return one.how == Checked::How::wrong; });
  return {report.take(), !wrong && alarms.empty()};
}

void check_account(Connected& one, App& app, Loop& loop, std::string to, std::function<void(CheckReport)> done) {
  one.platform().check(std::move(to), [&one, &app, &loop, done = std::move(done)](std::vector<Checked> checked) {
    ask_store(app.store(), loop, [account = one.account()](Reads& reads) { return Unbound{reads.unbound_chats(account), reads.strangers(account), false}; },
      [&one, &app, done, checked = std::move(checked)](Unbound unbound) {
        unbound.mend_first = std::erase_if(unbound.people, [&](auto& id) { return !one.platform().bindable(id); }) > 0;
        done(check_report(app.words(), one.name(), checked, one.alarms(), unbound, one.platform().named_chats()));
      }, Unbound());
  });
}

}  // namespace linli
