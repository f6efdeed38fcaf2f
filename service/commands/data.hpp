#pragma once
// Whose data a command means: the folder named with --data, else the one of [serve], else the demo's.
#include <string>

#include "service/commands/arguments.hpp"
#include "service/commands/folders.hpp"

namespace linli {

struct Data {
  std::filesystem::path folder;
  StoreOptions store;
};
Data data_of(const Arguments& arguments, const Folders& folders);
std::string no_data(const Data& data);   // the sentence for a folder without any

}  // namespace linli
