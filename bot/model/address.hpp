#pragma once
// Whether an address as somebody wrote it (301, 68号301, 南浜新村68号) fits the whole address of a place. Both are in the normal form of
// the label guide: ASCII digits, no blanks. Used by the bot for the writer's own dwellings and by the store for all others.
#include <cstdint>
#include <string_view>

namespace linli {

enum class Fit : std::uint8_t {
  no,
  part,    // what was written stands in the address (a house of several rooms), or says more than the address
  end,     // the address ends with it: the usual short form
  whole
};
// Numbers fit only whole: 1 does not fit 301, nor 8号 68号.
Fit address_fit(std::string_view address, std::string_view written);

}  // namespace linli
