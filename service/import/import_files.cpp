#include "service/import/import_files.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <set>

#include "bot/model/reading.hpp"
#include "service/import/csv.hpp"

namespace linli {
namespace {

namespace fs = std::filesystem;
using Errors = std::vector<ConfigError>;

enum class Must : std::uint8_t { yes, no };
struct Column {
  std::string_view name;
  Must must{};
};
struct Table {
  const char* name;
  std::vector<Column> columns;
};
const std::vector<Table>& tables() {
  using enum Must;
  static const std::vector<Table> all{
      {"areas", {{"key", yes}, {"parent", no}, {"level", yes}, {"kind", no}, {"name", yes}}},
      {"places", {{"key", yes}, {"area", yes}, {"kind", yes}, {"address", yes}}},
      {"people", {{"key", yes}, {"name", yes}, {"phone", no}, {"language", no}}},
      {"roles", {{"person", yes}, {"role", yes}, {"area", yes}}},
      {"tenancies", {{"place", yes}, {name_of(Slot::landlord), yes}, {name_of(Slot::renter), no}, {"from", no}, {"to", no}}},
      {"accounts", {{"person", yes}, {"account", yes}, {"actor", yes}}},
      {"chats", {{"account", yes}, {"chat", yes}, {"area", yes}, {"audience", yes}, {"title", yes}}},
      {"rota", {{"role", yes}, {"area", yes}, {"person", yes}, {"from", yes}, {"to", yes}, {"from_hour", no}, {"to_hour", no}}}};
  return all;
}

constexpr std::size_t largest = 64U << 20U;

std::expected<std::string, std::string> content(const fs::path& path) {
  std::error_code error;
  auto size = fs::file_size(path, error);
  if (error) return std::unexpected("the file cannot be read: " + error.message());
  if (size > largest) return std::unexpected("the file is larger than 64 MB");
  std::string text(size, '\0');
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return std::unexpected("the file cannot be opened");
  auto got = std::fread(text.data(), 1, text.size(), file);
  std::fclose(file);
  text.resize(got);
  return text;
}

// One row by column names; notes what is wrong with a cell where it stands.
class Row {
 public:
  Row(const std::string& file, const std::vector<std::string>& columns, const std::vector<Cell>& cells, Errors& errors)
      : file_(file), columns_(columns), cells_(cells), errors_(errors) {}

  const std::string& operator[](std::string_view column) const {
    static const std::string nothing;
    auto* cell = find(column);
    return cell ? cell->text : nothing;
  }
  int line() const { return cells_.front().line; }
  void wrong(std::string_view column, std::string reason, std::string likely = {}) const {
    auto* cell = find(column);
    errors_.push_back({file_, cell ? cell->line : line(), cell ? cell->column : 1, std::move(reason), std::move(likely)});
  }
  void among(std::string_view column, const std::vector<std::string>& known) const {
    auto& text = (*this)[column];
    if (text.empty() || known.empty() || std::ranges::find(known, text) != known.end()) return;
    wrong(column, "unknown " + std::string(column) + " '" + text + "'", likely_word(text, known));
  }
  std::optional<Day> day(std::string_view column) const {
    auto& text = (*this)[column];
    if (text.empty()) return std::nullopt;
    auto day = parse_day(text);
    if (!day) wrong(column, "'" + text + "' is no day; days are written 2020-02-15");
    return day;
  }
  Minutes hour(std::string_view column, Minutes otherwise) const {
    auto& text = (*this)[column];
    if (text.empty()) return otherwise;
    if (text == "24:00") return Minutes(24 * 60);
    auto hour = parse_hour(text);
    if (!hour) wrong(column, "'" + text + "' is no hour; hours are written 07:45");
    return hour.value_or(otherwise);
  }

 private:
  const Cell* find(std::string_view column) const {
    auto at = std::ranges::find(columns_, column);
    return at == columns_.end() ? nullptr : &cells_[std::size_t(at - columns_.begin())];
  }
  const std::string& file_;
  const std::vector<std::string>& columns_;
  const std::vector<Cell>& cells_;
  Errors& errors_;
};

class Importer {
 public:
  explicit Importer(const ImportWords& words) : words_(words) {}
  ImportSet set;

  void take(const std::string& table, const Row& row) {
    if (table == "areas") area(row);
    else if (table == "places") place(row);
    else if (table == "people") person(row);
    else if (table == "roles") role(row);
    else if (table == "tenancies") tenancy(row);
    else if (table == "accounts") account(row);
    else if (table == "chats") chat(row);
    else if (table == "rota") rota(row);
  }

 private:
  void once(const std::string& table, const Row& row, const char* column, const std::string& key) {
    auto [at, fresh] = seen_[table].emplace(key, row.line());
    if (!fresh) row.wrong(column, "'" + key + "' stands in line " + std::to_string(at->second) + " already");
  }
  void area(const Row& row) {
    once("areas", row, "key", row["key"]);
    row.among("level", {"street", "committee", "group", "building"});
    row.among("kind", words_.area_kinds);
    if (row["parent"].empty() != (row["level"] == "street"))
      row.wrong("parent", row["parent"].empty() ? "only a street stands by itself; name the area above this one" : "a street has no area above it");
    set.areas.push_back({row["key"], row["parent"], row["level"], row["kind"], row["name"], row.line()});
  }
  void place(const Row& row) {
    once("places", row, "key", row["key"]);
    row.among("kind", words_.place_kinds);
    set.places.push_back({row["key"], row["area"], row["kind"], row["address"], row.line()});
  }
  void person(const Row& row) {
    once("people", row, "key", row["key"]);
    for (char c : row["phone"])
      if (!((c >= '0' && c <= '9') || c == '+' || c == '-' || c == ' ')) {
        row.wrong("phone", "a telephone number has only figures");
        break;
      }
    set.people.push_back({row["key"], row["name"], row["phone"], row["language"], row.line()});
  }
  void role(const Row& row) {
    once("roles", row, "role", row["person"] + " " + row["role"] + " " + row["area"]);
    row.among("role", words_.roles);
    set.roles.push_back({row["person"], row["role"], row["area"], row.line()});
  }
  void tenancy(const Row& row) {
    auto from = row.day("from"), to = row.day("to");
    if (from && to && *to < *from) row.wrong("to", "it ends before it begins");
    if (row[name_of(Slot::renter)] == row[name_of(Slot::landlord)]) row.wrong(name_of(Slot::renter), "nobody rents from themselves; leave it empty where the renter is not known");
    once("tenancies", row, "place", row["place"] + " " + row[name_of(Slot::renter)] + " " + row["from"]);
    set.tenancies.push_back({row["place"], row[name_of(Slot::landlord)], row[name_of(Slot::renter)], from, to, row.line()});
  }
  void account(const Row& row) {
    row.among("account", words_.accounts);
    once("accounts", row, "actor", row["account"] + " " + row["actor"]);
    set.accounts.push_back({row["person"], row["account"], row["actor"], row.line()});
  }
  void chat(const Row& row) {
    row.among("account", words_.accounts);
    once("chats", row, "chat", row["account"] + " " + row["chat"]);
    set.chats.push_back({row["account"], row["chat"], row["area"], row["audience"], row["title"], row.line()});
  }
  void rota(const Row& row) {
    row.among("role", words_.roles);
    auto from = row.day("from"), to = row.day("to");
    if (from && to && *to < *from) row.wrong("to", "it ends before it begins");
    auto from_hour = row.hour("from_hour", Minutes(0)), to_hour = row.hour("to_hour", Minutes(24 * 60));
    if (from && to) set.rota.push_back({row["role"], row["area"], row["person"], *from, *to, from_hour, to_hour, row.line()});
  }

  const ImportWords& words_;
  std::map<std::string, std::map<std::string, int>> seen_;
};

// The columns of a sheet, each known and none twice; false where rows cannot be read by them.
bool columns_fit(const std::string& file, const Table& table, const Sheet& sheet, std::vector<std::string>& columns, Errors& errors) {
  auto before = errors.size();
  std::vector<std::string> known;
  for (auto& column : table.columns) known.emplace_back(column.name);
  for (auto& cell : sheet.header) {
    if (std::ranges::find(known, cell.text) == known.end())
      errors.push_back({file, cell.line, cell.column, "unknown column '" + cell.text + "'", likely_word(cell.text, known)});
    else if (std::ranges::find(columns, cell.text) != columns.end())
      errors.push_back({file, cell.line, cell.column, "column '" + cell.text + "' stands twice", {}});
    columns.push_back(cell.text);
  }
  for (auto& column : table.columns)
    if (column.must == Must::yes && std::ranges::find(columns, column.name) == columns.end())
      errors.push_back({file, sheet.header.front().line, 1, "column '" + std::string(column.name) + "' is missing", {}});
  return errors.size() == before;
}

std::string named(const fs::path& folder, const std::string& table) {
  auto last = folder.filename().empty() ? folder.parent_path().filename() : folder.filename();
  return (last / (table + ".csv")).generic_string();
}

}  // namespace

std::expected<ImportSet, Errors> read_import(const fs::path& folder, const ImportWords& words) {
  Errors errors;
  std::error_code none;
  std::vector<std::string> there, known;
  for (auto& table : tables()) known.emplace_back(table.name);
  for (auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".csv") there.push_back(entry.path().stem().string());
  if (none) return std::unexpected(Errors{{folder.string(), 0, 0, "the folder cannot be read: " + none.message(), {}}});
  std::ranges::sort(there);
  for (auto& name : there)
    if (std::ranges::find(known, name) == known.end()) errors.push_back({named(folder, name), 0, 0, "unknown table", likely_word(name, known)});
  if (there.empty()) errors.push_back({folder.string(), 0, 0, "no tables (areas.csv, places.csv, people.csv and so on) are here", {}});

  Importer importer(words);
  for (auto& table : tables()) {
    if (std::ranges::find(there, table.name) == there.end()) continue;
    auto file = named(folder, table.name);
    auto text = content(folder / (std::string(table.name) + ".csv"));
    if (!text) {
      errors.push_back({file, 0, 0, text.error(), {}});
      continue;
    }
    auto sheet = read_csv(*text, file);
    if (!sheet) {
      errors.insert(errors.end(), sheet.error().begin(), sheet.error().end());
      continue;
    }
    std::vector<std::string> columns;
    if (!columns_fit(file, table, *sheet, columns, errors)) continue;
    for (auto& cells : sheet->rows) {
      Row row(file, columns, cells, errors);
      auto before = errors.size();
      for (auto& column : table.columns)
        if (column.must == Must::yes && row[column.name].empty()) row.wrong(column.name, "'" + std::string(column.name) + "' is empty");
      if (errors.size() == before) importer.take(table.name, row);
    }
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return std::move(importer.set);
}

Errors as_config_errors(const fs::path& folder, const std::vector<ImportError>& errors) {
  Errors out;
  for (auto& e : errors) {
    auto reason = e.column.empty() ? e.reason : "column '" + e.column + "': " + e.reason;
    // The store knows lines and columns by name; the place in the line is where the line begins.
    out.push_back({named(folder, e.table), e.line, 1, std::move(reason), {}});
  }
  return out;
}

}  // namespace linli
