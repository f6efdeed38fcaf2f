#pragma once
// WeCom's callback encryption (WXBizMsgCrypt): shared/platforms facts, docs/wecom.md "Envelope". Pure; may be used from any thread.
//   plain = random(16) || uint32_be(size) || message || receiver, padded to 32, AES-256-CBC, base64; signature = SHA-1 over the four sorted
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "bot/model/secret.hpp"

namespace linli::wecom {

class Envelope {
 public:
  // What is wrong with the token or the key, as one sentence without either. The 43rd character may carry bits that are thrown away.
  static std::expected<Envelope, std::string> make(SecretPtr token, SecretPtr key, std::string receiver);

  std::string signature(std::string_view timestamp, std::string_view nonce, std::string_view encrypted) const;  // 40 hex digits
  bool signed_well(std::string_view signature, std::string_view timestamp, std::string_view nonce, std::string_view encrypted) const;  // constant time
  // The message, or nothing. What anybody can see (strict base64, whole blocks) may end early; padding (all bytes), length, receiver and UTF-8
  // are judged together, in one time and with one answer. At most 64 MiB.
  std::optional<std::string> open(std::string_view encrypted) const;
  // `random16`: 16 bytes nobody can foretell.
  std::string seal(std::string_view message, std::string_view random16) const;

 private:
  Envelope() = default;
  SecretPtr token_, key_;              // key_: 32 bytes
  std::string receiver_;
};

// A file as the bot's media addresses give it: AES-256-CBC, IV = first 16 bytes of the key, padded to 32. `key`: 43 characters of an
// EncodingAESKey or base64 of 32 bytes. Nothing for another key, a cut file, a wrong padding, or more than 64 MiB.
std::optional<std::string> open_media(std::string_view bytes, const SecretPtr& key);

}  // namespace linli::wecom
