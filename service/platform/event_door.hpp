#pragma once
// The way in as adapters know it. Loop's thread only.
#include <memory>

#include "adapters/ports.hpp"
#include "service/pipeline.hpp"

namespace linli {

std::unique_ptr<EventSink> event_door(Pipeline& pipeline);
Refusal refusal_of(Refused refused);

}  // namespace linli
