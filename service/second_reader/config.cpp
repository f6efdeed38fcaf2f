// [second_reader] of linli.toml, checked at start.
#include "service/platform/settings.hpp"
#include "service/second_reader/endpoint.hpp"

namespace linli::second_reader {
namespace {

// "host" or "host:port" of an absolute URL, as http::Allowed compares it.
std::string host_of(const std::string& url) {
  auto begin = url.find("://");
  if (begin == url.npos) return {};
  begin += 3;
  return url.substr(begin, std::min(url.find_first_of("/?#", begin), url.size()) - begin);
}

}  // namespace

http::Allowed allowed(const Config& config) { return {{host_of(config.address)}, config.inner, config.inner}; }

Setup told(Setup setup) {
  auto knowledge = std::make_shared<Knowledge>(*setup.knowledge);
  knowledge->second_reader = true;
  setup.knowledge = std::move(knowledge);
  return setup;
}

std::expected<std::optional<Config>, std::vector<ConfigError>> load(const std::filesystem::path& file) {
  std::vector<ConfigError> errors;
  std::optional<Config> out;
  if (auto table = parse_toml(file, errors)) {
    TomlReader top(*table, file.generic_string(), errors);
    if (auto reader = top.table("second_reader")) {
      TomlSettings settings(std::move(*reader), secret_places(file.parent_path()));
      out.emplace();
      out->address = settings.text("address");
      out->inner = settings.flag("inner", false);
      out->model = settings.text("model");
      out->key = settings.secret("key");
      out->limit = std::chrono::milliseconds(settings.count("limit_ms", 200, 4'000, 3'000));
      out->at_once = std::size_t(settings.count("at_once", 1, 16, 2));
      out->daily = std::size_t(settings.count("daily", 1, 100'000, 200));
      if (auto why = out->address.empty() ? std::string() : http::refused(out->address, allowed(*out)); !why.empty())
        settings.error("address", "this cannot be called (" + why + "): https://HOST/v1/chat/completions, or with inner = true an address of the street's own network");
      if (!out->key && !out->inner && errors.empty()) settings.error("key", "an endpoint outside of the street's own network needs a key: \"file:PATH\" or \"credential:NAME\"");
      settings.done();
    }
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return out;
}

}  // namespace linli::second_reader
