#include "tests/storage/given.hpp"

#include <unistd.h>

#include <fstream>
#include <sstream>

namespace linli::given {

Folder::Folder() {
  auto name = (std::filesystem::temp_directory_path() / "linli-store-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path = name;
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

StoreOptions options_in(const std::filesystem::path& folder, StoreOptions options) {
  options.data = folder / "linli.db";
  options.keys = folder / "keys" / "keys.db";
  options.master_key = folder / "master.key";
  options.make_master_key = true;
  return options;
}

Given::Given(StoreOptions changed) : options(options_in(folder.path, std::move(changed))) {}
Given::Given() : Given(StoreOptions{}) {
  open();
  import_street();
}

void Given::open() {
  auto opened = Store::open(options);
  if (!opened) throw std::runtime_error(opened.error().what);
  store = std::move(*opened);
}

ImportSet street() {
  ImportSet s;
  s.areas = {{"luodian", "", "street", "", "Luodian", 1},
             {"luoxi", "luodian", "committee", "", "Luoxi", 2},
             {"g1", "luoxi", "group", "village", "Group 1", 3},
             {"g2", "luoxi", "group", "village", "Group 2", 4}};
  s.places = {{"301", "g1", "dwelling", "南浜新村68号301", 1},
              {"302", "g1", "dwelling", "南浜新村68号302", 2},
              {"101", "g2", "dwelling", "南浜新村70号101", 3}};
  s.people = {{"zhou", "周五", "13900000001", "zh", 1},
              {"wang", "王小明", "13900000002", "zh", 2},
              {"li", "李组长", "", "zh", 3},
              {"chen", "陈干事", "", "zh", 4},
              {"hua", "华所长", "", "zh", 5}};
  s.roles = {{"zhou", "landlord", "g1", 1},
             {"li", "group_leader", "g1", 2},
             {"chen", "committee_worker", "luoxi", 3},
             {"hua", "safety_officer", "luodian", 4}};
  s.tenancies = {{"301", "zhou", "wang", {}, {}, 1}, {"302", "zhou", "", {}, {}, 2}};
  s.accounts = {{"zhou", "webchat", "actor-zhou", 1},
                {"wang", "webchat", "actor-wang", 2},
                {"li", "webchat", "actor-li", 3},
                {"chen", "webchat", "actor-chen", 4}};
  s.chats = {{"webchat", "group-landlords", "g1", "landlords", "Landlords of group 1", 1},
             {"webchat", "group-supervisors", "luodian", "supervisors", "Supervisors", 2}};
  return s;
}

void Given::import_street() {
  std::expected<ImportCounts, std::vector<ImportError>> result;
  auto done = write(*store, [&](Writes& w) { result = w.import(given::street(), at(11)); });
  if (!done || !result) throw std::runtime_error("the street was not imported");
  read(*store, [&](Reads& r) {
    account = r.account("webchat").value();
    auto who = [&](const char* actor) { return r.person_of(account, actor).value(); };
    landlord = who("actor-zhou");
    renter = who("actor-wang");
    leader = who("actor-li");
    worker = who("actor-chen");
    for (auto& chat : r.chats(account))
      if (chat.audience == "landlords") landlords = chat.id, group = chat.area;
    return 0;
  });
  run(*store, unit(message(*this, "look", "actor-zhou", "group-landlords", "x"), {{key::Sender{}, key::Around{group}}},
                   [&](const Records& r, const Reading&, const Event&, Instant) {
                     for (auto& t : *r.tenancies) (t.renter ? d301 : d302) = t.place.id;
                     committee = r.arounds.of(group).path.at(1).id;
                     street = r.arounds.of(group).path.at(2).id;
                     return Decision{};
                   }));
}

std::expected<Outcome, Refused> run(Store& store, Unit unit) {
  std::promise<std::expected<Outcome, Refused>> promise;
  auto answer = promise.get_future();
  unit.done = [&](std::expected<Outcome, Refused> outcome) { promise.set_value(std::move(outcome)); };
  if (!store.run(std::move(unit))) return std::unexpected(Refused::queue_full);
  return answer.get();
}

std::expected<void, Refused> write(Store& store, std::function<void(Writes&)> job) {
  std::promise<std::expected<void, Refused>> promise;
  auto answer = promise.get_future();
  if (!store.write(std::move(job), [&](std::expected<void, Refused> done) { promise.set_value(done); })) return std::unexpected(Refused::queue_full);
  return answer.get();
}

Event message(const Given& g, std::string id, std::string actor, std::string chat, std::string text, Instant sent) {
  Event e;
  e.account = g.account;
  e.dedupe = std::move(id);
  e.platform_chat = std::move(chat);
  e.direct = !e.platform_chat.starts_with("group");
  e.actor = std::move(actor);
  e.sent = e.received = sent;
  e.body = MessageIn{std::move(text), false};
  return e;
}

Unit unit(Event event, Keys keys, Decide decide, Instant now) {
  Unit u;
  u.event = std::move(event);
  u.wanted = [keys](const Event&, const Reading&, const Records* so_far) { return so_far ? Keys{} : keys; };
  u.decide = std::move(decide);
  u.now = now;
  return u;
}

Keys everything() { return {{key::Sender{}, key::Conversation{}, key::Cases{}}}; }

Decision report_return(const Given& g, const Records& r) {
  Decision d;
  Ref<CaseId> of = Local{0};
  Ref<FactId> fact = Local{0};
  std::optional<Ref<TenancyId>> tenancy;
  for (auto& t : *r.tenancies)
    if (t.place.id == g.d301) tenancy = t.id;
  d.cases.push_back({"return", 1, g.d301, tenancy, Ref<PersonId>(g.landlord), Ref<PersonId>(g.renter), Ref<PersonId>(g.landlord)});
  DateValue day;
  day.start = day.end = Day(std::chrono::year(2020) / 2 / 15);
  NewFact f{
      of,        g.d301, Ref<PersonId>(g.renter), Intent::return_report, false, false, {}, "我家301的租客小王2月15号从武汉回来", "report.return",
      "certain", 0};
  f.slots = {{Slot::date, day, {}, {21, 31}, "date.month_day"},
             {Slot::renter, std::string("小王"), {}, {15, 21}, "renter.name"},
             {Slot::origin, std::string("武汉"), {}, {34, 40}, "origin.from"},
             {Slot::via, std::vector<std::string>{"郑州", "合肥"}, {}, {}, "via.list"},
             {Slot::room, std::string(), {}, {6, 9}, "room.number"},
             {Slot::people, std::int64_t(3), {}, {}, "people.count"},
             {Slot::temperature, 36.5, {}, {}, "temperature"}};
  d.reports.push_back({Ref<PersonId>(g.landlord), {f}});
  d.values = {{of, Slot::date, fact}, {of, Slot::origin, fact}};
  d.dates = {{of, "expected", day, fact}};
  NewStep step{of, StepKind::opened, "expected", false, Cause{fact}, g.landlord, "why.reported", {}, at(14, 18), {}, {}};
  step.owner.person = g.landlord;
  d.steps.push_back(step);
  NewDue due{DueKind::reminder, at(14, 18), "evening_before", of, {}, {}, {}, {}, 0, "", {}, ""};
  d.dues.push_back(due);
  Say group{1,
            {{Act::record, "group.record", {{"place", arg::Place{g.d301}}, {"date", day}}}},
            {},
            ToChat{g.landlords},
            Ref<PersonId>(g.landlord),
            SayClass::reply,
            {},
            {},
            {},
            of,
            {},
            "why.reported"};
  Say direct{1,  {{Act::record, "record", {{"fact", arg::Fact{fact}}, {"case", arg::Case{of}}}}},
             {}, ToPerson{Ref<PersonId>(g.landlord)},
             {}, SayClass::reply,
             {}, {},
             {}, of,
             {}, "why.reported"};
  d.says = {group, direct};
  return d;
}

CaseId opened_case(Given& g) {
  auto done = run(*g.store, unit(message(g, "opens", "actor-zhou", "group-landlords", "我家301的租客小王2月15号从武汉回来"), everything(),
                                 [&](const Records& r, const Reading&, const Event&, Instant) { return report_return(g, r); }));
  if (!done || !done->reported) throw std::runtime_error("no case was opened");
  return read(*g.store, [&](Reads& r) { return r.cases_seen_by(g.landlord, {}, 1).at(0).row.id; });
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string all_bytes(const Given& g) {
  auto wal = g.options.data;
  wal += "-wal";
  return bytes_of(g.options.data) + bytes_of(wal);
}

}  // namespace linli::given
