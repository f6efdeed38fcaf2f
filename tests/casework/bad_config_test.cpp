// Every fault in a playbook or in the small files beside it is told with its file, line, column, reason and the likely word.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "service/knowledge/knowledge_loader.hpp"
#include "service/knowledge/playbook_loader.hpp"

namespace bad_config_test {
using namespace linli;
namespace fs = std::filesystem;

// A folder of its own for each test, gone afterwards.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "linli-config-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string write(const std::string& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name) << text;
    return (path / name).generic_string();
  }
};

std::string contents(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}
const std::string& good() {
  static const std::string text = contents(fs::path(LINLI_SOURCE_DIR) / "tests/casework/parcel.toml");
  return text;
}
const PlaybookSurroundings around{{"porter", "janitor", "renter"}, {"gate", "yard"}, {"fire"}};

struct Fault {
  std::string find, replace;   // what is planted
  std::string at;              // where the error is expected: at this text, after the planting
  std::string reason;          // how it begins
  std::string likely;
};
void PrintTo(const Fault& f, std::ostream* out) { *out << f.find << " -> " << f.replace; }

std::string planted(const Fault& fault) {
  auto text = good();
  auto at = text.find(fault.find);
  EXPECT_NE(at, text.npos) << fault.find;
  return text.replace(at, fault.find.size(), fault.replace);
}

class BadPlaybook : public testing::TestWithParam<Fault> {};

TEST_P(BadPlaybook, IsToldWithItsPlace) {
  auto& fault = GetParam();
  auto text = planted(fault);
  auto where = text.find(fault.at);
  ASSERT_NE(where, text.npos) << fault.at;
  int line = int(std::count(text.begin(), text.begin() + std::ptrdiff_t(where), '\n')) + 1;
  auto begin = text.rfind('\n', where);
  int column = int(where - (begin == text.npos ? 0 : begin + 1)) + 1;
  Folder folder;
  auto file = folder.write("bad.toml", text);
  std::vector<ConfigError> errors;
  EXPECT_FALSE(load_playbook(file, around, errors));
  std::string all;
  bool found = false;
  for (auto& e : errors) {
    all += describe(e) + "\n";
    found = found || (e.file == file && e.line == line && e.column == column && e.reason.starts_with(fault.reason) && e.likely == fault.likely);
  }
  EXPECT_TRUE(found) << "expected " << line << ":" << column << " " << fault.reason << " (" << fault.likely << ") among\n" << all;
}

INSTANTIATE_TEST_SUITE_P(Faults, BadPlaybook, testing::Values(
    Fault{"first = \"lying\"", "first = \"lyign\"", "\"lyign\"", "unknown state 'lyign'", "lying"},
    Fault{"to = \"promised_to\"", "to = \"promised\"", "\"promised\"", "unknown state 'promised'", ""},
    Fault{"from = [\"lying\"]\nto = \"promised_to\"", "from = [\"lynig\"]\nto = \"promised_to\"", "\"lynig\"", "unknown state 'lynig'", "lying"},
    Fault{"colour = \"grey\"", "color = \"grey\"", "color", "unknown key 'color'", "colour"},
    Fault{"kind = \"parcel\"\n", "", "# A playbook", "'kind' is missing", ""},
    Fault{"version = 3", "version = \"three\"", "\"three\"", "'version' must be a whole number from 1", ""},
    Fault{"version = 3", "version = 0", "0\ntitle", "'version' must be a whole number from 1", ""},
    Fault{"title = \"case.parcel\"", "title = 5", "5\nopens", "'title' must be a word in quotes", ""},
    Fault{"opens = [\"tip_off\"]", "opens = [\"tip_off\"]\nopens_media = [\"voise\"]", "\"voise\"", "unknown kind of media 'voise'", "voice"},
    Fault{"opens = [\"tip_off\"]", "opens = [\"tip_of\"]", "\"tip_of\"", "unknown fact 'tip_of'", "tip_off"},
    Fault{"from = [\"answer.date\"]", "from = [\"answer.dat\"]", "\"answer.dat\"", "unknown slot 'dat'", "date"},
    Fault{"from = [\"answer.date\"]", "from = [\"answer.date\"], after = \"promise\"", "\"promise\" }", "unknown day to count from 'promise'", ""},
    Fault{"from = [\"answer.date\"]", "from = [\"answer.date\"], after = \"promised\"", "\"promised\" }", "unknown day to count from 'promised'", ""},
    Fault{"from = [\"answer.date\"]", "from = [\"answer.date\"], after = \"opened\"", "\"opened\" }", "unknown day to count from 'opened'", ""},
    Fault{"from = [\"answer.date\"]", "from = [\"answer\"]", "\"answer\"]", "'answer' must be a fact and its slot", ""},
    Fault{"by = [\"renter\", \"porter\"]", "by = [\"renter\", \"portr\"]", "\"portr\"", "unknown party or role 'portr'", "porter"},
    Fault{"say_to = [\"reporter\"]\n[[transition]]", "[[transition]]", "[[transition]]\nfrom = [\"lying\", \"promised_to\"]\nto = \"fetched\"", "'say' and 'say_to' belong together", ""},
    Fault{"on = { due = \"kept_long_enough\" }", "on = { due = \"kept_long\" }", "\"kept_long\"", "unknown limit 'kept_long'", ""},
    Fault{"on = { due = \"kept_long_enough\" }", "on = { fact = \"leaving\" }", "\"kept_long_enough\"", "no transition takes the limit 'kept_long_enough'", ""},
    Fault{"on = { result = \"given_back\" }", "on = { result = \"givn_back\" }", "\"givn_back\"", "unknown result 'givn_back'", "given_back"},
    Fault{"on = { result = \"given_back\" }", "on = { fact = \"vacant\" }", "\"given_back\"", "no transition takes the result 'given_back'", ""},
    Fault{"on = { fact = \"answer\" }", "on = { fact = \"answer\", due = \"in_the_way\" }", "{ fact = \"answer\", due", "'on' must hold exactly one of", ""},
    Fault{"on = { fact = \"answer\" }", "on = { due = \"in_the_way\" }", "\"in_the_way\"\nanchor", "the limit 'in_the_way' escalates and is taken by a transition", ""},
    Fault{"name = \"sent_back\"\ncolour = \"black\"", "name = \"sent_back\"\ncolour = \"black\"\nfinal = true\n[[state]]\nname = \"island\"\ncolour = \"red\"", "\"island\"", "no transition leads to the state 'island'", ""},
    Fault{"name = \"promised_to\"\ncolour", "name = \"lying\"\ncolour", "\"lying\"\ncolour = \"white\"", "a second state 'lying'", ""},
    Fault{"anchor = \"promised\"", "anchor = \"promise\"", "\"promise\"\nat", "unknown anchor 'promise'", "promised"},
    Fault{"anchor = \"asked:promise\"", "anchor = \"asked:knock\"", "\"asked:knock\"", "unknown anchor 'asked:knock'", ""},
    Fault{"anchor = \"opened\"\nwithin", "anchor = \"open\"\nwithin", "\"open\"", "unknown anchor 'open'", "opened"},
    Fault{"at = \"07:15\"", "at = \"7:15\"", "\"7:15\"", "'at' must be an hour", ""},
    Fault{"at = \"07:15\"", "at = \"27:15\"", "\"27:15\"", "'at' must be an hour", ""},
    Fault{"from = \"06:00\"\nto = \"10:00\"", "from = \"10:00\"\nto = \"06:00\"", "\"06:00\"", "the hours must ascend", ""},
    Fault{"within = \"5h\"", "within = \"5 hours\"", "\"5 hours\"", "'within' must be a span", ""},
    Fault{"within = \"45m\"", "", "[[limit]]\nname = \"broken_promise\"", "a limit has either 'within' (a span) or 'days' and 'at'", ""},
    Fault{"times = 3", "times = 0", "0\nto = [\"renter\"]", "'times' must be a whole number from 1", ""},
    Fault{"every_days = 2\n", "", "3\nto = [\"renter\"]", "'times' needs 'every_days'", ""},
    Fault{"to = [\"porter\"]", "to = [\"portier\"]", "\"portier\"", "unknown party or role 'portier'", "porter"},
    Fault{"to = [\"porter\"]", "to = \"porter\"", "\"porter\"\ntemplate", "'to' must be a list of words", ""},
    Fault{"asks = \"people\"", "asks = \"peple\"", "\"peple\"", "unknown question 'peple'", "people"},
    Fault{"asks = \"people\"\n", "yes = \"x\"\n", "[[reminder]]\nname = \"promise\"", "'yes', 'no', 'after_no' and 'on_no' need a question", ""},
    Fault{"template = \"parcel.shelf\"", "", "[[reminder]]\nname = \"shelf\"", "'template' is missing", ""},
    Fault{"lease = \"25m\"", "lease = 25", "25\nfrom", "'lease' must be a span", ""},
    Fault{"digest_at = \"06:06\"\n", "", "[policy]", "'digest_at' is missing", ""},
    Fault{"name = \"snooze\"", "name = \"snoze\"", "\"snoze\"", "unknown verb 'snoze'", "snooze"},
    Fault{"snoozes = [\"7m\"]\n", "", "[policy]", "the verb 'snooze' needs 'snoozes'", ""},
    Fault{"role = \"janitor\"", "role = \"janitr\"", "\"janitr\"", "unknown role 'janitr'", "janitor"},
    Fault{"level = \"yard\"", "level = \"yrd\"", "\"yrd\"", "unknown level 'yrd'", "yard"},
    Fault{"role = \"janitor\"\n", "", "[[policy.step]]\nafter = \"20m\"", "a step is told to a 'role', or to the area's steward", ""},
    Fault{"chat = \"yard\"\n", "", "false", "a step that is not told directly needs a 'chat'", ""},
    Fault{"repeat_every = \"5m\"\n", "", "2\n[[policy.step]]", "'repeat_times' needs 'repeat_every'", ""},
    Fault{"snoozes = [\"7m\"]", "snoozes = [\"7m\"]\nurgent = [\"fir\"]", "\"fir\"", "unknown reason 'fir'", "fire"},
    Fault{"lease = \"25m\"", "lease = \"25m\"\nspeed = 3", "speed", "unknown key 'speed'", ""}));

TEST(BadPlaybook, AllFaultsOfAFileAreToldTogether) {
  auto text = good();
  for (auto& [find, replace] : std::map<std::string, std::string>{{"colour = \"grey\"", "color = \"grey\""}, {"role = \"janitor\"", "role = \"janitr\""},
                                                                   {"at = \"07:15\"", "at = \"7:15\""}})
    text.replace(text.find(find), find.size(), replace);
  Folder folder;
  std::vector<ConfigError> errors;
  load_playbook(folder.write("bad.toml", text), around, errors);
  EXPECT_EQ(errors.size(), 4U);  // the colour is missing, too
}

TEST(BadPlaybook, WithoutAPolicyNothingMayClimb) {
  auto text = good();
  text.erase(text.find("[policy]"));
  Folder folder;
  std::vector<ConfigError> errors;
  load_playbook(folder.write("bad.toml", text), around, errors);
  ASSERT_FALSE(errors.empty());
  bool told = false;
  for (auto& e : errors) told = told || e.reason.find("there is no [policy]") != std::string::npos;
  EXPECT_TRUE(told);
}

TEST(GoodPlaybook, TheExampleOfTheDocumentIsOne) {
  auto text = contents(fs::path(LINLI_SOURCE_DIR) / "docs/playbooks.md");
  auto begin = text.find("```toml\n") + 8;
  text = text.substr(begin, text.find("```", begin) - begin);
  Folder folder;
  std::vector<ConfigError> errors;
  auto book = load_playbook(folder.write("key.toml", text), {{"renter"}, {"group"}, {}}, errors);
  for (auto& e : errors) ADD_FAILURE() << describe(e);
  ASSERT_TRUE(book);
  EXPECT_EQ(book->kind, "key");
}

// A whole config folder, with one file changed.
struct Config : testing::Test {
  Folder folder;
  std::string source = std::string(LINLI_SOURCE_DIR) + "/config";
  void SetUp() override {
    for (auto* file : {"roles.toml", "places.toml", "linli.toml", "playbooks/return.toml", "playbooks/call_back.toml"})
      folder.write(file, contents(fs::path(source) / file));
  }
  std::vector<std::string> errors_with(const std::string& file, const std::string& find, const std::string& replace) {
    auto text = contents(folder.path / file);
    auto at = text.find(find);
    EXPECT_NE(at, text.npos) << find;
    folder.write(file, text.replace(at, find.size(), replace));
    auto loaded = load_knowledge(folder.path);
    std::vector<std::string> out;
    if (!loaded)
      for (auto& e : loaded.error()) out.push_back(describe(e).substr(folder.path.generic_string().size() + 1));
    return out;
  }
};

TEST_F(Config, TheHousesOwnIsWhole) {
  auto loaded = load_knowledge(folder.path);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->knowledge.playbooks.size(), 2U);
  EXPECT_EQ(loaded->knowledge.zone.name(), "Asia/Shanghai");
  EXPECT_EQ(loaded->knowledge.stewards.at("village"), "group leader");
  EXPECT_FALSE(loaded->places.places.empty());
}

TEST_F(Config, TomlThatDoesNotParseIsToldWithItsPlace) {
  auto errors = errors_with("roles.toml", "staff = true", "staff = tru");
  ASSERT_FALSE(errors.empty());
  EXPECT_EQ(errors[0], "roles.toml:11:12: Error while parsing boolean: expected 'true', saw 'tru '");
}
TEST_F(Config, AFileWithAFaultIsNotTheFaultOfThoseThatNameWhatItHolds) {
  EXPECT_THAT(errors_with("roles.toml", "staff = true", "staff = tru"), testing::ElementsAre(testing::StartsWith("roles.toml:11:12: ")));
  SetUp();
  EXPECT_THAT(errors_with("roles.toml", "name = \"group leader\"", "nmae = \"group leader\""), testing::Each(testing::StartsWith("roles.toml:")));
  SetUp();
  EXPECT_THAT(errors_with("linli.toml", "zone = ", "zone = = "), testing::ElementsAre(testing::StartsWith("linli.toml:2:")));
  SetUp();
  EXPECT_THAT(errors_with("places.toml", "levels = [", "levels = [["), testing::ElementsAre(testing::StartsWith("places.toml:")));
}
TEST_F(Config, AnUnknownZone) {
  EXPECT_THAT(errors_with("linli.toml", "Asia/Shanghai", "Asia/Shanghia"),
              testing::ElementsAre("linli.toml:2:8: there is no time zone 'Asia/Shanghia' on this machine (is tzdata installed?)"));
}
TEST_F(Config, AWrongMannersKey) {
  EXPECT_THAT(errors_with("linli.toml", "ways_in = 2", "way_in = 2"),
              testing::ElementsAre("linli.toml:4:1: 'ways_in' is missing: a whole number", "linli.toml:20:1: unknown key 'way_in' (did you mean 'ways_in'?)"));
}
TEST_F(Config, AFeverReasonThatPlaybooksDoNotKnowAsUrgent) {
  auto errors = errors_with("linli.toml", "fever_reason = \"fever\"", "fever_reason = \"hot\"");
  EXPECT_THAT(errors, testing::ElementsAre(testing::HasSubstr("unknown reason 'fever'"), testing::HasSubstr("unknown reason 'fever'")));
}
TEST_F(Config, AStewardThatIsNoRole) {
  EXPECT_THAT(errors_with("places.toml", "steward = \"group leader\"", "steward = \"group ledger\""),
              testing::ElementsAre("places.toml:6:11: unknown role 'group ledger' (did you mean 'group leader'?)"));
}
TEST_F(Config, ARoleTwice) {
  EXPECT_THAT(errors_with("roles.toml", "name = \"renter\"", "name = \"landlord\""), testing::Contains("roles.toml:6:8: a second role 'landlord'"));
}
TEST_F(Config, TwoKindsThatOpenOnTheSameFact) {
  auto errors = errors_with("playbooks/return.toml", "opens = [\"return_report\", \"arrived\"]", "opens = [\"return_report\", \"human\"]");
  EXPECT_THAT(errors, testing::Contains("playbooks/return.toml:5:9: 'human' already opens cases of 'call_back'"));
}
TEST_F(Config, TheSameVersionTwice) {
  folder.write("playbooks/return_too.toml", contents(folder.path / "playbooks/return.toml"));
  auto loaded = load_knowledge(folder.path);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(describe(loaded.error().front()), testing::HasSubstr("playbooks/return_too.toml:2:8: a second playbook 'return' of version 1"));
}
TEST_F(Config, ANewVersionBesideTheOldOneIsFine) {
  auto text = contents(folder.path / "playbooks/return.toml");
  text.replace(text.find("version = 1"), 11, "version = 2");
  folder.write("playbooks/return_2.toml", text);
  auto loaded = load_knowledge(folder.path);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->knowledge.playbooks.size(), 3U);
}
TEST_F(Config, AMissingFile) {
  fs::remove(folder.path / "places.toml");
  auto loaded = load_knowledge(folder.path);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(describe(loaded.error().front()), testing::HasSubstr("places.toml: cannot be read"));
}

}  // namespace bad_config_test
