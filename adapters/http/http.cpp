#include "adapters/http/http.hpp"

#include <algorithm>

namespace linli::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }
bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}
Response of_type(int status, const char* type, std::string body) {
  return {.status = status, .headers = {{"Content-Type", type}, {"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-store"}},
      .body = std::move(body), .shared = {}};
}

}  // namespace

const std::string* find(const Headers& headers, std::string_view name) {
  auto it = std::find_if(headers.begin(), headers.end(), [&](auto& h) { return same(h.name, name); });
  return it == headers.end() ? nullptr : &it->value;
}

std::string cookie(const Headers& headers, std::string_view name) {
  for (auto& h : headers) {
    if (!same(h.name, "cookie")) continue;
    for (std::string_view rest = h.value; !rest.empty();) {
      auto end = std::min(rest.find(';'), rest.size());
      auto one = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
      auto equals = one.find('=');
      if (equals != std::string_view::npos && one.substr(0, equals) == name) return std::string(one.substr(equals + 1));
    }
  }
  return {};
}

Response text(int status, std::string body) { return of_type(status, "text/plain; charset=utf-8", std::move(body)); }
Response json(int status, std::string body) { return of_type(status, "application/json", std::move(body)); }

}  // namespace linli::http
