#pragma once
// Requests that were seen: the platform's repeat of one gets the same answer, and nothing is done again. Bounded by time, number and bytes; what
// falls out is still caught by the clock window and by the store's inbox. Loop's thread.
#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/http/http.hpp"
#include "adapters/loop.hpp"

namespace linli::wecom {

class Replay {
 public:
  struct Bounds {
    std::chrono::seconds time;
    std::size_t most;
    std::size_t bytes{32 * 1024 * 1024};
  };
  Replay(const IoClock& io, Bounds bounds) : io_(io), bounds_(bounds) {}

  // `key`: of timestamp, nonce and signature. True: it is new, and must be finished. False: it is answered now, or when the first one is.
  bool begin(const std::string& key, http::Answer answer);
  // Answers the first one and all that waited for it. A 200 is remembered; after anything else the same request may come again.
  void finish(const std::string& key, const http::Response& response);
  std::size_t size() const { return answered_.size(); }

 private:
  void forget_old();

  const IoClock& io_;
  Bounds bounds_;
  std::unordered_map<std::string, std::vector<http::Answer>> in_work_;
  std::unordered_map<std::string, http::Response> answered_;
  std::deque<std::pair<std::chrono::microseconds, std::string>> order_;
  std::size_t bytes_{};
};

}  // namespace linli::wecom
