#include "storage/vault/vault.hpp"

#include <sodium.h>

#include <stdexcept>
#include <utility>

#include "storage/vault/keys.hpp"
#include "storage/vault/master_key.hpp"

namespace linli::vault {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr char form = 1;  // first byte of each sealed value

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// What a value is bound to. Numbers and lengths in decimal with separators that no name contains.
std::string bound(Holder holder, const Field& field) {
  std::string out = "linli/";
  out += field.table;
  out += '/';
  out += std::to_string(field.row);
  out += '/';
  out += field.name;
  out += '/';
  out += std::to_string(int(holder.kind));
  out += '/';
  out += std::to_string(holder.id);
  return out;
}

std::string encrypt(const unsigned char* key, std::string_view with, std::string_view plain) {
  std::string out(1 + nonce_size + plain.size() + tag_size, '\0');
  out[0] = form;
  randombytes_buf(raw(out) + 1, nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out) + 1 + nonce_size, nullptr, raw(plain), plain.size(), raw(with), with.size(), nullptr,
                                             raw(out) + 1, key);
  return out;
}

// `out` must hold `sealed_size - overhead` bytes.
bool decrypt(const unsigned char* key, std::string_view with, std::string_view sealed, unsigned char* out) {
  return crypto_aead_xchacha20poly1305_ietf_decrypt(out, nullptr, nullptr, raw(sealed) + 1 + nonce_size, sealed.size() - 1 - nonce_size, raw(with),
                                                    with.size(), raw(sealed) + 1, key) == 0;
}
bool well_formed(std::string_view sealed) { return sealed.size() >= 1 + nonce_size + tag_size && sealed[0] == form; }

}  // namespace

Vault::Vault(const std::filesystem::path& store, std::unique_ptr<Keys> keys) : db_(store, db::Mode::write), keys_(std::move(keys)) {
  db_.script(
      "CREATE TABLE IF NOT EXISTS keys(kind INTEGER NOT NULL, owner INTEGER NOT NULL, wrapped BLOB, PRIMARY KEY(kind, owner)) STRICT, WITHOUT ROWID;"
      "PRAGMA wal_autocheckpoint=200;");
}
Vault::~Vault() = default;

std::expected<std::unique_ptr<Vault>, OpenError> Vault::open(const std::filesystem::path& store, const std::filesystem::path& master,
                                                             bool make_master) {
  if (sodium_init() < 0) return std::unexpected(OpenError{"libsodium cannot be started"});
  if (make_master && !std::filesystem::exists(master) && std::filesystem::exists(store))
    return std::unexpected(OpenError{"master key " + master.string() + " is gone but the key store " + store.string() +
                                     " is not: put the file back, a new one could not open anything"});
  auto key = read_master_key(master, make_master);
  if (!key) return std::unexpected(key.error());
  try {
    auto vault = std::unique_ptr<Vault>(new Vault(store, std::make_unique<Keys>(*key)));
    // The right master key opens what it wrapped first.
    Holder probe{Kind::none, 0};
    auto made = vault->db_.one<std::int64_t>("SELECT count(*) FROM keys").value_or(0);
    {
      std::lock_guard lock(vault->mutex_);
      if (!vault->key(probe, made == 0))
        return std::unexpected(OpenError{"master key " + master.string() + " is not the one that made " + store.string()});
    }
    vault->commit();
    return vault;
  } catch (const db::DbError& e) {
    return std::unexpected(OpenError{"key store " + store.string() + ": " + e.what()});
  }
}

const unsigned char* Vault::key(Holder holder, bool make) {
  if (auto* held = keys_->find(holder)) return held;
  auto with = bound(holder, {"keys", holder.id, "wrapped"});
  auto q = db_.rows("SELECT wrapped FROM keys WHERE kind=?1 AND owner=?2", holder.kind, holder.id);
  if (q.next()) {
    auto wrapped = q.bytes(0);
    if (wrapped.size() != 1 + nonce_size + Keys::size + tag_size || !well_formed(wrapped)) return nullptr;  // destroyed
    auto* slot = keys_->place(holder);
    if (decrypt(keys_->wrapping(), with, wrapped, slot)) return slot;
    keys_->forget(holder);
    return nullptr;
  }
  if (!make) return nullptr;
  if (!db_.in_transaction()) db_.run("BEGIN IMMEDIATE");
  auto* slot = keys_->place(holder);
  randombytes_buf(slot, Keys::size);
  try {
    auto wrapped = encrypt(keys_->wrapping(), with, {reinterpret_cast<const char*>(slot), Keys::size});
    db_.run("INSERT INTO keys(kind, owner, wrapped) VALUES(?1, ?2, ?3)", holder.kind, holder.id, db::Bytes{wrapped});
  } catch (...) {
    keys_->forget(holder);
    throw;
  }
  return slot;
}

std::string Vault::seal(Holder holder, Field field, std::string_view plain) {
  if (plain.empty()) return {};
  std::lock_guard lock(mutex_);
  auto* k = key(holder, true);
  return k ? encrypt(k, bound(holder, field), plain) : std::string();
}

SecretPtr Vault::open(Holder holder, Field field, std::string_view sealed) {
  if (!well_formed(sealed)) return {};
  std::string plain(sealed.size() - 1 - nonce_size - tag_size, '\0');
  std::lock_guard lock(mutex_);
  auto* k = key(holder, false);
  if (!k || !decrypt(k, bound(holder, field), sealed, raw(plain))) return {};
  return std::make_shared<const Secret>(std::move(plain));
}

std::string Vault::blind(std::string_view purpose, StreetId street, std::string_view text) const {
  std::string out(16, '\0');
  auto head = std::string(purpose) + '/' + std::to_string(street.value) + '/';
  crypto_generichash_state state;
  crypto_generichash_init(&state, keys_->blinding(), Keys::size, out.size());
  crypto_generichash_update(&state, raw(std::string_view(head)), head.size());
  crypto_generichash_update(&state, raw(text), text.size());
  crypto_generichash_final(&state, raw(out), out.size());
  return out;
}

void Vault::commit() {
  std::lock_guard lock(mutex_);
  if (db_.in_transaction()) db_.run("COMMIT");
}

void Vault::rollback() {
  std::lock_guard lock(mutex_);
  keys_->forget_all();
  if (db_.in_transaction()) db_.run("ROLLBACK");
}

void Vault::destroy(Holder holder) {
  std::lock_guard lock(mutex_);
  keys_->forget(holder);
  db_.run("INSERT INTO keys(kind, owner, wrapped) VALUES(?1, ?2, NULL) ON CONFLICT(kind, owner) DO UPDATE SET wrapped=NULL", holder.kind, holder.id);
  if (db_.in_transaction()) db_.run("COMMIT");
  db_.checkpoint(true);
}

}  // namespace linli::vault
