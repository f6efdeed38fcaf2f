#pragma once
// Applies a Decision inside the unit's savepoint, in the order that bot/model/decision.hpp tells: local handles get their ids, personal
// fields are sealed, heads are folded, what depended on an answered question or a left state is waived. Writer's thread.
#include <map>
#include <vector>

#include "storage/load.hpp"

namespace linli::store {

class Apply {
 public:
  Apply(WriteContext& c, Loader& loader, const Event& event, EventId id, StreetId street, Instant now)
      : c_(c), loader_(loader), event_(event), id_(id), street_(street), now_(now) {}
  void all(const Decision& d);

  PersonId stored(const Ref<PersonId>& r) const { return at(r, people_); }
  TenancyId stored(const Ref<TenancyId>& r) const { return at(r, tenancies_); }
  CaseId stored(const Ref<CaseId>& r) const { return at(r, cases_); }
  FactId stored(const Ref<FactId>& r) const { return at(r, facts_); }
  QuestionId stored(const Ref<QuestionId>& r) const { return at(r, questions_); }
  EnrolmentId stored(const Ref<EnrolmentId>& r) const { return at(r, enrolments_); }

 private:
  template <class IdT>
  static IdT at(const Ref<IdT>& r, const std::vector<IdT>& made) {
    if (auto* id = std::get_if<IdT>(&r.at)) return *id;
    return made.at(std::get<Local>(r.at).index);  // throws: the decision named a row it did not make
  }
  template <class IdT>
  std::optional<IdT> stored(const std::optional<Ref<IdT>>& r) const {
    return r ? std::optional<IdT>(stored(*r)) : std::nullopt;
  }

  // apply_people.cpp
  void person(const NewPerson& n);
  void binding(const Binding& b);
  void tenancy(const NewTenancy& n);
  void renter(const SetRenter& s);
  void manner(const SetManner& s);
  void enrolment(const NewEnrolment& n);
  void enrolment(const UpdateEnrolment& u);
  void fragment(const NewFragment& n);
  void media(const KeepMedia& keep);
  // lessons.cpp
  void lesson(const NewLesson& n);
  // apply_cases.cpp
  void opening(const NewCase& n);
  void report(const NewReport& n);
  void fact(const NewFact& n, FactId id, ReportId report, PersonId by, Instant said);
  void change(CaseId of, std::optional<Slot> slot, std::optional<std::string> name, std::optional<FactId> fact, std::optional<DateValue> date);
  void step(const NewStep& n);
  Head& head(CaseId id);
  void store_heads();
  // apply_ways.cpp
  void question(const NewQuestion& n);
  void due(const NewDue& n);
  void say(const Say& n);
  void close(const Close& close);
  void end_question(QuestionId id, Ending how, const std::string& why);
  void waive_after_step(const Head& head, StepKind kind);

  WriteContext& c_;
  Loader& loader_;
  const Event& event_;
  EventId id_;
  StreetId street_;
  Instant now_;
  std::vector<PersonId> people_;
  std::vector<TenancyId> tenancies_;
  std::vector<CaseId> cases_;
  std::vector<FactId> facts_;
  std::vector<QuestionId> questions_;
  std::vector<EnrolmentId> enrolments_;
  std::map<CaseId, std::pair<Head, bool>> heads_;  // true: not stored yet
};

// Moves a pending due among the ended ones; nothing where it is not pending.
void end_due(Context& c, DueId id, Ending how, const std::string& why, Instant now);

}  // namespace linli::store
