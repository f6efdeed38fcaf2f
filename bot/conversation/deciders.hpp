#pragma once
// One decider a kind of event. Each fills turn.d and turn.lines; Bot::decide finishes the words.
#include "bot/conversation/turn.hpp"

namespace linli {

void on_message(Turn& turn);     // a message, or the joined fragments of a burst
void on_button(Turn& turn);
void press(Turn& turn, const ButtonKey& key);   // a button, or its number written
void on_media(Turn& turn);       // a picture, a voice nobody wrote down, a video, a file
void on_hello(Turn& turn);       // the direct chat was opened
void on_due(Turn& turn);
void on_delivery(Turn& turn);
void on_stranger(Turn& turn);    // whoever writes and is known to nobody
void on_enrolment(Turn& turn, const EnrolmentVerb& verb);

}  // namespace linli
