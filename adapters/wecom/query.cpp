#include "adapters/wecom/query.hpp"

#include <algorithm>

namespace linli::wecom {
namespace {

constexpr std::size_t most_parameters = 32;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return {};
    int high = digit(text[i + 1]), low = digit(text[i + 2]);
    if (high < 0 || low < 0) return {};
    result += char(high * 16 + low);
    i += 2;
  }
  return result;
}

}  // namespace

std::optional<Query> read_query(std::string_view query) {
  Query result;
  while (!query.empty()) {
    auto end = std::min(query.find('&'), query.size());
    auto one = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (one.empty()) continue;
    auto equals = std::min(one.find('='), one.size());
    auto name = decoded(one.substr(0, equals)), value = decoded(one.substr(std::min(equals + 1, one.size())));
    if (!name || !value || result.size() == most_parameters) return {};
    result.emplace_back(std::move(*name), std::move(*value));
  }
  return result;
}

std::optional<std::string> only(const Query& query, std::initializer_list<std::string_view> names) {
  std::optional<std::string> found;
  for (auto& [name, value] : query) {
    if (std::find(names.begin(), names.end(), name) == names.end()) continue;
    if (found) return {};
    found = value;
  }
  return found;
}

}  // namespace linli::wecom
