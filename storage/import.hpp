#pragma once
// One import while it runs: what was found wrong, what was counted, which keys are known. Everything is checked and written inside one
// savepoint; any error and nothing stays.
#include <map>
#include <set>

#include "storage/lookup.hpp"

namespace linli::store {

class Import {
 public:
  Import(WriteContext& c, const ImportSet& set) : c_(c), set_(set) {}
  std::expected<ImportCounts, std::vector<ImportError>> run();

 private:
  void bad(const char* table, int line, const char* column, std::string reason) { errors_.push_back({table, line, column, std::move(reason)}); }
  bool wanted(const char* table, int line, const char* column, const std::string& value) {
    if (value.empty()) bad(table, line, column, "is empty");
    return !value.empty();
  }
  void count(bool fresh, bool changed) { ++(fresh ? counts_.added : changed ? counts_.changed : counts_.same); }

  std::optional<std::int64_t> known(const char* kind, const std::string& key);
  template <class IdT>
  std::optional<IdT> find(const char* kind, const std::string& key, const char* table, int line, const char* column) {
    if (auto id = known(kind, key)) return IdT{*id};
    bad(table, line, column, "'" + key + "' is no " + kind + " of this import or an earlier one");
    return {};
  }
  template <class IdT>
  IdT fresh(const char* kind, StreetId street, const std::string& key) {
    auto id = c_.numbers.next<IdT>(kind, street);
    c_.db.run("INSERT INTO import_keys(street_id, kind, key, id) VALUES(?1, ?2, ?3, ?4)", street, kind, key, id);
    known_[{kind, key}] = id.value;
    return id;
  }
  template <class Row>
  void unique_keys(const char* table, const std::vector<Row>& rows);

  void areas();
  void area(const ImportSet::Area& a);
  void below();
  void places();
  StreetId street_of_person(const ImportSet::Person& p);
  void people();
  void roles();
  void tenancies();
  void accounts();
  void chats();
  void rota();

  WriteContext& c_;
  const ImportSet& set_;
  std::vector<ImportError> errors_;
  ImportCounts counts_;
  std::map<std::pair<std::string, std::string>, std::int64_t> known_;
  std::set<StreetId> streets_;
};

template <class Row>
void Import::unique_keys(const char* table, const std::vector<Row>& rows) {
  std::map<std::string, int> seen;
  for (auto& row : rows) {
    if (!wanted(table, row.line, "key", row.key)) continue;
    if (auto [it, first] = seen.emplace(row.key, row.line); !first)
      bad(table, row.line, "key", "'" + row.key + "' stands in line " + std::to_string(it->second) + " already");
  }
}

}  // namespace linli::store
