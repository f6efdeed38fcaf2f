#include "storage/store.hpp"

#include <atomic>

#include "storage/lock.hpp"
#include "storage/readers.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/writer.hpp"

namespace linli {
namespace {

void make_folder(const std::filesystem::path& file) {
  std::error_code ignored;  // opening the file inside tells what is wrong
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), ignored);
}

}  // namespace

struct Store::Impl {
  StoreOptions options;
  std::unique_ptr<store::Lock> lock;
  std::unique_ptr<vault::Vault> vault;
  std::unique_ptr<db::Db> db;
  std::unique_ptr<store::Readers> readers;
  std::unique_ptr<store::Writer> writer;
  std::string mark;
  std::atomic<bool> stopped{};
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() { stop(); }

std::expected<std::unique_ptr<Store>, OpenError> Store::open(const StoreOptions& options) {
  auto impl = std::make_unique<Impl>();
  impl->options = options;
  make_folder(options.data);
  make_folder(options.keys);
  if (options.make_master_key) make_folder(options.master_key);
  auto lock = store::Lock::take(options.data);
  if (!lock) return std::unexpected(lock.error());
  impl->lock = std::move(*lock);
  if (std::filesystem::exists(options.data) && std::filesystem::file_size(options.data) > 0 && !std::filesystem::exists(options.keys))
    return std::unexpected(OpenError{"key store " + options.keys.string() + " is gone but the data " + options.data.string() +
                                     " is not: put it back, else everything personal in the data is lost"});
  auto vault = vault::Vault::open(options.keys, options.master_key, options.make_master_key);
  if (!vault) return std::unexpected(vault.error());
  impl->vault = std::move(*vault);
  try {
    impl->db = std::make_unique<db::Db>(options.data, db::Mode::write);
    impl->db->quick_check(std::chrono::seconds(2));
    db::migrate(*impl->db);
    impl->mark = impl->db->one<std::string>("SELECT mark FROM store").value();
    impl->readers = std::make_unique<store::Readers>(options.data, *impl->vault, impl->options.zone, options.readers, options.queue);
    impl->writer = std::make_unique<store::Writer>(*impl->db, *impl->vault, impl->options.zone, options.queue, options.batch);
  } catch (const std::exception& e) {
    return std::unexpected(OpenError{"data " + options.data.string() + ": " + e.what()});
  }
  return std::unique_ptr<Store>(new Store(std::move(impl)));
}

const std::string& Store::mark() const { return impl_->mark; }
bool Store::run(Unit unit) { return impl_->writer->push(std::move(unit)); }
bool Store::read(std::function<void(Reads&)> job) { return impl_->readers->push(std::move(job)); }
bool Store::write(std::function<void(Writes&)> job, std::function<void(std::expected<void, Refused>)> done) {
  return impl_->writer->push(store::Job{std::move(job), std::move(done)});
}
void Store::on_commit(std::function<void()> hook) { impl_->writer->on_commit(std::move(hook)); }

void Store::stop() {
  if (impl_->stopped.exchange(true)) return;
  impl_->readers->stop();  // first: an open snapshot would hold the log back from the last checkpoint
  impl_->writer->stop();
}

}  // namespace linli
