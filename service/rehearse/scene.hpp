#pragma once
// The people and places of a conversation file, on the street of config/rehearse.toml.
#include <expected>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "service/rehearse/conversation.hpp"
#include "storage/import_set.hpp"

namespace linli::rehearse {

struct Scene {
  ImportSet set;
  std::set<std::string> people;                      // of the file: acts towards others are not compared
  std::map<std::string, std::string> renter_of;      // landlord -> who of the file rents from them, where one does
  std::string first;                                 // the first landlord
};
inline constexpr const char* account_name = "webchat";
inline constexpr const char* group_chat = "g:rehearse";

// Whose message is shown alone, where it names neither: the dwelling, and who rents it.
struct Home {
  std::string address, renter;
};
std::expected<Home, std::string> load_home(const std::filesystem::path& config);

// Or one sentence with file, line, column.
std::expected<Scene, std::string> make_scene(const Conversation& conversation, const std::filesystem::path& config);

}  // namespace linli::rehearse
