// Something irregular at somebody else's dwelling. Signs are cues (config/lexicon/tip_offs.toml); which of them together make a tip is the table
// below. A dwelling that is the writer's own, a neighbour's noise or repairs, and what is in the news are none.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum Cue;
using WordKind::arrive, WordKind::back, WordKind::come, WordKind::irregular, WordKind::landlord_word, WordKind::renter_word;

bool holds(std::u32string_view text, std::initializer_list<std::u32string_view> words) {
  return std::ranges::any_of(words, [&](auto w) { return text.find(w) != text.npos; });
}
bool begins(std::u32string_view text, std::initializer_list<std::u32string_view> words) {
  return std::ranges::any_of(words, [&](auto w) { return text.starts_with(w); });
}
// As far as the clause goes, at most `n` characters.
std::u32string_view said_after(const Scan& s, std::size_t i, std::size_t n) {
  auto rest = std::u32string_view(s.text->chars).substr(s.tokens[i].end, n);
  return rest.substr(0, rest.find_first_of(U",.;!?。；\n"));
}
// 把老房子租给…, 也把灶披间借出去了: lets it to somebody.
bool lets(std::u32string_view rest) {
  auto ba = rest.substr(0, 6).find_first_of(U"把将");
  auto what = rest.substr(std::min(ba, rest.size()), 16);
  auto put = rest.substr(0, 8).find(U"放");  // 又放两个人住进来
  if (put != rest.npos && holds(rest.substr(put, 12), {U"住进", U"进来住", U"进去住"})) return true;
  return ba != rest.npos && !holds(what, {U"房租", U"租金", U"退租"}) && holds(what, {U"租", U"住人", U"住进", U"借给", U"借出", U"借掉", U"借拨", U"让给", U"腾给", U"改了", U"改成"});
}

bool titled(const Scan& s, std::size_t i) { return s.chars(s.tokens[i]).size() > 2; }  // 吴老板, 陆阿婆

// 老沈家租客, 12组老徐家里, 老蒋的那两间平房, 陆阿婆独个人住的, 老周把房子租给: a household called by its landlord's name.
bool others_household(const Scan& s, std::size_t i) {
  if (!s.is(i, Tok::renter) || i + 1 >= s.tokens.size()) return false;
  auto rest = said_after(s, i, 18);
  if (begins(rest, {U"头"})) rest.remove_prefix(1);  // 老唐头屋里
  if (begins(rest, {U"家", U"屋里", U"屋头", U"那里", U"那边", U"那儿", U"那排", U"那几间", U"那间", U"那两间", U"那套", U"那栋", U"那幢", U"那院", U"收了", U"又收", U"出租屋"})) return true;
  if (begins(rest, {U"一个人住", U"独个人住", U"一家头住", U"独居", U"自己不住"})) return true;
  if (begins(rest, {U"仓库", U"厂房", U"车库", U"店里", U"店面", U"楼上", U"后院", U"老房", U"老屋", U"出租房", U"厂里", U"工棚", U"棚子", U"门面", U"地下室", U"阁楼", U"饭店", U"铺子"}) && titled(s, i)) return true;  // 吴老板仓库
  auto what = rest.substr(0, 9);
  bool house = holds(what, {U"房", U"屋", U"棚", U"院", U"库", U"阁", U"宅", U"租客", U"间"}) && !holds(what, {U"房租", U"房钱", U"房贷", U"房产", U"房间"});
  return ((rest.starts_with(U"的") || rest.starts_with(U"那")) && house) || lets(rest);
}
// 周家那几间
bool family_house(const Scan& s, std::size_t i) {
  return s.word(i, WordKind::family_name) && i + 1 < s.tokens.size() && s.chars(s.tokens[i + 1]).starts_with(U'家') && s.tokens[i].end == s.tokens[i + 1].begin;
}

bool household(const Scan& s, std::size_t i) { return others_household(s, i) || family_house(s, i); }

// 19号的租客: a house, told as a day is.
bool house_of_renters(const Scan& s, std::size_t i) {
  if (!s.is(i, Tok::date) || !s.word(i + 1, WordKind::de) || !s.word(i + 2, renter_word)) return false;
  auto& d = s.dates[std::size_t(s.tokens[i].data)];
  return d.first.form == DateAtom::Form::solar && d.first.month == 0 && d.first.day > 0 && !d.last && d.mod == DateExpr::Mod::none && s.chars(s.tokens[i]).back() == U'号';
}

constexpr auto any_sign = [](const Cues& c) {
  return (c.has(isolation) && c.has(goes_out)) || c.any(let_out, odd_room, unreported, strangers, hides, says_otherwise, believed_empty, life, turnover, baggage, vehicle, unisolated, confined, crowd);
};

// 卖豆腐的把楼上两间都租掉了: somebody who is not the writer lets a dwelling.
bool somebody_lets(const Scan& s, const Clause& c) {
  if (c.own || c.self || c.renter || c.relative) return false;
  auto begin = s.tokens[c.first].begin;
  auto text = std::u32string_view(s.text->chars).substr(begin, s.tokens[c.last - 1].end - begin);
  for (std::u32string_view who : {U"的", U"家", U"户", U"房东", U"老太", U"老头"})
    for (auto at = text.find(who); at != text.npos; at = text.find(who, at + 1))
      if (lets(text.substr(at + who.size(), 22))) return true;
  return false;
}

// 我家楼上601: what the writer's own is only named for.
bool beside_own(const Scan& s, const Clause& c) {
  for (auto i = c.first; i + 1 < c.last; ++i)
    if (s.word(i, WordKind::own) && begins(std::u32string_view(s.chars(s.tokens[i])).substr(s.chars(s.tokens[i]).size() - std::min<std::size_t>(2, s.chars(s.tokens[i]).size())), {U"楼上", U"楼下"}) && s.is(i + 1, Tok::room)) return true;
  return false;
}

bool none_registered(std::u32string_view text) { return holds(text, {U"一个都", U"一个也", U"没一个", U"没有一个", U"谁都没", U"谁也没", U"都没人", U"没人去"}); }
bool complained_of(std::u32string_view text, const Cues& cues) {
  return none_registered(text) || (cues.any(life, noise) && holds(text, {U"看见", U"看到", U"瞅见", U"听见", U"听到"}));
}
// A house, not 301 alone.
bool whole_address(const Scan& s, const Clause& c) { return c.room >= 0 && s.chars(s.tokens[std::size_t(c.room)]).find_first_of(U"弄号幢栋组村") != std::u32string_view::npos; }

// 我住501: where the writer lives.
bool own_address(const Scan& s, const Clause& c) {
  for (auto i = c.first; i + 2 < c.last; ++i)
    if (s.word(i, WordKind::self) && s.word(i + 1, WordKind::live) && s.is(i + 2, Tok::room)) return c.events.empty();
  return false;
}

// Whether a clause speaks of a dwelling that is somebody else's.
bool elsewhere_here(const Parsed& p, const Clause& c) {
  if (c.other_home || c.cues.has(there)) return true;
  if (c.cues.has(upstairs) && !c.renter && c.name < 0 && (!c.own || p.flags.cues.any(strangers, unreported, let_out, believed_empty))) return true;
  if (any_sign(p.flags.cues) && beside_own(p.scan, c) && p.rules.fire("tip.beside_own")) return true;
  for (auto i = c.first; i < c.last; ++i)
    if (household(p.scan, i) && any_sign(p.flags.cues)) return true;
  for (auto i = c.first; i < c.last; ++i)
    if (!c.own && (c.irregular || p.flags.cues.any(unreported, unisolated)) && house_of_renters(p.scan, i) && p.rules.fire("tip.house_of_renters")) return true;
  if (!c.cues.has(near)) return false;
  for (auto& cue : p.scan.cues) {  // 后面58号, 前头那栋
    if (cue.cue != near || cue.begin < p.scan.tokens[c.first].begin || cue.end > p.scan.tokens[c.last - 1].end) continue;
    for (auto i = c.first; i < c.last; ++i)
      if (auto& t = p.scan.tokens[i]; t.begin >= cue.end) {
        if (t.tok == Tok::room || t.tok == Tok::renter || p.scan.chars(t).front() == U'那') return true;
        break;
      }
  }
  return false;
}

// A stretch of clauses with what the rules ask about it.
struct Told {
  Cues cues;
  std::size_t irregular_words{};
  bool third{};     // somebody else's dwelling is spoken of
  bool mine{};      // the writer's own is
  bool room{}, landlord{}, announced{}, comes{}, asks_neighbours{}, name{}, renter{};
  bool of_room{};   // 501的: whoever lives there, as landlords speak of their renters
  bool whole_address{}, none_of_them{};  // 36弄9号, not 301 alone; 一个都没登记
  bool household{}; // called by its landlord's name
  bool unseen{};    // 人影也没: nobody is seen there
  bool lets{};      // and lets it
  bool newcomers{}; // 新来两个人
  bool has(Cue cue) const { return cues.has(cue); }
  template <class... C>
  bool any(C... c) const { return cues.any(c...); }
  bool corrects() const { return has(not_empty) && !any(wonders, strangers, somebody_in, hides, vehicle, baggage, let_out, unreported); }  // 102不空，有人住着
  bool calls() const {  // 没登记的房东请于今天18点前上报, 空房子租给外地人要小心
    bool told_of = room || name || any(look_there, somebody_in, vehicle, baggage) || (third && any(strangers, hides, let_out, life, crowd));
    return has(calls_on_all) && !told_of;
  }
  bool only_empty() const {  // 1506锁着门的，里头没人住: nobody is there, and nobody says otherwise
    bool somebody = (has(life) && !unseen) || any(moved_in, strangers, baggage, vehicle, crowd, noise, somebody_in, let_out, unreported, unisolated, turnover, says_otherwise, inside, wonders, lodging, some_people, unloads, odd_room, look_there, confined, isolation, nuisance);
    return has(believed_empty) && !somebody && !comes && !lets && irregular_words == 0 && !announced;
  }
  bool placed() const { return third || ((room || landlord) && !mine); }
  std::size_t signs() const {
    auto n = cues.count(odd_room, strangers, moved_in, hides, says_otherwise, life, noise, turnover, baggage, vehicle, crowd, uncared, believed_empty);
    return n + (n == 0 && irregular_words > 0);
  }
};

struct Row {
  std::string_view rule;
  bool (*when)(const Told&);
};
using T = const Told&;
constexpr Row rows[] = {
    {"tip_off.announced", [](T t) {
       bool something = t.signs() > 0 || t.any(let_out, unreported, unisolated) || ((t.third || t.room) && !t.has(nuisance));
       return t.announced && something && !(t.has(nuisance) && t.signs() < 2 && !t.any(let_out, unreported, unisolated));
     }},
    {"tip_off.unreported", [](T t) {
       bool somebody = t.any(strangers, let_out, somebody_in);
       bool other = t.third || t.landlord || t.lets || somebody || t.any(odd_room, turnover) || (t.room && t.has(crowd));
       bool carried = t.has(some_people) && t.any(vehicle, baggage);  // 下来四个男的，拎着铺盖
       bool counted = t.whole_address && (t.none_of_them || t.any(life, look_there, noise)) && !t.renter;  // 36弄9号来了5个人，到今天一个都没登记
       if (counted && t.has(unreported) && !t.mine && !t.name) return true;
       bool pointed = t.room && t.has(look_there) && t.has(lodging);
       return t.has(unreported) && (other || pointed || (carried && t.room)) && !t.mine && !(t.renter && !t.third && !t.landlord) && !(t.name && !t.third && !t.landlord && !somebody);
     }},
    {"tip_off.letting", [](T t) { return t.has(let_out) && !t.mine && (t.third || !t.name || t.room) && (t.placed() || t.landlord || t.any(crowd, strangers, turnover, look_there)); }},
    {"tip_off.lets", [](T t) { return t.lets && !t.mine && (t.any(odd_room, strangers, hides, says_otherwise, uncared, crowd, turnover, believed_empty) || t.announced); }},
    {"tip_off.odd_lodging", [](T t) { return t.has(odd_room) && t.any(lodging, moved_in) && t.placed() && !t.mine && !t.any(goods, trade); }},
    {"tip_off.crowd_in_odd_room", [](T t) {  // 一车人都进了老厂房
       bool settle = t.comes || t.has(moved_in);
       return t.any(strangers, crowd) && t.has(odd_room) && settle && !t.mine && !t.name && !t.renter && !t.any(goods, trade, meeting, nuisance);
     }},
    {"tip_off.unisolated", [](T t) {
       bool out = t.any(isolation, confined) && t.has(goes_out) && !t.has(isolation_over);
       return (t.has(unisolated) || out) && (t.third || (t.placed() && !t.name && !t.renter)); }},
    {"tip_off.believed_empty", [](T t) {
       bool somebody = t.any(life, moved_in, baggage, crowd, strangers, vehicle) || (t.comes && t.any(noise, hides));
       bool doubted = t.third || t.any(says_otherwise, strangers, hides, vehicle, look_there, wonders);
       return t.any(believed_empty, wonders) && somebody && doubted && t.placed() && !t.mine && (!t.renter || t.third);
     }},
    {"tip_off.newcomers_uncared", [](T t) {  // 6号里新来两个人，半夜拖箱子，也没人管
       return t.newcomers && t.room && t.has(uncared) && !t.mine && !t.name && !t.renter;
     }},
    {"tip_off.strangers", [](T t) {
       bool settle = t.comes || t.lets || t.any(moved_in, baggage, turnover, noise, crowd, vehicle, life, lodging, let_out, inside);
       bool sure = t.third || (t.placed() && (t.signs() > 2 || t.has(inside)) && !t.name && !t.renter);
       return t.has(strangers) && settle && sure && !t.mine;
     }},
    {"tip_off.brings_people", [](T t) { return t.has(some_people) && t.any(baggage, vehicle) && t.third && !t.mine && !t.renter && !t.any(goods, nuisance); }},
    {"tip_off.strangers_of_landlord", [](T t) { return t.has(strangers) && t.any(says_otherwise, hides, moved_in) && (t.third || t.landlord) && !t.mine; }},
    {"tip_off.crowd", [](T t) { return t.has(crowd) && t.placed() && !t.mine && (t.third || !t.name) && (t.signs() > 1 || t.any(lodging, look_there)); }},
    {"tip_off.turnover", [](T t) { return t.has(turnover) && t.placed() && !t.mine && (t.third || !t.name) && t.any(strangers, let_out, baggage, noise, crowd); }},
    {"tip_off.secretly", [](T t) { return t.any(hides, says_otherwise) && t.placed() && !t.mine && !(t.of_room && !t.any(strangers, says_otherwise) && t.irregular_words == 0) && (t.signs() > 1 || t.irregular_words > 1 || t.household); }},
    {"tip_off.unloads", [](T t) { return t.has(unloads) && t.has(vehicle) && t.placed() && !t.mine && !t.name && !t.renter; }},  // 依维柯下来两个男的，上4楼了
    {"tip_off.hiding", [](T t) { return t.any(hides, says_otherwise) && t.third && (t.comes || t.has(inside)) && !t.mine && !t.any(pet, goods); }},
    {"tip_off.pointed_at", [](T t) { return t.has(look_there) && t.placed() && !t.mine && t.any(strangers, turnover, crowd, hides, odd_room, moved_in, believed_empty); }},
    {"tip_off.several_signs", [](T t) { return t.third && !t.mine && t.signs() > 2 && !t.has(nuisance) && !t.name; }},
    {"tip_off.irregular", [](T t) {
       bool placed = t.third || (t.landlord && t.room) || (t.irregular_words > 1 && !t.renter && !t.name);
       return t.irregular_words > 0 && placed && !t.mine && !t.has(nuisance) && !t.asks_neighbours;
     }},
};

}  // namespace

// 602不是空的，我侄女住着: what was believed of it is put right, not told of.
static bool denies_emptiness(const Parsed& p, const TipOff& tip) {
  for (auto i = tip.first; i < tip.last; ++i)
    for (auto& e : p.clauses[i].events) {
      bool not_empty = e.intent == Intent::vacant && e.negated && !p.clauses[i].asking && e.rule != "vacant.somebody_in";
      bool lived_in = e.rule == "vacant.lived_in" && p.scan.chars(p.scan.tokens[e.token]).ends_with(U'空');
      if (not_empty && (e.rule != "vacant.lived_in" || lived_in)) return true;
      if (e.rule == "vacant.contradicted" || e.rule == "vacant.nobody_contradicted") return true;
    }
  return false;
}

// A栋明天来十二个，厂里派大巴接: of people who are yet to come nothing irregular has been seen.
static bool plan_of_own(const Parsed& p, const TipOff& tip, const Told& told) {
  if (told.third || told.announced || told.irregular_words > 0 || told.any(unreported, let_out, unisolated, hides, says_otherwise, look_there)) return false;
  bool plan = false;
  for (auto i = tip.first; i < tip.last; ++i) {
    auto& c = p.clauses[i];
    bool later = c.date >= 0 && p.scan.dates[std::size_t(p.scan.tokens[std::size_t(c.date)].data)].first.form == DateAtom::Form::offset && p.scan.dates[std::size_t(p.scan.tokens[std::size_t(c.date)].data)].first.from > 0;
    plan = plan || later;
    for (auto& e : c.events)
      if (e.intent != Intent::return_report && e.intent != Intent::question) return false;
  }
  return plan;
}
// A栋的三个昨晚住进来了，登记过了; B栋走了一批，前天走的: told as of one's own, and nothing irregular in it
static bool in_order(const Parsed& p, const TipOff& tip, const Told& told) {
  if (told.third || told.announced || told.irregular_words > 0 || told.any(unreported, let_out, unisolated, hides, says_otherwise, look_there, nuisance)) return false;
  bool registered = false, left = false;
  for (auto i = tip.first; i < tip.last; ++i)
    for (auto& e : p.clauses[i].events) {
      registered = registered || (e.intent == Intent::registered && !e.negated);
      left = left || e.intent == Intent::leaving;
    }
  return registered || (left && !told.comes);
}
// 二房东报备⏎301 3人 已到; 我是二房东: who writes
static bool sublandlord_writes(const Parsed& p) {
  std::u32string_view text = p.scan.text->chars;
  auto at = text.find(U"二房东");
  if (at == text.npos) return false;
  auto rest = text.substr(at + 3, 3), before = text.substr(at > 3 ? at - 3 : 0, at > 3 ? 3 : at);
  return begins(rest, {U"报", U"汇报", U"汇总", U"上报", U"这边", U"这里", U":", U"来报"}) || before.ends_with(U"我是") || before.ends_with(U"我做") || before.ends_with(U"我这") || before.ends_with(U"我一个");
}
// 我是88号新来的房东: of the house whose owner writes nothing is reported as of another's
static bool owner_writes(const Parsed& p) {
  std::u32string_view text = p.scan.text->chars;
  auto at = text.find(U"我是");
  if (at == text.npos) return false;
  auto rest = text.substr(at + 2, 16);
  rest = rest.substr(0, rest.find_first_of(U",.;!?。\n"));
  bool dwelling = std::ranges::any_of(p.scan.tokens, [&](const Token& t) { return t.tok == Tok::room && t.begin >= at && t.begin < at + 2 + rest.size(); });
  return dwelling && holds(rest, {U"房东", U"业主", U"屋主", U"户主", U"住户", U"租客", U"房客", U"租户", U"主人", U"搬来的", U"新来的"});
}
// 6号里新来两个人
static bool come_anew(const Parsed& p, const Clause& c) {
  bool counted = false;
  for (auto k = c.first; k < c.last; ++k) counted |= p.scan.is(k, Tok::people);
  auto written = std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[c.first].begin, p.scan.tokens[c.last - 1].end - p.scan.tokens[c.first].begin);
  return counted && holds(written, {U"新来", U"新搬来", U"新搬进", U"新住进", U"又来了", U"又住进", U"又搬进"});
}
// 二房东的租客谁来报: what is asked of the bot
static bool asks_whose_duty(const Parsed& p, const TipOff& tip) {
  for (auto i = tip.first; i < tip.last; ++i)
    for (auto& e : p.clauses[i].events)
      if (e.intent == Intent::question && (e.rule == "question.duty" || e.rule == "question.registration")) return true;
  return false;
}

std::optional<TipOff> find_tip(const Parsed& p) {
  TipOff tip{0, p.clauses.size(), {}};
  bool seen = false;
  for (std::size_t i = 0; i < p.clauses.size(); ++i) {
    auto& c = p.clauses[i];
    bool other = elsewhere_here(p, c), sign = other || any_sign(c.cues) || c.irregular || c.tip_open;
    sign = sign || (c.room >= 0 && p.flags.cues.has(uncared) && come_anew(p, c));
    bool tells = std::ranges::any_of(c.events, [](const Event& e) { return e.intent != Intent::question; });
    bool of_it = c.room >= 0 && !c.own && !c.renter && c.name < 0 && p.flags.cues.has(unisolated) && p.rules.fire("tip.came_and_went_out");  // 301从香港回来，没到14天就下楼了
    bool settled = c.room >= 0 && !c.own && !c.renter && c.name < 0 && p.flags.cues.has(unreported) && whole_address(p.scan, c) && complained_of(std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[c.first].begin), p.flags.cues);
    of_it = of_it || (settled && p.rules.fire("tip.came_and_none_registered"));  // 36弄9号来了5个人，到今天一个都没登记
    bool report = tells && !sign && !of_it && (c.own || c.name >= 0 || c.renter || c.room >= 0 || (c.relative && c.visits && p.rules.fire("tip.kin_before")));
    if (report && !seen) tip.first = i + 1;
    if (report && seen && c.own) {
      tip.last = i;
      break;
    }
    bool goes_on = !seen && !sign && i > 0 && tip.first == i && c.before < Gap::stop && p.rules.fire("tip.report_goes_on");  // 小湛从高州来，后天到；另外…
    if (goes_on) tip.first = i + 1;
    if (!seen && !sign && own_address(p.scan, c) && p.rules.fire("tip.own_address")) tip.first = i + 1;
    seen = seen || sign || c.cues.any(isolation, moved_in, lodging, noise);
  }
  if (!seen || tip.first >= tip.last) return {};
  Told told;
  for (auto i = tip.first; i < tip.last; ++i) {
    auto& c = p.clauses[i];
    bool other = elsewhere_here(p, c);
    told.cues |= c.cues;
    told.third |= other;
    told.mine |= c.own && !other;
    told.lets |= somebody_lets(p.scan, c) && p.rules.fire("tip.somebody_lets");
    told.room |= c.room >= 0;
    told.name |= c.name >= 0;
    told.renter |= c.renter;
    told.announced |= c.tip_open;
    told.asks_neighbours |= c.cues.has(neighbours);
    auto written = std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[c.first].begin, p.scan.tokens[c.last - 1].end - p.scan.tokens[c.first].begin);
    told.none_of_them |= none_registered(written);
    told.whole_address |= whole_address(p.scan, c);
    told.newcomers |= come_anew(p, c);
    for (auto k = c.first; k < c.last; ++k) {
      told.of_room |= p.scan.is(k, Tok::room) && p.scan.word(k + 1, WordKind::de) && !other;
      told.irregular_words += p.scan.word(k, irregular);
      told.unseen |= p.scan.word(k, WordKind::no_sign);
      bool sublandlords = p.scan.word(k, landlord_word) && p.scan.chars(p.scan.tokens[k]) == U"二房东" && p.rules.fire("tip.sublandlords");  // 二房东太多了
      told.landlord |= p.scan.word(k, landlord_word) && !sublandlords;
      told.household |= household(p.scan, k);
      told.lets |= p.scan.is(k, Tok::renter) && lets(said_after(p.scan, k, 18));
      told.comes |= p.scan.word(k, come) || p.scan.word(k, back) || p.scan.word(k, arrive);
    }
  }
  if (told.asks_neighbours && !told.room) return {};
  bool contradicted = std::any_of(p.clauses.begin() + std::ptrdiff_t(tip.first), p.clauses.begin() + std::ptrdiff_t(tip.last), [](const Clause& c) { return std::ranges::any_of(c.events, [](const Event& e) { return e.rule == "vacant.contradicted"; }); });
  bool let = told.any(let_out, strangers) && !(contradicted && p.rules.fire("tip.let_by_the_writer"));  // 啥人讲303空的，租给小娄了
  bool lived_in = denies_emptiness(p, tip) && !let && !told.any(unreported, hides, unisolated, turnover) && told.irregular_words == 0 && !told.announced;
  if ((told.corrects() || lived_in) && p.rules.fire("tip.corrects_a_record")) return {};
  if (told.calls() && p.rules.fire("tip.calls_on_all")) return {};
  bool floors = std::ranges::any_of(p.clauses, [](const Clause& c) { return std::ranges::any_of(c.events, [](const Event& e) { return e.intent == Intent::stayed; }); });
  if (floors && told.has(believed_empty) && told.irregular_words == 0 && !told.any(strangers, unreported, hides, baggage, vehicle, look_there, moved_in) && p.rules.fire("tip.each_floor_told")) return {};  // 二楼两间空着，三楼一间有人，没走过
  if (told.only_empty() && p.rules.fire("tip.only_empty")) return {};
  if (plan_of_own(p, tip, told) && p.rules.fire("tip.plan_told")) return {};
  if (in_order(p, tip, told) && p.rules.fire("tip.in_order")) return {};
  if (sublandlord_writes(p) && !told.third && told.irregular_words == 0 && !told.any(unreported, strangers, hides, says_otherwise, unisolated) && p.rules.fire("tip.sublandlord_writes")) return {};
  if (owner_writes(p) && told.irregular_words == 0 && !told.any(unreported, hides, says_otherwise, unisolated) && p.rules.fire("tip.owner_writes")) return {};
  if (asks_whose_duty(p, tip) && !told.room && !told.name && !told.announced && !told.any(unreported, strangers, look_there) && p.rules.fire("tip.asks_whose_duty")) return {};
  if (told.has(other_town) && !told.room && p.rules.fire("tip.of_another_town")) return {};
  for (auto& row : rows)
    if (row.when(told) && p.rules.fire(row.rule)) return tip.rule = row.rule, tip;
  return {};
}

// 26号一直关着门，昨天看到有人进去: beside another day, or where the house is spoken of, a bare N号 is the house.
std::optional<std::size_t> house_told_as_day(const Parsed& p, const Group& g) {
  if (g.room >= 0) return {};
  std::optional<std::size_t> house;
  std::size_t days = 0;
  bool spoken_of = false;
  for (auto c : g.clauses)
    for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) {
      if (!p.scan.is(i, Tok::date)) continue;
      ++days;
      auto& d = p.scan.dates[std::size_t(p.scan.tokens[i].data)];
      bool bare = d.first.form == DateAtom::Form::solar && d.first.month == 0 && d.first.day > 0 && !d.last && d.mod == DateExpr::Mod::none && p.scan.chars(p.scan.tokens[i]).back() == U'号';
      if (!bare || house) continue;
      house = i;
      auto rest = std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[i].end);
      bool into = i > p.clauses[c].first && (p.scan.chars(p.scan.tokens[i - 1]) == U"了" || p.scan.word(i - 1, arrive) || p.scan.word(i - 1, come));
      spoken_of = into || (i + 1 < p.clauses[c].last && p.scan.is(i + 1, Tok::renter) && others_household(p.scan, i + 1)) || rest.starts_with(U"的") || rest.starts_with(U"一直") || rest.starts_with(U"那") || rest.starts_with(U"有人") || rest.starts_with(U"又");
    }
  if (house && (days > 1 || spoken_of) && p.rules.fire("tip.house_told_as_day")) return house;
  return {};
}

Group tip_group(const Parsed& p, const TipOff& tip) {
  Group g;
  g.tip = true;
  Draft d;
  d.intent = Intent::tip_off;
  d.tense = Tense::past;
  d.rule = tip.rule;
  d.event = p.clauses[tip.first].first;
  for (auto i = tip.first; i < tip.last; ++i) {
    auto& c = p.clauses[i];
    g.clauses.push_back(i);
    if (g.room < 0) g.room = c.room;
    if (g.name < 0) g.name = c.name;
    g.other_home |= elsewhere_here(p, c);
    g.hypothetical |= c.hypothetical;
    g.former |= c.former;
  }
  if (auto house = house_told_as_day(p, g)) g.house = int(*house);
  d.clauses = d.events = g.clauses;
  g.drafts.push_back(d);
  for (auto i : g.clauses)  // 这种事该打哪个电话, beside what is told
    for (auto& e : p.clauses[i].events) {
      auto& c = p.clauses[i];
      if (e.intent != Intent::question || any_sign(c.cues)) continue;
      if (c.cues.any(uncared, look_there) && p.rules.fire("tip.asks_for_a_check")) continue;
      auto said = std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[c.first].begin, p.scan.tokens[c.last - 1].end - p.scan.tokens[c.first].begin);
      bool some_days = c.cues.has(isolation_over) || holds(said, {U"没几", U"好几", U"好多"});
      bool nothing = (e.rule == "question.registration" || e.rule == "question.duty") && !c.cues.any(Cue::registration, Cue::report);
      if (nothing && p.rules.fire("tip.wonders_at_it")) continue;  // 啥额亲眷，也勿去登记
      if (some_days && p.rules.fire("tip.asks_nothing")) continue;  // 好几天不出门，靠外卖
      g.drafts.push_back({e.intent, false, false, e.tense, e.rule, e.token, {i}, {i}});
    }
  return g;
}

// Values that stand in a tip without being of it: 到今天没报, 过年时候还黑着灯, 一间塞八个, 我跟老伴看到的, an hour of another clause.
bool told_in_tip(const Parsed& p, std::size_t clause, std::size_t i) {
  auto& s = p.scan;
  auto& c = p.clauses[clause];
  auto& t = s.tokens[i];
  auto before = i > c.first ? i - 1 : i;
  switch (t.tok) {
    case Tok::date: {
      bool until = before != i && (s.chars(s.tokens[before]) == U"到" || s.chars(s.tokens[before]) == U"至");
      bool while_empty = c.cues.has(believed_empty) && !c.cues.any(moved_in, life, strangers, baggage, vehicle) && !c.cues.has(noise);
      return !(until && p.rules.fire("tip.date_until_now")) && !(while_empty && p.rules.fire("tip.date_while_empty"));
    }
    case Tok::time: return c.date >= 0 || !p.rules.fire("tip.hour_of_something");
    case Tok::people: {
      auto moves = [&](std::size_t k) {
        bool by_train = s.word(k, WordKind::by) && (s.chars(s.tokens[k]).ends_with(U'来') || s.chars(s.tokens[k]).ends_with(U'回'));
        bool lodges = s.is(k, Tok::unknown) && (s.chars(s.tokens[k]).ends_with(U'住') || s.chars(s.tokens[k]).ends_with(U'带') || s.chars(s.tokens[k]).ends_with(U'给'));
        return s.word(k, come) || s.word(k, back) || s.word(k, arrive) || s.word(k, WordKind::live) || by_train || lodges;
      };
      bool done = before > c.first && s.word(before, WordKind::le);
      bool moved = before != i && (moves(before) || (done && moves(before - 1)));
      auto front = std::u32string_view(s.text->chars).substr(0, t.begin);
      bool more = std::ranges::any_of(std::initializer_list<std::u32string_view>{U"多了", U"多出", U"多出来", U"进来", U"冒出来", U"添了", U"多出来了"}, [&](auto w) { return front.ends_with(w); });
      moved = moved || (t.weak && more && p.rules.fire("tip.so_many_more"));  // 多出来两个生面孔
      bool by_itself = c.last == c.first + 1;  // 几个？五个。
      bool taking_turns = c.cues.has(turnover) || (before != i && s.chars(s.tokens[before]).ends_with(U'换'));  // 一天换一个人
      bool crowd_in_it = t.weak && !by_itself && !moved && p.rules.fire("tip.bare_count");
      bool witness = c.self && !elsewhere_here(p, c) && c.room < 0 && p.rules.fire("tip.witnesses");
      auto behind = said_after(s, i, 2);
      bool lives_alone = c.cues.has(believed_empty) && begins(behind, {U"住", U"人住"}) && p.rules.fire("tip.lives_alone");  // 独个人住的
      bool in_turn = taking_turns && p.rules.fire("tip.in_turn");
      return !crowd_in_it && !witness && !in_turn && !lives_alone;
    }
    case Tok::word: {
      if (t.kind != WordKind::by) return true;
      auto said = s.chars(t);
      auto behind = std::u32string_view(s.text->chars).substr(t.end, 1);
      bool a_car = !behind.empty() && std::u32string_view(U"辆部台一两三几好了").find(behind) != behind.npos && said.ends_with(U"开来");  // 开来辆面包车
      bool travels = !a_car && (said.find(U'回') != said.npos || said.find(U'来') != said.npos || s.word(i + 1, back) || s.word(i + 1, come));
      return travels || !p.rules.fire("tip.vehicle_at_the_door");
    }
    default: return true;
  }
}

// Who lets it: named after 房东, before 家 or 屋里, or simply named, for the renter of a neighbour has no name; 租客小王 is a renter.
std::optional<std::size_t> landlord_of(const Parsed& p, const Group& g) {
  for (auto c : g.clauses)
    for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) {
      if (!p.scan.is(i, Tok::renter) || p.roles[i] == Part_role::denied) continue;
      bool renters = i > 0 && p.scan.word(i - 1, renter_word);
      bool spoken_to = i + 1 < p.clauses[c].last && p.scan.chars(p.scan.tokens[i + 1]).starts_with(U'你');
      bool adverb = std::ranges::any_of(p.scan.cues, [&](const CueAt& cue) { return cue.cue == says_otherwise && cue.begin == p.scan.tokens[i].begin; });
      bool building = i > p.clauses[c].first && (p.scan.chars(p.scan.tokens[i - 1]).ends_with(U'栋') || p.scan.chars(p.scan.tokens[i - 1]).ends_with(U'幢'));  // 那栋小楼
      bool told = i > 0 && p.scan.word(i - 1, landlord_word);
      bool guessed = p.scan.tokens[i].rule.starts_with("renter.name") && !told && !others_household(p.scan, i);  // 日租房一天三拨人
      if (!renters && !spoken_to && !adverb && !building && !guessed) return i;
    }
  return {};
}

}  // namespace linli::understanding
