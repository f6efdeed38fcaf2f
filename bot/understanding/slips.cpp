#include "bot/understanding/slips.hpp"

#include <algorithm>

#include "bot/understanding/numbers.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Slips {
 public:
  Slips(Text text, const Words& words, const Rules& rules) : t_(std::move(text)), words_(words), rules_(rules) {}

  Text run() {
    join_spaced();
    for (std::size_t i = 0; i < t_.chars.size(); ++i) {
      if (digit_like(i) || point(i) || ten(i)) continue;
      if (auto n = unit(i); n > 0) {
        i += n - 1;
        continue;
      }
      auto hit = words_.longest(t_.chars, i, slip);
      if (hit.length == 0) continue;
      if (is_latin(t_.chars[i]) && ((i > 0 && is_latin(t_.chars[i - 1])) || is_latin(look(i + hit.length)))) continue;  // dao, but not in dadao
      auto meant = to_chars(words_.value(hit.value));
      bool covered = words_.longest(t_.chars, i).length > hit.length;
      for (std::size_t k = 1; k < hit.length; ++k) covered = covered || words_.longest(t_.chars, i + k).length > hit.length - k;  // 到户籍地
      for (std::size_t k = 1; k <= std::min<std::size_t>(i, 2); ++k) covered = covered || words_.longest(t_.chars, i - k).length >= hit.length + k;  // 租我门面
      bool falls = t_.chars[i] == U'倒' && i > 0 && std::u32string_view(U"子厂司店墙树房病累跌摔晕拉颠打推绊输").find(t_.chars[i - 1]) != std::u32string_view::npos;  // 厂子倒了
      if (falls || covered || words_.is(meant, place) || meant.size() > hit.length || !rules_.fire("slip.word")) continue;
      put(i, hit.length, meant);
      i += meant.size() - 1;
    }
    return std::move(t_);
  }

 private:
  char32_t look(std::size_t i) const { return i < t_.chars.size() ? t_.chars[i] : 0; }

  // `length` characters from `i` become `meant`, which is not longer.
  void put(std::size_t i, std::size_t length, std::u32string_view meant) {
    std::copy(meant.begin(), meant.end(), t_.chars.begin() + std::ptrdiff_t(i));
    if (auto more = length - meant.size(); more > 0) {
      auto keep = i + meant.size();
      t_.end[keep - 1] = t_.end[i + length - 1];
      auto cut = [&](auto& v) { v.erase(v.begin() + std::ptrdiff_t(keep), v.begin() + std::ptrdiff_t(keep + more)); };
      cut(t_.begin), cut(t_.end);
      t_.chars.erase(keep, more);
    }
  }

  // l8号: a letter in front of the digits of a day
  bool first_digit_like(std::size_t i) {
    auto c = t_.chars[i];
    if ((c != U'l' && c != U'i') || !is_digit(look(i + 1)) || (i > 0 && (is_latin(t_.chars[i - 1]) || is_digit(t_.chars[i - 1])))) return false;
    constexpr std::u32string_view marks = U"号日月";
    auto end = i + (is_digit(look(i + 2)) ? 3 : 2);
    if (look(end) == 0 || marks.find(look(end)) == marks.npos || !rules_.fire("slip.first_digit")) return false;
    t_.chars[i] = U'1';
    return true;
  }
  // 河南商水.1个.晚上: a point that parts words
  bool point(std::size_t i) {
    auto plain = [&](char32_t c) { return is_han(c) && !is_han_number(c); };
    if (t_.chars[i] != U'.' || i == 0 || !plain(t_.chars[i - 1]) || look(i + 1) == U'.' || !rules_.fire("slip.point")) return false;
    t_.chars[i] = U',';
    return true;
  }

  // 贰拾号, 拾五号; not 收拾
  bool ten(std::size_t i) {
    constexpr std::u32string_view marks = U"号日月";
    bool counts = t_.chars[i] == U'拾' && ((i > 0 && han_digit(t_.chars[i - 1]) > 0) || (look(i + 1) != 0 && (han_digit(look(i + 1)) > 0 || marks.find(look(i + 1)) != marks.npos)));
    if (!counts || !rules_.fire("slip.ten")) return false;
    t_.chars[i] = U'十';
    return true;
  }

  // 十 五 号 回 来: characters with blanks between them; what makes a number or a word comes together again.
  bool alone(std::size_t i) const {
    auto blank = [](char32_t c) { return !is_han(c) && !is_digit(c) && !is_latin(c); };
    return (is_han(look(i)) || is_digit(look(i))) && (i == 0 || blank(t_.chars[i - 1])) && blank(look(i + 1));
  }
  std::size_t together(std::u32string_view said, std::size_t at) const {
    constexpr std::u32string_view units = U"号日月点个人口室楼弄幢栋组天", called = U"小老阿";
    std::size_t n = at;
    while (n < said.size() && (is_digit(said[n]) || is_han_number(said[n]))) ++n;
    if (n > at && n < said.size() && units.find(said[n]) != units.npos) return n + 1 - at + (said[n] == U'个' && n + 1 < said.size() && said[n + 1] == U'人');
    auto word = words_.longest(said, at).length;
    bool name = called.find(said[at]) != called.npos && at + 1 < said.size() && words_.longest(said, at + 1, family_name).length > 0;
    return std::max({word, std::size_t(name ? 2 : 1), n - at});
  }
  void join_spaced() {
    constexpr std::size_t fewest = 3;
    std::u32string run;
    for (std::size_t i = 0; i < t_.chars.size(); ++i) {
      if (!alone(i)) continue;
      run.assign(1, t_.chars[i]);
      while (look(i + 2 * run.size() - 1) == U' ' && alone(i + 2 * run.size())) run.push_back(t_.chars[i + 2 * run.size()]);
      if (run.size() >= fewest && rules_.fire("slip.spaced")) {
        std::size_t at = i;  // grows by what was joined: two places each for a character that stays apart
        for (std::size_t k = 0; k < run.size();) {
          auto n = together(run, k);
          for (std::size_t more = 1; more < n; ++more) drop(at + more);
          at += n + 1;
          k += n;
        }
        i = at - 1;
      } else {
        i += 2 * run.size() - 2;
      }
    }
  }
  void drop(std::size_t i) {
    t_.chars.erase(i, 1);
    t_.begin.erase(t_.begin.begin() + std::ptrdiff_t(i));
    t_.end.erase(t_.end.begin() + std::ptrdiff_t(i));
  }

  // 2o1, 3O2: letters that stand for digits
  bool digit_like(std::size_t i) {
    auto c = t_.chars[i];
    if (first_digit_like(i)) return true;
    if ((c == U'零' || c == U'〇') && i > 0 && is_digit(t_.chars[i - 1]) && is_digit(look(i + 1)) && rules_.fire("slip.digit")) return t_.chars[i] = U'0', true;  // 7零2
    if ((c != U'o' && c != U'l') || i == 0 || !is_digit(t_.chars[i - 1])) return false;
    if (!is_digit(look(i + 1)) && look(i + 1) != U'号' && look(i + 1) != U'日' && !(look(i + 1) == U'o' || (i > 1 && is_digit(t_.chars[i - 2])))) return false;
    if (is_latin(look(i + 1)) && look(i + 1) != U'o') return false;
    if (!rules_.fire("slip.digit")) return false;
    t_.chars[i] = c == U'o' ? U'0' : U'1';
    return true;
  }

  // What is typed for 号, 日, 人, 口 right behind a number: 3hao, 24好左右, 七曰, 1ren
  std::size_t unit(std::size_t i) {
    bool counted = i > 1 && t_.chars[i - 1] == U'个' && (t_.chars[i] == U'仁' || t_.chars[i] == U'r') && (is_digit(t_.chars[i - 2]) || is_han_number(t_.chars[i - 2]));  // 两个仁
    if (i == 0 || !(counted || is_digit(t_.chars[i - 1]) || is_han_number(t_.chars[i - 1]) || t_.chars[i - 1] == U'俩')) return 0;
    auto hit = words_.longest(t_.chars, i, unit_slip);
    if (hit.length == 0) return 0;
    auto next = look(i + hit.length);
    bool word = is_han(t_.chars[i]) && words_.longest(t_.chars, i).length > hit.length;  // 好像, 好久
    bool ends = next == 0 || !is_han(next) || words_.longest(t_.chars, i + hit.length).length > 0 || is_han_number(next) || next == U'左' || next == U'前' || next == U'子';
    if (word || !ends || (is_latin(t_.chars[i]) && is_latin(next)) || !rules_.fire("slip.unit")) return 0;
    if (t_.chars[i] == U'好' && !is_digit(t_.chars[i - 1]) && (i < 2 || !is_han_number(t_.chars[i - 2]))) return 0;  // 一好
    auto meant = to_chars(words_.value(hit.value));
    put(i, hit.length, meant);
    return meant.size();
  }

  Text t_;
  const Words& words_;
  const Rules& rules_;
};

}  // namespace

Text put_right(Text text, const Words& words, const Rules& rules) { return Slips(std::move(text), words, rules).run(); }

}  // namespace linli::understanding
