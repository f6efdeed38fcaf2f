// What places, days, rooms and names are for: where somebody comes from, passes or goes to; a day given up; a name that is the writer's.
#include <algorithm>

#include "bot/understanding/numbers.hpp"
#include "bot/understanding/roles.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Roles : Around {
 public:
  explicit Roles(Parsed& parsed) : Around(parsed), parsed_(parsed) { roles_.assign(scan_.tokens.size(), Part_role::plain); }

  void find() {
    bare_days();
    denied_number();
    for (std::size_t i = 1; i + 1 < size(); ++i)
      if (day_before_verb(i) && rules_.fire("date.before_the_verb")) make_day(i, "date.before_the_verb");
    for (std::size_t i = 0; i < size(); ++i) {
      if (scan_.is(i, Tok::unknown)) unknown_place(i);
      if (i >= size()) break;
      auto& t = scan_.tokens[i];
      if (t.tok == Tok::place) roles_[i] = role_of_place(parsed_, i);
      if (t.tok == Tok::date) roles_[i] = role_of_day(parsed_, i);
      if (t.tok == Tok::room || t.tok == Tok::people || (t.tok == Tok::word && t.kind == by)) roles_[i] = denied_before(i) || wrong(i) || way_given_up(i) ? Part_role::denied : Part_role::plain;
      if (t.tok == Tok::renter) roles_[i] = name(i);
      if (t.aside && t.tok == Tok::renter && t.begin > 0 && std::u32string_view(U"给替为帮陪跟和同吃喝去到").find(scan_.text->chars[t.begin - 1]) != std::u32string_view::npos) roles_[i] = Part_role::none;  // 给老周迁坟
      if ((t.tok == Tok::room || t.tok == Tok::renter) && excepted(i) && rules_.fire("role.excepted")) roles_[i] = t.tok == Tok::room ? Part_role::denied : Part_role::none;
      if (t.aside && t.tok == Tok::date) roles_[i] = Part_role::other_matter;
      if (t.aside && t.tok == Tok::place) roles_[i] = Part_role::none;
      if (t.aside && t.tok == Tok::people) roles_[i] = Part_role::denied;
      if (t.tok == Tok::room) house(i);
    }
    for (std::size_t i = 1; i < size(); ++i)
      if (word(i, no) || word(i, change_sign)) take_back(i);
  }

 private:
  // 3楼不对，4楼; 两个错了，是三个: called wrong, and the right one is told.
  bool wrong(std::size_t i) const {
    bool called_wrong = word(i + 1, no) || (word(i + 1, denied) && separator(i + 2));  // 202不是，203才是
    bool not_so_many = scan_.is(i, Tok::people) && i > 0 && (word(i - 1, neg_have) || said_is(i - 1, U"不止") || said_is(i - 1, U"不到"));  // 没有三个，就两个
    if (!called_wrong && !not_so_many) return false;
    auto another = [&](std::size_t k) { return scan_.tokens[k].tok == scan_.tokens[i].tok; };
    for (auto k = i + 2; k < size() && k < i + 7; ++k)
      if (another(k)) return rules_.fire("value.wrong");
    return false;
  }
  // 除了301，其他都没走: of the others is told, and nothing of that one. 除了小王，小李也没走 tells of both.
  bool excepted(std::size_t i) const {
    auto parts = [&](std::size_t k) { return k >= size() || (separator(k) && scan_.tokens[k].gap >= Gap::comma); };
    auto first = i, last = i + 1;
    while (first > 0 && !parts(first - 1)) --first;
    auto text = std::u32string_view(scan_.text->chars);
    auto before = text.substr(scan_.tokens[first].begin, scan_.tokens[i].begin - scan_.tokens[first].begin);
    if (before.find(U"除了") == before.npos && before.find(U"除开") == before.npos && before.find(U"除去") == before.npos && before.find(U"除脱") == before.npos) return false;
    for (; !parts(last); ++last) {
      auto said = text.substr(scan_.tokens[last].begin);
      if (said.starts_with(U"其他") || said.starts_with(U"别的") || said.starts_with(U"其余") || said.starts_with(U"以外") || said.starts_with(U"之外") || said.starts_with(U"外,") || said.starts_with(U"都")) break;
    }
    auto rest = text.substr(scan_.tokens[last - 1].end, 14);
    bool others = rest.find(U"其他") < 3 || rest.find(U"其余") < 3 || rest.find(U"别的") < 3 || rest.find(U"另外") < 3;
    for (auto k = first; k < last && !others; ++k)
      if (word(k, back) || word(k, come) || word(k, arrive) || word(k, leave) || word(k, away) || word(k, neg_have)) return false;
    return rest.find(U'也') == rest.npos && rest.find(U"还有") == rest.npos;
  }
  bool way_given_up(std::size_t i) const {  // 飞机不坐了
    bool dropped = word(i, by) && word(i + 1, denied) && word(i + 2, le) && (said_is(i + 1, U"不坐") || said_is(i + 1, U"不乘") || said_is(i + 1, U"勿坐") || said_is(i + 1, U"勿乘") || said_is(i + 1, U"不搭"));
    return dropped && rules_.fire("role.way_given_up");
  }
  // 我是71号的，我家203: one address in two places. The house is the writer's, and nothing else is told beside it.
  void house(std::size_t i) {
    auto& t = scan_.tokens[i];
    auto written = scan_.chars(t);
    if (!t.weak && roles_[i] == Part_role::denied) {  // 是39号不是93号 202
      auto gap = written.find(U' ');
      if (house_ >= 0 && gap != written.npos && rules_.fire("room.split")) scan_.texts[std::size_t(scan_.tokens[std::size_t(house_)].data)] += to_utf8(written.substr(gap + 1));
      return;
    }
    if (!t.weak) {
      bool whole = written.ends_with(U'号') || written.ends_with(U'幢') || written.ends_with(U'栋') || written.ends_with(U"号楼");
      house_ = whole && roles_[i] == Part_role::plain && told_alone(i) ? int(i) : -1;
      return;
    }
    if (house_ < 0 || std::size_t(house_) + 1 >= i || roles_[i] == Part_role::denied) return;
    scan_.texts[std::size_t(t.data)].insert(0, scan_.texts[std::size_t(scan_.tokens[std::size_t(house_)].data)]);
    t.weak = false;
    roles_[std::size_t(house_)] = Part_role::denied;
  }
  bool told_alone(std::size_t i) const {
    auto other = [&](std::size_t k) {
      auto& t = scan_.tokens[k];
      bool moves = t.tok == Tok::word && (t.kind == other_home || t.kind == back || t.kind == come || t.kind == arrive || t.kind == leave || t.kind == vacant || t.kind == change_to || t.kind == irregular);
      return moves || t.tok == Tok::date || t.tok == Tok::renter || t.tok == Tok::people;
    };
    std::size_t from = i, to = i + 1;
    while (from > 0 && !separator(from - 1) && i - from < 8) --from;
    while (!separator(to) && to - i < 8) ++to;
    for (auto k = from; k < to; ++k)
      if (other(k)) return false;
    return separator(to);
  }

  // 三个人，不对，四个; 从达川，哦不，达州: who mends a slip of the tongue in the same breath means the second, and changes nothing that was reported.
  void take_back(std::size_t i) {
    auto said = scan_.chars(scan_.tokens[i]);
    bool cry = std::u32string_view(U"哦噢啊哎").find(said.front()) != std::u32string_view::npos && said.size() > 1;
    bool mistake = word(i, no) || said.ends_with(U"错了") || said.ends_with(U"不对");
    if (!mistake || !(cry || separator(i - 1))) return;
    auto value = [&](std::size_t k) {
      auto tok = scan_.tokens[k].tok;
      return tok == Tok::date || tok == Tok::place || tok == Tok::people || tok == Tok::room || tok == Tok::renter || tok == Tok::time;
    };
    auto soft = [&](std::size_t k) {
      auto& t = scan_.tokens[k];
      return (t.tok == Tok::separator && t.gap <= Gap::comma) || small_word(t) || word(k, instead) || word(k, no) || said_is(k, U"叫");
    };
    auto moves = [&](std::size_t k) { return word(k, back) || word(k, come) || word(k, arrive); };
    auto right = i + 1, wrong = i;
    while (right < size() && right < i + 6 && soft(right)) ++right;
    for (int steps = 0; wrong-- > 0 && steps < 5 && !value(wrong); ++steps)
      if (!soft(wrong) && !moves(wrong)) return;
    if (right >= size() || wrong >= size() || !value(right) || scan_.tokens[right].tok != scan_.tokens[wrong].tok) return;
    bool earlier = reported(wrong), kept = scan_.is(wrong, Tok::date) || scan_.is(wrong, Tok::time);  // a day that was reported stays as what was
    if (earlier && (kept || !rules_.fire("role.reported_wrongly"))) return;  // 报的是从徐州来，搞错了，是邳州
    if (!earlier && !rules_.fire("role.taken_back")) return;
    roles_[wrong] = Part_role::denied;
    if (!earlier) roles_[i] = Part_role::denied;
    if (scan_.is(right, Tok::place) && roles_[right] != Part_role::origin) roles_[right] = Part_role::origin;
  }
  // What is mended was told at another time: 上次报的三个人，不对
  bool reported(std::size_t i) const {
    for (auto k = i; k-- > 0 && !separator(k);)
      if (word(k, was_mark) || word(k, said) || word(k, label) || word(k, register_word) || word(k, registered) || word(k, denied)) return true;
    return false;
  }

  // 19不来，改21: numbers are days where one of them is given up or another put for it.
  void bare_days() {
    auto verb = [&](std::size_t i) { return word(i, cancel) || word(i, come) || word(i, back) || word(i, arrive); };
    std::vector<std::size_t> days;
    bool given_up = false, of_days = false;  // 日期写错了，应该是17不是11
    for (std::size_t i = 0; i < size(); ++i) of_days = of_days || said_is(i, U"日期") || said_is(i, U"日子") || (word(i, label) && scan_.words->value(scan_.tokens[i].value) == "date") || (word(i, change_sign) && std::u32string_view(U"日早晚迟推提延").find(scan_.chars(scan_.tokens[i]).front()) != std::u32string_view::npos);
    for (std::size_t i = 0; i < size() && days.size() < 4; ++i) {
      auto& t = scan_.tokens[i];
      bool number = t.tok == Tok::number && t.data >= 1 && t.data <= 31 && t.end - t.begin == (t.data > 9 ? 2U : 1U);
      if (t.tok == Tok::date) return;
      if (!number) continue;
      bool after = i > 0 && word(i - 1, change_to) && scan_.tokens[i - 1].end == t.begin && separator(i + 1);
      bool chosen = i > 0 && of_days && scan_.tokens[i - 1].end == t.begin && (word(i - 1, instead) || word(i - 1, denied) || said_is(i - 1, U"是"));
      given_up = given_up || (chosen && word(i - 1, denied));
      after = after || chosen;
      if (!after && !(i + 1 < size() && scan_.tokens[i + 1].begin == t.end && verb(i + 1))) return;
      given_up = given_up || (after && !chosen) || word(i + 1, cancel);
      days.push_back(i);
    }
    if (days.size() < 2 || !given_up || !rules_.fire("date.bare_numbers")) return;
    for (auto i : days) make_day(i, "date.bare_numbers");
  }
  void make_day(std::size_t i, std::string_view rule) {
    auto& t = scan_.tokens[i];
    DateExpr day;
    day.begin = t.begin;
    day.end = t.end;
    day.first.day = t.data;
    day.rule = rule;
    t.tok = Tok::date;
    t.rule = rule;
    t.data = std::int32_t(scan_.dates.size());
    scan_.dates.push_back(day);
  }
  // 小李十五搬走, 租客十六到: between who and what he does. In figures it may be an hour (小王20到) but where somebody moves out.
  bool day_before_verb(std::size_t i) const {
    auto& t = scan_.tokens[i];
    if (t.tok != Tok::number || t.data < 10 || t.data > 31) return false;
    bool spelled = is_han_number(scan_.text->chars[t.begin]) && t.end - t.begin > 1;
    bool who = scan_.is(i - 1, Tok::renter) || word(i - 1, renter_word) || word(i - 1, own) || word(i - 1, pronoun) || word(i - 1, self) || scan_.is(i - 1, Tok::room);
    bool close = scan_.tokens[i - 1].end == t.begin && scan_.tokens[i + 1].begin == t.end;
    bool moves = word(i + 1, leave) || (word(i + 1, cancel) && said_front(i + 1, U'退')) || (spelled && (word(i + 1, back) || word(i + 1, come) || word(i + 1, arrive) || word(i + 1, depart)));
    if (!who || !close || !moves || scan_.is(i + 2, Tok::number) || scan_.is(i + 2, Tok::date)) return false;
    auto behind = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i + 1].end, 1);
    return behind.empty() || std::u32string_view(U"岁个天斤块人多号年点几公里米条只").find(behind.front()) == std::u32string_view::npos;  // 小王二十来岁
  }

  // 不是二十六是二十七号: a number beside the day that is put for it
  void denied_number() {
    for (std::size_t i = 1; i + 2 < size(); ++i) {
      auto& t = scan_.tokens[i];
      bool number = t.tok == Tok::number && t.data >= 1 && t.data <= 31 && word(i - 1, denied) && scan_.tokens[i - 1].end == t.begin;
      if (!number) continue;
      auto k = i + 1;
      while (k < size() && k < i + 5 && (said_is(k, U"是") || word(k, instead) || scan_.is(k, Tok::number) || scan_.is(k, Tok::separator))) ++k;
      bool day = k > i + 1 && scan_.is(k, Tok::date) && scan_.chars(scan_.tokens[k]).back() == U'号';
      if (!day || !rules_.fire("date.denied_number")) continue;
      DateExpr expr;
      expr.begin = t.begin;
      expr.end = t.end;
      expr.first.day = t.data;
      expr.rule = "date.denied_number";
      t.tok = Tok::date;
      t.rule = expr.rule;
      t.data = std::int32_t(scan_.dates.size());
      scan_.dates.push_back(expr);
    }
  }

  // 从虎北来的, 老家阿克塞: a word that no gazetteer knows, where only a place can stand.
  void unknown_place(std::size_t i) {
    auto& t = scan_.tokens[i];
    auto length = t.end - t.begin;
    if (length < 2 || length > 5) return;
    auto b = before(i);
    bool from = b < size() && (word(b, from_word) || (word(b, home_town) && !separator(i + 1)));
    bool moves = i + 1 < size() && (word(i + 1, come) || word(i + 1, back) || word(i + 1, depart) || word(i + 1, arrive) || word(i + 1, by));
    if (!from || !(moves || separator(i + 1) || word(i + 1, de)) || !rules_.fire("origin.unknown_place")) return;
    t.tok = Tok::place;
    t.weak = true;
    t.rule = "origin.unknown_place";
    t.data = std::int32_t(scan_.texts.size());
    scan_.texts.push_back(to_utf8(scan_.chars(t)));
    t.value = 0;
  }

  Part_role name(std::size_t i) const {
    auto b = before(i);
    if (b < size() && b + 1 == i && word(b, landlord_word) && rules_.fire("name.landlord")) return Part_role::none;  // 房东周阿姨 writes
    bool i_am = i >= 2 && word(i - 2, self) && said_is(i - 1, U"是");
    if (i_am && rules_.fire("name.i_am")) return Part_role::none;
    if (i_of(i) && rules_.fire("name.i_of")) return Part_role::none;
    if (spoken_to(i) && rules_.fire("name.spoken_to")) return Part_role::none;
    if (stood_in_for(i) && rules_.fire("name.stood_in_for")) return Part_role::none;
    if (of_office(b, i) && rules_.fire("name.of_office")) return Part_role::none;
    if (called_upon(i) && rules_.fire("name.called_upon")) return Part_role::none;
    if (lodger_of(scan_, i) > 0 && !mine_before(i) && rules_.fire("name.host")) return Part_role::host;
    bool before_renter = word(i + 1, renter_word) && scan_.is(i + 2, Tok::renter) && scan_.tokens[i].end == scan_.tokens[i + 1].begin && !mine_before(i);
    if (before_renter && rules_.fire("name.before_the_renter")) return Part_role::none;  // 张姐租客小周: called, or whose he is
    if (thanked(i) && rules_.fire("name.thanked")) return Part_role::none;
    if (helps(i) && rules_.fire("name.of_a_helper")) return Part_role::none;
    if (says_so(i) && rules_.fire("name.of_who_says")) return Part_role::none;
    if (signed_by(i) && rules_.fire("name.signed")) return Part_role::none;
    if (decides(i) && rules_.fire("name.of_who_decides")) return Part_role::none;
    if (kin_of_his(i) && rules_.fire("name.kin_of_his")) return Part_role::none;
    if (denied_before(i)) return Part_role::denied;
    return Part_role::plain;
  }

  // 我家小王的…, 租客老王那边的…, 302小王家的…: the writer's own renter, whoever is at his place
  bool mine_before(std::size_t i) const { return i > 0 && (word(i - 1, own) || word(i - 1, renter_word) || word(i - 1, self) || scan_.is(i - 1, Tok::room)); }

  // 我是七组的老杨, 我3号楼老杨啊: the writer says who writes
  bool i_of(std::size_t i) const {
    bool of = false, belongs = false;  // 我203的小康 lets that room to him
    for (int steps = 0; i-- > 0 && steps < 5; ++steps) {
      if (word(i, self)) return of && (i == 0 || separator(i - 1) || word(i - 1, filler) || word(i - 1, thanks)) && (said_is(i + 1, U"是") || (scan_.is(i + 1, Tok::room) && !belongs));
      bool where = scan_.is(i, Tok::room) || scan_.is(i, Tok::date) || word(i, landlord_word) || word(i, not_place) || word(i, here) || scan_.is(i, Tok::unknown) || word(i, address_end);
      if (!where && !word(i, de) && !said_is(i, U"是")) return false;
      belongs = belongs || word(i, de);
      of = of || where;
    }
    return false;
  }
  // 来顶小王班的, 原来老王住的: who was there before
  bool stood_in_for(std::size_t i) const {
    if (i == 0 || separator(i - 1) || scan_.tokens[i - 1].end != scan_.tokens[i].begin) return false;
    auto before = scan_.chars(scan_.tokens[i - 1]);
    auto behind = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, 2);
    bool takes = before.ends_with(U"顶") || before.ends_with(U"顶替") || before.ends_with(U"接替") || before.ends_with(U"代替");
    bool lived = word(i - 1, was_mark) && (behind == U"住的" || behind == U"租的");
    return takes || lived;
  }
  // 老板娘我26号回来: a renter's word to the landlord
  bool spoken_to(std::size_t i) const {
    bool first = i == 0 || separator(i - 1) || word(i - 1, thanks) || word(i - 1, filler);
    bool titled = scan_.tokens[i].rule == "renter.title" || scan_.tokens[i].rule == "renter.called" || scan_.tokens[i].rule == "renter.with_a_and_title" || (scan_.tokens[i].rule == "renter.with_a" && std::u32string_view(U"叔伯婆公姨嫂姐哥爹").find(scan_.chars(scan_.tokens[i]).back()) != std::u32string_view::npos);
    auto me = i + 1;
    while (me < size() && (word(me, filler) || separator(me)) && me < i + 3) ++me;
    if (!first || !titled || !said_is(me, U"我")) return false;
    for (auto k = me + 1; k < size() && k < me + 7 && !separator(k); ++k)
      if (word(k, back) || word(k, come) || word(k, arrive)) return scan_.is(me + 1, Tok::date) || k == me + 1 || word(me + 1, future) || word(me + 1, from_word) || word(me + 1, filler) || word(me + 1, hedge);
    return false;
  }
  // 老宗帮弄的, 小郑替我登的: who did it for the writer
  bool helps(std::size_t i) const {
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, 6);
    for (std::u32string_view help : {U"帮忙", U"帮我", U"替我", U"代我", U"给我", U"帮着", U"帮", U"替", U"代"})
      if (rest.starts_with(help)) {
        rest.remove_prefix(help.size());
        while (!rest.empty() && std::u32string_view(U"他她伊我们去来").find(rest.front()) != std::u32string_view::npos) rest.remove_prefix(1);
        return rest.size() > 1 && std::u32string_view(U"弄登填办录写做报").find(rest[0]) != std::u32string_view::npos && std::u32string_view(U"的好了过记完掉").find(rest[1]) != std::u32string_view::npos;
      }
    return false;
  }
  // 多亏老聂开车送我去, 谢谢王师傅
  bool thanked(std::size_t i) const {
    auto before = std::u32string_view(scan_.text->chars).substr(0, scan_.tokens[i].begin);
    return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"多亏", U"幸亏", U"亏得", U"谢谢", U"感谢", U"辛苦", U"麻烦"}, [&](auto thanks) { return before.ends_with(thanks); });
  }
  // 月底来，老板娘讲的，小易: who has no more than an office tells it
  bool says_so(std::size_t i) const {
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, 4);
    bool says = rest.starts_with(U"讲的") || rest.starts_with(U"说的") || rest.starts_with(U"告诉的");
    bool another = false;
    for (auto k = i + 1; k < size() && k < i + 12; ++k) another = another || (scan_.is(k, Tok::renter) && !by_office(scan_, k));
    return says && another && (rest.size() < 3 || !is_han(rest[2])) && scan_.tokens[i].rule == "renter.called" && by_office(scan_, i);
  }
  // 退休教师老钱敬上
  bool signed_by(std::size_t i) const {
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, 4);
    return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"敬上", U"敬启", U"谨上", U"拜上", U"叩上", U"留言", U"代笔"}, [&](auto w) { return rest.starts_with(w); });
  }
  // 哪天听车老板的, 由赵厂长定, 看孙总安排: whom the day hangs on
  bool decides(std::size_t i) const {
    auto& text = scan_.text->chars;
    auto& t = scan_.tokens[i];
    bool hangs = t.begin > 0 && std::u32string_view(U"听由看凭随等").find(text[t.begin - 1]) != std::u32string_view::npos;
    if (!hangs) return false;
    auto rest = std::u32string_view(text).substr(t.end, 6);
    bool only_of = rest.starts_with(U"的") && (rest.size() == 1 || !is_han(rest[1]));
    for (std::u32string_view says : {U"定", U"决定", U"安排", U"说了算", U"讲了算", U"通知", U"脸色", U"排班", U"调度", U"发话", U"点头", U"批", U"的意思"}) only_of = only_of || rest.starts_with(says);
    return only_of;
  }
  // 给他阿爷迁坟
  bool kin_of_his(std::size_t i) const {
    auto& t = scan_.tokens[i];
    bool his = i > 0 && (word(i - 1, pronoun) || word(i - 1, self)) && scan_.tokens[i - 1].end == t.begin;
    return his && t.end - t.begin == 2 && scan_.chars(t).front() == U'阿' && std::u32string_view(U"爷爹婆公妈爸娘奶嬷伯姨叔嫂姐哥舅姑").find(scan_.chars(t).back()) != std::u32string_view::npos;
  }
  // 孙阿姨你记一下, 王师傅您好, 小郑帮我登一下: whom the writer speaks to, in front of what is told.
  bool called_upon(std::size_t i) const {
    for (auto k = i; k-- > 0;)
      if (!separator(k) && !small_word(scan_.tokens[k])) return false;
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end);
    auto begins = [&](std::initializer_list<std::u32string_view> calls) { return std::ranges::any_of(calls, [&](auto call) { return rest.starts_with(call); }); };
    if (begins({U"你家", U"你们家"})) return false;
    auto who = scan_.chars(scan_.tokens[i]);
    if (i == 0 && rest.starts_with(U',') && who.size() == 2 && (who.back() == U'总' || who.back() == U'工') && rules_.fire("name.colleague_called")) return true;  // 李总，货款28号能不能打过来
    bool official = false, another = false;
    for (std::u32string_view office : {U"主任", U"书记", U"组长", U"队长", U"老师", U"干部", U"网格员", U"警官", U"支书"}) official = official || who.ends_with(office);
    for (auto k = i + 1; k < size() && k < i + 24; ++k) another = another || scan_.is(k, Tok::renter) || word(k, own) || word(k, renter_word);
    auto ends = i + 1;
    while (ends < size() && (word(ends, filler) || word(ends, asking) || word(ends, ba)) && ends < i + 3) ++ends;
    bool titled = official || scan_.tokens[i].rule == "renter.title";
    bool of_mine = titled && !who.ends_with(U"师傅") && separator(i + 1) && word(i + 2, own);  // 顾师母，我屋里那个安徽小伙子…
    if (of_mine && scan_.tokens[i + 1].gap <= Gap::comma) return true;
    if (titled && another && ends < size() && separator(ends) && scan_.tokens[ends].gap <= Gap::comma && (official || ends > i + 1)) return true;  // 陈主任，我家…; 王阿姨啊，小康…
    if (begins({U"你", U"您", U"侬", U"麻烦你", U"麻烦您", U"麻烦侬", U"帮我", U"帮忙", U"给我", U"替我", U"请记", U"请登", U"记一下", U"记下", U"登一下", U"跟你", U"同你", U"向你", U"在吗", U"在伐", U"辛苦你", U"辛苦您"})) return true;
    while (!rest.empty() && std::u32string_view(U" ,啊呀哦").find(rest.front()) != std::u32string_view::npos) rest.remove_prefix(1);
    return begins({U"你好", U"您好", U"侬好", U"你记", U"您记", U"侬记", U"你帮", U"您帮", U"侬帮", U"在吗", U"在伐", U"跟你", U"跟您", U"同侬"});
  }

  // 村里小刘上门登记: who does it is no renter
  bool of_office(std::size_t b, std::size_t i) const {
    if (b >= size() || b + 1 != i) return false;
    auto office = scan_.chars(scan_.tokens[b]);
    for (std::u32string_view end : {U"村里", U"居委", U"居委会", U"居委里", U"村委", U"村委会", U"街道", U"街道办", U"社区", U"物业", U"警务站", U"派出所"})
      if (office.ends_with(end)) return true;
    return false;
  }

  Parsed& parsed_;
  int house_{-1};
};

}  // namespace

void find_roles(Parsed& parsed) { Roles(parsed).find(); }

}  // namespace linli::understanding
