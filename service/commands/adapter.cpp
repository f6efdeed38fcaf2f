#include "service/commands/adapter.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <system_error>

#include "service/clocks/computer_clock.hpp"
#include "service/commands/data.hpp"
#include "service/control/control.hpp"
#include "service/log/json_log.hpp"
#include "service/platform/check.hpp"
#include "service/platform/outside.hpp"

namespace linli {
namespace {

Exit complain(Exit exit, const std::string& error) {
  std::fprintf(stderr, "linli: %s\n", error.c_str());
  return exit;
}

Exit tell(const std::string& text, bool fine) {
  std::fputs(text.c_str(), stdout);
  return fine ? Exit::fine : Exit::failed;
}

// The account alone, on the data: what is heard meanwhile is taken down, and answered when the service runs. Nothing else begins.
class Moment {
 public:
  std::optional<std::string> open(const Setup& setup, const StoreOptions& store, AccountPlan plan) {
    auto app = App::build(setup, store, {network_, io_, *log_, real_chance()});
    if (!app) return app.error();
    app_ = std::move(*app);
    if (app_->empty()) return "nobody lives in " + store.data.parent_path().string() + " yet; bring a street in first: linli import FOLDER (docs/import.md)";
    one_ = std::make_unique<Connected>(Connected::Parts{*app_, network_, io_, *log_}, std::move(plan), real_outside(network_));
    return {};
  }
  CheckReport check(const std::string& to) {
    CheckReport out;
    network_.post([&] {
      one_->platform().start();
      check_account(*one_, *app_, network_, to, [&](CheckReport report) {
        out = std::move(report);
        one_->platform().stop([this] { network_.stop(); });
      });
    });
    network_.run([this](const std::exception&) { network_.stop(); });
    app_->close();
    return out;
  }

 private:
  http::Loop network_;
  ComputerClock io_;
  std::unique_ptr<Log> log_ = no_log();             // what matters stands in the report
  std::unique_ptr<App> app_;
  std::unique_ptr<Connected> one_;
};

}  // namespace

Exit run_adapter_check(const Arguments& arguments, const Folders& folders) {
  auto data = data_of(arguments, folders);
  auto& name = arguments.which;
  auto reply = control::ask(control_socket(data.folder), "POST", "/check/" + name, arguments.to);
  if (reply && (reply->status == 200 || reply->status == 409)) return tell(reply->body, reply->status == 200);
  if (reply) return complain(Exit::failed, reply->body.substr(0, reply->body.find('\n')));
  if (reply.error() != control::Silence::not_running) return complain(Exit::failed, "the service did not answer in time; see its log");

  auto setup = load_setup(folders.config, folders.templates);
  if (!setup) return complain(Exit::wrong, describe(setup.error(), folders.config).front());
  auto accounts = read_accounts(account_folders(folders.config));
  if (!accounts) return complain(Exit::wrong, describe(accounts.error(), folders.config).front());
  auto plan = std::ranges::find(*accounts, name, &AccountPlan::name);
  if (plan == accounts->end()) return complain(Exit::wrong, "there is no config/accounts/" + name + ".toml (docs/" + name + ".md says what stands in it)");
  std::error_code none;
  if (!std::filesystem::exists(data.store.data, none)) return complain(Exit::no_store, no_data(data));
  Moment moment;
  if (auto wrong = moment.open(*setup, data.store, std::move(*plan))) return complain(Exit::no_store, *wrong);
  auto report = moment.check(arguments.to);
  return tell(report.text, report.fine);
}

}  // namespace linli
