#include "service/log/json_log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

namespace linli {
namespace {

class JsonLog final : public Log {
 public:
  JsonLog() : out_("linli", std::make_shared<spdlog::sinks::stderr_sink_mt>()) { out_.set_pattern("%v"); }

  void write(Level level, std::string_view what, std::initializer_list<Field> fields) noexcept override {
    try {
      nlohmann::ordered_json line;
      auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
      line["at_ms"] = now.time_since_epoch().count();
      line["level"] = level == Level::info ? "info" : level == Level::warning ? "warning" : "error";
      line["what"] = what;
      for (auto& [name, value] : fields) std::visit([&, &key = name](auto v) { line[std::string(key)] = v; }, value);
      auto text = line.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
      out_.log(level == Level::info ? spdlog::level::info : level == Level::warning ? spdlog::level::warn : spdlog::level::err, "{}", text);
    } catch (...) {  // a log line that cannot be written must not end what it tells of
    }
  }

 private:
  spdlog::logger out_;
};

class NoLog final : public Log {
 public:
  void write(Level, std::string_view, std::initializer_list<Field>) noexcept override {}
};

}  // namespace

std::unique_ptr<Log> json_log() { return std::make_unique<JsonLog>(); }
std::unique_ptr<Log> no_log() { return std::make_unique<NoLog>(); }

}  // namespace linli
