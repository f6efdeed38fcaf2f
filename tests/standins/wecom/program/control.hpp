#pragma once
// The doors for hands: POST /standin/say, press, open, seen, calls. JSON in; out comes what was seen meanwhile.
#include <functional>

#include "adapters/http/http.hpp"
#include "tests/standins/wecom/standin.hpp"

namespace wecom_standin {

// `moved`: after each request that may have changed what outlives the program.
http::Routes control(Standin& wecom, std::function<void()> moved);
// What such a JSON answer says, for people.
std::string in_words(const Json& answer);

}  // namespace wecom_standin
