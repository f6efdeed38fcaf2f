#pragma once
// Whose ids the bot's door uses: mostly encrypted ones (open_userid), turned into userids once and remembered, so that a person on two doors is one
// person (docs/wecom.md). Loop's thread.
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "adapters/house.hpp"
#include "adapters/wecom/application_port.hpp"

namespace linli::wecom {

struct Identity {
  std::string id;
  bool unnamed{};        // Event::unnamed: the id as it came, since the application could not be asked
};

class Identities {
 public:
  virtual ~Identities() = default;
  // The userid; the id itself where the platform knows no other, or where the application cannot ask before somebody mends it. Nothing: not known
  // by `until` (IoClock::steady). One question at a time is asked about an id, however many wait for it.
  virtual void resolve(std::string id, std::chrono::microseconds until, std::function<void(std::optional<Identity>)> done) = 0;
  // It was asked for often enough: for some minutes the id is used as it is, without a question.
  virtual void leave(const std::string& id) = 0;
};

// Without an application (null) every id is used as it is. What is known is kept in memory (10,000 ids) and by Aliases.
std::shared_ptr<Identities> make_identities(const House& house, ApplicationPort* application);

}  // namespace linli::wecom
