#pragma once
// Cues are words seen beneath the others: they cut nothing (口罩预约 stays 口罩 and 预约), say nothing by themselves, and are weighed together by
// the rules that decide what is asked, whether a neighbour tells of something irregular, and what is ordinary talk. Their words are data:
// config/lexicon/{ordinary,questions,states,tip_offs}.toml, one table [cue.NAME] each; what a cue stands for is told there.
#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace linli::understanding {

enum class Cue : std::uint8_t {
  // asking
  asks, neighbours, masks, masks_get, pass, isolation, fever, fever_help, drug, contact_number, contact_whom, you, record_told, record_kept, report, must, on_duty,
  registration, enter, let_in, bot, office, office_open, worry,
  admitted, pass_card, pass_get, shut_in, kept_in, how_long, let_free, let_out_when, record_yours, record_keeps, still_must, other_office, counts_as,
  // something irregular at another's dwelling
  look_there, there, near, upstairs, let_out, odd_room, lodging, denial, tell, unreported, strangers, moved_in, hides, says_otherwise, believed_empty, life, noise, turnover, baggage,
  vehicle, plate, goes_out, confined, unisolated, isolation_over, crowd, uncared, nuisance, inside, somebody_in, not_empty, calls_on_all, some_people, unloads, wonders,
  // ordinary talk
  advert, topic, trade, price, media, others, elsewhere, other_town, excuse, pet, long_ago, goods, meeting, works, parcel, game, trip, joke, died, who_sent, to_all, lost_found,
  // answers
  yes_alone, no_alone, agree, agree_part, deny, deny_part, pledges, informed, passed_to, relays, on_way, at_home, waits, straight, passes_on, call_for, call_whom, call_to,
  // the dwelling
  self_lived, shut, newcomers, tenants, livelihood,
  // done at an office, but no registration of somebody who lives here
  other_papers,
  // what was written before
  earlier_message,
  // beside a report: what people of a place are like, what they are threatened with
  folk, penalty, mates, duty_turn, announced, turn_of, rounds, habit, hides_in_talk, gathering,
  // a talk with somebody, on a day of its own
  talked,
  // a feast, a meeting, a repair: with a day of its own
  occasion,
  // what somebody goes home or comes for, who comes to do a work, a look at what is to let
  errand, hands, viewing,
  count_of_cues
};

inline constexpr std::array cue_names = std::to_array<std::string_view>(
    {"asks", "neighbours", "masks", "masks_get", "pass", "isolation", "fever", "fever_help", "drug", "contact_number", "contact_whom", "you",
    "record_told", "record_kept", "report", "must", "on_duty",
    "registration", "enter", "let_in", "bot", "office", "office_open", "worry",
    "admitted", "pass_card", "pass_get", "shut_in", "kept_in", "how_long", "let_free", "let_out_when", "record_yours", "record_keeps",
    "still_must", "other_office", "counts_as",
    "look_there", "there", "near", "upstairs", "let_out", "odd_room", "lodging", "denial", "tell", "unreported", "strangers", "moved_in",
    "hides", "says_otherwise", "believed_empty", "life", "noise", "turnover", "baggage",
    "vehicle", "plate", "goes_out", "confined", "unisolated", "isolation_over", "crowd", "uncared", "nuisance", "inside", "somebody_in",
    "not_empty", "calls_on_all", "some_people", "unloads", "wonders",
    "advert", "topic", "trade", "price", "media", "others", "elsewhere", "other_town", "excuse", "pet", "long_ago", "goods", "meeting", "works",
    "parcel", "game", "trip", "joke", "died", "who_sent", "to_all", "lost_found",
    "yes_alone", "no_alone", "agree", "agree_part", "deny", "deny_part", "pledges", "informed", "passed_to", "relays", "on_way", "at_home",
    "waits", "straight", "passes_on", "call_for", "call_whom", "call_to",
    "self_lived", "shut", "newcomers", "tenants", "livelihood", "other_papers", "earlier_message", "folk", "penalty", "mates", "duty_turn", "announced", "turn_of", "rounds", "habit", "hides_in_talk", "gathering", "talked", "occasion",
    "errand", "hands", "viewing"});
static_assert(cue_names.size() == std::size_t(Cue::count_of_cues));

// Which cues stand in a stretch of text.
class Cues {
 public:
  void add(Cue cue) { set_.set(std::size_t(cue)); }
  bool has(Cue cue) const { return set_.test(std::size_t(cue)); }
  template <class... C>
  bool any(C... cues) const { return (has(cues) || ...); }
  template <class... C>
  std::size_t count(C... cues) const { return (std::size_t(has(cues)) + ...); }
  Cues& operator|=(const Cues& other) { return set_ |= other.set_, *this; }

 private:
  std::bitset<std::size_t(Cue::count_of_cues)> set_;
};

struct CueAt {
  Cue cue{};
  std::uint32_t begin{}, end{};  // characters
};

}  // namespace linli::understanding
