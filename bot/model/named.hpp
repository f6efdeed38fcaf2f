#pragma once
// Names of an enumeration's values, in their order, looked up backwards.
#include <array>
#include <optional>
#include <string_view>

namespace linli {

template <class E, std::size_t N>
std::optional<E> named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return E(i);
  return {};
}

}  // namespace linli
