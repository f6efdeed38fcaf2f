#pragma once
// What members do: write, press, open the chat. The platform carries it to whichever door the bot or the application has.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/standins/wecom/doors.hpp"
#include "tests/standins/wecom/gateway.hpp"

namespace wecom_standin {

enum class To : std::uint8_t { bot, application };
// A message of a member. In a group the bot hears it only when it is mentioned (§7.1), so `mention` puts "@name " before the text.
struct Words {
  std::string as{};                   // member
  std::string text{};
  std::string group{};                // name of the group; empty: the single chat
  To to{To::bot};                    // single chats: with whom
  bool mention{true};
  std::string type{"text"};          // "text", "voice" (the text is what the platform understood), "image", "file", "video", "location"
  std::string bytes{};               // of an image, a file …
  std::string quote{};               // it quotes this
  std::string msgid{};               // the same again: a duplicate; empty: a new one
};
// What became of something that was carried to the service.
struct Told {
  std::uint64_t number{};
  std::string msgid;
  std::string chat;
  std::string lost;                  // why nobody will ever hear it; empty so far
  std::string request;               // long connection: its req_id, or "kept"
  std::vector<Try> tries;            // callbacks
  bool over{};                       // nothing more is tried
};

class People {
 public:
  People(Core& core, Doors& doors, Gateway& gateway) : core_(core), doors_(doors), gateway_(gateway) {}
  std::uint64_t say(const Words& words);
  // A button of a card, by key or label, in the state in which `as` sees it. 0: there is no such card or button.
  std::uint64_t press(std::uint64_t card, const std::string& button, const std::string& as);
  std::uint64_t open_chat(const std::string& as);      // enter_chat (§7.3); 0: not the first visit of the day
  std::uint64_t event(const std::string& xml_fields);  // any event of the application, its fields as XML (§5.3, §5.4)
  std::uint64_t event(Json fields);                    // any event of the bot
  const Told& told(std::uint64_t number) const { return told_.at(number - 1); }
  const std::vector<Told>& all() const { return told_; }

 private:
  std::uint64_t begin(std::string chat, std::string msgid);
  std::uint64_t lose(std::uint64_t number, std::string why);
  Told& at(std::uint64_t number) { return told_[number - 1]; }
  Json body(const std::string& chat, const std::string& member, const std::string& msgid) const;
  void put_content(Json& body, const Words& words);
  std::string application_fields(const Words& words);
  std::string file(const std::string& bytes, Json& part);
  void to_bot(std::uint64_t number, Gateway::Call call);
  void to_application(std::uint64_t number, const std::string& member, const std::string& fields, std::uint64_t card);
  std::string answered(const Gateway::Call& call, const std::string& plain);
  void refresh(Gateway::Call call, std::string stream, std::uint64_t seen, std::chrono::microseconds began);
  void application_answered(const std::string& member, const std::string& plain, std::uint64_t card);

  Core& core_;
  Doors& doors_;
  Gateway& gateway_;
  std::vector<Told> told_;
  std::map<std::string, std::chrono::days> visited_;   // member -> the day of the last enter_chat
};

}  // namespace wecom_standin
