#include "service/commands/json_lines.hpp"

#include <istream>
#include <ostream>

namespace linli {

int take_lines(std::istream& in, std::ostream& err, const TakeLine& take) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  int code = 0;
  std::string line;
  std::size_t number = 0;
  while (std::getline(in, line)) {
    if (++number == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    auto wrong = take(line);
    if (!wrong) continue;
    err << "line " << number << ": " << *wrong << "\n";
    code = 1;
  }
  if (!in.bad()) return code;
  err << "line " << number + 1 << " cannot be read\n";
  return 1;
}

}  // namespace linli
