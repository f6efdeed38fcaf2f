// Whom we speak to over TLS: certificates, names, versions, and an end that was not meant.
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "adapters/http/link.hpp"
#include "tests/adapters/certificates.hpp"
#include "tests/adapters/raw_server.hpp"

namespace client_tls_test {

using namespace linli::http;
using namespace adapters_test;
using std::chrono::milliseconds;

Routes routes() {
  return {{"GET", "/", Match::exact, [](const Request& r, const Answer& answer) { answer(text(200, *find(r.headers, "host"))); }, {}}};
}
Resolve everything_is_here() {
  return [](const std::string&, const Found& found) -> std::shared_ptr<void> {
    found({"127.0.0.1"});
    return {};
  };
}
Allowed allowed(const std::string& host, std::uint16_t port, std::string authority) {
  return {.hosts = {host + ":" + std::to_string(port)}, .inner = true, .authority = std::move(authority)};
}
// What comes of calling `host`, which is served with `tls`, when `authority` is trusted besides the machine's store.
std::string outcome(const Tls& tls, const std::string& host, const std::string& authority) {
  Running running(routes(), {}, tls);
  Calling calling(allowed(host, running.port, authority), {}, everything_is_here());
  return calling.get("https://" + host + ":" + std::to_string(running.port) + "/").substr(0, 8 + 13);
}

TEST(HttpTls, OnlyACertificateForThisNameByATrustedAuthorityAtThisTimeIsTaken) {
  Folder folder;
  Authority ours(folder), other(folder, "other");
  auto good = ours.sign("good", {.names = {"DNS:bot.example"}});
  EXPECT_TRUE(outcome(good, "bot.example", ours.file()).starts_with("200 bot.example"));
  const std::string refused = "not_sent certificate";
  EXPECT_EQ(outcome(good, "not.example", ours.file()), refused) << "another name";
  EXPECT_EQ(outcome(good, "a.bot.example", ours.file()), refused) << "a name below it";
  EXPECT_EQ(outcome(good, "bot.example", other.file()), refused) << "another authority";
  EXPECT_EQ(outcome(good, "bot.example", ""), refused) << "unknown to this machine";
  EXPECT_EQ(outcome(good, "bot.example", folder.path / "none.pem"), refused) << "an authority that cannot be read";
  EXPECT_EQ(outcome(ours.sign("late", {.names = {"DNS:bot.example"}, .from = -7'200, .until = -3'600}), "bot.example", ours.file()), refused) << "expired";
  EXPECT_EQ(outcome(ours.sign("early", {.names = {"DNS:bot.example"}, .from = 3'600, .until = 7'200}), "bot.example", ours.file()), refused) << "not yet";
  EXPECT_EQ(outcome(self_signed(folder, "self", {.names = {"DNS:bot.example"}}), "bot.example", ours.file()), refused) << "signed by itself";
  EXPECT_EQ(outcome(ours.sign("common", {.subject = "bot.example"}), "bot.example", ours.file()), refused) << "the name only where nobody looks";
  EXPECT_EQ(outcome(ours.sign("part", {.names = {"DNS:b*.street.example"}}), "bot.street.example", ours.file()), refused) << "a name in part";
  auto wild = ours.sign("wild", {.names = {"DNS:*.street.example"}});
  EXPECT_TRUE(outcome(wild, "bot.street.example", ours.file()).starts_with("200 "));
  EXPECT_EQ(outcome(wild, "street.example", ours.file()), refused);
  EXPECT_EQ(outcome(wild, "a.bot.street.example", ours.file()), refused);
  auto number = ours.sign("number", {.names = {"IP:127.0.0.1"}});
  EXPECT_TRUE(outcome(number, "127.0.0.1", ours.file()).starts_with("200 "));
  EXPECT_EQ(outcome(good, "127.0.0.1", ours.file()), refused);
}

TEST(HttpTls, AConnectionIsKeptForTheNextCall) {
  Folder folder;
  Authority ours(folder);
  Running running(routes(), {}, ours.sign("good", {.names = {"DNS:bot.example"}}));
  Calling calling(allowed("bot.example", running.port, ours.file()), {}, everything_is_here());
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(calling.get("https://bot.example:" + std::to_string(running.port) + "/").starts_with("200 "));
  running.there([&] { EXPECT_EQ(running.server->connections(), 1U); });
}

class Echo final : public SocketEvents {
 public:
  void opened(Socket& socket) override { socket_ = &socket; }
  void text(std::string frame) override { socket_->send(std::move(frame)); }
  void closed() override {}

 private:
  Socket* socket_{};
};
struct Heard final : LinkEvents {
  Link* link{};
  std::string said;
  std::promise<void> done;
  void opened() override { link->send("你好"); }
  void text(std::string frame) override { said += frame, link->close(); }
  void closed(std::string_view why) override { said += " " + std::string(why), done.set_value(); }
};

TEST(HttpTls, ALinkIsHeldToTheSame) {
  Folder folder;
  Authority ours(folder), other(folder, "other");
  Routes echo{{"GET", "/ws", Match::exact, {}, [](const Request&, const Admit& admit) { admit(std::make_unique<Echo>()); }}};
  Running running(std::move(echo), {}, ours.sign("good", {.names = {"DNS:bot.example"}}));
  auto said = [&](const std::string& host, const std::string& authority) {
    Going going;
    Heard heard;
    std::unique_ptr<Links> links;
    std::unique_ptr<Link> link;
    going.there([&] {
      links = make_links(going.loop, allowed(host, running.port, authority), everything_is_here());
      link = links->open("wss://" + host + ":" + std::to_string(running.port) + "/ws", heard);
      heard.link = link.get();
    });
    heard.done.get_future().wait();
    going.there([&] { link.reset(), links.reset(); });
    return heard.said;
  };
  EXPECT_EQ(said("bot.example", ours.file()), "你好 ended");
  EXPECT_EQ(said("not.example", ours.file()), " certificate");
  EXPECT_EQ(said("bot.example", other.file()), " certificate");
}

// ---- a TLS server by hand

class Session {
 public:
  Session(Client& peer, const Tls& tls, int most = TLS1_3_VERSION) : context_(SSL_CTX_new(TLS_server_method())) {
    SSL_CTX_set_security_level(context_, 0);
    SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_, most);
    SSL_CTX_use_certificate_file(context_, tls.certificate.c_str(), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(context_, tls.key.c_str(), SSL_FILETYPE_PEM);
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, peer.descriptor());
    shaken = SSL_accept(ssl_) == 1;
    if (auto* asked = SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name)) name = asked;
  }
  ~Session() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  std::string request() {
    std::string all;
    char space[4096];
    while (all.find("\r\n\r\n") == std::string::npos) {
      int got = SSL_read(ssl_, space, sizeof space);
      if (got <= 0) return {};
      all.append(space, std::size_t(got));
    }
    return all;
  }
  void send(const std::string& text) { SSL_write(ssl_, text.data(), int(text.size())); }
  void say_goodbye() { SSL_shutdown(ssl_); }
  bool shaken{};
  std::string name;

 private:
  SSL_CTX* context_;
  SSL* ssl_;
};

struct Served {
  Folder folder;
  Authority ours{folder};
  Tls tls = ours.sign("good", {.names = {"DNS:bot.example"}});
  RawServer server;
  Calling calling;
  explicit Served(std::function<void(Client&, const Tls&)> script, CallerLimits limits = {})
      : server([this, script = std::move(script)](Client& peer) { script(peer, tls); }),
        calling(allowed("bot.example", server.port, ours.file()), limits, everything_is_here()) {}
  std::string get() { return calling.get(server.url("/", "bot.example", "https")); }
};

TEST(HttpTls, TheNameIsSaidAndOldVersionsAreNotSpoken) {
  std::string name;
  Served modern([&](Client& peer, const Tls& tls) {
    Session session(peer, tls, TLS1_2_VERSION);
    name = session.name, session.request(), session.send(answer_200("x"));
  });
  EXPECT_EQ(modern.get(), "200 x");
  EXPECT_EQ(name, "bot.example");
  Served old([](Client& peer, const Tls& tls) { Session session(peer, tls, TLS1_1_VERSION); });
  EXPECT_EQ(old.get(), "not_sent tls");
}

TEST(HttpTls, WhoDoesNotShakeHandsIsNotSpokenTo) {
  Served silent([](Client& peer, const Tls&) { peer.rest(); }, {.tls = milliseconds(50)});
  EXPECT_EQ(silent.get(), "not_sent tls");
  Served plain([](Client& peer, const Tls&) { peer.send(answer_200("x")), peer.rest(); });
  EXPECT_EQ(plain.get(), "not_sent tls");
  Served gone([](Client&, const Tls&) {});
  EXPECT_EQ(gone.get(), "not_sent tls");
}

TEST(HttpTls, TheLimitOfShakingHandsEndsWithIt) {
  Served served([](Client& peer, const Tls& tls) { Session session(peer, tls); session.request(), peer.rest(); }, {.tls = milliseconds(500)});
  Call call;
  call.url = served.server.url("/", "bot.example", "https"), call.limit = milliseconds(800);
  EXPECT_EQ(in_words(served.calling.call(std::move(call))), "no_answer timeout");
}

TEST(HttpTls, ABodyUntilTheEndNeedsAnEndThatWasMeant) {
  for (bool meant : {true, false}) {
    Served served([&](Client& peer, const Tls& tls) {
      Session session(peer, tls);
      session.request(), session.send("HTTP/1.1 200 OK\r\n\r\nhalf of it");
      if (meant) session.say_goodbye();
      peer.stop_sending(), peer.rest();
    });
    EXPECT_EQ(served.get(), meant ? "200 half of it" : "no_answer cut");
  }
}

TEST(HttpTls, AConnectionThatSaidGoodbyeWhileItRestedIsNotUsed) {
  Served served([&](Client& peer, const Tls& tls) {
    Session session(peer, tls);
    session.request(), session.send(answer_200("once")), session.say_goodbye(), peer.stop_sending(), peer.rest();
  });
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(served.get(), "200 once");
    EXPECT_TRUE(served.server.end_has_come());
  }
  EXPECT_EQ(served.server.connections(), 3);
}

TEST(HttpTls, ARequestThatDiesUnderwayIsUnknownAndWhatLeftInPartToo) {
  Served served([&](Client& peer, const Tls& tls) {
    Session session(peer, tls);
    session.request(), peer.reset();
  });
  EXPECT_EQ(served.get(), "no_answer cut");
  Call call;
  call.method = "POST", call.url = served.server.url("/", "bot.example", "https"), call.body.assign(std::size_t(8) << 20U, 'x');
  EXPECT_EQ(in_words(served.calling.call(std::move(call))), "no_answer cut");
}

}  // namespace client_tls_test
