#include <algorithm>
#include <utility>

#include "service/room/asking.hpp"
#include "service/room/doors.hpp"
#include "service/words/short_address.hpp"

namespace linli::room {
namespace {

std::string plain(const SecretPtr& secret) {
  return secret ? secret->use([](const std::string& text) { return text; }) : std::string{};
}

std::string actor_on(const PersonView& person, AccountId account) {
  for (auto& [id, actor] : person.bindings)
    if (id == account) return actor;
  return {};
}

class Directory final : public webchat::Directory {
 public:
  Directory(House& house, Manner manner) : house_(house), manner_(std::move(manner)) {}

  void look(std::string person, std::function<void(std::optional<webchat::View>)> done) override {
    ask_store(house_.store, house_.loop, [this, person = std::move(person)](Reads& reads) { return view(reads, person); }, std::move(done),
              std::optional<webchat::View>());
  }

 private:
  // On a reader's thread; everything used here is immutable.
  std::optional<webchat::View> view(Reads& reads, const std::string& actor) const {
    webchat::View out;
    auto everybody = reads.people(house_.account);
    std::optional<PersonId> me;
    for (auto& person : everybody) {
      auto id = actor_on(person, house_.account);
      if (id == actor) {
        me = person.id;
        out.me = described(reads, person);
      }
      if (manner_.demo) out.people.push_back(described(reads, person));
    }
    if (!actor.empty() && !me) return std::nullopt;
    if (actor.empty() && !manner_.demo) return std::nullopt;
    if (!manner_.demo) out.people.push_back(out.me);
    if (manner_.demo)
      for (auto& key : manner_.suggestions)
        if (auto text = house_.words.word(key + "." + actor)) out.suggestions.push_back(*text);
    if (!me) return out;
    for (auto& chat : reads.chats(house_.account)) {
      if (chat.direct) continue;
      auto members = reads.members(chat.id);
      if (std::ranges::find(members, *me) == members.end()) continue;
      auto kind = chat.audience == manner_.supervisors ? webchat::ChatKind::supervisors : webchat::ChatKind::group;
      out.chats.push_back({chat.platform_chat, kind, chat.title, {}});
    }
    out.chats.push_back({webchat::direct_chat(actor), webchat::ChatKind::direct, {}, actor});
    if (manner_.demo)   // what is said to others can be followed there, but not answered
      for (auto& other : out.people)
        if (other.id != actor) out.chats.push_back({webchat::direct_chat(other.id), webchat::ChatKind::direct, other.name, other.id});
    return out;
  }

  webchat::Person described(Reads& reads, const PersonView& person) const {
    webchat::Person out;
    out.id = actor_on(person, house_.account);
    out.name = plain(person.name);
    if (!person.roles.empty()) out.role = person.roles.front().role;
    auto& homes = person.lets.empty() ? person.rents : person.lets;
    if (!homes.empty()) out.detail = short_address(homes);
    else if (!person.roles.empty()) out.detail = reads.area_name(person.roles.front().area);
    return out;
  }

  House& house_;
  Manner manner_;
};

}  // namespace

std::unique_ptr<webchat::Directory> directory_door(House& house, Manner manner) {
  return std::make_unique<Directory>(house, std::move(manner));
}

}  // namespace linli::room
