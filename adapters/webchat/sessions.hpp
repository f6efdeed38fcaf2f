#pragma once
// Who may open the room: in the demo whoever reaches the loopback listener, in a served house whoever has a session's cookie. Unsafe
// methods and upgrades ask for the exact Origin: a cookie does not tell one port of a host from another.
#include <memory>

#include "adapters/http/http.hpp"

namespace linli::webchat {

class Room;
http::Routes session_routes(std::shared_ptr<Room> room);

}  // namespace linli::webchat
