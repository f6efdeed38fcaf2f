#include "storage/vault/keys.hpp"

#include <sodium.h>

#include <algorithm>
#include <new>

namespace linli::vault {
namespace {

void derive(unsigned char* out, const unsigned char* master, std::string_view purpose) {
  crypto_generichash(out, Keys::size, reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size(), master, Keys::size);
}

}  // namespace

Keys::Keys(std::array<unsigned char, size>& master) : area_(static_cast<unsigned char*>(sodium_malloc((2 + slots) * size))) {
  if (!area_) throw std::bad_alloc();
  derive(area_, master.data(), "linli: wraps owners' keys");
  derive(area_ + size, master.data(), "linli: blind index");
  sodium_memzero(master.data(), master.size());
}
Keys::~Keys() { sodium_free(area_); }

const unsigned char* Keys::find(Holder holder) {
  auto it = held_.find(holder);
  if (it == held_.end()) return nullptr;
  if (std::chrono::steady_clock::now() - it->second.since > longest) {
    forget(holder);
    return nullptr;
  }
  it->second.used = ++uses_;
  return slot(it->second.at);
}

unsigned char* Keys::place(Holder holder) {
  forget(holder);
  if (held_.size() == slots)
    forget(std::ranges::min_element(held_, {}, [](auto& entry) { return entry.second.used; })->first);
  auto at = std::size_t(std::ranges::find(taken_, false) - taken_.begin());
  taken_[at] = true;
  held_[holder] = {at, std::chrono::steady_clock::now(), ++uses_};
  return slot(at);
}

void Keys::forget(Holder holder) {
  auto it = held_.find(holder);
  if (it == held_.end()) return;
  sodium_memzero(slot(it->second.at), size);
  taken_[it->second.at] = false;
  held_.erase(it);
}

void Keys::forget_all() {
  sodium_memzero(slot(0), slots * size);
  taken_.fill(false);
  held_.clear();
}

}  // namespace linli::vault
