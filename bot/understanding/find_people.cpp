// How many are coming, as a small grammar: counted groups (五口人, 娘儿三个, 两男一女, 就他自己), companions (带老婆跟丈母娘), what is added to a
// group (夫妻俩带只小囡) and totals that make up for it all (连小囡四个). Relations and their head counts are config/lexicon/people.toml.
#include <array>

#include "bot/understanding/dates.hpp"
#include "bot/understanding/numbers.hpp"
#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

struct Counted {  // a number of people
  std::size_t end{};
  int n{};
  bool bare{};   // nothing says that it counts people: 三个
  bool child{};  // 两个小囡
};
struct Group {
  std::size_t end{};
  int n{};
  bool weak{};
  bool closed{};  // a total: nothing is added to it
};

class People {
 public:
  People(std::u32string_view s, std::size_t at, const Words& words, const Rules& rules) : s_(s), at_(at), words_(words), by_rule_(rules) {}
  std::optional<Found_count> find() const;

 private:
  char32_t look(std::size_t i) const { return i < s_.size() ? s_[i] : 0; }
  bool said(std::size_t i, std::u32string_view word) const { return s_.substr(std::min(i, s_.size()), word.size()) == word; }
  // The length of the first of `options` that stands at `i`; longer ones come first.
  std::size_t any(std::size_t i, std::initializer_list<std::u32string_view> options) const {
    for (auto o : options)
      if (said(i, o)) return o.size();
    return 0;
  }
  std::size_t any_of(std::size_t i, std::u32string_view characters) const { return look(i) != 0 && characters.find(look(i)) != characters.npos ? 1 : 0; }
  std::size_t word(std::size_t i, WordKind kind) const { return words_.longest(s_, i, kind).length; }
  bool ends(std::size_t i) const { auto c = look(i); return c == 0 || (!is_han(c) && !is_latin(c) && !is_digit(c)); }

  std::optional<Number> small_number(std::size_t i) const {
    auto n = number_at(s_, i);
    if (!n || n->value < 1 || n->value > 60 || n->digits > 2 || (n->style == Number::Style::spelled && n->digits > 1)) return {};
    return n;
  }
  // 两, 2, 俩, 仨: how many, where it ends
  std::optional<Number> grouped_number(std::size_t i) const {
    if (look(i) == U'俩' || look(i) == U'仨') return Number{look(i) == U'俩' ? 2 : 3, 1, Number::Style::spelled, 1};
    return small_number(i);
  }
  std::size_t human(std::size_t i) const {  // 人, but not 人民, 人次
    if (look(i) == U'人' && !any_of(i + 1, U"次民家间份均头座生才")) return 1;
    return word(i, person);
  }

  std::optional<Counted> counted(std::size_t i) const {
    int n = look(i) == U'俩' ? 2 : look(i) == U'仨' ? 3 : 0;
    if (n > 0) {
      ++i;
      if (auto k = human(i)) return Counted{i + k, n, false, false};
      if (auto k = word(i, child)) return Counted{i + k, n, false, true};
      return Counted{i, n, true, false};
    }
    auto number = small_number(i);
    if (!number) return {};
    n = int(number->value);
    i += number->length;
    if (auto k = human(i)) return Counted{i + k, n, false, false};
    if (look(i) == U'口') {
      auto k = any(i + 1, {U"人", U"子", U"之家"});
      if (k == 0 && (n < 2 || any_of(i + 1, U"锅缸井气水饭")) && by_rule_.fire("people.mouth_of_a_thing")) return {};  // 一口锅
      return Counted{i + 1 + k, n, false, false};
    }
    if (said(i, U"家头")) return Counted{i + 2, n, false, false};
    if (auto k = word(i, child); k > 0 && n < 7) return Counted{i + k, n, false, true};
    if (!any_of(i, U"个位名只")) return {};
    if (look(i) == U'位' && n == 1 && (is_han(look(i + 1)) || is_han(s_[at_])) && by_rule_.fire("people.somebody")) return {};  // 有一位回来
    bool beast = look(i) == U'只';
    ++i;
    auto k = i;
    if (auto h = human(k); h > 0 && !beast) return Counted{k + h, n, false, false};
    if (auto from = word(k, place); from > 0 && human(k + from) > 0) return Counted{k, n, false, false};  // 两个山东人
    if (auto c = word(i, child)) return Counted{i + c, n, false, true};
    if (beast) return {};
    return Counted{i, n, true, false};
  }

  // 老婆, 他老婆, 俩娃, 两个徒弟: how many, and where it ends
  std::optional<Counted> member(std::size_t i) const {
    i += any(i, {U"自己", U"自家"});
    i += any_of(i, U"他她我俺伊咱") ? 1 : 0;
    i += any(i, {U"们", U"家"});
    auto from = i;
    if (auto c = counted(i); c && !c->bare) return c;
    int n = 1;
    if (look(i) == U'俩' || look(i) == U'仨') n = look(i) == U'俩' ? 2 : 3, ++i;
    else if (auto number = small_number(i); number && any_of(i + number->length, U"个只位名")) n = int(number->value), i += number->length + 1;
    else i += any_of(i, U"个只");
    if (any_of(i, U"小大老") && word(i, companion) == 0 && word(i, child) == 0 && word(i, person) == 0) ++i;  // 小儿子
    bool fowl = any_of(i + word(i, companion), U"鸡鸭鹅狗猫猪羊牛鱼") > 0 && by_rule_.fire("people.fowl");  // 两只老母鸡
    if (auto k = word(i, companion); k > 0 && !fowl) return Counted{i + k, n * words_.count(words_.longest(s_, i, companion)), false, false};
    if (auto k = word(i, child)) return Counted{i + k, n, false, true};
    if (auto k = word(i, person); k > 0 && look(i) != U'人') return Counted{i + k, n, false, false};
    auto pair = words_.longest(s_, i, kin_pair);
    if (pair.length > 0 && words_.count(pair) == 2) return Counted{i + pair.length, 2, false, false};
    (void)from;
    return {};
  }
  std::size_t joins(std::size_t i) const { return any_of(i, U"和跟与同、及加"); }
  std::optional<Counted> members(std::size_t i) const {
    auto first = member(i);
    if (!first) return {};
    for (int k = 0; k < 4; ++k) {
      auto j = first->end + joins(first->end);
      j += any(j, {U"带着", U"带"});
      auto all = j == first->end ? counted(j) : std::nullopt;  // 跟老婆两家头: what they come to
      auto more = all && !all->child ? std::nullopt : member(j);
      if (!more) break;
      first->end = more->end;
      first->n += more->n;
    }
    return first;
  }
  // 一共四个: what the parts come to
  std::optional<Counted> total(std::size_t i) const {
    auto k = any(i, {U"一共", U"总共", U"合计", U"共计", U"拢共", U"统共", U"加起来", U"共"});
    if (k == 0) return {};
    k += any(i + k, {U"有", U"是", U"来"});
    return counted(i + k);
  }

  // The rules of groups, each from `at_`.
  std::optional<Group> phrase() const;         // 就他自己, 小两口: whole phrases of the vocabulary
  std::optional<Group> alone() const;          // 就小芦自己, 光我一个
  std::optional<Group> mixed() const;          // 两大一小, 两男一女, 2个大人1个小孩
  std::optional<Group> household() const;      // 一家老小五口
  std::optional<Group> pairs() const;          // 那对夫妻, 一对小年轻
  std::optional<Group> kin() const;            // 娘儿三个, 三兄弟, 夫妻
  std::optional<Group> together() const;       // 一道来的有六个, 总共三个
  std::optional<Group> inclusive() const;      // 连小囡四个, 加上孩子一共四个
  std::optional<Group> companions() const;     // 带两个徒弟, 跟老婆两个
  std::optional<Group> companions_too() const; // 老婆孩子都来, 他女朋友也来
  std::optional<Group> plural() const;         // 我们三个
  std::optional<Group> people_counted() const; // 三个人, 五个工友, 4口
  std::optional<Group> described() const;      // 四个不认得的人
  std::optional<Group> by_trade() const;       // 两个做油漆的
  std::optional<Group> bare() const;           // 三个, where nothing else can be counted
  std::optional<Group> pictures() const;       // 👨👩👧
  bool minds(std::size_t from, std::size_t to) const;
  void add(Group& group, bool told) const;                // 带只小囡, 外加一个徒弟

  struct Rule {
    std::string_view name;
    std::optional<Group> (People::*read)() const;
  };
  static constexpr std::size_t rule_count = 16;
  static const std::array<Rule, rule_count> rules_;

  std::u32string_view s_;
  std::size_t at_;
  const Words& words_;
  const Rules& by_rule_;
};

const std::array<People::Rule, People::rule_count> People::rules_{{
    {"people.word", &People::phrase},
    {"people.alone", &People::alone},
    {"people.big_and_small", &People::mixed},
    {"people.household", &People::household},
    {"people.pair", &People::pairs},
    {"people.kin", &People::kin},
    {"people.together", &People::together},
    {"people.inclusive", &People::inclusive},
    {"people.companions", &People::companions},
    {"people.companions_too", &People::companions_too},
    {"people.plural", &People::plural},
    {"people.count", &People::people_counted},
    {"people.described", &People::described},
    {"people.by_trade", &People::by_trade},
    {"people.bare", &People::bare},
    {"people.pictures", &People::pictures},
}};

std::optional<Group> People::phrase() const {
  auto hit = words_.longest(s_, at_, WordKind::people);
  if (hit.length == 0 || words_.longest(s_, at_).length > hit.length) return {};
  if (auto self = alone(); self && self->end > at_ + hit.length) return {};  // 就他自个儿
  if (auto longer = counted(at_); longer && longer->end > at_ + hit.length) return {};  // 一人 of 一人一间 stays
  auto end = at_ + hit.length;
  bool does = words_.count(hit) == 1 && any_of(end - 1, U"他她我伊") > 0 && any_of(end, U"报说讲登填发租家屋那这住们") > 0;  // 就我报过的502
  if (does && by_rule_.fire("people.only_one_who_does")) return {};
  if (words_.count(hit) == 1 && any_of(end - 1, U"他她伊") > 0)  // 就她娘俩
    if (auto those = People(s_, end, words_, by_rule_).kin(); those && those->n > 1 && by_rule_.fire("people.only_those")) return those;
  if (words_.count(hit) == 1 && joins(end) > 0)  // 就他跟他老婆
    if (auto who = members(end + joins(end))) return Group{who->end, who->n + 1, false, false};
  return Group{end, words_.count(hit), false, false};
}

std::optional<Group> People::alone() const {
  auto k = any(at_, {U"只有", U"就是", U"就", U"只", U"光", U"单", U"仅", U"独"});
  auto i = at_ + k;
  auto who = any(i, {U"本人", U"他们", U"她们"});
  if (who == 2 && look(i) == U'本') return k > 0 ? std::optional(Group{i + 2, 1, false, true}) : std::nullopt;
  if (who == 2) return {};
  if (any_of(i, U"他她我俺伊咱")) ++i;
  else if (k == 0) {  // 就小芦自己: the name was read before
    auto before = [&](std::size_t n) { return at_ >= n ? s_[at_ - n] : char32_t(0); };
    bool named = (before(2) == U'小' || before(2) == U'老' || before(2) == U'阿') && (before(3) == U'就' || before(3) == U'只' || before(3) == U'光' || before(3) == U'有');
    auto self = named ? any(i, {U"自个儿", U"自己一个", U"自己", U"自家", U"本人", U"一个人", U"一人", U"一个"}) : 0;
    if (self == 0) return {};
    return Group{i + self, 1, false, true};
  }
  auto self = any(i, {U"自个儿", U"自个", U"自己", U"自家", U"本人", U"独个", U"单独", U"一家头"});
  i += self;
  auto one = any(i, {U"一个人", U"1个人", U"一个", U"1个", U"一人", U"1人"});
  if (self == 0 && one == 0) return {};
  if (one == 0 && k == 0) return {};  // 他自己开车
  bool thing = one > 0 && any_of(i + one, U"字电信消招音口屁念") > 0;  // 伊自己一个字没提
  if (thing && by_rule_.fire("people.one_of_a_thing")) return {};
  if (one > 0 && k == 0 && self == 0 && look(i + one - 1) != U'人') return {};
  return Group{i + one, 1, false, true};
}

std::optional<Group> People::mixed() const {
  auto i = at_;
  int sum = 0, parts = 0;
  for (; parts < 3; ++parts) {  // 大人两个小孩一个
    auto j = i + (parts > 0 ? any_of(i, U" ,、") : 0);
    auto k = any(j, {U"大人", U"成人", U"男的", U"女的"});
    if (k == 0) k = word(j, child);
    if (k == 0 && !is_digit(look(j + 2)) && grouped_number(j + 1)) k = any_of(j, U"男女大小");  // 男2女1
    auto n = k > 0 ? grouped_number(j + k) : std::nullopt;
    if (!n) break;
    i = j + k + n->length;
    i += any_of(i, U"个名位");
    sum += int(n->value);
  }
  if (parts > 1) return Group{i, sum, false, false};
  i = at_, sum = parts = 0;
  while (parts < 4) {
    auto j = i;
    if (parts > 0) {
      j += any_of(j, U" ,、+加和带跟领");
      j += any_of(j, U"着上");
    }
    auto n = grouped_number(j);
    if (!n) break;
    j += n->length;
    bool measure = any_of(j, U"个名位") > 0;
    j += measure ? 1 : 0;
    auto k = any(j, {U"大人", U"成年人", U"成人", U"男的", U"女的", U"男人", U"女人", U"老人", U"大的", U"小的", U"老的"});
    if (k == 0) k = word(j, child);
    if (k == 0 && !measure) k = any_of(j, U"大小男女老少");
    if (k == 0) break;
    i = j + k;
    sum += int(n->value);
    ++parts;
  }
  if (parts == 0) return {};
  bool grown = parts == 1 && s_.substr(at_, i - at_).find(U'人') != s_.npos && (s_[i - 1] == U'人') && s_[i - 2] != U'小';
  if (parts < 2 && !grown) return {};
  return Group{i, sum, false, false};
}

std::optional<Group> People::household() const {
  auto k = any(at_, {U"一家子", U"一家门", U"一大家子", U"全家", U"一家", U"合家", U"阖家", U"一行", U"拖家带口"});
  if (k == 0) return {};
  auto i = at_ + k;
  i += any(i, {U"老老小小", U"老小", U"大小", U"上下", U"老"});
  i += any_of(i, U" ,");
  i += any(i, {U"一共", U"总共", U"共"});
  auto n = counted(i);
  if (!n || (n->bare && said(at_, U"一行") == false && n->n < 2)) return {};
  return Group{n->end, n->n, false, true};
}

std::optional<Group> People::pairs() const {
  auto i = at_;
  int n = look(i) == U'两' || look(i) == U'俩' ? 4 : 2;
  bool told = any_of(i, U"一那这有来住两俩") > 0;
  if (!told && !(i > 0 && look(i) == U'对' && std::u32string_view(U"来了着住有个是").find(s_[i - 1]) != std::u32string_view::npos)) return {};
  i += told ? 1 : 0;
  i += told ? any_of(i, U"了着") : 0;
  if (look(i) != U'对') return {};
  ++i;
  auto who = std::max(word(i, kin_pair), word(i, person));
  if (who < 2) who = any_of(i, U"小老") > 0 ? std::max(word(i + 1, kin_pair), word(i + 1, person)) + 1 : 0;
  if (who < 2) return {};
  return Group{i + who, n, false, false};
}

std::optional<Group> People::kin() const {
  if (auto n = counted(at_); !n || n->bare) {  // 三兄弟, 俩姐妹
    auto number = small_number(at_);
    std::size_t i = at_;
    int count = 0;
    if (look(at_) == U'俩' || look(at_) == U'仨') count = look(at_) == U'俩' ? 2 : 3, i = at_ + 1;
    else if (number) count = int(number->value), i = at_ + number->length, i += any_of(i, U"个");
    if (count == 1 && said(at_, U"一对")) return {};
    if (count > 1)
      if (auto pair = words_.longest(s_, i, kin_pair); pair.length > 1) return Group{i + pair.length, count, false, false};
  }
  auto i = at_;
  auto pair = words_.longest(s_, i, kin_pair);
  if (pair.length == 0 || words_.longest(s_, i).length > pair.length) return {};
  i += pair.length;
  auto j = i + any_of(i, U"儿们");
  if (auto n = counted(j); n && n->n < 10 && n->n > 1 && !n->child) return Group{n->end + any_of(n->end, U"儿"), n->n, false, false};
  if (said(i, U"双双")) return Group{i + 2, 2, false, false};
  bool cared_for = at_ > 0 && std::u32string_view(U"帮给替陪看").find(s_[at_ - 1]) != std::u32string_view::npos;  // 帮爷娘种大蒜
  if (words_.count(pair) == 2 && !(cared_for && by_rule_.fire("people.cared_for"))) return Group{i, 2, false, false};
  return {};
}

std::optional<Group> People::together() const {
  if (any(at_, {U"一道来的还有", U"一起来的还有", U"一道回的还有", U"一起回来的还有"}) > 0 && by_rule_.fire("people.besides_them"))
    if (auto more = member(at_ + any(at_, {U"一道来的还有", U"一起来的还有", U"一道回的还有", U"一起回来的还有"}))) return Group{more->end, more->n + 1, false, true};
  auto k = any(at_, {U"一道", U"一起", U"一同", U"一路", U"同行", U"一块儿", U"一块"});
  if (k > 0) {
    auto i = at_ + k;
    i += any(i, {U"过来的", U"回来的", U"来的", U"走的", U"过来", U"回来", U"来"});
    i += any_of(i, U"有是");
    if (auto n = total(i)) return Group{n->end, n->n, false, true};
    if (auto n = counted(i); n && i > at_ + k) return Group{n->end, n->n, false, true};
    return {};
  }
  // 同来的还有两个老乡, 另有两个徒弟同来: one more than they are
  auto besides = any(at_, {U"同来的还有", U"同来的有", U"一道来的还有", U"一起来的还有", U"同行的还有", U"一同来的还有", U"另有", U"还有"});
  auto more = besides > 0 ? member(at_ + besides) : std::nullopt;
  bool with = more && (besides > 2 || any(more->end, {U"同来", U"一道", U"一起", U"一同", U"同行", U"一块", U"跟着来"}) > 0);
  if (with && by_rule_.fire("people.besides")) return Group{more->end, more->n + 1, false, true};
  // 小王还有他老乡25号到: the two of them
  bool both = besides == 2 && more && any_of(at_ + 2, U"他她伊") > 0 && at_ > 1 && is_han(s_[at_ - 1]) && std::u32string_view(U"小老阿").find(s_[at_ - 2]) != std::u32string_view::npos;
  auto verb = both ? words_.longest(s_, more->end).kind : goods;
  both = both && (find_date(s_, std::min(more->end, s_.size() - 1), words_, by_rule_) || verb == come || verb == WordKind::back || verb == arrive);
  if (both && by_rule_.fire("people.both_named")) return Group{more->end, more->n + 1, false, true};
  // 正月二十回来，还有他弟弟: one more, in a clause of his own
  bool his = besides == 2 && more && any_of(at_ + 2, U"他她伊") > 0 && ends(more->end) && !find_date(s_, std::min(more->end + 1, s_.size()), words_, by_rule_);
  if (his && by_rule_.fire("people.one_of_his_too")) return Group{more->end, more->n + 1, true, true};
  if (auto n = total(at_); n && !n->child) {
    if (words_.longest(s_, n->end).kind == renter_word && by_rule_.fire("people.all_renters")) return {};  // 一共三个租客
    return Group{n->end, n->n, n->bare, true};
  }
  return {};
}

std::optional<Group> People::inclusive() const {
  auto k = any(at_, {U"连带", U"连同", U"连上", U"连", U"加上", U"算上", U"包括", U"带上", U"外加"});
  if (k == 0) return {};
  auto who = members(at_ + k);
  if (!who) return {};
  auto i = who->end;
  i += any(i, {U"在内", U"都算上"});
  i += any_of(i, U" ,");
  if (auto n = total(i)) return Group{n->end, n->n, false, true};
  auto n = counted(i);
  if (!n || n->n <= who->n) return {};
  return Group{n->end, n->n, false, true};
}

std::optional<Group> People::companions() const {
  auto with = words_.longest(s_, at_, with_word);
  auto before = s_.substr(at_ > 1 ? at_ - 2 : 0, at_ > 1 ? 2 : at_);
  bool for_me = s_[at_] == U'带' && (before == U"帮我" || before == U"给我" || before == U"替我" || before == U"帮忙" || before == U"帮他" || before == U"帮她");  // 来帮我带小囡
  bool helps = for_me || (at_ > 0 && s_[at_ - 1] == U'帮');
  if (with.length == 0 || (helps && by_rule_.fire("people.lends_a_hand"))) return {};  // 帮带小孩
  auto i = at_ + with.length;
  i += any_of(i, U"着了上");
  if (auto age = number_at(s_, i); age && age->value < 100) {  // 带18岁的儿子
    auto of = i + age->length + any_of(i + age->length, U"多来");
    if (said(of, U"岁") && by_rule_.fire("people.companion_of_an_age")) i = of + 1 + any(of + 1, {U"大的", U"的"});
  }
  auto who = members(i);
  if (!who) return {};
  i = who->end;
  bool soft = any_of(at_, U"和跟同连") > 0;  // 跟老婆商量
  bool talk = words_.longest(s_, i, WordKind::said).length > 0 || any_of(i, U"说讲商联打吵聊的一家视") > 0;
  if (soft && talk && !said(i, U"一起") && !said(i, U"一道") && by_rule_.fire("people.talks_with")) return {};
  bool alike = soft && any(i, {U"生日", U"同岁", U"同年", U"同一", U"同名", U"同姓", U"同班", U"同学", U"同龄", U"差不多", U"认识", U"认得", U"熟", U"关系", U"有缘"}) > 0;
  if (alike && by_rule_.fire("people.compared")) return {};  // 和我儿子生日同一天
  if (look(i) == U'呢' && by_rule_.fire("people.looks_after")) return {};  // 她带孙子呢
  bool there = (at_ > 0 && any_of(at_ - 1, U"家里头边") > 0) || (s_[at_] == U'带' && ends(i) && minds(at_ + with.length, i));
  if (!soft && there && by_rule_.fire("people.busy_there")) return {};  // 我在女儿家带小孩
  if (soft && any(i, {U"拼车", U"拼一部车", U"拼个车", U"搭车", U"顺风车", U"的车", U"的顺风车", U"包车", U"合拼"}) > 0 && by_rule_.fire("people.shares_a_car")) return {};  // 跟老乡拼车
  i += any(i, {U"一起", U"一道", U"一共", U"总共"});
  if (auto n = counted(i); n && n->n > who->n && n->n < 20) return Group{n->end, n->n, false, true};  // 跟老婆两个
  return Group{i, who->n + 1, true, false};
}

// 还在黔江带孙子: what keeps somebody where they are
bool People::minds(std::size_t from, std::size_t to) const {
  if (word(from, child) != to - from && word(from, companion) != to - from) return false;
  for (auto i = at_; i-- > 0 && at_ - i < 8 && is_han(s_[i]);) {
    if (std::u32string_view(U"回来到").find(s_[i]) != std::u32string_view::npos) return false;
    if (s_[i] == U'在') return true;
  }
  return false;
}

std::optional<Group> People::companions_too() const {
  auto who = members(at_);
  if (!who || words_.longest(s_, at_, companion).length + words_.longest(s_, at_ + 1, companion).length == 0) return {};
  auto i = who->end;
  bool also = any_of(i, U"都也") > 0;
  auto verb = i + (also ? 1 : 0);
  verb += any(verb, {U"要", U"会", U"准备", U"打算"});
  bool all = any(verb, {U"一起", U"一道", U"一同", U"一块", U"同来"}) > 0;
  bool moves = also && any(verb, {U"来", U"回", U"过来", U"跟", U"到", U"同", U"带"}) > 0;
  if (!all && !moves) return {};
  return Group{also ? i + 1 : i, who->n + 1, true, false};
}

std::optional<Group> People::plural() const {
  auto k = any(at_, {U"他们", U"她们", U"我们", U"咱们", U"你们", U"俺们", U"伊拉", U"阿拉", U"咱", U"俺", U"他", U"她", U"我"});
  if (k == 0) return {};
  bool one = k == 1;
  auto n = counted(at_ + k);
  if (!n || n->n < 2 || n->child || (one && look(at_ + k) != U'俩' && look(at_ + k) != U'仨')) return {};
  return Group{n->end, n->n, false, false};
}

std::optional<Group> People::people_counted() const {
  auto n = counted(at_);
  if (!n || n->bare || n->child) return {};
  return Group{n->end, n->n, false, false};
}

std::optional<Group> People::described() const {
  auto n = counted(at_);
  if (!n || !n->bare) return {};
  constexpr std::size_t longest = 8;
  for (auto i = n->end; i < n->end + longest && is_han(look(i)); ++i) {
    if (look(i) == U'人' || is_han_number(look(i)) || words_.longest(s_, i, renter_word).length > 0) return {};
    if (look(i) == U'的' && i > n->end && human(i + 1) > 0) return Group{i + 1 + human(i + 1), n->n, false, false};
  }
  return {};
}

std::optional<Group> People::by_trade() const {
  auto n = counted(at_);
  if (!n || !n->bare || n->n < 2 || !any_of(n->end, U"做搞跑送开卖修装干打烧贴刷砌当学剃理拖拎背扛")) return {};
  for (auto i = n->end + 1; i < n->end + 6 && is_han(look(i)) && !is_han_number(look(i)); ++i)
    if (look(i) == U'的') return i > n->end + 1 && (ends(i + 1) || words_.longest(s_, i + 1).kind == from_word) ? std::optional(Group{n->end, n->n, true, false}) : std::nullopt;
  return {};
}

std::optional<Group> People::bare() const {
  auto n = counted(at_);
  if (!n || !n->bare) return {};
  if (n->n == 1 && any_of(n->end, U"都也没不") && by_rule_.fire("people.not_one")) return {};  // 一个都没报
  bool those = at_ > 0 && (s_[at_ - 1] == U'那' || s_[at_ - 1] == U'这') && n->n > 1;
  if (those && any(n->end, {U"初", U"明", U"后", U"大后", U"昨", U"大前", U"前天", U"前日", U"上周", U"上礼拜", U"今", U"礼拜", U"星期", U"周", U"下周", U"下礼拜", U"月底", U"月初", U"正月"}) > 0 && by_rule_.fire("people.those_of_a_day")) return Group{n->end, n->n, true, false};  // 那两个初七到
  if (ends(n->end) || any(n->end, {U"全来", U"全回", U"全到", U"都来", U"都回", U"都到", U"全都", U"一起来", U"一道来"})) return Group{n->end, n->n, true, false};
  if (any(n->end, {U"房", U"间", U"屋", U"户", U"点", U"微信", U"电话"}) && by_rule_.fire("people.rooms_counted")) return {};  // 两个房间
  switch (auto hit = words_.longest(s_, n->end); hit.length > 0 ? hit.kind : goods) {
    case no: case irregular: case renter_word: case le: case de: case WordKind::back: case come: case filler: case neg_have: case arrive: case ba: case from_word: case done:
    case hedge: case future: case pronoun: case relative: case companion: case outsider: return Group{n->end, n->n, true, false};
    default: return {};
  }
}

std::optional<Group> People::pictures() const {
  constexpr std::u32string_view faces = U"👨👩👧👦👴👵👶🧒🧑🧓";
  auto i = at_;
  while (any_of(i, faces)) ++i;
  if (i - at_ < 2) return {};
  return Group{i, int(i - at_), true, true};
}

void People::add(Group& group, bool told) const {
  for (int k = 0; k < 3; ++k) {
    auto i = group.end + any_of(group.end, U" ,、+");
    auto by = any(i, {U"还要带着", U"还要带", U"还得带", U"还想带", U"要带着", U"要带", U"还带着", U"还带", U"另带", U"再带", U"带着", U"带了", U"带", U"外加", U"加上", U"加", U"还有", U"和", U"跟", U"同", U"领着", U"抱着", U"抱了", U"抱个", U"抱", U"牵着", U"背着"});
    auto who = member(i + by);
    if (!who || (by == 0 && (told || !who->child))) break;
    if (by == 0 && i == group.end && !number_at(s_, i)) break;  // 小两口一个宝宝
    group.n += who->n;
    group.end = who->end;
  }
  auto i = group.end + any_of(group.end, U" ,");
  if (auto n = total(i); n && n->n >= group.n) group = {n->end, n->n, false, true};
}

std::optional<Found_count> People::find() const {
  bool number = is_digit(s_[at_]) || is_han_number(s_[at_]);
  std::size_t digits = 0;
  while (digits < at_ && is_digit(s_[at_ - 1 - digits])) ++digits;
  bool behind_room = number && !is_digit(s_[at_]) && (digits == 3 || digits == 4) && s_[at_ - 1] != U'0' && by_rule_.fire("people.behind_a_room");  // 601两个人
  if (at_ > 0 && number && !behind_room && (is_digit(s_[at_ - 1]) || s_[at_ - 1] == U'第' || s_[at_ - 1] == U'.')) return {};
  if (at_ > 0 && is_han_number(s_[at_ - 1]) && is_han_number(s_[at_])) return {};
  for (auto& rule : rules_) {
    auto group = (this->*rule.read)();
    if (!group) continue;
    if (group->n == 1 && look(group->end) == U'一' && any_of(group->end + 1, U"间户个张座份套床房只包") && by_rule_.fire("people.one_each")) return {};  // 一人一间
    bool an_entry = group->n == 1 && at_ > 0 && std::u32string_view(U"登记报填录写补").find(s_[at_ - 1]) != std::u32string_view::npos;  // 帮登一个
    if (an_entry && by_rule_.fire("people.one_entry")) return {};
    bool plain = rule.name == "people.count" || rule.name == "people.bare";
    bool whole = rule.name == "people.household";  // 一家三口，还有外婆
    if ((!group->closed || whole) && group->n > 1 && !plain) add(*group, whole);
    return Found_count{group->end, group->n, group->weak, rule.name};
  }
  return {};
}

}  // namespace

std::optional<Found_count> find_people(std::u32string_view text, std::size_t at, const Words& words, const Rules& rules) { return People(text, at, words, rules).find(); }

}  // namespace linli::understanding
