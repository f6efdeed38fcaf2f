#pragma once
// A made-up street (tests/service/house.hpp) to which parrots are connected, and callers that answer what their list allows.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/platform/check.hpp"
#include "tests/service/house.hpp"
#include "tests/service_platform/folder.hpp"
#include "tests/service_platform/parrot.hpp"

namespace linli::platform_test {

// No bird opens a link.
class NoLinks final : public http::Links {
 public:
  std::unique_ptr<http::Link> open(const std::string&, http::LinkEvents&, http::LinkLimits) override { return nullptr; }
};

class Calls final : public http::Caller {
 public:
  Calls(http::Allowed allowed, Seen& seen) : allowed_(std::move(allowed)), seen_(seen) {}
  void call(http::Call call, std::function<void(std::expected<http::Response, http::CallFailed>)> done) override {
    seen_.called.push_back(call.url);
    auto why = http::refused(call.url, allowed_);
    if (!why.empty()) return done(std::unexpected(http::CallFailed{http::Failure::not_allowed, why}));
    done(http::text(200, ""));
  }

 private:
  http::Allowed allowed_;
  Seen& seen_;
};

struct Aviary {
  Folder folder;
  house::Service service{folder.path()};
  Seen seen;
  Outside outside{[this](http::Allowed allowed) {
                    seen.allowed.push_back(allowed);
                    return std::make_unique<Calls>(std::move(allowed), seen);
                  },
                  [](http::Allowed) -> std::unique_ptr<http::Links> { return std::make_unique<NoLinks>(); }, [] { return 0.5; }, [](std::size_t count) { return std::string(count, '7'); }};
  Connections connections;

  ~Aviary() {
    service.close();
    connections.clear();
  }
  Connections open(std::vector<std::pair<std::string, std::string>> accounts) {
    std::vector<AccountPlan> plans;
    for (auto& [name, path] : accounts) plans.push_back({name, "parrot", {}, std::make_shared<ParrotPlan>(path, seen)});
    return connect({*service.app, service.time, service.time, *service.log}, std::move(plans), outside);
  }
  // "<actor> <words>" in the group "nest" of the first account.
  int post(const std::string& body) {
    std::optional<int> status;
    http::Request request;
    request.body = body;
    routes_of(connections, {}).value().at(0).handler(std::move(request), [&](http::Response response) { status = response.status; });
    service.time.run_while([&] { return !status; });
    return *status;
  }
  CheckReport check(const std::string& to = {}) {
    std::optional<CheckReport> report;
    check_account(*connections.at(0), *service.app, service.time, to, [&](CheckReport r) { report = std::move(r); });
    service.time.run_while([&] { return !report; });
    return *report;
  }
};

}  // namespace linli::platform_test
