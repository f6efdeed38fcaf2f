#pragma once
// One process a data file: an advisory lock on a file beside it, held for life, in which the holder is named.
#include <expected>
#include <filesystem>
#include <memory>

#include "storage/store.hpp"

namespace linli::store {

class Lock {
 public:
  static std::expected<std::unique_ptr<Lock>, OpenError> take(const std::filesystem::path& data);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  explicit Lock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace linli::store
