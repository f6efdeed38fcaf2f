#pragma once
// Somebody wants a person: they are put through to whoever has the case, and the bot passes the words between them.
#include "bot/conversation/items.hpp"

namespace linli {

// Opens the case, and puts the writer through as soon as somebody is told; says honestly when nobody can be.
void ask_for_person(Turn& turn, const Item& item);
// A message of somebody who is put through, or of who answers them: passed on, and nothing else is said. False: it is neither, or must be
// looked at by the bot as well.
bool passes_on(Turn& turn);
bool is_put_through(Turn& turn);         // in this direct chat
bool passes_on_media(Turn& turn);

}  // namespace linli
