#include "service/platform/notices.hpp"

#include <algorithm>

namespace linli {
namespace {
constexpr std::size_t most_alarms = 64;   // words of the program: more than it has means that something else got in
}

void AccountNotices::tell(Log::Level level, std::string_view what, std::string_view why) {
  if (why.empty()) log_.write(level, what, {{"account", account_.value}});
  else log_.write(level, what, {{"account", account_.value}, {"why", why}});
}

void AccountNotices::info(std::string_view what, std::string_view why) { tell(Log::Level::info, what, why); }
void AccountNotices::warning(std::string_view what, std::string_view why) { tell(Log::Level::warning, what, why); }

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
