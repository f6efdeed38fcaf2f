#include "service/words/fields.hpp"

#include <ranges>

#include "bot/model/reading.hpp"

namespace linli {
namespace {

// Only whether it was given may be asked, with a section.
const std::vector<Field>& never_shown() {
  static const std::vector<Field> none;
  return none;
}

const std::vector<Field>& fact_fields() {
  static const std::vector<Field> fields{
      {"place", nullptr, true}, {"room", nullptr, true}, {"date", nullptr, true}, {"was", nullptr, true}, {"until", nullptr, true}, {"intent"}, {"negated"},
      {"hedged"}, {"origin"}, {"via"}, {"people"}, {name_of(Slot::renter)}, {name_of(Slot::landlord)}, {"phone", &never_shown()}, {"by"}, {"number"}, {"temperature"}, {"symptom"},
      {"about"}, {"reporter"}, {"said"}, {"words"}, {"relayed"}};
  return fields;
}
const std::vector<Field>& dates_fields() {
  static const std::vector<Field> fields{{"*", nullptr, true}};   // named by the playbook
  return fields;
}
const std::vector<Field>& case_fields() {
  static const std::vector<Field> fields{
      {"place", nullptr, true}, {"date", nullptr, true}, {"dates", &dates_fields(), true}, {"was", nullptr, true}, {name_of(Slot::renter)},
      {name_of(Slot::landlord)}, {"origin"}, {"via"}, {"people"}, {"by"}, {"number"}, {"temperature"}, {"symptom"}, {"phone", &never_shown()}, {"kind"}, {"state"},
      {"owner"}, {"opened"}, {"next"}, {"reason"}, {"put_through"}, {"story"}};
  return fields;
}
const std::vector<Field>& question_fields() {
  static const std::vector<Field> fields{{"proposed", &fact_fields()}};
  return fields;
}
const std::vector<Field>& enrolment_fields() {
  static const std::vector<Field> fields{{"code"}, {"place", nullptr, true}};
  return fields;
}

}  // namespace

const std::vector<Field>& root_fields() {
  static const std::vector<Field> fields{
      {"fact", &fact_fields()}, {"facts", &fact_fields()}, {"case", &case_fields()}, {"cases", &case_fields()}, {"question", &question_fields()},
      {"enrolment", &enrolment_fields()},
      // plain values, by the names that bot/ gives its arguments
      {"place", nullptr, true}, {"area", nullptr, true}, {"date", nullptr, true}, {"at", nullptr, true}, {"until", nullptr, true}, {"media", nullptr, true},
      {"person"}, {"by"}, {"to"}, {"as"}, {"reason"}, {"role"}, {"result"}, {"count"}, {"day"}, {"days"}, {"minutes"}, {"state"}, {"limit"},
      // lines of the timeline and of a story, service/timeline
      {"who"}, {"what"}, {"why"}, {"from"}, {"step"}, {"duty"}, {"name"}};
  return fields;
}

FoundField find_field(const std::vector<const std::vector<Field>*>& scopes, std::string_view path) {
  FoundField out;
  auto among = [](const std::vector<Field>& fields, std::string_view name) -> const Field* {
    for (auto& f : fields)
      if (f.name == name || f.name == "*") return &f;
    return nullptr;
  };
  auto names = [](const std::vector<Field>& fields) {
    std::vector<std::string> all;
    for (auto& f : fields) all.emplace_back(f.name);
    return all;
  };
  auto dot = path.find('.');
  auto first = path.substr(0, dot);
  for (auto* scope : scopes | std::views::reverse)
    if ((out.field = among(*scope, first))) break;
  if (!out.field) {
    out.unknown = first;
    for (auto* scope : scopes)
      for (auto& name : names(*scope)) out.known.push_back(name);
    return out;
  }
  while (dot != path.npos) {
    path.remove_prefix(dot + 1);
    dot = path.find('.');
    auto name = path.substr(0, dot);
    auto* inside = out.field->inside;
    out.field = inside ? among(*inside, name) : nullptr;
    if (!out.field) {
      out.unknown = name;
      if (inside) out.known = names(*inside);
      return out;
    }
  }
  return out;
}

}  // namespace linli
