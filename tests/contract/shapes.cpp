// What members see of the bot's words.
#include <algorithm>

#include "adapters/utf8.hpp"
#include "tests/contract/check.hpp"

namespace linli::contract {
namespace shapes {

using enum DeliveryOutcome;

Complaint arrives(Harness& harness, const std::string& text) {
  auto end = carry(harness, harness.words(text));
  if (!end || end->outcome != sent) return "it was not sent";
  auto parts = harness.seen();
  if (std::ranges::any_of(parts, &Seen::cut)) return "the platform had to cut it";
  if (std::ranges::any_of(parts, [](auto& part) { return utf8::clean(part.text) != part.text; })) return "it was cut inside a character";
  if (joined(parts) != text) return "not all of the text arrived, once and in order";
  return {};
}

Complaint a_long_text_arrives_whole(Harness& harness) { return arrives(harness, sentences(harness.part_bytes() * 5 / 2)); }

Complaint a_long_text_is_cut_at_the_end_of_a_sentence(Harness& harness) {
  auto text = sentences(harness.part_bytes() * 5 / 2);
  if (auto wrong = arrives(harness, text)) return wrong;
  auto parts = harness.seen();
  if (parts.size() < 2) return "it was not cut";
  for (auto& part : parts) {
    if (part.text.size() > harness.part_bytes()) return "a part has more bytes than the platform takes";
    if (!part.text.ends_with("。")) return "a part ends inside a sentence";
  }
  return {};
}

// No sentence ends here, and no number of bytes fits evenly: characters of three and of four bytes, some joined to one.
Complaint a_long_text_is_not_cut_inside_a_character(Harness& harness) {
  std::string text;
  while (text.size() < harness.part_bytes() * 5 / 2) text += "甲乙🏠丙é👨‍👩‍👧";
  return arrives(harness, text);
}

Outgoing card(Harness& harness, std::size_t buttons) {
  auto words = harness.words("2月15日回来，对吗？");
  for (std::size_t i = 0; i < buttons; ++i) words.buttons.push_back({"q:12:" + std::to_string(i), "选" + std::to_string(i)});
  return words;
}

Complaint can_be_chosen(Harness& harness, std::size_t buttons) {
  auto words = card(harness, buttons);
  auto end = carry(harness, words);
  if (!end || end->outcome != sent) return "it was not sent";
  auto parts = harness.seen();
  std::vector<std::string> shown;
  for (auto& part : parts) shown.insert(shown.end(), part.buttons.begin(), part.buttons.end());
  bool numbered = buttons > harness.buttons_most();
  if (numbered != shown.empty()) return numbered ? "buttons are shown that nobody can press there" : "no button is shown";
  auto text = joined(parts);
  for (std::size_t i = 0; i < buttons; ++i) {
    auto& label = words.buttons[i].label;
    bool there = numbered ? text.find("\n" + std::to_string(i + 1) + " " + label) != std::string::npos : i < shown.size() && shown[i] == label;
    if (!there) return "choice " + std::to_string(i + 1) + " cannot be made";
  }
  return {};
}
Complaint buttons_are_shown_or_numbered(Harness& harness) { return can_be_chosen(harness, 2); }
Complaint too_many_buttons_are_numbered(Harness& harness) { return can_be_chosen(harness, harness.buttons_most() + 2); }

Complaint a_mention_arrives(Harness& harness) {
  auto words = harness.words("请看一下");
  words.mention = harness.member();
  auto end = carry(harness, words);
  if (!end || end->outcome != sent) return "it was not sent";
  auto parts = harness.seen();
  if (parts.size() != 1 || parts[0].mentions != std::vector{words.mention}) return "nobody was mentioned";
  return {};
}

// Each of the platform's messages counts against its limits, so the dispatcher is told before how many there will be.
Complaint every_part_is_counted(Harness& harness) {
  auto words = harness.words(sentences(harness.part_bytes() * 5 / 2));
  auto cost = harness.cost(words);
  auto end = carry(harness, words);
  if (!end || end->outcome != sent) return "it was not sent";
  if (harness.seen().size() != cost) return "announced: " + std::to_string(cost) + ", seen: " + std::to_string(harness.seen().size());
  return {};
}

// What people wrote is quoted by the bot; it names nobody and leads nowhere.
Complaint what_people_wrote_is_no_markup(Harness& harness) {
  auto end = carry(harness, harness.words("他写：**粗** [看](http://x.invalid) <@" + harness.member() + "> @all"));
  if (!end || end->outcome != sent) return "it was not sent";
  for (auto& part : harness.seen())
    if (!part.mentions.empty()) return "somebody was mentioned";
  if (joined(harness.seen()).find("http://x.invalid") == std::string::npos) return "it became a link";
  return {};
}

// Changed, or left as it is; never said a second time.
Complaint a_settled_card_is_not_said_again(Harness& harness) {
  auto words = card(harness, 2);
  auto end = carry(harness, words);
  if (!end || end->outcome != sent) return "it was not sent";
  auto before = harness.seen().size();
  auto settled = harness.words("2月15日回来，对吗？\n✓ 记下了");
  settled.replaces = end->platform_id.empty() ? words.key : end->platform_id;
  if (!carry(harness, settled)) return "no end within the send limit";
  return harness.seen().size() == before ? std::nullopt : Complaint("it was said again");
}

}  // namespace shapes

void add_shapes(std::vector<Check>& to) {
  using namespace shapes;
  to.push_back({"ALongTextArrivesWhole", {}, a_long_text_arrives_whole});
  to.push_back({"ALongTextIsCutAtTheEndOfASentence", {Feature::splitting}, a_long_text_is_cut_at_the_end_of_a_sentence});
  to.push_back({"ALongTextIsNotCutInsideACharacter", {}, a_long_text_is_not_cut_inside_a_character});
  to.push_back({"ButtonsAreShownOrNumbered", {}, buttons_are_shown_or_numbered});
  to.push_back({"TooManyButtonsAreNumbered", {Feature::few_buttons}, too_many_buttons_are_numbered});
  to.push_back({"EveryPartIsCounted", {}, every_part_is_counted});
  to.push_back({"WhatPeopleWroteIsNoMarkup", {}, what_people_wrote_is_no_markup});
  to.push_back({"ASettledCardIsNotSaidAgain", {}, a_settled_card_is_not_said_again});
  to.push_back({"AMentionArrives", {Feature::mention_out}, a_mention_arrives});
}

}  // namespace linli::contract
