#pragma once
// Seals and opens personal fields. Each owner (a person, a case, a chat, a newcomer) has a key of its own in the key store, wrapped by the
// master key; destroying it makes everything sealed under it unreadable, in every copy of the data. Additional data binds a sealed value to
// its table, row, field and owner, so it cannot be moved. Opening: any thread. Sealing, committing, destroying: the writer's thread.
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "bot/model/ids.hpp"
#include "bot/model/secret.hpp"
#include "storage/sqlite/db.hpp"
#include "storage/store.hpp"

namespace linli::vault {

enum class Kind : std::uint8_t { none, person, matter, chat, newcomer };
struct Holder {                              // whose key
  Kind kind{};
  std::int64_t id{};
  friend auto operator<=>(const Holder&, const Holder&) = default;
};
inline Holder of(PersonId id) { return {Kind::person, id.value}; }
inline Holder of(CaseId id) { return {Kind::matter, id.value}; }
inline Holder of(ChatId id) { return {Kind::chat, id.value}; }

struct Field {
  std::string_view table;
  std::int64_t row{};
  std::string_view name;
};

class Keys;                                  // the opened keys, in guarded memory

class Vault {
 public:
  static std::expected<std::unique_ptr<Vault>, OpenError> open(const std::filesystem::path& store, const std::filesystem::path& master,
                                                               bool make_master);
  ~Vault();

  // Makes the holder's key where there is none. Empty text, or a holder whose key was destroyed: empty, nothing is kept.
  std::string seal(Holder holder, Field field, std::string_view plain);
  // Absent where the key is gone, or where the value does not belong there.
  SecretPtr open(Holder holder, Field field, std::string_view sealed);
  // The same text gives the same 16 bytes within one purpose and street, and tells nobody what it was.
  std::string blind(std::string_view purpose, StreetId street, std::string_view text) const;

  void commit();                             // new keys are durable before what they seal
  void rollback();
  void destroy(Holder holder);               // gone and flushed when it returns; a later seal for this holder keeps nothing

 private:
  Vault(const std::filesystem::path& store, std::unique_ptr<Keys> keys);
  const unsigned char* key(Holder holder, bool make);   // valid while `mutex_` is held; null: gone
  std::mutex mutex_;
  db::Db db_;
  std::unique_ptr<Keys> keys_;
};

}  // namespace linli::vault
