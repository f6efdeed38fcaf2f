#pragma once
// Pictures, voices, videos and files: fetched from the platform's own hosts at once (their addresses live 5 minutes), opened, and named by content.
// Loop's thread.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/house.hpp"
#include "adapters/wecom/application_port.hpp"
#include "adapters/wecom/heard.hpp"
#include "adapters/wecom/options.hpp"

namespace linli::wecom {

class Media {
 public:
  virtual ~Media() = default;
  // Always comes with something: what could not be had by `until` (IoClock::steady), or was refused, is not_fetched.
  virtual void fetch(Attached what, std::chrono::microseconds until, std::function<void(MediaIn)> done) = 0;
};

// At most 8 are fetched at once, so that waiting events hold a bounded number of bytes; the others wait in line until their time is over.
std::shared_ptr<Media> make_media(const House& house, const Options& options, ApplicationPort* application);

// By its first bytes; "application/octet-stream" where they say nothing. Pure.
std::string type_of(std::string_view bytes);

}  // namespace linli::wecom
