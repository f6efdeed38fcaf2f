#include "tests/vectors/vectors.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>

namespace linli::vectors {
namespace {

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += from_hex(text.substr(i + 1, 2));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::filesystem::path folder() {
  auto* named = std::getenv("LINLI_VECTORS");
  return named && *named ? std::filesystem::path(named) : std::filesystem::path(LINLI_SOURCE_DIR) / "tests" / "vectors";
}

std::vector<File> read(const std::filesystem::path& folder) {
  std::vector<File> files;
  for (auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({entry.path().filename().string(), Json::parse(in)});
  }
  std::ranges::sort(files, {}, &File::name);
  return files;
}

std::optional<Request> request_of(const Json& sample) {
  auto it = sample.find("request");
  if (it == sample.end()) return {};
  Request request{.method = text_of(*it, "method"), .target = text_of(*it, "target"), .path = {}, .body = text_of(*it, "body"), .headers = {}, .query = {}};
  if (it->contains("headers")) request.headers = it->at("headers").get<std::map<std::string, std::string>>();
  std::string_view rest = request.target;
  auto mark = std::min(rest.find('?'), rest.size());
  request.path = rest.substr(0, mark);
  rest.remove_prefix(std::min(mark + 1, rest.size()));
  while (!rest.empty()) {
    auto end = std::min(rest.find('&'), rest.size());
    auto pair = rest.substr(0, end);
    auto sign = std::min(pair.find('='), pair.size());
    request.query[percent_decoded(pair.substr(0, sign))] = percent_decoded(pair.substr(std::min(sign + 1, pair.size())));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return request;
}

std::string text_of(const Json& object, const char* name) {
  auto it = object.find(name);
  return it == object.end() || it->is_null() ? std::string() : it->is_string() ? it->get<std::string>() : it->dump();
}

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned byte = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
    out += char(byte);
  }
  return out;
}

}  // namespace linli::vectors
