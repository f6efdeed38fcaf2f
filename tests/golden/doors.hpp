#pragma once
// The doors of platforms, for the golden files: each line goes in as the platform sends it, and words leave as the platform takes them.
#include <memory>
#include <string>
#include <vector>

#include "service/rehearse/door.hpp"

namespace linli::golden_doors {

// What members of the platform saw of the bot, once the door is gone.
struct Witness {
  std::vector<std::string> seen;
};

std::unique_ptr<rehearse::Door> webchat_door(std::shared_ptr<Witness> witness);
enum class Way : unsigned char { callback, long_connection };
std::unique_ptr<rehearse::Door> wecom_door(Way way, std::shared_ptr<Witness> witness);

}  // namespace linli::golden_doors
