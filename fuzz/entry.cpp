// libFuzzer's way into the target that this program is built for. noexcept: a broken promise ends the program where it was thrown.
#include <cstddef>
#include <cstdint>

#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) noexcept {
  linli::fuzz::LINLI_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
