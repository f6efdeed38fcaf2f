#include "service/import/csv.hpp"

#include <algorithm>

#include "fuzz/target.hpp"

namespace linli::fuzz {
namespace {

void add_row(std::string& file, const std::vector<Cell>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    file += i == 0 ? "\"" : ",\"";
    for (char c : row[i].text) file.append(c == '"' ? 2 : 1, c);
    file += '"';
  }
  file += "\r\n";
}
bool same_texts(const std::vector<Cell>& a, const std::vector<Cell>& b) { return std::ranges::equal(a, b, {}, &Cell::text, &Cell::text); }

}  // namespace

void table(std::string_view bytes) {
  auto lines = 1 + std::ranges::count(bytes, '\n');
  auto sheet = read_csv(bytes, "any.csv");
  if (!sheet) {
    hold(!sheet.error().empty() && sheet.error().size() <= 50, "one to fifty errors");
    for (auto& e : sheet.error()) hold(e.file == "any.csv" && !e.reason.empty() && e.line >= 0 && e.line <= lines, "an error has its place");
    return;
  }
  std::string again;
  add_row(again, sheet->header);
  for (auto& row : sheet->rows) {
    hold(row.size() == sheet->header.size(), "rows are as long as the header");
    for (auto& cell : row) hold(cell.line >= 1 && cell.line <= lines && cell.column >= 1, "a cell has its place");
    add_row(again, row);
  }
  auto second = read_csv(again, "any.csv");
  hold(second && same_texts(second->header, sheet->header) && second->rows.size() == sheet->rows.size(), "written again it is the same table");
  for (std::size_t i = 0; i < sheet->rows.size(); ++i) hold(same_texts(second->rows[i], sheet->rows[i]), "and the same cells");
}

}  // namespace linli::fuzz
