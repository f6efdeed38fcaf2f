#pragma once
// The reader's vocabulary as parsed from config/lexicon/: which written words are of which kind. Plain immutable values, no thread rules.
// What each kind does is told in docs/understanding.md; the files of config/lexicon/ begin with a line about theirs.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linli {

enum class WordKind : std::uint8_t {
  // small words
  filler, le, de, guo, ba, neg_not, neg_have, denied, future, done, hedge, said, and_word, from_word, with_word,
  // moving and staying
  back, arrive, come, depart, leave, home_town, away, stay, vacant, occupied, unreachable, nothing, registered, register_word, well, live,
  // what was said before, and taken back
  // where in the house; somebody expected of whom there is no sign
  spot, no_sign,
  change_sign, change_to, was_mark, instead, cancel, doubtful, retract, unknown_date, busy_with,
  // answers
  ack, thanks, yes, no, asking, about, human,
  // whose matter
  own, renter_word, pronoun, self, landlord_word, relative, outsider, visits, other_home, tip_open, irregular, goods, chore, news, forwarded,
  former, hypothetical, quoting, idiom,
  // people, places, means
  family_name, title, address_name, given_name, people, companion, kin_pair, person, child, place, common_place, here, not_place, via_word, no_stop, address_end, by, symptom, label, form_label,
  // days
  holiday, part, ticket,
  // typing and speech-recognition errors: the value is what was meant; those of a measure count behind a number; characters that look alike
  slip, unit_slip, alike,
  // seen beneath the other words, see cues.hpp: the value is the cue
  cue,
  // a word of English, see english/terms.hpp: the value is the term
  english
};

std::string_view name_of(WordKind kind);
std::optional<WordKind> word_kind_named(std::string_view name);
std::vector<std::string> word_kind_names();
// The values a kind's words must name (by: train, plane, ...), empty when the kind takes none; {"*"} when any value is right.
const std::vector<std::string>& values_of(WordKind kind);

struct Lexicon {
  struct Word {
    std::string text;   // UTF-8
    WordKind kind{};
    std::string value;  // "train", "isolation", "lunar-1-15", "3": as the kind needs it; empty for most
    friend bool operator==(const Word&, const Word&) = default;
  };
  std::vector<Word> words;
};

}  // namespace linli
