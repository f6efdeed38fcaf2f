#include "bot/understanding/clauses.hpp"

#include <algorithm>

namespace linli::understanding {
namespace {

using enum WordKind;

// 303有人, 303 有人
bool of_room(const Scan& scan, std::size_t i) {
  if (i > 1 && scan.is(i - 1, Tok::separator) && scan.tokens[i - 1].gap == Gap::blank) return scan.is(i - 2, Tok::room);
  return i > 0 && scan.is(i - 1, Tok::room);
}

bool dwelling_told(const Scan& scan) {
  for (std::size_t k = 0; k < scan.tokens.size(); ++k)
    if (scan.is(k, Tok::room) || scan.word(k, own) || scan.word(k, spot)) return true;
  return false;
}

// 送快递的小鲍, 修车的老柏, 做保洁的秦阿姨, 卖鸡蛋那个房客: what somebody lives by, not what is spoken of.
bool occupation(const Scan& scan, std::size_t i) {
  bool of = scan.chars(scan.tokens[i]).back() == U'的';
  for (auto k = i + 1; k < scan.tokens.size() && k < i + 4; ++k) {
    if (of && (scan.is(k, Tok::renter) || scan.word(k, renter_word))) return true;
    if (scan.tokens[k].tok == Tok::separator || of) return false;
    auto said = scan.chars(scan.tokens[k]);
    bool that = said == U"那个" || said == U"那位" || said == U"这个" || said == U"那对";
    of = scan.word(k, de) || (that && scan.word(k + 1, renter_word));
    if ((scan.word(k, pronoun) || scan.is(k, Tok::people)) && (said.front() == U'那' || said.front() == U'这') && (k == i + 1 || (k == i + 2 && (scan.word(i + 1, goods) || scan.is(i + 1, Tok::unknown))))) return dwelling_told(scan);  // 送外卖那小伙昨晚到了，住301
  }
  return false;
}

// 三个搞装修的，后天到
bool trade_of_some(const Scan& scan, const Clause& clause, std::size_t i) {
  bool counted = false;
  for (auto k = clause.first; k < i; ++k) counted = counted || scan.is(k, Tok::people);
  auto end = i + 1;
  while (end < scan.tokens.size() && scan.is(end, Tok::unknown)) ++end;
  return counted && scan.word(end, de) && (end + 1 >= scan.tokens.size() || scan.tokens[end + 1].tok == Tok::separator);
}

// 来了我带伊去看房间: what the writer does with whoever has come.
bool then_i_do(const Scan& scan, std::size_t first, std::size_t i) {
  bool came = scan.word(first, come) || scan.word(first, arrive) || scan.word(first, back);
  if (!came || !scan.word(first + 1, le)) return false;
  for (auto k = first + 2; k < i && k < first + 5; ++k)
    if (scan.word(k, self) || scan.word(k, own)) return true;
  return false;
}

// 看厂里放不放人, 要看票抢不抢得到: what it hangs on is no question. A 不 or 没 between a word and itself, behind 看.
bool hangs_on(const Scan& scan, const Clause& clause) {
  auto begin = scan.tokens[clause.first].begin, end = scan.tokens[clause.last - 1].end;
  auto text = std::u32string_view(scan.text->chars).substr(begin, end - begin);
  auto at = text.substr(0, 8).find(U'看');
  bool a_look = at != text.npos && at + 1 < text.size() && (text[at + 1] == U'看' || text[at + 1] == U'一' || text[at + 1] == U'下');  // 看看…对不对
  if (at == text.npos || a_look || text.find(U'?') != text.npos || text.ends_with(U'吗') || text.ends_with(U'伐')) return false;
  auto before = text.substr(0, at);
  bool told = before.ends_with(U'讲') || before.ends_with(U'说');
  if (told) before = U"";
  for (std::u32string_view when : {U"哪天", U"几时", U"啥时候", U"啥辰光", U"什么时候", U"几号", U"怎么", U"哪能", U"咋"})
    if (before.size() < 3 && text.find(when, at) != text.npos) return true;
  for (std::u32string_view lead : {U"", U"要", U"得", U"还要", U"还得", U"就", U"就要", U"全", U"也要", U"也得", U"主要", U"主要是", U"关键", U"关键要", U"都要", U"都得", U"那要", U"那得", U"再", U"先", U"只好", U"说要", U"讲要"})
    if (before == lead)
      for (auto k = at + 2; k + 1 < text.size(); ++k)
        if ((text[k] == U'不' || text[k] == U'没' || text[k] == U'勿') && text[k - 1] == text[k + 1]) return true;
  return false;
}

// 吃好喜酒我7号到, 办完满月酒19号回来: what is over before somebody comes on a day.
bool over_first(const Scan& scan, std::size_t i) {
  auto from = scan.tokens[i].begin;
  auto text = std::u32string_view(scan.text->chars);
  bool over = from > 0 && std::u32string_view(U"好完罢过").find(text[from - 1]) != std::u32string_view::npos;
  bool feasts = std::u32string_view(U"吃喝办做忙").find(text[from]) != std::u32string_view::npos;
  over = over || (feasts && std::u32string_view(U"好完罢").find(text[std::min<std::size_t>(from + 1, text.size() - 1)]) != std::u32string_view::npos);
  bool day = false;
  for (auto k = i + 1; over && k < scan.tokens.size() && scan.tokens[k].tok != Tok::separator; ++k) {
    day = day || scan.is(k, Tok::date);
    if (scan.word(k, back) || scan.word(k, come) || scan.word(k, arrive)) return day;
  }
  return false;
}

// 住在表哥那边, 先在武昌舅舅家歇两夜: whose house somebody is in, not who comes.
bool host_kin(const Scan& scan, std::size_t first, std::size_t i) {
  auto text = std::u32string_view(scan.text->chars);
  auto rest = text.substr(scan.tokens[i].end, 3);
  bool house = scan.chars(scan.tokens[i]).back() == U'家';
  for (std::u32string_view at : {U"家", U"那边", U"那里", U"那儿", U"那头", U"这边", U"屋里", U"处", U"哪边"}) house = house || rest.starts_with(at);
  if (!house) return false;
  auto before = i;
  while (before > first && (scan.is(before - 1, Tok::place) || scan.word(before - 1, pronoun) || scan.word(before - 1, de) || (scan.word(before - 1, self) && before - 1 > first))) --before;
  if (before == first) return false;
  auto said = scan.chars(scan.tokens[before - 1]);
  return said.ends_with(U'在') || said.ends_with(U'住') || said.ends_with(U'到') || said.ends_with(U'去') || scan.word(before - 1, live);
}

// 廿二号早班车
bool early_bus(const Scan& scan, std::size_t i) {
  auto at = scan.tokens[i].begin;
  return scan.chars(scan.tokens[i]) == U"班车" && at > 0 && std::u32string_view(U"早晚夜头末").find(scan.text->chars[at - 1]) != std::u32string_view::npos;
}

// 一个人带只猫, 拎两箱苹果来: what the traveller brings.
bool brings_along(const Scan& scan, std::size_t first, std::size_t i) {
  auto at = scan.tokens[i].begin, from = scan.tokens[first].begin;
  auto& text = scan.text->chars;
  for (int steps = 0; at > from && steps < 3 && std::u32string_view(U"一两三几只条箱个点些着了大小袋包").find(text[at - 1]) != std::u32string_view::npos; ++steps) --at;
  bool carried = at > from && std::u32string_view(U"带抱牵拎背扛提捎携").find(text[at - 1]) != std::u32string_view::npos;
  if (!carried) return false;
  for (auto k = first; k < i; ++k)
    if (scan.is(k, Tok::people) || scan.is(k, Tok::date)) return true;
  return false;
}

// 20号走，21号到: one journey, told from there; 20号走，21号到南京 is none.
bool leaves_and_arrives(const Scan& scan, const Clause& clause, std::size_t i) {
  if (scan.chars(scan.tokens[i]) != U"走" || clause.date < 0 || i + 2 >= scan.tokens.size() || !scan.is(i + 1, Tok::separator) || scan.tokens[i + 1].gap >= Gap::line) return false;
  auto k = i + 2;
  bool day = false;
  for (; k < scan.tokens.size() && (scan.is(k, Tok::date) || scan.is(k, Tok::time) || small_word(scan.tokens[k])); ++k) day = day || scan.is(k, Tok::date);
  if (!day || k >= scan.tokens.size() || !scan.word(k, arrive)) return false;
  auto said = scan.chars(scan.tokens[k]);
  bool here = said == U"到" || said.find_first_of(U"沪海申") != said.npos;
  return here && (k + 1 >= scan.tokens.size() || scan.is(k + 1, Tok::separator));
}

// Nothing but small words until the next mark.
bool ends_clause(const Scan& scan, std::size_t i) {
  while (i < scan.tokens.size() && small_word(scan.tokens[i])) ++i;
  return i >= scan.tokens.size() || scan.tokens[i].tok == Tok::separator;
}

// 楼上那妹子, 302那个大姐: called so for want of a name; where in the house stands before 那.
bool called_by_place(const Scan& scan, std::size_t i) {
  if (i < 2) return false;
  auto that = scan.chars(scan.tokens[i - 1]);
  bool pointed = that == U"那" || that == U"那个" || that == U"这个" || that == U"那位";
  return pointed && (scan.word(i - 2, spot) || scan.is(i - 2, Tok::room)) && scan.tokens[i - 1].end == scan.tokens[i].begin;
}

// 楼上的到了, 西间的小两口不来了: whoever lives there.
bool one_there(const Scan& scan, std::size_t i) {
  if (scan.is(i + 1, Tok::people)) return true;  // 楼下夫妻俩
  if (i + 2 < scan.tokens.size() && called_by_place(scan, i + 2) && (scan.word(i + 2, relative) || scan.word(i + 2, companion) || scan.word(i + 2, person) || scan.word(i + 2, outsider))) return true;
  if (!scan.word(i + 1, de) || i + 2 >= scan.tokens.size()) return false;
  auto& t = scan.tokens[i + 2];
  bool verb = t.tok == Tok::word && (t.kind == back || t.kind == arrive || t.kind == come || t.kind == stay || t.kind == cancel || t.kind == leave || t.kind == neg_have || t.kind == neg_not || t.kind == done || t.kind == future);
  return verb || t.tok == Tok::date || t.tok == Tok::people || (t.tok == Tok::word && t.kind == filler && (scan.is(i + 3, Tok::date) || scan.word(i + 3, neg_have)));
}

// 住我家的那个, 住我这里三楼的小周: what follows the dwelling is whoever lives there.
bool lives_there(const Scan& scan, std::size_t i) {
  for (auto k = i + 1; k < scan.tokens.size() && k < i + 6; ++k) {
    auto& t = scan.tokens[k];
    if (t.tok == Tok::separator || t.tok == Tok::date || t.tok == Tok::people || scan.word(k, back) || scan.word(k, come) || scan.word(k, arrive)) return false;
    if (scan.word(k, de) || scan.chars(t).back() == U'的') return k + 1 < scan.tokens.size() && scan.tokens[k + 1].tok != Tok::separator;
  }
  return false;
}

// Words that some verb may have before it; looked for closely only where one of them stands at all.
void note_hints(std::u32string_view said, Clause& clause) {
  auto is = [&](auto... words) { return ((said == words) || ...); };
  clause.agreed |= is(U"说好", U"讲好", U"说定", U"定好", U"约好", U"约定", U"说好的", U"讲好的");
  clause.due |= is(U"该", U"本该", U"原定") || said.starts_with(U"应该");
  clause.waits |= said == U"等";
  clause.modal |= is(U"肯定", U"一定", U"再");
  clause.by_message |= is(U"微信", U"电话", U"短信") || said.ends_with(U"消息") || said.ends_with(U"信息");
}

void read_token(const Parsed& parsed, std::size_t i, Clause& clause) {
  auto& scan = parsed.scan;
  auto& roles = parsed.roles;
  auto fire = [&](std::string_view rule) { return parsed.rules.fire(rule); };
  auto& t = scan.tokens[i];
  if (t.aside && t.tok != Tok::room && t.tok != Tok::renter && !scan.word(i, own) && !scan.word(i, renter_word) && !scan.word(i, pronoun)) return;
  switch (t.tok) {
    case Tok::unknown: clause.unknown += t.end - t.begin; return;
    case Tok::room:
      if (roles[i] != Part_role::denied && clause.room < 0) clause.room = int(i);
      return;
    case Tok::renter:
      if (roles[i] == Part_role::host) clause.other_home = true;
      if (roles[i] == Part_role::plain && clause.name < 0) clause.name = int(i);
      if (i > clause.first && scan.word(i - 1, not_place)) {  // 单位老顾
        auto where = scan.chars(scan.tokens[i - 1]);
        if ((where == U"单位" || where == U"公司") && fire("clause.colleague")) clause.outsider = true;
      }
      return;
    case Tok::date:
      if (roles[i] == Part_role::plain && clause.date < 0) clause.date = int(i);
      return;
    case Tok::word: break;
    default: return;
  }
  note_hints(scan.chars(t), clause);
  switch (t.kind) {
    case own: clause.own = true; clause.renter = clause.renter || scan.chars(t).ends_with(U'客'); break;
    case renter_word: {  // 我是606租房的
      auto begin = scan.tokens[clause.first].begin;
      bool i_am = clause.self && scan.text->chars.compare(begin, 2, U"我是") == 0 && ends_clause(scan, i + 1) && scan.chars(t).back() == U'的';
      clause.renter = clause.renter || !(i_am && fire("clause.i_rent"));
      break;
    }
    case pronoun: {  // 湖南人, 回老家的人: nobody in particular
      bool kind_of = i > 0 && scan.chars(t) == U"人" && scan.tokens[i - 1].end == t.begin && (scan.tokens[i - 1].tok == Tok::place || scan.word(i - 1, de));
      bool tail = i > 0 && scan.chars(t) == U"人" && scan.tokens[i - 1].end == t.begin && (scan.tokens[i - 1].tok == Tok::unknown || scan.word(i - 1, title));  // 送人, 工人
      auto chars = std::u32string_view(scan.text->chars).substr(0, t.begin);
      bool some = scan.chars(t) == U"人" && chars.ends_with(U'个') && !chars.ends_with(U"那个") && !chars.ends_with(U"这个");  // 换个人, 找个人
      some = some || (scan.chars(t) == U"人" && (chars.ends_with(U'有') || chars.ends_with(U'没')));  // 还有人没睡吗
      bool nobody = (some && fire("clause.some_person")) || (kind_of && fire("clause.people_of")) || (tail && fire("clause.part_of_word"));
      clause.pronoun = clause.pronoun || !nobody;
      break;
    }
    case self:  // 住我三楼的那个: the writer's dwelling
      if (scan.chars(t) == U"我" && scan.is(i + 1, Tok::room) && fire("clause.my_room")) clause.own = true;
      else clause.self = true;
      break;
    case relative: case companion: {  // 老王家的儿子
      bool of_others = i >= 2 && scan.chars(scan.tokens[i - 1]).starts_with(U"家") && scan.is(i - 2, Tok::renter);
      of_others = of_others || (i >= 3 && scan.word(i - 1, de) && scan.chars(scan.tokens[i - 2]) == U"家" && scan.is(i - 3, Tok::renter));
      clause.outsider = clause.outsider || (of_others && fire("clause.family_of_others"));
      // 带老婆跟丈母娘, 他堂哥, 俺跟俺媳妇: somebody who comes along, or the renter's own
      auto along = [&](std::size_t k) { return scan.word(k, with_word) || scan.word(k, and_word); };
      bool of_renter = clause.renter || clause.name >= 0 || (i > clause.first && (scan.word(i - 1, pronoun) || along(i - 1)));
      of_renter = of_renter || (i > clause.first + 1 && scan.word(i - 1, self) && along(i - 2));
      bool escorts = scan.is(i + 1, Tok::unknown) && std::u32string_view(U"送接陪").find(scan.chars(scan.tokens[i + 1]).front()) != std::u32string_view::npos;  // 儿子送过来的
      bool drives = scan.word(i + 1, by) && scan.chars(scan.tokens[i + 1]).starts_with(U"开车") && (i + 2 >= scan.tokens.size() || scan.is(i + 2, Tok::separator) || scan.is(i + 2, Tok::people) || scan.word(i + 2, with_word) || scan.word(i + 2, pronoun));
      if (t.kind == relative && drives && fire("clause.kin_drives")) break;  // 我老公开车，带小孩一共三个人
      bool elder = std::u32string_view(U"叔姨伯婶爷奶哥姐嫂妈").find(scan.chars(t).back()) != std::u32string_view::npos && scan.chars(t).front() != U'我';
      bool spoken_to = elder && i == clause.first && i + 2 < scan.tokens.size() && scan.chars(scan.tokens[i + 1]) == U"我" && scan.is(i + 2, Tok::date);
      if (spoken_to && fire("clause.spoken_to")) break;  // 叔叔我明天回来
      if (t.kind != relative || (of_renter && fire("clause.family_of_renter")) || (escorts && fire("clause.escorted")) || (host_kin(scan, clause.first, i) && fire("clause.host_kin")) || (called_by_place(scan, i) && fire("clause.called_by_place"))) break;
      clause.relative = true;
      clause.guest = clause.guest || scan.words->value(t.value) == "guest";
      break;
    }
    case outsider: {
      if (occupation(scan, i) && fire("clause.occupation")) break;
      if (i == 0 && scan.is(1, Tok::separator) && scan.tokens[1].gap < Gap::stop && dwelling_told(scan) && fire("clause.outsider_greeted")) break;  // 领导，302小王25号回来
      if (scan.word(i + 1, de) && scan.word(i + 2, by) && fire("clause.car_of_another")) break;  // 老乡的小汽车
      if (i > clause.first && (scan.word(i - 1, spot) || scan.is(i - 1, Tok::room)) && scan.tokens[i - 1].end == t.begin && fire("clause.lives_there")) break;  // 楼上保洁阿姨
      bool of_renter = clause.renter || clause.name >= 0 || (i > 0 && scan.word(i - 1, pronoun));  // 他老乡小尚
      clause.outsider = clause.outsider || !(of_renter && fire("clause.outsider_of_renter"));
      break;
    }
    case other_home:
      if (scan.chars(t).ends_with(U'头') && (scan.word(i + 1, spot) || scan.is(i + 1, Tok::people) || scan.is(i + 1, Tok::number)) && fire("clause.spot_of_house")) break;  // 后头小间
      if (scan.chars(t).ends_with(U'头') && t.begin > scan.tokens[clause.first].begin && std::u32string_view(U"屋房楼宅院").find(scan.text->chars[t.begin - 1]) != std::u32string_view::npos && fire("clause.behind_the_house")) break;  // 老屋后头平房
      if (scan.chars(t) == U"有人" && of_room(scan, i) && ends_clause(scan, i + 1) && fire("clause.somebody_in")) break;  // 303有人
      if (scan.chars(t) == U"有人" && std::u32string_view(scan.text->chars).substr(t.end, 3) == U"来看房" && fire("clause.somebody_looks")) break;  // 12号有人来看房
      if (scan.chars(t) == U"隔壁" && t.begin > scan.tokens[clause.first].begin && !scan.is(i - 1, Tok::room) && std::u32string_view(U"间房堂梯井厕厅").find(scan.text->chars[t.begin - 1]) != std::u32string_view::npos && fire("clause.next_to_a_part")) break;  // 灶间隔壁
      if (scan.word(i + 1, said) && fire("clause.neighbour_says")) break;
      if (clause.relative && scan.chars(t).starts_with(U"我们") && t.begin > 0 && std::u32string_view(U"住到在进").find(scan.text->chars[t.begin - 1]) != std::u32string_view::npos && fire("clause.kin_in_our_house")) {  // 我弟弟要来住我们楼上
        clause.visits = true;
        break;
      }
      if (i + 1 < scan.tokens.size() && scan.chars(scan.tokens[i + 1]) == U"那个" && scan.chars(t).ends_with(U'头') && fire("clause.earlier_one")) break;  // 前头那个是停机的
      clause.other_home = true;
      break;
    case visits: {  // 住我家车库的小青年: who lives there, no visit
      auto said = scan.chars(t);
      bool of = said.front() == U'住' && said.find(U'我') != std::u32string_view::npos && lives_there(scan, i);
      if (of && fire("clause.lives_with_me")) clause.own = true;
      else clause.visits = true;
      break;
    }
    case live: {  // 住三天, 住到五一
      bool how_long = scan.is(i + 1, Tok::number) || scan.is(i + 1, Tok::date) || scan.is(i + 1, Tok::people) || scan.word(i + 1, arrive);
      bool where = scan.word(i + 1, spot) || scan.word(i + 1, own) || (scan.word(i + 1, self) && scan.tokens[i + 1].begin == t.end);
      clause.stays = clause.stays || (how_long && scan.chars(t).back() == U'住' && fire("clause.stays_so_long"));
      clause.stays = clause.stays || (where && scan.chars(t).back() == U'住' && fire("clause.stays_in_a_part"));  // 住阁楼, 住我店楼上
      break;
    }
    case spot: {
      bool one = one_there(scan, i) && fire("clause.one_there");
      clause.pronoun_of_spot = clause.pronoun_of_spot || one || scan.chars(t).ends_with(U'个') || scan.word(i + 1, filler);
      clause.pronoun = clause.pronoun || one;
      if (clause.spot < 0) clause.spot = int(i);
      break;
    }
      break;
    case leave:  // 明天一早开封走
      clause.depart = clause.depart || (leaves_and_arrives(scan, clause, i) && fire("clause.leaves_and_arrives"));
      clause.depart = clause.depart || (scan.chars(t) == U"走" && i > clause.first && scan.is(i - 1, Tok::place) && fire("clause.leaves_from"));
      break;
    case family_name: case address_end: clause.unknown += t.end - t.begin; break;
    case asking: {
      bool cut = scan.chars(t) == U"了没" && i + 1 < scan.tokens.size() && scan.tokens[i + 1].tok != Tok::separator;  // 登记了没拿到
      clause.asking = clause.asking || !(cut && fire("clause.asking_cut"));
      break;
    }
    case about:
      clause.about = true;
      for (auto k = t.begin + 1; k < t.end; ++k)  // 怎么登记 asks by itself
        clause.asking = clause.asking || (scan.words->longest(scan.text->chars, k, asking).length > 0 && fire("clause.asks_how"));
      break;
    case hypothetical: clause.hypothetical = true; break;
    case goods: clause.goods = clause.goods || !((occupation(scan, i) && fire("clause.deals_in_goods")) || (brings_along(scan, clause.first, i) && fire("clause.brings_along")) || (early_bus(scan, i) && fire("clause.early_bus"))); break;
    case chore: {
      bool of_another = ((occupation(scan, i) || trade_of_some(scan, clause, i)) && fire("clause.does_chores")) || (clause.waits && fire("clause.waits_for_chore")) || (then_i_do(scan, clause.first, i) && fire("clause.writer_does_it_then"));
      of_another = of_another || (over_first(scan, i) && fire("clause.over_first"));
      clause.chore = clause.chore || !of_another;
      break;
    }
    case news: {  // 跟群里说声 announces what comes
      bool to_group = i > clause.first && (scan.word(i - 1, with_word) || scan.word(i - 1, and_word) || scan.chars(scan.tokens[i - 1]) == U"给");
      clause.news = clause.news || !(to_group && fire("clause.tells_the_group"));
      break;
    }
    case former: clause.former = true; break;
    case forwarded: clause.forwarded = true; break;
    case quoting: {  // 单子上是这么写的: told of papers, after what they say
      auto before = std::u32string_view(scan.text->chars).substr(scan.tokens[clause.first].begin, t.begin - scan.tokens[clause.first].begin);
      bool papers = clause.before < Gap::stop && (before.ends_with(U"上") || before.ends_with(U"上是") || before.ends_with(U"上头") || before.ends_with(U"里") || before.ends_with(U"里是") || before.ends_with(U"也是"));
      bool after_report = papers && std::ranges::any_of(parsed.clauses, [](const Clause& c) { return c.told && c.date >= 0; });
      clause.quoting = clause.quoting || !(after_report && fire("clause.papers_say"));
      break;
    }
    case tip_open: clause.tip_open = true; break;
    case irregular: clause.irregular = true; break;
    case back: case arrive: case come: case vacant: case stay: case cancel: case away:
      clause.told = true;
      clause.pronoun = clause.pronoun || (t.kind == arrive && scan.chars(t).front() == U'人');  // 人到屋里了
      clause.stays = clause.stays || (scan.chars(t).find(U'住') != std::u32string_view::npos && fire("clause.comes_to_stay"));
      break;
    case hedge:
      clause.hedge = true;
      clause.unknown_date = clause.unknown_date || (leaves_open(scan, i, clause) && fire("clause.left_open"));
      break;
    case unknown_date: clause.unknown_date = true; break;
    case depart: clause.depart = true; break;
    case change_sign: case change_to: clause.change = true; break;
    default: break;
  }
}

}  // namespace

std::size_t lodger_of(const Scan& scan, std::size_t i) {
  constexpr std::u32string_view homes[] = {U"家里", U"家", U"屋里头", U"屋里", U"屋头", U"那里", U"那边", U"那儿", U"那头", U"楼上", U"楼下", U"隔壁", U"对门", U"对面"};
  std::u32string_view text = scan.text->chars;
  auto at = std::size_t(scan.tokens[i].end);
  bool home = false;
  for (auto word : homes)
    if (!home && text.substr(at).starts_with(word)) home = true, at += word.size();
  bool of = text.substr(at).starts_with(U"的");
  at += of;
  bool that = text.substr(at).starts_with(U"那个") || text.substr(at).starts_with(U"这个");
  at += that ? 2 : 0;
  if (!home && !of) return 0;
  auto k = i + 1;
  while (k < scan.tokens.size() && scan.tokens[k].end <= at) ++k;
  while (k < scan.tokens.size() && text[scan.tokens[k].begin] == U'姓' && !scan.is(k, Tok::renter)) ++k;
  bool lives_there = scan.word(k, renter_word) || (home && (of || that) && (scan.is(k, Tok::renter) || (scan.word(k, pronoun) && scan.chars(scan.tokens[k]) != U"人")));
  return lives_there ? k : 0;
}

bool leaves_open(const Scan& scan, std::size_t i, const Clause& clause) {
  if (scan.word(i, unknown_date)) return true;
  auto said = scan.chars(scan.tokens[i]);
  return scan.word(i, hedge) && clause.asking && clause.date < 0 && (said.ends_with(U'准') || said.ends_with(U"一定"));
}

namespace {

// 一个到了，另一个后天: a count in place of a name. What happens to those many, or their day, stands behind it.
bool some_of_them(const Scan& scan, const Clause& clause, std::size_t i) {
  auto& t = scan.tokens[i];
  std::size_t k = 0;
  if (t.tok == Tok::people && (t.rule == "people.bare" || t.rule == "people.count")) k = i + 1;
  else if (t.tok == Tok::number && i + 1 < scan.tokens.size() && scan.chars(scan.tokens[i + 1]) == U"个") k = i + 2;
  bool none = k < scan.tokens.size() && (scan.chars(scan.tokens[k]) == U"也" || scan.chars(scan.tokens[k]) == U"都");  // 一个也没回来
  if (k == 0 || none) return false;
  bool object = clause.count < 0 && i > clause.first && (scan.word(i - 1, le) || scan.word(i - 1, come) || scan.word(i - 1, back) || scan.word(i - 1, arrive) || scan.word(i - 1, with_word) || scan.word(i - 1, denied));
  if (object) return false;
  bool day = false;
  for (; k < scan.tokens.size() && scan.tokens[k].tok != Tok::separator; ++k) {
    auto& next = scan.tokens[k];
    day = day || next.tok == Tok::date;
    bool between = small_word(next) || next.tok == Tok::date || next.tok == Tok::time || scan.word(k, neg_have) || scan.word(k, neg_not);
    if (between) continue;
    bool first = scan.word(k, via_word) && scan.chars(next).starts_with(U"先");
    return first || scan.word(k, back) || scan.word(k, come) || scan.word(k, arrive) || scan.word(k, away) || scan.word(k, cancel) || scan.word(k, leave) || scan.word(k, stay);
  }
  return day;
}

}  // namespace

std::size_t comes_instead(const Scan& scan, std::size_t i) {
  if (!scan.word(i, change_to) || scan.chars(scan.tokens[i]).front() != U'换') return 0;
  auto k = i + 1;
  while (k < scan.tokens.size() && k < i + 4 && (scan.word(k, le) || scan.word(k, filler) || scan.chars(scan.tokens[k]) == U"新" || scan.chars(scan.tokens[k]) == U"新的")) ++k;
  while (k < scan.tokens.size() && k < i + 6 && (scan.word(k, pronoun) || scan.word(k, outsider) || (scan.word(k, renter_word) && scan.is(k + 1, Tok::renter)) || scan.chars(scan.tokens[k]) == U"老乡" || scan.chars(scan.tokens[k]) == U"朋友")) ++k;  // 换他老乡小牛
  bool somebody = scan.is(k, Tok::renter) || (scan.is(k, Tok::people) && scan.tokens[k].data > 0) || scan.word(k, renter_word) || scan.word(k, relative) || scan.word(k, companion);
  if (!somebody) return 0;
  auto next = k + 1;
  if (scan.is(k, Tok::people) && scan.is(next, Tok::place)) next += scan.word(next + 1, de) ? 2 : 1;  // 一对四川的
  while (next < scan.tokens.size() && (scan.word(next, le) || scan.word(next, ba) || scan.word(next, filler) || scan.is(next, Tok::people) || scan.word(next, future))) ++next;
  if (next >= scan.tokens.size() || scan.is(next, Tok::separator) || scan.is(next, Tok::date)) return k;
  bool moves = scan.word(next, come) || scan.word(next, back) || scan.word(next, arrive) || scan.word(next, live) || scan.word(next, visits) || scan.chars(scan.tokens[next]).starts_with(U'住');
  return moves ? k : 0;
}

namespace {

// 老王走了…: whether somebody left is told in the clause so far.
bool left(const Scan& scan, const Clause& clause, std::size_t end) {
  for (auto i = clause.first; i < end && i < clause.first + 12; ++i)
    if (scan.word(i, leave)) return true;
  return false;
}

// 小王15号回小李16号回: a second person begins another clause, without any mark.
bool another_subject(const Parsed& parsed, const Clause& clause, std::size_t i) {
  auto& scan = parsed.scan;
  auto& roles = parsed.roles;
  auto fire = [&](std::string_view rule) { return parsed.rules.fire(rule); };
  auto& t = scan.tokens[i];
  if (clause.count >= 0 && std::size_t(clause.count) + 2 < i && clause.told && some_of_them(scan, clause, i)) return fire("clause.rest_of_them");
  if ((clause.name >= 0 || left(scan, clause, i)) && i > clause.first)
    if (auto who = comes_instead(scan, i); who > 0) {
      bool same = clause.name >= 0 && scan.is(who, Tok::renter) && scan.texts[std::size_t(scan.tokens[std::size_t(clause.name)].data)] == scan.texts[std::size_t(scan.tokens[who].data)];
      if (!same) return fire("clause.comes_instead");
    }
  if (scan.word(i, spot) && clause.spot >= 0) return clause.told && scan.chars(scan.tokens[std::size_t(clause.spot)]) != scan.chars(t) && fire("clause.next_spot");
  if (t.tok == Tok::renter && roles[i] == Part_role::plain && clause.name >= 0)
    return (clause.date >= 0 || clause.told || left(scan, clause, i)) && scan.texts[std::size_t(scan.tokens[std::size_t(clause.name)].data)] != scan.texts[std::size_t(t.data)] && fire("clause.next_name");
  if (t.tok == Tok::room && roles[i] != Part_role::denied && clause.room >= 0 && (clause.date >= 0 || clause.told || (clause.unknown_date && fire("clause.next_room_after_open"))))
    return scan.texts[std::size_t(scan.tokens[std::size_t(clause.room)].data)] != scan.texts[std::size_t(t.data)] && fire("clause.next_room");
  return false;
}

}  // namespace

bool small_word(const Token& t) {
  if (t.tok != Tok::word) return false;
  switch (t.kind) {
    case filler: case ba: case future: case done: case hedge: case de: case le: case ticket: case spot: return true;
    default: return false;
  }
}

std::size_t next_said(const Scan& scan, std::size_t i, std::size_t end) {
  while (i < end && (small_word(scan.tokens[i]) || (scan.tokens[i].tok == Tok::separator && scan.tokens[i].gap == Gap::blank))) ++i;
  return i;
}

// 楼上501: not the writer's, unless 我家 stands before it.
bool neighbours_room(const Scan& scan, std::size_t i) {
  if (!scan.is(i, Tok::room) || i == 0 || scan.tokens[i].begin != scan.tokens[i - 1].end) return false;
  auto said = scan.chars(scan.tokens[i - 1]);
  return said == U"楼上" || said == U"楼下";
}

void find_clauses(Parsed& parsed) {
  auto& tokens = parsed.scan.tokens;
  Clause now;
  auto close = [&](std::size_t end) {
    now.last = end;
    if (now.last > now.first) parsed.clauses.push_back(now);
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].tok == Tok::separator) {
      close(i);
      Gap gap = tokens[i].gap;
      while (i + 1 < tokens.size() && tokens[i + 1].tok == Tok::separator) gap = std::max(gap, tokens[++i].gap);
      now = Clause{};
      now.first = i + 1;
      now.before = gap;
      continue;
    }
    bool emoji = i > now.first && parsed.scan.word(i, thanks) && !is_han(parsed.scan.chars(tokens[i]).front());
    if (emoji && i + 1 < tokens.size() && tokens[i + 1].tok != Tok::separator && parsed.rules.fire("clause.after_thanks")) {  // 麻烦大家了🙏我家小丁
      close(i);
      now = Clause{};
      now.first = i + 1;
      now.before = Gap::stop;
      continue;
    }
    if (another_subject(parsed, now, i)) {
      close(i);
      now = Clause{};
      now.first = i;
      now.before = Gap::comma;
    }
    if (now.count < 0 && !now.told && some_of_them(parsed.scan, now, i) && parsed.rules.fire("clause.some_of_them")) now.count = int(i);
    read_token(parsed, i, now);
    bool named = tokens[i].tok == Tok::renter && parsed.roles[i] == Part_role::plain;
    bool owned = named || parsed.scan.word(i, own) || parsed.scan.word(i, renter_word);
    bool of_room = tokens[i].tok == Tok::room && parsed.scan.word(i + 1, de);  // 401的我看朋友圈…
    owned = owned || of_room;
    if (owned) parsed.flags.own_at = std::min(parsed.flags.own_at, tokens[i].begin);
    if (parsed.scan.word(i, news) && !tokens[i].aside) parsed.flags.news_at = std::min(parsed.flags.news_at, tokens[i].begin);
    if (tokens[i].tok == Tok::word && !tokens[i].aside) {
      parsed.flags.kin |= tokens[i].kind == companion || tokens[i].kind == relative;
      parsed.flags.human_words += tokens[i].kind == human;
    }
    if (neighbours_room(parsed.scan, i) && !now.own && parsed.rules.fire("clause.room_above")) now.other_home = true;
  }
  close(tokens.size());
  for (std::size_t k = 1; k < parsed.clauses.size(); ++k) {  // 502 空, 401 走了
    auto &c = parsed.clauses[k], &before = parsed.clauses[k - 1];
    bool alone = before.room == int(before.first) && before.last == before.first + 1 && c.room < 0 && c.before < Gap::stop;
    if (alone && parsed.rules.fire("clause.room_before_it")) c.room = before.room;
  }
  for (auto& c : parsed.scan.cues) parsed.flags.cues.add(c.cue);
  auto cue = parsed.scan.cues.begin();
  for (auto& c : parsed.clauses) {
    for (auto end = tokens[c.last - 1].end; cue != parsed.scan.cues.end() && cue->begin < end; ++cue)
      if (cue->begin >= tokens[c.first].begin) c.cues.add(cue->cue);
    if (hangs_on(parsed.scan, c) && parsed.rules.fire("clause.hangs_on")) c.depends = true, c.asking = c.about = c.chore = false, c.unknown = 0;
    c.visits |= c.stays && parsed.flags.kin && parsed.rules.fire("clause.family_stays");
    parsed.flags.spots += c.spot >= 0;
    parsed.flags.counts += c.count >= 0;
    parsed.flags.goods |= c.goods;
    parsed.flags.chore |= c.chore;
    parsed.flags.news |= c.news;
    parsed.flags.forwarded |= c.forwarded;
    parsed.flags.quoting |= c.quoting;
  }
}

}  // namespace linli::understanding
