#pragma once
// What the words of a message may be made of: views by id, opened when they are asked for. The service fills it from a snapshot of the
// store, tests from views made by hand. Used on one thread and not kept longer than the Reads behind it.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "storage/views.hpp"

namespace linli {

class Reads;

struct Sight {
  std::function<std::optional<FactView>(FactId)> fact;
  std::function<std::optional<CaseView>(CaseId)> the_case;
  std::function<std::optional<QuestionRow>(QuestionId)> question;
  std::function<std::optional<EnrolmentRow>(EnrolmentId)> enrolment;
  std::function<std::optional<Story>(CaseId)> story;
  std::function<SecretPtr(PersonId)> name;
  std::function<std::string(PlaceId)> address;
  std::function<std::string(AreaId)> area_name;
  std::function<std::string(AccountId, ChatId)> chat_audience;   // of a group chat, as the import names it; empty if unknown
};
Sight sight_of(Reads& reads);

}  // namespace linli
