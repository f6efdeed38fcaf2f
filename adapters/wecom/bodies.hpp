#pragma once
// What is sent by each way, as JSON (D-99110, D-90236, D-101031, D-101463). Pure.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/wecom/card.hpp"
#include "adapters/wecom/outcome.hpp"
#include "adapters/wecom/ways.hpp"

namespace linli::wecom {

// One message of the platform.
struct Piece {
  enum class As : std::uint8_t { text, card, notice, warning };   // card: with the words' buttons; the last two: of an escalation by webhook
  std::string text;                    // plain
  As as{};
  bool mention{};
  bool card() const { return as == As::card; }
};
// The words in order, each piece within the way's bytes. Where a card cannot stand (a webhook, a response_url, an application that hears no
// press, too many or too long buttons), its choices are numbered. An escalation by webhook is a card that opens `page`, else markdown that is seen
// from afar, else, too long for that, text.
std::vector<Piece> plan(const Choice& choice, const Outgoing& words, const Page& page, const Names& bot_names);
// What is left of a plan made for another way.
std::vector<Piece> plan_again(const Choice& choice, const Outgoing& words, const std::vector<Piece>& left, const Names& bot_names);

std::string webhook_body(const Piece& piece, const Outgoing& words, const Page& page);
// `once`: the platform keeps a repetition of the same body within 1800 s from being seen twice.
std::string application_body(const Piece& piece, const Outgoing& words, const std::string& member, std::int64_t agent, bool once);
std::string push_body(const Piece& piece, const Outgoing& words, const Target& target);
// As a stream that is finished at once; `markdown`: for groups where streams are not shown (600039). `number` tells its stream from others.
std::string reply_body(const Piece& piece, const Outgoing& words, std::size_t number, bool markdown);
std::string welcome_body(const Piece& piece, const Outgoing& words);
std::string response_body(const Piece& piece);

std::string update_body(std::string_view text, std::string_view task);   // of a click
std::string update_body(std::string_view text, std::string_view task, const std::string& member, std::int64_t agent, std::string_view code);

}  // namespace linli::wecom
