#pragma once
// What an English word or phrase is good for. The words are data, config/lexicon/english.toml, one table [english.NAME] each; a phrase may be of
// several terms.
#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>

namespace linli::understanding::english {

enum class Term : std::uint8_t {
  common, filler, adverb, me, us, third, you, it, my, tenant, vehicle_subject, relative, outsider, stays_with, am, be, have, will, not_, done, yet,
  hedge, if_, habit, long_ago, news, and_, or_, but, from, to, at, in, on, the, of, with, this_, next, last, before, until, after, around, between,
  within, ago, later, couple, few, day_word, week_word, month_word, weekend, today, tonight, tomorrow, overmorrow, yesterday, ereyesterday,
  last_night, just_now, day_after, beginning, middle, end, open_date, january, february, march, april, may, june, july, august, september, october,
  november, december, monday, tuesday, wednesday, thursday, friday, saturday, sunday, spring_festival, lantern_festival, qingming, labour_day,
  dragon_boat, mid_autumn, national_day, christmas, morning, noon, afternoon, evening, night, dawn, am_mark, pm_mark, oclock, half_past, one, two,
  three, four, five, six, seven, eight, nine, ten, eleven, twelve, of_us, family_of, alone, companion, companions, couple_home, parents, place, here,
  home_town, via, no_via, train, plane, car, coach, number_word, room_word, building_word, house_word, unit_word, lane_word, floor_word, living,
  back, arrive, come, weak_move, takes_object, to_go, go, leave, move_out, stay, not_left_yet, on_the_way, away_word, in_place, here_now, vacant, unreachable,
  nothing, change_sign, was_mark, cancel, trip_word, retract, registered, register_word, symptom, symptom_bare, well, temperature, other_home,
  strangers, irregular, ask, want_know, about_isolation, about_pass, about_entry, about_masks, about_duty, about_registration, about_record,
  about_contact, about_fever, about_bot, human, ack, yes, no, first_half, second_half, whole_month, permission, permits, ride, past_plan, postpones, moves, shared, only_read,
  count_of_terms
};

inline constexpr std::array term_names = std::to_array<std::string_view>(
    {"common", "filler", "adverb", "me", "us", "third", "you", "it", "my", "tenant", "vehicle_subject", "relative", "outsider", "stays_with", "am",
     "be", "have", "will", "not", "done", "yet", "hedge", "if", "habit", "long_ago", "news", "and", "or", "but", "from", "to", "at", "in", "on",
     "the", "of", "with", "this", "next", "last", "before", "until", "after", "around", "between", "within", "ago", "later", "couple", "few",
     "day_word", "week_word", "month_word", "weekend", "today", "tonight", "tomorrow", "overmorrow", "yesterday", "ereyesterday", "last_night",
     "just_now", "day_after", "beginning", "middle", "end", "open_date", "january", "february", "march", "april", "may", "june", "july", "august",
     "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring_festival",
     "lantern_festival", "qingming", "labour_day", "dragon_boat", "mid_autumn", "national_day", "christmas", "morning", "noon", "afternoon",
     "evening", "night", "dawn", "am_mark", "pm_mark", "oclock", "half_past", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
     "ten", "eleven", "twelve", "of_us", "family_of", "alone", "companion", "companions", "couple_home", "parents", "place", "here", "home_town",
     "via", "no_via", "train", "plane", "car", "coach", "number_word", "room_word", "building_word", "house_word", "unit_word", "lane_word",
     "floor_word", "living", "back", "arrive", "come", "weak_move", "takes_object", "to_go", "go", "leave", "move_out", "stay", "not_left_yet", "on_the_way",
     "away_word", "in_place", "here_now", "vacant", "unreachable", "nothing", "change_sign", "was_mark", "cancel", "trip_word", "retract",
     "registered", "register_word", "symptom", "symptom_bare", "well", "temperature", "other_home", "strangers", "irregular", "ask", "want_know",
     "about_isolation", "about_pass", "about_entry", "about_masks", "about_duty", "about_registration", "about_record", "about_contact",
     "about_fever", "about_bot", "human", "ack", "yes", "no", "first_half", "second_half", "whole_month", "permission", "permits", "ride", "past_plan", "postpones", "moves", "shared", "only_read"});
static_assert(term_names.size() == std::size_t(Term::count_of_terms));

class Terms {
 public:
  void add(Term term) { set_.set(std::size_t(term)); }
  bool has(Term term) const { return set_.test(std::size_t(term)); }
  template <class... T>
  bool any(T... terms) const { return (has(terms) || ...); }
  bool none() const { return set_.none(); }
  Terms& operator|=(const Terms& other) { return set_ |= other.set_, *this; }

 private:
  std::bitset<std::size_t(Term::count_of_terms)> set_;
};

}  // namespace linli::understanding::english
