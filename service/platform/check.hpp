#pragma once
// What `linli adapter check ACCOUNT` tells: one line a thing (does it work, what is wrong, what to press on the platform), what the platform cannot
// do, open alarms, and who was heard there without being bound. Words come from templates (words.toml, [check]); beside them stand ids, hosts
// and numbers only.
#include <functional>
#include <string>
#include <vector>

#include "service/platform/connected.hpp"

namespace linli {

// Whom the account heard and nobody imported: platform ids.
struct Unbound {
  std::vector<std::string> chats, people;
  bool mend_first{};                 // others wrote too; who they are can be told once what is wrong was mended (Platform::bindable)
};
// `configured`: chats that the account's configuration names; what was heard in them before they had that name is not asked for again.
struct CheckReport {
  std::string text;                  // lines
  bool fine{};                       // nothing is wrong, and there is no alarm
};
CheckReport check_report(const Words& words, const std::string& account, const std::vector<Checked>& checked, const std::vector<Alarm>& alarms,
                         const Unbound& unbound, const std::vector<NamedChat>& configured = {});

// Lets the platform try everything once. `to`: an actor or a chat of the account that gets a test message; empty: nobody. Loop's thread.
void check_account(Connected& one, App& app, Loop& loop, std::string to, std::function<void(CheckReport)> done);

}  // namespace linli
