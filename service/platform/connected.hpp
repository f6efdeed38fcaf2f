#pragma once
// One account that is connected: the house's doors made for it, its calls out, and the platform itself, added to the App. Loop's thread only,
// after it was made. It goes before the App, and after the server that carries its routes.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "service/app.hpp"
#include "service/platform/notices.hpp"
#include "service/platform/platforms.hpp"

namespace linli {

// What is outside of the service: other servers, and chance. Tests hand in a stand-in.
struct Outside {
  std::function<std::unique_ptr<http::Caller>(http::Allowed)> caller;
  std::function<std::unique_ptr<http::Links>(http::Allowed)> links;
  std::function<double()> chance;                           // 0..1
  std::function<std::string(std::size_t count)> random;     // bytes
};

class Connected {
 public:
  struct Parts {
    App& app;
    Loop& loop;
    const IoClock& io;
    Log& log;
  };
  Connected(Parts parts, AccountPlan plan, const Outside& outside);
  ~Connected();
  Connected(const Connected&) = delete;
  Connected& operator=(const Connected&) = delete;

  const std::string& name() const { return plan_.name; }
  AccountId account() const { return account_; }
  Platform& platform() { return *platform_; }
  std::vector<Alarm> alarms() const { return notices_.alarms(); }

 private:
  AccountPlan plan_;
  AccountId account_;
  AccountNotices notices_;
  std::unique_ptr<EventSink> events_;
  std::unique_ptr<PassiveReplies> replies_;
  std::unique_ptr<Aliases> aliases_;
  std::unique_ptr<http::Caller> caller_;
  std::unique_ptr<http::Links> links_;
  std::unique_ptr<Platform> platform_;
};

using Connections = std::vector<std::unique_ptr<Connected>>;
Connections connect(Connected::Parts parts, std::vector<AccountPlan> plans, const Outside& outside);
// All routes; or one sentence where two of them, or one of them and one of `taken`, are the same.
std::expected<http::Routes, std::string> routes_of(const Connections& all, const http::Routes& taken);
// Stops all of them at once; `done` when the last has stopped. They outlive it.
void stop_all(const Connections& all, std::function<void()> done);

}  // namespace linli
