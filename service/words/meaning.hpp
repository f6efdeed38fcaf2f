#pragma once
// What happened, in words: facts and steps as a line of a story or of the timeline tells them.
#include <string>

#include "service/words/context.hpp"

namespace linli {

// What a fact states, by the template meaning.<intent>; where there is none, or a value of it is missing, the word of its intent.
std::string meaning_of(const Opening& open, const FactView& fact);
// {what, by, to, why, state} of a step, by the template step.<kind>.
Values step_values(const Opening& open, const Story& story, const StepRow& step);
// Words "what" anew, after a value was changed.
void set_what(const Opening& open, StepKind kind, Values& values);
// The word of a reason as decisions write it: "why.x" or "x"; "fact.<intent>"; "reminder.x", "limit.x" and the like, which a playbook's kind may
// have for itself ("limit.<kind>.x"). Nothing where there is none.
std::optional<std::string> reason_of(const Vocabulary& words, const std::string& kind, const std::string& why);

}  // namespace linli
