#include "service/commands/why.hpp"

#include <charconv>

#include "service/timeline/timeline.hpp"
#include "storage/reads.hpp"

namespace linli {

std::expected<std::string, std::string> why(Reads& reads, const Words& words, const std::vector<Playbook>& playbooks, const std::string& which,
                                            Instant now) {
  auto colon = which.find(':');
  auto kind = colon == which.npos ? std::string("case") : which.substr(0, colon);
  auto number = colon == which.npos ? std::string_view(which) : std::string_view(which).substr(colon + 1);
  std::int64_t id = 0;
  auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id);
  if (error != std::errc() || end != number.data() + number.size() || id <= 0 || (kind != "case" && kind != "say"))
    return std::unexpected("'" + which + "' is neither a case (45, case:45) nor a message (say:12)");
  auto of = kind == "case" ? std::optional(CaseId{id}) : reads.case_of(SayId{id});
  if (!of) return std::unexpected("message " + std::to_string(id) + " belongs to no case");
  auto story = reads.story(*of);
  if (!story) return std::unexpected("there is no case " + std::to_string(of->value));
  auto sight = sight_of(reads);
  return timeline_text(words, timeline_of(words, sight, *story, playbooks, {PersonId{}, true}, now));
}

}  // namespace linli
