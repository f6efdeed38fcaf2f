#pragma once
// What is said of a picture, a video, a file, or a voice that nobody wrote down.
#include "bot/model/event.hpp"
#include "bot/model/say.hpp"

namespace linli {

// Whether it came, was too large or could not be fetched; of a voice, that it cannot be heard. In the direct chat.
Part about_media(const MediaIn& media);
// The same in a group: one line without names and places.
Part about_media_in_group(const MediaIn& media);

}  // namespace linli
