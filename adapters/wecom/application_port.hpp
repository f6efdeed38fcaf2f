#pragma once
// What the doors in ask of the self-built application (its token, its calls). Loop's thread; each `done` once, on it.
#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <string>

#include "adapters/http/client.hpp"

namespace linli::wecom {

class ApplicationPort {
 public:
  virtual ~ApplicationPort() = default;
  // batch/openuserid_to_userid [D-101521] of one id. Empty: the platform knows no other for it (it is plain already, or of nobody the application
  // may see). A failure: nobody knows yet;
  // `not_allowed`: and nobody will before somebody mends the configuration (a wrong secret, an address that is not trusted).
  virtual void userid(std::string open_userid, std::function<void(std::expected<std::string, http::Failure>)> done) = 0;
  // media/get: the bytes as they are stored there. `too_large` over `most`.
  virtual void media(std::string media_id, std::size_t most, std::chrono::milliseconds limit,
      std::function<void(std::expected<std::string, http::Failure>)> done) = 0;
};

}  // namespace linli::wecom
