#include "tests/standins/wecom/program/commands.hpp"

#include <CLI/CLI.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/standins/wecom/media_seal.hpp"

namespace wecom_standin {
namespace {

using Json = nlohmann::json;

// The smallest picture there is, and the head of a voice: enough for the service to know what they are.
const std::string picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";
const std::string voice = "#!AMR\n made up";

std::string file(const std::string& path, const std::string& otherwise) {
  if (path.empty()) return otherwise;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw CLI::ValidationError("--file", "cannot read " + path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

Command read_command(int count, char** values) {
  CLI::App app("A WeCom of our own, for trying the service by hand. It listens on this machine only.", "wecom-standin");
  app.require_subcommand(1);
  app.get_formatter()->column_width(38);
  std::uint16_t port = 18'790;
  auto add = [&](const char* name, const char* words) {
    auto* one = app.add_subcommand(name, words);
    one->add_option("--port", port, "Where the stand-in listens")->capture_default_str();
    return one;
  };
  Serve serving;
  auto* serve = add("serve", "Play WeCom until Ctrl-C");
  serve->add_option("--world", serving.world, "The organisation (world.toml)");
  serve->add_option("--callback", serving.callback, "Base address of the service, as http://127.0.0.1:8080: the bot then speaks through the callbacks\n"
                                                    "/wecom/bot and /wecom/app; without it through the long connection");
  serve->add_option("--state", serving.state, "File that remembers in which chats somebody has written to the bot");
  serve->add_flag("--plain-ids", serving.plain_ids, "The bot is told userids instead of encrypted ones");

  std::string as, group, door = "bot", text, button, path, quote;
  std::uint64_t card = 0;
  bool unmentioned = false;
  auto member = [&](CLI::App* one) { one->add_option("--as", as, "Member who does it, as landlord68")->required(); };
  auto place = [&](CLI::App* one) {
    one->add_option("--group", group, "Name of the group, as nanbang; without it the single chat");
    one->add_option("--door", door, "Single chat: with the bot or the application")->check(CLI::IsMember({"bot", "application"}))->capture_default_str();
  };
  auto* say = add("say", "A member writes; what the bot answers is printed");
  member(say), place(say);
  say->add_flag("--unmentioned", unmentioned, "In a group without mentioning the bot, which then hears nothing");
  say->add_option("--quote", quote, "Text of a message that is quoted");
  say->add_option("text", text, "The words")->required();
  auto* press = add("press", "A member presses a button of a card");
  member(press);
  press->add_option("card", card, "Number of the card, as printed")->required();
  press->add_option("button", button, "Key or label of the button")->required();
  auto* photo = add("photo", "A member sends a picture");
  member(photo), place(photo);
  photo->add_option("--file", path, "The picture; without it a tiny one");
  photo->add_option("text", text, "Words beside it (in a group they mention the bot)");
  auto* spoken = add("voice", "A member speaks; the bot gets the words, the application a recording");
  member(spoken), place(spoken);
  spoken->add_option("--file", path, "The recording; without it a made-up one");
  spoken->add_option("text", text, "What the platform understood");
  auto* open = add("open", "A member opens the single chat with the bot (told to it once a day)");
  member(open);
  auto* watching = add("watch", "Print everything that is seen, until Ctrl-C");
  auto* events = add("calls", "Print what the service called so far, and how it ended");

  try {
    app.parse(count, values);
    serving.port = port;
    if (serve->parsed()) return serving;
    if (watching->parsed()) return Watch{port};
    if (events->parsed()) return Ask{port, "calls", "{}"};
    if (open->parsed()) return Ask{port, "open", Json{{"as", as}}.dump()};
    if (press->parsed()) return Ask{port, "press", Json{{"as", as}, {"card", card}, {"button", button}}.dump()};
    Json words{{"as", as}, {"group", group}, {"to", door}, {"text", text}, {"mention", !unmentioned}, {"quote", quote}, {"type", "text"}};
    if (photo->parsed()) words["type"] = group.empty() ? "image" : "mixed", words["bytes"] = path.empty() ? picture : base64(file(path, {}));
    if (spoken->parsed()) words["type"] = "voice", words["bytes"] = base64(file(path, voice));
    return Ask{port, "say", words.dump(-1, ' ', false, Json::error_handler_t::replace)};
  } catch (const CLI::ParseError& error) {
    std::ostringstream out, wrong;
    int exit = app.exit(error, out, wrong);
    return Explain{out.str() + wrong.str(), exit};
  }
}

}  // namespace wecom_standin
