#include "service/lexicon/suggest.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <unordered_set>

#include "bot/understanding/text.hpp"
#include "storage/reads.hpp"

namespace linli::lexicon {
namespace {

constexpr std::size_t longest_word = 6;   // characters

// Every run of characters of a name or address, so that no part of it is taken for a word.
class Private {
 public:
  explicit Private(const Known& known) {
    for (auto& name : known.names)
      if (name) name->use([&](const std::string& plain) { add(plain, true); });
    for (auto& place : known.places) add(place, false);
  }
  bool holds(std::u32string_view word) const {
    if (word.size() == 1) return letters_.contains(word.front());
    for (std::size_t i = 0; i + 2 <= word.size(); ++i)
      if (pairs_.contains(std::u32string(word.substr(i, 2)))) return true;
    return false;
  }

 private:
  void add(const std::string& text, bool name) {
    auto chars = understanding::normalise(text).chars;
    for (std::size_t i = 0; i < chars.size(); ++i) {
      if (name) letters_.insert(chars[i]);
      if (i + 2 <= chars.size()) pairs_.insert(chars.substr(i, 2));
    }
  }
  std::unordered_set<std::u32string> pairs_;
  std::unordered_set<char32_t> letters_;
};

std::string_view placeholder(Piece::What what) {
  using enum Piece::What;
  switch (what) {
    case name: return "<name>";
    case phone: return "<phone>";
    case identity: return "<identity>";
    case room: return "<room>";
    case place: return "<place>";
    case number: return "<number>";
    case day: return "<day>";
    case hour: return "<hour>";
    case people: return "<people>";
    case vehicle: return "<vehicle>";
    case temperature: return "<temperature>";
    default: return {};
  }
}

constexpr std::string_view left_out = "\xE2\x80\xA6";   // U+2026

std::string shown(const std::vector<Piece>& pieces, const std::string& word) {
  std::string out;
  auto skip = [&] {
    if (!out.ends_with(left_out)) out += left_out;
  };
  for (auto& p : pieces) {
    if (p.what == Piece::What::mark) out += p.text == "\n" ? " " : p.text;
    else if (p.what == Piece::What::word) out += p.text;
    else if (p.what != Piece::What::unread) out += placeholder(p.what);
    else if (auto at = p.text.find(word); at != p.text.npos) {
      if (at > 0) skip();
      out += word;
      if (at + word.size() < p.text.size()) skip();
    } else skip();
  }
  return out;
}

// What the words should have been understood as tells which words were missing. A guess: the administrator decides.
std::string_view guess(const LessonView& lesson) {
  bool said_day = std::ranges::find(lesson.meant_slots, Slot::date) != lesson.meant_slots.end();
  auto intent = lesson.meant.value_or(lesson.why == LessonWhy::declined || lesson.why == LessonWhy::withdrawn ? Intent::none : lesson.taken);
  switch (intent) {
    case Intent::return_report: return lesson.meant && !said_day ? "unknown_date.strong" : "back";
    case Intent::change: return "change_sign";
    case Intent::cancel: return "cancel.weak";
    case Intent::arrived: return "arrive";
    case Intent::stayed: return "stay";
    case Intent::away: return "away";
    case Intent::leaving: return "leave";
    case Intent::vacant: return "vacant";
    case Intent::unreachable: return "unreachable";
    case Intent::nothing_to_report: return "nothing";
    case Intent::registered: return "registered";
    case Intent::health: return "symptom";
    case Intent::none: return "chore";   // it was no report at all
    default: return "filler";
  }
}

struct Seen {
  std::set<PersonId> people;
  std::map<std::string_view, int> kinds;
  std::string example;
};

bool only_letters(std::u32string_view run) { return std::ranges::all_of(run, [](char32_t c) { return understanding::is_han(c); }); }

}  // namespace

std::vector<Suggestion> suggest(std::span<const LessonView> lessons, const Reader& reader, const Known& known, const Suggesting& how) {
  Private no_word(known);
  std::map<std::u32string, Seen> seen;
  for (auto& lesson : lessons) {
    if (!lesson.words) continue;
    lesson.words->use([&](const std::string& words) {
      auto pieces = reader.cut(words);
      for (auto& piece : pieces) {
        if (piece.what != Piece::What::unread) continue;
        auto run = understanding::to_chars(piece.text);
        if (!only_letters(run)) continue;   // an account, an address of a page
        for (std::size_t i = 0; i < run.size(); ++i)
          for (std::size_t n = run.size() == 1 ? 1 : 2; n <= longest_word && i + n <= run.size(); ++n) {
            auto word = run.substr(i, n);
            if (no_word.holds(word)) continue;
            auto& s = seen[word];
            s.people.insert(lesson.by);
            ++s.kinds[guess(lesson)];
            auto example = shown(pieces, understanding::to_utf8(word));
            if (s.example.empty() || example.size() < s.example.size()) s.example = std::move(example);
          }
      }
    });
  }
  std::erase_if(seen, [&](auto& entry) { return entry.second.people.size() < std::max<std::size_t>(how.people, 1); });
  std::vector<Suggestion> out;
  for (auto& [word, s] : seen) {
    bool part = std::ranges::any_of(seen, [&](auto& other) {   // of a longer word that as many use
      return other.first.size() > word.size() && other.first.find(word) != other.first.npos && other.second.people.size() >= s.people.size();
    });
    if (part) continue;
    auto kind = std::ranges::max_element(s.kinds, {}, [](auto& k) { return k.second; });
    out.push_back({understanding::to_utf8(word), std::string(kind->first), s.people.size(), s.example});
  }
  std::ranges::sort(out, {}, [](const Suggestion& s) { return std::pair(-std::int64_t(s.people), s.word); });
  if (out.size() > how.most) out.resize(how.most);
  return out;
}

std::vector<Suggestion> suggest(Reads& reads, const Reader& reader, const Suggesting& how) {
  return suggest(reads.lessons(), reader, {reads.names_known(), reads.places_known()}, how);
}

std::string as_lines(std::span<const Suggestion> suggestions) {
  std::string out;
  for (auto& s : suggestions) out += s.word + "\t" + s.kind + "\t" + std::to_string(s.people) + "\t" + s.example + "\n";
  return out;
}

std::vector<Suggestion> from_lines(std::string_view lines) {
  std::vector<Suggestion> out;
  while (!lines.empty()) {
    auto end = std::min(lines.find('\n'), lines.size());
    auto line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    std::vector<std::string> parts;
    for (std::size_t at = 0, tab; at <= line.size(); at = tab + 1) {
      tab = std::min(line.find('\t', at), line.size());
      parts.emplace_back(line.substr(at, tab - at));
    }
    if (parts.size() != 4) continue;
    std::size_t people = 0;
    std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), people);
    out.push_back({parts[0], parts[1], people, parts[3]});
  }
  return out;
}

}  // namespace linli::lexicon
