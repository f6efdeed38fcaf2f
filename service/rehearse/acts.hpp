#pragma once
// The acts of the label guide as text: record{intent: return_report, date: 2020-02-15} + ask_origin. What is expected and what came are brought
// into the same form and compared: named arguments strictly, arguments not named are free.
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace linli::rehearse {

struct ActText {
  std::string name;
  std::map<std::string, std::string> args;   // lists are written a,b; an empty list is "[]"
};

// Nothing is expected to be said: the one act that is none.
inline constexpr std::string_view stay_quiet = "stay_quiet";

// "record{...} + ask_date"; or one sentence saying what is wrong.
std::expected<std::vector<ActText>, std::string> parse_acts(std::string_view text);
std::string write_acts(const std::vector<ActText>& acts);

// Whether `got` is what `want` says: the same acts, each named argument the same. Order does not matter within one message.
bool same_acts(const std::vector<ActText>& want, const std::vector<ActText>& got);
// A wanted value against one that came. An instant fits the day it falls on where only a day is wanted.
bool same_value(std::string_view want, std::string_view got);

}  // namespace linli::rehearse
