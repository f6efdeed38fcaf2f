#pragma once
// A platform that is connected: an Adapter with doors of its own. service/platform/platforms.cpp lists them, a line each.
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/house.hpp"
#include "adapters/http/http.hpp"
#include "adapters/settings.hpp"

namespace linli {

// One line of `linli adapter check`: what was tried, whether it works, and what to do where it does not.
struct Checked {
  std::string what;                 // word key of templates, e.g. "check.wecom.token"
  enum class How : std::uint8_t { fine, wrong, not_tried, hint } how{};
  std::string detail;               // ids, hosts, numbers; no secret
};

// A chat that the account's configuration names: Event::platform_chat, and the platform's own id of it; empty: not known yet.
struct NamedChat {
  std::string name, id;
};

class Platform : public Adapter {
 public:
  virtual http::Routes routes() = 0;                         // callbacks; empty for a platform that is only called
  virtual void start() = 0;                                  // opens long connections
  virtual void stop(std::function<void()> done) = 0;         // closes them; nothing new comes in
  virtual std::vector<NamedChat> named_chats() const { return {}; }
  // As of the last check: whether people can be bound to this actor. False: it is not the id they are known by, and will be told once what is
  // wrong has been mended.
  virtual bool bindable(const std::string& /*actor*/) const { return true; }
  // Tries each thing once, sends `to` (an actor or a chat of the configuration; empty: nobody) a test message.
  virtual void check(std::string to, std::function<void(std::vector<Checked>)> done) = 0;
};

// The two halves of connecting: what is configured (checked without opening anything), and the platform made from it.
class PlatformPlan {
 public:
  virtual ~PlatformPlan() = default;
  virtual http::Allowed allowed() const = 0;                 // the hosts it calls; nothing else is ever called
  virtual std::unique_ptr<Platform> open(House house) const = 0;
};
// `account`: config/accounts/<name>.toml, what belongs to this street; `limits`: config/platforms/<platform>.toml, what the platform is like.
using ReadPlatform = std::unique_ptr<PlatformPlan> (*)(Settings& account, Settings& limits);

}  // namespace linli
