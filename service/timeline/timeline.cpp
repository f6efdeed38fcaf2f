#include "service/timeline/timeline.hpp"

#include <algorithm>
#include <set>

#include "bot/understanding/text.hpp"
#include "service/words/meaning.hpp"
#include "service/words/safe_text.hpp"

namespace linli {
namespace {

using webchat::Entry;
using webchat::EntryKind;

std::string plain(const SecretPtr& text) {
  return text ? text->use([](const std::string& t) { return t; }) : std::string();
}

// A whole story is not told again inside a timeline: of long messages the first line and the last.
std::string in_one_line(std::string text) {
  constexpr std::ptrdiff_t most = 6;
  if (std::ranges::count(text, '\n') >= most) {
    auto first = text.find('\n'), last = text.rfind('\n');
    text = text.substr(0, first) + " …… " + text.substr(last + 1);
  }
  std::ranges::replace(text, '\n', ' ');
  return text;
}

class Composer {
 public:
  Composer(const Words& words, const Sight& sight, const Story& story, const std::vector<Playbook>& playbooks, const Viewer& viewer, Instant now)
      : words_(words), open_{sight, words.vocabulary(), words.templates(), now}, story_(story), playbooks_(playbooks), viewer_(viewer),
        kind_(story.head.row.playbook) {}

  std::vector<Entry> past, coming, unsaid;

  void facts() {
    std::set<std::pair<EventId, std::string>> told;
    for (auto& fact : story_.facts) {
      bool may = viewer_.staff || fact.by == viewer_.person;
      if (auto words = plain(fact.words); !words.empty() && told.emplace(fact.event, words).second) said(fact, may, words);
      Entry entry = made(EntryKind::fact, fact.row.said, may ? meaning_of(open_, fact) : word("intent.", name_of(fact.row.intent)));
      entry.who = who(fact);
      entry.rule = fact.rule;
      entry.sealed = !may;
      if (may) entry.words = plain(fact.words);
      entry.why = reason(fact.reason);
      if (fact.retracted) entry.why = reason("retracted");
      past.push_back(std::move(entry));
    }
  }

  void media() {
    for (auto& one : story_.media) {
      Entry entry = made(EntryKind::said, one.at, word("sent.", name_of(one.kind)));
      entry.who = one.source_hidden ? word("party.", "source") : name(one.by_name);
      if (one.got == MediaIn::Got::too_large) entry.why = word("sent.", "too_large");
      if (one.got == MediaIn::Got::not_fetched) entry.why = word("sent.", "not_fetched");
      past.push_back(std::move(entry));
    }
  }

  void says() {
    for (auto& say : story_.says) {
      auto what = act(say.row.say);
      auto to = say.to ? name(open_.sight.name(*say.to)) : std::string();
      if (say.to_source) to = word("party.", "source");
      if (to.empty()) to = words_.word("to.group").value_or("");
      if (!say.ended) {
        Entry entry = made(EntryKind::sent, std::max(say.row.say.not_before, say.row.planned), what);
        entry.to = to;
        entry.why = reason(say.row.say.why);
        coming.push_back(std::move(entry));
      } else if (*say.ended == Ending::sent) {
        bool group = say.row.actor.empty();
        bool may = viewer_.staff || group || say.to == viewer_.person;
        auto text = may ? in_one_line(plain(say.text)) : std::string();
        Entry entry = made(EntryKind::sent, say.ended_at.value_or(say.row.planned), text.empty() ? what : text);
        entry.sealed = !may;
        entry.to = to;
        entry.why = reason(say.row.say.why);
        past.push_back(std::move(entry));
      } else {
        Entry entry = made(EntryKind::unsaid, say.ended_at.value_or(say.row.planned), what);
        entry.to = to;
        entry.why = ending(*say.ended, say.why);
        unsaid.push_back(std::move(entry));
      }
    }
  }

  void silences() {
    for (auto& one : story_.silences) {
      Entry entry = made(EntryKind::unsaid, one.at, word("unsaid.", "answer"));
      entry.who = name(one.by_name);
      entry.why = reason(one.why);
      unsaid.push_back(std::move(entry));
    }
  }

  void steps() {
    for (auto& step : story_.steps) {
      // What was sent or said at that instant tells these.
      if (step.kind == StepKind::asked || step.kind == StepKind::reminded || step.kind == StepKind::answered) continue;
      if (step.kind == StepKind::corrected && step.fact) continue;
      auto values = step_values(open_, story_, step);
      auto* what = values.get("what");
      if (!what) continue;
      Entry entry = made(EntryKind::step, step.at, what->string_value());
      if (!step.fact) entry.who = name(step.by_name);
      entry.why = reason(step.why);
      if (entry.text.find(entry.why) != entry.text.npos) entry.why.clear();
      if (!step.duty.empty()) {
        // Why me: who held the duty at that minute.
        std::vector<std::string> holders;
        for (auto& holder : step.duty)
          if (holder.on_duty)
            if (auto who = name(open_.sight.name(holder.person)); !who.empty()) holders.push_back(who);
        if (auto duty = words_.vocabulary().fill("duty.then", {{"names", words_.vocabulary().join(holders)}}); !holders.empty() && !duty.empty())
          entry.why = entry.why.empty() ? duty : words_.vocabulary().fill("duty.why", {{"why", entry.why}, {"duty", duty}});
      }
      past.push_back(std::move(entry));
    }
  }

  void dues() {
    for (auto& due : story_.dues) {
      auto what = due_words(words_, due.due, story_.head.row, playbooks_);
      if (what.empty()) continue;
      if (!due.ended) {
        coming.push_back(made(EntryKind::due, due.due.at, what));
      } else if (*due.ended != Ending::sent) {
        Entry entry = made(EntryKind::unsaid, due.due.at, what);
        entry.why = ending(*due.ended, due.why);
        unsaid.push_back(std::move(entry));
      }
    }
  }

 private:
  static Entry made(EntryKind kind, Instant at, std::string text) {
    Entry entry;
    entry.kind = kind;
    entry.at = at;
    entry.text = std::move(text);
    return entry;
  }

  void said(const FactView& first, bool may, const std::string& words) {
    Entry entry = made(EntryKind::said, first.row.said, may ? words : word("sealed.", "said"));
    entry.who = who(first);
    entry.sealed = !may;
    if (may)
      for (auto& fact : story_.facts) {
        if (fact.event != first.event || plain(fact.words) != words) continue;
        for (auto& [slot, span] : fact.spans) {
          webchat::Mark mark;
          mark.begin = std::uint32_t(characters_before(words, span.begin));
          mark.end = std::uint32_t(characters_before(words, span.end));
          mark.slot = name_of(slot);
          for (auto& [s, rule] : fact.rules)
            if (s == slot) mark.rule = rule;
          if (mark.begin < mark.end) entry.marks.push_back(std::move(mark));
        }
      }
    std::ranges::sort(entry.marks, {}, [](const webchat::Mark& m) { return std::pair(m.begin, m.end); });
    past.push_back(std::move(entry));
  }

  std::string act(const Say& say) const {
    std::vector<std::string> names;
    for (auto& part : say.parts)
      if (auto one = word("act.", name_of(part.act)); !one.empty() && std::ranges::find(names, one) == names.end()) names.push_back(one);
    return words_.vocabulary().join(names);
  }
  std::string word(std::string_view group, std::string_view key) const { return words_.word(std::string(group) + std::string(key)).value_or(""); }
  std::string who(const FactView& fact) const { return fact.source_hidden ? word("party.", "source") : name(fact.by_name); }
  std::string name(const SecretPtr& secret) const { return shown_name(secret).value_or(""); }
  std::string reason(const std::string& why) const { return reason_of(words_.vocabulary(), kind_, why).value_or(""); }
  std::string ending(Ending how, const std::string& why) const {
    auto text = reason(why);
    return text.empty() ? word("ending.", name_of(how)) : text;
  }

  const Words& words_;
  Opening open_;
  const Story& story_;
  const std::vector<Playbook>& playbooks_;
  const Viewer& viewer_;
  const std::string& kind_;
};

// The role that the next step of the escalation, or the repetition of this one, is for.
std::string climbs_to(const Vocabulary& words, const Playbook& book, const Climb& climb, bool again) {
  auto next = std::size_t(std::max(climb.step + (again ? 0 : 1), 0));
  if (!book.policy || next >= book.policy->steps.size()) return {};
  auto& step = book.policy->steps[next];
  return word_of(words, step.role.empty() ? "level" : "role", {}, step.role.empty() ? step.level : step.role).value_or("");
}

// The same words at the same instant for the same reason are one entry with all who got them.
void merge(std::vector<Entry>& entries, const Vocabulary& words) {
  std::vector<Entry> out;
  for (auto& entry : entries) {
    bool same = !out.empty() && entry.kind == out.back().kind && !entry.to.empty() && !out.back().to.empty() && entry.at == out.back().at &&
                entry.text == out.back().text && entry.why == out.back().why && entry.sealed == out.back().sealed;
    if (same) out.back().to = words.join({out.back().to, entry.to});
    else out.push_back(std::move(entry));
  }
  entries = std::move(out);
}

void in_order(std::vector<Entry>& entries) {
  // Of one instant: what was said, what it stated, what came of it, what was answered.
  auto rank = [](EntryKind kind) {
    switch (kind) {
      case EntryKind::said: return 0;
      case EntryKind::fact: return 1;
      case EntryKind::step: return 2;
      case EntryKind::due: return 3;
      case EntryKind::sent: return 4;
      case EntryKind::unsaid: return 5;
    }
    return 6;
  };
  std::vector<std::pair<std::size_t, Entry>> numbered;
  for (auto& entry : entries) numbered.emplace_back(numbered.size(), std::move(entry));
  std::ranges::sort(numbered, {}, [&](auto& e) { return std::tuple(e.second.at, rank(e.second.kind), e.first); });
  entries.clear();
  for (auto& [n, entry] : numbered) entries.push_back(std::move(entry));
}

}  // namespace

webchat::Timeline timeline_of(const Words& words, const Sight& sight, const Story& story, const std::vector<Playbook>& playbooks, const Viewer& viewer,
                              Instant now) {
  Composer composer(words, sight, story, playbooks, viewer, now);
  composer.facts();
  composer.media();
  composer.steps();
  composer.says();
  composer.dues();
  composer.silences();
  webchat::Timeline out;
  out.head = case_line(words, story.head, playbooks, now);
  out.past = std::move(composer.past);
  out.coming = std::move(composer.coming);
  out.unsaid = std::move(composer.unsaid);
  // What concerns several cases, a digest, is no due of this one.
  if (out.coming.empty() && out.head.next && !out.head.next->what.empty()) {
    Entry next;
    next.kind = EntryKind::due;
    next.at = out.head.next->at;
    next.text = out.head.next->what;
    out.coming.push_back(std::move(next));
  }
  for (auto* entries : {&out.past, &out.coming, &out.unsaid}) {
    in_order(*entries);
    merge(*entries, words.vocabulary());
  }
  return out;
}

webchat::CaseLine case_line(const Words& words, const CaseView& of, const std::vector<Playbook>& playbooks, Instant) {
  auto& row = of.row;
  auto& all = words.vocabulary();
  webchat::CaseLine out;
  out.id = std::to_string(row.id.value);
  out.place = row.place.address.empty() ? all.fill("case.no_place", {}) : plain_value(row.place.address);
  auto renter = shown_name(of.renter_name);
  auto kind = word_of(all, "case", {}, row.playbook).value_or("");
  out.title = renter && !kind.empty() ? all.fill("case.with_person", {{"case", kind}, {"person", *renter}}) : kind;
  out.state = word_of(all, "state", row.playbook, row.state).value_or(row.state);
  for (auto& book : playbooks)
    if (book.kind == row.playbook)
      if (auto* state = book.state(row.state)) out.colour = state->colour;
  auto owner = shown_name(of.owner_name);
  if (!owner) owner = word_of(all, "role", {}, of.owner_name_role.empty() ? row.owner.role : of.owner_name_role);
  out.owner = owner.value_or("");
  out.open = !row.final;
  if (!row.final && row.next) {
    std::string what;
    for (auto& due : row.dues)
      if (what.empty() && due.at >= *row.next) what = due_words(words, due, row, playbooks);
    if (what.empty() && row.climb.past_end) what = words.word("due." + std::string(name_of(DueKind::digest))).value_or("");
    out.next = webchat::Coming{*row.next, what, {}};
  }
  return out;
}

std::string due_words(const Words& words, const DueRow& due, const std::string& kind) {
  auto group = name_of(due.kind);
  if (!due.name.empty())
    if (auto named = word_of(words.vocabulary(), group, kind, due.name)) return *named;
  return words.word("due." + std::string(group)).value_or("");
}

std::string due_words(const Words& words, const DueRow& due, const CaseRow& of, const std::vector<Playbook>& playbooks) {
  auto& all = words.vocabulary();
  auto plain = due_words(words, due, of.playbook);
  bool again = due.count > 0;
  for (auto& book : playbooks) {
    if (book.kind != of.playbook) continue;
    if (due.kind == DueKind::limit)
      for (auto& limit : book.limits)
        if (limit.name == due.name && limit.escalate) return all.fill("due.limit_of", {{"limit", plain}});
    if (due.kind == DueKind::climb)
      if (auto role = climbs_to(all, book, of.climb, again); !role.empty())
        return all.fill(again ? "due.climb_again" : "due.climb_to", {{"role", role}});
  }
  return plain;
}

std::string timeline_text(const Words& words, const webchat::Timeline& timeline) {
  auto& all = words.vocabulary();
  std::string out = timeline.head.title + " " + timeline.head.place + " " + timeline.head.state + "\n";
  auto part = [&](const char* title, const std::vector<Entry>& entries) {
    if (entries.empty()) return;
    out += all.fill(title, {}) + "\n";
    for (auto& e : entries) {
      out += "  " + all.stamp(e.at) + "  ";
      if (!e.who.empty()) out += e.who + "  ";
      out += e.text;
      if (!e.to.empty()) out += "  → " + e.to;
      if (!e.why.empty()) out += "  (" + e.why + ")";
      if (!e.rule.empty()) out += "  [" + e.rule + "]";
      auto text = understanding::to_chars(e.text);
      for (auto& m : e.marks) {  // room=301 [room.bare]
        bool inside = m.begin < m.end && m.end <= text.size();
        out += "  " + m.slot + "=" + (inside ? understanding::to_utf8(std::u32string_view(text).substr(m.begin, m.end - m.begin)) + " " : "") + "[" + m.rule + "]";
      }
      out += "\n";
    }
  };
  part("timeline.past", timeline.past);
  part("timeline.coming", timeline.coming);
  part("timeline.unsaid", timeline.unsaid);
  return out;
}

}  // namespace linli
