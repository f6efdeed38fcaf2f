#include "service/words/sight.hpp"

#include "service/words/words.hpp"
#include "storage/reads.hpp"

namespace linli {

Sight sight_of(Reads& reads) {
  Sight sight;
  sight.fact = [&reads](FactId id) { return reads.fact(id); };
  sight.the_case = [&reads](CaseId id) { return reads.the_case(id); };
  sight.question = [&reads](QuestionId id) { return reads.question(id); };
  sight.enrolment = [&reads](EnrolmentId id) { return reads.enrolment(id); };
  sight.story = [&reads](CaseId id) { return reads.story(id); };
  sight.name = [&reads](PersonId id) { return reads.name(id); };
  sight.address = [&reads](PlaceId id) { return reads.address(id); };
  sight.area_name = [&reads](AreaId id) { return reads.area_name(id); };
  sight.chat_audience = [&reads](AccountId account, ChatId id) {
    for (auto& chat : reads.chats(account))
      if (chat.id == id) return chat.audience;
    return std::string();
  };
  return sight;
}

std::expected<Rendered, NotRendered> Words::render(Reads& reads, const SayRow& row, Instant now) const { return render(sight_of(reads), row, now); }

std::expected<Rendered, NotRendered> Words::render_settled(Reads& reads, const SettledCard& card, Instant now) const {
  return render_settled(sight_of(reads), card, now);
}

}  // namespace linli
