#include "service/second_reader/mask.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "bot/understanding/text.hpp"

namespace linli::second_reader {
namespace {

using understanding::is_digit;
using understanding::is_han;
using understanding::is_latin;

constexpr std::size_t longest_known = 8, shortest_known = 2;   // characters of a name or of a place's name
constexpr std::size_t plain_number = 2;                        // a longer one may be of a house

// Names in all their parts, and the names of places.
class Known {
 public:
  Known(std::span<const SecretPtr> names, std::span<const std::string> places) {
    for (auto& name : names)
      if (name) name->use([&](const std::string& plain) { add_name(plain); });
    for (auto& place : places) add_runs(place);
  }
  std::optional<Masked> is(std::u32string_view run) const {
    std::u32string word(run);
    if (names_.contains(word)) return Masked::name;
    if (places_.contains(word)) return Masked::room;
    return {};
  }

 private:
  void add_name(const std::string& plain) {
    auto chars = understanding::normalise(plain).chars;
    names_.insert(chars);
    for (std::size_t i = 1; i + shortest_known <= chars.size(); ++i) names_.insert(chars.substr(i));   // the given name alone
  }
  void add_runs(const std::string& plain) {
    std::u32string run;
    for (auto c : understanding::normalise(plain).chars + U" ") {
      if (is_han(c)) run += c;
      else {
        places_.insert(run);
        run.clear();
      }
    }
  }
  std::unordered_set<std::u32string> names_, places_;
};

std::optional<Masked> masked(const Piece& piece, std::size_t length) {
  using enum Piece::What;
  switch (piece.what) {
    case name: return Masked::name;
    case phone: return Masked::phone;
    case room: return Masked::room;
    case place: return Masked::place;
    case vehicle: return Masked::vehicle;
    case identity: return Masked::code;
    case number: return length > plain_number ? std::optional(Masked::room) : std::nullopt;
    default: return {};
  }
}

std::string_view word_for(Masked what) {
  switch (what) {
    case Masked::name: return "NAME";
    case Masked::phone: return "PHONE";
    case Masked::room: return "ROOM";
    case Masked::place: return "PLACE";
    case Masked::vehicle: return "VEHICLE";
    case Masked::code: return "CODE";
  }
  return "CODE";
}

struct Letter {
  char32_t c{};
  std::optional<Masked> hidden;
  std::size_t part{};           // letters of one part make one placeholder
  bool may_hide{};              // no day, hour or head count
};

std::vector<Letter> letters_of(const std::vector<Piece>& pieces, bool& unread) {
  std::vector<Letter> out;
  std::size_t part = 0;
  bool before = false;          // the letter before is of an account, or of a name in Latin letters: digits behind it are too
  for (auto& piece : pieces) {
    auto chars = understanding::to_chars(piece.text);
    auto what = masked(piece, chars.size());
    bool free = piece.what == Piece::What::word || piece.what == Piece::What::unread;
    bool first = true;
    for (auto c : chars) {
      bool code = (free && is_latin(c)) || (before && is_digit(c) && piece.what == Piece::What::number);
      if (first && !code) ++part;
      first = false;
      before = code;
      out.push_back({c, code ? std::optional(Masked::code) : what, part, free});
      unread = unread || (piece.what == Piece::What::unread && is_han(c));
    }
  }
  return out;
}

void hide_known(std::vector<Letter>& letters, const Known& known) {
  std::u32string chars;
  for (auto& l : letters) chars += l.c;
  std::size_t part = letters.empty() ? 0 : letters.back().part;
  for (std::size_t i = 0; i < letters.size(); ++i)
    for (auto n = std::min(longest_known, letters.size() - i); n >= shortest_known; --n) {
      auto what = known.is(std::u32string_view(chars).substr(i, n));
      bool free = what && std::all_of(letters.begin() + std::ptrdiff_t(i), letters.begin() + std::ptrdiff_t(i + n), [](const Letter& l) { return l.may_hide && !l.hidden; });
      if (!free) continue;
      ++part;
      for (auto k = i; k < i + n; ++k) letters[k].hidden = what, letters[k].part = part;
      break;
    }
}

}  // namespace

MaskedText mask(std::string_view text, const Reader& reader, std::span<const SecretPtr> names, std::span<const std::string> places) {
  MaskedText out;
  auto letters = letters_of(reader.cut(text), out.unread);
  hide_known(letters, Known(names, places));
  std::map<Masked, int> count;
  for (std::size_t i = 0; i < letters.size();) {
    if (!letters[i].hidden) {
      out.text += understanding::to_utf8(std::u32string_view(&letters[i].c, 1));
      ++i;
      continue;
    }
    std::u32string run;
    auto what = *letters[i].hidden;
    auto part = letters[i].part;
    for (; i < letters.size() && letters[i].hidden == what && letters[i].part == part; ++i) run += letters[i].c;
    auto name = "[" + std::string(word_for(what)) + std::to_string(++count[what]) + "]";
    out.text += name;
    out.hidden[name] = {what, understanding::to_utf8(run)};
  }
  return out;
}

}  // namespace linli::second_reader
