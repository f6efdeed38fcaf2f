#pragma once
// What an adapter has to tell about itself: lines of the log, and alarms that are kept until they are mended. Strangers can bring about warnings as
// fast as they can call: the same one (what and why) is a line at most once a minute, with `more`, how often it was said since its last line.
// Loop's thread only.
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "adapters/loop.hpp"
#include "adapters/ports.hpp"
#include "service/log/log.hpp"

namespace linli {

struct Alarm {
  AccountId account;
  std::string what, why;
  Instant since;                       // by the computer's clock
};

class AccountNotices final : public Notices {
 public:
  AccountNotices(AccountId account, const IoClock& io, Log& log) : account_(account), io_(io), log_(log) {}
  void info(std::string_view what, std::string_view why = {}) override;
  void warning(std::string_view what, std::string_view why = {}) override;
  void alarm(std::string_view what, std::string_view why) override;
  void mended(std::string_view what) override;
  std::vector<Alarm> alarms() const;   // the oldest first

 private:
  struct Warned {
    std::chrono::microseconds at{};    // its last line
    std::int64_t more{};               // times it was said since, without a line
  };
  void tell(Log::Level level, std::string_view what, std::string_view why);
  AccountId account_;
  const IoClock& io_;
  Log& log_;
  std::map<std::string, Alarm, std::less<>> alarms_;
  std::map<std::string, Warned> warned_;
};

}  // namespace linli
