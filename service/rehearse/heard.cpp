#include "service/rehearse/heard.hpp"

#include <algorithm>
#include <cstdio>

#include "storage/reads.hpp"

namespace linli::rehearse {
namespace {

using Args = std::map<std::string, std::string>;

std::string plain(const SecretPtr& secret) {
  return secret ? secret->use([](const std::string& text) { return text; }) : std::string{};
}

std::string day_text(const DateValue& date) {
  if (!date.start) return std::string(name_of(Certainty::unknown));
  auto out = format_day(*date.start);
  if (date.end && *date.end != *date.start) out += ".." + format_day(*date.end);
  return out;
}

std::string clock_text(Minutes at) {
  char out[8];
  std::snprintf(out, sizeof out, "%02d:%02d", int(at.count() / 60 % 100), int(at.count() % 60));
  return out;
}

std::string instant_text(Instant at, const Zone& zone) {
  auto local = zone.local(at);
  return format_day(local.day) + "T" + clock_text(std::chrono::duration_cast<Minutes>(local.of_day));
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (auto& item : list) out += (out.empty() ? "" : ",") + item;
  return out.empty() ? "[]" : out;
}

void put_date(Args& args, const std::string& name, const DateValue& date, bool whole) {
  args.try_emplace(name, day_text(date));
  if (!whole) return;
  args.try_emplace("certainty", name_of(date.certainty));
  if (date.part) args.try_emplace("part", name_of(*date.part));
  if (date.time) args.try_emplace("time", clock_text(*date.time));
  std::vector<std::string> others;
  for (auto day : date.alternatives) others.push_back(format_day(day));
  if (!others.empty()) args.try_emplace("alternatives", joined(others));
}

std::string number_text(double value) {
  char out[32];
  std::snprintf(out, sizeof out, "%g", value);
  return out;
}

void put_slot(Args& args, Slot slot, const Value& value) {
  std::string name(name_of(slot));
  if (auto* date = std::get_if<DateValue>(&value)) return put_date(args, name, *date, slot == Slot::date);
  if (auto* text = std::get_if<std::string>(&value)) {
    if (!text->empty()) args.try_emplace(name, *text);
  } else if (auto* count = std::get_if<std::int64_t>(&value)) {
    args.try_emplace(name, std::to_string(*count));
  } else if (auto* degrees = std::get_if<double>(&value)) {
    args.try_emplace(name, number_text(*degrees));
  } else {
    args.try_emplace(name, joined(std::get<std::vector<std::string>>(value)));
  }
}

// A sealed slot as its view shows it: lists are joined by the ideographic comma.
void put_sealed(Args& args, Slot slot, std::string text) {
  constexpr std::string_view comma = "\xE3\x80\x81";
  for (auto at = text.find(comma); at != std::string::npos; at = text.find(comma)) text.replace(at, comma.size(), ",");
  if (slot == Slot::via && text.empty()) text = "[]";
  if (!text.empty()) args.try_emplace(std::string(name_of(slot)), std::move(text));
}

void put_fact(Args& args, const FactView& fact) {
  args.try_emplace("intent", name_of(fact.row.intent));
  if (fact.row.negated) args.try_emplace("negated", "true");
  if (fact.row.hedged) args.try_emplace("hedged", "true");
  for (auto& [slot, text] : fact.sealed)
    if (text) put_sealed(args, slot, plain(text));
  for (auto& found : fact.row.slots) put_slot(args, found.slot, found.value);
  if (!fact.address.empty()) args.try_emplace("room", fact.address);
}

void put_case(Args& args, const CaseView& of) {
  args.try_emplace("room", of.row.place.address);
  if (of.renter_name) args.try_emplace("renter", plain(of.renter_name));
  for (auto& [name, date] : of.row.dates) args.try_emplace(std::string(name_of(Slot::was)), day_text(date));
  for (auto& fact : of.current)
    for (auto& found : fact.row.slots)
      if (found.slot == Slot::date) put_slot(args, found.slot, found.value);
  for (auto& [name, date] : of.row.dates) put_date(args, "date", date, false);
}

void put_question(Args& args, const QuestionRow& question, Reads& reads) {
  for (auto& p : question.proposed) {
    args.try_emplace("intent", name_of(p.fact.intent));
    for (auto& found : p.fact.slots) put_slot(args, found.slot, found.meant ? *found.meant : found.value);
    if (p.place) args.try_emplace("room", reads.address(*p.place));
  }
  std::vector<std::string> rooms;
  for (auto& choice : question.choices)
    if (choice.what == Choice::What::place) rooms.push_back(reads.address(PlaceId{choice.id}));
  if (!rooms.empty()) args.try_emplace("choices", joined(rooms));
}

// What was carried over from an earlier report: its origin and people (rule 15 of the label guide), as far as they were not said anew.
void put_carried(Args& args, const FactView& fact) {
  Args held;
  put_fact(held, fact);
  for (auto slot : {Slot::origin, Slot::people}) {
    std::string name(name_of(slot));
    auto found = held.find(name);
    if (found == held.end() || !args.try_emplace(name, found->second).second) continue;
    auto& all = args["carried"];
    all += (all.empty() ? "" : ",") + name;
  }
}

template <class IdT>
IdT stored(const Ref<IdT>& ref) {
  auto* id = std::get_if<IdT>(&ref.at);
  return id ? *id : IdT{};
}

// Facts first, then the question, then what the case holds: what was said goes before what is known.
int rank(const Arg& value) {
  if (std::holds_alternative<arg::Fact>(value)) return 0;
  if (std::holds_alternative<arg::Question>(value)) return 1;
  return std::holds_alternative<arg::Case>(value) ? 3 : 2;
}

void put_arg(Args& args, const std::string& name, const Arg& value, Reads& reads, const Zone& zone) {
  if (auto* f = std::get_if<arg::Fact>(&value)) {
    auto view = reads.fact(stored(f->fact));
    if (view && name == "carried") put_carried(args, *view);
    else if (view) put_fact(args, *view);
  } else if (auto* c = std::get_if<arg::Case>(&value)) {
    if (auto view = reads.the_case(stored(c->of))) put_case(args, *view);
  } else if (auto* q = std::get_if<arg::Question>(&value)) {
    if (auto row = reads.question(stored(q->question))) put_question(args, *row, reads);
  } else if (auto* place = std::get_if<arg::Place>(&value)) {
    args.try_emplace("room", reads.address(place->place));
  } else if (auto* person = std::get_if<arg::Person>(&value)) {
    args.try_emplace(name, plain(reads.name(stored(person->person))));
  } else if (auto* word = std::get_if<arg::Word>(&value)) {
    args.try_emplace(name, word->key);
  } else if (auto* date = std::get_if<DateValue>(&value)) {
    put_date(args, name, *date, name == name_of(Slot::date));
  } else if (auto* at = std::get_if<Instant>(&value)) {
    args.try_emplace(name, instant_text(*at, zone));
  } else if (auto* number = std::get_if<std::int64_t>(&value)) {
    args.try_emplace(name, std::to_string(*number));
  }
}

ActText act_of(Reads& reads, const Part& part, const Zone& zone) {
  ActText out;
  out.name = name_of(part.act);
  for (int turn = 0; turn < 4; ++turn)
    for (auto& [name, value] : part.args)
      if (rank(value) == turn) put_arg(out.args, name, value, reads, zone);
  if (auto topic = std::string_view("question."); part.act == Act::answer_question && part.tmpl.starts_with(topic))
    out.args.try_emplace(std::string(name_of(Slot::about)), part.tmpl.substr(topic.size()));
  // What is known already of what is asked for.
  if (auto asked = std::string_view(out.name); asked.starts_with("ask_"))
    if (auto known = out.args.extract(std::string(asked.substr(4)))) out.args.try_emplace("known", known.mapped());
  std::vector<std::string> rooms;                 // a question about several dwellings
  for (auto& [name, value] : part.args)
    if (auto* c = std::get_if<arg::Case>(&value); c && name == "cases")
      if (auto view = reads.the_case(stored(c->of))) rooms.push_back(view->row.place.address);
  if (!rooms.empty()) out.args["rooms"] = joined(rooms);
  return out;
}

bool is_say(const ActText& act) { return act.name == name_of(Act::say); }

void add_acts(Turn& turn, const Heard& one) {
  std::vector<bool> used(turn.acts.size());
  for (auto& act : one.acts) {
    std::size_t i = 0;
    while (i < used.size() && (used[i] || turn.acts[i].name != act.name)) ++i;
    if (i == used.size()) {
      turn.acts.push_back(act);
      continue;
    }
    used[i] = true;
    for (auto& [name, text] : act.args) turn.acts[i].args.try_emplace(name, text);
  }
}

}  // namespace

Heard hear(Reads& reads, const SayRow& row, const std::string& text, Instant at, const Zone& zone) {
  Heard out;
  out.cause = row.cause;
  out.turn = row.say.turn;
  out.actor = row.actor;
  if (row.actor.empty()) out.chat = row.platform_chat;
  out.at = at;
  out.text = text;
  for (auto& part : row.say.parts) out.acts.push_back(act_of(reads, part, zone));
  return out;
}

std::vector<Turn> turns_of(const std::vector<Heard>& heard) {
  std::vector<Turn> out;
  auto turn_of = [&](const Heard& one) -> Turn& {
    for (auto& turn : out)
      if (turn.cause == one.cause && turn.turn == one.turn) return turn;
    out.push_back({one.cause, one.turn, {}, {}, {}, {}});
    return out.back();
  };
  for (auto& one : heard) turn_of(one);
  // The read-back says most: its acts first, the group's line adds what stands only there.
  for (bool group : {false, true})
    for (auto& one : heard) {
      if (one.actor.empty() != group) continue;
      auto& turn = turn_of(one);
      (group ? turn.groups : turn.actors).push_back(group ? one.chat : one.actor);
      turn.texts.push_back(one.text);
      add_acts(turn, one);
    }
  for (auto& turn : out) {
    bool only_say = std::ranges::all_of(turn.acts, is_say);
    if (!only_say) std::erase_if(turn.acts, is_say);
    else if (turn.acts.size() > 1) turn.acts.resize(1);
  }
  return out;
}

}  // namespace linli::rehearse
