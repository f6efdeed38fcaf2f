#include "bot/understanding/english/vocabulary.hpp"

#include <algorithm>

#include "bot/understanding/tables.hpp"

namespace linli::understanding::english {
namespace {

bool apostrophe(char32_t c) { return c == U'\'' || c == 0x2019 || c == 0x2018 || c == U'`' || c == 0xB4; }

std::string without_apostrophes(const std::string& word) {
  std::string out;
  std::ranges::copy_if(word, std::back_inserter(out), [](char c) { return c != '\''; });
  return out;
}

// The pinyin of a place's name; empty when a character's sound is not known.
std::string pinyin_of(std::string_view name) {
  std::string out;
  for (char32_t c : normalise(name).chars) {
    if (c < 0x4E00 || c > 0x9FFF || tables::pinyin[c - 0x4E00][0] == 0) return {};
    out += tables::pinyin[c - 0x4E00];
  }
  return out;
}

// One letter wrong, left out, too many, or two changed about.
bool one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i == a.size()) return false;
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

bool a_day_name(Term t) { return (t >= Term::january && t <= Term::sunday) || t == Term::tomorrow || t == Term::yesterday; }
constexpr std::size_t long_name = 6;

}  // namespace

std::vector<Token> cut(const Text& text) {
  std::vector<Token> out;
  auto& s = text.chars;
  bool blank = true;
  for (std::size_t i = 0; i < s.size();) {
    if (s[i] == U' ') {
      blank = true;
      ++i;
      continue;
    }
    Token t;
    t.glued = !blank;
    blank = false;
    t.begin = std::uint32_t(i);
    if (is_latin(s[i])) {
      t.kind = Token::Kind::word;
      auto first = text.written[text.begin[i]];
      t.capital = first >= 'A' && first <= 'Z';
      while (i < s.size() && (is_latin(s[i]) || (apostrophe(s[i]) && i + 1 < s.size() && is_latin(s[i + 1])))) {
        t.text.push_back(apostrophe(s[i]) ? '\'' : char(s[i]));
        ++i;
      }
    } else if (is_digit(s[i])) {
      t.kind = Token::Kind::number;
      while (i < s.size() && is_digit(s[i])) t.text.push_back(char(s[i++]));
      if (t.text.size() <= 9) t.value = std::stol(t.text);
    } else {
      t.kind = is_han(s[i]) ? Token::Kind::han : Token::Kind::mark;
      t.text = to_utf8(std::u32string_view(s).substr(i, 1));
      ++i;
    }
    t.end = std::uint32_t(i);
    out.push_back(std::move(t));
  }
  return out;
}

Vocabulary::Vocabulary(const Lexicon& lexicon) {
  std::vector<std::pair<std::string, Term>> shortened;
  for (auto& word : lexicon.words) {
    if (word.kind != WordKind::english) continue;
    auto at = std::ranges::find(term_names, word.value) - term_names.begin();
    auto text = normalise(word.text);
    std::string phrase;  // as the tokens of a text are put together
    std::size_t words = 0;
    for (auto& t : cut(text)) {
      phrase += (phrase.empty() || (t.glued && t.kind == Token::Kind::mark) ? "" : " ") + t.text;
      ++words;
      if (t.text.size() > 2) parts_.insert(without_apostrophes(t.text));
    }
    longest_ = std::max(longest_, words);
    terms_[phrase].add(Term(at));
    if (phrase.find('\'') != phrase.npos) shortened.emplace_back(without_apostrophes(phrase), Term(at));
    if (a_day_name(Term(at)) && phrase.size() >= long_name) day_names_.push_back(phrase);
  }
  std::unordered_map<std::string, Terms> more;
  for (auto& [phrase, term] : shortened) {
    auto first = phrase.substr(0, phrase.find(' '));
    bool another = phrase != first && terms_.contains(first) && first != "i";  // were in is not we're in
    if (!terms_.contains(phrase) && !another) more[phrase].add(term);
  }
  terms_.merge(more);
  for (auto& word : lexicon.words) {
    bool known = word.kind == WordKind::place && (word.value == "province" || word.value == "city" || word.value == "county");
    if (!known || to_chars(word.text).size() < 2) continue;
    auto name = pinyin_of(word.text);
    if (name.size() >= 4 && !terms_.contains(name)) terms_[name].add(Term::place);
  }
  for (std::size_t c = 0; c <= 0x9FFF - 0x4E00; ++c) syllables_.insert(tables::pinyin[c]);
}

const Terms* Vocabulary::find(const std::string& phrase) const {
  auto it = terms_.find(phrase);
  return it == terms_.end() ? nullptr : &it->second;
}

bool Vocabulary::english(const std::vector<Token>& tokens) const {
  std::size_t words = 0, known = 0, sure = 0, han = 0, letters = 0;
  bool link = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    auto& t = tokens[i];
    han += t.kind == Token::Kind::han;
    link = t.text == "http" || t.text == "https" || t.text == "www" || (link && t.glued);
    if (t.kind != Token::Kind::word || link) continue;
    letters += t.text.size();
    bool code = t.text.size() <= 2 && i + 1 < tokens.size() && tokens[i + 1].number() && tokens[i + 1].glued && !find(t.text);
    auto* terms = find(t.text);
    if (!terms) terms = find(without_apostrophes(t.text));
    if (code || (terms && terms->has(Term::place))) continue;
    ++words;
    if (!terms && parts_.contains(without_apostrophes(t.text))) {
      ++known;
      sure += !syllables_.contains(t.text);
      continue;
    }
    if (!terms) {
      if (t.capital) --words;  // a name
      continue;
    }
    ++known;
    sure += !terms->has(Term::shared) && !syllables_.contains(t.text);
  }
  return sure > 0 && known * 2 >= words && letters > han * 3 && (han == 0 || sure >= 3);
}

bool Vocabulary::only_places(const std::vector<Token>& tokens) const {
  bool place = false;
  for (auto& t : tokens) {
    if (t.kind == Token::Kind::mark && (t.text == "," || t.text == ".")) continue;
    auto* terms = t.kind == Token::Kind::word ? find(without_apostrophes(t.text)) : nullptr;
    if (!terms || !terms->has(Term::place) || !t.capital) return false;
    place = true;
  }
  return place;
}

void Vocabulary::put_right(Token& token, const Rules& rules) const {
  if (token.text.size() < long_name - 1) return;
  const std::string* meant = nullptr;
  for (auto& name : day_names_)
    if (one_slip(token.text, name)) {
      auto same = [&](Term a) { return meant && find(*meant)->has(a) && find(name)->has(a); };
      bool agrees = false;
      for (auto t = Term::january; t <= Term::sunday; t = Term(int(t) + 1)) agrees = agrees || same(t);
      if (meant && !agrees && !same(Term::tomorrow) && !same(Term::yesterday)) return;  // Munday is Monday or Sunday
      meant = &name;
    }
  if (!meant || !rules.fire("en.slip.day")) return;
  token.terms = *find(*meant);
  token.fuzzy = true;
}

std::vector<Token> Vocabulary::phrases(std::vector<Token> tokens, const Rules& rules) const {
  std::vector<Token> out;
  out.reserve(tokens.size());
  std::string phrase;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t taken = 0;
    const Terms* terms = nullptr;
    if (tokens[i].kind != Token::Kind::han) {
      phrase.clear();
      for (std::size_t n = 0; n < longest_ && i + n < tokens.size(); ++n) {
        auto& t = tokens[i + n];
        if (t.kind == Token::Kind::han || (n > 0 && (t.number() || tokens[i].number()))) break;
        phrase += (n == 0 || (t.glued && t.kind == Token::Kind::mark) ? "" : " ") + t.text;
        auto* hit = find(phrase);
        if (!hit && phrase.find('\'') != phrase.npos) hit = find(without_apostrophes(phrase));
        if (hit) terms = hit, taken = n + 1;
      }
    }
    if (!terms) {
      if (tokens[i].kind == Token::Kind::word) put_right(tokens[i], rules);
      out.push_back(std::move(tokens[i++]));
      continue;
    }
    Token t = std::move(tokens[i]);
    t.terms = *terms;
    for (std::size_t n = 1; n < taken; ++n) {
      t.text += " " + tokens[i + n].text;
      t.end = tokens[i + n].end;
    }
    if (taken > 1) t.kind = Token::Kind::word;
    out.push_back(std::move(t));
    i += taken;
  }
  return out;
}

}  // namespace linli::understanding::english
