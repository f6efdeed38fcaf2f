// What a place is for: where somebody comes from, passes, stops or goes to, or what is denied. One table, asked from the top.
#include <algorithm>

#include "bot/understanding/roles.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Places : public Around {
 public:
  using Around::Around;

  // A place among its neighbours: `b` says something before it, `a` after it (size() where there is none).
  struct Place_view {
    const Places& r;
    std::size_t i{}, b{}, a{};
    bool weak{};  // known to nobody or an everyday word
    bool before(WordKind kind) const { return r.word(b, kind); }
    bool after(WordKind kind) const { return r.word(a, kind); }
    bool right_after(WordKind kind) const { return a == i + 1 && after(kind); }
    bool says_before(std::u32string_view what) const { return r.said_is(b, what); }
    bool says_after(std::u32string_view what) const { return r.said_is(a, what); }
    bool adjacent() const { return b + 1 == i; }
    // 从南京转车, but not 从武汉经合肥
    bool passed_after() const { return after(via_word) && !r.scan_.is(a + 1, Tok::place); }
    bool went_to() const { return b < r.size() && adjacent() && r.scan_.is(b, Tok::unknown) && r.scan_.chars(r.scan_.tokens[b]).ends_with(U'去'); }
    bool flies_before() const { return before(by) && r.scan_.chars(r.scan_.tokens[b]).back() == U'飞'; }
    bool flies_after() const { return right_after(by) && r.scan_.chars(r.scan_.tokens[a]).front() == U'飞'; }
    bool labelled() const { return before(label) && r.scan_.words->value(r.scan_.tokens[b].value) == "origin"; }
    // 南京那边过不去
    bool blocked() const {
      auto rest = std::u32string_view(r.scan_.text->chars).substr(r.scan_.tokens[i].end);
      for (std::u32string_view there : {U"那边", U"那里", U"那头", U"方面", U"方向"})
        if (rest.starts_with(there)) rest.remove_prefix(there.size());
      for (std::u32string_view shut : {U"过不去", U"过不来", U"走不通", U"走不了", U"不通", U"不让过", U"不给过", U"不放行", U"封路", U"封道", U"封住", U"堵死", U"封了", U"断了"})
        if (rest.starts_with(shut)) return true;
      return false;
    }
    std::u32string_view text_before() const { return std::u32string_view(r.scan_.text->chars).substr(0, r.scan_.tokens[i].begin); }
    std::u32string_view text_after(std::size_t n) const { return std::u32string_view(r.scan_.text->chars).substr(r.scan_.tokens[i].end, n); }
    static bool begins(std::u32string_view text, std::initializer_list<std::u32string_view> words) {
      return std::ranges::any_of(words, [&](auto w) { return text.starts_with(w); });
    }
    bool goes_round() const {
      auto said = text_before();
      return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"兜", U"兜到", U"弯", U"取道", U"借道", U"绕"}, [&](auto w) { return said.ends_with(w); });
    }
    // the way is what changes, or the verb behind goes round
    bool other_way() const {
      auto said = text_before();
      if (said.ends_with(U"改道") || said.ends_with(U"改经") || said.ends_with(U"换道")) return true;
      if (!said.ends_with(U"改从") && !said.ends_with(U"改由") && !said.ends_with(U"换从")) return false;
      auto rest = text_after(12);
      auto way = rest.find_first_of(U"兜绕弯转");
      return way != rest.npos && rest.substr(0, way).find_first_of(U",.;!?") == rest.npos;
    }
    bool given_up() const {
      auto rest = text_after(5);
      bool pass = begins(rest, {U"那边"}) || begins(rest, {U"那条"});
      return begins(pass ? rest.substr(2) : rest, {U"不走", U"勿走", U"不经过", U"不绕", U"不兜", U"不转了"});
    }
    bool stays_a_while() const {
      auto said = text_before();
      auto at = said.find_last_of(U",.;!? ");
      auto before = at == said.npos ? said : said.substr(at + 1);
      bool on_the_way = before.find_first_of(U"先还再要中") != before.npos;
      auto rest = text_after(14);
      auto end = rest.find_first_of(U",.;!? ");
      rest = rest.substr(0, end);
      bool house = begins(rest, {U"他", U"她", U"伊", U"亲戚", U"亲眷", U"朋友", U"同学", U"老乡", U"阿", U"那边", U"姐", U"哥", U"舅", U"姨", U"姑", U"叔", U"女儿", U"儿子"});
      auto verb = rest.find_first_of(U"住待呆歇停蹲耽玩");
      if (!on_the_way || verb == rest.npos || (verb > 0 && !house)) return false;
      return rest.find_first_of(U"天晚夜日宿", verb) != rest.npos;
    }
    bool stays_again() const {  // 18号到宜兴再停一晚
      auto rest = text_after(8);
      rest = rest.substr(0, rest.find_first_of(U",.;!? "));
      if (begins(rest, {U"再", U"还"})) rest.remove_prefix(1);
      if (begins(rest, {U"要"})) rest.remove_prefix(1);
      return begins(rest, {U"停", U"歇", U"住", U"待", U"落脚"}) && rest.find_first_of(U"天晚夜宿") != rest.npos && r.day_behind(i);
    }
    bool stuck() const {  // 堵在昆山, but not 蹲在山东
      bool at_home = r.word(i + 1, home_town) || (r.word(i + 1, away) && r.scan_.chars(r.scan_.tokens[i + 1]).starts_with(U"老家"));
      bool verb = b > 0 && r.scan_.tokens[b - 1].tok == Tok::unknown && r.scan_.tokens[b - 1].end == r.scan_.tokens[b].begin;
      return verb && !at_home && std::u32string_view(U"蹲窝搁守待呆留关封躲").find(r.scan_.chars(r.scan_.tokens[b - 1]).back()) == std::u32string_view::npos;
    }
    // somebody's house there, then what is done on the way
    bool stops_there() const {
      auto k = i + 1;
      for (int steps = 0; steps < 4 && (r.word(k, not_place) || r.word(k, relative) || r.word(k, companion) || r.word(k, outsider) || r.is_unknown(k) || r.said_is(k, U"的") || r.said_is(k, U"家")); ++steps) ++k;
      while (k < r.size() && small_word(r.scan_.tokens[k])) ++k;
      return k > i + 1 && r.word(k, via_word);
    }
    bool alone() const { return (i == 0 || r.separator(i - 1)) && r.separator(i + 1); }
    bool of_people() const { return r.word(i + 1, de) && (r.separator(i + 2) || r.word(i + 2, filler) || r.word(i + 2, ba)); }
  };
  struct Place_rule {
    std::string_view name;
    bool (*when)(const Place_view&);
    Part_role says;
  };
  static const std::vector<Place_rule>& place_rules();

  // Another day is told behind it: 19号才到我这里
  bool day_behind(std::size_t i) const {
    for (auto k = i + 1; k < size() && k < i + 12; ++k)
      if (scan_.is(k, Tok::date)) return true;
    return false;
  }

  Part_role place(std::size_t i) const {
    auto& t = scan_.tokens[i];
    Place_view v{*this, i, before(i), after(i), t.weak};
    for (auto& rule : place_rules())
      if (rule.when(v) && rules_.fire(rule.name)) return rule.says;
    return Part_role::none;
  }

  // 四川人能吃辣: what people from there are like
  bool folk(std::size_t people) const {
    auto end = scan_.tokens[people].end;
    return std::ranges::any_of(scan_.cues, [&](const CueAt& c) { return c.cue == Cue::folk && c.begin >= end && c.begin <= end + 2; });
  }

  // 途经芜湖、南京; 经过襄阳和信阳
  bool listed_after_via(std::size_t i) const {
    auto joins = [&](std::size_t k) { return word(k, and_word) || word(k, with_word) || (scan_.is(k, Tok::separator) && scan_.tokens[k].gap <= Gap::comma) || said_is(k, U"再") || said_is(k, U"还有"); };
    auto k = i;
    for (int steps = 0; k > 0 && steps < 2 && joins(k - 1); ++steps) --k;
    if (k == 0 || !scan_.is(k - 1, Tok::place) || roles_[k - 1] != Part_role::via) return false;
    if (k == i) return true;
    auto a = i + 1;  // 途经芜湖,南京来的 is another matter
    return separator(a) || word(a, and_word) || word(a, with_word) || word(a, via_word) || word(a, filler);
  }
};

// The first rule that holds says what the place is.
const std::vector<Places::Place_rule>& Places::place_rules() {
  using V = const Place_view&;
  static const std::vector<Place_rule> rules{
      {"place.via.listed", [](V v) { return v.r.listed_after_via(v.i); }, Part_role::via},
      {"place.denied", [](V v) {  // 不是从黄冈来的, 没从南京走
         return v.before(denied) || (v.before(from_word) && v.b > 0 && (v.r.word(v.b - 1, denied) || v.r.word(v.b - 1, neg_have) || (v.r.word(v.b - 1, neg_not) && v.after(via_word))));
       }, Part_role::denied},
      {"place.blocked", [](V v) { return v.blocked(); }, Part_role::none},
      {"place.not_this_way", [](V v) { return v.given_up(); }, Part_role::denied},  // 徐州不走了，从连云港绕过来
      {"place.changed.way", [](V v) { return v.other_way(); }, Part_role::via},  // 改道徐州过来, 改从岳阳兜过来
      {"place.via.before", [](V v) { return v.before(via_word); }, Part_role::via},
      {"place.via.just_passed", [](V v) {  // 刚过滁州
         auto i = v.i;
         bool just = i > 1 && (v.r.said_is(i - 2, U"刚") || v.r.said_is(i - 2, U"刚刚") || v.r.said_is(i - 2, U"才") || v.r.said_is(i - 2, U"已经") || v.r.said_is(i - 2, U"已"));
         return just && v.r.said_is(i - 1, U"过");
       }, Part_role::via},
      {"place.via.walked", [](V v) { return v.says_before(U"走") && v.adjacent(); }, Part_role::via},  // 走九江过来
      {"place.via.round_about", [](V v) { return v.goes_round(); }, Part_role::via},  // 兜长沙那边走的
      {"place.via.way_taken", [](V v) { return v.i > 1 && v.r.said_is(v.i - 1, U"的") && v.r.said_is(v.i - 2, U"走"); }, Part_role::via},  // 走的马鞍山
      {"place.via.changed_at", [](V v) { return v.says_before(U"转") && v.adjacent(); }, Part_role::via},         // 转徐州来
      {"place.via.changed_after", [](V v) { return v.before(arrive) && v.adjacent() && v.right_after(via_word) && v.passed_after(); }, Part_role::via},  // 到杭州再转高铁
      {"place.via.changes_train", [](V v) { return v.right_after(change_to) && v.says_after(U"换") && v.r.word(v.a + 1, by); }, Part_role::via},  // 到南京换高铁
      {"place.changed.route", [](V v) { return v.says_before(U"改走"); }, Part_role::via},
      {"place.changed", [](V v) { return v.before(change_to); }, Part_role::origin},
      {"place.from.denied", [](V v) { return v.before(from_word) && v.after(denied); }, Part_role::denied},
      {"place.from.passed", [](V v) { return v.before(from_word) && v.passed_after(); }, Part_role::via},  // 从南京转车
      {"place.from", [](V v) { return v.before(from_word); }, Part_role::origin},
      {"place.home_town", [](V v) { return v.before(home_town) || v.labelled(); }, Part_role::origin},
      {"place.via.stays_again", [](V v) { return v.before(arrive) && v.adjacent() && v.stays_again(); }, Part_role::via},
      {"place.came_from_there", [](V v) { return v.says_before(U"回") && v.adjacent() && v.right_after(come) && v.r.said_front(v.a, U'来'); }, Part_role::origin},  // 25号回六安来的
      {"place.goal", [](V v) { return (v.before(back) || v.before(arrive) || v.before(leave) || v.flies_before()) && v.adjacent() && !v.says_before(U"走"); }, Part_role::destination},
      {"place.goal.towards", [](V v) { return v.says_before(U"去") || v.says_before(U"去趟") || v.says_before(U"去一趟") || v.says_before(U"跑趟") || v.says_before(U"往") || v.went_to(); }, Part_role::destination},
      {"place.away", [](V v) { return v.before(away); }, Part_role::origin},
      {"place.in.passed", [](V v) { return v.says_before(U"在") && v.adjacent() && v.after(via_word); }, Part_role::via},  // 在南京转车
      {"place.in.stops", [](V v) { return v.says_before(U"在") && v.adjacent() && v.stops_there(); }, Part_role::via},  // 在太仓亲眷家落个脚
      {"place.in.stays_a_while", [](V v) { return (v.says_before(U"在") || v.says_before(U"到")) && v.adjacent() && v.stays_a_while(); }, Part_role::via},  // 先在昆山他姐家住一晚
      {"place.in.stuck", [](V v) { return v.says_before(U"在") && v.adjacent() && v.stuck(); }, Part_role::none},
      {"place.in", [](V v) { return v.says_before(U"在") && v.adjacent(); }, Part_role::origin},
      {"place.via.after", [](V v) { return v.right_after(via_word); }, Part_role::via},  // 南京中转
      {"place.home_town.after", [](V v) { return v.right_after(home_town); }, Part_role::origin},
      {"place.folk", [](V v) { return v.a == v.i + 1 && v.says_after(U"人") && v.r.folk(v.a); }, Part_role::none},  // 东北人实在
      {"place.people_of", [](V v) { return v.a == v.i + 1 && v.says_after(U"人"); }, Part_role::origin},
      {"place.moves", [](V v) { return v.right_after(come) || v.right_after(depart) || v.flies_after() || (v.right_after(back) && !v.says_after(U"回")); }, Part_role::origin},
      {"place.of", [](V v) { return v.of_people(); }, Part_role::origin},
      {"place.one_from_there", [](V v) { return v.weak && v.a == v.r.size() && v.r.said_front(v.i + 1, U'那'); }, Part_role::bare_origin},  // 奉化那个
      {"place.alone", [](V v) { return v.weak && v.alone(); }, Part_role::bare_origin},
      {"place.known", [](V v) { return !v.weak; }, Part_role::bare_origin},
  };
  return rules;
}

}  // namespace

Part_role role_of_place(Parsed& parsed, std::size_t i) { return Places(parsed).place(i); }

}  // namespace linli::understanding
