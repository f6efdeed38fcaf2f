#pragma once
// What everything in this room works on: one connection, the keys, the zone. Reading needs no more; writing adds the numbers.
#include "bot/model/time.hpp"
#include "storage/numbers.hpp"
#include "storage/reads.hpp"
#include "storage/sqlite/db.hpp"
#include "storage/vault/vault.hpp"
#include "storage/writes.hpp"

namespace linli::store {

struct Context {
  db::Db& db;
  vault::Vault& vault;
  const Zone& zone;
};

struct WriteContext : Context {
  Numbers& numbers;
  bool woke{};  // planned messages or dues were added: the dispatcher and the scheduler are to be woken after the commit
};

}  // namespace linli::store

namespace linli {
struct Reads::Impl : store::Context {};
struct Writes::Impl {
  store::WriteContext& w;
};
}  // namespace linli
