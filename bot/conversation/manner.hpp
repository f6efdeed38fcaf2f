#pragma once
// How the writer wants to be written to: the language they write in, and 长辈版, short words for elders: one sentence, one question a message.
#include "bot/conversation/turn.hpp"

namespace linli {

Manner manner_of(const Turn& turn);      // the writer's, as this turn leaves it
// The language of what they just wrote is theirs from now on; a number or a name is in none.
void keep_language(Turn& turn);
// The message asks for short words, or for the usual ones again, and nothing else.
bool asks_manner(Turn& turn);
// For who wants short words: of several questions the first alone; the next is put once that is answered.
void one_question(Turn& turn);

}  // namespace linli
