#include "adapters/http/head_scan.hpp"

#include <algorithm>
#include <array>

namespace linli::http {
namespace {

constexpr std::size_t most_headers = 100, most_digits = 18;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }
bool is_token(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return is_alpha(c) || is_digit(c) || is_one_of(c, "!#$%&'*+-.^_`|~"); });
}
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }
bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}
std::string_view trim(std::string_view s) {
  while (!s.empty() && is_one_of(s.front(), " \t")) s.remove_prefix(1);
  while (!s.empty() && is_one_of(s.back(), " \t")) s.remove_suffix(1);
  return s;
}

// RFC 3986 path and query, from '/': the only form that a client sends to a server it means. Percent signs carry two digits.
bool is_target(std::string_view s) {
  if (s.empty() || s.front() != '/') return false;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '%') {
      if (i + 2 >= s.size() || !is_hex(s[i + 1]) || !is_hex(s[i + 2])) return false;
    } else if (!is_alpha(s[i]) && !is_digit(s[i]) && !is_one_of(s[i], "-._~!$&'()*+,;=:@/?")) {
      return false;
    }
  }
  return true;
}

// A name or address with an optional port; no user, no list.
bool is_host(std::string_view s) {
  auto end = s.size();
  if (!s.empty() && s.front() == '[') {
    auto close = s.find(']');
    if (close == std::string_view::npos || close < 3) return false;
    if (!std::all_of(s.begin() + 1, s.begin() + std::ptrdiff_t(close), [](char c) { return is_hex(c) || c == ':' || c == '.'; })) return false;
    end = close + 1;
  } else {
    end = std::min(s.find(':'), s.size());
    if (end == 0 || !std::all_of(s.begin(), s.begin() + std::ptrdiff_t(end), [](char c) { return is_alpha(c) || is_digit(c) || is_one_of(c, "-._~"); }))
      return false;
  }
  auto port = s.substr(end);
  return port.empty() || (port.size() >= 2 && port.size() <= 6 && port[0] == ':' && std::all_of(port.begin() + 1, port.end(), is_digit));
}

bool is_value(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); });
}

// Headers of which a second one could be believed by another reader than the first.
constexpr std::array single{"host", "content-length", "transfer-encoding", "content-type", "origin", "authorization", "expect", "upgrade",
    "sec-websocket-key", "sec-websocket-version"};

}  // namespace

HeadScan::Verdict HeadScan::refuse(std::string_view why) {
  why_ = why;
  return Verdict::refused;
}

HeadScan::Verdict HeadScan::look(std::string_view so_far) {
  for (; looked_ < so_far.size(); ++looked_) {
    char c = so_far[looked_];
    if (c == '\n') {
      if (looked_ == 0 || so_far[looked_ - 1] != '\r') return refuse("bare_lf");
      if (looked_ == 1) return refuse("empty_line");
      if (looked_ >= 3 && so_far[looked_ - 2] == '\n') {
        length_ = ++looked_;
        return parse(so_far.substr(0, length_ - 2));
      }
    } else if (looked_ > 0 && so_far[looked_ - 1] == '\r') {
      return refuse("bare_cr");
    } else if (c == '\0') {
      return refuse("nul");
    }
  }
  return Verdict::more;
}

// `head`: lines, each with its CRLF, without the blank line.
HeadScan::Verdict HeadScan::parse(std::string_view head) {
  auto end = head.find("\r\n");
  auto line = head.substr(0, end);
  auto first = line.find(' '), second = line.find(' ', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return refuse("request_line");
  auto method = line.substr(0, first), target = line.substr(first + 1, second - first - 1), version = line.substr(second + 1);
  if (!is_token(method) || method.size() > 16) return refuse("method");
  if (!is_target(target)) return refuse("target");
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return refuse("version");
  head_.method = method, head_.target = target, head_.http_1_0 = version == "HTTP/1.0";

  std::array<int, single.size()> seen{};
  for (head.remove_prefix(end + 2); !head.empty(); head.remove_prefix(end + 2)) {
    end = head.find("\r\n");
    line = head.substr(0, end);
    if (is_one_of(line.front(), " \t")) return refuse("folded");
    auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return refuse("header_name");
    auto name = line.substr(0, colon), value = trim(line.substr(colon + 1));
    if (!is_value(value)) return refuse("header_value");
    if (head_.headers.size() == most_headers) return refuse("too_many_headers");
    for (std::size_t i = 0; i < single.size(); ++i)
      if (same(name, single[i]) && ++seen[i] > 1) return refuse("given_twice");
    head_.headers.push_back({std::string(name), std::string(value)});
  }

  auto* host = find(head_.headers, "host");
  if (!host || !is_host(*host)) return refuse("host");
  auto *coding = find(head_.headers, "transfer-encoding"), *length = find(head_.headers, "content-length");
  if (coding && (length || head_.http_1_0 || !same(*coding, "chunked"))) return refuse("transfer_encoding");
  head_.chunked = coding != nullptr;
  if (length) {
    if (length->empty() || length->size() > most_digits || !std::all_of(length->begin(), length->end(), is_digit)) return refuse("content_length");
    std::uint64_t n = 0;
    for (char c : *length) n = n * 10 + std::uint64_t(c - '0');
    head_.content_length = n;
  }
  if (auto* expect = find(head_.headers, "expect"); expect && !same(*expect, "100-continue")) return refuse("expect");
  return Verdict::complete;
}

}  // namespace linli::http
