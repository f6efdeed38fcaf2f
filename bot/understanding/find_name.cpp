// Names and forms of address: 小王, 老孙, 阿芳, 张师傅, 石家姆妈, 李某某, 姓马, 赵大海. Family names and titles are config/lexicon/people.toml.
#include <array>

#include "bot/understanding/numbers.hpp"
#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Name {
 public:
  Name(std::u32string_view s, std::size_t at, const Words& words, bool open, bool told) : s_(s), at_(at), words_(words), open_(open), told_(told), known_(words.longest(s, at)) {}

  std::optional<Found_text> find() const;

 private:
  struct Part {
    std::size_t begin{}, end{}, rest{};  // the name, and where reading goes on
  };
  using Read = std::optional<Part> (Name::*)() const;

  char32_t look(std::size_t i) const { return i < s_.size() ? s_[i] : 0; }
  std::size_t word(std::size_t i, WordKind kind) const { return words_.longest(s_, i, kind).length; }
  // A word of the vocabulary covers more than the name would (小高铁, 高速, 周三).
  bool covered(std::size_t i, std::size_t length) const {
    auto hit = words_.longest(s_, i);
    return hit.length > length && hit.kind != family_name && hit.kind != address_name && hit.kind != place;
  }
  // A character that may be part of a given name: no word of the vocabulary begins with it here, or names are made of it.
  bool given(std::size_t i) const {
    if (!is_han(look(i)) || (is_han_number(s_[i]) && word(i, given_name) == 0)) return false;
    auto hit = words_.longest(s_, i);
    if (hit.length == 0) return true;
    if (hit.length == 2 && hit.kind == holiday && told_) return typical(i);  // 姓名: 汪小满
    if (hit.length > 1) return hit.kind == place && (words_.value(hit.value) == "district" || (told_ && words_.value(hit.value) == "county")) && typical(i) && hit.length == 2;  // 秀英
    return hit.kind == family_name || hit.kind == address_end || (typical(i) && hit.kind != back && hit.kind != come && hit.kind != and_word && hit.kind != with_word);
  }
  bool whole_place(std::size_t i) const { return words_.longest(s_, i).length == 2 && given(i); }
  bool typical(std::size_t i) const { return word(i, given_name) > 0; }
  bool boundary(std::size_t i) const { return i >= s_.size() || !is_han(s_[i]) || words_.longest(s_, i).length > 0 || is_han_number(s_[i]); }

  std::optional<Part> called() const {
    auto k = word(at_, address_name);
    if (k == 0 || k < known_.length) return {};
    return Part{at_, at_ + k, at_ + k};
  }
  std::optional<Part> with_a() const {  // 阿芳
    if (look(at_) != U'阿' || known_.length >= 2 || !is_han(look(at_ + 1))) return {};
    bool of_rank = han_digit(look(at_ + 1)) > 1 && look(at_ + 1) != U'两' && std::u32string_view(U"个号点楼月日十天").find(look(at_ + 2)) == std::u32string_view::npos;  // 阿四
    if (is_han_number(look(at_ + 1)) && !of_rank) return {};
    if (!of_rank && covered(at_ + 1, 1)) return {};
    auto end = at_ + 2 + (of_rank && look(at_ + 2) == U'头');  // 阿六头
    return Part{at_, end, end};
  }
  std::optional<Part> with_a_titled() const {  // 阿根伯伯
    auto name = with_a();
    auto t = name ? word(name->end, title) : 0;
    bool short_title = t == 1 && std::u32string_view(U"姐哥叔伯嫂婶").find(look(name->end)) != std::u32string_view::npos;  // 阿珍姐
    if ((t < 2 && !short_title) || words_.longest(s_, name->end).length > t) return {};
    return Part{at_, name->end + t, name->end + t};
  }
  std::optional<Part> with_small() const {  // 小王, 老孙, 小虎
    auto c = look(at_);
    if ((c != U'小' && c != U'老') || known_.length >= 2) return {};
    if (look(at_ + 1) == U'楼' && at_ > 0 && std::u32string_view(U"栋幢座排间").find(s_[at_ - 1]) != std::u32string_view::npos) return {};  // 那幢小楼
    if (is_latin(look(at_ + 1)) && !is_latin(look(at_ + 2))) return Part{at_, at_ + 2, at_ + 2};  // 小Q
    auto family = word(at_ + 1, family_name);
    if (family == 1 && std::u32string_view(U"狗猫鸡鸭鹅猪牛羊兔").find(look(at_ + 2)) != std::u32string_view::npos && look(at_ + 2) != 0) return {};  // 小黄狗
    auto head = at_ + 1 + family;  // 老李头, never 老李头天到
    bool old_head = c == U'老' && family == 1 && !covered(at_ + 1, 1) && look(head) == U'头' && (!is_han(look(head + 1)) || std::u32string_view(U"天一两几个次晚里脑发疼痛上").find(look(head + 1)) == std::u32string_view::npos);
    if (old_head) return Part{at_, head + 1, head + 1};
    if (family > 0 && !covered(at_ + 1, family)) return Part{at_, at_ + 1 + family, at_ + 1 + family};
    bool nick = c == U'小' && family == 0 && typical(at_ + 1) && !is_han_number(look(at_ + 1)) && words_.longest(s_, at_ + 1).length == 0 && boundary(at_ + 2) && look(at_ + 2) != U'的';
    if (nick) return Part{at_, at_ + 2, at_ + 2};
    return {};
  }
  std::optional<Part> with_big() const {  // 大刘, where nothing else is big
    constexpr std::u32string_view usual = U"王李张刘陈杨赵吴周徐孙马朱胡郭何罗郑梁谢宋唐韩冯邓曹彭曾董袁潘蒋蔡杜苏魏吕丁沈姚卢崔谭陆汪范廖贾韦邹孟秦邱薛";
    if (look(at_) != U'大' || known_.length >= 2 || usual.find(look(at_ + 1)) == usual.npos || look(at_ + 1) == 0) return {};
    if (words_.longest(s_, at_ + 1).length > 1 || !boundary(at_ + 2)) return {};
    return Part{at_, at_ + 2, at_ + 2};
  }
  std::optional<Part> surnamed() const {  // 姓马
    if (look(at_) != U'姓' || look(at_ + 1) == U'名') return {};
    auto family = word(at_ + 1, family_name);
    if (family == 0) return {};
    auto end = at_ + 1 + family;
    return Part{at_ + 1, end, look(end) == U'的' ? end + 1 : end};
  }
  static bool binds(WordKind kind) {
    switch (kind) {
      case and_word: case with_word: case back: case come: case arrive: case leave: case from_word: case neg_not: case neg_have: case filler: case hedge: case future:
      case done: case le: case de: case guo: case ba: case via_word: case pronoun: return true;  // 伊一向: who, no family
      default: return false;
    }
  }
  // 松一松, 等一等: something done for a while
  bool done_for_a_while(std::size_t end) const { return end == at_ + 3 && s_[at_ + 1] == U'一' && s_[at_ + 2] == s_[at_]; }
  // Where a family name begins here, its length.
  std::size_t family() const {
    auto k = word(at_, family_name);
    if (k == 0 || known_.length > k || binds(known_.kind)) return 0;  // 高速, 和老师
    return k;
  }
  std::optional<Part> hidden() const {  // 李某某, 王**
    auto k = family();
    if (k == 0) return {};
    auto end = at_ + k;
    auto c = look(end);
    if (c != U'某' && c != U'*' && c != U'x' && c != U'×') return {};
    if (c == U'x' && !told_ && look(end + 1) != U'x') return {};
    ++end;
    if (look(end) == c) ++end;
    return Part{at_, end, end};
  }
  std::optional<Part> titled() const {  // 张师傅, 石家姆妈
    auto k = family();
    auto t = k > 0 ? word(at_ + k, title) : 0;
    if (t == 0 || (t == 1 && words_.longest(s_, at_ + k).length > 1 && words_.longest(s_, at_ + k).kind != title)) return {};
    return Part{at_, at_ + k + t, at_ + k + t};
  }
  // 王姓房客
  std::optional<Part> of_family() const {
    auto k = family();
    if (k == 0 || look(at_ + k) != U'姓' || words_.longest(s_, at_ + k + 1, renter_word).length + words_.longest(s_, at_ + k + 1, person).length == 0) return {};
    return Part{at_, at_ + k, at_ + k + 1};
  }
  // 汤倩倩, 赵大海's like whose given name is a nickname
  std::optional<Part> full_called() const {
    auto k = family();
    auto nick = k > 0 ? word(at_ + k, address_name) : 0;
    if (nick != 2 || words_.longest(s_, at_ + k).length > 2) return {};
    return Part{at_, at_ + k + nick, at_ + k + nick};
  }
  // 费三百, 干三天: a number and its measure are no given name.
  bool measured(std::size_t i) const {
    auto n = number_at(s_, i);
    return n && n->value > 1 && (n->value > 99 || std::u32string_view(U"天个块元次点年月号人斤张套遍趟").find(look(i + n->length)) != std::u32string_view::npos);
  }
  // 租客赵大海, 姓名: 潘晓
  std::optional<Part> full_told() const {
    auto k = family();
    if (k == 0 || !told_) return {};
    auto end = at_ + k;
    std::size_t n = 0;
    while (n < 2 && (given(end) || (n == 1 && whole_place(end - 1)))) ++end, ++n;
    if (n == 0 || !boundary(end) || done_for_a_while(end) || measured(at_ + k)) return {};
    return Part{at_, end, end};
  }
  // 302 赵大海 18号: between blanks
  std::optional<Part> full_alone() const {
    auto k = family();
    if (k == 0 || !open_ || told_) return {};
    auto end = at_ + k;
    std::size_t n = 0;
    while (n < 2 && (given(end) || (n == 1 && whole_place(end - 1)))) ++end, ++n;
    auto next = look(end);
    bool alone = next == 0 || (!is_han(next) && next != U'的');
    bool usual = n == 2 && typical(end - 1) && typical(end - 2) && boundary(end);
    if (n == 0 || !(alone || is_digit(next) || usual) || done_for_a_while(end) || measured(at_ + k)) return {};
    return Part{at_, end, end};
  }
  // 我家赵大海明天回: made of what names are made of
  std::optional<Part> full_usual() const {
    auto k = family();
    if (k == 0 || open_) return {};
    auto end = at_ + k;
    std::size_t n = 0;
    while (n < 2 && given(end) && typical(end)) ++end, ++n;
    if (n == 2 && look(at_ + 1) == U'一' && look(at_) == look(at_ + 2)) return {};  // 松一松
    if (n < 2 || !boundary(end) || measured(at_ + k) || word(at_ + k, address_end) > 0 || word(at_ + k + 1, address_end) > 0) return {};
    return Part{at_, end, end};
  }

  struct Rule {
    std::string_view name;
    Read read;
  };
  static const std::array<Rule, 13> rules_;

  std::u32string_view s_;
  std::size_t at_;
  const Words& words_;
  bool open_, told_;
  Words::Hit known_;
};

const std::array<Name::Rule, 13> Name::rules_{{
    {"renter.called", &Name::called},
    {"renter.with_a_and_title", &Name::with_a_titled},
    {"renter.with_a", &Name::with_a},
    {"renter.form_of_address", &Name::with_small},
    {"renter.with_big", &Name::with_big},
    {"renter.family_name", &Name::surnamed},
    {"renter.hidden_name", &Name::hidden},
    {"renter.of_family", &Name::of_family},
    {"renter.title", &Name::titled},
    {"renter.name_called", &Name::full_called},
    {"renter.name", &Name::full_told},
    {"renter.name_alone", &Name::full_alone},
    {"renter.name_usual", &Name::full_usual},
}};

std::optional<Found_text> Name::find() const {
  for (auto& rule : rules_)
    if (auto part = (this->*rule.read)()) return Found_text{part->rest, {}, false, rule.name, part->begin, part->end};
  return {};
}

}  // namespace

std::optional<Found_text> find_name(std::u32string_view s, std::size_t at, const Words& words, bool open, bool told) {
  if (words.longest(s, at, child).length > 2) return std::nullopt;  // 小毛头
  auto c = s[at];
  bool may = c == U'小' || c == U'大' || c == U'老' || c == U'阿' || c == U'姓' || words.longest(s, at, family_name).length > 0 || words.longest(s, at, address_name).length > 0;
  return may ? Name(s, at, words, open, told).find() : std::nullopt;
}

}  // namespace linli::understanding
