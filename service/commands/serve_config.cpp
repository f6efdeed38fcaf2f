#include "service/commands/serve_config.hpp"

#include <system_error>

#include "service/knowledge/toml_reader.hpp"

namespace linli {
namespace {

namespace fs = std::filesystem;

// Paths are meant from the folder of the file they stand in.
fs::path path_of(const std::string& text, const fs::path& from) { return text.empty() ? fs::path() : (from / text).lexically_normal(); }

http::Listener listener_of(TomlReader& serve, const fs::path& from) {
  auto socket = serve.text_or("socket"), certificate = serve.text_or("certificate"), key = serve.text_or("key");
  auto address = serve.text_or("address", "127.0.0.1");
  auto port = std::uint16_t(serve.count("port", 1, 65'535, 8080));
  if (!socket.empty()) return http::UnixSocket{path_of(socket, from)};
  if (!certificate.empty() || !key.empty()) {
    if (key.empty()) serve.error(serve.where("certificate"), "a certificate needs its key: add key = \"...\"");
    if (certificate.empty()) serve.error(serve.where("key"), "a key needs its certificate: add certificate = \"...\"");
    return http::Tls{address, port, path_of(certificate, from), path_of(key, from)};
  }
  return http::Tcp{address, port};
}

}  // namespace

std::expected<ServeConfig, std::vector<ConfigError>> load_serve(const fs::path& file) {
  std::vector<ConfigError> errors;
  ServeConfig out;
  auto from = file.parent_path();
  if (auto table = parse_toml(file, errors)) {
    TomlReader top(*table, file.generic_string(), errors);
    if (auto serve = top.table("serve")) {
      out.data = path_of(serve->text("data"), from);
      out.master_key = path_of(serve->text_or("master_key"), from);
      out.make_master_key = serve->flag("make_master_key");
      for (auto& origin : serve->words("origins")) {
        bool whole = origin.text.starts_with("http://") || origin.text.starts_with("https://");
        if (!whole || origin.text.find('/', 8) != std::string::npos)
          serve->error(origin.at, "an origin is written as the page is opened, without a path: https://linli.example");
        out.origins.push_back(origin.text);
      }
      if (out.origins.empty()) serve->error(serve->where("origins"), "origins is missing: the address under which the page is opened");
      out.listener = listener_of(*serve, from);
      if (auto fit = http::check_listener(out.listener); errors.empty() && !fit) serve->error(serve->where(), fit.error());
      serve->done();
    } else {
      top.error({1, 1}, "[serve] is missing: it names the data folder and where to listen (docs/serve.md)");
    }
  }
  if (errors.empty()) return out;
  return std::unexpected(std::move(errors));
}

bool serve_is_named(const fs::path& file) {
  std::vector<ConfigError> errors;
  auto table = parse_toml(file, errors);
  return !table || table->contains("serve");
}

}  // namespace linli
