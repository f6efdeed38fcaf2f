#include "service/words/templates.hpp"

#include "bot/model/case.hpp"
#include "bot/model/reading.hpp"

namespace linli {

const std::vector<std::string>& templates_in_code() {
  static const std::vector<std::string> names{
      "ack.fever", "ack.tip_off", "ack.withdrawn", "advise.delete", "ask.date", "ask.origin", "ask.origin_each", "ask.people", "ask.people_each", "ask.room", "ask.room_of_tip", "ask.room_of_tip_in_one", "ask.room_other", "asked_enough",
      "button.case", "button.day", "button.enrol_landlord", "button.enrol_refuse", "button.enrol_renter", "button.no", "button.none_of_these",
      "button.hours", "button.minutes", "button.other", "button.person", "button.place", "button.result", "button.yes",
      "card.again", "card.not_yours", "card.settled", "climb.settled", "climb.taken_back",
      "confirm.answer", "confirm.arrived", "confirm.away", "confirm.cancel", "confirm.change", "confirm.health", "confirm.human",
      "confirm.leaving", "confirm.nothing_to_report", "confirm.registered", "confirm.return_report", "confirm.stayed", "confirm.unreachable",
      "confirm.vacant", "confirm.which", "correct",
      "enrol.again", "enrol.card", "enrol.done", "enrol.hello", "enrol.place_noted", "enrol.refused", "enrol.refused_done", "enrol.unnamed", "enrol.waiting", "enrol.welcome",
      "follow_up", "follow_up.not_yet", "group.advise_delete", "group.correct", "group.follow_up", "group.in_direct", "group.media.kept", "group.media.not_fetched", "group.media.too_large",
      "group.media.unheard", "group.noted", "group.record", "group.retract", "group.see_direct", "group.write_direct", "heard.words",
      "hello.landlord", "hello.mention_me", "hello.renter", "hello.resident", "hello.staff", "media.kept", "media.kept_with", "media.not_fetched",
      "media.too_large", "media.unheard", "media.unheard.given_on",
      "button.hand_back", "handover.answered", "handover.asked", "handover.given_back", "handover.media", "handover.over", "handover.ran_out",
      "record.human.later", "record.human.nobody", "record.human.put_through", "help", "help.landlord", "help.mine", "help.mine.none", "help.renter",
      "help.resident", "help.staff", "manner.plain", "manner.usual",
      "not_for_you", "nothing_open.cancel", "nothing_open.change", "nothing_open.registered", "nothing_to_retract", "notify.cancel", "notify.change",
      "question.bot", "question.contact", "question.duty", "question.entry", "question.fever", "question.isolation", "question.masks",
      "question.pass", "question.record", "question.registration",
      "ask.date_which", "record.answer", "record.arrived", "record.away", "record.cancel", "record.change", "record.health",
      "record.health.fever", "record.health.negated", "record.human", "record.leaving",
      "record.negated", "record.nothing_to_report", "record.registered", "record.return_report", "record.return_report.self", "record.stayed",
      "record.tip_off", "record.unreachable", "record.vacant", "retract", "retract.already", "retract.several", "retract.unrecorded", "settled", "settled.fact", "steward.no_answer",
      // the verbs of the staff, bot/casework/verbs.cpp
      "verb.close_with", "verb.closed", "verb.closed_with", "verb.hand_on_to", "verb.handed_on", "verb.no_result_here", "verb.no_snooze",
      "verb.nobody_to_hand_on", "verb.not_here", "verb.settled", "verb.snooze_for", "verb.snoozed", "verb.taken_by_other", "verb.taken_over",
      "verb.unknown",
      // the timeline and the story of a case, service/timeline and service/words/story.cpp
      "story.fact", "story.left_out", "story.said", "story.step"};
  return names;
}

const std::vector<std::string>& templates_if_there() {
  static const auto names = [] {
    std::vector<std::string> all{"settled.answered", "settled.asked_anew", "settled.climb_over", "settled.closed", "settled.closed.by", "settled.corrected",
                                 "settled.declined", "settled.given_to_steward", "settled.handed_on.by", "settled.result", "settled.retracted",
                                 "settled.state_changed", "settled.taken_over", "settled.taken_over.by"};
    for (int i = 0; i <= int(Intent::retract); ++i)
      for (auto* family : {"meaning.", "settled.fact."})
        for (auto* negated : {"", ".negated"}) all.push_back(family + std::string(name_of(Intent(i))) + negated);
    for (int i = 0; i <= int(StepKind::taken_over_late); ++i) all.push_back("step." + std::string(name_of(StepKind(i))));
    return all;
  }();
  return names;
}

std::string usual_file(std::string_view name) {
  auto family = name.substr(0, name.find('.'));
  if (family == "settled") return "cards.toml";
  if (family == "verb" || family == "climb") return "casework.toml";
  if (family == "story" || family == "step" || family == "meaning") return "story.toml";
  return "conversation.toml";
}

}  // namespace linli
