#include "service/commands/offline.hpp"

#include <cstdio>
#include <optional>
#include <system_error>

#include "service/commands/import.hpp"
#include "service/commands/import_words.hpp"
#include "service/commands/serve_config.hpp"
#include "service/commands/still.hpp"
#include "service/commands/why.hpp"
#include "service/control/control.hpp"
#include "service/platform/platforms.hpp"
#include "service/second_reader/endpoint.hpp"
#include "storage/reads.hpp"
#include "storage/rebuild.hpp"

namespace linli {
namespace {

namespace fs = std::filesystem;

bool runs(const Data& data) {
  auto reply = control::ask(control_socket(data.folder), "GET", "/", "");
  return reply || reply.error() != control::Silence::not_running;
}

Exit ask_running(const Arguments& arguments, const Folders& folders, const std::string& path) {
  auto data = data_of(arguments, folders);
  auto reply = control::ask(control_socket(data.folder), "POST", path, arguments.which);
  if (!reply) return complain(Exit::failed, {"no service is running on " + data.folder.string() + "; start it with 'linli serve', or name its folder with --data"});
  if (reply->status == 404 && reply->body.empty()) return complain(Exit::failed, {"this service has no personal links: it is a demo"});
  std::fprintf(reply->status == 200 ? stdout : stderr, "%s%s", reply->status == 200 ? "" : "linli: ", reply->body.c_str());
  return reply->status == 200 ? Exit::fine : Exit::failed;
}

}  // namespace

Exit run_import(const Arguments& arguments, const Folders& folders) {
  auto setup = load_setup(folders.config, folders.templates);
  if (!setup) return complain(Exit::wrong, describe(setup.error(), folders.config));
  auto data = data_of(arguments, folders);
  if (runs(data)) return complain(Exit::no_store, {"a service is running on " + data.folder.string() + "; end it first, then import"});
  std::error_code failed;
  for (auto& made : {data.folder, data.store.keys.parent_path()}) fs::create_directories(made, failed);
  data.store.make_master_key = !fs::exists(data.store.data, failed);
  std::optional<Exit> no_store;
  auto told = import_folder(arguments.folder, import_words(*setup, folders.config), [&](const ImportSet& set) -> std::expected<ImportCounts, std::vector<ImportError>> {
    auto still = open_still(*setup, data.store);
    if (still) return (*still)->app->import(set);
    no_store = complain(Exit::no_store, {still.error()});
    return std::unexpected(std::vector<ImportError>());
  });
  if (no_store) return *no_store;
  if (!told) return complain(Exit::failed, told.error());
  std::printf("%s: %s\n", data.folder.c_str(), told->c_str());
  return Exit::fine;
}

Exit run_rebuild(const Arguments& arguments, const Folders& folders) {
  auto data = data_of(arguments, folders);
  if (runs(data)) return complain(Exit::no_store, {"a service is running on " + data.folder.string() + "; end it first, then rebuild"});
  std::error_code none;
  if (!fs::exists(data.store.data, none)) return complain(Exit::no_store, {no_data(data)});
  auto report = rebuild(data.store);
  if (!report) return complain(Exit::no_store, {report.error().what});
  for (auto& d : report->differences) std::printf("differs: %s %lld, %s\n", d.table.c_str(), static_cast<long long>(d.id), d.column.c_str());
  std::printf("%s: %zu cases, %zu steps, %zu changes, %zu facts folded\n", report->same() ? "the same" : "NOT the same", report->cases, report->steps,
              report->changes, report->facts);
  return report->same() ? Exit::fine : Exit::failed;
}

Exit run_why(const Arguments& arguments, const Folders& folders) {
  auto data = data_of(arguments, folders);
  if (auto reply = control::ask(control_socket(data.folder), "GET", "/why/" + arguments.which, "")) {
    std::fprintf(reply->status == 200 ? stdout : stderr, "%s%s", reply->status == 200 ? "" : "linli: ", reply->body.c_str());
    return reply->status == 200 ? Exit::fine : Exit::failed;
  }
  auto setup = load_setup(folders.config, folders.templates);
  if (!setup) return complain(Exit::wrong, describe(setup.error(), folders.config));
  std::error_code none;
  if (!fs::exists(data.store.data, none)) return complain(Exit::no_store, {no_data(data)});
  auto still = open_still(*setup, data.store);
  if (!still) return complain(Exit::no_store, {still.error()});
  auto& app = *(*still)->app;
  auto now = app.stored_now();
  auto told = app.look([&](Reads& reads) { return why(reads, app.words(), app.knowledge().playbooks, arguments.which, now); });
  if (!told) return complain(Exit::failed, {told.error()});
  std::printf("%s", told->c_str());
  return Exit::fine;
}

Exit run_link(const Arguments& arguments, const Folders& folders) { return ask_running(arguments, folders, "/link"); }
Exit run_sign_out(const Arguments& arguments, const Folders& folders) { return ask_running(arguments, folders, "/sign-out"); }

Exit run_config_check(const Folders& folders) {
  auto setup = load_setup(folders.config, folders.templates);
  auto errors = setup ? std::vector<ConfigError>() : setup.error();
  auto add = [&](const std::vector<ConfigError>& more) { errors.insert(errors.end(), more.begin(), more.end()); };
  if (auto room = load_platform(folders.config / "platforms" / (std::string(room::platform_name) + ".toml")); !room) add(room.error());
  if (auto accounts = read_accounts(account_folders(folders.config)); !accounts) add(accounts.error());
  if (auto serve = load_serve(folders.config / "linli.toml"); !serve && serve_is_named(folders.config / "linli.toml")) add(serve.error());
  if (auto second = second_reader::load(folders.config / "linli.toml"); !second) add(second.error());
  if (!errors.empty()) return complain(Exit::wrong, describe(errors, folders.config));
  std::printf("%s: fine\n", folders.config.c_str());
  return Exit::fine;
}

}  // namespace linli
