#pragma once
// `linli why`: a case's whole story as plain lines. For who may read the machine's data folder; nothing is hidden from them.
#include <expected>
#include <string>
#include <vector>

#include "bot/casework/playbook.hpp"
#include "service/words/words.hpp"

namespace linli {

class Reads;

// `which`: a case ("45" or "case:45"), or a sent message ("say:12") whose case is meant. Inside Store::read. The error is one sentence.
std::expected<std::string, std::string> why(Reads& reads, const Words& words, const std::vector<Playbook>& playbooks, const std::string& which,
                                            Instant now);

}  // namespace linli
