// What followed from each failure: which way was taken, who was told instead.
#include <SQLiteCpp/SQLiteCpp.h>

#include "tests/faults/street.hpp"

namespace faults_test {

using namespace linli;
namespace ws = wecom_standin;

std::map<ws::By, int> Street::ways_to(const std::string& chat) {
  std::map<ws::By, int> out;
  auto shown = this->shown();
  for (auto& one : ended())
    if (auto it = shown.find({chat, one.text}); one.chat == chat && it != shown.end()) ++out[it->second.by];
  return out;
}

std::string Street::way_left(const std::string& chat) const {
  auto& core = wecom->core();
  if (auto* group = core.world.group(chat)) return group->bot && core.written_in.contains(chat) ? "bot" : group->webhook.empty() ? "" : "webhook";
  auto* member = core.world.member(chat);
  return core.written_in.contains(ws::with_bot(chat)) ? "bot" : member && member->visible ? "application" : "";
}

std::vector<Street::Fallen> Street::fallen() const {
  std::vector<Fallen> out;
  SQLite::Database data(folder_ / "linli.db", SQLite::OPEN_READONLY);
  SQLite::Statement rows(data,
      "SELECT s.id, s.case_id, coalesce(s.end_why, ''),"
      " EXISTS (SELECT 1 FROM steps t WHERE t.case_id=s.case_id AND t.event_id=i.event_id AND t.why='why.not_delivered'),"
      " EXISTS (SELECT 1 FROM says n WHERE n.case_id=s.case_id AND n.class=?1 AND n.id<>s.id"
      "  AND (n.event_id=i.event_id OR n.event_id=s.event_id AND n.ended=?3)),"
      " EXISTS (SELECT 1 FROM says n WHERE n.case_id=s.case_id AND n.class=?1 AND n.id>s.id AND n.ended=?3)"
      " FROM says s LEFT JOIN inbox i ON i.account_id=0 AND i.dedupe='say:'||s.id WHERE s.class=?1 AND s.ended=?2 AND s.case_id IS NOT NULL");
  rows.bind(1, int(SayClass::escalation)), rows.bind(2, int(Ending::failed)), rows.bind(3, int(Ending::sent));
  while (rows.executeStep())
    out.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(), rows.getColumn(2).getString(), rows.getColumn(3).getInt() > 0,
        rows.getColumn(4).getInt() > 0, rows.getColumn(5).getInt() > 0});
  return out;
}

}  // namespace faults_test
