// The slots of a fact, from the clauses that belong to it.
#include <algorithm>

#include "bot/understanding/hearsay.hpp"
#include "bot/understanding/slot_days.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Slots {
 public:
  Slots(const Parsed& parsed, const Group& group, const Draft& draft, const Moment& written) : p_(parsed), s_(parsed.scan), g_(group), d_(draft), written_(written), beside_(parsed, draft) {}

  std::vector<Candidate> fill() {
    collect();
    out_.intent = d_.intent;
    out_.negated = d_.negated;
    out_.rule = std::string(d_.rule);
    out_.clause = clause_span();
    if (d_.intent == Intent::question) {
      put("about.topic", topic_of(p_, d_));
      if (!g_.hypothetical && g_.drafts.size() == 1) origin();
      room();
      if (g_.drafts.size() == 1 && (d_.rule == "question.record" || d_.rule == "question.yours_kept")) renter();
      return {out_};
    }
    if (d_.intent == Intent::retract || d_.intent == Intent::ack) return {out_};
    if (d_.intent == Intent::human) {
      phone();
      return {out_};
    }
    room();
    renter();
    if (d_.intent == Intent::health) {
      health();
      return {out_};
    }
    bool still = d_.intent == Intent::stayed || d_.intent == Intent::vacant || d_.intent == Intent::unreachable || d_.intent == Intent::nothing_to_report || d_.intent == Intent::registered;
    if (is(Intent::unreachable) && fire("unreachable.number")) phone();
    if (still) return each_one(p_, d_, {out_, rooms_, all_tokens(), written_, tense_of(d_)});
    origin();
    people();
    both_of_them();
    if (d_.intent == Intent::away) phone();
    if (d_.intent == Intent::away) return each_one(p_, d_, {out_, rooms_, all_tokens(), written_, tense_of(d_)});
    Days(p_, d_, written_, tokens_, beside_).put_into(out_);
    stay();
    via();
    means();
    phone();
    id_number();
    if (d_.intent == Intent::leaving && out_.find(Slot::people) && fire("people.who_leave")) drop({Slot::people});  // counted are those who come
    if (d_.intent == Intent::leaving || d_.intent == Intent::cancel) drop({Slot::origin, Slot::via});  // 在成都找到活了: no journey begins there
    if (d_.intent == Intent::return_report || d_.intent == Intent::change || (d_.intent == Intent::arrived && !d_.negated)) hedged();
    if (d_.intent == Intent::change && out_.slots.empty())
      for (auto& u : tokens_)
        if (s_.word(u.token, retract) && fire("retract.wrong_report")) {
          out_.intent = Intent::retract;
          out_.rule = "retract.said";
        }
    return each_one(p_, d_, {out_, rooms_, all_tokens(), written_, tense_of(d_)});
  }

 private:
  void collect() {
    clauses_ = d_.clauses;
    std::ranges::sort(clauses_);
    clauses_.erase(std::unique(clauses_.begin(), clauses_.end()), clauses_.end());
    for (auto c : clauses_)
      for (auto i = p_.clauses[c].first; i < p_.clauses[c].last; ++i)
        if (!is(Intent::tip_off) || (int(i) != g_.house && told_in_tip(p_, c, i))) tokens_.push_back({i, c});
    if (d_.day_of >= 0) tokens_.push_back({std::size_t(d_.day_of), clauses_.front()});
  }
  std::vector<std::size_t> all_tokens() const {
    std::vector<std::size_t> out;
    for (auto& u : tokens_) out.push_back(u.token);
    return out;
  }
  Span clause_span() const {
    if (clauses_.empty()) return s_.text->span(s_.tokens[d_.event].begin, s_.tokens[d_.event].end);
    return s_.text->span(s_.tokens[p_.clauses[clauses_.front()].first].begin, s_.tokens[p_.clauses[clauses_.back()].last - 1].end);
  }
  bool fire(std::string_view rule) const { return p_.rules.fire(rule); }
  bool is(Intent intent) const { return d_.intent == intent; }
  // `choice` is the rule by which this value and no other of the same kind was taken.
  void put(std::string_view choice, std::optional<Found> f) {
    if (f && !out_.find(f->slot) && fire(choice)) out_.slots.push_back(std::move(*f));
  }
  Found found(Slot slot, Value value, std::size_t token, std::string_view rule) const {
    auto& t = s_.tokens[token];
    return {slot, std::move(value), {}, s_.text->span(t.begin, t.end), std::string(rule)};
  }
  void drop(std::initializer_list<Slot> slots) {
    std::erase_if(out_.slots, [&](const Found& f) { return std::ranges::find(slots, f.slot) != slots.end(); });
  }

  void room() {
    int best = -1;
    for (auto& u : tokens_)
      if (s_.is(u.token, Tok::room) && p_.roles[u.token] != Part_role::denied) {
        bool other = is(Intent::change) && std::ranges::any_of(tokens_, [&](const Use& o) { return o.token > u.token && s_.is(o.token, Tok::room) && new_value(o.token); });
        if (other && old_value(u.token) && !new_value(u.token) && fire("room.given_up")) continue;  // 原来301，现在住201
        rooms_.push_back(u.token);
        bool fuller = best >= 0 && s_.tokens[std::size_t(best)].weak && !s_.tokens[u.token].weak && fire("room.fuller");
        if (best < 0 || fuller) best = int(u.token);
      }
    if (best >= 0) return put("room.said", found_at(p_, std::size_t(best), Slot::room));
    if (g_.room >= 0 && !is(Intent::question) && p_.roles[std::size_t(g_.room)] != Part_role::denied) put("room.of_household", found_at(p_, std::size_t(g_.room), Slot::room));
  }

  void renter() {
    if (is(Intent::tip_off)) return reported();
    if (is(Intent::return_report) && fetches(s_, p_.clauses[d_.events.front()], d_.event) && fire("renter.fetches")) return;  // 小丁去接他老婆回来
    for (auto& u : tokens_) {
      if (!s_.is(u.token, Tok::renter) || p_.roles[u.token] != Part_role::plain) continue;
      if (g_.day && int(u.token) != g_.name && beside_.name(u.clause)) continue;
      if (rather_by_name(u.token) && fire("renter.rather_by_name")) continue;  // 老板娘逼问他他才松口，月底上来，小易
      if (fire("renter.named")) return put("", found_at(p_, u.token, Slot::renter));
    }
    if (is(Intent::vacant) && !d_.negated) return;  // it is about the place
    if (g_.name >= 0 && fire("renter.of_household")) return put("", found_at(p_, std::size_t(g_.name), Slot::renter));
    bool moving = is(Intent::return_report) || is(Intent::arrived) || is(Intent::change) || is(Intent::cancel) || is(Intent::leaving);
    if (g_.relative && moving)
      for (auto c : g_.clauses) {
        if ((g_.renter || g_.own || g_.pronoun) && beside_.forbids(c)) continue;
        if ((g_.renter || g_.own || only_self()) && beside_.relative(c)) continue;
        for (auto i = p_.clauses[c].first; i < p_.clauses[c].last; ++i)
          if (s_.word(i, relative) && !(s_.word(i + 1, de) && s_.word(i + 2, relative)) && !(kin_of_his(i) && fire("renter.kin_of_his")) && fire("renter.relative")) {
            auto text = s_.chars(s_.tokens[i]);
            if (text.size() > 1 && text[0] == U'我') text.remove_prefix(1);
            if (text.size() > 2 && text.starts_with(U"自家")) text.remove_prefix(2);
            return put("", found(Slot::renter, to_utf8(text), i, "renter.relative"));
          }
      }
    if (moving && g_.visits && !g_.renter && !g_.pronoun)  // 公婆昨天来了，住我家
      for (auto& u : tokens_)
        if ((s_.word(u.token, companion) || two_of_kin(u.token)) && !of_the_renter(u.token) && fire("renter.kin_who_stays")) return put("", found(Slot::renter, to_utf8(s_.chars(s_.tokens[u.token])), u.token, "renter.kin_who_stays"));
    if (is(Intent::return_report) && d_.negated) return;
    if (!(g_.renter || g_.pronoun) || speaks_of_self()) own_journey();
  }
  // 我妈摔咯，上海我不得来了
  bool only_self() const {
    return std::ranges::all_of(d_.events, [&](std::size_t c) { return p_.clauses[c].self && !p_.clauses[c].relative; }) && fire("renter.self_beside_kin");
  }
  // 她妈妈住院走不开: whose kin it is, is not said by the kin
  bool kin_of_his(std::size_t i) const {
    auto kin = [&](std::size_t k) { return s_.word(k, relative) || s_.word(k, companion); };
    auto first = i;
    while (first > 0 && kin(first - 1) && s_.tokens[first - 1].end == s_.tokens[first].begin) --first;
    if (first > 0 && s_.word(first - 1, pronoun) && s_.tokens[first - 1].end == s_.tokens[first].begin) return true;
    return of_the_renter(first);
  }
  // 女儿女婿, 爸妈: who are two by the word
  std::u32string_view pair_at(std::size_t i) const {
    std::u32string_view text = s_.text->chars;
    auto from = s_.tokens[i].begin + (text[s_.tokens[i].begin] == U'我' || text[s_.tokens[i].begin] == U'俺');
    for (auto kind : {companion, kin_pair})
      if (auto hit = s_.words->longest(text, from, kind); hit.length > 0 && s_.words->count(hit) == 2) return text.substr(from, hit.length);
    return {};
  }
  void with_one_more() {
    for (auto& f : out_.slots)
      if (f.slot == Slot::people) f.value = std::get<std::int64_t>(f.value) + 1;
  }
  bool two_of_kin(std::size_t i) const {  // 公婆18号来住我家
    auto& t = s_.tokens[i];
    auto hit = s_.words->longest(s_.text->chars, t.begin, companion);
    return t.tok == Tok::people && t.rule == "people.kin" && hit.length == t.end - t.begin && fire("renter.two_of_kin");
  }
  bool pair_named(const Found& who) const {
    return std::ranges::any_of(tokens_, [&](const Use& u) { return (s_.word(u.token, relative) || s_.word(u.token, companion)) && to_utf8(pair_at(u.token)) == std::get<std::string>(who.value); });
  }
  // 我爸妈22号过来: as many as they are called
  void both_of_them() {
    auto* who = out_.find(Slot::renter);
    auto* told = out_.find(Slot::people);
    bool along = told && std::get<std::int64_t>(told->value) > 1 && std::ranges::any_of(tokens_, [&](const Use& u) { return s_.tokens[u.token].rule == "people.companions"; });
    if (who && along && pair_named(*who) && fire("people.along_with_both")) with_one_more();  // 岳父岳母来住，带个小孩
    if (!who || told || !(who->rule == "renter.relative" || who->rule == "renter.kin_who_stays")) return;
    if (pair_named(*who)) put("people.both_of_them", Found{Slot::people, std::int64_t(2), {}, who->words, "people.both_of_them"});
  }
  // 他妈, 她爸妈: called by whose they are, no name
  bool of_the_renter(std::size_t i) const { return std::u32string_view(U"他她伊").find(s_.chars(s_.tokens[i]).front()) != std::u32string_view::npos; }
  bool rather_by_name(std::size_t i) const {
    auto named = [&](const Use& o) { return o.token > i && s_.is(o.token, Tok::renter) && p_.roles[o.token] == Part_role::plain && !by_office(s_, o.token); };
    return s_.tokens[i].rule == "renter.called" && by_office(s_, i) && std::ranges::any_of(tokens_, named);
  }
  void reported() {
    if (g_.house >= 0 && !out_.find(Slot::room)) put("", found(Slot::room, to_utf8(s_.chars(s_.tokens[std::size_t(g_.house)])), std::size_t(g_.house), "tip.house_told_as_day"));
    if (auto who = landlord_of(p_, g_); who && fire("landlord.named")) put("", found_at(p_, *who, Slot::landlord));
  }
  // 我想回上海的，抢到票告诉你们，现在人在遂宁
  bool speaks_of_self() const {
    if (g_.renter || g_.own) return false;
    return std::ranges::any_of(d_.events, [&](std::size_t c) { return p_.clauses[c].self && !p_.clauses[c].pronoun && !p_.clauses[c].own; }) && fire("renter.self.in_so_many_words");
  }
  // 我们全家去了海南，初六回来的
  bool goes_away(std::size_t clause) const {
    auto& c = p_.clauses[clause];
    for (auto i = c.first; i < c.last; ++i)
      if (s_.is(i, Tok::place) && p_.roles[i] == Part_role::destination) return fire("renter.self.went_there");
    return false;
  }
  void own_journey() {
    auto of_self = d_.events;
    for (auto c : g_.clauses)  // 我住301，18号回来
      if (p_.clauses[c].self && (p_.clauses[c].room >= 0 || (is(Intent::health) && p_.clauses[c].events.empty()) || d_.rule == "return.undecided_day" || goes_away(c))) of_self.push_back(c);
    for (auto c : of_self)
      for (auto i = p_.clauses[c].first; i < p_.clauses[c].last; ++i) {
        // 我这边 of a renter is the renter; of a landlord it is the landlord's dwelling
        bool side = s_.word(i, own) && s_.chars(s_.tokens[i]).starts_with(U"我") && s_.chars(s_.tokens[i]).ends_with(U"边");
        if (!side && (!s_.word(i, self) || g_.own)) continue;
        auto behind = std::u32string_view(s_.text->chars).substr(s_.tokens[i].end, 3);  // 我室友20号回
        if (behind.starts_with(U"的")) behind.remove_prefix(1);
        bool mate = behind.starts_with(U"室友") || behind.starts_with(U"舍友") || behind.starts_with(U"同屋") || behind.starts_with(U"合租");
        if (mate && fire("renter.self.mate")) continue;
        std::string_view rule = side ? "renter.self.side" : "renter.self";
        bool erred = std::ranges::any_of(p_.clauses[c].events, [&](const Event& e) { return e.token > i && writers_act(s_, e); });  // 我报错了, 我耳朵背听岔了
        if (erred && fire("renter.self.erred")) continue;
        if (fire(rule)) return put("", found(Slot::renter, std::string("self"), i, rule));
      }
  }

  // 报两个人，实际来三个; 现在改大巴了: the value that a change gives, of several of its kind.
  bool new_value(std::size_t i) const {
    if (!is(Intent::change)) return false;
    for (int steps = 0; i-- > 0 && steps < 24 && s_.tokens[i].tok != Tok::separator; ++steps) {
      auto said = s_.chars(s_.tokens[i]);
      if (s_.word(i, change_to) || s_.word(i, instead) || said == U"现在" || said.starts_with(U"实际")) return fire("change.new_value");
      if (!small_word(s_.tokens[i]) && !s_.word(i, come) && !s_.word(i, live)) return false;
    }
    return false;
  }
  bool old_value(std::size_t i) const {
    if (!is(Intent::change)) return false;
    for (int steps = 0; i-- > 0 && steps < 24 && s_.tokens[i].tok != Tok::separator; ++steps) {
      if (s_.word(i, denied)) return false;  // 不是五个是六个
      if (s_.word(i, was_mark) || (s_.word(i, change_sign) && s_.chars(s_.tokens[i]).find(U'成') != std::u32string_view::npos) || s_.chars(s_.tokens[i]).starts_with(U"说好") || told_of(i)) return fire("change.old_value");
    }
    return false;
  }

  bool told_of(std::size_t i) const {  // 报的501，改成302
    auto before = std::u32string_view(s_.text->chars).substr(0, s_.tokens[i].end);
    return before.ends_with(U"报的") || before.ends_with(U"写的") || before.ends_with(U"填的") || before.ends_with(U"登的");
  }
  // 前头讲从十堰来，讲错了，是从襄阳: where he was said to come from
  bool given_up(std::size_t i) const {
    if (!old_value(i) || new_value(i)) return false;
    bool another = std::ranges::any_of(tokens_, [&](const Use& u) { return u.token > i && s_.is(u.token, Tok::place) && p_.roles[u.token] == Part_role::origin; });
    return another && fire("origin.given_up");
  }
  void origin() {
    int best = -1;
    auto rank = [&](std::size_t i) { return new_value(i) ? 4 : p_.roles[i] != Part_role::origin ? 0 : i > 0 && s_.word(i - 1, from_word) ? 3 : i > 0 && s_.word(i - 1, home_town) && fire("origin.not_yet_home") ? 1 : 2; };  // 他是重庆人，从深圳来
    for (auto& u : tokens_) {
      if (!s_.is(u.token, Tok::place)) continue;
      auto role = p_.roles[u.token];
      bool bare = role == Part_role::bare_origin && (is(Intent::return_report) || is(Intent::arrived) || is(Intent::tip_off) || is(Intent::question) || is(Intent::change) || is(Intent::away));
      if ((role != Part_role::origin && !bare) || beside_.place(u.token, u.clause)) continue;
      if (u.token > 1 && s_.word(u.token - 1, from_word) && s_.word(u.token - 2, neg_not) && fire("origin.not_from")) continue;  // 不从北京走
      if (is(Intent::change) && given_up(u.token)) continue;
      if (is(Intent::arrived) && d_.negated && u.token > 0 && s_.chars(s_.tokens[u.token - 1]).back() == U'在' && fire("origin.held_up")) continue;  // 还没到，卡在嘉善
      if (best < 0 || rank(u.token) > rank(std::size_t(best))) best = int(u.token);
    }
    if (best < 0 && !is(Intent::question)) best = g_.origin;
    if (best >= 0) put("origin", found_at(p_, std::size_t(best), Slot::origin));
  }

  void via() {
    std::vector<std::string> places;
    std::optional<Span> words;
    bool denied_any = false, renewed = false;
    for (auto& u : tokens_) {
      if (!s_.is(u.token, Tok::place)) continue;
      auto& t = s_.tokens[u.token];
      auto role = p_.roles[u.token];
      bool first_new = role == Part_role::via && !renewed && new_value(u.token);  // 原先走郑州，改道徐州
      if (first_new && !places.empty() && fire("via.given_up")) places.clear();
      renewed = renewed || first_new;
      if (role == Part_role::via) places.push_back(s_.texts[std::size_t(t.data)]);
      if (role == Part_role::denied && u.token > 0) denied_any = denied_any || via_denied(u.token);
      if (role == Part_role::via || (role == Part_role::denied && denied_any)) words = s_.text->span(t.begin, t.end);
    }
    if (places.empty() && !denied_any)
      for (auto& u : tokens_)
        if (s_.word(u.token, no_stop)) return put("via.no_stop", found(Slot::via, places, u.token, "via.no_stop"));
    auto rule = places.empty() ? "via.denied" : "via";
    if (words && (denied_any || !places.empty())) put(rule, Found{Slot::via, places, {}, *words, rule});
  }
  bool via_denied(std::size_t i) const {
    while (i-- > 0) {
      auto said = s_.chars(s_.tokens[i]);
      if (s_.word(i, denied)) return said.find(U"经") != said.npos || said.find(U"路过") != said.npos || said.find(U"去过") != said.npos || said.find(U"到过") != said.npos;
      if (!small_word(s_.tokens[i])) return false;
    }
    return false;
  }

  void people() {
    for (auto c : d_.events)
      if (auto i = p_.clauses[c].count; i >= 0 && (g_.some || p_.flags.counts > 1)) return put("people.some_of_them", found(Slot::people, std::int64_t(s_.tokens[std::size_t(i)].data), std::size_t(i), "people.some_of_them"));
    for (auto& u : tokens_)  // 三个人来了两个
      if (is(Intent::arrived) && s_.is(u.token, Tok::people) && u.token == d_.event + 2 && s_.word(d_.event + 1, le)) return put("people.who_came", found_at(p_, u.token, Slot::people));
    int best = -1;
    bool corrected = false;
    for (auto& u : tokens_) {
      if (!s_.is(u.token, Tok::people) || p_.roles[u.token] == Part_role::denied) continue;
      if (total(u.token) && fire("people.total")) continue;
      if (old_value(u.token) && !new_value(u.token)) continue;
      if (beside_.people(u.token, u.clause)) continue;
      bool cares = u.token > 0 && s_.is(u.token - 1, Tok::unknown) && s_.tokens[u.token - 1].end == s_.tokens[u.token].begin;  // 帮爷娘种地
      if (is(Intent::away) && (cares || s_.chars(s_.tokens[u.token]).front() == U'带') && fire("people.minds_children")) continue;  // 在老家带孩子
      auto before = u.token > 0 ? s_.chars(s_.tokens[u.token - 1]) : std::u32string_view();
      auto written = s_.chars(s_.tokens[u.token]);
      bool all = before == U"一共" || before == U"总共" || before == U"共" || written.starts_with(U"一共") || written.starts_with(U"总共") || written.starts_with(U"共");
      bool in_all = is(Intent::change) && all && fire("people.in_all");
      bool corrects = new_value(u.token) || in_all;
      bool surer = best >= 0 && s_.tokens[std::size_t(best)].weak && !s_.tokens[u.token].weak && fire("people.surer");
      bool later = best >= 0 && is(Intent::change) && !corrected && s_.tokens[std::size_t(best)].weak == s_.tokens[u.token].weak &&
                   !s_.tokens[u.token].rule.starts_with("people.companions") && fire("people.last_told");
      corrected = corrected || corrects;
      if (best < 0 || corrects || surer || later) best = int(u.token);
    }
    if (best < 0) best = those_who_left();
    if (best >= 0) put("people", found_at(p_, std::size_t(best), Slot::people));
  }
  // 小两口要回老家，30号走，8号回来: whoever left comes back
  int those_who_left() const {
    if (!is(Intent::return_report)) return -1;
    for (auto& other : g_.drafts) {
      if (other.intent != Intent::leaving || other.event > d_.event) continue;
      for (auto c : other.clauses)
        for (auto i = p_.clauses[c].first; i < p_.clauses[c].last; ++i)
          if (i < other.event && s_.is(i, Tok::people) && !s_.tokens[i].weak && p_.roles[i] != Part_role::denied && fire("people.who_left_before")) return int(i);
    }
    return -1;
  }
  // 一共五个租客, 有两个租客: how many there are, not how many come
  bool total(std::size_t i) const {
    if (s_.word(i + 1, renter_word)) {
      if (d_.intent == Intent::tip_off) return true;
      for (auto k = i; k-- > 0 && s_.tokens[k].tok != Tok::separator;) {
        auto said = s_.chars(s_.tokens[k]);
        if (said == U"一共" || said == U"总共" || said == U"有") return true;
      }
      bool listed = i + 3 < s_.tokens.size() && s_.is(i + 2, Tok::separator) && s_.tokens[i + 2].gap == Gap::blank && s_.is(i + 3, Tok::date);  // 四个租客 22号到
      if (!listed && (i + 2 >= s_.tokens.size() || s_.tokens[i + 2].tok == Tok::separator)) return true;
    }
    bool listed = i > 0 && s_.word(i - 1, renter_word) && s_.tokens[i].weak && out_.find(Slot::renter);  // 房客三个，小沙10号到
    return listed || (i > 0 && s_.chars(s_.tokens[i - 1]) == U"有" && s_.tokens[i].weak);
  }
  // How long a visit is: no slot of the label guide.
  void stay() {
    if ((!is(Intent::return_report) && !is(Intent::arrived)) || out_.find(Slot::until)) return;
    std::u32string_view text = s_.text->chars;
    for (auto& u : tokens_) {
      if (stops_before(u.token)) continue;
      for (auto at = s_.tokens[u.token].begin; at < s_.tokens[u.token].end; ++at)
        if (auto f = find_stay(text, at, p_.rules); f && f->count > 0)
          return put(f->rule, Found{Slot::until, std::int64_t(f->count), {}, s_.text->span(at, std::uint32_t(f->end)), std::string(f->rule)});
    }
  }
  // 路过合肥住一晚: on the way
  bool stops_before(std::size_t i) const {
    while (i-- > 0 && s_.tokens[i].tok != Tok::separator)
      if (p_.roles[i] == Part_role::via) return true;
    return false;
  }

  void means() {
    bool several = std::ranges::any_of(tokens_, [&](const Use& u) { return s_.is(u.token, Tok::vehicle) && new_value(u.token); });
    for (auto& u : tokens_)
      if (s_.is(u.token, Tok::vehicle) && (!several || new_value(u.token)) && !(u.token > 0 && s_.word(u.token - 1, denied))) {
        put("number", found_at(p_, u.token, Slot::number));
        put("by.number", found(Slot::by, std::string(s_.tokens[u.token].weak ? "plane" : "train"), u.token, "by.number"));
      }
    int best = -1;
    for (auto& u : tokens_) {
      if (way_of(p_, d_, u.token).length == 0 || s_.tokens[u.token].aside || p_.roles[u.token] == Part_role::denied || beside_.vehicle(u.token, u.clause)) continue;
      if (is(Intent::leaving) && std::ranges::find(d_.events, u.clause) == d_.events.end() && p_.clauses[u.clause].self) continue;  // 我开电瓶车送他
      bool chosen = new_value(u.token);
      bool later = best >= 0 && is(Intent::change) && !new_value(std::size_t(best)) && !old_value(u.token) && fire("by.last_told");  // 火车停运，坐大巴来
      if (best < 0 ? chosen || !old_value(u.token) : (chosen && !new_value(std::size_t(best))) || later) best = int(u.token);
    }
    if (best < 0) return;
    std::erase_if(out_.slots, [](const Found& f) { return f.slot == Slot::by && f.rule == "by.number"; });
    put("by.said", found(Slot::by, s_.words->value(way_of(p_, d_, std::size_t(best)).value), std::size_t(best), "by"));
  }
  void phone() {
    for (auto& u : tokens_)
      if (s_.is(u.token, Tok::phone)) return put("phone", found_at(p_, u.token, Slot::phone));
  }
  void id_number() {
    for (auto& u : tokens_)
      if (s_.is(u.token, Tok::id_number)) return put("id_number", found_at(p_, u.token, Slot::id_number));
  }
  void health() {
    int last = -1;
    for (auto& u : tokens_) {
      if (s_.is(u.token, Tok::temperature)) last = int(u.token);
      if (s_.word(u.token, symptom) && std::ranges::any_of(p_.clauses[u.clause].events, [&](const Event& e) { return e.token == u.token; })) {
        put("symptom", found(Slot::symptom, to_utf8(s_.chars(s_.tokens[u.token])), u.token, "symptom"));
      }
    }
    if (last >= 0) {
      put("temperature", found(Slot::temperature, double(s_.tokens[std::size_t(last)].value) / 10.0, std::size_t(last), "temperature"));
    }
  }

  void hedged() {
    auto* date = out_.find(Slot::date);
    if (!date || std::get<DateValue>(date->value).certainty == Certainty::unknown) return;
    if (d_.intent == Intent::arrived) {  // 小王应该是昨天到的
      bool guess = std::ranges::any_of(d_.events, [&](std::size_t c) { return d_.event >= p_.clauses[c].first && d_.event < p_.clauses[c].last && guessed(p_, c, d_.event); });
      out_.hedged = guess && fire("hedged.arrival");
      return;
    }
    for (auto& u : tokens_)
      if (s_.word(u.token, hedge)) {
        auto next = u.token + 1;
        while (next < s_.tokens.size() && small_word(s_.tokens[next])) ++next;
        if (s_.is(next, Tok::time) && fire("hedged.hour_only")) continue;  // 大概八点到家: the hour is unsure, not the day
        if (fire("hedged")) out_.hedged = true;
      }
  }

  const Parsed& p_;
  const Scan& s_;
  const Group& g_;
  const Draft& d_;
  const Moment& written_;
  Beside beside_;
  Candidate out_;
  std::vector<std::size_t> clauses_;
  std::vector<Use> tokens_;
  std::vector<std::size_t> rooms_;
};

}  // namespace

std::vector<Candidate> fill(const Parsed& parsed, const Group& group, const Draft& draft, const Moment& written) {
  return Slots(parsed, group, draft, written).fill();
}

}  // namespace linli::understanding
