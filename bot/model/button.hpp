#pragma once
// Keys of buttons. They are opaque to platforms and prove nothing: who may press is decided from the records, never from the key.
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "bot/model/ids.hpp"

namespace linli {

struct QuestionChoice {
  Ref<QuestionId> question;
  std::uint32_t choice{};            // index into the question's choices
};
struct CaseVerb {
  Ref<CaseId> of;
  std::string verb;                  // take_over, hand_on, close, snooze
  std::string detail;                // what was chosen on the second card: a result, a person's id, a snooze; empty on the first
};
struct EnrolmentVerb {
  Ref<EnrolmentId> enrolment;
  std::string verb;                  // confirm, refuse
};
using ButtonKey = std::variant<QuestionChoice, CaseVerb, EnrolmentVerb>;

// "q:12:0", "c:45:take_over", "c:45:close:registered", "e:7:confirm". The refs must be stored ids.
std::string write_key(const ButtonKey& key);
// Nothing for what write_key never wrote, whatever its length or bytes.
std::optional<ButtonKey> parse_key(std::string_view text);

// "2", also full-width and with blanks around it: which of a card's numbered choices is meant, from 1. Nothing for any other text.
std::optional<std::uint32_t> bare_number(std::string_view text);

}  // namespace linli
