#pragma once
// A word that may tell of something happening, within its clause, and what the rules of events.cpp ask about it. A view lives for one look at one
// word; it owns nothing.
#include <algorithm>
#include <optional>

#include "bot/understanding/clauses.hpp"

namespace linli::understanding {

class Verb {
 public:
  // `date`: the token of the day that the clause, or the sentence before it, names; -1 if none.
  Verb(const Parsed& parsed, const Clause& clause, std::size_t token, int date, const Moment& written)
      : p(parsed), s(parsed.scan), c(clause), i(token), next(token + 1), date_(date), written_(written) {}

  const Parsed& p;
  const Scan& s;
  const Clause& c;
  std::size_t i;     // its token
  std::size_t next;  // the one after it

  // The word itself.
  std::u32string_view said() const { return chars(i); }
  bool is(std::u32string_view what) const { return said() == what; }
  bool small() const { return is(U"来") || is(U"回") || is(U"到") || is(U"返") || is(U"过来"); }  // says little by itself
  std::string_view value() const { return s.words->value(s.tokens[i].value); }

  // Other words of the clause.
  bool word(std::size_t k, WordKind kind) const { return inside(k) && s.word(k, kind); }
  bool is(std::size_t k, Tok tok) const { return inside(k) && s.is(k, tok); }
  bool said_is(std::size_t k, std::u32string_view what) const { return inside(k) && chars(k) == what; }
  std::u32string_view chars(std::size_t k) const { return s.chars(s.tokens[k]); }
  bool goes_to(std::size_t k) const { return is(k, Tok::place) && p.roles[k] == Part_role::destination; }
  bool follows(WordKind kind) const { return word(next, kind); }
  bool adjoins(std::size_t k) const { return k > c.first && s.tokens[k - 1].end == s.tokens[k].begin; }
  bool last() const { return next >= c.last; }
  bool ends() const { return next_said(s, next, c.last) >= c.last; }  // nothing but small words follows
  bool small_before() const { return i > c.first && small_word(s.tokens[i - 1]); }
  bool cue_follows(Cue what) const {
    return c.cues.has(what) && std::ranges::any_of(s.cues, [&](const CueAt& at) { return at.cue == what && at.begin >= s.tokens[i].end && at.begin <= s.tokens[i].end + 1; });
  }
  bool agreed_after() const;  // 没来，讲好昨天的
  bool penalty_follows() const;  // 不到扣钱: what happens if not
  template <class F>
  bool any(F holds) const { return any_in(reach(), std::min(c.last, i + far), holds); }
  template <class F>
  bool any_before(F holds) const { return any_in(reach(), i, holds); }
  bool has(WordKind kind) const {
    return any([&](std::size_t k) { return s.word(k, kind); });
  }
  bool someone() const { return c.own || c.renter || c.name >= 0 || c.room >= 0; }

  // What stands before the verb: 不, 没, 要, 已经, with days, places and small words between.
  struct Before {
    bool never{}, not_yet{}, will{}, has{}, untold{}, about_to{}, date_between{};
    std::size_t untold_at{};
  };
  const Before& before() const {
    if (!before_) before_ = look_back();
    return *before_;
  }
  bool denied() const { return before().never || before().not_yet; }
  bool untold() const { return before().untold && !before().date_between; }  // 没说…回来
  bool by_message() const;  // 微信也不回: what does not come back is an answer
  bool agreed() const;      // 说好昨天到: what had been agreed on, not what happened
  bool told_before() const;
  bool modal() const;       // 要, 肯定, 再
  bool of_everybody() const;  // 大家, 多少人
  bool waits_for() const;   // 等…再
  // 拿到钱才肯回上海, 检完就过来: something else must be over first. `end_told`: 就 needs a word of its end before it.
  bool conditional() const {
    for (auto k = i; k-- > c.first && i - k < 4;) {
      auto word = chars(k);
      if (condition_word(word)) {
        if (k == c.first) return word != U"就" && &c != p.clauses.data() && c.before < Gap::stop && (&c - 1)->events.empty() && (&c - 1)->date < 0 && (&c - 1)->unknown > 0;
        while (k > c.first + 1 && (s.word(k - 1, WordKind::pronoun) || s.word(k - 1, WordKind::self) || s.is(k - 1, Tok::renter))) --k;  // 坐满了他才过来
        auto end = s.tokens[k - 1].end;
        bool over = s.word(k - 1, WordKind::le) || std::u32string_view(U"完好过满成通到齐毕掉").find(s.text->chars[end - 1]) != std::u32string_view::npos;
        return over || word != U"就";
      }
      if (!small_word(s.tokens[k]) && !s.word(k, WordKind::self) && !s.word(k, WordKind::pronoun)) return false;
    }
    return false;
  }
  bool waited_before() const {  // 等…, 一起来: what is waited for stands in the clause before
    if (&c == p.clauses.data() || c.before >= Gap::stop || !(&c - 1)->waits || !(&c - 1)->events.empty()) return false;
    bool who = someone() || c.pronoun || any_before([&](std::size_t k) { return s.is(k, Tok::people); });
    return who && chars(next_said(s, (&c - 1)->first, (&c - 1)->last - 1)) == U"等";
  }
  bool may() const { return i > c.first && (said_is(i - 1, U"可以") || said_is(i - 1, U"能")); }
  bool comes_from() const {   // 三个河南的要来我家
    return any_before([&](std::size_t k) { return s.is(k, Tok::place) && p.roles[k] != Part_role::destination; });
  }
  bool goes_to_register() const {  // 到村里登记过
    for (auto k = next; !follows(WordKind::le) && k < c.last && k < next + 4; ++k)
      if (s.word(k, WordKind::register_word) || s.word(k, WordKind::registered)) return true;
    return false;
  }
  bool let_in() const {     // 昨天总算放他进小区了
    return any_before([&](std::size_t k) { return chars(k).ends_with(U'放') || chars(k) == U"让" || chars(k).ends_with(U'准'); });
  }
  bool fetched() const {    // 去接小王
    return own_day() && side() >= 0 && adjoins(i) && chars(i - 1).back() == U'接' && !has(WordKind::back) && !has(WordKind::come) && !has(WordKind::arrive);
  }
  bool whether() const;     // 回没回来
  bool whether_at_all() const {  // 来不来, 回不回
    bool moves = i > c.first && (s.word(i - 1, WordKind::come) || s.word(i - 1, WordKind::back) || s.word(i - 1, WordKind::arrive));
    return moves && adjoins(i) && chars(i - 1).front() == said().back();
  }
  bool named() const { return c.name >= 0 || c.room >= 0; }
  // The clause before, in the same sentence, says so of somebody else.
  bool said_before(Intent intent) const {
    if (&c == p.clauses.data() || c.before >= Gap::stop) return false;
    return std::ranges::any_of((&c - 1)->events, [&](const Event& e) { return e.intent == intent; });
  }
  // A clause before, in the same sentence, tells a plan with its day.
  bool planned_before() const {
    auto* before = &c;
    for (int steps = 0; steps < 5 && before > p.clauses.data() && before->before < Gap::stop; ++steps) {
      --before;
      bool plan = std::ranges::any_of(before->events, [](const Event& e) { return (e.intent == Intent::return_report || e.intent == Intent::arrived || e.intent == Intent::change) && !e.negated; });
      if (plan && before->date >= 0) return true;
    }
    return false;
  }
  // 小章的老板昨天先到了: whoever the renter only works or lives with
  bool of_another() const {
    auto from = s.tokens[c.first].begin;
    if (!planned_before()) return false;
    return std::ranges::any_of(s.cues, [&](const CueAt& cue) {
      bool named = c.name >= 0 && s.tokens[std::size_t(c.name)].begin >= cue.end;  // 他老乡小凤3号来
      if (cue.cue != Cue::mates || cue.begin <= from || cue.end > s.tokens[i].begin || named) return false;
      auto before = s.text->chars[cue.begin - 1];
      return std::u32string_view(U"的他她伊个").find(before) != std::u32string_view::npos;
    });
  }
  bool not_before_a_day() const {
    return any_before([&](std::size_t k) { return s.is(k, Tok::date) && s.tokens[k].rule == "date.not_before"; });
  }
  // 去年也是这时候来的: told of another year, beside a plan
  bool years_before() const {
    return !someone() && any_before([&](std::size_t k) {
      auto word = chars(k);
      return word.starts_with(U"去年") || word.starts_with(U"前年") || word.starts_with(U"往年") || word.starts_with(U"年年") || word.starts_with(U"每年") || word.starts_with(U"上次") || word.starts_with(U"上回");
    });
  }
  // 他叔送来，第二天就回安徽: whoever drove
  bool after_a_lift() const {
    if (!planned_before() || someone() || c.pronoun) return false;
    auto& before = *(&c - 1);
    auto said = std::u32string_view(s.text->chars).substr(s.tokens[before.first].begin, s.tokens[before.last - 1].end - s.tokens[before.first].begin);
    return before.name < 0 && said.find(U'送') != said.npos;
  }
  // 上礼拜还说…, 本来想…: what was meant at another time, in the clause so far
  bool said_once() const {
    bool earlier = any_before([&](std::size_t k) { return s.word(k, WordKind::was_mark) || (s.word(k, WordKind::former) && chars(k).front() != U'前'); });
    bool past_day = own_day() && std::size_t(c.date) < i && side() < 0;
    auto before = std::u32string_view(s.text->chars).substr(s.tokens[c.first].begin, s.tokens[i].begin - s.tokens[c.first].begin);
    bool still = before.find(U"还说") != before.npos || before.find(U"还讲") != before.npos || before.find(U"一开始") != before.npos || before.find(U"起初") != before.npos || before.find(U"差点") != before.npos;
    return earlier || past_day || still;
  }
  // 他那个老乡, 跟他合租的那个: somebody who lives or works with the renter
  bool of_a_mate() const {
    auto from = s.tokens[c.first].begin;
    auto before = std::u32string_view(s.text->chars).substr(from, s.tokens[i].begin - from);
    bool his = before.find_first_of(U"他她伊") != before.npos;
    bool mate = std::ranges::any_of(s.cues, [&](const CueAt& cue) { return cue.cue == Cue::mates && cue.begin >= from && cue.end <= s.tokens[i].begin; });
    return his && mate && planned_before() && p.rules.fire("cancel.of_a_mate");
  }
  // 庙会取消了, 培训班推迟了, 检查站撤了: something that is nobody is what it happens to.
  bool of_a_thing() const {
    std::uint32_t length = 0;
    auto k = i;
    while (k > c.first && small_word(s.tokens[k - 1]) && chars(k - 1) != U"会") --k;
    for (; k > c.first; --k) {
      auto& t = s.tokens[k - 1];
      bool thing = t.tok == Tok::unknown || (t.tok == Tok::word && (t.kind == WordKind::family_name || t.kind == WordKind::address_end || t.kind == WordKind::goods || t.kind == WordKind::chore || t.kind == WordKind::future));
      if (!thing) break;
      length += t.end - t.begin;
    }
    return length > 1 && !someone() && !c.pronoun && !c.self && !c.relative && !own_day();
  }
  // 老柏这趟，我看悬: the clause before, in the same sentence, is no more than a name or a dwelling.
  bool named_before() const {
    if (&c == p.clauses.data() || c.before >= Gap::stop) return false;
    auto& before = *(&c - 1);
    return (before.name >= 0 || before.room >= 0 || before.renter) && before.events.empty() && before.unknown < 2;
  }
  bool another_day_later() const {
    return std::any_of(&c + 1, p.clauses.data() + p.clauses.size(), [](const Clause& k) { return k.date >= 0; });
  }
  // Some clause before tells it.
  bool told_earlier(Intent intent) const {
    return std::any_of(p.clauses.data(), &c, [&](const Clause& k) { return std::ranges::any_of(k.events, [&](const Event& e) { return e.intent == intent; }); });
  }
  bool called_home() const {  // 你妈叫你礼拜天回家
    return any_before([&](std::size_t k) {
      auto word = chars(k);
      return word == U"叫你" || word == U"喊你" || word == U"让你" || word == U"请你" || word == U"催你" || (word == U"你" && k > c.first && std::u32string_view(U"叫喊让请催").find(chars(k - 1).back()) != std::u32string_view::npos);
    });
  }
  bool until_now() const {  // 打年前到眼下
    auto rest = std::u32string_view(s.text->chars).substr(s.tokens[i].end, 3);
    return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"眼下", U"如今", U"这会", U"这歇", U"目前", U"当下", U"今朝"}, [&](auto now) { return rest.starts_with(now); });
  }
  bool nobody_wants_it() const {
    auto rest = std::u32string_view(s.text->chars).substr(s.tokens[i].begin, 4);
    bool nobody = rest.starts_with(U"没人要") || rest.starts_with(U"没人看") || rest.starts_with(U"没人问");
    bool offered = c.cues.has(Cue::advert) || (&c != p.clauses.data() && (&c - 1)->cues.has(Cue::advert));
    bool dwelling = std::any_of(p.clauses.data(), &c + 1, [](const Clause& k) { return k.spot >= 0 || k.room >= 0 || k.own; });
    return nobody && offered && dwelling;
  }
  std::u32string_view clause_before() const { return std::u32string_view(s.text->chars).substr(s.tokens[c.first].begin, s.tokens[i].begin - s.tokens[c.first].begin); }
  bool lives_elsewhere() const {
    auto front = clause_before();
    if (said().front() != U'到' || !(front.ends_with(U"住") || front.ends_with(U"搬"))) return false;
    auto rest = std::u32string_view(s.text->chars).substr(s.tokens[i].end, s.tokens[c.last - 1].end - s.tokens[i].end);
    auto goes = rest.find(U'去');
    return goes != rest.npos && (goes > 0 || !is(U"到")) && rest.find(U'我') == rest.npos;
  }
  bool i_report() const {  // 我来补报
    if (!any_before([&](std::size_t k) { return s.word(k, WordKind::self); })) return false;
    auto rest = std::u32string_view(s.text->chars).substr(s.tokens[i].end, 3);
    return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"补", U"报", U"汇报", U"登", U"告诉", U"讲", U"说", U"更正", U"改", U"通知", U"填"}, [&](auto w) { return rest.starts_with(w); });
  }
  // 迟迟没来，讲是昨天上午到的: what was to be
  bool as_was_said() const {
    if (&c == p.clauses.data() || c.before >= Gap::stop) return false;
    bool missed = std::ranges::any_of((&c - 1)->events, [](const Event& e) { return e.intent == Intent::arrived && e.negated; });
    auto front = clause_before();
    bool was_said = front.starts_with(U"讲是") || front.starts_with(U"说是") || front.starts_with(U"讲好") || front.starts_with(U"说好") || front.starts_with(U"本来") || front.starts_with(U"原来") || front.starts_with(U"原本");
    return missed && was_said && own_day();
  }
  bool of_the_works() const {  // 他那个厂整个搬去昆山
    auto before_it = clause_before();
    for (std::u32string_view adverb : {U"整个", U"全部", U"都", U"要", U"已经", U"统统", U"全"})
      if (before_it.ends_with(adverb)) before_it.remove_suffix(adverb.size());
    return said().find(U'搬') != said().npos && std::ranges::any_of(std::initializer_list<std::u32string_view>{U"厂", U"厂子", U"公司", U"单位", U"店", U"工地", U"学校", U"仓库", U"车间"}, [&](auto w) { return before_it.ends_with(w); });
  }
  bool after_a_thing() const {  // 钥匙我也没动过
    return any_before([&](std::size_t k) { return s.is(k, Tok::unknown) || s.word(k, WordKind::goods); });
  }
  bool home_in_front() const {  // 老家一天都没回, never 在老家没回
    return any_before([&](std::size_t k) {
      bool there = k > 0 && (s.word(k - 1, WordKind::from_word) || chars(k - 1).back() == U'在' || s.word(k - 1, WordKind::back));
      return s.word(k, WordKind::home_town) && !there;
    });
  }
  bool not_let() const {  // 不让他走, 不放人走
    auto before = std::u32string_view(s.text->chars).substr(s.tokens[c.first].begin, s.tokens[i].begin - s.tokens[c.first].begin);
    for (std::u32string_view whom : {U"他们", U"他", U"她", U"伊", U"人"})
      if (before.ends_with(whom)) {
        before.remove_suffix(whom.size());
        break;
      }
    return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"不让", U"不放", U"不叫", U"不准", U"不许", U"勿让", U"不给", U"不肯让", U"不肯放"}, [&](auto w) { return before.ends_with(w); });
  }
  // 要人提前到, 叫大家提早返岗: what an employer asks of everybody
  bool asked_of_all() const {
    if (own_day() || someone()) return false;
    auto before = std::u32string_view(s.text->chars).substr(s.tokens[c.first].begin, s.tokens[i].begin - s.tokens[c.first].begin);
    return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"要人", U"要求", U"要大家", U"叫大家", U"让大家", U"叫人", U"要工人", U"叫工人", U"让工人", U"让人", U"通知", U"喊大家", U"要他们", U"叫他们", U"让他们"}, [&](auto w) { return before.ends_with(w); });
  }
  bool every_day() const {  // 天天来, 老是过来
    auto before = std::u32string_view(s.text->chars).substr(s.tokens[c.first].begin, s.tokens[i].begin - s.tokens[c.first].begin);
    return !own_day() && std::ranges::any_of(std::initializer_list<std::u32string_view>{U"天天", U"每天", U"日日", U"老是", U"经常", U"隔三差五", U"三天两头", U"常常", U"一天到晚"}, [&](auto often) { return before.ends_with(often); });
  }
  bool years() const;       // 三年了
  bool visits_for() const;  // 来住三天
  bool lasting() const;     // 回来三天
  bool lands_on() const;    // 滴到我被子上, 扔到楼下: where a thing ends, no arrival
  bool how_many() const;    // 月底回来的多, 15号回来的要隔离: of everybody
  bool le_after() const;    // 回来了, 回来三个了
  bool due() const;         // 该到的, 应该昨天到: expected, whether it happened or not
  bool new_owner() const {  // 我是88号新来的房东: who writes, not who came
    auto rest = std::u32string_view(s.text->chars).substr(s.tokens[i].end, 4);
    bool owner = rest.starts_with(U"的房东") || rest.starts_with(U"的业主") || rest.starts_with(U"的屋主") || rest.starts_with(U"的户主");
    return owner && adjoins(i) && chars(i - 1).back() == U'新';
  }
  bool summoned() const {  // 小张，明天来一下居委
    auto rest = std::u32string_view(s.text->chars).substr(s.tokens[i].end, 9);
    auto once = rest.starts_with(U"一下") || rest.starts_with(U"一趟") ? 2U : rest.starts_with(U"趟") || rest.starts_with(U"下") ? 1U : 0U;
    if (once == 0) return false;
    rest.remove_prefix(once);
    if (rest.starts_with(U"到")) rest.remove_prefix(1);
    return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"居委", U"村委", U"村里", U"办公室", U"物业", U"社区", U"门卫", U"门口", U"警务", U"派出所", U"卫生", U"大队", U"活动室", U"值班", U"街道", U"服务站", U"党群"}, [&](auto w) { return rest.starts_with(w); });
  }
  bool sent_back_by_office() const {  // 居委会叫他明天再来
    auto front = clause_before();
    bool office = front.find(U"居委") != front.npos || front.find(U"村委") != front.npos || front.find(U"社区") != front.npos || front.find(U"派出所") != front.npos || front.find(U"物业") != front.npos || front.find(U"办公室") != front.npos;
    bool again = front.ends_with(U"再") || is(U"再来");
    return office && again && front.find_first_of(U"叫让喊说讲") != front.npos;
  }
  // 登记去了，居委会说下午再来: the clause behind it tells that nothing came of it
  bool turned_away_after() const {
    auto* after = &c + 1;
    if (after >= p.clauses.data() + p.clauses.size() || after->before >= Gap::line) return false;
    auto text = std::u32string_view(s.text->chars).substr(s.tokens[after->first].begin, s.tokens[after->last - 1].end - s.tokens[after->first].begin);
    auto here = std::u32string_view(s.text->chars).substr(s.tokens[c.first].begin, s.tokens[c.last - 1].end - s.tokens[c.first].begin);
    if (here.find(U'去') == here.npos && here.find(U'跑') == here.npos) return false;
    bool again = text.ends_with(U"再来") || text.ends_with(U"再去") || text.ends_with(U"再来登") || text.ends_with(U"再办") || text.ends_with(U"再来一趟") || text.ends_with(U"再去一趟") || text.ends_with(U"再跑一趟");
    return again || std::ranges::any_of(std::initializer_list<std::u32string_view>{U"下班了", U"没开门", U"关着门", U"关门了", U"没人在", U"没人办", U"人不在", U"没排到", U"没排上", U"没登上", U"没登成", U"没办成", U"没弄成", U"不给登", U"不给办", U"不让登", U"办不了", U"登不了", U"白跑"}, [&](auto w) { return text.find(w) != text.npos; });
  }
  bool denied_later() const {  // 应该昨天到的没来, 应该前天到的，还没影子
    auto rest = std::u32string_view(s.text->chars).substr(s.tokens[i].end);
    return rest.substr(0, rest.find_first_of(U"\n")).find_first_of(U"没未勿呒") != rest.npos;
  }
  bool expected() const;    // 讲今朝来，到现在…: a plan for a day that has come stands before it in the sentence
  bool told_to() const;     // 叫他去登记
  bool does_not_listen() const;  // 叫他别来，他偏要来
  bool from_local() const;  // in 上海
  bool still_there() const; // 还在广元, 人在老家襄阳
  bool de_after() const { return follows(WordKind::de) || (reaches_room() && word(next + 1, WordKind::de)); }
  bool reaches_room() const { return is(U"到") && is(next, Tok::room); }  // 到502的
  bool after_place() const { return i > c.first && (s.is(i - 1, Tok::place) || s.word(i - 1, WordKind::here)); }
  bool hour_told() const { return i > c.first && s.is(i - 1, Tok::time); }
  bool attributive() const;     // 15号回来的那个, 15号回来的租客
  bool those() const {  // 走掉的那个, 回去的两个
    auto k = next + 1;
    return inside(k) && (s.word(k, WordKind::renter_word) || s.is(k, Tok::people) || chars(k).front() == U'那' || chars(k).front() == U'这');
  }
  bool come_later() const {
    auto end = std::min(s.tokens.size(), i + far);
    for (auto k = next; k < end; ++k)
      if (s.word(k, WordKind::back) || s.word(k, WordKind::come) || s.word(k, WordKind::arrive)) return true;
    return false;
  }
  bool changes_value() const;   // 改到20号: what comes next is a value
  bool value_before() const;
  bool renters_follow() const;
  bool comes_instead() const {  // somebody has left, or is put out by it
    auto who = understanding::comes_instead(s, i);
    bool left = said_before(Intent::leaving) || said_before(Intent::cancel) || said_before(Intent::vacant) || any_before([&](std::size_t k) { return s.word(k, WordKind::leave); });
    return who > 0 && who < c.last && left && !c.asking;
  }
  bool day_follows() const {
    auto* after = &c + 1;
    return after < p.clauses.data() + p.clauses.size() && after->before < Gap::stop && after->date >= 0 && after->name < 0;
  }
  bool denies_value() const;    // 不是三个人, 不坐火车
  bool named_instead(std::size_t wrong, std::size_t right) const;
  bool denied_vacancy() const;  // 不是空的
  bool who_says() const;        // 谁说…, 哪个讲…
  bool lived_in_after() const;  // 谁说601没人？我侄女住着呢
  bool said_wrongly() const;    // 说…空着是瞎讲
  bool nobody_in() const;       // 203没人, 东间去年底就没人了
  bool nobody_new() const;      // 没新的人来
  bool not_mentioned() const;   // 来不来一个字没提, 没提来的事
  bool none_of_them() const { return none_of(i) > 0 && only_tail(none_of(i)); }  // 没外来租户
  bool beside_cue(Cue what) const {  // in its clause or the next one on either side
    auto has = [&](const Clause* k) { return k >= p.clauses.data() && k < p.clauses.data() + p.clauses.size() && k->cues.has(what); };
    return has(&c) || has(&c - 1) || has(&c + 1);
  }
  bool no_symptom() const;      // 没发烧
  bool missing() const;         // 没登记
  bool refused() const;         // 不登记
  bool brought_to_end() const;
  bool finished() const;        // 登记了, 登记好, 已经登记

  const Moment& written() const { return written_; }

  // The day beside it.
  bool dated() const { return date_ >= 0; }
  bool own_day() const { return c.date >= 0; }
  int beside_a_matter() const;  // the clause before, in the same sentence, tells the day of something else: -1 it was done, 1 it is due, 0 none
  int side() const;             // -1: its day lies by itself in the past, 1: in the future, 0: its words do not tell
  bool today() const;
  bool clock_is_past() const;   // the hour it names, with its part of the day, is over at the hour of writing
  bool part_is_past() const;    // the part of its day has begun before the hour of writing
  bool far_ahead() const;       // the next such day is more than a week off
  bool nearest_past() const;    // the nearest such day is not after today

 private:
  static constexpr std::size_t far = 24;  // how far a verb's small words can stand: a sentence, not a flood
  bool inside(std::size_t k) const { return k >= c.first && k < c.last; }
  std::size_t reach() const { return i > c.first + far ? i - far : c.first; }
  template <class F>
  bool any_in(std::size_t from, std::size_t to, F holds) const {
    for (auto k = from; k < to; ++k)
      if (holds(k)) return true;
    return false;
  }
  Before look_back() const;
  bool close_to_verb(std::size_t negation) const;
  std::size_t none_of(std::size_t negation) const;  // where 没有外地来的租客 ends, 0: something else is denied
  bool only_tail(std::size_t at) const;             // nothing but 了, 的, 来 until the clause ends
  std::size_t cue_end(Cue what, std::size_t at) const;
  const DateExpr& day() const { return s.dates[std::size_t(s.tokens[std::size_t(date_)].data)]; }

  int date_;
  const Moment& written_;
  mutable std::optional<Before> before_;
};

}  // namespace linli::understanding
