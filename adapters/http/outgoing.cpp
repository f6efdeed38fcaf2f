#include "adapters/http/outgoing.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace linli::http {
namespace {

namespace ip = boost::asio::ip;
constexpr std::size_t most_url = 8 * 1024;
constexpr std::size_t most_headers = 16 * 1024;

bool lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

// Lower-case labels; the last one begins with a letter, so that no spelling of a number (127.1, 0x7f000001, 2130706433) is a name.
bool is_name(std::string_view host) {
  if (host.empty() || host.size() > 253) return false;
  for (;;) {
    auto label = host.substr(0, host.find('.'));
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (!std::ranges::all_of(label, [](char c) { return lower_or_digit(c) || c == '-'; })) return false;
    if (label.size() == host.size()) return !digit(label.front());
    host.remove_prefix(label.size() + 1);
  }
}

// The one spelling of an address that its own printer writes.
bool is_address(const std::string& host) {
  boost::system::error_code failure;
  auto address = ip::make_address(host, failure);
  return !failure && address.to_string() == host;
}

struct Range4 {
  std::uint32_t base;
  int bits;
  bool never;  // with `inner` too
};
constexpr std::array<Range4, 15> special4{{
    {0x00000000, 8, true},    // "this" network
    {0x0A000000, 8, false},   // private
    {0x64400000, 10, false},  // shared (carrier's NAT)
    {0x7F000000, 8, false},   // loopback
    {0xA9FE0000, 16, false},  // link-local
    {0xAC100000, 12, false},  // private
    {0xC0000000, 24, false},  // IETF protocols
    {0xC0000200, 24, false},  // documentation
    {0xC0586300, 24, false},  // 6to4 relays
    {0xC0A80000, 16, false},  // private
    {0xC6120000, 15, false},  // benchmarks
    {0xC6336400, 24, false},  // documentation
    {0xCB007100, 24, false},  // documentation
    {0xE0000000, 4, true},    // multicast
    {0xF0000000, 4, true},    // reserved, broadcast
}};
bool may_connect(const ip::address_v4& address, bool inner) {
  auto number = address.to_uint();
  return std::ranges::none_of(special4, [&](auto& r) { return (number >> unsigned(32 - r.bits)) == (r.base >> unsigned(32 - r.bits)) && (r.never || !inner); });
}

using Bytes = ip::address_v6::bytes_type;
bool starts(const Bytes& bytes, std::initializer_list<unsigned char> with) { return std::equal(with.begin(), with.end(), bytes.begin()); }
ip::address_v4 wrapped(const Bytes& bytes, std::size_t at) { return ip::address_v4({bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]}); }

bool may_connect(const ip::address_v6& address, bool inner) {
  if (address.is_unspecified() || address.is_multicast()) return false;
  if (address.is_loopback()) return inner;
  auto bytes = address.to_bytes();
  bool mapped = address.is_v4_mapped(), compatible = starts(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  if (mapped || compatible || starts(bytes, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) return may_connect(wrapped(bytes, 12), inner);
  if (starts(bytes, {0x20, 0x02})) return may_connect(wrapped(bytes, 2), inner);
  bool global = (bytes[0] & 0xE0U) == 0x20;                                             // 2000::/3
  bool documents = starts(bytes, {0x20, 0x01, 0x0d, 0xb8}) || starts(bytes, {0x3f, 0xff, 0x00});
  bool protocols = starts(bytes, {0x20, 0x01}) && bytes[2] < 2;                         // 2001::/23: Teredo and others
  return inner || (global && !documents && !protocols);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return lower_or_digit(c) || (c >= 'A' && c <= 'Z') || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

}  // namespace

std::expected<Target, std::string_view> read_target(const std::string& url, const Allowed& allowed) {
  if (url.size() > most_url) return std::unexpected("url");
  auto parsed = boost::urls::parse_uri(url);
  if (parsed.has_error()) return std::unexpected("url");
  auto scheme = std::string_view(parsed->scheme().data(), parsed->scheme().size());
  Target target;
  target.secure = scheme == "https" || scheme == "wss", target.socket = scheme == "wss" || scheme == "ws";
  if (!target.secure && !(allowed.plain && (scheme == "http" || scheme == "ws"))) return std::unexpected("scheme");
  if (!parsed->has_authority()) return std::unexpected("url");
  if (parsed->has_userinfo()) return std::unexpected("userinfo");
  if (parsed->has_fragment()) return std::unexpected("fragment");

  std::uint16_t usual = target.secure ? 443 : 80;
  target.port = parsed->has_port() ? parsed->port_number() : usual;
  std::string port = std::to_string(target.port);
  if (parsed->has_port() && (target.port == 0 || port != std::string_view(parsed->port().data(), parsed->port().size())))
    return std::unexpected("port");

  std::string host(parsed->encoded_host().data(), parsed->encoded_host().size());
  auto listed = [&](const std::string& entry) { return entry == host + ":" + port || (entry == host && target.port == usual); };
  if (std::ranges::none_of(allowed.hosts, listed)) return std::unexpected("host");
  bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  target.host = bracketed ? host.substr(1, host.size() - 2) : host;
  target.numeric = allowed.inner && is_address(target.host);
  if (!target.numeric && (bracketed || !is_name(target.host))) return std::unexpected("host");

  target.authority = target.port == usual ? host : host + ":" + port;
  auto resource = parsed->encoded_target();
  target.resource.assign(resource.data(), resource.size());
  std::string written = std::string(scheme) + "://" + host + (parsed->has_port() ? ":" + port : "") + target.resource;
  if (written != url) return std::unexpected("url");  // nothing that the parser saw otherwise than it stands there
  if (!target.resource.starts_with('/')) target.resource.insert(0, "/");
  return target;
}

std::string refused(const std::string& url, const Allowed& allowed) {
  auto target = read_target(url, allowed);
  return target ? std::string() : std::string(target.error());
}

bool may_connect(std::string_view address, bool inner) {
  boost::system::error_code failure;
  auto read = ip::make_address(std::string(address), failure);
  if (failure) return false;
  return read.is_v4() ? may_connect(read.to_v4(), inner) : may_connect(read.to_v6(), inner);
}

std::string_view unfit(const Call& call) {
  constexpr std::array<std::string_view, 6> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
  constexpr std::array<std::string_view, 10> ours{"host", "content-length", "transfer-encoding", "connection", "keep-alive", "accept-encoding", "expect",
      "te", "trailer", "upgrade"};
  if (std::ranges::find(methods, call.method) == methods.end()) return "method";
  std::size_t size = 0;
  for (auto& h : call.headers) {
    size += h.name.size() + h.value.size();
    bool controls = std::ranges::any_of(h.value, [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
    if (controls || !is_token(h.name) || size > most_headers) return "header";
    if (std::ranges::any_of(ours, [&](auto name) { return boost::beast::iequals(h.name, name); })) return "header";
  }
  return {};
}

}  // namespace linli::http
