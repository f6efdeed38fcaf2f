#pragma once
// The stand-in reached without sockets: what the service calls (Caller, Links), and the service's own doors for the platform's posts.
#include <memory>
#include <string>
#include <vector>

#include "adapters/http/client.hpp"
#include "adapters/http/link.hpp"
#include "tests/standins/wecom/api.hpp"
#include "tests/standins/wecom/gateway.hpp"

namespace wecom_standin {

struct Address {
  std::string host, path, query;     // host with its port, if one is written
};
Address address_of(const std::string& url);

// Answers calls to the world's api and files addresses; any other host is not_allowed. `hosts`: every host that was called.
std::unique_ptr<http::Caller> make_calls(Core& core, std::shared_ptr<Api> api, std::vector<std::string>& hosts);
std::unique_ptr<http::Links> make_gateway_links(Core& core, std::shared_ptr<Gateway> gateway, std::vector<std::string>& hosts);

// Calls that end at `routes` in this process, whatever their host; with Call::limit by the loop's time. The routes are copied.
std::unique_ptr<http::Caller> make_doorstep(linli::Loop& loop, http::Routes routes);

}  // namespace wecom_standin
