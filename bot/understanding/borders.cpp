// Where one household ends and the next begins: a table of rules, asked from the top for each clause beside the group so far.
#include <algorithm>

#include "bot/understanding/groups.hpp"

namespace linli::understanding {
namespace {

using enum Intent;

// Where one household ends and the next begins: a clause beside the group so far.
class Border {
 public:
  Border(const Parsed& parsed, const Group& group, const Clause& clause) : p(parsed), g(group), c(clause) {}

  const Parsed& p;
  const Group& g;
  const Clause& c;

  bool told() const { return !g.drafts.empty() || g.day || (g.open && (g.name >= 0 || g.room >= 0 || g.spot >= 0)); }
  bool another() const { return differs(g.room, c.room) || (differs(g.name, c.name) && !named_at_last()); }
  // 老板娘逼问他才松口的，月底上来，小易: who is known by an office asked, and who comes is named alone
  bool named_at_last() const {
    if (!by_office(p.scan, std::size_t(g.name)) || by_office(p.scan, std::size_t(c.name)) || c.date >= 0 || c.room >= 0 || !c.events.empty() || c.unknown > 0) return false;
    auto behind = std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[std::size_t(g.name)].end, 3);
    bool tells = behind.size() > 1 && behind[1] == U'的';  // 老板娘讲的
    return !tells && behind.find_first_of(U"问讲说催听告") != behind.npos && p.rules.fire("group.named_at_last");
  }
  bool open_renter() const { return c.unknown_date && (c.renter || c.spot >= 0); }
  bool tells() const {
    auto tells_it = [](const Event& e) { return e.intent != question && e.intent != registered && e.intent != health; };
    return c.date >= 0 || open_renter() || std::ranges::any_of(c.events, tells_it);
  }
  bool someone() const { return c.room >= 0 || c.name >= 0 || open_renter(); }
  bool known() const { return g.room >= 0 || g.name >= 0 || g.relative; }
  bool both_known() const { return c.name >= 0 && g.name >= 0 && c.room >= 0 && g.room >= 0; }
  // The clause names somebody in a way the group has not been named yet.
  bool fresh() const {
    bool same_name = c.name >= 0 && g.name >= 0 && !differs(c.name, g.name), same_room = c.room >= 0 && g.room >= 0 && !differs(c.room, g.room);
    return !same_name && !same_room;
  }
  bool another_spot() const { return b_spot(c.spot) && b_spot(g.spot) && p.scan.chars(p.scan.tokens[std::size_t(c.spot)]) != p.scan.chars(p.scan.tokens[std::size_t(g.spot)]); }
  bool kin_of_writer() const {
    for (auto i = c.first; i < c.last; ++i)
      if (p.scan.word(i, WordKind::relative)) return p.scan.chars(p.scan.tokens[i]).front() == U'我' || (i > c.first && p.scan.word(i - 1, WordKind::self));
    return false;
  }
  bool stands() const { return !c.events.empty(); }
  bool comes() const {
    return std::ranges::any_of(c.events, [](const Event& e) { return e.intent == return_report || e.intent == arrived; });
  }
  bool counted() const { return counts(c); }
  bool counted_before() const {
    return std::ranges::any_of(g.clauses, [&](std::size_t k) { return counts(p.clauses[k]) || p.clauses[k].count >= 0; });
  }
  // The rest of the line names another one.
  bool another_ahead() const {
    auto* end = p.clauses.data() + p.clauses.size();
    for (auto* k = &c + 1; k < end && k->before < Gap::line; ++k)
      if (differs(g.room, k->room) || differs(g.name, k->name)) return true;
    return false;
  }
  bool last_is(Intent intent) const { return !g.drafts.empty() && g.drafts.back().intent == intent; }
  // The rest is called so, it does something else, or has a day of its own.
  bool apart_from_the_first() const {
    bool rest = false;
    for (auto i = c.first; i < std::size_t(c.count); ++i)
      for (std::u32string_view word : {U"另", U"另外", U"还有", U"其余", U"其他", U"剩", U"剩下", U"余下", U"后面", U"还"}) rest = rest || p.scan.chars(p.scan.tokens[i]) == word;
    bool other = !g.drafts.empty() && std::ranges::any_of(c.events, [&](const Event& e) { return e.intent != g.drafts.back().intent || e.negated != g.drafts.back().negated; });
    return (rest || other || (c.date >= 0 && (g.day || !stands()))) && (stands() || c.date >= 0) && !p.flags.goods;
  }
  bool comes_instead() const {
    for (auto i = c.first; i < c.last; ++i)
      if (understanding::comes_instead(p.scan, i) > 0) return true;
    return false;
  }
  bool now() const {
    auto said = p.scan.chars(p.scan.tokens[c.first]);
    return said.starts_with(U"现在") || said == U"如今" || said == U"眼下" || begins_with(WordKind::instead);
  }
  // 他自己, 他本人, 租客自己
  bool himself() const {
    for (auto i = c.first; i + 1 < c.last && i < c.first + 2; ++i) {
      auto next = std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[i].end, 2);
      bool who = p.scan.word(i, WordKind::pronoun) || p.scan.word(i, WordKind::renter_word) || p.scan.is(i, Tok::renter);
      if (who && (next == U"自己" || next == U"本人")) return true;
    }
    return false;
  }
  bool kin_before() const {
    return std::ranges::any_of(g.clauses, [&](std::size_t k) {
      for (auto i = p.clauses[k].first; i < p.clauses[k].last; ++i)
        if (p.scan.word(i, WordKind::relative) || p.scan.word(i, WordKind::companion)) return true;
      return false;
    });
  }
  // 不过他老乡, 他表弟
  bool someone_of_his() const {
    for (auto i = c.first; i + 1 < c.last && i < c.first + 4; ++i)
      if (p.scan.word(i, WordKind::pronoun) && (p.scan.word(i + 1, WordKind::relative) || p.scan.word(i + 1, WordKind::companion) || p.scan.word(i + 1, WordKind::outsider))) return true;
    return false;
  }
  bool begins_with(WordKind kind) const { return p.scan.word(c.first, kind); }

 private:
  static bool b_spot(int token) { return token >= 0; }
  bool counts(const Clause& clause) const {
    for (auto i = clause.first; i < clause.last; ++i)
      if (p.scan.is(i, Tok::people)) return true;
    return false;
  }
  std::string_view text(int token) const { return p.scan.texts[std::size_t(p.scan.tokens[std::size_t(token)].data)]; }
  bool differs(int a, int b) const {
    if (a < 0 || b < 0) return false;
    auto x = text(a), y = text(b);
    return x != y && !x.ends_with(y) && !y.ends_with(x);
  }
};

struct Border_rule {
  std::string_view name;
  bool (*when)(const Border&);
  bool begins;
};
using B = const Border&;
constexpr Border_rule borders[] = {
    {"group.the_new_room", [](B b) { return b.last_is(change) && b.c.room >= 0 && b.g.room >= 0 && b.c.name < 0 && b.c.date < 0 && (b.now() || b.begins_with(WordKind::change_to)); }, false},  // 房间换了，原来301，现在住201
    {"group.still_lives_there", [](B b) {  // 小戴17号到，回来还是住502
       bool there = b.c.room >= 0 && b.c.name < 0 && b.c.date < 0 && b.g.room < 0 && b.g.name >= 0;
       return there && std::size_t(b.c.room) > b.c.first && b.p.scan.word(std::size_t(b.c.room) - 1, WordKind::live);
     }, false},
    {"group.another_one", [](B b) { return b.another() && b.told(); }, true},
    {"group.comes_instead", [](B b) { return b.last_is(leaving) && b.c.name < 0 && (b.comes_instead() || (b.comes() && b.p.scan.chars(b.p.scan.tokens[b.c.first]).starts_with(U'新'))); }, true},  // 502的走了，换了小夫妻
    {"group.further_one", [](B b) { return b.told() && b.someone() && b.known() && b.tells() && !b.both_known() && b.fresh(); }, true},
    {"group.after_cancel", [](B b) {  // 底楼的不来了，3楼的25号回来
       bool named = b.c.room >= 0 || b.c.name >= 0, unnamed = b.g.room < 0 && b.g.name < 0 && !b.g.day;
       return unnamed && named && b.c.date >= 0 && !b.c.change && b.last_is(cancel);
     }, true},
    {"group.after_state", [](B b) {  // 南头那套空着，小鲍20号来; 三个都没走，小伍25号来
       bool unnamed = b.g.room < 0 && b.g.name < 0 && !b.g.day;
       return unnamed && (b.last_is(vacant) || b.last_is(stayed)) && (b.c.room >= 0 || b.c.name >= 0) && b.c.date >= 0 && b.comes();
     }, true},
    {"group.stayed_beside_empty", [](B b) {  // 一间空着，小陆没走
       bool unnamed = b.g.room < 0 && b.g.name < 0 && !b.g.day && !b.g.drafts.empty() && !b.g.drafts.back().negated;
       return unnamed && b.last_is(vacant) && b.c.name >= 0 && std::ranges::any_of(b.c.events, [](const Event& e) { return e.intent == stayed || e.intent == away; });
     }, true},
    {"group.spot_of_another", [](B b) {  // 三楼25号回，阁楼那个还在老家
       bool other = b.c.spot == int(b.c.first) && b.c.room < 0 && b.c.name < 0 && b.g.spot < 0 && b.c.pronoun_of_spot;
       return b.told() && b.known() && other && b.stands() && b.tells();
     }, true},
    {"group.another_spot", [](B b) { return b.told() && b.another_spot() && (b.tells() || b.stands()); }, true},  // 楼上…到了，楼下…
    {"group.one_more", [](B b) { return b.g.day && b.c.date >= 0 && b.counted() && b.counted_before() && b.comes() && !b.c.change; }, true},  // 明天来一个，后天来一个
    {some_of_several, [](B b) { return b.told() && b.c.count >= 0 && b.counted_before() && !b.c.change && !b.last_is(change) && b.apart_from_the_first(); }, true},
    {"group.rest_later", [](B b) { return b.last_is(arrived) && b.c.date >= 0 && b.counted() && b.counted_before() && b.comes() && !b.c.change && b.c.name < 0; }, true},  // 已经到了三个人，还有一个11号到
    {"group.and_kin", [](B b) { return b.told() && (b.g.name >= 0 || b.g.renter) && !b.g.relative && b.c.relative && b.kin_of_writer(); }, true},  // 还有我侄女，24号来
    {"group.companion_later", [](B b) {  // 小辛15号来，他老婆20号来
       bool his = b.begins_with(WordKind::pronoun) && (b.p.scan.word(b.c.first + 1, WordKind::relative) || b.p.scan.word(b.c.first + 1, WordKind::companion));
       bool kin = (b.begins_with(WordKind::companion) || b.begins_with(WordKind::relative)) && (b.g.name >= 0 || b.g.renter) && b.p.scan.chars(b.p.scan.tokens[b.c.first]).front() != U'我';
       his = his || (kin && b.p.rules.fire("group.kin_later"));  // 小贾后天到，女朋友22号再来
       bool apart = (b.g.day && b.comes()) || (b.c.events.empty() && b.last_is(arrived));
       return his && b.c.date >= 0 && apart && !b.c.change;
     }, true},
    {"group.himself_later", [](B b) { return b.g.day && b.c.date >= 0 && b.comes() && !b.c.change && b.himself() && b.kin_before(); }, true},  // 老婆先回，就明天，他自己月底再来
    {"group.someone_of_his", [](B b) { return b.last_is(stayed) && b.c.date >= 0 && b.comes() && !b.c.change && b.someone_of_his(); }, true},  // 504小丁没走，不过他老乡后天来
    {"group.other_home", [](B b) { return b.told() && b.c.other_home && (b.c.irregular || b.c.room >= 0) && !b.g.other_home; }, true},
    {"group.one_of_that_room", [](B b) {  // 小贾后天回来，302的还没消息
       bool of = b.c.room == int(b.c.first) && b.p.scan.word(b.c.first + 1, WordKind::de) && b.c.first + 2 < b.c.last;
       return of && b.g.day && b.g.name >= 0 && b.g.room < 0 && b.c.name < 0 && b.told();
     }, true},
    {"group.renter_after_a_thing", [](B b) {  // 快递25号到，租客26号到
       auto& before = b.p.clauses[b.g.clauses.back()];
       bool thing = (before.goods || before.chore || before.outsider) && !before.events.empty() && before.date >= 0 && b.c.unknown == 0 && !b.g.renter && !b.g.own && b.g.name < 0 && b.g.room < 0;
       return thing && (b.c.renter || b.c.name >= 0) && b.c.date >= 0 && b.comes() && !b.c.goods && !b.c.chore && b.told();
     }, true},
    {"group.renter_after_kin", [](B b) {  // 我儿子后天回来，租客大后天到; 我侄子后天来，租客还在达州
       return b.g.relative && !b.g.renter && b.g.name < 0 && b.g.room < 0 && b.c.renter && b.stands() && b.tells() && b.told();
     }, true},
    {"group.neighbours_too", [](B b) {  // 我租客后天来，隔壁家的今天也来了
       return b.told() && b.c.other_home && b.stands() && !b.c.own && b.c.name < 0 && b.c.room < 0 && b.g.day && (b.g.own || b.g.renter || b.g.name >= 0) && !b.g.other_home;
     }, true},
    {"group.own_after_neighbours", [](B b) {  // 对面家的19号到，我家的要21号
       return b.g.day && b.g.other_home && !b.g.own && !b.g.renter && b.c.own && b.c.date >= 0 && !b.c.other_home;
     }, true},
    {"group.next_entry", [](B b) { return b.c.before >= Gap::line && b.told() && b.c.date >= 0 && b.g.day && b.another_ahead(); }, true},  // 2月24号，102⏎2月26号，105
};

}  // namespace

std::string_view border(const Parsed& parsed, const Group& group, const Clause& clause) {
  Border beside(parsed, group, clause);
  for (auto& rule : borders)
    if (rule.when(beside) && parsed.rules.fire(rule.name)) return rule.begins ? rule.name : std::string_view();
  return {};
}

}  // namespace linli::understanding
