#include "service/words/context.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

#include "bot/model/sealing.hpp"
#include "service/words/meaning.hpp"
#include "service/words/safe_text.hpp"
#include "service/words/story.hpp"

namespace linli {
namespace {

void put(Values& values, std::string_view name, std::string text) {
  if (!text.empty()) values.set(std::string(name), Values(std::move(text)));
}
void put(Values& values, std::string_view name, const std::optional<std::string>& text) {
  if (text) put(values, name, *text);
}

std::string degrees(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", value);
  return buffer;
}

// `rule` found it: a day said by the lunar calendar is told in both.
std::string plain(const Opening& open, Slot slot, const Value& value, std::string_view rule) {
  struct To {
    const Opening& open;
    Slot slot;
    bool lunar;
    std::string operator()(const DateValue& v) const { return open.words.date(v, open.now, lunar); }
    std::string operator()(const std::string& v) const {
      if (slot == Slot::by)
        if (auto* word = open.words.find("by." + v)) return *word;
      return plain_value(v, longest_name);
    }
    std::string operator()(std::int64_t v) const { return std::to_string(v); }
    std::string operator()(double v) const { return degrees(v); }
    std::string operator()(const std::vector<std::string>& v) const {
      std::vector<std::string> names;
      for (auto& n : v) names.push_back(plain_value(n, longest_name));
      return open.words.join(names);
    }
  };
  return std::visit(To{open, slot, rule.starts_with("date.lunar")}, value);
}

constexpr std::size_t longest_relayed = 600;  // characters of what one person says to another through the bot
constexpr std::size_t longest_quote = 40;   // characters of what somebody said, where it is only read back
constexpr std::string_view writer_themselves = "self";   // the label guide's word; it is no name to be read back

// Phone and identity numbers are never repeated in words (rule 13 of the label guide): a template may only ask whether one was given.
void put_slot(const Opening& open, Values& values, Slot slot, const Value& value, std::string_view rule) {
  if (slot == Slot::id_number) return;
  if (slot == Slot::phone) return values.set(std::string(name_of(slot)), Values(kainjow::mustache::object{}));
  auto* text = std::get_if<std::string>(&value);
  if (slot == Slot::renter && text && *text == writer_themselves) return;
  put(values, name_of(slot), plain(open, slot, value, rule));
}

void put_sealed(Values& values, Slot slot, const SecretPtr& sealed) {
  if (!sealed || slot == Slot::id_number) return;
  if (slot == Slot::phone) return values.set(std::string(name_of(slot)), Values(kainjow::mustache::object{}));
  auto text = sealed->use([](const std::string& t) { return plain_value(t, longest_name); });
  if (slot == Slot::renter && text == writer_themselves) return;
  put(values, name_of(slot), std::move(text));
}

std::string_view rule_of(const FactView& fact, Slot slot) {
  for (auto& [s, rule] : fact.rules)
    if (s == slot) return rule;
  return {};
}

const Found* open_slot(const FactView& fact, Slot slot) {
  for (auto& found : fact.row.slots)
    if (found.slot == slot && seal_of(slot) == Seal::open) return &found;
  return nullptr;
}

void put_current(const Opening& open, Values& values, const FactView& fact, Slot slot) {
  if (auto* found = open_slot(fact, slot)) put_slot(open, values, slot, found->value, rule_of(fact, slot));
  for (auto& [sealed, secret] : fact.sealed)
    if (sealed == slot) put_sealed(values, slot, secret);
}

Values values_of(const Opening& open, const Proposed& proposed) {
  Values out(kainjow::mustache::object{});
  put(out, "intent", word_of(open.words, "intent", {}, std::string(name_of(proposed.fact.intent))));
  put(out, "words", plain_value(proposed.words, longest_quote));
  if (proposed.fact.negated) out.set("negated", Values(true));
  if (proposed.fact.hedged) out.set("hedged", Values(true));
  for (auto& found : proposed.fact.slots) put_slot(open, out, found.slot, found.meant ? *found.meant : found.value, found.rule);
  if (proposed.place)
    if (auto address = plain_value(open.sight.address(*proposed.place)); !address.empty()) put(out, "room", address), put(out, "place", address);
  return out;
}

struct ToValues {
  const Opening& open;
  const Part& part;

  std::optional<Values> operator()(const arg::Fact& a) const {
    auto fact = open.sight.fact(std::get<FactId>(a.fact.at));
    return fact ? std::optional(values_of(open, *fact)) : std::nullopt;
  }
  std::optional<Values> operator()(const arg::Case& a) const { return the_case(std::get<CaseId>(a.of.at)); }
  std::optional<Values> operator()(const arg::Question& a) const {
    auto question = open.sight.question(std::get<QuestionId>(a.question.at));
    return question ? std::optional(values_of(open, *question)) : std::nullopt;
  }
  std::optional<Values> operator()(const arg::Person& a) const { return text(shown_name(open.sight.name(std::get<PersonId>(a.person.at)))); }
  std::optional<Values> operator()(const arg::Place& a) const { return text(plain_value(open.sight.address(a.place))); }
  std::optional<Values> operator()(const arg::Area& a) const { return text(plain_value(open.sight.area_name(a.area))); }
  std::optional<Values> operator()(const arg::Enrolment& a) const {
    auto enrolment = open.sight.enrolment(std::get<EnrolmentId>(a.enrolment.at));
    if (!enrolment) return std::nullopt;
    Values out(kainjow::mustache::object{});
    put(out, "code", plain_value(enrolment->code));
    if (enrolment->place) put(out, "place", plain_value(enrolment->place->address));
    return out;
  }
  std::optional<Values> operator()(const arg::Word& a) const {
    return text(a.key.contains('.') ? reason_of(open.words, kind(), a.key) : word_of(open.words, "role", {}, a.key));
  }
  std::optional<Values> operator()(const DateValue& a) const { return text(open.words.date(a, open.now)); }
  std::optional<Values> operator()(Instant a) const { return text(open.words.instant(a, open.now)); }
  std::optional<Values> operator()(std::int64_t a) const { return text(std::to_string(a)); }
  std::optional<Values> operator()(const std::vector<CaseId>& a) const {
    kainjow::mustache::list all;
    for (auto id : a)
      if (auto one = the_case(id)) all.push_back(std::move(*one));
    return Values(std::move(all));
  }

 private:
  static std::optional<Values> text(const std::optional<std::string>& t) {
    return t && !t->empty() ? std::optional(Values(*t)) : std::nullopt;
  }
  std::optional<Values> the_case(CaseId id) const {
    auto of = open.sight.the_case(id);
    return of ? std::optional(values_of(open, *of)) : std::nullopt;
  }
  // The playbook of the part's case, or of the message's.
  std::string kind() const {
    for (auto& [name, value] : part.args)
      if (auto* a = std::get_if<arg::Case>(&value))
        if (auto of = open.sight.the_case(std::get<CaseId>(a->of.at))) return of->row.playbook;
    auto of = open.of ? open.sight.the_case(*open.of) : std::nullopt;
    return of ? of->row.playbook : std::string();
  }
};

}  // namespace

std::optional<std::string> shown_name(const SecretPtr& name) {
  if (!name) return std::nullopt;
  auto shown = name->use([](const std::string& text) { return plain_value(text, longest_name); });
  return shown.empty() ? std::nullopt : std::optional(std::move(shown));
}

std::optional<std::string> word_of(const Vocabulary& words, std::string_view group, const std::string& kind, const std::string& name) {
  auto key = std::string(group) + ".";
  if (auto* own = words.find(key + kind + "." + name)) return *own;
  if (auto* any = words.find(key + name)) return *any;
  return std::nullopt;
}

Values values_of(const Opening& open, const FactView& fact) {
  Values out(kainjow::mustache::object{});
  put(out, "intent", word_of(open.words, "intent", {}, std::string(name_of(fact.row.intent))));
  put(out, "place", plain_value(fact.address));
  put(out, "room", plain_value(fact.address));
  put(out, "reporter", shown_name(fact.by_name));
  put(out, "said", open.words.stamp(fact.row.said));
  if (fact.words) put(out, "relayed", fact.words->use([](const std::string& text) { return without_numbers(plain_value(text, longest_relayed)); }));
  if (fact.words) put(out, "words", fact.words->use([](const std::string& text) { return plain_value(text, 200); }));
  if (fact.row.negated) out.set("negated", Values(true));
  if (fact.row.hedged) out.set("hedged", Values(true));
  for (auto& found : fact.row.slots)
    if (seal_of(found.slot) == Seal::open) put_slot(open, out, found.slot, found.value, rule_of(fact, found.slot));
  for (auto& [slot, sealed] : fact.sealed) put_sealed(out, slot, sealed);
  return out;
}

Values values_of(const Opening& open, const CaseView& of) {
  Values out(kainjow::mustache::object{});
  for (auto& [slot, id] : of.row.values)
    for (auto& fact : of.current)
      if (fact.row.id == id) put_current(open, out, fact, slot);
  if (!of.row.dates.empty()) {
    Values dates(kainjow::mustache::object{});
    for (auto& [name, date] : of.row.dates) put(dates, name, open.words.date(date, open.now));
    out.set("dates", std::move(dates));
    if (!of.row.values.contains(Slot::date)) put(out, "date", open.words.date(of.row.dates.begin()->second, open.now));
  }
  put(out, "place", plain_value(of.row.place.address));
  if (auto name = shown_name(of.renter_name)) put(out, name_of(Slot::renter), *name);
  put(out, name_of(Slot::landlord), shown_name(of.landlord_name));
  put(out, "kind", word_of(open.words, "case", {}, of.row.playbook));
  put(out, "state", word_of(open.words, "state", of.row.playbook, of.row.state));
  auto owner = shown_name(of.owner_name);
  auto role = of.owner_name_role.empty() ? std::nullopt : word_of(open.words, "role", {}, of.owner_name_role);
  put(out, "owner", owner ? owner : role);
  put(out, "opened", open.words.stamp(of.row.opened));
  if (of.row.next) put(out, "next", open.words.instant(*of.row.next, open.now));
  if (!of.row.climb.reason.empty()) put(out, "reason", word_of(open.words, "limit", of.row.playbook, of.row.climb.reason));
  if (std::ranges::any_of(of.row.dues, [](const DueRow& due) { return due.kind == DueKind::handover; })) out.set("put_through", Values(true));
  if (open.story && open.sight.story)
    if (auto story = open.sight.story(of.row.id)) put(out, "story", story_text(open, *story));
  return out;
}

Values values_of(const Opening& open, const QuestionRow& question) {
  Values out(kainjow::mustache::object{});
  kainjow::mustache::list proposed;
  for (auto& p : question.proposed) proposed.push_back(values_of(open, p));
  out.set("proposed", Values(std::move(proposed)));
  return out;
}

Values values_of(const Opening& open, const Part& part) {
  Values out(kainjow::mustache::object{});
  std::map<std::string, kainjow::mustache::list> several;   // a name that comes several times is a list
  for (auto& [name, value] : part.args) {
    auto one = std::visit(ToValues{open, part}, value);
    if (!one) continue;
    if (std::ranges::count(part.args, name, [](auto& a) { return a.first; }) > 1) several[name].push_back(std::move(*one));
    else out.set(name, std::move(*one));
  }
  for (auto& [name, all] : several) out.set(name, Values(std::move(all)));
  return out;
}

}  // namespace linli
