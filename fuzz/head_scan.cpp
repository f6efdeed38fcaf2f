#include "adapters/http/head_scan.hpp"

#include <algorithm>

#include "fuzz/target.hpp"

namespace linli::fuzz {
namespace {

using http::HeadScan;
using Verdict = HeadScan::Verdict;

// Lines that begin with this name in any case, counted without the scan's own helpers.
std::size_t lines_named(std::string_view head, std::string_view name) {
  std::size_t count = 0;
  for (auto at = head.find('\n'); at != head.npos; at = head.find('\n', at + 1)) {
    auto line = head.substr(at + 1, name.size());
    count += std::ranges::equal(line, name, [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a + 32 == b); });
  }
  return count;
}

void accepted(const HeadScan& scan, std::string_view bytes) {
  hold(scan.length() >= 4 && scan.length() <= bytes.size(), "a head ends inside what came");
  auto raw = bytes.substr(0, scan.length());
  auto& head = scan.head();
  hold(raw.ends_with("\r\n\r\n") && raw.find("\r\n\r\n") == raw.size() - 4, "a head ends at its first blank line");
  hold(raw.find('\0') == raw.npos, "no zero byte in a head");
  hold(std::ranges::count(raw, '\r') == std::ranges::count(raw, '\n'), "line ends are CRLF");
  hold(lines_named(raw, "host:") == 1, "exactly one Host");
  hold(lines_named(raw, "content-length:") <= 1 && lines_named(raw, "transfer-encoding:") <= 1, "one length or one coding");
  hold(lines_named(raw, "transfer-encoding:") == 0 || (head.chunked && !head.content_length && !head.http_1_0), "chunked, or a length");
  hold(lines_named(raw, "content-length:") == (head.content_length ? 1U : 0U), "a length that was sent is known");
  hold(std::ptrdiff_t(head.headers.size()) == std::ranges::count(raw, '\n') - 2, "each line is a header");
  hold(head.target.starts_with('/'), "targets begin with a stroke");
  for (auto& h : head.headers) hold(!h.name.empty() && h.value.find_first_of("\r\n") == std::string::npos, "headers are one line each");
}

}  // namespace

void head_scan(std::string_view bytes) {
  HeadScan whole;
  auto verdict = whole.look(bytes);
  if (verdict == Verdict::complete) accepted(whole, bytes);
  if (verdict == Verdict::refused) hold(!whole.why().empty(), "a refusal has a word");

  HeadScan pieces;  // as a slow client sends them
  auto in_pieces = Verdict::more;
  for (std::size_t n = 0; in_pieces == Verdict::more && n < bytes.size();) {
    n = std::min(bytes.size(), n + 1 + n % 5);
    in_pieces = pieces.look(bytes.substr(0, n));
  }
  hold(in_pieces == verdict && pieces.why() == whole.why() && pieces.length() == whole.length(), "how the bytes come does not matter");
}

}  // namespace linli::fuzz
