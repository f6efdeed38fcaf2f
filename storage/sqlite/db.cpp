#include "storage/sqlite/db.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <utility>

namespace linli::db {
namespace {

[[noreturn]] void fail(sqlite3* connection, const char* doing) {
  int code = connection ? sqlite3_extended_errcode(connection) : SQLITE_NOMEM;
  throw DbError(code, std::string(doing) + ": " + (connection ? sqlite3_errmsg(connection) : "out of memory") + " (" + std::to_string(code) + ")");
}

// A file name as a URI: '?', '#' and '%' would end or change it.
std::string uri(const std::filesystem::path& file, const char* mode) {
  std::string out = "file:";
  for (char c : std::filesystem::absolute(file).string()) {
    if (c == '?') out += "%3f";
    else if (c == '#') out += "%23";
    else if (c == '%') out += "%25";
    else out += c;
  }
  return out + "?mode=" + mode;
}

// The files are their owner's alone. Only before SQLite opens them: closing a descriptor of ours later would drop its locks.
void make_private(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) return;
  if (int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); fd >= 0) ::close(fd);
}

}  // namespace

bool DbError::full() const { return (code_ & 0xFF) == SQLITE_FULL; }
bool DbError::read_only() const { return (code_ & 0xFF) == SQLITE_READONLY; }

Statement::Statement(sqlite3* connection, const char* sql) {
  if (sqlite3_prepare_v3(connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK)
    fail(connection, "preparing a statement");
}
Statement::~Statement() { sqlite3_finalize(statement_); }

Rows::Rows(sqlite3* connection, Statement* cached, std::unique_ptr<Statement> own)
    : connection_(connection), cached_(own ? nullptr : cached), own_(std::move(own)), statement_(own_ ? own_->raw() : cached_->raw()) {
  if (cached_) cached_->busy = true;
}
Rows::~Rows() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  if (cached_) cached_->busy = false;
}

bool Rows::next() {
  switch (sqlite3_step(statement_)) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      fail(connection_, "running a statement");
  }
}
bool Rows::null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Rows::number(int column) const { return sqlite3_column_int64(statement_, column); }
std::string Rows::text(int column) const {
  auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text ? std::string(text, std::size_t(sqlite3_column_bytes(statement_, column))) : std::string();
}
std::string Rows::bytes(int column) const {
  auto* blob = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return blob ? std::string(blob, std::size_t(sqlite3_column_bytes(statement_, column))) : std::string();
}
void Rows::bind(int at, std::int64_t value) {
  if (sqlite3_bind_int64(statement_, at, value) != SQLITE_OK) fail(connection_, "binding a number");
}
void Rows::bind(int at, std::string_view value) {
  auto* text = value.data() ? value.data() : "";
  if (sqlite3_bind_text(statement_, at, text, int(value.size()), SQLITE_TRANSIENT) != SQLITE_OK) fail(connection_, "binding a text");
}
void Rows::bind(int at, Bytes value) {
  if (value.bytes.empty()) return bind_null(at);
  if (sqlite3_bind_blob(statement_, at, value.bytes.data(), int(value.bytes.size()), SQLITE_TRANSIENT) != SQLITE_OK)
    fail(connection_, "binding bytes");
}
void Rows::bind_null(int at) {
  if (sqlite3_bind_null(statement_, at) != SQLITE_OK) fail(connection_, "binding nothing");
}

Db::Db(const std::filesystem::path& file, Mode mode) {
  bool write = mode == Mode::write;
  if (write) make_private(file);
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | (write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  try {
    if (sqlite3_open_v2(uri(file, write ? "rwc" : "ro").c_str(), &connection_, flags, nullptr) != SQLITE_OK) fail(connection_, "opening");
    sqlite3_extended_result_codes(connection_, 1);
    sqlite3_busy_timeout(connection_, 2000);
    script("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA cache_size=-8192;");
    if (write)
      script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=8000; PRAGMA foreign_keys=OFF;");
    else script("PRAGMA query_only=ON;");
  } catch (...) {
    sqlite3_close(connection_);
    throw;
  }
}

Db::~Db() {
  statements_.clear();
  sqlite3_close(connection_);
}

Statement* Db::prepared(const char* sql) {
  auto& slot = statements_[sql];
  if (!slot) slot = std::make_unique<Statement>(connection_, sql);
  return slot.get();
}

void Db::script(const std::string& sql) {
  if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(connection_, "running a script");
}
std::int64_t Db::changed() const { return sqlite3_changes64(connection_); }
bool Db::in_transaction() const { return sqlite3_get_autocommit(connection_) == 0; }
void Db::quick_check(std::chrono::milliseconds longest) {
  auto until = std::chrono::steady_clock::now() + longest;
  sqlite3_progress_handler(
      connection_, 10'000,
      [](void* end) { return std::chrono::steady_clock::now() > *static_cast<std::chrono::steady_clock::time_point*>(end) ? 1 : 0; }, &until);
  std::string said;
  try {
    said = one<std::string>("PRAGMA quick_check(1)").value_or("");
  } catch (const DbError& e) {
    if (e.code() != SQLITE_INTERRUPT) said = e.what();
  }
  sqlite3_progress_handler(connection_, 0, nullptr, nullptr);
  if (!said.empty() && said != "ok") throw DbError(SQLITE_CORRUPT, "the file is damaged (" + said + "): keep it, put the last backup in its place");
}
void Db::checkpoint(bool truncate) {
  if (sqlite3_wal_checkpoint_v2(connection_, nullptr, truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr) !=
      SQLITE_OK)
    fail(connection_, "checkpointing");
}

}  // namespace linli::db
