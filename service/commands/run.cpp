#include "service/commands/run.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <system_error>

#include "service/commands/import_words.hpp"
#include "service/commands/running.hpp"
#include "service/commands/serve_config.hpp"
#include "service/demo/demo_seed.hpp"
#include "service/demo/play_seed.hpp"
#include "service/demo/stand_in.hpp"

namespace linli {
namespace {

namespace fs = std::filesystem;

Exit complain(Exit exit, const std::vector<std::string>& errors) {
  for (std::size_t i = 0; i < errors.size() && i < 10; ++i) std::fprintf(stderr, "linli: %s\n", errors[i].c_str());
  if (errors.size() > 10) std::fprintf(stderr, "linli: and %zu more\n", errors.size() - 10);
  return exit;
}

std::expected<PlatformConfig, std::vector<std::string>> platform(const fs::path& config) {
  auto loaded = load_platform(config / "platforms" / (std::string(room::platform_name) + ".toml"));
  if (loaded) return std::move(*loaded);
  return std::unexpected(describe(loaded.error(), config));
}

// The page's exact Origin must be known before the server is made, so a free port is looked for first.
std::uint16_t free_port() {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  std::uint16_t port = 0;
  if (fd >= 0 && bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
      getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0)
    port = ntohs(address.sin_port);
  if (fd >= 0) close(fd);
  return port;
}

// Held for life, so that --fresh never removes what another demo is using.
class DemoFolder {
 public:
  explicit DemoFolder(const fs::path& folder) {
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    fd_ = open((folder / "demo.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    mine_ = fd_ >= 0 && flock(fd_, LOCK_EX | LOCK_NB) == 0;
  }
  ~DemoFolder() {
    if (fd_ >= 0) close(fd_);
  }
  DemoFolder(const DemoFolder&) = delete;
  DemoFolder& operator=(const DemoFolder&) = delete;
  bool mine() const { return mine_; }

 private:
  int fd_{-1};
  bool mine_{};
};

void forget(const StoreOptions& store) {
  std::error_code ignored;
  for (auto& file : {store.data, store.keys})
    for (auto* end : {"", "-wal", "-shm", "-journal", ".lock"}) fs::remove(fs::path(file).concat(end), ignored);
  fs::remove(store.master_key, ignored);
}

}  // namespace

Exit run_demo(const Arguments& arguments, const Folders& folders) {
  auto setup = load_setup(folders.config, folders.templates);
  if (!setup) return complain(Exit::wrong, describe(setup.error(), folders.config));
  auto config = platform(folders.config);
  if (!config) return complain(Exit::wrong, config.error());
  auto data = fs::absolute(arguments.data.empty() ? demo_data(folders) : arguments.data).lexically_normal();
  if (data.filename().empty()) data = data.parent_path();
  DemoFolder folder(data);
  if (!folder.mine()) return complain(Exit::no_store, {"a demo is running in " + data.string() + " already; end it, or choose another --data"});
  RunningOptions options;
  options.store = store_in(data);
  options.store.make_master_key = true;
  if (arguments.fresh) forget(options.store);
  auto port = arguments.port ? arguments.port : free_port();
  options.listener = http::Tcp{"127.0.0.1", port};
  options.room = {true, {}, folders.web};
  for (auto* host : {"127.0.0.1", "localhost"}) options.room.origins.push_back("http://" + std::string(host) + ":" + std::to_string(port));
  options.control = control_socket(data);
  options.address = "http://127.0.0.1:{port}/chat/";
  auto words = import_words(*setup, folders.config);
  std::optional<ImportSet> also;
  if (!arguments.wecom.empty()) {
    auto connected = demo::stand_in(folders.config, "wecom", arguments.wecom, data, words);
    if (!connected) return complain(Exit::wrong, describe(connected.error(), folders.config));
    also = std::move(connected->rows);
    options.accounts.push_back(std::move(connected->account));
  }
  auto seed = demo_seed(folders.config / "demo", words, room::platform_name);
  if (!seed) return complain(Exit::wrong, describe(seed.error(), folders.config));
  options.begin = seed->history.empty() ? seed->begins : std::min(seed->begins, seed->history.front().at);
  options.setup = std::move(*setup);
  options.platform = std::move(*config);
  options.furnish = [&seed, &also](App& app) {
    auto wrong = demo::furnish(app, *seed);
    return wrong || !also ? wrong : demo::furnish_also(app, *also, "wecom/");
  };
  options.before_open = [&seed](App& app, room::Room& room, std::function<void()> done) { demo::tell_history(app, room, *seed, std::move(done)); };
  options.started = [](const std::string& address) {
    std::printf("%s\n", address.c_str());
    std::fflush(stdout);
  };
  return Running::run(std::move(options));
}

Exit run_serve(const Folders& folders) {
  auto setup = load_setup(folders.config, folders.templates);
  if (!setup) return complain(Exit::wrong, describe(setup.error(), folders.config));
  auto config = platform(folders.config);
  if (!config) return complain(Exit::wrong, config.error());
  auto accounts = read_accounts(account_folders(folders.config));
  if (!accounts) return complain(Exit::wrong, describe(accounts.error(), folders.config));
  auto serve = load_serve(folders.config / "linli.toml");
  if (!serve) return complain(Exit::wrong, describe(serve.error(), folders.config));
  auto second = second_reader::load(folders.config / "linli.toml");
  if (!second) return complain(Exit::wrong, describe(second.error(), folders.config));
  RunningOptions options;
  options.second_reader = std::move(*second);
  options.store = store_in(serve->data);
  if (!serve->master_key.empty()) options.store.master_key = serve->master_key;
  options.store.make_master_key = serve->make_master_key;
  options.listener = serve->listener;
  options.room = {false, serve->origins, folders.web};
  options.control = control_socket(serve->data);
  options.address = serve->origins.front() + "/chat/";
  options.setup = std::move(*setup);
  options.platform = std::move(*config);
  options.accounts = std::move(*accounts);
  options.started = [](const std::string& address) {
    std::printf("%s\n", address.c_str());
    std::fflush(stdout);
  };
  return Running::run(std::move(options));
}

}  // namespace linli
