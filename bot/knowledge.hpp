#pragma once
// What the bot knows besides the records: playbooks, vocabulary, calendars, manners. Parsed and checked outside (service/knowledge), immutable.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bot/casework/playbook.hpp"
#include "bot/model/time.hpp"

namespace linli {

class Reader;

// A role of config/roles.toml.
struct RoleTraits {
  std::string name;
  bool staff{};                       // may use the verbs, answers for an area; written to at night as the playbook says
  bool enrols{};                      // may confirm newcomers
};

// How the bot behaves, from config/linli.toml [manners].
struct Manners {
  Minutes quiet_from{}, quiet_to{};   // nothing is started towards residents between them (over midnight)
  std::chrono::seconds burst_silence{}, burst_longest{};
  std::chrono::seconds adds_within{};  // a bare value said so soon after a report adds to it
  std::int32_t ask_tries{};           // questions without an answer before a steward is given it
  Minutes card_again{}, card_to_steward{};
  std::chrono::hours undo_window{};   // how far back "my last report" reaches for 不对 and 撤回
  std::int32_t ways_in{};             // polite lines to one unknown sender
  double fever_from{};                // degrees; from there on, and with these symptoms, a person is told at once
  std::vector<std::string> fever_words;
  std::string fever_reason;           // the reason of that escalation, a word key
};

// Words with which somebody asks for another manner, or hands back whom they were put through to; and the choices of help. From
// config/linli.toml [phrases] and [help]; words are compared with the whole message (bot/conversation/phrases.hpp).
struct Phrases {
  std::vector<std::string> plain_on, plain_off, hand_back, help, beside;
  std::map<std::string, std::vector<std::string>> choices;   // who asks (a party, "resident", "staff") -> topics, as numbered
};

struct Knowledge {
  Zone zone{"UTC", {}};
  std::vector<Playbook> playbooks;
  std::map<std::string, RoleTraits> roles;
  Manners manners;
  Phrases phrases;
  std::shared_ptr<const Reader> reader;
  bool second_reader{};                          // somebody reads a second time what was not understood (docs/second-reader.md)
  std::map<std::string, std::string> stewards;   // kind of area (village, compound) -> role that is the steward there
};

}  // namespace linli
