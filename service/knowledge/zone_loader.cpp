#include "service/knowledge/zone_loader.hpp"

#include <date/tz.h>

namespace linli {

std::expected<Zone, std::string> load_zone(const std::string& name) {
  using namespace std::chrono;
  try {
    auto* zone = date::locate_zone(name);
    std::vector<Zone::Change> changes;
    const auto last = sys_seconds(sys_days(year(2100) / January / 1));
    auto at = sys_seconds(sys_days(year(1970) / January / 1));
    while (at < last) {
      auto info = zone->get_info(at);
      changes.push_back({at, duration_cast<seconds>(info.offset)});
      if (info.end <= at) break;
      at = info.end;
    }
    return Zone(name, std::move(changes));
  } catch (const std::runtime_error&) {
    return std::unexpected("there is no time zone '" + name + "' on this machine (is tzdata installed?)");
  }
}

}  // namespace linli
