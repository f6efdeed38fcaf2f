#include "service/platform/notices.hpp"

#include <algorithm>

namespace linli {
namespace {
using namespace std::chrono_literals;
constexpr auto between_warnings = 1min;
constexpr std::size_t most_warned = 256;  // then the one that has been silent longest is forgotten
constexpr std::size_t most_alarms = 64;   // words of the program: more than it has means that something else got in
}

void AccountNotices::tell(Log::Level level, std::string_view what, std::string_view why) {
  if (why.empty()) log_.write(level, what, {{"account", account_.value}});
  else log_.write(level, what, {{"account", account_.value}, {"why", why}});
}

void AccountNotices::info(std::string_view what, std::string_view why) { tell(Log::Level::info, what, why); }

void AccountNotices::warning(std::string_view what, std::string_view why) {
  auto now = io_.steady();
  std::string key = std::string(what) + " " + std::string(why);
  auto known = warned_.find(key);
  if (known == warned_.end()) {
    if (warned_.size() == most_warned) warned_.erase(std::ranges::min_element(warned_, {}, [](auto& one) { return one.second.at; }));
    warned_.emplace(std::move(key), Warned{now, 0});
    return tell(Log::Level::warning, what, why);
  }
  auto& warned = known->second;
  if (now - warned.at < between_warnings) return void(++warned.more);
  if (warned.more == 0) tell(Log::Level::warning, what, why);
  else log_.warning(what, {{"account", account_.value}, {"why", why}, {"more", warned.more}});
  warned = {now, 0};
}

void AccountNotices::alarm(std::string_view what, std::string_view why) {
  auto known = alarms_.find(what);
  if (known != alarms_.end() && known->second.why == why) return;   // told already
  tell(Log::Level::error, what, why);
  if (known != alarms_.end()) known->second.why = why;
  else if (alarms_.size() < most_alarms) alarms_.emplace(what, Alarm{account_, std::string(what), std::string(why), io_.wall()});
}

void AccountNotices::mended(std::string_view what) {
  auto known = alarms_.find(what);
  if (known == alarms_.end()) return;
  alarms_.erase(known);
  tell(Log::Level::info, "mended", what);
}

std::vector<Alarm> AccountNotices::alarms() const {
  std::vector<Alarm> out;
  for (auto& [what, alarm] : alarms_) out.push_back(alarm);
  std::ranges::sort(out, [](auto& a, auto& b) { return std::pair(a.since, a.what) < std::pair(b.since, b.what); });
  return out;
}

}  // namespace linli
