#pragma once
// Who may call the callback addresses: the checks of a request, in their order (docs/wecom.md "Who is let in"). Pure.
#include <chrono>
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "adapters/http/http.hpp"
#include "adapters/wecom/envelope.hpp"
#include "bot/model/time.hpp"

namespace linli::wecom {

struct Gate {
  Envelope envelope;
  bool xml{};                          // how the encrypted text is wrapped; else JSON
  std::size_t body_bytes{};
  std::chrono::seconds window{};       // of a POST's timestamp, both ways
};

struct LetIn {
  std::string plain;                   // decrypted; UTF-8
  std::string timestamp, nonce, signature;
};
// Why not, as a class for logs: the sender is not told.
enum class Barred : std::uint8_t { parameters, size, encoding, envelope, signature, window, decryption };
std::string_view name_of(Barred why);

// A POST. Whatever is wrong, signature and decryption are both worked out, so that the answer takes its time.
std::expected<LetIn, Barred> let_in(const Gate& gate, const http::Request& request, Instant now);
// The URL check: a GET with echostr. Its timestamp is not looked at: nothing follows from it.
std::expected<LetIn, Barred> let_check(const Gate& gate, const http::Request& request);

}  // namespace linli::wecom
