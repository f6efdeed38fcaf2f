#include "adapters/http/static_files.hpp"

#include <openssl/sha.h>

#include <array>
#include <fstream>
#include <iterator>
#include <map>

namespace linli::http {
namespace {

constexpr std::size_t most_files = 1'000, most_bytes = 32U << 20;

struct Kind {
  const char* ending;
  const char* type;
};
constexpr std::array kinds{Kind{".html", "text/html; charset=utf-8"}, Kind{".js", "text/javascript; charset=utf-8"}, Kind{".css", "text/css; charset=utf-8"},
    Kind{".json", "application/json"}, Kind{".webmanifest", "application/manifest+json"}, Kind{".svg", "image/svg+xml"}, Kind{".png", "image/png"},
    Kind{".ico", "image/x-icon"}, Kind{".webp", "image/webp"}, Kind{".txt", "text/plain; charset=utf-8"}, Kind{".woff2", "font/woff2"}};

const char* type_of(const std::string& name) {
  for (auto& kind : kinds)
    if (name.ends_with(kind.ending)) return kind.type;
  return "application/octet-stream";
}

std::string tag_of(const std::string& content) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), hash.data());
  std::string tag = "\"";
  for (std::size_t i = 0; i < 12; ++i) tag += "0123456789abcdef"[hash[i] >> 4U], tag += "0123456789abcdef"[hash[i] & 15U];
  return tag + "\"";
}

bool accepts_gzip(const Request& request) {
  auto* accept = find(request.headers, "accept-encoding");
  if (!accept) return false;
  auto at = accept->find("gzip");
  return at != std::string::npos && accept->substr(at, 9) != "gzip;q=0" && accept->substr(at, 9) != "gzip;q=0,";
}

struct File {
  std::shared_ptr<const std::string> plain, gzip;
  Headers headers;
  std::string tag;
};

Response respond(const File& file, const Request& request) {
  Response response{.status = 200, .headers = file.headers, .body = {}, .shared = file.plain};
  auto* known = find(request.headers, "if-none-match");
  if (known && known->find(file.tag) != std::string::npos) return response.status = 304, response.shared = nullptr, response;
  if (file.gzip && accepts_gzip(request)) {
    response.shared = file.gzip;
    response.headers.push_back({"Content-Encoding", "gzip"});
  }
  return response;
}

}  // namespace

Headers page_headers() {
  return {{"Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
              "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
              "trusted-types vue default"},
      {"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"}, {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"}};
}

std::expected<Routes, std::string> static_files(const StaticFolder& what) {
  namespace fs = std::filesystem;
  std::error_code failure;
  if (!fs::is_regular_file(what.folder / "index.html", failure))
    return std::unexpected("no index.html in " + what.folder.string() + ": build the pages first");
  std::map<std::string, std::shared_ptr<const std::string>> contents;
  std::size_t bytes = 0;
  for (fs::recursive_directory_iterator it(what.folder, failure), end; !failure && it != end; it.increment(failure)) {
    if (!it->is_regular_file(failure) || it->is_symlink(failure)) continue;
    std::ifstream in(it->path(), std::ios::binary);
    auto content = std::make_shared<std::string>(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    if (!in.is_open() || in.bad()) return std::unexpected("cannot read " + it->path().string());
    bytes += content->size();
    if (bytes > most_bytes || contents.size() == most_files) return std::unexpected("too much in " + what.folder.string() + " for a page");
    contents[it->path().lexically_relative(what.folder).generic_string()] = std::move(content);
  }
  if (failure) return std::unexpected("cannot read " + what.folder.string() + ": " + failure.message());

  Routes routes;
  for (auto& [name, content] : contents) {
    if (name.ends_with(".gz") && contents.contains(name.substr(0, name.size() - 3))) continue;
    File file{.plain = content, .gzip = {}, .headers = page_headers(), .tag = tag_of(*content)};
    if (auto packed = contents.find(name + ".gz"); packed != contents.end()) file.gzip = packed->second;
    bool for_ever = name.starts_with(what.immutable);
    file.headers.push_back({"Content-Type", type_of(name)});
    file.headers.push_back({"Cache-Control", for_ever ? "public, max-age=31536000, immutable" : "no-cache"});
    file.headers.push_back({"ETag", file.tag});
    file.headers.push_back({"Vary", "Accept-Encoding"});
    auto path = what.under + (name == "index.html" ? "" : name);
    routes.push_back({.method = "GET", .path = std::move(path), .match = Match::exact,
        .handler = [file = std::move(file)](const Request& request, const Answer& answer) { answer(respond(file, request)); }, .upgrade = {}});
  }
  return routes;
}

}  // namespace linli::http
