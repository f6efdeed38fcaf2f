#pragma once
// Words on their way to WeCom: by the way that was asked for, piece by piece, with what became of each. Of a message that left in part only, what
// is left is kept in memory, so that the next attempt goes on there; when the service ends in between, a repetition begins again. Loop's thread.
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/house.hpp"
#include "adapters/wecom/api.hpp"
#include "adapters/wecom/bodies.hpp"
#include "adapters/wecom/expiring.hpp"
#include "adapters/wecom/live_requests.hpp"
#include "adapters/wecom/long_connection.hpp"
#include "adapters/wecom/options.hpp"
#include "adapters/wecom/outcome.hpp"
#include "adapters/wecom/ways.hpp"

namespace linli::wecom {

class WayOut : public std::enable_shared_from_this<WayOut> {
 public:
  using Done = std::function<void(Delivery)>;
  // `link`: null without a long connection.
  WayOut(const House& house, const Options& options, std::shared_ptr<Api> api, LiveRequests& live, LongConnection* link);

  Way way(const Destination& to) { return ways_.way(to); }
  std::uint32_t cost(const Outgoing& words);
  void deliver(Outgoing words, Done done);
  // `done` once nothing is under way.
  void when_still(std::function<void()> done);

 private:
  struct Going;
  using GoingPtr = std::shared_ptr<Going>;
  // What is left of a message, or what is not known of it.
  struct Unfinished {
    std::vector<Piece> left;
    std::size_t sent{};
    By by{};
    std::string body;                                  // of the application: may have arrived; to be repeated byte for byte
    bool once{};                                       // that body is not shown twice
    std::chrono::microseconds since{};
    std::string platform_id;
  };

  Choice choose(const Target& target, const Outgoing& words, std::vector<Choice>& open);
  void step(const GoingPtr& going);
  void send(const GoingPtr& going, std::function<void(Answer)> done);
  void came(const GoingPtr& going, const Answer& answer);
  void refused(const GoingPtr& going, const Answer& answer, Judged judged);
  void keep(const GoingPtr& going);
  void end(const GoingPtr& going, Delivery delivery);
  void over(const Done& done, Delivery delivery);
  void update(Outgoing words, Done done);
  void updated(const std::string& task, const Answer& answer, const SecretPtr& code, const Done& done);
  void link_request(const std::string& command, const std::string& request, std::string body, std::function<void(Answer)> done);
  void tell(By by, const Answer& answer, const Judged& judged);
  std::chrono::microseconds now() const { return house_.io.steady(); }

  const House house_;
  const Options& options_;
  std::shared_ptr<Api> api_;
  LiveRequests& live_;
  LongConnection* link_;
  Ways ways_;
  Expiring<std::string, Unfinished> unfinished_{1'000};
  Expiring<std::size_t, std::string> said_{10'000};     // to a member within the platform's memory: hash of the text -> message and part
  Expiring<std::string, SecretPtr> codes_{2'000};       // response_code of cards to members, by task_id
  Expiring<std::string, bool> no_streams_{2'000};       // groups where streams are not shown
  std::set<By> alarmed_;
  std::size_t under_way_{};
  std::vector<std::function<void()>> still_;
};

}  // namespace linli::wecom
