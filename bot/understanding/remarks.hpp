#pragma once
// What is told beside a report, by the clause: a remark about something else, what the writer does, who only says so, how it came out. Roles, events,
// groups, the judge and the slots ask here; which value of a fact a remark may hold is beside.hpp.
#include "bot/understanding/clauses.hpp"

namespace linli::understanding {

// A clause that tells of something else: no event, no day, nobody of the writer's, and words that no rule knows; or whose master tells it. Who has
// no more than a trade for a name (包工头亲口讲的) tells of another; 老闵讲 may tell of himself.
bool side_remark(const Scan& scan, const Clause& clause);
// 我听岔了, 我写多了, 数字帮我改成4个, 我等到半夜没等着: in that event the writer tells, mends or looks out, and travels nowhere.
bool writers_act(const Scan& scan, const Event& event);
// 上去收房租才晓得四号就回来了: where 才晓得 ends before `token`, in its clause; 0 if it does not stand there.
std::uint32_t found_out_at(const Scan& scan, std::size_t token);
// A trade or an office stands for the name: 车老板, 老板娘.
bool by_office(const Scan& scan, std::size_t name);

// 去接他老婆回来: whether somebody is fetched by whom the clause is about.
bool fetches(const Scan& scan, const Clause& clause, std::size_t event);

}  // namespace linli::understanding
