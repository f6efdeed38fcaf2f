// `linli understand` and `linli dates` as somebody calls them: what stands on the output, on the error stream, and how they end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "service/commands/understanding.hpp"

namespace understanding_command_test {
using namespace linli;
using testing::HasSubstr, testing::Not;

struct Told {
  Exit exit{};
  std::string out, err;
};

Told call(std::vector<const char*> words) {
  words.insert(words.begin(), "linli");
  auto parsed = parse_arguments(int(words.size()), words.data());
  if (!parsed.arguments) return {parsed.exit, "", parsed.words};
  Folders folders;
  folders.root = LINLI_SOURCE_DIR;
  folders.config = folders.root / "config";
  folders.templates = folders.root / "templates";
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  bool dates = parsed.arguments->command == Command::dates;
  auto exit = dates ? run_dates(*parsed.arguments, folders) : run_understand(*parsed.arguments, folders);
  auto out = testing::internal::GetCapturedStdout();
  return {exit, out, testing::internal::GetCapturedStderr()};
}
constexpr const char* morning = "2020-02-11T09:30";
std::string said(std::vector<const char*> words) {
  words.insert(words.begin(), "understand");
  words.insert(words.end(), {"--at", morning});
  auto told = call(words);
  EXPECT_EQ(told.exit, Exit::fine) << told.err;
  return told.out;
}

// A file that is gone with the test.
class Lines {
 public:
  explicit Lines(const std::string& bytes) {
    path_ = (std::filesystem::temp_directory_path() / "linli-lines-XXXXXX").string();
    int file = ::mkstemp(path_.data());
    if (file < 0) throw std::runtime_error("no temporary file can be made");
    ::close(file);
    std::ofstream(path_) << bytes;
  }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;
  ~Lines() { std::filesystem::remove(path_); }
  const char* path() const { return path_.c_str(); }

 private:
  std::string path_;
};

TEST(Understand, ShowsTheEndOfAVisit) {
  EXPECT_THAT(said({"我家亲戚明天来住三天"}), HasSubstr(R"("until":3)"));
  EXPECT_THAT(said({"我家亲戚明天来住到20号"}), HasSubstr(R"("until":{"start":"2020-02-20","end":"2020-02-20","certainty":"exact"})"));
  Lines file(R"({"id":"v1","text":"我家亲戚明天来住三天","reference":"2020-02-11T09:30"})");
  EXPECT_THAT(call({"understand", "--jsonl", file.path()}).out, HasSubstr(R"("until":3)"));
}

// The conversation itself is played, so that nothing can be told that the service does not do.
TEST(Understand, TellsWhatTheServiceDoes) {
  EXPECT_THAT(said({"帮助", "--chat", "direct"}), HasSubstr("none\nbot, in the direct chat: say\n  回一个数字就好"));
  EXPECT_THAT(said({"帮助", "--chat", "direct", "--role", "renter"}), HasSubstr("1 报我哪天回来"));
  EXPECT_THAT(said({"长辈版", "--chat", "direct"}), HasSubstr("bot, in the direct chat: ack\n"));
  EXPECT_THAT(said({"转人工", "--chat", "direct"}), testing::AllOf(HasSubstr("bot, in the direct chat: record\n"), HasSubstr("bot, to 村委乙: escalate\n")));
  EXPECT_THAT(said({"你好", "--chat", "direct"}), HasSubstr("none\nbot, in the direct chat: say\n"));
  EXPECT_THAT(said({"收到", "--chat", "direct"}), HasSubstr("bot: quiet\n"));
  EXPECT_EQ(said({"你好"}), "none\nbot: quiet\n");
  EXPECT_EQ(said({"帮助"}), "none\nbot: quiet\n");
  EXPECT_THAT(said({"@小邻"}), HasSubstr("none\nbot, in the group: say\n"));
  EXPECT_THAT(said({"@小邻 帮助"}), HasSubstr("none\nbot, in the group: say\n"));
}

TEST(Understand, PutsTheMessageIntoTheDwellingItNames) {
  auto out = said({"302小孔后天从合肥回来，一个人"});
  EXPECT_THAT(out, HasSubstr("bot, in the group: record\n"));
  EXPECT_THAT(out, HasSubstr("bot, in the direct chat: record\n  记下了：302 小孔\n"));
  EXPECT_THAT(said({"亲戚来住三天", "--chat", "direct"}), HasSubstr("bot, when nothing more follows, in the direct chat: ask_date\n"));
  EXPECT_THAT(said({"18号", "--asked", "ask_date", "--chat", "direct"}), HasSubstr("bot, in the direct chat: record + ask_origin + ask_people\n"));
  EXPECT_THAT(said({"到了", "--asked", "ask_arrived", "--chat", "direct"}), HasSubstr("bot, in the direct chat: record + advise_register\n"));
  EXPECT_THAT(said({"隔壁88号有人住进来没登记", "--role", "resident"}), Not(HasSubstr("in the group")));
}

TEST(Understand, TakesSeveralWordsAsOneText) {
  EXPECT_EQ(said({"小王", "明天", "回来"}), said({"小王 明天 回来"}));
  EXPECT_EQ(call({"dates", "明天", "或者后天", "--at", morning}).out, call({"dates", "明天 或者后天", "--at", morning}).out);
}

TEST(Understand, SurvivesBytesThatAreNoText) { EXPECT_THAT(said({"\xff小王15号回"}), HasSubstr("return_report")); }

TEST(UnderstandAndDates, NameTheOptionThatIsWrong) {
  for (auto* command : {"understand", "dates"}) {
    auto empty = call({command, "小王15号回", "--at", ""});
    EXPECT_EQ(empty.exit, Exit::wrong);
    EXPECT_EQ(empty.err, "--at '' is no time, as 2020-02-11T09:30\n");
    auto nothing = call({command});
    EXPECT_EQ(nothing.exit, Exit::wrong);
    EXPECT_EQ(nothing.err, std::string("linli ") + command + ": there is no text: write it behind the command, or name a file with --jsonl\n");
    auto folder = call({command, "--jsonl", LINLI_SOURCE_DIR});
    EXPECT_EQ(folder.exit, Exit::wrong);
  }
  EXPECT_EQ(call({"understand", "小王15号回", "--role", ""}).err, "--role '' is unknown: landlord, renter or resident\n");
  EXPECT_EQ(call({"understand", "小王15号回", "--chat", ""}).err, "--chat '' is unknown: group or direct\n");
  EXPECT_EQ(call({"understand", "小王15号回", "--asked", ""}).err, "--asked '' is no question of the bot, as ask_date or confirm\n");
}

TEST(UnderstandAndDates, GoOnBehindALineThatIsWrong) {
  Lines file("{\"id\":\"a\",\"text\":\"小王15号回\",\"reference\":\"2020-02-11T09:30\"}\n"
             "{\"id\":\"b\",\"text\":\"小王16号回\",\"reference\":\"小王16号回\"}\n"
             "小王17号回\n"
             "{\"id\":\"d\",\"text\":\"小王18号回\",\"reference\":\"2020-02-11T09:30\"}\n");
  for (auto* command : {"understand", "dates"}) {
    auto told = call({command, "--jsonl", file.path()});
    EXPECT_EQ(told.exit, Exit::failed);
    EXPECT_THAT(told.out, testing::AllOf(HasSubstr(R"("id":"a")"), HasSubstr(R"("id":"d")")));
    EXPECT_THAT(told.err, testing::AllOf(HasSubstr("line 2: reference is no time"), HasSubstr("line 3: is not a JSON object\n"), Not(HasSubstr("小王"))));
  }
}

// As editors of other systems save a file.
TEST(UnderstandAndDates, TakeAByteOrderMarkAndLineEndsOfTwo) {
  Lines file("\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"小王15号回\",\"reference\":\"2020-02-11T09:30\"}\r\n"
             "\r\n"
             "{\"id\":\"b\",\"text\":\"小王16号回\",\"reference\":\"2020-02-11T09:30\"}\r\n");
  for (auto* command : {"understand", "dates"}) {
    auto told = call({command, "--jsonl", file.path()});
    EXPECT_EQ(told.exit, Exit::fine) << told.err;
    EXPECT_EQ(std::ranges::count(told.out, '\n'), 2);
    EXPECT_EQ(told.err, "");
  }
}

}  // namespace understanding_command_test
