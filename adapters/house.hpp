#pragma once
// What a platform that is connected is given: the house's doors, the loop and its clock, and the ways to call out.
#include <cstddef>
#include <functional>
#include <string>

#include "adapters/http/client.hpp"
#include "adapters/http/link.hpp"
#include "adapters/loop.hpp"
#include "adapters/ports.hpp"

namespace linli {

// References outlive the adapter.
struct House {
  AccountId account;
  Loop& loop;
  const IoClock& io;
  EventSink& events;
  PassiveReplies& replies;
  Aliases& aliases;
  Notices& notices;
  http::Caller& caller;              // calls only the hosts that the adapter named
  http::Links& links;
  std::function<double()> chance;    // 0..1, for jitter
  // `count` random bytes for nonces and envelopes; tests hand in pretended ones.
  std::function<std::string(std::size_t count)> random;
};

}  // namespace linli
