#pragma once
// Callbacks: encrypted, signed, posted, waited for 5 s, repeated; and what the answer says (§4, §5.3, §7).
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/http/client.hpp"
#include "adapters/wecom/envelope.hpp"
#include "tests/standins/wecom/core.hpp"

namespace wecom_standin {

namespace http = linli::http;

struct Try {
  Instant at;
  int status{};                      // 0: no answer within 5 s, or none at all
  std::string wrong;                 // what the platform could not use about the answer; empty: nothing
  std::string plain;                 // the answer, decrypted; empty: an empty answer
};

class Doors {
 public:
  Doors(Core& core, http::Caller*& out) : core_(core), out_(out) {}

  enum class Which : std::uint8_t { bot, application };
  // `tries`: after each attempt; `over`: once, with the answer's plain text where there was a usable one. `most`: 3, or 1 for what is never
  // repeated (§4.5 card clicks, §7.3 enter_chat).
  void post(Which which, const std::string& plain, int most, std::function<void(const Try&)> tried, std::function<void(std::optional<std::string>)> over);
  // §4.3: whether the door answers the check of its address within 1 s, as entered on the platform.
  void check_address(Which which, std::function<void(std::string wrong)> done);

 private:
  struct Posting;
  void attempt(std::shared_ptr<Posting> posting);
  std::expected<linli::wecom::Envelope, std::string> envelope(Which which) const;
  const Door& door(Which which) const;
  Try judge(const Posting& posting, const std::expected<http::Response, http::CallFailed>& answer) const;

  Core& core_;
  http::Caller*& out_;
};

// The text between <name> and </name>, out of CDATA where it is in one. For our own well-formed answers only.
std::string xml_field(const std::string& xml, const std::string& name);
std::string cdata(const std::string& name, const std::string& text);

}  // namespace wecom_standin
