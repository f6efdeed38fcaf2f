#pragma once
// A case's timeline as one person may see it (docs/webchat.md, "A timeline entry"): what was said and which words gave which fact by which
// rule, what was sent to whom and why, each step with its cause and who was on duty, what comes next, and what was not said and why.
#include <optional>
#include <string>

#include "adapters/webchat/ports.hpp"
#include "bot/casework/playbook.hpp"
#include "service/words/sight.hpp"
#include "service/words/words.hpp"

namespace linli {

// Who looks. That they may see the case at all is asked before (Reads::may_see). Staff of the areas above the case's place
// (Reads::stands_above) read everything; a party, staff elsewhere or not, reads what they said themselves, what was sent to themselves, and of
// others only that and when.
struct Viewer {
  PersonId person;
  bool staff{};
};

webchat::Timeline timeline_of(const Words& words, const Sight& sight, const Story& story, const std::vector<Playbook>& playbooks, const Viewer& viewer,
                              Instant now);

// A line of the list of cases. `playbooks` give the colour of its state.
webchat::CaseLine case_line(const Words& words, const CaseView& of, const std::vector<Playbook>& playbooks, Instant now);

// What a due will do, in words: "问到了没有", "没人接手就报给居委". `kind`: of its case's playbook, or empty; with the case more can be said.
// Empty where there is no word.
std::string due_words(const Words& words, const DueRow& due, const std::string& kind);
std::string due_words(const Words& words, const DueRow& due, const CaseRow& of, const std::vector<Playbook>& playbooks);

// The same timeline as plain lines, for `linli why`.
std::string timeline_text(const Words& words, const webchat::Timeline& timeline);

}  // namespace linli
