#pragma once
// The demo's street brought in and its history played through the whole service, each line at its time and shown in its chat, what falls due
// in between too. Broken off half-way, it goes on where it was: each line has an id of its own.
#include <functional>
#include <optional>
#include <string>

#include "service/app.hpp"
#include "service/demo/demo_seed.hpp"
#include "service/room/room.hpp"

namespace linli::demo {

// The people and places, into an empty store. What went wrong, or nothing.
std::optional<std::string> furnish(App& app, const DemoSeed& seed);
// More rows, of a folder below config/demo ("wecom/"); again changes nothing.
std::optional<std::string> furnish_also(App& app, const ImportSet& set, const std::string& folder);
// The lines, then the clock to where the demo begins. `seed` outlives it. On the loop's thread.
void tell_history(App& app, room::Room& room, const DemoSeed& seed, std::function<void()> done);

}  // namespace linli::demo
