#pragma once
// Keys in memory: the master key's two children and a bounded number of owners' keys, all in one guarded, locked area (sodium_malloc).
// An owner's key stays a minute at most. Not thread-safe: the Vault's mutex guards it.
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "storage/vault/vault.hpp"

namespace linli::vault {

class Keys {
 public:
  static constexpr std::size_t size = 32, slots = 256;
  static constexpr std::chrono::seconds longest{60};

  // Takes the 32 bytes over and wipes them.
  explicit Keys(std::array<unsigned char, size>& master);
  ~Keys();
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;

  const unsigned char* wrapping() const { return area_; }
  const unsigned char* blinding() const { return area_ + size; }

  const unsigned char* find(Holder holder);
  unsigned char* place(Holder holder);       // a slot to write the key into; the longest unused gives way
  void forget(Holder holder);
  void forget_all();

 private:
  struct Slot {
    std::size_t at{};
    std::chrono::steady_clock::time_point since;
    std::uint64_t used{};
  };
  unsigned char* slot(std::size_t at) { return area_ + (2 + at) * size; }
  unsigned char* area_;
  std::map<Holder, Slot> held_;
  std::array<bool, slots> taken_{};
  std::uint64_t uses_{};
};

}  // namespace linli::vault
