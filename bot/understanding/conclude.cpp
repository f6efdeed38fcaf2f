// What the clauses of one household say as a whole, after each has been looked at: somebody told of irregular things, nobody said a verb, or the
// whole was only a question.
#include <algorithm>

#include "bot/understanding/groups.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Whole {
 public:
  Whole(const Parsed& parsed, Group& group) : p_(parsed), s_(parsed.scan), g_(group) {}

  void conclude() {
    if (g_.tip) return;
    bool cancelled = any_draft([](const Draft& d) { return d.intent == Intent::cancel; }) && has(cancel, U"取消");
    bool reported = g_.relative && any_draft([](const Draft& d) { return d.intent == Intent::cancel; }) && any_clause([&](const Clause& c) { return earlier_report(c); });
    cancelled = cancelled || (reported && fire("relatives.reported_before"));  // 弟弟一家不来了，前面报的删掉
    if (g_.relative && cancelled && p_.rules.fire("relatives.expected")) g_.visits = true;  // 舅妈来不成了，取消: told of before
    bool journey = any_draft([](const Draft& d) { return d.intent != Intent::change; });
    if (journey && !g_.day && !g_.subject() && any_clause([](const Clause& c) { return c.self; }) && p_.rules.fire("self.besides")) g_.self = true;  // 刚到，累死我了
    if (!g_.subject() && any_clause([&](const Clause& c) { return c.self && told_of_oneself(c); }) && p_.rules.fire("self.told_first")) g_.self = true;
    if (g_.guest && !g_.subject() && p_.rules.fire("relatives.guest")) g_.outsider = true;
    moved_out();
    lost();
    nothing_asked();
    replaced();
    unspoken();
    settle_questions(p_, g_);
  }

 private:
  bool fire(std::string_view rule) const { return p_.rules.fire(rule); }
  template <class F>
  bool any_draft(F holds) const { return std::ranges::any_of(g_.drafts, holds); }
  template <class F>
  bool any_clause(F holds) const {
    return std::ranges::any_of(g_.clauses, [&](std::size_t c) { return holds(p_.clauses[c]); });
  }
  bool earlier_report(const Clause& c) const {
    auto begin = s_.tokens[c.first].begin;
    auto text = std::u32string_view(s_.text->chars).substr(begin, s_.tokens[c.last - 1].end - begin);
    for (std::u32string_view word : {U"报的", U"报过", U"登的", U"登记的", U"报上去"})
      if (text.find(word) != text.npos) return true;
    return false;
  }
  bool has(WordKind kind, std::u32string_view what) const {
    return any_clause([&](const Clause& c) {
      for (auto i = c.first; i < c.last; ++i)
        if (s_.word(i, kind) && s_.chars(s_.tokens[i]).starts_with(what)) return true;
      return false;
    });
  }

  // 我老家六安的，18号来
  bool told_of_oneself(const Clause& c) const {
    for (auto i = c.first; i + 1 < c.last; ++i)
      if (s_.word(i, self) && s_.word(i + 1, home_town)) return true;
    return false;
  }

  // 早就退租了, 退租了房子空着: somebody left, nobody was expected.
  void moved_out() {
    bool left = any_draft([](const Draft& d) { return d.intent == Intent::leaving; });
    bool empty = any_draft([](const Draft& d) { return d.intent == Intent::vacant && !d.negated; });
    auto of_him = [](const Draft& d) { return d.intent == Intent::cancel && (d.rule == gave_up || d.rule == gave_up_long_ago); };
    if (left && any_draft(of_him) && fire("leaving.and_gave_up")) {
      std::vector<std::size_t> told;  // 明天退房回江西: the day is of one matter
      for (auto& d : g_.drafts)
        if (of_him(d)) told.insert(told.end(), d.clauses.begin(), d.clauses.end());
      std::erase_if(g_.drafts, of_him);
      auto& leaves = *std::ranges::find_if(g_.drafts, [](const Draft& d) { return d.intent == Intent::leaving; });
      leaves.clauses.insert(leaves.clauses.begin(), told.begin(), told.end());
    }
    bool long_since = empty && g_.name < 0 && !g_.pronoun && !g_.renter && any_clause([&](const Clause& c) { return c.spot >= 0 || c.room >= 0; }) && given_up_long_since();
    if (long_since && any_draft(of_him) && fire("vacant.since_given_up")) std::erase_if(g_.drafts, of_him);
    for (auto& d : g_.drafts)
      if (of_him(d) && (empty || d.rule == gave_up_long_ago || (keys_back() && fire("leaving.keys_given_back"))) && fire("leaving.left_it_empty")) {
        d.intent = Intent::leaving;
        d.tense = Tense::past;
        d.rule = gave_up_long_ago;
      }
  }

  // 西边那间去年腊月就退租了，到今天没人租: how long it has been empty
  bool given_up_long_since() const {
    return any_clause([&](const Clause& c) {
      for (auto i = c.first; i < c.last; ++i) {
        auto said = s_.chars(s_.tokens[i]);
        bool then = said.starts_with(U"去年") || said.starts_with(U"前年") || said.starts_with(U"春天") || said.starts_with(U"夏天") || said.starts_with(U"秋天") || said.starts_with(U"冬天") || said.starts_with(U"上半年") || said.starts_with(U"年前");
        if (then) return true;
      }
      return false;
    });
  }

  // 退租了，昨天把钥匙还给我了
  bool keys_back() const {
    return any_clause([&](const Clause& c) {
      auto begin = s_.tokens[c.first].begin;
      auto text = std::u32string_view(s_.text->chars).substr(begin, s_.tokens[c.last - 1].end - begin);
      auto at = text.find(U"钥匙");
      return at != text.npos && text.find_first_of(U"还交退", at) != text.npos && text.find_first_of(U"没未再不") == text.npos;
    });
  }
  // 今天没啥要报的: tells, and asks nothing
  void nothing_asked() {
    for (auto& d : g_.drafts) {
      if (d.intent != Intent::nothing_to_report) continue;
      auto same = [&](const Draft& q) { return q.intent == Intent::question && q.events == d.events; };
      if (any_draft(same) && s_.chars(s_.tokens[d.event]).find(U'报') != std::u32string_view::npos && p_.rules.fire("nothing.asks_nothing")) {
        std::erase_if(g_.drafts, same);
        return;
      }
    }
  }

  bool got_through() const {
    return any_clause([&](const Clause& c) {
      auto begin = s_.tokens[c.first].begin;
      auto text = std::u32string_view(s_.text->chars).substr(begin, s_.tokens[c.last - 1].end - begin);
      return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"总算通", U"终于通", U"打通了", U"接通了", U"总算接", U"终于接", U"才接", U"总算联系上", U"终于联系上", U"联系上了", U"回电话了", U"回电了", U"总算回", U"才打通"}, [&](auto w) { return text.find(w) != text.npos && text.find(U"没") == text.npos; });
    });
  }
  // 换了号码，联系不上了: no new number, no change.
  void lost() {
    bool gone = any_draft([](const Draft& d) { return d.intent == Intent::unreachable; });
    bool number = any_clause([&](const Clause& c) {
      for (auto i = c.first; i < c.last; ++i)
        if (s_.is(i, Tok::phone)) return true;
      return false;
    });
    auto unanswered = [](const Draft& d) { return d.intent == Intent::unreachable; };
    bool tells = any_draft([](const Draft& d) { return d.intent == Intent::return_report || d.intent == Intent::change || d.intent == Intent::cancel || d.intent == Intent::arrived; });
    if (gone && tells && got_through() && fire("unreachable.until_now")) std::erase_if(g_.drafts, unanswered);  // 打了两趟没人接，昨天总算通了
    bool renewed = number && any_draft([](const Draft& d) { return d.intent == Intent::change; });  // 更正手机 13600002468，前头那个停机了
    if (gone && renewed && p_.rules.fire("change.number_was_dead")) std::erase_if(g_.drafts, unanswered);
    auto bare = [](const Draft& d) { return d.intent == Intent::change && d.rule == "change.sign"; };
    if (gone && !number && any_draft(bare) && p_.rules.fire("unreachable.by_new_number")) std::erase_if(g_.drafts, bare);
  }

  // 原定今天到，后天才来; 上次报两个人，实际来三个: what was said before and what holds now, without a word for the change itself.
  void replaced() {
    bool was_day = false, day = false, was = false, instead_of_number = false, now = false, right = false;
    std::size_t people = 0, ways = 0;
    for (auto c : g_.clauses)
      for (auto i = p_.clauses[c].first; i < p_.clauses[c].last; ++i) {
        auto role = p_.roles[i];
        was_day |= s_.is(i, Tok::date) && role == Part_role::was;
        day |= s_.is(i, Tok::date) && role == Part_role::plain;
        was |= s_.word(i, was_mark);
        people += s_.is(i, Tok::people) && role != Part_role::denied;
        ways += s_.word(i, by) && role != Part_role::denied;
        auto said = s_.chars(s_.tokens[i]);
        now |= said.starts_with(U"现在") || said == U"如今" || said == U"眼下" || said == U"这下" || said == U"这会" || said.starts_with(U"实际") || said == U"结果";
        right |= s_.word(i, instead) && said.front() != U'其' && said.front() != U'以';
        instead_of_number |= right && s_.is(i, Tok::phone);
      }
    bool open = any_clause([](const Clause& c) { return c.unknown_date; });
    bool other_day = was_day && (day || open), other_value = was && (people > 1 || ways > 1);
    other_value = other_value || (was && now && people > 0 && fire("change.now_so_many"));  // 原先一家门全来，现在就夫妻两个
    other_value = other_value || (instead_of_number && g_.drafts.empty() && fire("change.right_number"));  // 正确的号码 13822223333
    if (!other_day && !other_value) return;
    for (auto& d : g_.drafts)  // 节前赶不过来改节后了，原定30号，现在10月9号
      if (d.intent == Intent::cancel && was_day && day && now && fire("change.day_for_cancelled")) {
        d.intent = Intent::change;
        d.rule = "change.day_for_cancelled";
        return;
      }
    for (auto& d : g_.drafts)
      if (d.intent == Intent::return_report && !d.negated && fire(other_day ? "change.instead_of_day" : "change.instead_of_value")) {
        d.intent = Intent::change;
        d.weak = false;
        d.rule = other_day ? "change.instead_of_day" : "change.instead_of_value";
        return;
      }
    if (!g_.drafts.empty() || !fire("change.listed")) return;
    Draft d;
    d.intent = Intent::change;
    d.rule = "change.listed";
    d.clauses = d.events = g_.clauses;
    d.event = p_.clauses[g_.clauses.front()].first;
    g_.drafts.push_back(d);
    g_.pending.clear();
  }

  // Nothing happens in so many words, but a day stands beside somebody: 陈小妹 16号 一个人 扬州.
  struct List {
    bool day{}, span{}, open_day{}, origin{}, told_origin{}, people{}, by{}, ticket{}, number{}, way{}, soft{}, departs{};
    bool someone{}, own{}, pronoun{}, self{}, away_told{}, some{}, entry{}, spot{};
    std::size_t unknown{}, unknown_day{};  // in all; beside the day
    bool whole_span{};                     // 20到22号之间
    bool plain{};        // no chore, no news, no template anywhere in the message
    bool first_tells{};  // the first clause gives the day, hedged, and nothing else: 大概要三月中旬了，车间口罩备不齐
    bool either{};  // 要么20号要么25号
    bool after_another{}, of_room{};  // 101昨天到的: told right before it
    bool depends{};  // 看厂里放不放人: what the day hangs on
    bool weak_open{};  // 快了, 没说
    bool in_a_list{};  // its dwelling begins a line, as another one's does
  };
  struct List_rule {
    std::string_view name;
    bool (*when)(const List&);
  };
  using L = const List&;
  static constexpr List_rule lists[] = {
      {"return.ticket", [](L l) { return l.day && l.ticket && (l.someone || l.pronoun || l.self); }},
      {"return.listed", [](L l) {
         bool from = l.told_origin && (l.by || l.someone || l.people), with = l.someone && (l.origin || l.people || l.by || l.departs);
         return l.day && (from || with || (l.origin && l.people));
       }},
      {"return.hedged_from_there", [](L l) { return l.day && l.soft && l.told_origin && (l.pronoun || l.spot); }},  // 大概26号吧，楼上那间，从信阳
      {"return.train_listed", [](L l) { return l.day && l.number && l.way && (l.origin || l.told_origin) && l.unknown < 2; }},  // 22号火车，K1152，陕西汉中
      {"return.day_of_somebody", [](L l) { return l.day && (l.soft || l.either) && l.own; }},
      {"return.day_depends", [](L l) { return l.day && l.depends && (l.someone || l.either || l.span); }},  // 23到26号之间，看厂里放不放人，405小苗
      {"return.next_of_a_list", [](L l) { return l.day && l.after_another && l.of_room && l.unknown == 0 && !l.away_told; }},  // 102明天到，103要等到25号
      {"return.entry", [](L l) { return l.day && l.entry && l.unknown == 0; }},  // 402 小周 后天
      {"return.entry_of_a_list", [](L l) { return l.day && l.in_a_list && l.unknown == 0; }},  // 501 到了⏎503 24号
      {"return.the_rest", [](L l) { return l.day && l.some && l.unknown < 2; }},  // 来了一个，另一个下周三
      {"return.after_a_ticket", [](L l) { return l.weak_open && l.ticket && l.own; }},  // 快了，小翁讲票已经在抢
      {"return.undecided_day", [](L l) { return l.open_day && ((l.people && (l.told_origin || l.origin)) || l.someone || ((l.pronoun || l.self) && (l.told_origin || l.away_told))); }},
      {"return.span_of_somebody", [](L l) { return l.day && l.whole_span && l.own && l.unknown_day == 0 && !l.away_told; }},  // 租客20到22号之间，看他老板
      {"return.either_ticket", [](L l) { return l.unknown < 2 && l.day && l.either && l.ticket && !l.someone && !l.away_told; }},  // 要么8号要么9号，两天的票都有
      {"return.only_a_span", [](L l) { return l.plain && (l.unknown < 2 || l.first_tells) && l.day && l.span && l.soft && !l.someone && !l.away_told; }},
  };

  List listed() const {
    List l;
    for (auto c : g_.clauses) {
      auto& clause = p_.clauses[c];
      bool asked = clause.asking && !clause.about && fire("return.not_asked");             // 货款那笔28号能不能打过来
      l.day |= clause.date >= 0 && !asked && !(sent_off(clause) && fire("return.not_sent_off"));
      l.soft |= clause.hedge;
      l.departs |= clause.depart;
      l.self |= clause.self;
      l.depends |= clause.depends;
      l.weak_open |= clause.unknown_date;
      l.unknown += clause.unknown;
      if (clause.date >= 0) l.unknown_day += clause.unknown;
      for (auto i = clause.first; i < clause.last; ++i) note(i, l);
    }
    auto& first = p_.clauses[g_.clauses.front()];
    l.of_room = g_.room >= 0;
    auto told = [](const Event& e) { return (e.intent == Intent::return_report || e.intent == Intent::arrived) && !e.negated; };
    l.after_another = g_.clauses.front() > 0 && first.before < Gap::line && std::ranges::any_of(p_.clauses[g_.clauses.front() - 1].events, told);
    l.plain = std::ranges::none_of(p_.clauses, [](const Clause& c) { return c.chore || c.news || c.quoting; }) && !first.goods;
    l.first_tells = l.plain && first.date >= 0 && first.unknown == 0 && (first.hedge || p_.scan.word(first.last - 1, ba));
    l.soft = l.soft && !((p_.flags.cues.has(Cue::meeting) || p_.flags.cues.has(Cue::game)) && fire("return.of_a_party"));  // 定下来了，19号，小顾家聚餐
    l.own = g_.own || g_.renter || g_.name >= 0;
    l.someone = l.own || g_.room >= 0 || (l.open_day && (g_.relative || g_.spot >= 0));
    l.pronoun = g_.pronoun;
    l.some = g_.some;
    l.spot = g_.spot >= 0;
    l.entry = g_.room >= 0 && g_.name >= 0 && g_.drafts.empty() && !any_clause([](const Clause& c) { return c.asking || c.about || c.goods || c.chore; });
    l.away_told = !g_.drafts.empty();
    l.in_a_list = g_.drafts.empty() && g_.room >= 0 && begins_line(p_.clauses[g_.clauses.front()]) && l.plain && !any_clause([](const Clause& c) { return c.asking || c.about; }) && std::ranges::any_of(p_.clauses, [&](const Clause& c) { return c.room >= 0 && c.room != g_.room && begins_line(c); });
    l.in_a_list = l.in_a_list && std::ranges::any_of(p_.clauses, [](const Clause& c) { return std::ranges::any_of(c.events, [](const Event& e) { return e.intent != Intent::question && e.intent != Intent::health; }); });
    return l;
  }
  bool begins_line(const Clause& c) const { return c.room == int(c.first) && (c.before >= Gap::line || c.first == 0); }
  void note(std::size_t i, List& l) const {
    auto& t = s_.tokens[i];
    if (t.tok == Tok::place) {
      l.told_origin |= p_.roles[i] == Part_role::origin;
      l.origin |= p_.roles[i] == Part_role::bare_origin;
    }
    l.people |= t.tok == Tok::people;
    l.by |= t.tok == Tok::vehicle;
    l.number |= t.tok == Tok::vehicle;
    if (t.tok == Tok::word) {
      l.either |= s_.chars(t) == U"要么";
      l.ticket |= t.kind == ticket;
      l.by |= t.kind == by;
      l.way |= t.kind == by;
      l.open_day |= t.kind == unknown_date && s_.words->value(t.value) == "strong";
      l.soft |= t.kind == ba || t.kind == future;
    }
    if (t.tok == Tok::date) {
      auto& d = s_.dates[std::size_t(t.data)];
      l.either |= t.rule == "date.one_of_two";
      bool ends = i + 1 >= s_.tokens.size() || s_.is(i + 1, Tok::separator);
      l.whole_span |= d.last && (s_.chars(t).ends_with(U'间') || (ends && s_.chars(t).find(U'到') != std::u32string_view::npos));
      l.span |= d.last || d.first.vague || d.mod != DateExpr::Mod::none || d.first.form == DateAtom::Form::week || d.first.form == DateAtom::Form::weekend;
    }
  }

  // 后天他爸送他去
  bool sent_off(const Clause& c) const {
    bool sends = false;
    for (auto i = c.first; i < c.last; ++i) {
      auto said = s_.chars(s_.tokens[i]);
      if (sends && said.ends_with(U'去')) return true;
      sends = sends || said.find(U'送') != said.npos;
      if (said.find(U'送') != said.npos && said.ends_with(U'去')) return true;
    }
    return false;
  }

  void unspoken() {
    auto no_verb = [](const Draft& d) { return d.intent == Intent::away || d.intent == Intent::question || (d.weak && d.intent == Intent::health); };
    if (!std::ranges::all_of(g_.drafts, no_verb)) return;
    auto list = listed();
    std::string_view rule;
    for (auto& l : lists)
      if (l.when(list) && fire(l.name)) {
        rule = l.name;
        break;
      }
    if (rule.empty()) return;
    g_.self = g_.self || (list.day && list.ticket && list.self);
    for (auto& d : g_.drafts)
      if (d.intent == Intent::away) {
        d.intent = Intent::return_report;
        d.rule = rule;
        d.tense = Tense::plan;
        return;
      }
    Draft d;
    d.intent = Intent::return_report;
    d.rule = rule;
    d.clauses = d.events = g_.clauses;
    if (list.first_tells) d.events = {g_.clauses.front()};
    d.event = p_.clauses[g_.clauses.front()].first;
    g_.drafts.insert(g_.drafts.begin(), d);
    g_.pending.clear();
  }

  const Parsed& p_;
  const Scan& s_;
  Group& g_;
};

}  // namespace

void conclude(const Parsed& parsed, Group& group) { Whole(parsed, group).conclude(); }

}  // namespace linli::understanding
