// Addresses in the normal form of the label guide: digits in ASCII, no blanks, no trailing 室.
#include <algorithm>
#include <array>

#include "bot/understanding/numbers.hpp"
#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

char32_t look(std::u32string_view s, std::size_t i) { return i < s.size() ? s[i] : 0; }
bool dash(char32_t c) { return c == U'-' || c == U'—' || c == U'–' || c == U'‐' || c == U'−'; }

struct Unit {
  std::u32string_view written;
  std::u32string_view form;  // what stands for it; "" is dropped
  bool small;             // a single digit in front is an address by itself (二楼, 5组)
  int rank;               // the large before the small
};
constexpr std::array units{Unit{U"支弄", U"支弄", true, 1}, Unit{U"弄", U"弄", true, 1}, Unit{U"号楼", U"号楼", true, 3}, Unit{U"#楼", U"号楼", true, 3}, Unit{U"号院", U"号院", true, 2},
    Unit{U"号房", U"号", true, 2}, Unit{U"号门洞", U"号", true, 2}, Unit{U"号门", U"号", true, 2}, Unit{U"号", U"号", true, 2}, Unit{U"#", U"号", true, 2}, Unit{U"组", U"组", true, 1}, Unit{U"队", U"队", true, 1}, Unit{U"排", U"排", true, 1},
    Unit{U"巷", U"巷", true, 1}, Unit{U"幢", U"幢", true, 3}, Unit{U"栋", U"栋", true, 3}, Unit{U"座", U"座", true, 3}, Unit{U"单元", U"单元", true, 4}, Unit{U"楼", U"楼", true, 5},
    Unit{U"层", U"层", true, 5}, Unit{U"室", U"", false, 6}, Unit{U"房", U"", false, 6}};

constexpr Unit house_before_dash{U"-", U"号", true, 2};

// 房 of 房东, 房客 and 房子 is no unit: what makes another word of it.
struct Other_word {
  std::u32string_view unit, next;
};
constexpr std::array other_words{Other_word{U"房", U"东客子间租门"}, Other_word{U"室", U"户内外友"}, Other_word{U"楼", U"道梯组"}, Other_word{U"号院", U"子"}, Other_word{U"号", U"线码机店座铺桌柜"},
    Other_word{U"号房", U"租东客子间"}, Other_word{U"排", U"到队除查工衣鞋房平树椅桌车裤被灯人座位"}, Other_word{U"号楼", U"道组"}, Other_word{U"组", U"长"}, Other_word{U"队", U"长伍"}};

bool cut_word(std::u32string_view text, std::size_t i, const Unit& unit, const Rules& rules) {
  auto next = look(text, i + unit.written.size());
  if (unit.written == U"号门") return !is_digit(next) && !is_han_number(next);
  bool door = unit.written == U"号" && next == U'门' && look(text, i + 2) != U'口' && look(text, i + 2) != U'面';
  bool spot = unit.written == U"号楼" && (next == U'下' || next == U'上');  // 31号楼下, but not 3号楼上海人, 3号楼下周到
  auto behind = look(text, i + unit.written.size() + 1);
  if (spot && (!is_han(behind) || std::u32string_view(U"的那这住租").find(behind) != std::u32string_view::npos) && rules.fire("room.below_or_above")) return true;
  auto other = [&](const Other_word& w) { return w.unit == unit.written && w.next.find(next) != w.next.npos; };
  return (door || std::ranges::any_of(other_words, other)) && rules.fire("room.other_word");
}

std::u32string form(const Number& n, std::u32string_view written) {
  return to_chars(n.style == Number::Style::counted ? std::to_string(n.value) : digits_of(written));
}

bool like_room(long n, int digits) { return digits == 3 ? n % 100 != 0 && n % 100 <= 40 : digits == 4 && n % 100 != 0 && n % 100 <= 30 && n < 4000; }

// …那家, …那户, …26号回来: what stands in front is somebody's door
bool whose_door(std::u32string_view text, std::size_t at) {
  for (std::u32string_view home : {U"那家", U"那户", U"这家", U"这户", U"的那家", U"的那户", U"的租客", U"租客", U"房客", U"的房客", U"人家"})
    if (text.substr(std::min(at, text.size())).starts_with(home)) return true;
  auto day = number_at(text, at);
  return day && is_digit(look(text, at)) && day->value <= 31 && look(text, at + day->length) == U'号';
}

// 301-304: several of one floor, no house and its room
bool one_floor(long first, long last) { return first > 100 && like_room(first, 3) && first / 100 == last / 100 && last > first && last - first < 12; }

// 付了120, 押金301, 花掉230: money
bool paid(std::u32string_view text, std::size_t at) {
  for (std::u32string_view small : {U"了", U"过", U"掉", U"他", U"她", U"我"})
    if (at >= small.size() && text.substr(at - small.size(), small.size()) == small) at -= small.size();
  for (std::u32string_view verb : {U"付", U"花", U"欠", U"赔", U"罚", U"垫", U"费", U"租金", U"押金", U"定金", U"票价", U"票钱", U"车钱", U"房租", U"房钱", U"涨到", U"降到"})
    if (at >= verb.size() && text.substr(at - verb.size(), verb.size()) == verb) return true;
  return false;
}

}  // namespace

std::optional<Found_room> find_room(std::u32string_view text, std::size_t at, const Rules& rules) {
  if (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == U'.' || (text[at - 1] == U'-' && at > 1 && is_digit(text[at - 2])))) return {};
  Found_room out;
  std::size_t i = at, parts = 0;
  bool plain = true, door = false;
  int rank = 0;
  std::u32string_view last;
  std::u32string normal;
  // 68-301
  if (auto a = number_at(text, i); a && a->style == Number::Style::ascii && a->digits <= 3 && dash(look(text, i + a->length))) {
    auto b = number_at(text, i + a->length + 1);
    if (b && b->style == Number::Style::ascii && (b->digits == 3 || b->digits == 4) && like_room(b->value, b->digits) && look(text, i + a->length + 1 + b->length) != U'-' && !(one_floor(a->value, b->value) && rules.fire("room.from_to"))) {
      out.text = std::to_string(a->value) + to_utf8(U"号") + std::to_string(b->value);
      out.end = i + a->length + 1 + b->length;
      if (look(text, out.end) == U'室') ++out.end;
      out.number = int(a->value);
      return out;
    }
  }
  while (i < text.size() && parts < 8) {
    auto j = i;
    if (parts > 0 && (look(text, j) == U' ' || look(text, j) == U'-')) ++j;
    bool spaced = j != i;
    if (look(text, j) == U'第') ++j;
    char32_t letter = is_latin(look(text, j)) && (look(text, j + 1) == U'座' || look(text, j + 1) == U'栋' || look(text, j + 1) == U'幢') ? look(text, j) : 0;
    auto n = letter ? std::optional(Number{0, 1, Number::Style::ascii, 1}) : number_at(text, j);
    if (!n || n->length > (n->style == Number::Style::counted ? 7 : 5) || n->value > 9999) break;
    auto k = j + n->length;
    if (door && look(text, k) == U'号') break;  // 15楼2号20号回来: a day
    auto written = text.substr(j, n->length);
    const Unit* unit = nullptr;
    if (parts > 0 && rank < 2 && n->style == Number::Style::ascii && dash(look(text, k))) {  // 68弄5-302
      auto b = number_at(text, k + 1);
      if (b && b->style == Number::Style::ascii && like_room(b->value, b->digits)) unit = &house_before_dash;
    }
    for (auto& u : units)
      if (!unit && text.substr(k, u.written.size()) == u.written && !cut_word(text, k, u, rules)) {
        unit = &u;
        break;
      }
    bool two = written == U"两" || (written == U"一" && unit && (unit->written == U"座" || unit->written == U"栋" || unit->written == U"幢" || unit->written == U"队"));
    bool spread = unit && unit->written == U"层" && parts == 0 && i > 0 && std::u32string_view(U"了着厚薄盖铺落这共").find(text[i - 1]) != std::u32string_view::npos;  // 灰积了一层
    if (spread && rules.fire("room.layer_of_dust")) break;
    if (two && parts == 0 && rules.fire("room.two_of_them")) break;  // 两栋楼
    bool some = unit && unit->written == U"组" && parts == 0 && i > 0 && std::u32string_view(U"了有约带看来").find(text[i - 1]) != std::u32string_view::npos && n->value < 10;  // 约了四组看房的，来了一组
    if (some && rules.fire("room.party")) break;
    if (!unit) {
      // 68号301: the room at the end, without a word of its own
      bool counted_out = parts > 0 && n->style == Number::Style::counted && n->value > 100 && n->value < 4000 && n->value % 100 > 0 && n->value % 100 < 20 && std::u32string_view(U"个块元斤米天号月年点度件人包平次秒分").find(look(text, k)) == std::u32string_view::npos;  // 三号楼一千二百零四
      if (counted_out && rules.fire("room.counted_out")) {
        normal += to_chars(std::to_string(n->value));
        i = k;
        ++parts;
        plain = false;
        break;
      }
      bool ends = parts > 0 && n->style != Number::Style::counted && n->digits >= 2 && n->digits <= 4;
      auto next = look(text, k);
      bool at_home = next == U'人' && look(text, k + 1) != 0 && std::u32string_view(U"都在没还已不勿全").find(look(text, k + 1)) != std::u32string_view::npos && rules.fire("room.all_of_it");  // A栋303人都在
      bool other = next == U'月' || next == U'年' || next == U'.' || next == U'/' || next == U'点' || next == U'个' || (next == U'人' && !at_home) || next == U'天' || next == U'度' || next == U'元' || (next == U':' && is_digit(look(text, k + 1)));  // 20号20:20
      bool apart = spaced && look(text, i) == U' ' && plain && parts == 1 && out.number <= 31;  // 15号 301: a day and a room
      if (!ends || other || apart || (n->digits == 2 && spaced)) break;
      normal += to_chars(digits_of(written));
      i = k;
      ++parts;
      plain = false;
      break;
    }
    bool small = n->value < 100 && n->style != Number::Style::spelled && n->digits < 3;
    if (!unit->small && small && parts == 0) break;
    if (parts == 0) out.number = int(n->value);
    bool a_day_before = parts == 1 && plain && out.number <= 31;
    bool door_of_floor = unit->written == U"号" && rank > unit->rank && parts == 1 && !spaced && whose_door(text, k + 1) && rules.fire("room.door_of_a_floor");  // 15楼2号那家
    if ((unit->rank < rank && !door_of_floor) || (spaced && look(text, i) == U' ' && a_day_before)) break;  // 二楼 15号, 15号 3组: a day
    door = door || door_of_floor;
    bool again = parts > 0 && unit->form == last && unit->form != U"号";  // 二楼三楼: the next address
    if (again && rules.fire("room.same_part")) break;
    last = unit->form;
    rank = unit->rank;
    if (letter) normal.push_back(letter - 32);
    else normal += form(*n, written);
    normal += unit->form;
    plain = plain && unit->written == U"号";
    i = k + unit->written.size();
    ++parts;
    if (unit->form.empty()) break;
  }
  if (parts == 0) return {};
  // 号 twice is no address: 15号16号
  out.alone = parts == 1 && plain;
  if (parts > 1 && plain) return {};
  out.end = i;
  out.text = to_utf8(normal);
  return out;
}

// 301-|304
static bool last_of_floor(std::u32string_view text, std::size_t at) {
  if (at < 4) return false;
  auto first = number_at(text, at - 4), last = number_at(text, at);
  bool before = at == 4 || !is_digit(text[at - 5]);
  return before && first && first->length == 3 && last && last->length == 3 && one_floor(first->value, last->value);
}

std::optional<Found_text> find_bare_room(std::u32string_view text, std::size_t at, bool labelled, const Rules& rules) {
  bool line = at > 1 && text[at - 1] == U'.' && is_digit(text[at - 2]) && (at == 2 || text[at - 3] == U' ' || text[at - 3] == U'\n');  // 1.302小王
  if (at > 0 && (is_digit(text[at - 1]) || (is_latin(text[at - 1]) && !labelled) || (text[at - 1] == U'.' && !line) || (text[at - 1] == U'-' && !last_of_floor(text, at)) || (text[at - 1] == U':' && at > 1 && is_digit(text[at - 2])))) return {};
  bool wing = std::u32string_view(U"abef").find(text[at]) != std::u32string_view::npos && (at == 0 || !is_latin(text[at - 1])) && is_digit(look(text, at + 1));
  if (auto n = wing ? number_at(text, at + 1) : std::nullopt; n && n->style == Number::Style::ascii && n->length >= 3 && n->length <= 4 && like_room(n->value, n->digits) && !is_latin(look(text, at + 1 + n->length)) && look(text, at + 1 + n->length) != U'-' && rules.fire("room.of_a_wing")) {  // A201
    return Found_text{at + 1 + n->length, std::string(1, char(text[at] - 32)) + digits_of(text.substr(at + 1, n->length)), true, "room.bare"};
  }
  auto n = number_at(text, at);
  if (!n || n->style == Number::Style::counted || n->length < 3 || n->length > 4 || !like_room(n->value, n->digits)) return {};
  if (at > 0 && (text[at - 1] == U'打' || text[at - 1] == U'拨') && rules.fire("room.dialled")) return {};  // 打120
  for (std::u32string_view code : {U"尾数", U"尾号", U"单号", U"取件码", U"取货码", U"密码", U"验证码", U"后四位", U"后三位", U"末四位", U"车号"})
    if (at >= code.size() && text.substr(at - code.size(), code.size()) == code && rules.fire("room.code")) return {};  // 取件码401
  auto next = look(text, at + n->length);
  auto rest = text.substr(std::min(at + n->length, text.size()), 2);
  if ((rest == U"开头" || rest == U"打头" || rest == U"结尾" || rest == U"号段") && rules.fire("room.digits_of")) return {};  // 身份证320开头的
  constexpr std::u32string_view counted = U"元块斤度℃%米万亿倍折吨升年个次毫克例名位份张平年人月日-.:/瓦点路线";
  bool ends = (next == U'.' || next == U'-' || next == U'/') && (!is_digit(look(text, at + n->length + 1)) || (next == U'-' && last_of_floor(text, at + n->length + 1)));  // 302.小周
  bool label = ends || (next == U':' && !is_digit(look(text, at + n->length + 1)));  // 401: 小乔
  bool people_of = next == U'人' && n->style == Number::Style::ascii && (at == 0 || !is_han(text[at - 1])) && std::u32string_view(U"在没还已不勿弗回到昨今明走搬退全都").find(look(text, at + n->length + 1)) != std::u32string_view::npos;
  for (std::u32string_view since : {U"年前就", U"年前搬", U"年前退", U"年前走", U"年底就", U"年初就", U"年前回"})  // 301年前就搬空了
    if (text.substr(std::min(at + n->length, text.size())).starts_with(since) && rules.fire("room.since")) return Found_text{at + n->length, digits_of(text.substr(at, n->length)), true, "room.bare"};
  bool whose = next == U'个' && n->style == Number::Style::ascii && (at == 0 || !is_han(text[at - 1])) && std::u32string_view(U"小老阿租房").find(look(text, at + n->length + 1)) != std::u32string_view::npos && look(text, at + n->length + 1) != 0;
  if (whose && rules.fire("room.its_renter")) return Found_text{at + n->length, digits_of(text.substr(at, n->length)), true, "room.bare"};  // 402个小周
  if (people_of && rules.fire("room.its_people")) return Found_text{at + n->length, digits_of(text.substr(at, n->length)), true, "room.bare"};  // 302人在老家
  if (next != 0 && !label && (counted.find(next) != counted.npos || is_latin(next)) && rules.fire("room.counted")) return {};  // 301元
  if (next != U'的' && paid(text, at) && rules.fire("room.paid")) return {};  // 已经付了120
  return Found_text{at + n->length, digits_of(text.substr(at, n->length)), true, "room.bare"};
}

}  // namespace linli::understanding
