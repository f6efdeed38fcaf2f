#include "service/commands/arguments.hpp"

#include <CLI/CLI.hpp>

#include "service/knowledge/config_error.hpp"

namespace linli {
namespace {

std::vector<std::string> names_of(const CLI::App& app) {
  std::vector<std::string> out;
  for (auto* sub : app.get_subcommands({})) out.push_back(sub->get_name());
  for (auto* option : app.get_options())
    for (auto& name : option->get_lnames()) out.push_back("--" + name);
  return out;
}

// Three lines at most: what is wrong, where, what to do.
std::string explain(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* where = &app;
  while (!where->get_subcommands().empty()) where = where->get_subcommands().front();
  std::string name = "linli";
  if (where != &app) name += " " + where->get_name();
  std::string what = error.what();
  if (auto line = what.find('\n'); line != std::string::npos) what.resize(line);
  std::string out = name + ": " + what + "\n";
  for (auto& left : where->remaining())
    if (auto likely = likely_word(left, names_of(*where)); !likely.empty()) {
      out += "did you mean '" + likely + "'?\n";
      break;
    }
  return out + "see: " + name + " --help\n";
}

}  // namespace

Parsed parse_arguments(int count, const char* const* values) {
  Arguments a;
  CLI::App app("Linli: what landlords say becomes reminded, escalated cases.", "linli");
  app.require_subcommand(1);
  app.footer("Exit codes: 0 fine, 1 something is not as it should be, 2 wrong command or configuration, 3 no store, 4 cannot listen, 5 ended hard");

  std::string config, data, web, folder, jsonl;
  std::vector<std::string> files, text;
  auto with_config = [&](CLI::App* sub) { sub->add_option("--config", config, "Configuration: the folder, or linli.toml in it"); };
  auto with_value = [](CLI::App* sub, const std::string& name, std::optional<std::string>& value, const std::string& what) {
    sub->add_option_function<std::string>(name, [&value](const std::string& given) { value = given; }, what);
  };
  auto with_data = [&](CLI::App* sub) { sub->add_option("--data", data, "Folder of the data"); };

  auto* demo = app.add_subcommand("demo", "Starts a ready-made street in a chat room on this machine alone");
  demo->add_flag("--fresh", a.fresh, "Forget what was done in it and begin anew");
  demo->add_option("--port", a.port, "Port on 127.0.0.1; 0: any free one")->capture_default_str();
  demo->add_option("--wecom", a.wecom, "Connect the account wecom to a stand-in of WeCom at this address, host:port (docs/wecom.md)");
  demo->add_option("--web", web, "Folder of the built pages");
  with_config(demo);
  with_data(demo);
  auto* serve = app.add_subcommand("serve", "Runs the service as [serve] of linli.toml says");
  serve->add_option("--web", web, "Folder of the built pages");
  with_config(serve);
  auto* import = app.add_subcommand("import", "Brings areas, places, people, tenancies, chats and the rota in from CSV files: all or nothing");
  import->add_option("folder", folder, "Folder with areas.csv, places.csv, ...")->required();
  with_config(import);
  with_data(import);
  auto* check = app.add_subcommand("config", "What the configuration says");
  check->require_subcommand(1);
  auto* check_check = check->add_subcommand("check", "Reads and checks config/ and templates/ without starting anything");
  with_config(check_check);
  auto* adapter = app.add_subcommand("adapter", "The accounts on outside platforms");
  adapter->require_subcommand(1);
  auto* adapter_check = adapter->add_subcommand("check", "Tries each thing of an account once: what works, what is wrong, what to press on the platform");
  adapter_check->add_option("account", a.which, "The account: the name of its file in config/accounts")->required();
  adapter_check->add_option("--to", a.to, "Send a test message to this group (its name) or person (the platform's id)");
  with_config(adapter_check);
  with_data(adapter_check);
  auto* understand = app.add_subcommand("understand", "Shows what a message can mean");
  understand->add_option("text", text, "What somebody wrote; several words are one text");
  understand->add_flag("--explain", a.explain, "Which words gave which value by which rule");
  with_value(understand, "--role", a.role, "Who writes: landlord, renter, resident");
  with_value(understand, "--chat", a.chat, "Where: group, direct");
  with_value(understand, "--at", a.at, "When, 2020-02-11T09:30; without it: now");
  with_value(understand, "--asked", a.asked, "What the bot had just asked: ask_date, confirm, ...");
  understand->add_option("--jsonl", jsonl, "A file of messages, one a line; -: standard input")->expected(0, 1)->default_str("-");
  with_config(understand);
  auto* dates = app.add_subcommand("dates", "Every day and hour that a text names");
  dates->add_option("text", text, "What somebody wrote; several words are one text");
  with_value(dates, "--at", a.at, "When, 2020-02-11T09:30; without it: now");
  dates->add_option("--jsonl", jsonl, "A file of {\"id\", \"text\", \"reference\"}, one a line; -: standard input")->expected(0, 1)->default_str("-");
  with_config(dates);
  auto* rehearse = app.add_subcommand("rehearse", "Plays conversation files through the whole service and says what differs");
  rehearse->add_option("files", files, "Conversation files (*.yaml)")->required();
  rehearse->add_flag("--restarts", a.restarts, "Tear the service down and build it again between any two lines");
  rehearse->add_flag("--mentions", a.mentions, "Play it as on a platform that hears only what mentions the bot");
  with_config(rehearse);
  auto* rebuild = app.add_subcommand("rebuild", "Folds all facts and steps again and says whether the derived tables were the same");
  with_config(rebuild);
  with_data(rebuild);
  auto* why = app.add_subcommand("why", "The whole story of a case");
  why->add_option("case", a.which, "45, case:45, or a sent message, say:12")->required();
  with_config(why);
  with_data(why);
  auto* lexicon = app.add_subcommand("lexicon", "The words that are read");
  lexicon->require_subcommand(1);
  auto* lexicon_suggest = lexicon->add_subcommand("suggest", "Which words were not understood, without names; adds them to the local ones after a yes");
  lexicon_suggest->add_option("--yes", a.yes, "Add this without asking: KIND=WORD, as back=WORD or by.train=WORD; may be given several times");
  lexicon_suggest->add_option("--people", a.people, "Only words that at least so many people used; 1 may show what somebody is called")
      ->capture_default_str()->check(CLI::Range(1, 1000));
  with_config(lexicon_suggest);
  with_data(lexicon_suggest);
  auto* link = app.add_subcommand("link", "A personal link for somebody, good once");
  link->add_option("person", a.which, "The person's id in the chat room (accounts.csv, column actor)")->required();
  with_config(link);
  with_data(link);
  auto* sign_out = app.add_subcommand("sign-out", "Ends all of somebody's sessions");
  sign_out->add_option("person", a.which, "The person's id in the chat room (accounts.csv, column actor)")->required();
  with_config(sign_out);
  with_data(sign_out);

  try {
    app.parse(count, values);
  } catch (const CLI::CallForHelp&) {
    const CLI::App* asked = &app;
    while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
    return {{}, asked->help(), Exit::fine};
  } catch (const CLI::ParseError& error) {
    return {{}, explain(app, error), Exit::wrong};
  }
  a.config = config;
  a.data = data;
  a.web = web;
  a.folder = folder;
  for (auto& file : files) a.files.emplace_back(file);
  for (auto& word : text) a.text += (a.text.empty() ? "" : " ") + word;
  if (understand->count("--jsonl") > 0 || dates->count("--jsonl") > 0) a.jsonl = jsonl.empty() ? "-" : jsonl;
  const std::pair<CLI::App*, Command> commands[] = {{adapter_check, Command::adapter_check}, {demo, Command::demo}, {serve, Command::serve}, {import, Command::import},
    {check_check, Command::config_check}, {understand, Command::understand}, {dates, Command::dates}, {rehearse, Command::rehearse}, {rebuild, Command::rebuild},
    {why, Command::why}, {link, Command::link}, {sign_out, Command::sign_out},
    {lexicon_suggest, Command::lexicon_suggest}};
  for (auto& [sub, command] : commands)
    if (sub->parsed()) a.command = command;
  return {a, "", Exit::fine};
}

}  // namespace linli
