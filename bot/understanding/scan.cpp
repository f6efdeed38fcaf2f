#include "bot/understanding/scan.hpp"

#include <algorithm>

#include "bot/understanding/date_parts.hpp"
#include "bot/understanding/numbers.hpp"

namespace linli::understanding {
namespace {

class Scanner {
 public:
  Scanner(const Text& text, const Words& words, const Rules& rules) : s_(text.chars), words_(words), rules_(rules) {
    out_.text = &text;
    out_.words = &words;
    out_.tokens.reserve(s_.size() / 2 + 4);
  }

  Scan run() {
    while (at_ < s_.size()) step();
    out_.cues = find_cues(s_, words_, rules_);
    return std::move(out_);
  }

 private:
  char32_t look(std::size_t k = 0) const { return at_ + k < s_.size() ? s_[at_ + k] : 0; }
  Token* last() { return out_.tokens.empty() ? nullptr : &out_.tokens.back(); }
  bool after(WordKind kind) { return last() && last()->tok == Tok::word && last()->kind == kind && last()->end == at_; }
  // Skips one mark or blank: 租客: 小王
  const Token* before_mark() const {
    for (auto it = out_.tokens.rbegin(); it != out_.tokens.rend(); ++it)
      if (it->tok != Tok::separator || it->gap == Gap::stop || it->gap == Gap::line) return &*it;
    return nullptr;
  }

  bool measured() const {
    for (auto it = out_.tokens.rbegin(); it != out_.tokens.rend() && it - out_.tokens.rbegin() < 4; ++it) {
      if (it->tok == Tok::separator) return false;
      auto said = s_.substr(it->begin, it->end - it->begin);
      if (said.find(U'量') != said.npos || said.find(U'温') != said.npos || said.find(U"烧到") != said.npos) return true;
    }
    return false;
  }
  bool labelled(std::string_view what) const {
    auto* label = before_mark();
    return label && label->tok == Tok::word && label->kind == WordKind::label && words_.value(label->value) == what;
  }

  Token& push(Tok tok, std::size_t end, std::string_view rule) {
    Token t;
    t.tok = tok;
    t.begin = std::uint32_t(at_);
    t.end = std::uint32_t(end);
    t.rule = rule;
    out_.tokens.push_back(t);
    at_ = end;
    return out_.tokens.back();
  }
  Token& push_text(Tok tok, std::size_t end, std::string text, std::string_view rule) {
    auto& t = push(tok, end, rule);
    t.data = std::int32_t(out_.texts.size());
    out_.texts.push_back(std::move(text));
    return t;
  }

  // 几号: 10月9日, 起点: 玉林: what else is a word of its own is a label where a colon follows.
  bool form_label() {
    if (last() && last()->tok != Tok::separator) return false;
    auto hit = words_.longest(s_, at_, WordKind::form_label);
    auto mark = at_ + hit.length;
    if (hit.length == 0 || (look(hit.length) == U' ' ? s_.substr(mark + 1, 1) : s_.substr(mark, 1)) != U":" || !rules_.fire("label.form")) return false;
    auto& t = push(Tok::word, mark, name_of(WordKind::label));
    t.kind = WordKind::label;
    t.value = hit.value;
    return true;
  }
  bool stands_alone(std::size_t end) const { return end >= s_.size() || (!is_han(s_[end]) && !is_digit(s_[end]) && s_[end] != U'.' && s_[end] != U'/'); }
  bool after_label() const {
    auto* label = before_mark();
    return label && label->tok == Tok::word && label->kind == WordKind::label;
  }

  // 帮伊通通风: him, and what is done twice; no 伊通
  bool whom() const {
    bool done_to = at_ > 0 && std::u32string_view(U"帮给替跟同和对让叫请为陪等喊").find(s_[at_ - 1]) != std::u32string_view::npos;
    return done_to || (look(1) != 0 && look(1) == look(2));
  }
  static bool moves(WordKind kind) { return kind == WordKind::back || kind == WordKind::arrive || kind == WordKind::come || kind == WordKind::leave || kind == WordKind::from_word; }
  void step() {
    if (form_label()) return;
    auto c = look();
    auto hit = words_.longest(s_, at_);
    if (hit.kind == WordKind::place && hit.length == 2 && words_.longest(s_, at_ + 1, WordKind::place).length >= 2)  // 从江西, 来安徽
      if (auto one = words_.longest(s_.substr(0, at_ + 1), at_); one.length == 1 && one.kind != WordKind::family_name && one.kind != WordKind::address_end && rules_.fire("place.behind_a_word")) hit = one;
    if (hit.kind != WordKind::place && hit.length == 2 && words_.longest(s_, at_ + 1, WordKind::place).length >= 2)  // 回信阳 is no 回信
      if (auto one = words_.longest(s_.substr(0, at_ + 1), at_); moves(one.kind) && rules_.fire("place.behind_a_verb")) hit = one;
    if (hit.kind == WordKind::slip && words_.longest(s_, at_ + 1, WordKind::place).length >= hit.length) hit = words_.longest(s_.substr(0, at_ + 1), at_);  // 从庆阳
    if (hit.kind == WordKind::place && c == U'伊' && whom() && rules_.fire("place.behind_whom")) hit = words_.longest(s_.substr(0, at_ + 1), at_);
    bool letter = is_han(c) || is_digit(c) || is_latin(c);
    if (!letter && hit.length == 0 && c != U'#') return c > 0xFFFF && people(hit) ? void() : separator(c);
    bool number = is_digit(c) || is_han_number(c);
    if ((number || is_latin(c)) && code()) return;
    if ((number || c == U'第' || is_latin(c)) && room(hit.length)) return;
    if (is_han(c) && meant_place()) return;
    if (is_han(c) && hit.kind != WordKind::place && common_place()) return;
    bool longer_word = hit.length > 1 && (hit.kind == WordKind::place || hit.kind == WordKind::idiom || hit.kind == WordKind::unknown_date ||
                                          hit.kind == WordKind::leave || hit.kind == WordKind::stay || hit.kind == WordKind::former);
    auto date = find_date(s_, at_, words_, rules_);
    if (date && span_again(date->end) && rules_.fire("date.span_again")) {  // 25、26号这两天
      at_ = date->end;
      last()->end = std::uint32_t(at_);
      return;
    }
    if (date && !(longer_word && at_ + hit.length >= date->end) ) {
      auto& t = push(Tok::date, date->end, date->rule);
      t.data = std::int32_t(out_.dates.size());
      out_.dates.push_back(*date);
      return;
    }
    if (!longer_word)
      if (auto time = find_time(s_, at_, words_, rules_, true); time && !(at_ + hit.length > time->end && hit.kind != WordKind::part) && (time->time || time->end > at_ + 1)) {
        auto& t = push(Tok::time, time->end, "time");
        t.data = std::int32_t(out_.times.size());
        out_.times.push_back(*time);
        return;
      }
    if (people(longer_word ? hit : Words::Hit{})) return;
    if ((number || is_latin(c)) && bare_room()) return;
    if (drove()) return;
    if (is_han(c) && name()) return;
    auto n = number ? number_at(s_, at_) : std::nullopt;
    if (n && after_label() && hit.length <= n->length) hit = {};  // 人数: 1
    if (n && hit.kind == WordKind::ack && hit.length == n->length && look(n->length) == U'个' && rules_.fire("number.no_nod")) hit = {};  // 1个到了，1个后天到
    if (hit.kind == WordKind::slip && hit.length > 0 && !words_.is(to_chars(words_.value(hit.value)), WordKind::place)) hit = {};
    if (hit.kind == WordKind::slip && hit.length > 0 && rules_.fire("origin.mistyped")) {  // a place mistyped by shape: 安微
      return place(at_ + hit.length, "province", {}, words_.value(hit.value), "origin.mistyped");
    }
    if (hit.length > 0 && (!n || hit.length >= n->length)) return word(hit);
    if (n && n->value > 0 && n->value <= 30 && labelled("people") && rules_.fire("people.labelled")) {
      push(Tok::people, at_ + n->length, "people.labelled").data = std::int32_t(n->value);
      return;
    }
    if (n && n->value >= 1 && n->value <= 31 && labelled("date") && stands_alone(at_ + n->length) && rules_.fire("date.labelled")) {  // 日期: 18
      DateExpr day;
      day.begin = at_;
      day.end = at_ + n->length;
      day.first.day = int(n->value);
      day.rule = "date.labelled";
      push(Tok::date, day.end, day.rule).data = std::int32_t(out_.dates.size());
      out_.dates.push_back(day);
      return;
    }
    if (n && n->style == Number::Style::ascii && n->value >= 35 && n->value <= 42 && measured() && rules_.fire("temperature.measured")) {  // 量了38
      push_text(Tok::temperature, at_ + n->length, {}, "temperature.measured").value = std::uint16_t(n->value * 10);
      return;
    }
    if (n) {
      auto& t = push(Tok::number, at_ + n->length, "number");
      t.data = std::int32_t(std::min(n->value, 1000000L));
      return;
    }
    if (last() && last()->tok == Tok::unknown && last()->end == at_) {
      last()->end = std::uint32_t(++at_);
      return;
    }
    push(Tok::unknown, at_ + 1, "");
  }

  bool span_again(std::size_t end) {
    if (!last() || last()->tok != Tok::date || last()->end != at_) return false;
    auto said = s_.substr(at_, end - at_);
    return said == U"这两天" || said == U"这三天" || said == U"这几天" || said == U"那两天" || said == U"那几天" || said == U"两天里" || said == U"这两日" || said == U"这几日";
  }
  bool people(const Words::Hit& longer) {
    auto found = find_people(s_, at_, words_, rules_);
    if (!found || (longer.length > 0 && at_ + longer.length >= found->end) || !rules_.fire(found->rule)) return false;
    auto& t = push(Tok::people, found->end, found->rule);
    t.data = found->count;
    t.weak = found->weak;
    return true;
  }

  // 搭老乡的车, 坐他表哥的小车
  std::optional<std::size_t> somebodys_car() const {
    constexpr std::u32string_view rides = U"搭坐蹭乘开", whose = U"他她伊我俺了个", built = U"小便顺风面包汽轿货私家";
    auto i = at_;
    const Token* ride = out_.tokens.empty() ? nullptr : &out_.tokens.back();
    bool after_ride = at_ > 0 && rides.find(s_[at_ - 1]) != rides.npos && ride && ride->tok == Tok::word && ride->kind == WordKind::change_to && ride->end == at_;  // 改坐他表哥的小车
    if (!after_ride && rides.find(s_[i++]) == rides.npos) return {};
    while (i < s_.size() && i < at_ + 4 && whose.find(s_[i]) != whose.npos) ++i;
    auto who = i;
    for (auto kind : {WordKind::companion, WordKind::person, WordKind::kin_pair, WordKind::outsider, WordKind::relative}) i = std::max(i, who + words_.longest(s_, who, kind).length);
    if (auto name = find_name(s_, std::min(who, s_.size() - 1), words_, false, false); name && i == who) i = name->end;
    if (i == who || i >= s_.size() || s_[i] != U'的') return {};
    ++i;
    while (i < s_.size() && built.find(s_[i]) != built.npos) ++i;
    if (i >= s_.size() || s_[i] != U'车' || (i + 1 < s_.size() && std::u32string_view(U"票站次间位").find(s_[i + 1]) != std::u32string_view::npos)) return {};
    return i + 1 + (i + 1 < s_.size() && s_[i + 1] == U'子');
  }
  bool drove() {
    auto end = find_drive(s_, at_);
    auto car = words_.longest(U"开车", 0, WordKind::by);
    std::string_view rule = "by.drove";
    if (!end) end = somebodys_car(), rule = "by.somebodys_car";
    if (!end || car.length == 0 || !rules_.fire(rule)) return false;
    auto& t = push(Tok::word, *end, name_of(WordKind::by));
    t.kind = WordKind::by;
    t.value = car.value;
    return true;
  }

  void separator(char32_t c) {
    constexpr std::u32string_view stops = U"。!?;…";
    Gap gap = c == U'\n' ? Gap::line : stops.find(c) != stops.npos ? Gap::stop : c == U',' || c == U':' || c == U'(' || c == U')' || c == U'—' || c == U'-' ? Gap::comma : Gap::blank;
    if (c == U'/' && at_ > 0 && s_[at_ - 1] == U' ') gap = Gap::stop;
    push(Tok::separator, at_ + 1, "").gap = gap;
  }

  bool code() {
    if (auto f = find_id_number(s_, at_); f && rules_.fire(f->rule)) {
      out_.personal_number = true;
      push_text(Tok::id_number, f->end, f->text, f->rule);
      return true;
    }
    if (auto f = find_phone(s_, at_); f && rules_.fire(f->rule)) {
      push_text(Tok::phone, f->end, f->text, f->rule);
      return true;
    }
    if (auto f = find_vehicle(s_, at_, rules_); f && rules_.fire(f->rule)) {
      push_text(Tok::vehicle, f->end, f->text, f->rule).weak = f->weak;
      return true;
    }
    if (auto f = find_temperature(s_, at_, rules_); f && rules_.fire("temperature")) {
      auto& t = push_text(Tok::temperature, f->end, {}, "temperature");
      t.value = std::uint16_t(f->degrees * 10 + 0.5);
      return true;
    }
    return false;
  }

  // The name of a road, village or compound right before a numbered part.
  std::size_t named_part(std::size_t from) const {
    constexpr std::u32string_view no_part = U"的来到回住在去是有给叫说讲里个";
    bool of_family = from > 2 && s_[from - 2] == U'家' && is_han(s_[from - 1]) && no_part.find(s_[from - 1]) == no_part.npos && words_.is(s_.substr(from - 3, 1), WordKind::family_name);
    bool starts = from == 3 || (from > 3 && words_.longest(s_, from - 4).length < 2);
    if (of_family && starts && rules_.fire("room.family_place")) return from - 3;  // 朱家库27号
    if (from == 0 || words_.ending(s_, from, WordKind::address_end) == 0) return from;
    auto begin = from;
    for (auto it = out_.tokens.rbegin(); it != out_.tokens.rend() && it->end == begin; ++it) {
      bool small = it->tok == Tok::word && (it->kind == WordKind::family_name || it->kind == WordKind::address_end || (it->kind == WordKind::not_place && s_[it->end - 1] != U'里') || it->kind == WordKind::here);  // never 厂里15号
      small = small || (it->tok == Tok::word && words_.is(s_.substr(it->begin, it->end - it->begin), WordKind::address_end));
      small = small || (it->tok == Tok::word && it->kind == WordKind::idiom);  // 花园, 小区
      auto next = std::next(it);
      bool inside = it->tok == Tok::word && it->end - it->begin == 1 && !small && next != out_.tokens.rend() && next->tok == Tok::unknown && next->end == it->begin && std::u32string_view(U"才又还就光新永安平明和").find(s_[it->begin]) != std::u32string_view::npos;  // 育才小区
      bool part = (inside && rules_.fire("room.word_inside_a_name")) || it->tok == Tok::unknown || it->tok == Tok::place || it->tok == Tok::number || it->tok == Tok::renter || small;
      if (!part || from - it->begin > 8) break;
      begin = it->begin;
    }
    auto* whole = out_.tokens.empty() ? nullptr : &out_.tokens.back();
    bool of_address = whole && whole->tok == Tok::renter && whole->begin == begin && whole->end == from && from - begin == 2 && (s_[begin] == U'小' || s_[begin] == U'老');
    bool lives = begin > 0 && std::u32string_view(U"住在到去是").find(s_[begin - 1]) != std::u32string_view::npos;
    if (of_address && !lives && rules_.fire("room.not_of_a_name")) return from;  // 小路22号到: somebody called so, and a day
    // 查查桃源里二期: verbs before the name are none of it
    while (from - begin > 2 && std::u32string_view(U"查看找问去来在到住租是").find(s_[begin]) != std::u32string_view::npos) ++begin;
    // 周家浜 alone is no name of a part when only the mark itself was left
    return from - begin >= 2 ? begin : from;
  }

  bool whose_house(std::size_t end) const {  // 12号的租客, 隔壁5号
    auto rest = s_.substr(std::min(end, s_.size()));
    std::size_t k = !rest.empty() && rest[0] == U'的' ? 1 : 0;
    auto next = words_.longest(rest, k);
    bool renter = next.length > 0 && (next.kind == WordKind::renter_word || next.kind == WordKind::landlord_word);
    if (k == 1 && next.kind == WordKind::landlord_word && rules_.fire("room.of_a_landlord")) return true;  // 17号的房东
    auto called_off = [&](std::size_t to) {  // 26号那家取消: the day it was reported for
      auto verb = words_.longest(rest, to);
      bool off = verb.length > 0 && verb.kind == WordKind::cancel;
      bool not_coming = verb.length > 0 && verb.kind == WordKind::neg_not && words_.longest(rest, to + verb.length, WordKind::come).length > 0;
      off = off || (verb.length > 0 && verb.kind == WordKind::retract && rest.substr(to, verb.length).find_first_of(U"算废") != s_.npos);  // 28号那户别算了
      return (off || not_coming) && rules_.fire("room.not_called_off");
    };
    auto written = s_.substr(at_, end - at_);
    auto same_day = [&](const Token& t) { return t.tok == Tok::date && s_.substr(t.begin, t.end - t.begin).find(written) != s_.npos; };
    if (k == 0 && std::ranges::any_of(out_.tokens, same_day) && rules_.fire("room.day_told_before")) return false;  // 过了15号再来，15号家里…
    for (std::u32string_view home : {U"那家", U"那户", U"这家", U"这户", U"的那家", U"的那户", U"的这家", U"那个房东", U"那位房东", U"家", U"里厢", U"里头", U"里", U"屋里", U"后门", U"前门", U"院", U"门面", U"车库", U"阁楼", U"地下室"})
      if (rest.substr(0, home.size()) == home && rest.substr(home.size() - 1, 2) != U"里面") return !called_off(home.size()) && rules_.fire("room.of_a_home");
    auto name = rest.substr(0, 2) == U"那个" ? find_name(s_, end + 2, words_, false, false) : std::nullopt;
    bool named = name && !called_off(name->end - end);  // 22号那个小倪不来了
    return (named && rules_.fire("room.of_somebody")) || (renter && other_day(end) && rules_.fire("room.of_a_renter"));
  }
  // 15号租客回来 tells a day unless another one is told too.
  bool other_day(std::size_t from) const {
    for (std::size_t i = from, seen = 0; i < s_.size() && seen < 24; ++i, ++seen)
      if (find_date(s_, i, words_, rules_)) return true;
    return std::any_of(out_.tokens.begin(), out_.tokens.end(), [](const Token& t) { return t.tok == Tok::date; });
  }

  // 幼儿园24号才开园, 学堂25号开学: when it does
  bool day_of_a_place(std::size_t end) const {
    while (end < s_.size() && std::u32string_view(U"才就要再正式也还统一都先会").find(s_[end]) != std::u32string_view::npos) ++end;
    return words_.longest(s_, end, WordKind::busy_with).length > 1;
  }
  // 房东15号还跟我讲: when he said so
  bool day_of_saying(std::size_t end) const {
    while (end < s_.size() && std::u32string_view(U"还就也才又都已经").find(s_[end]) != std::u32string_view::npos) ++end;
    auto rest = s_.substr(std::min(end, s_.size()), 2);
    for (std::u32string_view says : {U"跟我", U"和我", U"同我", U"对我", U"讲", U"说", U"告诉", U"答应", U"打电", U"来电"})
      if (rest.starts_with(says.substr(0, 2))) return true;
    return false;
  }

  // 门牌报错了 是16号不是19号
  bool house_corrected() const {
    bool wrong = false;
    for (std::size_t i = out_.tokens.size(), steps = 0; i-- > 0 && steps < 10; ++steps) {
      auto& t = out_.tokens[i];
      if (t.tok == Tok::date) return false;
      wrong = wrong || out_.word(i, WordKind::change_sign) || out_.word(i, WordKind::no);
      bool house = (t.tok == Tok::word && t.kind == WordKind::label && words_.value(t.value) == "room") || (out_.word(i, WordKind::live) && t.end - t.begin > 1);
      if (house) return wrong && rules_.fire("room.corrected");
    }
    return false;
  }
  // 八九号: the eighth or the ninth
  bool two_days(std::size_t end) const {
    Cursor c{s_, at_};
    DateAtom first, last;
    return days_in_one(c, first, last) && c.i == end;
  }

  bool room(std::size_t word_length) {
    auto r = find_room(s_, at_, rules_);
    if (!r || at_ + word_length > r->end) return false;
    auto begin = named_part(at_);
    bool named = begin != at_;
    if (r->alone && named && r->number <= 31 && day_of_a_place(r->end) && rules_.fire("room.day_of_a_place")) return false;
    if (r->alone && !named && (r->number <= 31 || two_days(r->end))) {
      auto* prev = last();
      bool near = prev && prev->tok == Tok::word && prev->end == at_ &&
                  (prev->kind == WordKind::other_home || prev->kind == WordKind::live || prev->kind == WordKind::landlord_word);
      if (near && prev->kind == WordKind::landlord_word && day_of_saying(r->end) && rules_.fire("room.day_of_saying")) near = false;
      bool told = labelled("room") || (before_mark() && before_mark()->tok == Tok::word && before_mark()->kind == WordKind::live);
      auto verb = r->end;
      while (verb < s_.size() && std::u32string_view(U"才就再要又正式人他她已经都").find(s_[verb]) != std::u32string_view::npos) ++verb;  // 不住，22号才正式搬来
      bool comes = told && prev && prev->tok == Tok::separator && verb < s_.size() && std::u32string_view(U"来到回返搬进").find(s_[verb]) != std::u32string_view::npos;
      if (comes && rules_.fire("room.day_of_coming")) told = false;  // 小冷接着住，25号来
      bool i_am = at_ >= 2 && s_[at_ - 1] == U'是' && (s_[at_ - 2] == U'我' || s_[at_ - 2] == U'们');
      bool a_house = (near && rules_.fire("room.at_neighbours")) || (told && rules_.fire("room.lives_in")) || (i_am && rules_.fire("room.i_am_of"));
      if (!a_house && !whose_house(r->end) && !house_corrected()) return false;
    }
    std::string_view rule = named ? "room.named" : "room.numbered";
    if (!rules_.fire(rule)) return false;
    std::string whole;
    if (named) {
      std::u32string name(s_.substr(begin, at_ - begin));
      for (auto& c : name) c = is_latin(c) ? c - U'a' + U'A' : c;  // C区5栋
      bool any_lane = name.size() <= 3 && name.ends_with(U"弄堂");  // 后弄堂19号: every house has one
      if (!any_lane) whole = to_utf8(name);
      while (!out_.tokens.empty() && out_.tokens.back().begin >= begin) out_.tokens.pop_back();
      auto before = begin > 0 && s_[begin - 1] == U' ' && out_.tokens.size() > 1 ? &out_.tokens[out_.tokens.size() - 2] : last();
      bool group = before && before->tok == Tok::room && before->end + 1 >= begin && (s_[before->end - 1] == U'组' || s_[before->end - 1] == U'队');
      if (group && rules_.fire("room.in_a_group")) {  // 五组顾家宅21号
        whole = out_.texts[std::size_t(before->data)] + whole;
        begin = before->begin;
        while (!out_.tokens.empty() && out_.tokens.back().begin >= begin) out_.tokens.pop_back();
      }
    }
    auto end = r->end;
    at_ = begin;
    push_text(Tok::room, end, whole + r->text, rule);
    return true;
  }

  bool bare_room() {
    auto r = find_bare_room(s_, at_, after_label(), rules_);
    if (!r || !rules_.fire(r->rule)) return false;
    push_text(Tok::room, r->end, r->text, r->rule).weak = true;
    return true;
  }

  bool name() {
    auto* prev = before_mark();
    bool told = labelled("renter") || (prev && prev->tok == Tok::word && (prev->kind == WordKind::renter_word || prev->kind == WordKind::landlord_word || (prev->kind == WordKind::pronoun && prev->end - prev->begin > 2)));
    bool fresh = !last() || last()->tok == Tok::separator || last()->tok == Tok::room;
    auto n = find_name(s_, at_, words_, told || fresh, told);
    if (!n || !rules_.fire(n->rule)) return false;
    push_text(Tok::renter, n->end, out_.text->said(n->from, n->to), n->rule);
    return true;
  }

  void word(const Words::Hit& hit) {
    if (hit.kind != WordKind::place) {
      auto& t = push(Tok::word, at_ + hit.length, name_of(hit.kind));
      t.kind = hit.kind;
      t.value = hit.value;
      return;
    }
    auto end = at_ + hit.length;
    for (std::u32string_view road : {U"东路", U"西路", U"南路", U"北路", U"中路", U"路", U"大街", U"街道", U"大道"})
      if (s_.substr(end, road.size()) == road && rules_.fire("place.road")) {  // 南京路 is no place one comes from
        push(Tok::unknown, end, "");
        return;
      }
    place(end, words_.value(hit.value), hit, {}, "place");
  }

  std::size_t with_suffix(std::size_t end) const {
    for (std::size_t k = 2; k <= 8 && end + k + 2 < s_.size(); ++k)  // 大理白族自治州
      if (s_[end + k - 1] == U'族' && s_.substr(end + k, 2) == U"自治") return end + k + 3;
    for (std::u32string_view suffix : {U"自治区", U"自治州", U"自治县", U"地区", U"省", U"市", U"县", U"区", U"旗", U"州", U"盟"}) {
      if (s_.substr(end, suffix.size()) != suffix) continue;
      auto next = end + suffix.size() < s_.size() ? s_[end + suffix.size()] : 0;
      bool other = next != 0 && std::u32string_view(U"场里内城外中").find(next) != std::u32string_view::npos && s_.substr(end + suffix.size(), 2) != U"城关";
      if (other) return end;  // 市场, 县城
      end += suffix.size();
      break;
    }
    // 东台市三仓镇
    for (std::size_t k = 1; k <= 3 && end + k < s_.size() && is_han(s_[end + k - 1]); ++k) {
      if (s_[end + k] != U'镇' && s_[end + k] != U'乡') continue;
      auto inner = words_.longest(s_, end);
      if (words_.longest(s_, end + k, WordKind::place).length > 0) break;  // 昭通镇雄
      bool plain = inner.length == 0 || inner.kind == WordKind::family_name || inner.kind == WordKind::address_end || is_han_number(s_[end]);
      if (plain && s_[end + k - 1] != U'老' && s_[end + k - 1] != U'家') return end + k + 1;
    }
    return end;
  }

  // 宣城上高速: what looks like a place is the beginning of a longer word
  bool runs_into_a_word(std::size_t end) const {
    auto hit = words_.longest(s_, at_);
    return hit.kind != WordKind::place && at_ + hit.length > end;
  }

  // A place as written, joined to the larger one before it (湖北孝感, 安徽 六安 霍邱). `meant`: what it is a slip of.
  void place(std::size_t end, std::string_view level, std::optional<Words::Hit> hit, std::string meant, std::string_view rule) {
    auto whole = with_suffix(end);
    auto written = out_.text->said(at_, whole);
    if (!meant.empty()) meant += to_utf8(s_.substr(end, whole - end));
    auto* prev = last();
    if (prev && prev->tok == Tok::separator && prev->gap == Gap::blank && out_.tokens.size() > 1 && s_[prev->begin] == U' ') prev = &out_.tokens[out_.tokens.size() - 2];
    bool adjacent = prev && prev->tok == Tok::place && prev->end + 1 >= at_;
    auto prev_level = adjacent ? level_of(*prev) : std::string_view();
    bool equals = prev_level == level && (level == "province" || level == "city");
    bool upward = level == "province" && prev_level != "abroad";
    constexpr std::size_t longest_place = 40;  // characters; with all its levels in full none is longer
    bool larger = adjacent && (prev->end == at_ || prev_level == "province") && !equals && !upward && whole - prev->begin <= longest_place && !runs_into_a_word(end) && rules_.fire("place.joined");
    bool again = prev && prev->tok == Tok::place && prev->end == at_ && prev->gap != Gap::line && meant.empty() && out_.texts[std::size_t(prev->data)] == written;
    if (again && rules_.fire("place.said_twice")) {  // 湖北湖北潜江
      at_ = whole;
      out_.tokens.back().end = std::uint32_t(whole);
      return;
    }
    if (larger) {
      while (&out_.tokens.back() != prev) out_.tokens.pop_back();
      auto before = out_.texts[std::size_t(prev->data)];
      auto before_meant = prev->gap == Gap::line ? out_.texts[std::size_t(prev->data) + 1] : before;
      bool slip = prev->gap == Gap::line || !meant.empty();
      prev->data = std::int32_t(out_.texts.size());
      out_.texts.push_back(before + written);
      if (slip) {
        out_.texts.push_back(before_meant + (meant.empty() ? written : meant));
        prev->gap = Gap::line;
        prev->rule = meant.empty() ? prev->rule : rule;
      }
      prev->end = std::uint32_t(whole);
      prev->weak = false;
      if (hit) prev->value = hit->value;
      at_ = whole;
      return;
    }
    auto& t = push_text(Tok::place, whole, written, rule);
    t.kind = WordKind::place;
    t.value = hit ? hit->value : 0;
    t.weak = level == "district" && whole == end;
    if (!meant.empty()) {
      t.gap = Gap::line;  // the next text is what was meant
      out_.texts.push_back(std::move(meant));
    }
  }
  // A mistyped place is taken for a town, whatever it is.
  std::string_view level_of(const Token& t) const {
    if (t.gap != Gap::line) return words_.value(t.value);
    auto meant = to_chars(out_.texts[std::size_t(t.data) + 1]);
    auto hit = words_.longest(meant, 0, WordKind::place);
    return hit.length > 0 ? std::string_view(words_.value(hit.value)) : "city";
  }

  const Token* place_before() const {
    auto* prev = before_mark();
    return prev && prev->end + 1 >= at_ ? prev : nullptr;
  }
  bool meant_place() {
    if (words_.longest(s_, at_, WordKind::place).length > 0) return false;
    if (look() == U'姓' && words_.longest(s_, at_ + 1, WordKind::family_name).length > 0) return false;  // 姓邵
    auto* prev = last();
    auto how = Place_before::possible;
    if (prev && prev->tok != Tok::separator) {
      bool named = prev->tok == Tok::place && prev->end == at_ && level_of(*prev) != "county" && level_of(*prev) != "district";
      bool word = prev->tok == Tok::word && (prev->kind == WordKind::from_word || prev->kind == WordKind::home_town || prev->kind == WordKind::away || (prev->kind == WordKind::label && words_.value(prev->value) == "origin"));
      word = word || (prev->tok == Tok::word && s_.substr(prev->begin, prev->end - prev->begin) == U"在");
      bool is = prev->tok == Tok::word && prev->kind == WordKind::filler && s_[prev->end - 1] == U'是';
      bool value = is || prev->tok == Tok::date || prev->tok == Tok::time || prev->tok == Tok::people || prev->tok == Tok::room || prev->tok == Tok::renter;
      if (named || word) how = named ? Place_before::larger : Place_before::expected;
      else if (!value) return false;
    } else if (auto* told = before_mark(); told && told->tok == Tok::word && told->kind == WordKind::label && words_.value(told->value) == "origin") {
      how = Place_before::expected;
    } else if (auto* larger = place_before(); larger && larger->tok == Tok::place && level_of(*larger) == "province") {
      how = Place_before::larger;
    }
    auto found = find_meant_place(s_, at_, words_, how, rules_);
    if (!found || !rules_.fire("origin.sounds_like")) return false;
    auto level = words_.longest(to_chars(found->meant), 0, WordKind::place);
    place(found->end, level.length > 0 ? std::string_view(words_.value(level.value)) : "city", {}, found->meant, "origin.sounds_like");
    return true;
  }
  // 湖南通道: an everyday word right behind the place it lies in
  bool common_place() {
    auto* prev = last();
    if (prev && prev->tok == Tok::word && prev->kind == WordKind::from_word && prev->end == at_) {  // 从长安来
      auto hit = words_.longest(s_, at_, WordKind::common_place);
      auto verb = hit.length > 0 ? words_.longest(s_, at_ + hit.length) : Words::Hit{};
      bool comes = verb.length > 0 && (verb.kind == WordKind::come || verb.kind == WordKind::back);
      if (hit.length < 2 || !comes || words_.longest(s_, at_).length > hit.length || !rules_.fire("place.common_word.from")) return false;
      place(at_ + hit.length, "county", {}, {}, "place.common_word.from");
      return true;
    }
    if (prev && prev->tok == Tok::word && prev->kind == WordKind::home_town && prev->end == at_) {  // 老家明光, never 老家平安
      auto hit = words_.longest(s_, at_, WordKind::common_place);
      auto next = at_ + hit.length < s_.size() ? s_[at_ + hit.length] : U' ';
      bool well = s_[at_] == U'平' || s_[at_] == U'太' || s_[at_] == U'安';
      bool ends = !is_han(next) || next == U'的' || next == U'人';
      if (hit.length < 2 || well || !ends || words_.longest(s_, at_).length > hit.length || !rules_.fire("place.common_word.home")) return false;
      place(at_ + hit.length, "county", {}, {}, "place.common_word.home");
      return true;
    }
    if (!prev || prev->tok != Tok::place || prev->end != at_ || level_of(*prev) == "county" || level_of(*prev) == "district") return false;
    auto hit = words_.longest(s_, at_, WordKind::common_place);
    if (hit.length == 0) hit = words_.longest(s_, at_, WordKind::place);  // 广西来宾
    if (hit.length < 2 || words_.longest(s_, at_).length > hit.length || !rules_.fire("place.common_word")) return false;
    place(at_ + hit.length, "county", {}, {}, "place.common_word");
    return true;
  }

  std::u32string_view s_;
  const Words& words_;
  const Rules& rules_;
  Scan out_;
  std::size_t at_{};
};

}  // namespace

Scan scan(const Text& text, const Words& words, const Rules& rules) { return Scanner(text, words, rules).run(); }

}  // namespace linli::understanding
