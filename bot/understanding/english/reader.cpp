#include "bot/understanding/english/reader.hpp"

#include <algorithm>
#include <array>

#include "bot/understanding/english/slots.hpp"

namespace linli::understanding::english {
namespace {

constexpr std::size_t most_facts = 24;

class Maker {
 public:
  Maker(const Page& page, const Moment& written, Reading& out) : p_(page), written_(written), out_(out), clauses_(clauses_of(page)) {}

  void make() {
    out_.personal_number = out_.personal_number || p_.personal_number;
    answers();
    if (tip()) return;
    auto drafts = drafts_of(p_, clauses_);
    meet(p_, clauses_, drafts);
    questions(drafts);
    std::vector<Judged> judged;
    for (auto& d : drafts) judged.push_back(d.intent == Intent::question ? Judged{Verdict::clear, d.rule} : judge(p_, clauses_, d));
    for (std::size_t i = drafts.size(); i-- > 0;)
      if (judged[i].verdict == Verdict::drop) {
        out_.doubts.insert(out_.doubts.begin(), {std::string(judged[i].rule), p_.span(drafts[i].token, drafts[i].token + 1)});
        drafts.erase(drafts.begin() + std::ptrdiff_t(i));
        judged.erase(judged.begin() + std::ptrdiff_t(i));
      }
    for (std::size_t i = 0; i < drafts.size() && i < most_facts; ++i) {
      auto& d = drafts[i];
      auto c = d.intent == Intent::question ? question(d) : fill(p_, clauses_, drafts, i, written_);
      c.clear = judged[i].verdict == Verdict::clear;
      if (d.intent == Intent::retract) out_.retract = true;
      out_.candidates.push_back(std::move(c));
    }
    if (!out_.candidates.empty() || out_.ack) acknowledged();
    bool report = std::ranges::any_of(out_.candidates, [](const Candidate& c) { return c.clear && c.intent != Intent::ack && c.intent != Intent::question && c.intent != Intent::health; });
    std::size_t unknown = 0;
    for (auto& c : clauses_) unknown += c.unknown;
    bool talk = std::ranges::any_of(out_.doubts, [](const Doubt& d) { return d.rule != "en.about.goal"; });
    if (!report && unknown <= 3 && !talk) out_.loose = loose_values(p_, written_);
    auto day = [](const Found& f) { return f.slot == Slot::date; };
    bool of_something = unknown > 1 || (unknown == 1 && std::ranges::any_of(clauses_, [](const Clause& c) { return c.who == Who::other; }));
    of_something = of_something || std::ranges::any_of(clauses_, [](const Clause& c) { return c.terms.has(Term::common) && c.who == Who::other; });
    if (of_something && !out_.no && std::ranges::any_of(out_.loose, day) && p_.rules.fire("en.loose.day_of_something")) std::erase_if(out_.loose, day);  // the weather is great today
  }

 private:
  static bool small(const Token& t) { return t.kind == Token::Kind::mark || (t.is(Term::filler) && !t.terms.any(Term::ack, Term::yes, Term::no)); }
  // How a message answers as a whole: its words counted, and the table of what they come to.
  struct Said {
    std::size_t all{}, yes{}, ack{}, assents{}, yet{}, not_words{}, small_words{};
    std::size_t first_clause{}, no_there{};
    bool no_first{};  // no, and what is right
  };
  struct Answer {
    std::string_view rule;
    bool Reading::*what;
    bool (*when)(const Said&);
  };
  static constexpr std::array answers_{
      Answer{"en.answer.yes", &Reading::yes, [](const Said& s) { return s.yes > 0 && s.yes + s.ack == s.all; }},
      Answer{"en.answer.ack", &Reading::ack, [](const Said& s) { return s.ack > 0 && s.yes + s.ack == s.all; }},
      Answer{"en.answer.agrees", &Reading::agrees, [](const Said& s) { return s.assents > 0 && s.yes + s.ack == s.all; }},  // ok thanks
      Answer{"en.answer.not_yet", &Reading::arrived_no, [](const Said& s) { return s.yet > 0 && s.yet + s.not_words + s.small_words >= s.all; }},
      Answer{"en.answer.no_clause", &Reading::no, [](const Said& s) { return s.first_clause > 0 && s.no_there == s.first_clause; }},  // Wrong, it's room 302
      Answer{"en.answer.no_first", &Reading::no, [](const Said& s) { return s.no_first; }}};  // No it's the 18th

  Said counted() const {
    Said s;
    for (auto& t : p_.tokens) {
      if (small(t)) continue;
      ++s.all;
      s.yes += t.is(Term::yes);
      s.ack += t.is(Term::ack) && !t.is(Term::yes);
      s.assents += t.is(Term::ack) && !t.is(Term::only_read);
      s.yet += t.is(Term::yet) || t.is(Term::not_left_yet) || t.is(Term::on_the_way);
      s.not_words += t.is(Term::not_) || t.is(Term::no);
      s.small_words += t.terms.any(Term::third, Term::me, Term::us, Term::am, Term::have, Term::it, Term::be, Term::tenant, Term::will);
    }
    if (clauses_.empty()) return s;
    for (auto i = clauses_.front().first; i < clauses_.front().last; ++i)
      if (!small(p_.tokens[i])) ++s.first_clause, s.no_there += p_.is(i, Term::no);
    auto first = std::size_t(std::ranges::find_if(p_.tokens, [](const Token& t) { return !small(t); }) - p_.tokens.begin());
    bool not_yet = s.yet > 0 && s.yet + s.not_words + s.small_words >= s.all;
    s.no_first = p_.at(first).text == "no" && s.all > 1 && !not_yet && (p_.is(first + 1, Term::it) || p_.value_at(first + 1));
    return s;
  }
  void answers() {
    auto said = counted();
    if (said.all == 0) return;
    for (auto& a : answers_)
      if (a.when(said) && p_.rules.fire(a.rule)) out_.*a.what = true;
  }

  // Something irregular at somebody else's dwelling is all that the message tells.
  bool tip() {
    Terms all;
    for (auto& c : clauses_) all |= c.terms;
    bool asked = std::ranges::any_of(clauses_, &Clause::asking);
    bool signs = (all.has(Term::irregular) && all.any(Term::other_home, Term::strangers)) || (all.has(Term::other_home) && all.has(Term::strangers));
    if (!signs || asked || all.any(Term::news, Term::long_ago, Term::if_) || !p_.rules.fire("en.tip_off")) return false;
    Candidate c;
    c.intent = Intent::tip_off;
    c.clear = true;
    c.rule = "en.tip_off";
    c.clause = p_.span(clauses_.front().first, clauses_.back().last);
    for (auto kind : {Value::Kind::room, Value::Kind::origin, Value::Kind::day})
      for (auto& v : p_.values)
        if (v.kind == kind && !c.find(kind == Value::Kind::room ? Slot::room : kind == Value::Kind::origin ? Slot::origin : Slot::date)) {
          auto value = v;
          for (auto& t : p_.values)
            if (t.kind == Value::Kind::time && kind == Value::Kind::day) add_time(value.day.date, t.time, p_.rules);
          if (auto f = found_of(p_, value, written_, Tense::past)) c.slots.push_back(std::move(*f));
        }
    out_.candidates.push_back(std::move(c));
    return true;
  }

  // Can I come back on Monday?
  bool may_come(const std::vector<Draft>& drafts, std::size_t clause) const {
    if (!clauses_[clause].terms.has(Term::permission)) return false;
    return std::ranges::any_of(drafts, [&](const Draft& d) {
      bool comes = d.intent == Intent::return_report && d.clauses.front() == clause && !d.weak;
      return comes && (d.goal == Goal::none || d.goal == Goal::here) && d.who != Who::other && d.who != Who::relative && d.who != Who::vehicle;
    });
  }

  // Asking clauses with a topic, each after what is told before it. The topic may stand anywhere in the sentence.
  void questions(std::vector<Draft>& drafts) {
    std::vector<std::string_view> asked;
    for (std::size_t k = 0; k < clauses_.size(); ++k) {
      if (!clauses_[k].asking) continue;
      auto topic = topic_of(p_, clauses_[k].terms);
      for (std::size_t n = 0; n < clauses_.size() && !topic; ++n)
        if (clauses_[n].sentence == clauses_[k].sentence) topic = topic_of(p_, clauses_[n].terms);
      if (!topic && may_come(drafts, k) && p_.rules.fire("en.question.may_come")) topic = "entry";
      if (!topic || std::ranges::find(asked, *topic) != asked.end()) continue;
      asked.push_back(*topic);
      Draft d;
      d.intent = Intent::question;
      d.rule = *topic;
      d.token = clauses_[k].first;
      d.clauses.push_back(k);
      auto later = std::ranges::find_if(drafts, [&](const Draft& o) { return o.clauses.front() > k; });
      drafts.insert(later, std::move(d));
    }
  }
  Candidate question(const Draft& d) const {
    Candidate c;
    c.intent = Intent::question;
    c.rule = "question";
    auto& clause = clauses_[d.clauses.front()];
    c.clause = p_.span(clause.first, clause.last);
    c.slots.push_back({Slot::about, std::string(d.rule), {}, c.clause, "question"});
    return c;
  }

  // OK at the head of a message that says more.
  void acknowledged() {
    bool ack = false;
    auto& c = out_.candidates.empty() ? clauses_.back() : clauses_.front();
    for (auto i = clauses_.front().first; i < c.last; ++i) {
      auto& t = p_.tokens[i];
      if (small(t) || t.text == "thanks" || t.text == "thank you") continue;
      if (!t.is(Term::ack)) return;
      ack = ack || !t.is(Term::filler);
    }
    if (!ack || !p_.rules.fire("en.ack")) return;
    Candidate said;
    said.intent = Intent::ack;
    said.clear = true;
    said.rule = "en.ack";
    said.clause = p_.span(clauses_.front().first, c.last);
    out_.candidates.insert(out_.candidates.begin(), std::move(said));
  }

  const Page& p_;
  const Moment& written_;
  Reading& out_;
  std::vector<Clause> clauses_;
};

}  // namespace

bool mostly_latin(std::u32string_view text) {
  std::size_t latin = 0, han = 0;
  for (char32_t c : text) latin += is_latin(c), han += is_han(c);
  return latin >= 2 && latin > han * 3;
}

bool read(const Text& text, const Vocabulary& vocabulary, const Moment& written, const Rules& rules, Reading& out) {
  auto tokens = cut(text);
  bool english = vocabulary.english(tokens) && rules.fire("en.language");
  if (!english && !(vocabulary.only_places(tokens) && rules.fire("en.only_places"))) return false;
  if (english) out.language = Language::en;
  Page page{text, vocabulary.phrases(std::move(tokens), rules), rules, {}, {}};
  find_values(page);
  Maker(page, written, out).make();
  return true;
}

}  // namespace linli::understanding::english
