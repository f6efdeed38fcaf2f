#pragma once
// A small made-up street in the form of views, for tests of words and of the timeline.
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "service/words/words.hpp"

namespace made_up {

using namespace linli;

inline Day day(const char* text) { return *parse_day(text); }
inline Zone shanghai() { return Zone("Asia/Shanghai", {{Instant{}, std::chrono::hours(8)}}); }
inline Instant at(const char* date, int hour, int minute = 0) {
  return Instant(day(date).time_since_epoch()) + std::chrono::hours(hour - 8) + std::chrono::minutes(minute);
}
inline SecretPtr secret(std::string text) { return std::make_shared<const Secret>(std::move(text)); }
inline DateValue on(const char* date) {
  DateValue d;
  d.start = d.end = day(date);
  return d;
}
inline Found found(Slot slot, Value value) {
  Found f;
  f.slot = slot;
  f.value = std::move(value);
  return f;
}
inline const std::shared_ptr<const Words>& words() {
  static const auto all = [] {
    auto loaded = Words::load(std::string(LINLI_SOURCE_DIR) + "/templates", shanghai());
    if (!loaded) throw std::runtime_error(describe(loaded.error().front()));
    return *loaded;
  }();
  return all;
}

// Person 1 lets place 1 to person 2; 3 leads the group.
struct Street {
  std::map<PersonId, SecretPtr> names{{{1}, secret("王房东")}, {{2}, secret("小王")}, {{3}, secret("张组长")}};
  std::map<PlaceId, std::string> places{{{1}, "南浜新村68号301"}, {{2}, "南浜新村68号302"}};
  std::map<FactId, FactView> facts;
  std::map<CaseId, CaseView> cases;
  std::map<QuestionId, QuestionRow> questions;
  std::map<CaseId, Story> stories;
  std::map<ChatId, std::string> chats{{{1}, "landlords"}, {{2}, "supervisors"}};

  Street() {
    FactView f;
    f.row.id = {1};
    f.row.of = CaseId{1};
    f.row.place = PlaceId{1};
    f.row.intent = Intent::return_report;
    f.row.said = at("2020-02-11", 9, 30);
    f.row.slots = {found(Slot::date, on("2020-02-15")), found(Slot::people, std::int64_t(3)), found(Slot::by, std::string("train"))};
    f.sealed = {{Slot::origin, secret("武汉")}, {Slot::renter, secret("小王")}};
    f.address = places[{1}];
    f.by = {1};
    f.by_name = names[{1}];
    f.words = secret("我家301的租客小王2月15号从武汉回来,一家三口,坐高铁");
    f.rule = "return.from";
    f.reason = "certain";
    facts.emplace(f.row.id, f);

    CaseView c;
    c.row.id = {1};
    c.row.playbook = "return";
    c.row.state = "expected";
    c.row.place = {{1}, {4}, "dwelling", places[{1}]};
    c.row.landlord = PersonId{1};
    c.row.renter = PersonId{2};
    c.row.values = {{Slot::date, {1}}, {Slot::people, {1}}, {Slot::origin, {1}}};
    c.row.dates = {{"expected", on("2020-02-15")}};
    c.landlord_name = names[{1}];
    c.renter_name = names[{2}];
    c.current = {f};
    cases.emplace(c.row.id, c);
  }

  Sight sight() const {
    auto of = [](auto& map) {
      return [&map](auto id) {
        auto found = map.find(id);
        return found == map.end() ? std::nullopt : std::optional(found->second);
      };
    };
    Sight s;
    s.fact = of(facts);
    s.the_case = of(cases);
    s.question = of(questions);
    s.enrolment = [](EnrolmentId id) {
      return std::optional(EnrolmentRow{id, "4821", PlaceRow{{1}, {4}, "dwelling", "南浜新村68号301"}, {}, {}, {}, true});
    };
    s.story = of(stories);
    s.name = [this](PersonId id) { return names.contains(id) ? names.at(id) : nullptr; };
    s.address = [this](PlaceId id) { return places.contains(id) ? places.at(id) : std::string(); };
    s.area_name = [](AreaId) { return std::string("1组"); };
    s.chat_audience = [this](AccountId, ChatId id) { return chats.contains(id) ? chats.at(id) : std::string(); };
    return s;
  }
};

inline SayRow to_group(std::string tmpl, std::vector<std::pair<std::string, Arg>> args, ChatId chat = {1}) {
  SayRow row;
  row.platform_chat = "group-1";
  row.say.to = ToChat{chat};
  row.say.parts.push_back({Act::say, std::move(tmpl), std::move(args)});
  return row;
}
inline SayRow to_person(std::string tmpl, std::vector<std::pair<std::string, Arg>> args) {
  SayRow row;
  row.actor = "somebody";
  row.say.to = ToPerson{PersonId{1}};
  row.say.parts.push_back({Act::say, std::move(tmpl), std::move(args)});
  return row;
}

}  // namespace made_up
