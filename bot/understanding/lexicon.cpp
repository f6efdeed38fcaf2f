#include "bot/understanding/lexicon.hpp"

#include <array>

#include "bot/understanding/cues.hpp"
#include "bot/understanding/english/terms.hpp"

namespace linli {
namespace {

struct KindName {
  WordKind kind;
  std::string_view name;
};
using enum WordKind;
constexpr std::array kinds{
    KindName{filler, "filler"}, KindName{le, "le"}, KindName{de, "de"}, KindName{guo, "guo"}, KindName{ba, "ba"}, KindName{neg_not, "neg_not"},
    KindName{neg_have, "neg_have"}, KindName{denied, "denied"}, KindName{future, "future"}, KindName{done, "done"}, KindName{hedge, "hedge"},
    KindName{said, "said"}, KindName{and_word, "and"}, KindName{from_word, "from"}, KindName{with_word, "with"}, KindName{back, "back"},
    KindName{arrive, "arrive"}, KindName{come, "come"}, KindName{depart, "depart"}, KindName{leave, "leave"}, KindName{home_town, "home_town"},
    KindName{away, "away"}, KindName{stay, "stay"}, KindName{vacant, "vacant"}, KindName{occupied, "occupied"},
    KindName{unreachable, "unreachable"}, KindName{nothing, "nothing"}, KindName{registered, "registered"},
    KindName{register_word, "register"}, KindName{well, "well"}, KindName{live, "live"}, KindName{spot, "spot"}, KindName{no_sign, "no_sign"}, KindName{change_sign, "change_sign"},
    KindName{change_to, "change_to"}, KindName{was_mark, "was"}, KindName{instead, "instead"}, KindName{cancel, "cancel"}, KindName{doubtful, "doubtful"},
    KindName{retract, "retract"}, KindName{unknown_date, "unknown_date"}, KindName{busy_with, "busy_with"}, KindName{ack, "ack"},
    KindName{thanks, "thanks"}, KindName{yes, "yes"}, KindName{no, "no"}, KindName{asking, "asking"}, KindName{about, "about"},
    KindName{human, "human"}, KindName{own, "own"}, KindName{renter_word, "renter"}, KindName{pronoun, "pronoun"}, KindName{self, "self"},
    KindName{landlord_word, "landlord"}, KindName{relative, "relative"}, KindName{outsider, "outsider"}, KindName{visits, "visits"},
    KindName{other_home, "other_home"}, KindName{tip_open, "tip_open"}, KindName{irregular, "irregular"}, KindName{goods, "goods"},
    KindName{chore, "chore"}, KindName{news, "news"}, KindName{forwarded, "forwarded"}, KindName{former, "former"},
    KindName{hypothetical, "hypothetical"}, KindName{quoting, "quoting"}, KindName{idiom, "idiom"}, KindName{family_name, "family_name"},
    KindName{title, "title"}, KindName{address_name, "address_name"}, KindName{given_name, "given_name"}, KindName{people, "people"},
    KindName{companion, "companion"}, KindName{kin_pair, "kin_pair"}, KindName{person, "person"}, KindName{child, "child"}, KindName{common_place, "common_place"},
    KindName{place, "place"}, KindName{here, "here"}, KindName{not_place, "not_place"}, KindName{via_word, "via"}, KindName{no_stop, "no_stop"},
    KindName{address_end, "address_end"}, KindName{by, "by"}, KindName{symptom, "symptom"}, KindName{label, "label"}, KindName{form_label, "form_label"},
    KindName{holiday, "holiday"}, KindName{part, "part"}, KindName{ticket, "ticket"}, KindName{slip, "slip"},
    KindName{unit_slip, "unit_slip"}, KindName{alike, "alike"}, KindName{cue, "cue"}, KindName{english, "english"}};

}  // namespace

std::string_view name_of(WordKind kind) {
  for (auto& k : kinds)
    if (k.kind == kind) return k.name;
  return "filler";
}

std::optional<WordKind> word_kind_named(std::string_view name) {
  for (auto& k : kinds)
    if (k.name == name) return k.kind;
  return {};
}

std::vector<std::string> word_kind_names() {
  std::vector<std::string> out;
  for (auto& k : kinds) out.emplace_back(k.name);
  return out;
}

const std::vector<std::string>& values_of(WordKind kind) {
  static const std::vector<std::string> none, any{"*"}, ways{"train", "plane", "car", "coach"},
      topics{"isolation", "pass", "entry", "masks", "duty", "registration", "record", "contact", "fever", "bot"},
      parts{"dawn", "morning", "noon", "afternoon", "evening", "night"}, places{"province", "city", "county", "district", "abroad"},
      labels{"date", "renter", "people", "room", "origin", "via", "phone", "by", "filed"}, counts{"1", "2", "3", "4", "5", "6"},
      companions{"1", "2", "3"}, pairs{"0", "2"}, kin{"home", "guest"}, strengths{"strong", "weak"},
      cues(understanding::cue_names.begin(), understanding::cue_names.end()),
      terms(understanding::english::term_names.begin(), understanding::english::term_names.end());
  switch (kind) {
    case by: return ways;
    case about: return topics;
    case part: return parts;
    case place: return places;
    case label: case form_label: return labels;
    case people: return counts;
    case companion: return companions;
    case kin_pair: return pairs;
    case relative: return kin;
    case cancel: case human: case unknown_date: case retract: return strengths;
    case cue: return cues;
    case english: return terms;
    case slip: case unit_slip: case holiday: return any;
    default: return none;
  }
}

}  // namespace linli
