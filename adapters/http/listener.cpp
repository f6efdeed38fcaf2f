// Which listeners are allowed at all: loopback, certificates, or a socket file behind a proxy.
#include "adapters/http/listener.hpp"

#include <sys/un.h>

#include <boost/asio/ip/address.hpp>

namespace linli::http {
namespace {

namespace ssl = boost::asio::ssl;
using Check = std::expected<void, std::string>;

Check readable(const std::filesystem::path& path, const char* what) {
  std::error_code failure;
  if (path.empty() || !std::filesystem::is_regular_file(path, failure))
    return std::unexpected(std::string("no ") + what + " at '" + path.string() + "': name a PEM file");
  return {};
}

Check check(const Tcp& tcp) {
  boost::system::error_code failure;
  auto address = boost::asio::ip::make_address(tcp.address, failure);
  if (failure) return std::unexpected("'" + tcp.address + "' is not an address; write 127.0.0.1 or ::1");
  if (!address.is_loopback())
    return std::unexpected("without certificates it listens on loopback only, not on " + tcp.address +
                           ": give certificate files, or put a proxy before a socket file");
  return {};
}

Check check(const Tls& tls) {
  boost::system::error_code failure;
  boost::asio::ip::make_address(tls.address, failure);
  if (failure) return std::unexpected("'" + tls.address + "' is not an address; write 0.0.0.0, :: or one of this machine's");
  if (auto context = tls_context(tls); !context) return std::unexpected(context.error());
  return {};
}

Check check(const UnixSocket& file) {
  std::error_code failure;
  auto folder = file.path.parent_path();
  if (!file.path.is_absolute()) return std::unexpected("the socket file's path must begin at the root: " + file.path.string());
  if (file.path.native().size() >= sizeof(sockaddr_un::sun_path)) return std::unexpected("the socket file's path is too long: " + file.path.string());
  if (!std::filesystem::is_directory(folder, failure)) return std::unexpected("no folder for the socket file: " + folder.string());
  auto status = std::filesystem::symlink_status(file.path, failure);
  if (std::filesystem::exists(status) && status.type() != std::filesystem::file_type::socket)
    return std::unexpected("something that is no socket lies at " + file.path.string());
  return {};
}

}  // namespace

std::expected<std::shared_ptr<ssl::context>, std::string> tls_context(const Tls& tls) {
  if (auto ok = readable(tls.certificate, "certificate"); !ok) return std::unexpected(ok.error());
  if (auto ok = readable(tls.key, "private key"); !ok) return std::unexpected(ok.error());
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  boost::system::error_code failure;
  auto* raw = context->native_handle();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL");
  context->use_certificate_chain_file(tls.certificate.string(), failure);
  if (failure) return std::unexpected("certificate " + tls.certificate.string() + ": " + failure.message());
  context->use_private_key_file(tls.key.string(), ssl::context::pem, failure);
  if (failure) return std::unexpected("private key " + tls.key.string() + " is not the certificate's: " + failure.message());
  return context;
}

std::expected<void, std::string> check_listener(const Listener& listener) {
  return std::visit([](auto& one) { return check(one); }, listener);
}

}  // namespace linli::http
