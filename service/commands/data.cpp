#include "service/commands/data.hpp"

#include "service/commands/serve_config.hpp"

namespace linli {

Data data_of(const Arguments& arguments, const Folders& folders) {
  if (!arguments.data.empty()) return {arguments.data, store_in(arguments.data)};
  auto serve = load_serve(folders.config / "linli.toml");
  if (serve && !serve->data.empty()) {
    Data out{serve->data, store_in(serve->data)};
    if (!serve->master_key.empty()) out.store.master_key = serve->master_key;
    return out;
  }
  auto demo = demo_data(folders);
  return {demo, store_in(demo)};
}

std::string no_data(const Data& data) { return "there are no data in " + data.folder.string() + "; name their folder with --data"; }

}  // namespace linli
