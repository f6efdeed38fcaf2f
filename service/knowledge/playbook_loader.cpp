#include "service/knowledge/playbook_loader.hpp"

#include "service/knowledge/playbook_check.hpp"
#include "service/knowledge/toml_reader.hpp"

namespace linli {
namespace {

using What = Mention::What;

constexpr std::int64_t many = 1000;
constexpr Minutes whole_day{1440};

template <class E>
std::vector<std::string> all_names(std::optional<E> (*named)(std::string_view), std::string_view (*name)(E)) {
  std::vector<std::string> out;
  for (int i = 0; i < 64; ++i) {
    std::string_view text;
    try {
      text = name(E(i));
    } catch (const std::out_of_range&) {
      break;
    }
    if (named(text)) out.emplace_back(text);
  }
  return out;
}

class Loading {
 public:
  explicit Loading(Draft& draft) : draft_(draft) {}

  void read(TomlReader& t) {
    auto& book = draft_.book;
    book.kind = t.text("kind");
    book.version = std::int32_t(t.count("version", 1, many));
    book.title = t.text("title");
    draft_.where.kind = t.where("kind");
    draft_.where.opens = t.where("opens");
    draft_.where.names.emplace("title", t.where("title"));
    book.opens = intents(t, "opens");
    for (auto& word : t.words("opens_media"))
      if (auto kind = one_of(t, word, "kind of media", media_named, name_of)) book.opens_media.push_back(*kind);
    if (book.opens.empty() && book.opens_media.empty()) t.error(t.where("opens"), "'opens' must name at least one fact that opens a case");
    book.wanted = slots(t, "wanted");
    book.needed = slots(t, "needed");
    book.first = mention(t, "first", What::state);
    dates(t);
    for (auto& state : t.tables("state")) read_state(state);
    for (auto& transition : t.tables("transition")) read_transition(transition);
    for (auto& reminder : t.tables("reminder")) read_reminder(reminder);
    for (auto& limit : t.tables("limit")) read_limit(limit);
    if (auto follow_up = t.table("follow_up")) read_follow_up(*follow_up);
    if (auto policy = t.table("policy")) read_policy(*policy);
    if (auto handover = t.table("handover")) {
      book.handover = Playbook::Handover{std::chrono::duration_cast<std::chrono::minutes>(handover->span("lasts")), mention(*handover, "result", What::result)};
      handover->done();
    }
    if (auto templates = t.table("templates"))
      for (auto& [moment, name] : templates->named_words()) {
        book.templates[moment.text] = name.text;
        draft_.where.templates[name.text].push_back(name.at);
      }
    t.done();
  }

 private:
  // The name of a template, or of a reason: whether there are words for it is known only where templates are loaded.
  std::string tmpl(TomlReader& t, std::string_view key, bool must = true) {
    auto name = must ? t.text(key) : t.text_or(key);
    if (!name.empty()) draft_.where.templates[name].push_back(t.where(key));
    return name;
  }
  std::string reason(TomlReader& t, std::string_view key) {
    auto name = t.text_or(key);
    if (!name.empty()) draft_.where.names.emplace("limit." + name, t.where(key));
    return name;
  }

  std::string mention(TomlReader& t, std::string_view key, What what) {
    auto name = t.text(key);
    if (!name.empty()) draft_.mentions.push_back({what, name, t.where(key)});
    return name;
  }

  std::vector<std::string> mentions(TomlReader& t, std::string_view key, What what) {
    std::vector<std::string> out;
    for (auto& word : t.words(key)) {
      draft_.mentions.push_back({what, word.text, word.at});
      out.push_back(word.text);
    }
    return out;
  }

  template <class E>
  std::optional<E> one_of(TomlReader& t, const Written& word, const std::string& kind, std::optional<E> (*named)(std::string_view),
                          std::string_view (*name)(E), std::string_view prefix = {}) {
    if (auto value = named(std::string(prefix) + word.text)) return value;
    auto known = all_names(named, name);
    for (auto& k : known)
      if (k.starts_with(prefix)) k.erase(0, prefix.size());
    t.error(word.at, "unknown " + kind + " '" + word.text + "'", likely_word(word.text, known));
    return {};
  }

  std::vector<Intent> intents(TomlReader& t, std::string_view key) {
    std::vector<Intent> out;
    for (auto& word : t.words(key))
      if (auto intent = one_of(t, word, "fact", intent_named, name_of)) out.push_back(*intent);
    return out;
  }

  std::vector<Slot> slots(TomlReader& t, std::string_view key) {
    std::vector<Slot> out;
    for (auto& word : t.words(key))
      if (auto slot = one_of(t, word, "slot", slot_named, name_of)) out.push_back(*slot);
    return out;
  }

  void define(TomlReader& t, std::map<std::string, Position>& where, const std::string& name, const std::string& kind) {
    // One without a name is wrong already; it has its place all the same, because the checks of the whole ask for it.
    if (!where.emplace(name, name.empty() ? t.where() : t.where("name")).second && !name.empty()) t.error(t.where("name"), "a second " + kind + " '" + name + "'");
    draft_.where.names.emplace(kind + "." + name, t.where("name"));
  }

  void dates(TomlReader& t) {
    auto table = t.table("dates");
    if (!table) return;
    for (auto& [name, date] : table->named_tables()) {
      auto& sources = draft_.book.dates[name.text];
      for (auto& source : date.words("from")) {
        auto dot = source.text.find('.');
        if (dot == std::string::npos) {
          date.error(source.at, "'" + source.text + "' must be a fact and its slot, like \"change.date\"");
          continue;
        }
        auto intent = one_of(date, {source.text.substr(0, dot), source.at}, "fact", intent_named, name_of);
        auto slot = one_of(date, {source.text.substr(dot + 1), source.at}, "slot", slot_named, name_of);
        if (intent && slot) sources.emplace_back(*intent, *slot);
      }
      if (date.has("after")) draft_.book.after[name.text] = mention(date, "after", What::counted_from);
      if (date.flag("or_today")) draft_.book.or_today.push_back(name.text);
      date.done();
    }
  }

  void read_state(TomlReader& t) {
    Playbook::State state{t.text("name"), t.text("colour"), t.flag("final")};
    define(t, draft_.state_at, state.name, "state");
    draft_.book.states.push_back(std::move(state));
    t.done();
  }

  void read_transition(TomlReader& t) {
    Playbook::Transition transition;
    transition.from = mentions(t, "from", What::state);
    if (transition.from.empty()) t.error(t.where("from"), "'from' must name the states it leaves");
    transition.to = mention(t, "to", What::state);
    if (auto on = t.table("on")) read_trigger(*on, transition.on);
    else t.error(t.where(), "'on' is missing: what makes the case move");
    transition.say = tmpl(t, "say", false);
    transition.say_to = mentions(t, "say_to", What::party_or_role);
    if (transition.say.empty() != transition.say_to.empty()) t.error(t.where(), "'say' and 'say_to' belong together");
    t.done();
    draft_.book.transitions.push_back(std::move(transition));
  }

  void read_trigger(TomlReader& t, Playbook::Trigger& on) {
    if (t.has("fact")) {
      Written word{t.text("fact"), t.where("fact")};
      on.fact = one_of(t, word, "fact", intent_named, name_of);
    }
    on.negated = t.flag("negated");
    on.confirmed = t.flag("confirmed");
    on.by = mentions(t, "by", What::party_or_role);
    if (t.has("due")) on.due = mention(t, "due", What::limit);
    if (t.has("result")) on.result = mention(t, "result", What::result);
    on.retracted = t.flag("retracted");
    int causes = int(t.has("fact") || on.retracted) + int(t.has("due")) + int(t.has("result"));
    if (causes != 1) t.error(t.where(), "'on' must hold exactly one of fact, due, result, retracted (a fact may be retracted)");
    t.done();
  }

  Playbook::Moment moment(TomlReader& t) { return {std::int32_t(t.count("days", -many, many, 0)), t.hour("at")}; }

  void read_reminder(TomlReader& t) {
    Playbook::Reminder r;
    r.name = t.text("name");
    define(t, draft_.reminder_at, r.name, "reminder");
    r.anchor = mention(t, "anchor", What::date_or_day);
    r.when = moment(t);
    if (auto parts = t.table("when_part"))
      for (auto& [name, table] : parts->named_tables()) {
        auto part = one_of(table, name, "part of the day", part_named, name_of);
        auto when = moment(table);
        if (part) r.when_part[*part] = when;
        table.done();
      }
    r.to = mentions(t, "to", What::party_or_role);
    if (r.to.empty()) t.error(t.where("to"), "'to' must name who is reminded");
    r.first_of = t.flag("first_of");
    r.tmpl = tmpl(t, "template");
    r.forward = tmpl(t, "forward", false);
    r.in = mentions(t, "in", What::state);
    for (auto& word : t.words("certainty"))
      if (auto c = one_of(t, word, "certainty", certainty_named, name_of)) r.certainty.push_back(*c);
    if (t.has("asks")) r.asks = one_of(t, Written{t.text("asks"), t.where("asks")}, "question", asked_named, name_of, "ask_");
    r.yes = tmpl(t, "yes", false);
    r.no = tmpl(t, "no", false);
    r.after_no = t.hours("after_no");
    r.on_no = reason(t, "on_no");
    bool answered = !r.yes.empty() || !r.no.empty() || !r.after_no.empty() || !r.on_no.empty();
    if (answered && !t.has("asks")) t.error(t.where(), "'yes', 'no', 'after_no' and 'on_no' need a question: 'asks' is missing");
    if (t.has("late")) r.late = t.hour("late");
    r.every_days = std::int32_t(t.count("every_days", 0, many, 0));
    r.times = std::int32_t(t.count("times", 1, many, 1));
    if (r.times > 1 && r.every_days == 0) t.error(t.where("times"), "'times' needs 'every_days'");
    t.done();
    draft_.book.reminders.push_back(std::move(r));
  }

  void office_hours(TomlReader& t, Minutes& from, Minutes& to) {
    from = t.hour("from", Minutes{0});
    to = t.hour("to", whole_day);
    if (from >= to) t.error(t.where("to"), "the hours must ascend: 'from' comes before 'to'");
  }

  void read_limit(TomlReader& t) {
    Playbook::Limit limit;
    limit.name = t.text("name");
    define(t, draft_.limit_at, limit.name, "limit");
    limit.anchor = mention(t, "anchor", What::limit_anchor);
    limit.in = mentions(t, "in", What::state);
    if (t.has("within") == t.has("at")) t.error(t.where(), "a limit has either 'within' (a span) or 'days' and 'at'");
    if (t.has("within")) {
      limit.within = std::chrono::duration_cast<std::chrono::minutes>(t.span("within"));
      office_hours(t, limit.from, limit.to);
    } else if (t.has("at")) {
      limit.at = moment(t);
    }
    limit.escalate = t.flag("escalates");
    limit.say = tmpl(t, "say", false);
    limit.say_to = mentions(t, "say_to", What::party_or_role);
    if (limit.say.empty() != limit.say_to.empty()) t.error(t.where(), "'say' and 'say_to' belong together");
    t.done();
    draft_.book.limits.push_back(std::move(limit));
  }

  void read_follow_up(TomlReader& t) {
    Playbook::FollowUp f;
    f.anchor = mention(t, "anchor", What::date_or_day);
    f.in = mentions(t, "in", What::state);
    f.to = mentions(t, "to", What::party_or_role);
    if (f.to.empty()) t.error(t.where("to"), "'to' must name who is asked");
    f.at = t.hour("at");
    f.unknown_days = std::int32_t(t.count("unknown_days", 1, many));
    f.hedged_days = std::int32_t(t.count("hedged_days", 0, many));
    f.again_days = std::int32_t(t.count("again_days", 1, many, 1));
    f.tries = std::int32_t(t.count("tries", 1, many, 1));
    f.reason = reason(t, "escalate");
    f.tmpl = tmpl(t, "template");
    t.done();
    draft_.book.follow_up = std::move(f);
  }

  void read_policy(TomlReader& t) {
    Playbook::Policy policy;
    draft_.policy_at = t.where();
    policy.lease = std::chrono::duration_cast<std::chrono::minutes>(t.span("lease"));
    office_hours(t, policy.from, policy.to);
    policy.digest_at = t.hour("digest_at");
    policy.tmpl = tmpl(t, "template");
    policy.digest_tmpl = tmpl(t, "digest_template");
    for (auto& verb : t.tables("verb")) {
      Playbook::Verb v{verb.text("name"), tmpl(verb, "label")};
      static const std::vector<std::string> verbs{"take_over", "hand_on", "close", "snooze"};
      bool known = v.name.empty();
      for (auto& name : verbs) known = known || name == v.name;
      if (!known) verb.error(verb.where("name"), "unknown verb '" + v.name + "'", likely_word(v.name, verbs));
      verb.done();
      policy.verbs.push_back(std::move(v));
    }
    for (auto& result : t.tables("result")) {
      auto name = result.text("name");
      define(result, draft_.result_at, name, "result");
      if (result.has("fact"))
        if (auto fact = one_of(result, Written{result.text("fact"), result.where("fact")}, "fact", intent_named, name_of)) policy.result_facts[name] = *fact;
      result.done();
      policy.results.push_back(std::move(name));
    }
    for (auto span : t.spans("snoozes")) policy.snoozes.push_back(std::chrono::duration_cast<std::chrono::minutes>(span));
    policy.urgent = mentions(t, "urgent", What::reason);
    policy.at_once = reason(t, "at_once");
    for (auto& step : t.tables("step")) policy.steps.push_back(read_step(step));
    if (policy.steps.empty()) t.error(t.where(), "an escalation needs at least one [[policy.step]]");
    t.done();
    draft_.book.policy = std::move(policy);
  }

  Playbook::Step read_step(TomlReader& t) {
    Playbook::Step step;
    step.after = std::chrono::duration_cast<std::chrono::minutes>(t.span("after"));
    step.steward = t.flag("steward");
    if (step.steward == t.has("role")) t.error(t.where(), "a step is told to a 'role', or to the area's steward");
    if (t.has("role")) step.role = mention(t, "role", What::role);
    step.level = mention(t, "level", What::level);
    step.on_duty = t.flag("on_duty");
    step.direct = t.flag("direct", true);
    step.chat = t.text_or("chat");
    if (!step.direct && step.chat.empty()) t.error(t.where("direct"), "a step that is not told directly needs a 'chat'");
    step.repeat_every = std::chrono::duration_cast<std::chrono::minutes>(t.span("repeat_every", std::chrono::seconds{}));
    step.repeat_times = std::int32_t(t.count("repeat_times", 0, many, 0));
    if (step.repeat_times > 0 && step.repeat_every.count() <= 0) t.error(t.where("repeat_times"), "'repeat_times' needs 'repeat_every'");
    step.at_night = t.flag("at_night");
    step.not_urgent = t.flag("not_urgent");
    t.done();
    return step;
  }

  Draft& draft_;
};

std::optional<Playbook> checked(const std::optional<toml::table>& table, const std::string& name, const PlaybookSurroundings& around,
                                std::vector<ConfigError>& errors, PlaybookPlaces* where) {
  if (!table) return {};
  auto before = errors.size();
  Draft draft;
  TomlReader file(*table, name, errors);
  Loading(draft).read(file);
  check_meaning(draft, around, file);
  if (errors.size() != before) return {};
  draft.where.file = name;
  for (auto& m : draft.mentions)
    if (m.what == What::reason) draft.where.names.emplace("limit." + m.name, m.at);
  if (where) *where = std::move(draft.where);
  return std::move(draft.book);
}

}  // namespace

std::optional<Playbook> load_playbook(const std::filesystem::path& path, const PlaybookSurroundings& around, std::vector<ConfigError>& errors,
                                      PlaybookPlaces* where) {
  auto table = parse_toml(path, errors);
  return checked(table, path.generic_string(), around, errors, where);
}

std::optional<Playbook> parse_playbook(const std::string& name, std::string_view toml, const PlaybookSurroundings& around, std::vector<ConfigError>& errors,
                                       PlaybookPlaces* where) {
  auto table = parse_toml(name, toml, errors);
  return checked(table, name, around, errors, where);
}

}  // namespace linli
