// Every decider looks only at what `wanted` asked for: records are filled with exactly that, and reading anything else would abort. All kinds of
// events, from all kinds of people, in all kinds of surroundings.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "bot/bot.hpp"
#include "bot/knowledge.hpp"
#include "bot/understanding/reader.hpp"
#include "service/knowledge/knowledge_loader.hpp"
#include "service/knowledge/lexicon_loader.hpp"

namespace deciders_test {
using namespace linli;

const Bot& bot() {
  static const Bot one = [] {
    auto config = std::filesystem::path(LINLI_SOURCE_DIR) / "config";
    auto loaded = load_knowledge(config).value();
    auto knowledge = std::make_shared<Knowledge>(std::move(loaded.knowledge));
    knowledge->reader = std::make_shared<Reader>(load_lexicon(config / "lexicon").value(), knowledge->zone);
    return Bot(knowledge);
  }();
  return one;
}

constexpr PersonId landlord{1}, renter{2}, worker{5};
constexpr AreaId group{11}, committee{12}, street{13};

// A store of one house, with everything in it that could be asked for, some of it missing at random.
struct House {
  std::mt19937 dice;
  Instant now;
  PersonId writer;
  bool known, in_direct;

  explicit House(unsigned seed) : dice(seed) {
    auto& zone = bot().knowledge().zone;
    now = zone.at(*parse_day("2020-02-15"), Minutes(roll(1440)));
    writer = PersonId{roll(3) == 0 ? worker.value : roll(2) == 0 ? renter.value : landlord.value};
    known = roll(6) != 0;
    in_direct = roll(2) == 0;
  }
  int roll(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(dice); }

  PlaceRow place(int n) { return {PlaceId{20 + n}, group, "dwelling", "南浜新村68号30" + std::to_string(n)}; }
  DateValue day(int offset) {
    DateValue v;
    v.start = v.end = bot().knowledge().zone.day(now) + std::chrono::days(offset);
    return v;
  }
  CaseRow a_case(int n) {
    auto& books = bot().knowledge().playbooks;
    auto& book = books[std::size_t(roll(int(books.size())))];
    CaseRow row;
    row.id = CaseId{40 + n};
    row.playbook = book.kind;
    row.version = book.version;
    auto& state = book.states[std::size_t(roll(int(book.states.size())))];
    row.state = state.name;
    row.final = state.final;
    row.place = place(n);
    row.landlord = landlord;
    if (roll(2) == 0) row.renter = renter;
    row.landlord_reachable = roll(4) != 0;
    row.renter_reachable = roll(2) == 0;
    row.reporter = roll(2) == 0 ? landlord : renter;
    row.owner.person = landlord;
    row.opened = row.changed = now - std::chrono::days(1);
    for (auto& [name, sources] : book.dates)
      if (roll(2) == 0) row.dates[name] = day(roll(5) - 2);
    if (book.policy && !row.final && roll(3) == 0) {
      row.climb.reason = "fever";
      row.climb.step = roll(int(book.policy->steps.size()) + 1) - 1;
      row.climb.past_end = roll(3) == 0;
      if (roll(2) == 0) row.climb.lease_until = now + std::chrono::minutes(30);
    }
    row.dues.push_back({DueId{170 + n}, DueKind(roll(10)), now, due_name(book), row.id, {}, {}, {}, group, roll(3)});
    if (book.handover && !row.final && roll(2) == 0)
      row.dues.push_back({DueId{180 + n}, DueKind::handover, now + std::chrono::hours(1), "", row.id, {}, roll(2) == 0 ? writer : renter, {}, group, 120});
    return row;
  }
  std::string due_name(const Playbook& book) {
    std::vector<std::string> names{"", "gone"};
    for (auto& r : book.reminders) names.push_back(r.name);
    for (auto& l : book.limits) names.push_back(l.name);
    return names[std::size_t(roll(int(names.size())))];
  }
  QuestionRow a_question(std::optional<CaseId> about) {
    QuestionRow q{QuestionId{60}, writer, ChatId{}, about, {}, {}, {}, {}, 1 + roll(2), now};
    q.asks = {Asked(1 + roll(12))};
    if (roll(2) == 0) q.choices = {{Choice::What::yes, {}, 0}, {Choice::What::no, {}, 0}, {Choice::What::place, {}, 21}, {Choice::What::day, day(1), 0},
                                   {Choice::What::of_case, {}, 41}, {Choice::What::tenancy, {}, 81}, {Choice::What::other, {}, 0}, {Choice::What::topic, {}, 1 + roll(5)}};
    if (about && roll(2) == 0) q.reminder = bot().knowledge().playbooks.front().kind;
    if (roll(2) == 0) {
      Proposed p;
      p.fact.intent = Intent(1 + roll(19));
      if (roll(2) == 0) p.fact.slots.push_back({Slot::date, day(roll(4)), {}, {}, "test"});
      if (roll(2) == 0) p.place = PlaceId{21};
      if (roll(3) == 0) p.of = CaseId{41};
      q.proposed.push_back(p);
    }
    return q;
  }
  AroundRow around() {
    AroundRow a{{{group, "group", "village"}, {committee, "committee", ""}, {street, "street", ""}}, {}, {{ChatId{31}, street, false, "supervisors", ""}}};
    for (auto& [id, role, at, level] : {std::tuple{3, "group leader", group, "group"}, {5, "committee worker", committee, "committee"}, {7, "supervisor", street, "street"}})
      if (roll(4) != 0) a.holders.push_back({PersonId{id}, role, at, level, roll(3) != 0, roll(3) != 0});
    return a;
  }

  std::optional<CaseRow> maybe_case() { return roll(6) == 0 ? std::nullopt : std::optional(a_case(1)); }
  void put_case(Records& r, const DueRow* due = nullptr) {
    auto row = maybe_case();
    if (row && due) row->dues.push_back(*due);
    if (row) r.arounds.put(row->place.area, around());
    r.the_case.put(row);
  }
  void load(const Keys& keys, Records& r, const std::vector<FragmentId>& parts) {
    for (auto& key : keys.load) {
      if (std::holds_alternative<key::Sender>(key)) {
        SenderRow sender{StreetId{1}, {}, {}, roll(4)};
        if (known) {
          sender.person = PersonRow{writer, {}, roll(3) != 0, {roll(4) == 0 ? Language::en : Language::zh, roll(4) == 0}};
          if (writer == worker) sender.person->roles.push_back({"committee worker", committee});
        } else if (roll(2) == 0) {
          sender.enrolment = EnrolmentId{90};
        }
        r.sender.put(sender);
        r.chat.put({ChatId{30}, group, in_direct, in_direct ? "" : "landlords", "village"});
        std::vector<TenancyRow> lets;
        for (int n = 1, count = roll(3); known && n <= count; ++n)
          lets.push_back({TenancyId{80 + n}, place(n), landlord, roll(2) == 0 ? std::optional(renter) : std::nullopt,
                          roll(2) == 0 ? std::make_shared<const Secret>("小王") : nullptr, roll(2) == 0, writer == landlord});
        r.tenancies.put(lets);
      } else if (std::holds_alternative<key::Conversation>(key)) {
        std::vector<QuestionRow> questions;
        if (known && roll(2) == 0) questions.push_back(a_question(roll(2) == 0 ? std::optional(CaseId{41}) : std::nullopt));
        r.questions.put(questions);
        std::vector<ReportRow> reports;
        if (known && roll(2) == 0)
          reports.push_back({ReportId{50}, writer, now - std::chrono::minutes(roll(3000)), false,
                             {{FactId{51}, ReportId{50}, CaseId{41}, PlaceId{21}, Intent(1 + roll(19)), false, false, {{Slot::date, day(1), {}, {}, "test"}}, now}}});
        r.reports.put(reports);
        std::vector<FragmentRow> fragments;
        for (auto part : parts) fragments.push_back({part, now - std::chrono::seconds(roll(30)), roll(2) == 0});
        if (parts.empty() && roll(4) == 0) fragments.push_back({FragmentId{99}, now, roll(2) == 0});
        r.fragments.put(fragments);
        r.kept.put(roll(3) == 0 ? std::vector<KeptRow>{{ChatId{30}, MediaKind(roll(4)), now - std::chrono::seconds(roll(200))}} : std::vector<KeptRow>{});
      } else if (std::holds_alternative<key::LastCard>(key)) {
        std::optional<CardRow> card;
        if (roll(3) != 0) card = CardRow{roll(2) == 0 ? std::optional(QuestionId{60}) : std::nullopt, now - std::chrono::minutes(roll(3) - 1),
                                         {QuestionChoice{QuestionId{60}, std::uint32_t(roll(3))}, CaseVerb{CaseId{41}, "take_over", ""}, EnrolmentVerb{EnrolmentId{90}, "refuse"}}};
        if (card && roll(2) == 0) std::ranges::reverse(card->buttons);
        r.card.put(card);
      } else if (std::holds_alternative<key::Cases>(key)) {
        std::vector<CaseRow> cases;
        for (int n = 1, count = roll(3); known && n <= count; ++n) cases.push_back(a_case(n));
        r.cases.put(cases);
      } else if (std::holds_alternative<key::Places>(key)) {
        r.places.put(roll(2) == 0 ? std::vector<PlaceRow>{} : std::vector<PlaceRow>{place(1), place(4)});
      } else if (std::holds_alternative<key::Case>(key)) {
        put_case(r);
      } else if (std::holds_alternative<key::Due>(key)) {
        if (roll(8) == 0) {
          r.due.put(std::nullopt);
          continue;
        }
        auto& books = bot().knowledge().playbooks;
        DueRow due{DueId{70}, DueKind(roll(10)), now, due_name(books[std::size_t(roll(int(books.size())))]), {}, {}, writer, ChatId{30}, group, roll(3)};
        if (!parts.empty()) due.kind = DueKind::burst;
        if (due.kind == DueKind::digest) due.name = books.front().kind;
        if (due.kind == DueKind::card) r.question.put(roll(2) == 0 ? std::nullopt : std::optional(a_question({})));
        bool of_case = due.kind != DueKind::digest && due.kind != DueKind::burst && due.kind != DueKind::card;
        if (of_case) {
          due.of = CaseId{41};
          put_case(r, &due);
        }
        r.due.put(due);
      } else if (std::holds_alternative<key::Question>(key)) {
        auto q = roll(3) == 0 ? std::nullopt : std::optional(a_question(roll(2) == 0 ? std::optional(CaseId{41}) : std::nullopt));
        if (q && q->about) put_case(r);
        r.question.put(q);
      } else if (auto* a = std::get_if<key::Around>(&key)) {
        r.arounds.put(a->area, around());
      } else if (std::holds_alternative<key::PastEnd>(key)) {
        std::vector<CaseRow> past;
        for (int n = 1, count = roll(4); n <= count; ++n) past.push_back(a_case(n));
        r.past_end.put(past);
      } else if (std::holds_alternative<key::Enrolment>(key)) {
        r.enrolment.put(roll(4) == 0 ? std::nullopt
                                     : std::optional(EnrolmentRow{EnrolmentId{90}, "1234", roll(2) == 0 ? std::optional(place(1)) : std::nullopt, {}, "x", AccountId{1}, roll(3) != 0}));
      } else if (std::holds_alternative<key::PlannedSay>(key)) {
        r.say.put(roll(4) == 0 ? std::nullopt : std::optional(SayHead{SayId{95}, CaseId{41}, roll(2) == 0 ? std::optional(PersonId{3}) : std::nullopt, roll(2) == 0}));
      }
    }
  }

  Body some_body(std::vector<FragmentId>& parts) {
    static const std::vector<std::string> texts{"我家301的租客小王2月15号从武汉回来,一家三口,坐高铁", "到了", "还没", "改到18号了", "他不回来了,退租", "撤回", "不对", "对",
        "18号", "301", "2", "登记好了", "38度2 头疼", "36.5 正常", "转人工", "要隔离几天", "301小王15号回 湖北；302小李16号回 安徽；303空的", "收到", "小王", "",
        "还没定", "过两天回来", "隔壁88号昨晚有人住进来了,没登记", "不是的,三个人", "路上在合肥住一夜", "我18号才有票", "帮助", "长辈版", "普通版", "好了", "好了,谢谢", "person please", "I am back on 18 Feb"};
    auto text = texts[std::size_t(roll(int(texts.size())))];
    switch (roll(8)) {
      case 0: return DueIn{DueId{70}};
      case 1: return DeliveryIn{SayId{95}, DeliveryOutcome(roll(8))};
      case 2: {
        static const std::vector<std::string> keys{"q:60:0", "q:60:1", "q:60:3", "q:60:99", "c:41:take_over", "c:41:close", "c:41:close:not_coming", "c:41:hand_on:7",
            "c:41:snooze:60", "c:41:nonsense", "e:90:landlord", "e:90:renter", "e:90:refuse", "rubbish", ""};
        return ButtonIn{keys[std::size_t(roll(int(keys.size())))]};
      }
      case 3:
        parts = {FragmentId{97}, FragmentId{98}};
        return BurstIn{DueId{70}, parts, text + "\n" + texts[std::size_t(roll(int(texts.size())))], now};
      case 4: return MediaIn{MediaKind(roll(4)), MediaIn::Got(roll(3)), "image/jpeg", "bytes", roll(2) == 0};
      case 5: return in_direct ? Body(HelloIn{roll(2) == 0}) : Body(MessageIn{text, true});
      default: return MessageIn{text, roll(3) == 0, roll(4) == 0};
    }
  }
};

TEST(Deciders, NeverReadWhatWasNotAskedFor) {
  std::size_t said = 0, silent = 0;
  for (unsigned seed = 1; seed <= 6000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    House house(seed);
    std::vector<FragmentId> parts;
    Event event{AccountId{1}, house.roll(4) == 0 ? "e#1" : "e", "chat", house.in_direct, "actor", house.now, house.now, house.some_body(parts)};
    auto reading = bot().read(event);
    Records records;
    house.load(bot().wanted(event, reading, nullptr), records, parts);
    auto more = bot().wanted(event, reading, &records);
    house.load(more, records, parts);
    auto d = bot().decide(records, reading, event, house.now);
    // Whatever happens, the words have a reason, buttons a label, and nothing is closed twice.
    std::set<std::int64_t> questions, dues;
    for (auto& c : d.closes) {
      if (auto* q = std::get_if<QuestionId>(&c.what)) EXPECT_TRUE(questions.insert(q->value).second) << "question closed twice";
      if (auto* due = std::get_if<DueId>(&c.what)) EXPECT_TRUE(dues.insert(due->value).second) << "due closed twice";
    }
    for (auto& s : d.says) {
      EXPECT_FALSE(s.why.empty());
      EXPECT_FALSE(s.parts.empty());
      for (auto& part : s.parts) EXPECT_FALSE(part.tmpl.empty());
      for (auto& b : s.buttons) EXPECT_FALSE(b.label.tmpl.empty());
    }
    d.says.empty() ? ++silent : ++said;
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(said, 1000U);
  EXPECT_GT(silent, 1000U);
}

}  // namespace deciders_test
