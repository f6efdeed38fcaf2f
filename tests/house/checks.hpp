#pragma once
// The rules of the house that a machine can read. Each check returns what it found: "path:line: message" (line 0: the whole file).
// Each is also run on planted faults (planted/*.txt): a rule that was never seen failing is no rule.
#include <string>
#include <vector>

#include "tests/house/tree.hpp"

namespace house {

using Findings = std::vector<std::string>;

Findings arrows(const Tree& tree);          // who may include whom; bot/ is pure
Findings words(const Tree& tree);           // what a person reads stands in templates/ and in web/src/words/
Findings playbook_words(const Tree& tree);  // no state, role, hour or number of days of a playbook in C++
Findings sizes(const Tree& tree);           // one idea a file
Findings habits(const Tree& tree);          // unfinished marks, this machine's paths, sleeping tests, coroutine traps

std::string found(const std::string& path, std::size_t line, const std::string& message);
bool is_cpp(const std::string& path);
bool is_page(const std::string& path);  // what the pages are made of

}  // namespace house
