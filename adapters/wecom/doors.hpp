#pragma once
// The ways in, put together: what Options names is opened. Loop's thread.
#include <functional>
#include <memory>

#include "adapters/house.hpp"
#include "adapters/http/http.hpp"
#include "adapters/wecom/application_port.hpp"
#include "adapters/wecom/live_requests.hpp"
#include "adapters/wecom/long_connection.hpp"
#include "adapters/wecom/options.hpp"

namespace linli::wecom {

class Doors {
 public:
  // `application`: null where none is configured. Tokens and keys of the callbacks were checked when the configuration was read; one that is
  // wrong all the same opens no door and raises an alarm.
  Doors(const House& house, const Options& options, ApplicationPort* application);

  const http::Routes& routes() const { return routes_; }
  LiveRequests& live() { return *live_; }
  LongConnection* link() { return link_.get(); }   // null: the bot's door is the callback, or there is no bot
  void start();
  void stop(std::function<void()> done);

 private:
  std::shared_ptr<LiveRequests> live_;
  http::Routes routes_;
  std::unique_ptr<LongConnection> link_;
};

}  // namespace linli::wecom
