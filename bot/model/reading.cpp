#include "bot/model/reading.hpp"

#include "bot/model/named.hpp"

namespace linli {
namespace {

constexpr std::array<std::string_view, 21> intents{"none", "return_report", "change", "cancel", "arrived", "stayed", "away", "leaving",
    "vacant", "unreachable", "nothing_to_report", "registered", "health", "tip_off", "ack", "yes", "no", "answer", "question", "human",
    "retract"};
constexpr std::array<std::string_view, 16> slots{"date", "was", "origin", "via", "people", "room", "renter", "landlord", "phone",
    "id_number", "by", "number", "temperature", "symptom", "about", "until"};
constexpr std::array<std::string_view, 4> certainties{"exact", "window", "vague", "unknown"};
constexpr std::array<std::string_view, 6> parts{"dawn", "morning", "noon", "afternoon", "evening", "night"};
constexpr std::array<std::string_view, 14> askeds{"nothing", "notice", "confirm", "ask_date", "ask_room", "ask_people", "ask_origin",
    "ask_via", "ask_renter", "ask_phone", "ask_arrived", "ask_health", "menu", "ask_leaving"};
constexpr std::array<std::string_view, 2> languages{"zh", "en"};

}  // namespace

std::string_view name_of(Intent v) { return intents.at(std::size_t(v)); }
std::string_view name_of(Slot v) { return slots.at(std::size_t(v)); }
std::string_view name_of(Certainty v) { return certainties.at(std::size_t(v)); }
std::string_view name_of(PartOfDay v) { return parts.at(std::size_t(v)); }
std::string_view name_of(Asked v) { return askeds.at(std::size_t(v)); }
std::string_view name_of(Language v) { return languages.at(std::size_t(v)); }
std::optional<Intent> intent_named(std::string_view n) { return named<Intent>(intents, n); }
std::optional<Slot> slot_named(std::string_view n) { return named<Slot>(slots, n); }
std::optional<Certainty> certainty_named(std::string_view n) { return named<Certainty>(certainties, n); }
std::optional<PartOfDay> part_named(std::string_view n) { return named<PartOfDay>(parts, n); }
std::optional<Language> language_named(std::string_view n) { return named<Language>(languages, n); }
std::optional<Asked> asked_named(std::string_view n) { return named<Asked>(askeds, n); }

}  // namespace linli
