#pragma once
// What every Heard promises, whichever decoder it came from (adapters/wecom/heard.hpp).
#include "adapters/wecom/heard.hpp"

namespace linli::fuzz {

void hold_heard(const wecom::Heard& heard);

}  // namespace linli::fuzz
