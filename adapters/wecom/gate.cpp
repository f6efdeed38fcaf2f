#include "adapters/wecom/gate.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "adapters/wecom/heard.hpp"
#include "adapters/wecom/query.hpp"

namespace linli::wecom {
namespace {

struct Parameters {
  std::string signature, timestamp, nonce, echo;
  std::int64_t seconds{};
  bool right{};
};

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

std::optional<std::int64_t> seconds_in(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.size() > 12 || text.front() == '-') return {};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

// The signature's name is documented as msg_signature; the platform's own code takes the other two as well [PLG].
Parameters parameters_of(const http::Request& request, bool check) {
  constexpr std::size_t most_nonce = 128;
  Parameters result;
  auto query = read_query(request.query);
  if (!query) return result;
  auto signature = only(*query, {"msg_signature", "msgsignature", "signature"}), timestamp = only(*query, {"timestamp"}), nonce = only(*query, {"nonce"});
  auto echo = check ? only(*query, {"echostr"}) : std::optional<std::string>("");
  auto seconds = timestamp ? seconds_in(*timestamp) : std::nullopt;
  if (!signature || !seconds || !nonce || !echo || nonce->empty() || nonce->size() > most_nonce || !printable(*nonce)) return result;
  return {std::move(*signature), std::move(*timestamp), std::move(*nonce), std::move(*echo), *seconds, true};
}

bool compressed(const http::Headers& headers) {
  auto* encoding = http::find(headers, "Content-Encoding");
  return encoding && !encoding->empty() && *encoding != "identity";
}

std::expected<LetIn, Barred> judged(const Gate& gate, Parameters& given, std::string_view encrypted, std::optional<Barred> before,
    bool stale) {
  bool well = gate.envelope.signed_well(given.signature, given.timestamp, given.nonce, encrypted);
  auto plain = gate.envelope.open(encrypted);
  if (before) return std::unexpected(*before);
  if (!well) return std::unexpected(Barred::signature);
  if (stale) return std::unexpected(Barred::window);
  if (!plain) return std::unexpected(Barred::decryption);
  return LetIn{std::move(*plain), std::move(given.timestamp), std::move(given.nonce), std::move(given.signature)};
}

}  // namespace

std::string_view name_of(Barred why) {
  switch (why) {
    case Barred::parameters: return "parameters";
    case Barred::size: return "size";
    case Barred::encoding: return "encoding";
    case Barred::envelope: return "envelope";
    case Barred::signature: return "signature";
    case Barred::window: return "window";
    case Barred::decryption: return "decryption";
  }
  return "";
}

std::expected<LetIn, Barred> let_in(const Gate& gate, const http::Request& request, Instant now) {
  auto given = parameters_of(request, false);
  bool too_long = request.body.size() > gate.body_bytes, packed = compressed(request.headers);
  std::optional<std::string> encrypted;
  if (!too_long && !packed) encrypted = gate.xml ? encrypted_in_xml(request.body) : encrypted_in_json(request.body);
  std::optional<Barred> before;
  if (!given.right) before = Barred::parameters;
  else if (too_long) before = Barred::size;
  else if (packed) before = Barred::encoding;
  else if (!encrypted) before = Barred::envelope;
  bool stale = std::chrono::abs(now - Instant(std::chrono::seconds(given.seconds))) > gate.window;
  return judged(gate, given, encrypted ? *encrypted : std::string_view(request.body).substr(0, gate.body_bytes), before, stale);
}

std::expected<LetIn, Barred> let_check(const Gate& gate, const http::Request& request) {
  auto given = parameters_of(request, true);
  return judged(gate, given, given.echo, given.right ? std::nullopt : std::optional(Barred::parameters), false);
}

}  // namespace linli::wecom
