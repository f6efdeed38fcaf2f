#pragma once
// The addresses WeCom calls: of the self-built application (XML) and of the bot (JSON). See docs/wecom.md, "The three doors". Every refusal is
// the same 403; what was refused is told to Notices as one word. Handlers and answers on the loop's thread.
#include <expected>
#include <memory>
#include <string>

#include "adapters/house.hpp"
#include "adapters/http/http.hpp"
#include "adapters/wecom/inbound.hpp"
#include "adapters/wecom/live_requests.hpp"
#include "adapters/wecom/options.hpp"

namespace linli::wecom {

// `door`: application or bot. The routes keep alive what they need; the house's references must outlive them. An error is a sentence about the
// token or the key.
std::expected<http::Routes, std::string> callback_routes(const House& house, const Options& options, Door door, const Callback& callback,
    std::shared_ptr<Inbound> inbound, std::shared_ptr<LiveRequests> live);

}  // namespace linli::wecom
