#pragma once
// The way in as adapters know it. Loop's thread only.
#include <chrono>
#include <memory>
#include <string>

#include "adapters/ports.hpp"
#include "service/pipeline.hpp"

namespace linli {

// `mark`: Store::mark; a press on a card of another store is told that the card is over. `answer_repeats`: SendingRules, of an account whose requests can carry words in their answers.
std::unique_ptr<EventSink> event_door(Pipeline& pipeline, std::string mark, std::chrono::seconds answer_repeats = {});
Refusal refusal_of(Refused refused);

}  // namespace linli
