// What may be called: a list of names, read byte by byte, and the addresses behind them.
#include "adapters/http/outgoing.hpp"

#include <gtest/gtest.h>

#include "tests/adapters/raw_server.hpp"

namespace outgoing_test {

using namespace linli::http;
using namespace adapters_test;

const Allowed wecom{.hosts = {"qyapi.example", "mirror.example:8443"}};
const Allowed anything_inner{.hosts = {"127.0.0.1", "127.0.0.1:80", "[::1]", "localhost", "2130706433", "0x7f.1", "127.1"}, .plain = true, .inner = true};

TEST(Outgoing, WhatIsOnTheListIsReadAsItIsSent) {
  auto target = read_target("https://qyapi.example/cgi-bin/send?key=a%20b&x=/?", wecom);
  ASSERT_TRUE(target);
  EXPECT_TRUE(target->secure);
  EXPECT_FALSE(target->socket);
  EXPECT_EQ(target->host, "qyapi.example");
  EXPECT_EQ(target->authority, "qyapi.example");
  EXPECT_EQ(target->port, 443);
  EXPECT_EQ(target->resource, "/cgi-bin/send?key=a%20b&x=/?");
  EXPECT_EQ(read_target("https://qyapi.example", wecom)->resource, "/");
  EXPECT_EQ(read_target("https://qyapi.example?a=1", wecom)->resource, "/?a=1");
  EXPECT_EQ(read_target("https://qyapi.example:443/", wecom)->authority, "qyapi.example");
  EXPECT_EQ(read_target("wss://mirror.example:8443/", wecom)->authority, "mirror.example:8443");
  EXPECT_EQ(read_target("http://[::1]/", anything_inner)->host, "::1");
  EXPECT_EQ(read_target("http://127.0.0.1/", anything_inner)->authority, "127.0.0.1");
}

TEST(Outgoing, OtherSpellingsAreRefusedWithAWord) {
  struct Case {
    const char *url, *why;
  };
  const Case cases[] = {
      {"http://qyapi.example/", "scheme"}, {"ws://qyapi.example/", "scheme"}, {"HTTPS://qyapi.example/", "scheme"}, {"ftp://qyapi.example/", "scheme"},
      {"file:///etc/passwd", "scheme"}, {"https:qyapi.example", "url"}, {"//qyapi.example/", "url"}, {"/cgi-bin", "url"}, {"", "url"},
      {"https://", "host"}, {"https:///", "host"}, {"https://other.example/", "host"}, {"https://qyapi.example.evil.example/", "host"},
      {"https://a.qyapi.example/", "host"}, {"https://qyapi.example./", "host"}, {"https://QYAPI.example/", "host"}, {"https://qyapi%2eexample/", "host"},
      {"https://qyapi.example:8443/", "host"}, {"https://mirror.example/", "host"}, {"https://qyapi.example:0443/", "port"},
      {"https://qyapi.example:/", "port"}, {"https://qyapi.example:0/", "port"}, {"https://qyapi.example:65979/", "port"},
      {"https://qyapi.example:4x3/", "host"}, {"https://me@qyapi.example/", "userinfo"}, {"https://qyapi.example@other.example/", "userinfo"},
      {"https://:@qyapi.example/", "userinfo"}, {"https://qyapi.example/#top", "fragment"}, {"https://qyapi.example#@other.example/", "fragment"},
      {"https://qyapi.example\\@other.example/", "url"}, {"https://qyapi.example/a b", "url"}, {"https://qyapi.example/a\r\nHost: b", "url"},
      {"https://qyapi.example/\n", "url"}, {"https://qyapi.example/\x01", "url"}, {"https://qyapi.example/\xe5\xb0\xbe", "url"}, {"https://qyapi.example/%zz", "url"},
      {" https://qyapi.example/", "url"}, {"https://qyapi.example\t/", "url"}, {"https://ｑyapi.example/", "url"}, {"https://qyapi。example/", "url"},
  };
  for (auto& one : cases) EXPECT_EQ(refused(one.url, wecom), one.why) << one.url;
  EXPECT_EQ(refused("https://qyapi.example/" + std::string(9'000, 'x'), wecom), "url");
  EXPECT_EQ(refused(std::string("https://qyapi.example/\0x", 24), wecom), "url");
}

// All of these mean this machine to some resolver. None of them is a name, whatever the list says; as a number only the plain spelling is read, and
// only where inner addresses are allowed.
TEST(Outgoing, ANumberIsNoNameHoweverItIsSpelled) {
  const std::string spellings[] = {"127.0.0.1", "127.1", "127.0.1", "127", "0", "0.0.0.0", "2130706433", "0x7f000001", "0X7F000001", "0x7f.0.0.1",
      "0x7f.1", "0177.0.0.1", "017700000001", "0177.1", "00000177.0.0.1", "127.000.000.001", "127.0.0.1.", "127.0.0.01", "127.0.0.0x1", "[::1]",
      "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::]", "[fe80::1%25lo]",
      "[::1%25lo]", "[v1.a]", "127.0.0.1%00", "%31%32%37.0.0.1", "127%2e0.0.1", "１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1", "localhost.", "LOCALHOST",
      "loc%61lhost", "-localhost", "a..b", ".localhost", "a_b", "256.256.256.256", "1.2.3.4.5", "10.0.0.1", "169.254.169.254", "4294967297"};
  for (auto& host : spellings) {
    EXPECT_NE(refused("https://" + host + "/", {.hosts = {host}}), "") << host;
    if (host == "127.0.0.1" || host == "[::1]" || host == "0.0.0.0" || host == "[::]" || host == "10.0.0.1" || host == "169.254.169.254") continue;
    auto inner = read_target("http://" + host + "/", {.hosts = {host}, .plain = true, .inner = true});
    if (inner) {
      EXPECT_TRUE(inner->numeric && host.front() == '[') << host;  // another address, but spelled as its printer does
    }
  }
}

TEST(Outgoing, OnlyThePublicNetworkMayBeConnectedTo) {
  for (auto* address : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "169.253.255.255",
           "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "223.255.255.255", "2400:3200::1", "2606:4700::1111",
           "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"})
    EXPECT_TRUE(may_connect(address, false)) << address;
  for (auto* address : {"10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254",
           "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
           "::1", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fdff::1", "100::1", "2001::1", "2001:db8::1", "3fff::1", "64:ff9b:1::a00:1", "5f00::1",
           "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:192.168.1.1", "::127.0.0.1", "::10.1.2.3", "64:ff9b::7f00:1", "64:ff9b::a00:1",
           "2002:7f00:1::", "2002:c0a8:101::1"}) {
    EXPECT_FALSE(may_connect(address, false)) << address;
    EXPECT_TRUE(may_connect(address, true)) << address;
  }
  for (auto* address : {"0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "ff02::1", "ff0e::1", "::ffff:0.0.0.0",
           "::ffff:224.0.0.1", "2002:e000:1::", "64:ff9b::0", "", "localhost", "127.1", "1.1.1.1 "})
    for (bool inner : {false, true}) EXPECT_FALSE(may_connect(address, inner)) << address;
}

TEST(Outgoing, ACallBringsNoHeadersThatFrameIt) {
  Call call;
  call.headers = {{"Content-Type", "application/json"}, {"X-Note", "tab\tand \xe5\xb0\xbe"}};
  EXPECT_EQ(unfit(call), "");
  for (auto* name : {"Host", "content-length", "Transfer-Encoding", "Connection", "Accept-Encoding", "EXPECT", "Upgrade", "TE", "", "a b", "a:", "a\r\n", "尾"}) {
    call.headers = {{name, "x"}};
    EXPECT_EQ(unfit(call), "header") << name;
  }
  for (std::string value : {"a\r\nHost: b", "a\nb", "a\rb", "\x7f", "\x01"}) {
    call.headers = {{"X", value}};
    EXPECT_EQ(unfit(call), "header");
  }
  call.headers = {{"X", std::string("\0", 1)}};
  EXPECT_EQ(unfit(call), "header");
  call.headers = {{"X", std::string(20'000, 'x')}};
  EXPECT_EQ(unfit(call), "header");
  call.headers.clear();
  for (auto* method : {"get", "CONNECT", "TRACE", "OPTIONS", "GET / HTTP/1.1\r\nX:", ""}) {
    call.method = method;
    EXPECT_EQ(unfit(call), "method") << method;
  }
}

}  // namespace outgoing_test
