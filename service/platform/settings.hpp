#pragma once
// A file of config/accounts or config/platforms as an adapter reads it (adapters/settings.hpp), with every error's file, line and column.
#include <expected>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "adapters/settings.hpp"
#include "service/knowledge/toml_reader.hpp"

namespace linli {

// Where secrets may lie: "file:PATH" counts from `config`, "credential:NAME" lies in `credentials` (systemd's $CREDENTIALS_DIRECTORY; empty:
// there are none).
struct SecretPlaces {
  std::filesystem::path config, credentials;
};
SecretPlaces secret_places(const std::filesystem::path& config);

// `[key]` written once and `[[key]]` are both read as tables. The reader's table and the list of errors outlive it.
class TomlSettings final : public Settings {
 public:
  TomlSettings(TomlReader reader, SecretPlaces places) : reader_(std::move(reader)), places_(std::move(places)) {}

  bool has(std::string_view key) const override { return reader_.has(key); }
  std::string text(std::string_view key) override { return reader_.text(key); }
  std::string text_or(std::string_view key, std::string otherwise) override { return reader_.text_or(key, std::move(otherwise)); }
  std::vector<std::string> texts(std::string_view key) override;
  bool flag(std::string_view key, bool otherwise) override { return reader_.flag(key, otherwise); }
  std::int64_t count(std::string_view key, std::int64_t least, std::int64_t most, std::optional<std::int64_t> otherwise) override {
    return reader_.count(key, least, most, otherwise);
  }
  std::chrono::seconds span(std::string_view key, std::optional<std::chrono::seconds> otherwise) override { return reader_.span(key, otherwise); }
  SecretPtr secret(std::string_view key) override;
  std::vector<std::unique_ptr<Settings>> tables(std::string_view key) override;
  void error(std::string_view key, std::string reason) override { reader_.error(reader_.where(key), std::move(reason)); }
  void done() override { reader_.done(); }

  TomlReader& reader() { return reader_; }

 private:
  TomlReader reader_;
  SecretPlaces places_;
};

// The secret in a file: a regular one of at most 4,096 bytes, readable by its owner alone (0400 or 0600), its owner this user or root; a line end
// at its end does not belong to it. Else one sentence that repeats neither the content nor the path. `sealed_off`: the folder itself is
// private (systemd's), so that the file's own mode says nothing.
std::expected<SecretPtr, std::string> read_secret(const std::filesystem::path& file, bool sealed_off = false);

}  // namespace linli
