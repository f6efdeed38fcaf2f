#pragma once
// `given:` lines: earlier facts and open questions, in the form of acts, made into readings and questions.
#include <expected>
#include <string>
#include <vector>

#include "bot/model/reading.hpp"
#include "service/rehearse/acts.hpp"

namespace linli::rehearse {

// record{...}, correct{...}: the fact it states; a sentence where it states none.
std::expected<Candidate, std::string> fact_of(const ActText& act);
// ask_date, confirm{...}: what was asked; nothing for acts that ask nothing.
std::vector<Asked> asks_of(const ActText& act);

}  // namespace linli::rehearse
