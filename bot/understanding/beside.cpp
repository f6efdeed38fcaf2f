#include "bot/understanding/beside.hpp"

namespace linli::understanding {

using enum WordKind;

// 18号到，厂里20号点名; 昨天搬走的，10号有人来看房
bool Beside::day(std::size_t clause) const {
  auto& c = p_.clauses[clause];
  bool visit = c.chore && p_.rules.fire("date.of_a_chore");
  return !tells(clause) && c.events.empty() && (c.unknown > 1 || visit);
}

// 月底回，包工头亲口讲的
bool Beside::name(std::size_t clause) const {
  bool later = d_.intent != Intent::cancel && after_event(clause);
  return later && side_remark(s_, p_.clauses[clause]) && p_.rules.fire("renter.told_along");
}

bool Beside::hour(std::size_t token, std::size_t clause) const {
  if (s_.tokens[token].aside) return true;
  bool now = token > 0 && s_.word(token + 1, le) && (s_.chars(s_.tokens[token - 1]) == U"都" || s_.word(token - 1, done));  // 都下午三点了
  if (now && p_.rules.fire("time.of_writing")) return true;
  if (greets(token) && p_.rules.fire("time.of_a_greeting")) return true;
  if (d_.intent == Intent::change) return false;
  if (of_the_writer(token, p_.clauses[clause])) return p_.rules.fire("date.hour_of_the_writer");
  return of_something(clause) && p_.rules.fire("date.hour_of_something");
}

// 他明早到，我五点起来等他: the hour is the writer's, unless it is when somebody is fetched.
bool Beside::of_the_writer(std::size_t token, const Clause& c) const {
  if (!c.self || c.own || token == c.first) return false;
  bool moves = !std::ranges::all_of(c.events, [&](const Event& e) { return writers_act(s_, e); });  // 我等到半夜没等着
  if (moves) return false;
  bool fetches = false, before = false;
  for (auto i = c.first; i < c.last; ++i) {
    auto behind = std::u32string_view(s_.text->chars).substr(s_.tokens[i].end, 1);
    bool child = s_.is(i + 1, Tok::people) || s_.word(i + 1, companion) || s_.word(i + 1, WordKind::relative) || behind == U"孙";  // 接孙子
    fetches = fetches || (s_.chars(s_.tokens[i]).find(U'接') != std::u32string_view::npos && !child);
    before = before || (i < token && s_.word(i, self));
  }
  return before && !fetches;
}

// 半夜打扰, 大清早打搅大家: when the writer writes
bool Beside::greets(std::size_t token) const {
  auto rest = std::u32string_view(s_.text->chars).substr(s_.tokens[token].end, 4);
  if (rest.starts_with(U"里") || rest.starts_with(U"的")) rest.remove_prefix(1);
  return rest.starts_with(U"打扰") || rest.starts_with(U"打搅") || rest.starts_with(U"叨扰") || rest.starts_with(U"麻烦") || rest.starts_with(U"吵到") || rest.starts_with(U"惊动");
}

// 货车要年检，检完就过来: what has to be done to it, not what he comes with
bool Beside::vehicle(std::size_t token, std::size_t clause) const {
  auto& c = p_.clauses[clause];
  if (token != c.first || !c.events.empty() || c.unknown < 1 || c.date >= 0) return false;
  auto said = std::u32string_view(s_.text->chars).substr(s_.tokens[token].end, s_.tokens[c.last - 1].end - s_.tokens[token].end);
  bool done_to = said.starts_with(U"要") || said.starts_with(U"还要") || said.starts_with(U"在") || said.starts_with(U"还在") || said.starts_with(U"得") || said.starts_with(U"还得") || said.starts_with(U"送去");
  return done_to && said.find_first_of(U"坐乘搭转票点") == said.npos && p_.rules.fire("by.thing_told_of");
}

// 媳妇不叫来, 爹妈不让他走: who will not have it
bool Beside::forbids(std::size_t clause) const {
  auto& c = p_.clauses[clause];
  for (auto i = c.first; i + 1 < c.last; ++i) {
    if (!s_.word(i, WordKind::relative) && !s_.word(i, companion)) continue;
    auto rest = std::u32string_view(s_.text->chars).substr(s_.tokens[i].end, 4);
    for (std::u32string_view adverb : {U"死活", U"也", U"都", U"就"})
      if (rest.starts_with(adverb)) rest.remove_prefix(adverb.size());
    bool no = rest.size() > 1 && (rest[0] == U'不' || rest[0] == U'勿') && std::u32string_view(U"让叫许准肯放给同").find(rest[1]) != std::u32string_view::npos;
    if (no) return p_.rules.fire("renter.kin_who_forbid");
  }
  return false;
}

// 后天到，六点天就亮了: the hour of what no rule understood
bool Beside::of_something(std::size_t clause) const {
  auto& c = p_.clauses[clause];
  if (!after_event(clause) || !c.events.empty() || (c.unknown < 2 && !c.goods) || c.date >= 0 || c.name >= 0 || c.depart) return false;
  for (auto i = c.first; i < c.last; ++i) {
    auto said = s_.chars(s_.tokens[i]);
    bool travels = s_.is(i, Tok::place) || s_.is(i, Tok::vehicle) || s_.word(i, by) || s_.word(i, ticket) || s_.word(i, not_place);
    if (travels || said.find(U'接') != said.npos || said == U"车") return false;
  }
  return true;
}

bool Beside::people(std::size_t token, std::size_t clause) const {
  auto& c = p_.clauses[clause];
  auto& t = s_.tokens[token];
  bool things = t.weak && c.goods && !tells(clause);  // 明早到，快递我收了两个
  if (things && p_.rules.fire("people.things_counted")) return true;
  bool to_me = t.weak && token > 1 && s_.word(token - 1, self) && s_.tokens[token - 1].end == t.begin;  // 口罩分我两个
  bool handed_out = to_me && std::u32string_view(U"分给送匀借留拿").find(s_.chars(s_.tokens[token - 2]).back()) != std::u32string_view::npos;
  if (handed_out && p_.rules.fire("people.handed_out")) return true;
  bool both = t.rule == "people.count" && c.events.empty() && c.date < 0 && (c.unknown > 0 || says_not(c)) && (c.name < 0 || std::size_t(c.name) > token) && others_named();
  if (both && p_.rules.fire("people.of_both")) return true;  // 阿红6号回，阿芬9号回，两个人不搭界的
  bool kin = t.rule == "people.kin" && s_.word(token + 1, neg_not);  // 公婆不让他走
  bool others = c.other_home && !tells(clause);                      // 隔壁两个河南人来看房子
  return after_event(clause) && (kin || others) && p_.rules.fire("people.beside_the_event");
}

bool Beside::says_not(const Clause& c) const {
  for (auto i = c.first; i < c.last; ++i)
    if (s_.word(i, neg_not) || s_.word(i, denied)) return true;
  return false;
}

bool Beside::others_named() const {
  int first = -1;
  for (auto& c : p_.clauses) {
    if (c.name < 0) continue;
    if (first >= 0 && s_.chars(s_.tokens[std::size_t(c.name)]) != s_.chars(s_.tokens[std::size_t(first)])) return true;
    if (first < 0) first = c.name;
  }
  return false;
}

// 后天到，隔壁的河南人来看房子
bool Beside::place(std::size_t token, std::size_t clause) const {
  auto& c = p_.clauses[clause];
  bool there = token > 0 && (s_.chars(s_.tokens[token - 1]) == U"在" || s_.word(token - 1, away));
  bool writer_is = d_.intent == Intent::question && there && c.self && !c.renter && !c.own && !c.depart && c.events.empty();
  if (writer_is && p_.rules.fire("origin.of_who_asks")) return true;  // 本人在海南过冬，网上能登记吗
  bool of_news = (c.news || c.cues.has(Cue::media)) && !c.own && !c.renter && c.name < 0 && c.room < 0;  // 小王15号回来，新闻说湖北严重
  if (of_news && d_.intent != Intent::tip_off && p_.rules.fire("origin.of_news")) return true;
  auto rest = std::u32string_view(s_.text->chars).substr(s_.tokens[token].end, s_.tokens[c.last - 1].end - s_.tokens[token].end);
  bool stays = rest.ends_with(U"不来") || rest.ends_with(U"不回") || rest.ends_with(U"不回来") || rest.ends_with(U"不来了") || rest.ends_with(U"不过来") || rest.ends_with(U"没来") || rest.ends_with(U"没跟来");
  bool kin = false;
  for (auto i = token > c.first + 6 ? token - 6 : c.first; stays && i < token; ++i) kin = kin || s_.word(i, WordKind::relative) || s_.word(i, companion);
  bool of_who_stays = kin && there && after_event(clause) && c.date < 0;  // 25号到，还有她妹妹在南京上班不来
  if (of_who_stays && p_.rules.fire("origin.of_who_stays")) return true;
  return after_event(clause) && p_.clauses[clause].other_home && !tells(clause) && p_.rules.fire("origin.of_neighbours");
}

// 廿六来，廿五是他妈妈生日; 我老公跟租客通了电话
bool Beside::relative(std::size_t clause) const {
  auto& c = p_.clauses[clause];
  bool with_renter = false, kin = false;
  for (auto i = c.first; i < c.last; ++i) {
    kin = kin || s_.word(i, WordKind::relative);
    with_renter = with_renter || (kin && s_.word(i, renter_word));
  }
  bool writer = !tells(clause) && std::ranges::all_of(d_.events, [&](std::size_t e) { return p_.clauses[e].self && !p_.clauses[e].relative; });  // 我妈摔了，上海我不来了
  return (with_renter || writer || (after_event(clause) && !tells(clause))) && p_.rules.fire("renter.relative_beside");
}

}  // namespace linli::understanding
