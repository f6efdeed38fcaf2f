#pragma once
// What the service writes down about itself: a word for what happened, and ids. Never names, phones, texts or keys.
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <variant>

namespace linli {

class Log {
 public:
  enum class Level : std::uint8_t { info, warning, error };
  using Field = std::pair<std::string_view, std::variant<std::int64_t, std::string_view>>;
  virtual ~Log() = default;
  // From any thread; does not throw.
  virtual void write(Level level, std::string_view what, std::initializer_list<Field> fields) noexcept = 0;

  void info(std::string_view what, std::initializer_list<Field> fields = {}) noexcept { write(Level::info, what, fields); }
  void warning(std::string_view what, std::initializer_list<Field> fields = {}) noexcept { write(Level::warning, what, fields); }
  void error(std::string_view what, std::initializer_list<Field> fields = {}) noexcept { write(Level::error, what, fields); }
};

}  // namespace linli
