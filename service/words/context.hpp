#pragma once
// Views turned into the values that templates name (fields.hpp). A value that is not there is left out, so that a section can ask for it
// and a plain mention fails.
#include <kainjow/mustache.hpp>

#include "service/words/sight.hpp"
#include "service/words/vocabulary.hpp"

namespace linli {

using Values = kainjow::mustache::data;

class Templates;

struct Opening {
  const Sight& sight;
  const Vocabulary& words;
  const Templates& templates;
  Instant now;
  bool story{};                          // the template names case.story, which is costly
  std::optional<CaseId> of{};            // the case of the message: its playbook may have words of its own
};

Values values_of(const Opening& open, const FactView& fact);
Values values_of(const Opening& open, const CaseView& of);
Values values_of(const Opening& open, const QuestionRow& question);
// The root of one part's values. What an argument's id does not lead to is left out.
Values values_of(const Opening& open, const Part& part);

// A name, cleaned and cut, or nothing where it is absent or empty.
std::optional<std::string> shown_name(const SecretPtr& name);
// The word of a state, result and the like: of the playbook's kind if it has its own ("state.<kind>.<name>"), else "state.<name>".
std::optional<std::string> word_of(const Vocabulary& words, std::string_view group, const std::string& kind, const std::string& name);

}  // namespace linli
