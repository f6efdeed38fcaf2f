#include "bot/understanding/reader.hpp"

#include <algorithm>

#include "bot/understanding/facts.hpp"
#include "bot/understanding/lexicon.hpp"
#include "bot/understanding/words.hpp"

namespace linli {
namespace understanding {
namespace {

using enum WordKind;

constexpr std::size_t most_candidates = 48;
constexpr std::size_t longest_text = 2400;  // characters; of a longer text only its beginning is read, and whether it holds an identity number

bool holds_id_number(std::u32string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1])) && find_id_number(text, i)) return true;
  return false;
}

// Slips of hand and ear that lose nothing are put right first; the place in the written text stays.
Text put_right(Text text, const Words& words) {
  for (std::size_t i = 0; i < text.chars.size(); ++i) {
    auto hit = words.longest(text.chars, i, slip);
    if (hit.length == 0) continue;
    auto meant = to_chars(words.value(hit.value));
    if (words.is(meant, WordKind::place) || meant.size() != hit.length) continue;
    std::copy(meant.begin(), meant.end(), text.chars.begin() + std::ptrdiff_t(i));
    i += hit.length - 1;
  }
  return text;
}

class Reading_maker {
 public:
  Reading_maker(const Parsed& parsed, const Moment& written, Reading& out) : p_(parsed), s_(parsed.scan), written_(written), out_(out) {}

  void make() {
    out_.personal_number = out_.personal_number || s_.personal_number;
    answers();
    for (auto& group : group_clauses(p_))
      if (out_.candidates.size() < most_candidates && out_.doubts.size() < most_candidates) take(group);
    acks();
    dedupe();
    bool report = std::ranges::any_of(out_.candidates, [](const Candidate& c) { return c.clear && c.intent != Intent::ack && c.intent != Intent::question && c.intent != Intent::health; });
    if (!report) loose();
  }

 private:
  void take(const Group& group) {
    for (auto& draft : group.drafts) {
      bool clear = false;
      if (auto why = against(p_, group, draft, clear)) {
        out_.doubts.push_back({std::string(*why), s_.text->span(s_.tokens[draft.event].begin, s_.tokens[draft.event].end)});
        continue;
      }
      for (auto& c : fill(p_, group, draft, written_)) {
        c.clear = clear;
        out_.candidates.push_back(std::move(c));
      }
    }
  }

  bool content(const Token& t) const { return t.tok != Tok::separator && !(t.tok == Tok::word && (t.kind == filler || t.kind == le || t.kind == ba || t.kind == thanks || t.kind == de)); }

  // Messages that are an answer as a whole.
  void answers() {
    std::size_t said = 0, yes_words = 0, no_words = 0, arrive_words = 0, not_words = 0, ack_words = 0, thanks_words = 0, done_words = 0, bare_yes = 0;
    bool be = false;
    for (auto& t : s_.tokens) {
      if (t.tok == Tok::word && t.kind == thanks) ++thanks_words;
      if (t.tok == Tok::word && t.kind == filler && s_.chars(t) == U"是") be = true;
      if (t.tok == Tok::word && t.kind == filler && s_.chars(t) == U"嗯") ++bare_yes;
      if (!content(t)) continue;
      ++said;
      if (t.tok != Tok::word) continue;
      yes_words += t.kind == yes;
      no_words += t.kind == no;
      ack_words += t.kind == ack;
      arrive_words += t.kind == arrive || t.kind == back || (t.kind == come);
      not_words += t.kind == neg_have || (t.kind == depart && s_.chars(t).find(U"路上") != std::u32string_view::npos);
      done_words += t.kind == done || t.kind == pronoun || t.kind == renter_word;
    }
    bool le_said = std::ranges::any_of(s_.tokens, [](const Token& t) { return t.tok == Tok::word && (t.kind == le || t.kind == done); });
    if (said == 0) {
      out_.yes = be || bare_yes > 0;
      out_.ack = thanks_words > 0 || bare_yes > 0;
      return;
    }
    out_.yes = yes_words > 0 && yes_words + ack_words == said;
    out_.ack = ack_words == said || (ack_words > 0 && ack_words + yes_words == said);
    out_.arrived_yes = arrive_words > 0 && le_said && arrive_words + done_words == said;
    out_.arrived_no = not_words > 0 && not_words + arrive_words + done_words == said;
    // 不是的，是三口人; 错了，303
    for (auto& c : p_.clauses) {
      std::size_t no_here = 0, all = 0;
      for (auto i = c.first; i < c.last; ++i)
        if (content(s_.tokens[i])) ++all, no_here += s_.word(i, no) || (s_.word(i, denied) && c.last - c.first == 1);
      if (all == 0) continue;
      out_.no = no_here == all;
      break;
    }
    (void)no_words;
  }

  // 收到 at the head of a clause that says nothing else.
  void acks() {
    for (auto& c : p_.clauses) {
      if (!s_.word(c.first, ack)) continue;
      bool plain = true;
      for (auto i = c.first; i < c.last; ++i) {
        auto& t = s_.tokens[i];
        plain = plain && (!content(t) || (t.tok == Tok::word && (t.kind == ack || t.kind == renter_word || t.kind == done || t.kind == future)));
      }
      auto& first = s_.tokens[c.first];
      auto& last = s_.tokens[c.last - 1];
      if (!plain || (s_.chars(first) == U"1" || s_.chars(first) == U"行" || s_.chars(first) == U"👍")) continue;
      Candidate ackd;
      ackd.intent = Intent::ack;
      ackd.clear = true;
      ackd.rule = "ack";
      ackd.clause = s_.text->span(first.begin, last.end);
      auto later = std::ranges::find_if(out_.candidates, [&](const Candidate& k) { return k.clause.begin >= ackd.clause.begin; });
      out_.candidates.insert(later, std::move(ackd));
      return;
    }
  }

  // The same said twice (后天回来后天回来) is said once.
  void dedupe() {
    auto& all = out_.candidates;
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t k = all.size(); k-- > i + 1;) {
        if (all[i].intent != all[k].intent || all[i].negated != all[k].negated) continue;
        bool same = all[k].slots.size() == all[i].slots.size() && std::ranges::equal(all[i].slots, all[k].slots, [](const Found& a, const Found& b) { return a.slot == b.slot && a.value == b.value; });
        if (same) all.erase(all.begin() + std::ptrdiff_t(k));
      }
  }

  void add_loose(std::optional<Found> f) {
    if (f && out_.loose.size() < 12) out_.loose.push_back(std::move(*f));
  }
  // Slots that stand alone: they answer a question, or are part of a burst.
  void loose() {
    std::size_t said = 0;
    for (auto& t : s_.tokens) said += content(t);
    std::vector<std::string> passed;
    Span passed_at;
    bool denied_route = false;
    for (std::size_t i = 0; i < s_.tokens.size(); ++i) {
      auto& t = s_.tokens[i];
      auto span = s_.text->span(t.begin, t.end);
      auto role = p_.roles[i];
      switch (t.tok) {
        case Tok::date:
          if (role != Part_role::was && role != Part_role::other_matter && role != Part_role::told_on) add_loose(with_time(i));
          break;
        case Tok::room:
          if (role != Part_role::denied) add_loose(found_at(p_, i, Slot::room));
          break;
        case Tok::people:
          if (role != Part_role::denied) add_loose(found_at(p_, i, Slot::people));
          break;
        case Tok::renter:
          if (role == Part_role::plain) add_loose(found_at(p_, i, Slot::renter));
          break;
        case Tok::phone: add_loose(found_at(p_, i, Slot::phone)); break;
        case Tok::vehicle: add_loose(found_at(p_, i, Slot::number)); break;
        case Tok::place:
          if (role == Part_role::origin || role == Part_role::bare_origin) add_loose(found_at(p_, i, Slot::origin));
          if (role == Part_role::via) passed.push_back(s_.texts[std::size_t(t.data)]), passed_at = span;
          if (role == Part_role::denied) denied_route = true, passed_at = passed_at.end ? passed_at : span;
          break;
        case Tok::number:
          if (said == 1) {
            DateValue day;
            DateExpr expr;
            expr.first = DateAtom{.form = DateAtom::Form::solar, .day = t.data};
            if (t.data >= 1 && t.data <= 31) day = resolve(expr, written_, Tense::plan);
            if (day.start) add_loose(Found{Slot::date, day, {}, span, "number.bare"});
            if (t.data >= 1 && t.data <= 12) add_loose(Found{Slot::people, std::int64_t(t.data), {}, span, "number.bare"});
          }
          break;
        case Tok::word:
          if (t.kind == unknown_date || (t.kind == hedge && said == 1)) {
            DateValue open;
            open.certainty = Certainty::unknown;
            add_loose(Found{Slot::date, open, {}, span, "date.open"});
          }
          if (t.kind == by && role != Part_role::denied) add_loose(Found{Slot::by, s_.words->value(t.value), {}, span, "by"});
          break;
        default: break;
      }
    }
    if (!passed.empty() || denied_route) add_loose(Found{Slot::via, passed, {}, passed_at, passed.empty() ? "via.denied" : "via"});
    // a text that says much more is no answer
    std::size_t unknown = 0;
    for (auto& c : p_.clauses) unknown += c.unknown;
    bool other_matter = std::ranges::any_of(p_.clauses, [](const Clause& c) { return c.goods || c.chore || c.news || c.quoting || c.forwarded || c.outsider || c.former; });
    if (other_matter || unknown > 8) out_.loose.clear();
  }
  std::optional<Found> with_time(std::size_t i) const {
    auto& t = s_.tokens[i];
    auto expr = s_.dates[std::size_t(t.data)];
    for (std::size_t k = i + 1; k < s_.tokens.size() && k < i + 4; ++k)
      if (s_.is(k, Tok::time)) add_time(expr, s_.times[std::size_t(s_.tokens[k].data)]);
    auto value = resolve(expr, written_, Tense::plan);
    if (!value.start) return {};
    return Found{Slot::date, value, {}, s_.text->span(t.begin, t.end), std::string(t.rule)};
  }

  const Parsed& p_;
  const Scan& s_;
  const Moment& written_;
  Reading& out_;
};

// 可能15也可能16号: the first day borrows what the second one says.
void bare_first_day(Scan& scan) {
  for (std::size_t i = 0; i + 2 < scan.tokens.size(); ++i) {
    auto number = scan.tokens[i].data;
    if (!scan.is(i, Tok::number) || number < 1 || number > 31) continue;
    auto said = scan.chars(scan.tokens[i + 1]);
    bool joins = said == U"也可能" || said == U"或者" || said == U"要么" || said == U"或" || said == U"还是";
    if (!joins || !scan.is(i + 2, Tok::date)) continue;
    auto& date = scan.dates[std::size_t(scan.tokens[i + 2].data)];
    if (date.first.form != DateAtom::Form::solar || date.last || date.first.day <= number) continue;
    date.last = date.first;
    date.first.day = number;
    scan.tokens.erase(scan.tokens.begin() + std::ptrdiff_t(i), scan.tokens.begin() + std::ptrdiff_t(i) + 2);
  }
}

// 可能下礼拜 也可能下下礼拜: one span
void join_alternatives(Scan& scan) {
  for (std::size_t i = 0; i < scan.tokens.size(); ++i) {
    if (!scan.is(i, Tok::date)) continue;
    bool other = false;
    std::size_t k = i + 1;
    for (; k < scan.tokens.size() && k < i + 6 && !scan.is(k, Tok::date); ++k) {
      auto& t = scan.tokens[k];
      auto said = scan.chars(t);
      bool joins = said == U"也可能" || said == U"或者" || said == U"要么" || said == U"或" || said == U"还是";
      other = other || joins;
      bool verb = t.tok == Tok::word && (t.kind == back || t.kind == come || t.kind == arrive);
      bool light = joins || verb || (t.tok == Tok::separator && t.gap <= Gap::comma) || small_word(t);
      if (!light) break;
    }
    if (!other || !scan.is(k, Tok::date)) continue;
    extend(scan.dates[std::size_t(scan.tokens[i].data)], scan.dates[std::size_t(scan.tokens[k].data)]);
    auto first = scan.tokens.begin() + std::ptrdiff_t(i) + 1, last = scan.tokens.begin() + std::ptrdiff_t(k) + 1;
    auto keeps = [](const Token& t) { return t.tok == Tok::word && (t.kind == back || t.kind == come || t.kind == arrive || t.kind == hedge); };
    scan.tokens.erase(std::remove_if(first, last, [&](const Token& t) { return !keeps(t); }), last);
  }
}

}  // namespace
}  // namespace understanding

struct Reader::Impl {
  understanding::Words words;
  Zone zone;
};

Reader::Reader(std::shared_ptr<const Lexicon> lexicon, Zone zone) : impl_(std::make_unique<const Impl>(Impl{understanding::Words(*lexicon), std::move(zone)})) {}
Reader::~Reader() = default;

Reading Reader::read(std::string_view written, Instant sent_at, RuleProbe* probe) const {
  using namespace understanding;
  Reading out;
  auto text = normalise(written);
  bool cut = text.chars.size() > longest_text;
  if (cut) {
    out.personal_number = holds_id_number(text.chars);
    out.doubts.push_back({"too_long", {text.begin[longest_text], std::uint32_t(written.size())}});
    text.chars.resize(longest_text);
    text.begin.resize(longest_text);
    text.end.resize(longest_text);
  }
  text = put_right(std::move(text), impl_->words);
  Parsed parsed;
  parsed.rules = Rules(probe);
  parsed.scan = scan(text, impl_->words, parsed.rules);
  bare_first_day(parsed.scan);
  join_alternatives(parsed.scan);
  auto local = impl_->zone.local(sent_at);
  Moment moment{local.day, local.of_day};
  find_roles(parsed);
  find_clauses(parsed);
  find_events(parsed, moment);
  Reading_maker(parsed, moment, out).make();
  if (cut)
    for (auto& c : out.candidates) c.clear = false;  // what the rest says is not known
  return out;
}

}  // namespace linli
