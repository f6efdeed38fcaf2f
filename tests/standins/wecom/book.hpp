#pragma once
// What everybody sees in their chats, in order, and the cards that can be pressed.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bot/model/time.hpp"

namespace wecom_standin {

// Chats as people have them: a group by its name; the single chat with the bot and the one with the application are two different chats.
std::string with_bot(std::string_view member);           // "landlord68@bot"
std::string with_application(std::string_view member);   // "landlord68@application"

enum class By : std::uint8_t { member, reply, welcome, push, webhook, application, late };  // late: through response_url (§7.4)
std::string_view name_of(By by);

struct Button {
  std::string key, label;
  int style{};                            // 4: grey (§9)
};
// A message or a card as it looks.
struct Look {
  std::string text;                       // as the client shows it: marks of markdown gone, a card's lines one below the other
  std::string raw;                        // as it was sent: the text, or the card's JSON
  std::string type;                       // msgtype
  std::vector<Button> buttons;
  std::vector<std::string> mentions;      // userids, or "@all"
  std::string task;                       // a card's task_id
  bool cut{};                             // the platform cut it (§5.2)
};
struct Seen {
  std::uint64_t number{};                 // 1, 2, 3 … over all chats
  linli::Instant at{};                    // of the last change too
  std::string chat;
  By by{};
  std::string from;                       // the member who wrote; empty: the bot, the application or a webhook
  Look look;
  std::map<std::string, Look> only_for;   // members for whom the card was changed alone (§7.2 userids)
  bool finished{true};                    // false: a stream that goes on
  int changes{};
  std::uint64_t revision{};               // of the book when it was shown or last changed
  bool recalled{};
  std::string msgid;                      // of an application message

  const Look& as(const std::string& member) const {
    auto own = only_for.find(member);
    return own == only_for.end() ? look : own->second;
  }
};

class Book {
 public:
  std::uint64_t show(Seen seen) {
    seen.number = seen_.size() + 1, seen.revision = ++revision_;
    seen_.push_back(std::move(seen));
    return seen_.back().number;
  }
  Seen* find(std::uint64_t number) { return number && number <= seen_.size() ? &seen_[number - 1] : nullptr; }
  // The newest card of that task_id, in that chat or anywhere.
  Seen* card(std::string_view task, std::string_view chat = {}) {
    for (auto it = seen_.rbegin(); it != seen_.rend(); ++it)
      if (!it->look.task.empty() && it->look.task == task && (chat.empty() || it->chat == chat)) return &*it;
    return nullptr;
  }
  const std::vector<Seen>& all() const { return seen_; }
  void changed(Seen& seen) { ++seen.changes, seen.revision = ++revision_; }
  std::uint64_t revision() const { return revision_; }  // grows with everything that anybody can see

 private:
  std::uint64_t revision_{};
  std::vector<Seen> seen_;
};

}  // namespace wecom_standin
