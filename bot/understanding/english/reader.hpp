#pragma once
// Reads plain English as renters write it: the same facts as from Chinese, by rules of its own. Words are data (config/lexicon/english.toml).
// text -> tokens (vocabulary) -> values (days, rooms, people, places) -> clauses and what happens in them -> facts.
#include "bot/understanding/english/vocabulary.hpp"
#include "bot/understanding/rules.hpp"
#include "bot/understanding/dates.hpp"

namespace linli::understanding::english {

// Whether it is worth asking the vocabulary: mostly Latin letters. As cheap as one look at each character.
bool mostly_latin(std::u32string_view text);

// Fills `out` and tells true when the text is English (or nothing but the name of a place); else leaves it as it was.
bool read(const Text& text, const Vocabulary& vocabulary, const Moment& written, const Rules& rules, Reading& out);

}  // namespace linli::understanding::english
