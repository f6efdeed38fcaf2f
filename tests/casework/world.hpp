#pragma once
// A street in memory for casework: applies Decisions as the store would (heads are folded from steps, values, dates and dues and nothing else),
// plays what is due at its own time, and checks after every decision that nothing falls through. Its clock is moved by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "bot/casework/casework.hpp"
#include "bot/knowledge.hpp"
#include "service/knowledge/knowledge_loader.hpp"

namespace casework_world {
using namespace linli;
using namespace std::chrono_literals;

inline const Configured& configured() {
  static const auto loaded = [] {
    auto all = load_knowledge(std::filesystem::path(LINLI_SOURCE_DIR) / "config");
    if (!all)
      for (auto& e : all.error()) std::fprintf(stderr, "%s\n", describe(e).c_str());
    return std::move(all.value());
  }();
  return loaded;
}

constexpr PersonId landlord{1}, renter{2}, leader{3}, second_leader{4}, worker{5}, off_duty_worker{6}, supervisor{7};
constexpr AreaId group{11}, committee{12}, street{13};

inline AroundRow full_house() {
  return {{{group, "group", "village"}, {committee, "committee", ""}, {street, "street", ""}},
          {{leader, "group leader", group, "group", true, true},
           {worker, "committee worker", committee, "committee", true, true},
           {off_duty_worker, "committee worker", committee, "committee", false, true},
           {supervisor, "supervisor", street, "street", true, true}},
          {{ChatId{31}, street, false, "supervisors", ""}}};
}

struct Said {
  Instant at;                // when it was decided, or not before
  std::string who;           // "p1", "chat31"
  Act act{};
  std::string tmpl;
  Say say;
};

struct World {
  explicit World(const Knowledge& knowledge = configured().knowledge) : k(knowledge), casework(k) {}

  const Knowledge& k;
  Casework casework;
  AroundRow around = full_house();
  Instant now{};
  bool landlord_reachable = true, renter_reachable = false;

  std::map<CaseId, CaseRow> cases;
  std::vector<NewDue> dues;                    // DueId is index + 1
  std::vector<std::string> ended_why;          // of dues, empty: pending
  std::map<QuestionId, NewQuestion> questions; // open ones
  std::map<FactId, FactRow> facts;
  std::vector<NewStep> steps;
  std::vector<Said> said;

  // "2020-02-11 09:30" in the street's zone.
  Instant at(const std::string& text) const {
    auto minute = *parse_hour(text.substr(11, 5));
    return k.zone.at(*parse_day(text.substr(0, 10)), minute);
  }
  std::string show(Instant i) const {
    auto local = k.zone.local(i);
    char hour[8];
    std::snprintf(hour, sizeof hour, " %02d:%02d", int(local.of_day.count() / 3600), int(local.of_day.count() / 60 % 60));
    return format_day(local.day) + hour;
  }

  CaseId id_of(const Ref<CaseId>& ref, std::size_t base) const {
    auto* id = std::get_if<CaseId>(&ref.at);
    return id ? *id : CaseId{std::int64_t(base + std::get<Local>(ref.at).index + 1)};
  }

  void apply(const Decision& d) {
    auto base_case = cases.size(), base_fact = facts.size();
    auto fact_id = [&](const Ref<FactId>& ref) {
      auto* id = std::get_if<FactId>(&ref.at);
      return id ? *id : FactId{std::int64_t(base_fact + std::get<Local>(ref.at).index + 1)};
    };
    auto person = [](const std::optional<Ref<PersonId>>& ref) { return ref ? std::optional(std::get<PersonId>(ref->at)) : std::nullopt; };
    for (auto& fresh : d.cases) {
      CaseRow row;
      row.id = CaseId{std::int64_t(cases.size() + 1)};
      row.playbook = fresh.playbook;
      row.version = fresh.version;
      row.place = place;
      row.landlord = person(fresh.landlord);
      row.renter = person(fresh.renter);
      row.reporter = person(fresh.reporter);
      row.opened = now;
      cases[row.id] = row;
    }
    for (auto& report : d.reports) {
      ++reports;
      for (auto& f : report.facts) {
        FactRow row{FactId{std::int64_t(facts.size() + 1)}, ReportId{reports}, {}, f.place, f.intent, f.negated, f.hedged, f.slots, now};
        if (f.of) row.of = id_of(*f.of, base_case);
        facts[row.id] = row;
      }
    }
    for (auto& q : d.questions) {
      QuestionId id{++next_question};
      questions.emplace(id, q);
      if (q.about) cases.at(id_of(*q.about, base_case)).questions.emplace_back(id, q.reminder);
    }
    for (auto& v : d.values) {
      auto& row = cases.at(id_of(v.of, base_case));
      if (v.fact) row.values[v.slot] = fact_id(*v.fact);
      else row.values.erase(v.slot);
    }
    for (auto& date : d.dates) {
      auto& row = cases.at(id_of(date.of, base_case));
      if (date.date) row.dates[date.name] = *date.date;
      else row.dates.erase(date.name);
    }
    for (auto& step : d.steps) {
      auto& row = cases.at(id_of(step.of, base_case));
      row.state = step.state;
      row.final = step.final;
      row.owner = step.owner;
      row.next = step.next;
      row.climb = step.climb;
      row.changed = now;
      ++row.seq;
      steps.push_back(step);
    }
    for (auto& due : d.dues) {
      bool twice = !due.unique.empty() && std::ranges::any_of(dues, [&](auto& other) {
        return other.unique == due.unique && ended_why[std::size_t(&other - dues.data())].empty();
      });
      if (twice) continue;
      dues.push_back(due);
      if (due.of) dues.back().of = id_of(*due.of, base_case);
      ended_why.push_back(due.ended ? due.why : "");
      if (due.ended) EXPECT_FALSE(due.why.empty()) << "a due ended without a why";
    }
    for (auto& say : d.says) {
      auto* chat = std::get_if<ToChat>(&say.to);
      auto who = chat ? "chat" + std::to_string(chat->chat.value) : "p" + std::to_string(std::get<PersonId>(std::get<ToPerson>(say.to).person.at).value);
      EXPECT_FALSE(say.why.empty());
      EXPECT_TRUE(!say.not_after || *say.not_after > say.not_before);
      said.push_back({std::max(now, say.not_before), who, say.parts.front().act, say.parts.front().tmpl, say});
    }
    for (auto& close : d.closes) {
      EXPECT_FALSE(close.why.empty());
      if (auto* due = std::get_if<DueId>(&close.what)) {
        EXPECT_TRUE(ended_why.at(std::size_t(due->value - 1)).empty()) << "a due ended twice";
        ended_why.at(std::size_t(due->value - 1)) = close.why;
      } else if (auto* question = std::get_if<QuestionId>(&close.what)) {
        EXPECT_EQ(questions.erase(*question), 1U) << "a question ended twice: " << close.why;
        for (auto& [id, row] : cases) std::erase_if(row.questions, [&](auto& q) { return q.first == *question; });
      }
    }
    check();
  }

  // Everything open has an owner and a next moment, and that moment is really planned.
  void check() {
    for (auto& [id, row] : cases) {
      auto pending = pending_of(id);
      if (row.final) {
        EXPECT_TRUE(pending.empty()) << "a closed case waits for something";
        EXPECT_FALSE(row.next);
        EXPECT_TRUE(row.climb.reason.empty());
        EXPECT_TRUE(row.questions.empty());
        continue;
      }
      EXPECT_TRUE(row.owner.person || !row.owner.role.empty()) << "no owner in " << row.state << " at " << show(now);
      ASSERT_TRUE(row.next) << "no next moment in " << row.state << " at " << show(now);
      bool planned = std::ranges::any_of(dues, [&](auto& due) {
        bool open = ended_why[std::size_t(&due - dues.data())].empty();
        bool mine = due.kind == DueKind::digest ? row.climb.past_end : due.of && std::get<CaseId>(due.of->at) == id;
        return open && mine && due.at == *row.next;
      });
      EXPECT_TRUE(planned) << "nothing is planned for the next moment " << show(*row.next) << " in " << row.state;
      for (auto& due : pending) EXPECT_GE(due.at, *row.next);
    }
  }

  std::vector<DueRow> pending_of(CaseId id) const {
    std::vector<DueRow> out;
    for (std::size_t i = 0; i < dues.size(); ++i)
      if (dues[i].of && std::get<CaseId>(dues[i].of->at) == id && ended_why[i].empty()) out.push_back(due_row(i));
    std::ranges::sort(out, {}, &DueRow::at);
    return out;
  }
  DueRow due_row(std::size_t i) const {
    auto& due = dues[i];
    DueRow row{DueId{std::int64_t(i + 1)}, due.kind, due.at, due.name, {}, {}, due.person, due.chat, due.area, due.count};
    if (due.of) row.of = std::get<CaseId>(due.of->at);
    return row;
  }

  // A row as the store would load it.
  CaseRow load(CaseId id) const {
    auto row = cases.at(id);
    row.dues = pending_of(id);
    row.landlord_reachable = landlord_reachable;
    row.renter_reachable = renter_reachable;
    return row;
  }

  // Plays everything that is due until then, in order, each at its own time.
  void run_to(Instant until) {
    for (;;) {
      std::size_t first = dues.size();
      for (std::size_t i = 0; i < dues.size(); ++i)
        if (ended_why[i].empty() && dues[i].at <= until && (first == dues.size() || dues[i].at < dues[first].at)) first = i;
      if (first == dues.size()) break;
      now = std::max(now, dues[first].at);
      play(first);
    }
    now = until;
  }
  void run_to(const std::string& text) { run_to(at(text)); }

  void play(std::size_t i) {
    auto due = due_row(i);
    Decision d;
    if (due.kind == DueKind::digest) {
      std::vector<CaseRow> past;
      for (auto& [id, row] : cases)
        if (!row.final && row.climb.past_end) past.push_back(load(id));
      casework.digest(d, due, past, around, now);
    } else {
      auto w = working(load(*due.of));
      casework.due(d, w, due, around, now);
    }
    apply(d);
    EXPECT_FALSE(ended_why[i].empty()) << "a played due is still pending";
  }

  // So many days after a day.
  static std::string days_after(const std::string& from, int days) { return format_day(*parse_day(from) + std::chrono::days(days)); }
  static DateValue day(const std::string& text, Certainty certainty = Certainty::exact) {
    DateValue value;
    value.start = value.end = parse_day(text);
    value.certainty = certainty;
    return value;
  }
  static Candidate fact(Intent intent, std::vector<std::pair<Slot, Value>> slots = {}) {
    Candidate c;
    c.intent = intent;
    c.clear = true;
    for (auto& [slot, value] : slots) c.slots.push_back({slot, value, {}, {}, "test"});
    return c;
  }
  Standing standing(PersonId who) const {
    if (who == landlord) return {who, {"landlord"}};
    if (who == renter) return {who, {"renter"}};
    for (auto& h : around.holders)
      if (h.person == who) return {who, {h.role}};
    return {who, {}};
  }
  PersonRow staff(PersonId who) const {
    PersonRow row{who, {}, true, {}};
    for (auto& h : around.holders)
      if (h.person == who) row.roles.push_back({h.role, h.area});
    return row;
  }

  CaseId open(const Candidate& what, PersonId by = landlord, Effect* effect = nullptr) {
    Decision d;
    auto& book = *casework.opened_by(what.intent);
    d.reports.push_back({by, {{Local{0}, place.id, {}, what.intent, what.negated, what.hedged, what.slots, "", "", "certain"}}});
    NewCase fresh{book.kind, book.version, place.id, {}, Ref<PersonId>(landlord), has_renter ? std::optional<Ref<PersonId>>(renter) : std::nullopt, Ref<PersonId>(by)};
    auto w = casework.open(d, book, fresh, place, {Local{0}, &what, standing(by), false}, around, now, effect);
    apply(d);
    return CaseId{std::int64_t(cases.size())};
  }
  Effect state(CaseId id, const Candidate& what, PersonId by = landlord, bool confirmed = false) {
    Decision d;
    d.reports.push_back({by, {{id, place.id, {}, what.intent, what.negated, what.hedged, what.slots, "", "", "certain"}}});
    auto w = working(load(id));
    auto effect = casework.apply(d, w, {Local{0}, &what, standing(by), confirmed}, around, now);
    apply(d);
    return effect;
  }
  Effect retract(CaseId id, FactId which, bool opening, const std::vector<ReportRow>& earlier = {}) {
    Decision d;
    auto w = working(load(id));
    auto effect = casework.retract(d, w, facts.at(which), opening, earlier, standing(landlord), around, now);
    apply(d);
    return effect;
  }
  void verb(CaseId id, const std::string& verb, const std::string& detail, PersonId by) {
    Decision d;
    auto w = working(load(id));
    casework.verb(d, w, {id, verb, detail}, staff(by), around, now);
    apply(d);
  }
  void escalate(CaseId id, const std::string& reason) {
    Decision d;
    auto w = working(load(id));
    casework.escalate(d, w, reason, around, now);
    apply(d);
  }

  // "2020-02-14 18:00 p1 remind return.eve" for everything said since the last call.
  std::vector<std::string> heard() {
    std::vector<std::string> out;
    for (; told < said.size(); ++told)
      out.push_back(show(said[told].at) + " " + said[told].who + " " + std::string(name_of(said[told].act)) + " " + said[told].tmpl);
    return out;
  }
  std::vector<StepKind> kinds(std::size_t from = 0) const {
    std::vector<StepKind> out;
    for (auto i = from; i < steps.size(); ++i) out.push_back(steps[i].kind);
    return out;
  }

  PlaceRow place{PlaceId{21}, group, "dwelling", "南浜新村68号301"};
  bool has_renter = true;
  std::int64_t reports = 0, next_question = 0;
  std::size_t told = 0;
};

}  // namespace casework_world
