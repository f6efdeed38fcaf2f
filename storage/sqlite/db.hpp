#pragma once
// One connection to a SQLite file. Statements are prepared once, belong to the connection and are found again by the address of their text:
// SQL is always a literal. Parameters are numbered, ?1 first. One thread at a time. Errors are thrown as DbError; its text names no values.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bot/model/ids.hpp"
#include "bot/model/time.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace linli::db {

class DbError : public std::runtime_error {
 public:
  DbError(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
  int code() const { return code_; }       // SQLite's extended code
  bool full() const;                       // the disk, or the planted limit of pages
  bool read_only() const;

 private:
  int code_;
};

struct Bytes {                             // bound as a blob; empty: null
  std::string_view bytes;
};

class Statement {
 public:
  Statement(sqlite3* connection, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  sqlite3_stmt* raw() const { return statement_; }
  bool busy{};

 private:
  sqlite3_stmt* statement_{};
};

template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

// A running statement; reset when it goes.
class Rows {
 public:
  Rows(sqlite3* connection, Statement* cached, std::unique_ptr<Statement> own);
  Rows(Rows&& other) noexcept
      : connection_(other.connection_),
        cached_(std::exchange(other.cached_, nullptr)),
        own_(std::move(other.own_)),
        statement_(std::exchange(other.statement_, nullptr)) {}
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  bool next();
  bool null(int column) const;
  std::int64_t number(int column) const;
  std::string text(int column) const;
  std::string bytes(int column) const;

  template <class T>
  T get(int column) const {
    if constexpr (is_optional<T>::value) {
      if (null(column)) return std::nullopt;
      return get<typename T::value_type>(column);
    } else if constexpr (std::is_same_v<T, std::string>) return text(column);
    else if constexpr (is_id<T>::value) return T{number(column)};
    else if constexpr (std::is_same_v<T, Instant>) return Instant(std::chrono::microseconds(number(column)));
    else if constexpr (std::is_same_v<T, Day>) return Day(std::chrono::days(number(column)));
    else if constexpr (std::is_same_v<T, Minutes>) return Minutes(number(column));
    else return static_cast<T>(number(column));
  }
  // The columns in order, from the first.
  template <class... T>
  void into(T&... out) const {
    int column = 0;
    ((out = get<T>(column++)), ...);
  }

  void bind(int at, std::int64_t value);
  void bind(int at, std::string_view value);
  void bind(int at, Bytes value);
  void bind_null(int at);
  template <class T>
  void bind_any(int at, const T& value) {
    if constexpr (is_optional<T>::value) {
      if (value) bind_any(at, *value);
      else bind_null(at);
    } else if constexpr (std::is_same_v<T, Bytes>) bind(at, value);
    else if constexpr (std::is_convertible_v<const T&, std::string_view>) bind(at, std::string_view(value));
    else if constexpr (is_id<T>::value) bind(at, value.value);
    else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Day>) bind(at, std::int64_t(value.time_since_epoch().count()));
    else if constexpr (std::is_same_v<T, Minutes>) bind(at, std::int64_t(value.count()));
    else bind(at, static_cast<std::int64_t>(value));
  }

 private:
  sqlite3* connection_;
  Statement* cached_;
  std::unique_ptr<Statement> own_;
  sqlite3_stmt* statement_;
};

enum class Mode : std::uint8_t { write, read };

class Db {
 public:
  // `write` makes the file where there is none. `read` opens with mode=ro and can neither write nor checkpoint.
  Db(const std::filesystem::path& file, Mode mode);
  ~Db();
  Db(const Db&) = delete;
  Db& operator=(const Db&) = delete;

  template <class... A>
  Rows rows(const char* sql, const A&... args) {
    auto* cached = prepared(sql);
    auto own = cached->busy ? std::make_unique<Statement>(connection_, sql) : nullptr;  // the same question within itself
    Rows out(connection_, cached, std::move(own));
    int at = 1;
    (out.bind_any(at++, args), ...);
    return out;
  }
  // Runs to its end; how many rows it changed.
  template <class... A>
  std::int64_t run(const char* sql, const A&... args) {
    auto q = rows(sql, args...);
    while (q.next()) {}
    return changed();
  }
  // The first column of the first row.
  template <class T, class... A>
  std::optional<T> one(const char* sql, const A&... args) {
    auto q = rows(sql, args...);
    if (!q.next() || q.null(0)) return std::nullopt;
    return q.template get<T>(0);
  }
  template <class... A>
  std::optional<std::string> one_bytes(const char* sql, const A&... args) {
    auto q = rows(sql, args...);
    if (!q.next() || q.null(0)) return std::nullopt;
    return q.bytes(0);
  }

  void script(const std::string& sql);     // several statements, not kept
  std::int64_t changed() const;
  bool in_transaction() const;             // false also after SQLite itself rolled back
  void quick_check(std::chrono::milliseconds longest);  // throws where the file is damaged; a file too large for the time passes
  void checkpoint(bool truncate);          // of the write-ahead log, on this connection alone

 private:
  Statement* prepared(const char* sql);
  sqlite3* connection_{};
  std::unordered_map<const char*, std::unique_ptr<Statement>> statements_;
};

}  // namespace linli::db
