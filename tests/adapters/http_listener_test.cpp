// Where it may listen: loopback, with certificates, or a socket file behind a proxy.
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <filesystem>

#include "tests/adapters/certificates.hpp"
#include "tests/adapters/client.hpp"

namespace http_listener_test {

using namespace linli::http;
using namespace adapters_test;

Routes routes() {
  return {{"GET", "/", Match::exact, [](const Request& r, const Answer& answer) { answer(text(200, r.from)); }, {}}};
}

// Shakes hands and asks for "/": the cipher and the answer, or empty where the server did not want to.
std::string ask(std::uint16_t port, int min_version, int max_version, const char* ciphers = nullptr) {
  Client client(port);
  auto* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, min_version);
  SSL_CTX_set_max_proto_version(context, max_version);
  if (ciphers) SSL_CTX_set_cipher_list(context, ciphers);
  auto* ssl = SSL_new(context);
  SSL_set_fd(ssl, client.descriptor());
  std::string got;
  if (SSL_connect(ssl) == 1) {
    got = std::string(SSL_get_version(ssl)) + " " + SSL_get_cipher_name(ssl) + "\n";
    auto request = get("/", "Connection: close\r\n");
    SSL_write(ssl, request.data(), int(request.size()));
    char space[4096];
    for (int n = 0; (n = SSL_read(ssl, space, sizeof space)) > 0;) got.append(space, std::size_t(n));
  }
  SSL_free(ssl);
  SSL_CTX_free(context);
  return got;
}

TEST(Listener, OnlyLoopbackCertificatesOrASocketFileAreTaken) {
  Folder folder;
  auto tls = self_signed(folder, "one"), other = self_signed(folder, "other");
  EXPECT_TRUE(check_listener(Tcp{"127.0.0.1", 0}));
  EXPECT_TRUE(check_listener(Tcp{"::1", 0}));
  EXPECT_TRUE(check_listener(tls));
  EXPECT_TRUE(check_listener(UnixSocket{folder.path / "linli.sock"}));
  auto mixed = tls;
  mixed.key = other.key;
  auto lost = tls;
  lost.key = folder.path / "none.key";
  const std::vector<std::pair<Listener, std::string>> refused{{Tcp{"0.0.0.0", 80}, "loopback only"}, {Tcp{"::", 80}, "loopback only"},
      {Tcp{"192.0.2.1", 80}, "certificate"}, {Tcp{"::ffff:0.0.0.0", 80}, "loopback only"}, {Tcp{"localhost", 80}, "not an address"}, {Tcp{"", 80}, "not an address"},
      {mixed, "is not the certificate's"}, {lost, "no private key"}, {Tls{"0.0.0.0", 443, {}, {}}, "no certificate"}, {Tls{"host", 443, tls.certificate, tls.key}, "not an address"},
      {UnixSocket{"linli.sock"}, "begin at the root"}, {UnixSocket{"/nowhere/at/all/linli.sock"}, "no folder"}, {UnixSocket{tls.key}, "no socket"},
      {UnixSocket{folder.path / std::string(120, 'x')}, "too long"}};
  for (auto& [listener, why] : refused) {
    auto ok = check_listener(listener);
    ASSERT_FALSE(ok) << why;
    EXPECT_NE(ok.error().find(why), std::string::npos) << ok.error();
  }
}

TEST(Listener, APortThatIsTakenIsSaid) {
  Running running(routes());
  Loop loop;
  Server second(loop, routes(), {});
  auto listening = second.listen(Tcp{"127.0.0.1", running.port});
  ASSERT_FALSE(listening);
  EXPECT_NE(listening.error().find("cannot listen on 127.0.0.1"), std::string::npos);
}

TEST(Listener, TlsIs12Or13WithForwardSecrecyOnly) {
  Folder folder;
  Running running(routes(), {}, self_signed(folder, "one"));
  auto modern = ask(running.port, TLS1_3_VERSION, TLS1_3_VERSION);
  EXPECT_NE(modern.find("TLSv1.3"), std::string::npos);
  EXPECT_NE(modern.find("HTTP/1.1 200"), std::string::npos);
  EXPECT_NE(ask(running.port, TLS1_2_VERSION, TLS1_2_VERSION).find("HTTP/1.1 200"), std::string::npos);
  EXPECT_EQ(ask(running.port, TLS1_VERSION, TLS1_1_VERSION), "");
  EXPECT_EQ(ask(running.port, TLS1_2_VERSION, TLS1_2_VERSION, "ECDHE+AES:!AESGCM"), "");  // no authenticated cipher
  EXPECT_EQ(ask(running.port, TLS1_2_VERSION, TLS1_2_VERSION, "kRSA"), "");
}

// Echoes one frame, then closes.
class Echo final : public SocketEvents {
 public:
  void opened(Socket& socket) override { socket_ = &socket; }
  void text(std::string frame) override { socket_->send(std::move(frame)), socket_->close(4000); }
  void closed() override {}

 private:
  Socket* socket_{};
};

TEST(Listener, AWebSocketWorksOverTls) {
  Folder folder;
  Routes ws{{"GET", "/ws", Match::exact, {}, [](const Request&, const Admit& admit) { admit(std::make_unique<Echo>()); }}};
  Running running(std::move(ws), {}, self_signed(folder, "one"));
  Client client(running.port);
  auto* context = SSL_CTX_new(TLS_client_method());
  auto* ssl = SSL_new(context);
  SSL_set_fd(ssl, client.descriptor());
  ASSERT_EQ(SSL_connect(ssl), 1);
  auto request = get("/ws", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  const std::string frame("\x81\x82\0\0\0\0hi", 8);
  SSL_write(ssl, request.data(), int(request.size()));
  std::string got;
  char space[4096];
  for (int n = 0; got.find("\r\n\r\n") == std::string::npos && (n = SSL_read(ssl, space, sizeof space)) > 0;) got.append(space, std::size_t(n));
  EXPECT_NE(got.find("101"), std::string::npos);
  SSL_write(ssl, frame.data(), int(frame.size()));
  got.clear();
  for (int n = 0; got.size() < 8 && (n = SSL_read(ssl, space, sizeof space)) > 0;) got.append(space, std::size_t(n));
  EXPECT_EQ(got, std::string("\x81\x02hi\x88\x02\x0f\xa0", 8));
  SSL_free(ssl);
  SSL_CTX_free(context);
}

TEST(Listener, AHandshakeThatNeverComesIsCut) {
  Folder folder;
  Options options;
  options.limits.tls_time = milliseconds(20);
  Running running(routes(), options, self_signed(folder, "one"));
  EXPECT_EQ(Client(running.port).rest(), "");
  Client plain(running.port);
  plain.send(get("/"));
  EXPECT_EQ(plain.rest().find("200"), std::string::npos);
}

TEST(Listener, BehindAProxyTheAddressItAddedLastCounts) {
  Folder folder;
  Signal begun;
  Answer held;
  Routes all = routes();
  all.push_back({"GET", "/slow", Match::exact, [&](const Request&, Answer answer) { held = std::move(answer), begun.reached(); }, {}});
  Options options;
  options.limits.per_address = 1;
  auto file = folder.path / "linli.sock";
  Running running(std::move(all), options, UnixSocket{file});
  Client first(file.string()), second(file.string());
  first.send(get("/", "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n"));
  EXPECT_EQ(first.reply().body, "198.51.100.7");
  first.send(get("/slow", "X-Forwarded-For: 198.51.100.7\r\n"));
  ASSERT_TRUE(begun.wait());
  second.send(get("/", "X-Forwarded-For: 198.51.100.7\r\n"));
  EXPECT_EQ(second.reply().status, 429);
  second.send(get("/", "X-Forwarded-For: 198.51.100.8\r\n"));
  EXPECT_EQ(second.reply().status, 200);
  held(text(200, ""));
  EXPECT_EQ(first.reply().status, 200);
}

TEST(Listener, ASocketFileLeftBehindIsTakenOverOneInUseIsNot) {
  Folder folder;
  auto file = folder.path / "linli.sock";
  {
    Loop loop;
    Server left(loop, routes(), {});
    ASSERT_TRUE(left.listen(UnixSocket{file}));
    Server second(loop, routes(), {});
    auto refused = second.listen(UnixSocket{file});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().find("another service"), std::string::npos);
    std::filesystem::rename(file, folder.path / "kept");  // as after a kill: the file stays
  }
  std::filesystem::rename(folder.path / "kept", file);
  Running running(routes(), {}, UnixSocket{file});
  Client client(file.string());
  client.send(get("/"));
  EXPECT_EQ(client.reply().status, 200);
}

}  // namespace http_listener_test
