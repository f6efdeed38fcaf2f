#include "tests/standins/wecom/media_seal.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace wecom_standin {
namespace {

const unsigned char* bytes_of(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

std::string seal_media(std::string bytes, const std::string& key32) {
  std::size_t padding = 32 - bytes.size() % 32;
  bytes.append(padding, char(padding));
  std::string out(bytes.size() + 16, '\0');
  std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int size = 0;
  bool fine = key32.size() == 32 && context && EVP_EncryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, bytes_of(key32), bytes_of(key32)) == 1 &&
      EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 && EVP_EncryptUpdate(context.get(), bytes_of(out), &size, bytes_of(bytes), int(bytes.size())) == 1;
  if (!fine) throw std::runtime_error("seal_media needs a key of 32 bytes");
  out.resize(std::size_t(size));
  return out;
}

std::string base64(const std::string& bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  out.resize(std::size_t(EVP_EncodeBlock(bytes_of(out), bytes_of(bytes), int(bytes.size()))));
  return out;
}

std::string from_base64(const std::string& text) {
  if (text.empty() || text.size() % 4) return {};
  std::string out(text.size() / 4 * 3, '\0');
  int size = EVP_DecodeBlock(bytes_of(out), bytes_of(text), int(text.size()));
  if (size < 0) return {};
  for (auto end = text.size(); end > text.size() - 2 && text[end - 1] == '='; --end) --size;
  out.resize(std::size_t(size));
  return out;
}

}  // namespace wecom_standin
