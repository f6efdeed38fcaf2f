// What a day is for: the journey's own, one given up, the day it was told or its ticket bought, or another matter's.
#include <algorithm>

#include "bot/understanding/remarks.hpp"
#include "bot/understanding/roles.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Day_roles : public Around {
 public:
  using Around::Around;

  Part_role of(std::size_t i) const {
    auto b = before(i), a = after(i);
    bool beside = a == i + 1;
    auto is = [&](bool holds, std::string_view rule) { return holds && rules_.fire(rule); };
    if (is(word(b, denied) && other_calendar(i), "day.other_calendar")) return Part_role::denied;
    bool of_form = word(b, label) && scan_.words->value(scan_.tokens[b].value) == "filed";  // 填表日期：3月6日
    if (is(of_form, "day.of_form")) return Part_role::other_matter;
    bool told_then = a == i + 1 && word(a, said) && scan_.chars(scan_.tokens[a]).back() != U'的' && scan_.is(a + 1, Tok::date);  // 上礼拜报25号来的
    if (is(told_then, "day.told_before_another")) return Part_role::told_on;
    if (word(b, denied) && no_such_day(i)) return Part_role::denied;
    if (is(word(b, denied), "day.denied") || is(word(b, was_mark), "day.was") || is(reported_of(i), "day.was_of_somebody")) return Part_role::was;
    if (is(of_the_heading(i), "day.of_the_heading")) return Part_role::told_on;
    if (is(no_such_day(i), "day.no_such_day")) return Part_role::denied;
    if (is(taken_as_a_chance(i), "day.taken_as_a_chance")) return Part_role::other_matter;
    if (is(never_before(i), "day.of_custom")) return Part_role::other_matter;
    auto teller = word(a, self) && a == i + 1 ? after(a) : a;  // 前两天我说的那个礼拜天
    if (is(teller != a && word(teller, said) && scan_.chars(scan_.tokens[teller]).back() == U'的', "day.i_told_on")) return Part_role::told_on;
    if (is(word(a, said) && (scan_.chars(scan_.tokens[a]).back() == U'的' || by_call(i, a)), "day.told_on")) return Part_role::told_on;
    if (is(of_a_talk(i), "day.of_a_talk")) return Part_role::told_on;
    bool of_telling = near_day(i) && scan_.dates[std::size_t(scan_.tokens[i].data)].first.from <= 0 && word(a, said) && (word(a + 1, future) || word(a + 1, neg_not) || word(a + 1, cancel) || still_said(i, a));
    if (is(of_telling, "day.of_telling")) return Part_role::told_on;  // 昨天讲要来，今天又讲不来
    for (auto k = a; k < size() && k < a + 4 && std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, 1) == U"把" && !separator(k); ++k)
      if (word(k, change_sign) && rules_.fire("day.mistaken_what")) a = k;  // 昨天把籍贯报错了
    bool mistaken = word(a, change_sign) && scan_.chars(scan_.tokens[a]).find_first_of(U"错岔漏反") != std::u32string_view::npos && std::u32string_view(U"报写说讲填登打记").find(scan_.chars(scan_.tokens[a]).front()) != std::u32string_view::npos;
    if (is(mistaken && near_day(i), "day.mistaken_on")) return Part_role::told_on;  // 昨天报错了
    if (is(told_late(i), "day.of_telling_late") || is(is_now(i), "day.is_now")) return Part_role::told_on;
    if (is(reported_wrongly(i), "day.of_wrong_report")) return Part_role::told_on;  // 昨天报二楼，报错了
    if (is(ticket_bought(i), "day.of_buying")) return Part_role::told_on;            // 8号就抢好票了，火车是17号的
    bool changed_then = past_day(i) && word(a, change_sign) && date_told(i + 1, size());  // 昨日夜里改签了，变成礼拜五
    if (is(changed_then, "day.changed_on")) return Part_role::told_on;
    bool until_now = near_day(i) && i > 0 && (said_is(i - 1, U"到") || said_is(i - 1, U"至") || said_is(i - 1, U"直到")) && (word(i + 1, neg_have) || word(i + 1, no_sign) || word(i + 2, neg_have) || word(i + 2, no_sign));
    if (is(until_now && date_told(0, i), "day.until_now")) return Part_role::told_on;  // 昨天的火车，到今朝还没见人
    if (is(a == i + 1 && word(a, retract), "day.void") || is(beside && (word(a, change_to) || word(a, no)), "day.changed")) return Part_role::was;
    bool ends = word(a, busy_with) && std::u32string_view(U"假工学班业课").find(scan_.chars(scan_.tokens[a]).back()) != std::u32string_view::npos;
    bool goes_on = ends && (word(a + 1, leave) || word(a + 1, back) || word(a + 1, come)) && rules_.fire("day.of_what_follows");  // 周五放假回老家
    if (is(of_an_office(i), "day.of_an_office")) return Part_role::other_matter;
    bool of_work = a < size() && word(a, not_place) && word(after(a), busy_with);  // 初八店里开门
    if (is(stopped(i), "day.of_a_stopped_train")) return Part_role::was;  // 我改签了，11号那班停了，换成13号
    bool learnt = near_day(i) && scan_.dates[std::size_t(scan_.tokens[i].data)].first.from <= 0 && learnt_then(i);
    if (is(learnt, "day.found_out")) return Part_role::told_on;  // 今朝上去收房租才晓得四号就回来了
    if (is(lease_ends(i), "day.lease_ends") || is(no_ticket(i), "day.without_ticket") || is(asked_of_him(i), "day.asked_of_him")) return Part_role::other_matter;
    if (is((word(a, busy_with) && !goes_on) || word(a, register_word) || of_work, "day.other_matter")) return Part_role::other_matter;
    return Part_role::plain;
  }

 private:
  // 三十号 哦没三十号 二十九号吧: a day taken back in the same breath, where another follows
  bool no_such_day(std::size_t i) const {
    auto same = [&](std::size_t k) { return scan_.is(k, Tok::date) && scan_.chars(scan_.tokens[k]) == scan_.chars(scan_.tokens[i]); };
    auto taken_back = [&](std::size_t k) {
      if (k == 0 || !same(k) || scan_.tokens[k - 1].end != scan_.tokens[k].begin) return false;
      return word(k - 1, neg_have) || (word(k - 1, denied) && in_one_breath(k) && rules_.fire("day.denied_in_one_breath"));  // 说是十号，不是十号，四号
    };
    bool back = false, other = false;
    for (std::size_t k = i > 8 ? i - 8 : 0; k < size() && k < i + 10; ++k) {
      back = back || taken_back(k);
      other = other || (back && scan_.is(k, Tok::date) && !same(k));
    }
    return other;
  }
  // The day was told just before, and nothing was reported at another time.
  bool in_one_breath(std::size_t k) const {
    bool before = false;
    for (std::size_t j = 0; j < k; ++j) before = before || (k - j < 6 && scan_.is(j, Tok::date) && scan_.chars(scan_.tokens[j]) == scan_.chars(scan_.tokens[k]));
    bool moves = false;  // else nothing would be left: 下周二，不是下周二，下周三
    for (std::size_t j = 0; j < size(); ++j) moves = moves || word(j, back) || word(j, come) || word(j, arrive) || word(j, depart) || word(j, leave);
    return before && moves && !reported_before(k);
  }
  // 报的, 记岔了: something stands corrected
  bool reported_before(std::size_t k) const {
    for (std::size_t j = 0; j < k; ++j)
      if (word(j, was_mark) || word(j, change_sign) || word(j, no) || word(j, register_word) || scan_.chars(scan_.tokens[j]).find(U'报') != std::u32string_view::npos) return true;
    return false;
  }
  // 正月十八来，不是18号: which calendar was meant, and nothing given up
  bool other_calendar(std::size_t i) const {
    auto& denied_day = scan_.dates[std::size_t(scan_.tokens[i].data)];
    auto lunar = [](const DateExpr& d) { return d.first.form == DateAtom::Form::lunar || d.rule == "date.holiday"; };
    for (auto k = i; k-- > 0 && i - k < 10;)
      if (scan_.is(k, Tok::date)) {
        auto& told = scan_.dates[std::size_t(scan_.tokens[k].data)];
        if (same_weekday(told.first, denied_day.first) && !reported_before(i) && rules_.fire("day.other_week")) return true;
        return lunar(told) != lunar(denied_day) && told.first.day == denied_day.first.day;
      }
    return false;
  }
  // 下周二趁国庆回新疆: the days that make it possible, beside the one it is to be
  bool taken_as_a_chance(std::size_t i) const {
    auto before = std::u32string_view(scan_.text->chars).substr(0, scan_.tokens[i].begin);
    bool chance = before.ends_with(U"趁") || before.ends_with(U"趁着") || before.ends_with(U"借着") || before.ends_with(U"乘着");
    return chance && (date_told(i > 8 ? i - 8 : 0, i) || date_told(i + 1, std::min(size(), i + 8)));
  }
  // 不过初八不出门, 不出正月不动身: until when nobody moves
  bool never_before(std::size_t i) const {
    if (i == 0 || separator(i - 1) || scan_.tokens[i - 1].end != scan_.tokens[i].begin) return false;
    auto before = scan_.chars(scan_.tokens[i - 1]);
    bool until = before.ends_with(U"不过") || before.ends_with(U"不到") || before.ends_with(U"没过") || before.ends_with(U"没到") || before.ends_with(U"不满");
    bool never = scan_.chars(scan_.tokens[i + 1 < size() ? i + 1 : i]).front() == U'不' && i + 1 < size();
    return until && never;
  }

  // 原先报的老彭21号到: whose day it was stands between
  bool reported_of(std::size_t i) const {
    bool somebody = false;
    for (int steps = 0; i-- > 0 && steps < 6; ++steps) {
      if (word(i, was_mark)) return somebody;
      bool who = scan_.is(i, Tok::renter) || scan_.is(i, Tok::room) || word(i, own) || word(i, renter_word) || word(i, pronoun);
      if (!who && !(small_word(scan_.tokens[i]) && !separator(i))) return false;
      somebody = somebody || who;
    }
    return false;
  }

  // 昨日夜里同阿琴通过电话了: the day of the talk; nobody moves in that clause.
  bool of_a_talk(std::size_t i) const {
    auto talk = std::ranges::find_if(scan_.cues, [&](const CueAt& c) { return c.cue == Cue::talked && c.begin >= scan_.tokens[i].end; });
    if (talk == scan_.cues.end()) return false;
    bool moves = false, another = false, gives_up = false;  // 他昨天打电话来说后天到; 昨天打电话退租了
    auto to = i + 1;
    for (; !separator(to); ++to) {
      bool verb = word(to, back) || word(to, come) || word(to, arrive) || word(to, leave) || word(to, depart) || word(to, cancel) || word(to, change_to);
      if (verb && scan_.tokens[to].begin < talk->begin) return false;
      gives_up = gives_up || (word(to, cancel) && scan_.tokens[to].end > talk->end && past_day(i));
      moves = moves || (verb && scan_.tokens[to].begin >= talk->end);
      another = another || (scan_.is(to, Tok::date) && scan_.tokens[to].begin >= talk->end);
    }
    return talk->end <= scan_.tokens[to - 1].end && (another || gives_up || (!moves && to < size()));
  }

  bool learnt_then(std::size_t i) const {
    for (auto k = i + 1; !separator(k) && k < i + 16; ++k)
      if (scan_.is(k, Tok::date) || word(k, arrive) || word(k, back) || word(k, come) || word(k, leave)) return found_out_at(scan_, k) > scan_.tokens[i].end;
    return false;
  }
  // 8号厂里开机, 这礼拜单位还没批: what they do there that day, where another day is the journey's
  bool of_an_office(std::size_t i) const {
    auto from = i, to = i + 1;
    while (from > 0 && !separator(from - 1)) --from;
    while (!separator(to)) ++to;
    bool office = false, moves = false;
    for (auto k = from; k < to; ++k) {
      auto said = scan_.chars(scan_.tokens[k]);
      bool there = word(k, not_place) && (said.starts_with(U"厂") || said.starts_with(U"单位") || said.starts_with(U"公司") || said.starts_with(U"学校") || said.starts_with(U"工地") || said.starts_with(U"店"));
      office = office || (there && (k + 1 == i || k == i + 1));
      bool verb = word(k, back) || word(k, come) || word(k, arrive) || word(k, leave) || word(k, depart) || word(k, cancel) || word(k, change_to) || word(k, change_sign) || word(k, stay) || word(k, future);
      moves = moves || verb || (scan_.is(k, Tok::date) && k != i) || scan_.is(k, Tok::renter) || word(k, by);
    }
    return office && !moves && to > i + 2 && (date_told(0, from) || date_told(to, size()));
  }
  // 今天礼拜一才来报, 我今天初五才想起来讲: when the writer gets to it
  bool told_late(std::size_t i) const {
    auto last = i;
    while (scan_.is(last + 1, Tok::date)) ++last;
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[last].end, 9);
    rest = rest.substr(0, rest.find_first_of(U",.;!?。 \n"));
    bool late = rest.starts_with(U"才") || rest.starts_with(U"刚") || rest.starts_with(U"这才") || rest.starts_with(U"来报") || rest.starts_with(U"补报") || rest.starts_with(U"我才");
    if (!late || !(date_told(0, i) || date_told(last + 1, size()))) return false;
    for (std::u32string_view tells : {U"来报", U"补报", U"报一", U"报给", U"想起", U"记起", U"来讲", U"来说", U"讲一", U"说一", U"有空报", U"有空讲", U"有空说", U"看到通知", U"看到消息", U"顾上报", U"知道要报", U"晓得要报"})
      if (rest.find(tells) != rest.npos) return true;
    return false;
  }
  // 说是18号到，今天都19号了还没到: what day it is
  bool is_now(std::size_t i) const {
    auto is_so = [&](std::size_t k) { return k > 0 && scan_.is(k, Tok::date) && (said_is(k - 1, U"都") || said_is(k - 1, U"已经") || said_is(k - 1, U"已")) && word(k + 1, le); };
    bool said_after = near_day(i) && is_so(i + 2);
    auto from = said_after ? i : i > 1 && scan_.is(i - 2, Tok::date) ? i - 2 : i;
    return (is_so(i) || said_after) && date_told(0, from);
  }
  // 今天报一批⏎301…: the day of the list
  bool of_the_heading(std::size_t i) const {
    auto end = i;
    while (end < size() && !separator(end)) ++end;
    bool line = end < size() && (scan_.tokens[end].gap >= Gap::line || said_is(end, U":")) && end + 1 < size();
    auto first = i;
    while (first > 0 && !separator(first - 1)) --first;
    if (!line || first > 0 || end - first > 8) return false;
    for (auto k = first; k < end; ++k)
      if (word(k, back) || word(k, come) || word(k, arrive) || word(k, leave) || scan_.is(k, Tok::renter) || scan_.is(k, Tok::room)) return false;
    auto until = std::u32string_view(scan_.text->chars).substr(0, scan_.tokens[i].begin);
    if (until.ends_with(U"截至") || until.ends_with(U"截止") || until.ends_with(U"截止到")) return true;
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, scan_.tokens[end - 1].end - scan_.tokens[i].end);
    for (std::u32string_view telling : {U"报", U"汇总", U"统计", U"更新", U"情况", U"名单", U"接龙", U"登记", U"清单", U"日报", U"盘点"})
      if (rest.find(telling) != rest.npos) return true;
    return false;
  }
  // 房子租到28号, 房租付到月底: how far the lease goes
  bool lease_ends(std::size_t i) const {
    auto before = std::u32string_view(scan_.text->chars).substr(0, scan_.tokens[i].begin);
    return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"租到", U"租期到", U"合同到", U"交到", U"付到", U"签到", U"押到", U"续到", U"算到", U"结到", U"缴到"}, [&](auto end) { return before.ends_with(end) && !before.ends_with(U"改签到"); });
  }
  bool stopped(std::size_t i) const {
    bool changed = false;
    for (std::size_t k = 0; k < size() && k < i + 12; ++k) changed = changed || word(k, change_sign) || word(k, change_to);
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, 8);
    bool train = rest.starts_with(U"的票") || rest.starts_with(U"的航班") || rest.starts_with(U"的飞机") || rest.starts_with(U"的高铁") || rest.starts_with(U"的火车") || rest.starts_with(U"的大巴") || rest.starts_with(U"那班") || rest.starts_with(U"那趟") || rest.starts_with(U"的车") || rest.starts_with(U"的班") || rest.starts_with(U"那个车");
    bool open = false;  // 17号的票取消了，改到哪天还没定
    for (auto k = i + 1; k < size() && k < i + 16; ++k) open = open || word(k, unknown_date);
    return changed && train && (rest.find_first_of(U"停延推拖") != rest.npos || rest.find(U"取消") != rest.npos) && (open || date_told(i + 1, std::min(size(), i + 16)));
  }
  // 15号的没票了，买的16号的; 18号票没抢到，20号到: nobody comes that day
  bool no_ticket(std::size_t i) const {
    if (!date_told(i + 1, std::min(size(), i + 16))) return told_before(i) && scarce(i) && rules_.fire("day.of_scarce_tickets");
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, 12);
    for (std::u32string_view of : {U"那天", U"当天", U"那趟", U"的", U"高铁", U"动车", U"火车", U"大巴", U"车", U"票", U"都", U"已经"})
      if (rest.starts_with(of)) rest.remove_prefix(of.size());
    for (std::u32string_view none : {U"没票", U"没得票", U"没座", U"没抢到", U"没抢着", U"没买到", U"没买着", U"买不到", U"买勿到", U"抢不到", U"抢勿到", U"卖光", U"卖完", U"售罄", U"无票", U"没有票"})
      if (rest.starts_with(none)) return true;
    return false;
  }
  // 元旦票紧张, 20号的票不好买: why it is the day told before
  bool scarce(std::size_t i) const {
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, 8);
    auto ticket_at = rest.substr(0, 4).find(U'票');
    if (ticket_at == rest.npos || ticket_at > rest.find_first_of(U",.;!?了\n")) return false;
    rest.remove_prefix(ticket_at + 1);
    for (std::u32string_view hard : {U"紧", U"太紧", U"难", U"太难", U"不好买", U"贵", U"太贵", U"卖光", U"卖完"})
      if (rest.starts_with(hard)) return true;
    return false;
  }
  bool reported_wrongly(std::size_t i) const {
    auto told = after(i);
    bool value = scan_.is(told + 1, Tok::room) || scan_.is(told + 1, Tok::people) || scan_.is(told + 1, Tok::place) || scan_.is(told + 1, Tok::phone);
    if (!past_day(i) || !(word(told, said) || word(told, register_word) || word(told, registered) || said_is(told, U"报")) || !value) return false;
    for (auto k = told + 2; k < size() && k < told + 8; ++k)
      if (word(k, no) || scan_.chars(scan_.tokens[k]).find(U'错') != std::u32string_view::npos) return true;
    return false;
  }
  // 昨天还讲来
  bool still_said(std::size_t i, std::size_t a) const {
    auto between = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, scan_.tokens[a].end - scan_.tokens[i].end);
    return between.find(U'还') != between.npos && (word(a + 1, come) || word(a + 1, back) || word(a + 1, arrive));
  }
  // 8号就抢好票了, 12号买的票: another day is the journey's
  bool ticket_bought(std::size_t i) const {
    auto rest = std::u32string_view(scan_.text->chars).substr(scan_.tokens[i].end, 8);
    for (std::u32string_view before : {U"就", U"已经", U"才", U"刚", U"又", U"他", U"她", U"伊"})
      if (rest.starts_with(before)) rest.remove_prefix(before.size());
    bool bought = !rest.empty() && std::u32string_view(U"抢买订").find(rest.front()) != std::u32string_view::npos && rest.substr(0, 5).find(U'票') != std::u32string_view::npos;
    bool done = rest.size() > 1 && std::u32string_view(U"抢买订退补出付").find(rest.front()) != std::u32string_view::npos && std::u32string_view(U"好了到过的着掉").find(rest[1]) != std::u32string_view::npos;
    auto ticket_at = rest.substr(0, 4).find(U'票');  // 周三的票退了重买
    bool returned = ticket_at != rest.npos && ticket_at < rest.find_first_of(U",.;!?") && std::u32string_view(U"退废").find(rest.substr(std::min(rest.size(), ticket_at + 1), 1)) != std::u32string_view::npos && rest.size() > ticket_at + 1;
    if (returned && told_before(i) && rules_.fire("day.of_a_returned_ticket")) return true;
    bought = bought || (done && ticket_before(i) && rules_.fire("day.of_its_ticket"));
    return bought && (date_told(i + 1, std::min(size(), i + 16)) || (told_before(i) && rules_.fire("day.of_buying_later")));
  }
  // 票前天就买好了; 周三买的票周四又退了
  bool ticket_before(std::size_t i) const {
    auto from = i;
    while (from > 0 && !separator(from - 1) && i - from < 8) --from;
    auto before = std::u32string_view(scan_.text->chars).substr(scan_.tokens[from].begin, scan_.tokens[i].begin - scan_.tokens[from].begin);
    return before.find(U'票') != before.npos;
  }
  bool told_before(std::size_t i) const { return date_told(i > 16 ? i - 16 : 0, i); }
  // 厂里催他16号前到岗，他讲19号才到得了: what is demanded of him, where he tells another day
  bool asked_of_him(std::size_t i) const {
    bool demands = false, employer = false;
    for (auto k = i; k-- > 0 && !separator(k) && i - k < 8;) {
      auto word_said = scan_.chars(scan_.tokens[k]);
      demands = demands || word_said.front() == U'催' || word_said.front() == U'逼' || word_said == U"要求" || word_said == U"规定" || word_said == U"限" || word_said == U"通知" || word_said == U"叫他" || word_said == U"让他" || word_said == U"要他" || word_said == U"喊他";
      employer = employer || word(k, not_place) || word_said.ends_with(U"老板") || word_said.ends_with(U"厂长") || word_said.ends_with(U"领导");
    }
    if (!demands || !employer) return false;
    bool other = false, his = false;
    auto k = i + 1;
    while (!separator(k)) ++k;
    for (auto end = std::min(size(), k + 14); k < end; ++k) {
      his = his || word(k, pronoun) || scan_.is(k, Tok::renter);
      other = other || (his && scan_.is(k, Tok::date));
    }
    return other;
  }
  // 昨天电话里讲, 昨天来的电话: the day somebody called
  bool by_call(std::size_t i, std::size_t a) const {
    auto called = [&](std::size_t k) {
      auto word = scan_.chars(scan_.tokens[k]);
      return word.find(U"电话") != word.npos || word.find(U"微信") != word.npos || word.find(U"视频") != word.npos || word.ends_with(U"消息");
    };
    for (auto k = i + 1; k <= a; ++k)
      if (called(k)) return true;
    return false;
  }
  bool date_told(std::size_t from, std::size_t to) const {
    for (auto k = from; k < to; ++k)
      if (scan_.is(k, Tok::date)) return true;
    return false;
  }
  bool past_day(std::size_t i) const { return near_day(i) && scan_.dates[std::size_t(scan_.tokens[i].data)].first.from < 0; }
  bool near_day(std::size_t i) const { return scan_.dates[std::size_t(scan_.tokens[i].data)].first.form == DateAtom::Form::offset; }
};

}  // namespace

Part_role role_of_day(Parsed& parsed, std::size_t i) { return Day_roles(parsed).of(i); }

}  // namespace linli::understanding
