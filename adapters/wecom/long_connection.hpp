#pragma once
// The bot's long connection: a web socket that we open, so that a street office needs no public address. See docs/wecom.md, "The three doors".
// What is decided stands in link_steps.hpp; this carries it out. Loop's thread.
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "adapters/house.hpp"
#include "adapters/http/client.hpp"
#include "adapters/wecom/inbound.hpp"
#include "adapters/wecom/options.hpp"

namespace linli::wecom {

class LongConnection {
 public:
  // errcode of the answer; or not_sent (not up, too much waits), or no_answer (5 s, or cut meanwhile).
  using Done = std::function<void(std::expected<std::int64_t, http::Failure>)>;

  virtual ~LongConnection() = default;
  virtual void start() = 0;
  // Closes it; `done` when what had been heard is taken, or after 5 s. Nothing is called afterwards.
  virtual void stop(std::function<void()> done) = 0;

  // Subscribed, and frames are being read: a request would be sent now.
  virtual bool up() const = 0;
  // Counts the connections; a req_id of an earlier one is dead (846605) and must not be used.
  virtual std::uint64_t generation() const = 0;
  // One frame {cmd, headers.req_id, body}. `body` is a JSON object as text. Frames of one req_id leave one after the other, each after the answer
  // to the former; at most 256 wait in all.
  virtual void request(std::string command, std::string req_id, std::string body, Done done) = 0;
  // The same with a req_id of our own.
  virtual void request(std::string command, std::string body, Done done) = 0;
};

// `options.bot` with a secret must be there.
std::unique_ptr<LongConnection> make_long_connection(const House& house, const Options& options, std::shared_ptr<Inbound> inbound);

}  // namespace linli::wecom
