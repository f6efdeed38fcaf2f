#pragma once
// An adapter's part of the configuration, read key by key. Wrong types, wrong ranges and keys that nobody asked for become errors with file,
// line and column; the adapter goes on reading, so that all errors are told at once. Used at start, on one thread.
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/model/secret.hpp"

namespace linli {

class Settings {
 public:
  virtual ~Settings() = default;
  virtual bool has(std::string_view key) const = 0;
  virtual std::string text(std::string_view key) = 0;                        // must be there, not empty
  virtual std::string text_or(std::string_view key, std::string otherwise) = 0;
  virtual std::vector<std::string> texts(std::string_view key) = 0;          // absent: none
  virtual bool flag(std::string_view key, bool otherwise) = 0;
  virtual std::int64_t count(std::string_view key, std::int64_t least, std::int64_t most, std::optional<std::int64_t> otherwise = {}) = 0;
  virtual std::chrono::seconds span(std::string_view key, std::optional<std::chrono::seconds> otherwise = {}) = 0;  // "90s", "30m", "2h"
  // "file:PATH" (relative to the configuration; readable by its owner alone, else an error) or "credential:NAME" (systemd). Never the
  // secret itself. Absent: null.
  virtual SecretPtr secret(std::string_view key) = 0;
  virtual std::vector<std::unique_ptr<Settings>> tables(std::string_view key) = 0;   // [[key]]
  virtual void error(std::string_view key, std::string reason) = 0;          // what only the adapter can judge
  virtual void done() = 0;                                                   // complains of keys nobody asked for
};

}  // namespace linli
