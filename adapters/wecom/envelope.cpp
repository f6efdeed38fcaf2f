#include "adapters/wecom/envelope.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <new>

#include "adapters/wecom/base64.hpp"
#include "adapters/wecom/text.hpp"

namespace linli::wecom {
namespace {

constexpr std::size_t block = 32;           // of the padding; the cipher's own is 16
constexpr std::size_t cipher_block = 16;
constexpr std::size_t head = 16 + 4;        // random bytes, length
constexpr std::size_t most_bytes = 64UL * 1024 * 1024;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
std::uint32_t byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool same(std::string_view a, std::string_view b) { return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0; }

// AES-256-CBC without padding, IV = the key's first 16 bytes. `text`: whole blocks, at least one.
std::string cipher(std::string_view text, const std::string& key, bool encrypt) {
  std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  std::string out(text.size() + cipher_block, '\0');
  int written = 0, rest = 0;
  bool done = context && EVP_CipherInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, bytes_of(key), bytes_of(key), encrypt ? 1 : 0) == 1 &&
              EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
              EVP_CipherUpdate(context.get(), bytes_of(out), &written, bytes_of(text), int(text.size())) == 1 &&
              EVP_CipherFinal_ex(context.get(), bytes_of(out) + written, &rest) == 1;
  if (!done) throw std::bad_alloc();  // whole blocks and a key of 32 bytes: nothing else can go wrong
  out.resize(text.size());
  return out;
}

// The number of padding bytes, 0: wrong. Looks at the same bytes whatever they are. `plain`: at least 16 bytes.
std::size_t padding_of(std::string_view plain) {
  std::uint32_t n = byte_at(plain, plain.size() - 1);
  std::uint32_t wrong = std::uint32_t(n == 0) | std::uint32_t(n > block) | std::uint32_t(n > plain.size());
  for (std::size_t i = 1; i <= std::min(block, plain.size()); ++i) wrong |= std::uint32_t(i <= n) & std::uint32_t(byte_at(plain, plain.size() - i) != n);
  return n & (wrong - 1U);
}

// What 43 characters of an EncodingAESKey or 44 of base64 stand for; discarded bits may be anything.
std::optional<std::string> key_of(const std::string& written) {
  bool fits = written.size() == 43 || (written.size() == 44 && written.ends_with('='));
  return fits ? from_base64(written.substr(0, 43) + "=", DiscardedBits::any) : std::nullopt;
}

constexpr std::size_t most_token = 32;
bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::expected<Envelope, std::string> Envelope::make(SecretPtr token, SecretPtr key, std::string receiver) {
  auto fits = [](const std::string& t) { return !t.empty() && t.size() <= most_token && std::ranges::all_of(t, is_letter_or_digit); };
  if (!token || !token->use(fits)) return std::unexpected("the token must be 1 to 32 letters and digits");
  auto bytes = key ? key->use([](const std::string& k) { return k.size() == 43 ? key_of(k) : std::nullopt; }) : std::nullopt;
  if (!bytes) return std::unexpected("the EncodingAESKey must be 43 letters and digits");
  Envelope envelope;
  envelope.token_ = std::move(token);
  envelope.key_ = std::make_shared<const Secret>(*std::move(bytes));
  envelope.receiver_ = std::move(receiver);
  return envelope;
}

std::string Envelope::signature(std::string_view timestamp, std::string_view nonce, std::string_view encrypted) const {
  return token_->use([&](const std::string& token) {
    std::array<std::string_view, 4> parts{token, timestamp, nonce, encrypted};
    std::ranges::sort(parts);  // as unsigned bytes
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    bool done = context && EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr) == 1;
    for (auto& part : parts) done = done && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    if (!done || EVP_DigestFinal_ex(context.get(), digest.data(), &size) != 1) throw std::bad_alloc();
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
      constexpr std::string_view digits = "0123456789abcdef";
      hex += digits[digest[i] >> 4U];
      hex += digits[digest[i] & 15U];
    }
    return hex;
  });
}

bool Envelope::signed_well(std::string_view given, std::string_view timestamp, std::string_view nonce, std::string_view encrypted) const {
  return same(signature(timestamp, nonce, encrypted), given);
}

std::optional<std::string> Envelope::open(std::string_view encrypted) const {
  // These two look at what the sender sees too: they may end early.
  auto bytes = from_base64(encrypted, DiscardedBits::zero);
  if (!bytes || bytes->empty() || bytes->size() % cipher_block != 0 || bytes->size() > most_bytes) return {};
  auto plain = key_->use([&](const std::string& key) { return cipher(*bytes, key, false); });

  // From here on every check is made on every input; where an earlier one failed, on the whole plain text.
  std::string_view text = plain;
  auto padding = padding_of(text);
  bool good = padding != 0;
  std::size_t end = text.size() - padding;
  good &= end >= head;
  std::size_t room = end >= head ? end - head : 0;
  std::size_t size = end >= head ? byte_at(text, 16) << 24U | byte_at(text, 17) << 16U | byte_at(text, 18) << 8U | byte_at(text, 19) : 0;
  good &= size <= room;
  size = std::min(size, room);
  auto receiver = text.substr(std::min(head, text.size())).substr(size, room - size);
  auto compared = std::min(receiver.size(), receiver_.size());
  good &= receiver.size() == receiver_.size();
  good &= CRYPTO_memcmp(receiver.data(), receiver_.data(), compared) == 0;
  good &= is_utf8(good ? text.substr(head, size) : text);

  std::optional<std::string> message;
  if (good) message = std::string(text.substr(head, size));
  wipe(plain);
  return message;
}

std::string Envelope::seal(std::string_view message, std::string_view random16) const {
  std::string plain(random16.substr(0, 16));
  plain.resize(16);
  for (unsigned shift : {24U, 16U, 8U, 0U}) plain += char(message.size() >> shift & 0xffU);
  plain += message;
  plain += receiver_;
  std::size_t padding = block - plain.size() % block;
  plain.append(padding, char(padding));
  auto sealed = key_->use([&](const std::string& key) { return to_base64(cipher(plain, key, true)); });
  wipe(plain);
  return sealed;
}

std::optional<std::string> open_media(std::string_view bytes, const SecretPtr& key) {
  auto raw = key ? key->use(key_of) : std::nullopt;
  if (!raw) return {};
  Secret kept(*std::move(raw));
  if (bytes.empty() || bytes.size() % cipher_block != 0 || bytes.size() > most_bytes) return {};
  auto plain = kept.use([&](const std::string& k) { return cipher(bytes, k, false); });
  auto padding = padding_of(plain);
  if (padding == 0) return {};
  plain.resize(plain.size() - padding);
  return plain;
}

}  // namespace linli::wecom
