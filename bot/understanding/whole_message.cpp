// Messages that are an answer as a whole: 对的, 不是, 到了, 还没, 收到. What they mean depends on what was asked, which interpret.cpp knows.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Whole {
 public:
  Whole(const Parsed& parsed, Reading& out) : p_(parsed), s_(parsed.scan), out_(out) {}

  // Messages that are an answer as a whole.
  void answers() {
    std::size_t said = 0, yes_words = 0, arrive_words = 0, not_words = 0, ack_words = 0, thanks_words = 0, done_words = 0, bare_yes = 0;
    bool be = false;
    for (auto& t : s_.tokens) {
      if (t.tok == Tok::word && t.kind == thanks) ++thanks_words;
      if (t.tok == Tok::word && t.kind == filler && s_.chars(t) == U"是") be = true;
      if (t.tok == Tok::word && t.kind == filler && s_.chars(t) == U"嗯") ++bare_yes;
      if (!content(t)) continue;
      ++said;
      if (t.tok != Tok::word) continue;
      yes_words += t.kind == yes;
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

 private:
  const Parsed& p_;
  const Scan& s_;
  Reading& out_;
};

}  // namespace

bool content(const Token& t) {
  return t.tok != Tok::separator && !(t.tok == Tok::word && (t.kind == filler || t.kind == le || t.kind == ba || t.kind == thanks || t.kind == de));
}

void whole_message(const Parsed& parsed, Reading& out) { Whole(parsed, out).answers(); }
void acknowledge(const Parsed& parsed, Reading& out) { Whole(parsed, out).acks(); }

}  // namespace linli::understanding
