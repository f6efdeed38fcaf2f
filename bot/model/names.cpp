#include "bot/model/case.hpp"
#include "bot/model/event.hpp"
#include "bot/model/named.hpp"
#include "bot/model/say.hpp"

namespace linli {
namespace {

constexpr std::array<std::string_view, 10> due_kinds{"reminder", "limit", "climb", "lease", "snooze", "digest", "burst", "card", "follow_up",
    "handover"};
constexpr std::array<std::string_view, 17> step_kinds{"opened", "moved", "corrected", "reminded", "asked", "answered", "climbed", "passed_empty",
    "taken_over", "lease_ended", "handed_on", "closed", "snoozed", "snooze_ended", "ended_policy", "told", "taken_over_late"};
constexpr std::array<std::string_view, 22> acts{"say", "record", "correct", "retract", "confirm", "ask_room", "ask_date", "ask_people",
    "ask_origin", "ask_via", "ask_renter", "ask_phone", "ask_arrived", "ask_health", "answer_question", "follow_up", "notify",
    "advise_register", "advise_delete", "remind", "escalate", "ack"};
constexpr std::array<std::string_view, 4> classes{"escalation", "reply", "reminder", "notice"};
constexpr std::array<std::string_view, 4> media{"picture", "voice", "video", "file"};
constexpr std::array<std::string_view, 4> endings{"sent", "merged", "waived", "failed"};

}  // namespace

std::string_view name_of(DueKind v) { return due_kinds.at(std::size_t(v)); }
std::string_view name_of(StepKind v) { return step_kinds.at(std::size_t(v)); }
std::string_view name_of(Act v) { return acts.at(std::size_t(v)); }
std::string_view name_of(SayClass v) { return classes.at(std::size_t(v)); }
std::string_view name_of(MediaKind v) { return media.at(std::size_t(v)); }
std::string_view name_of(Ending v) { return endings.at(std::size_t(v)); }
std::optional<DueKind> due_kind_named(std::string_view n) { return named<DueKind>(due_kinds, n); }
std::optional<StepKind> step_kind_named(std::string_view n) { return named<StepKind>(step_kinds, n); }
std::optional<MediaKind> media_named(std::string_view n) { return named<MediaKind>(media, n); }
std::optional<Act> act_named(std::string_view n) { return named<Act>(acts, n); }

}  // namespace linli
