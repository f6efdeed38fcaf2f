#pragma once
// The worst that strangers can send: one part over and over, just short enough to be read whole and 100 KB long.
#include <string>
#include <vector>

namespace floods {

struct Flood {
  std::string part, text;
};

inline std::string repeated(const std::string& part, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += part;
  return out;
}

inline std::vector<Flood> all() {
  std::vector<Flood> out;
  for (std::string part : {"回", "到", "15号", "301", "小王", "小王15号回;", "301到了,", "从湖北", "一", "2.", "1-", "号", "(", "，", " ", "不", "从", "没", "没回来 ", "改到15号",
                           "湖北", "不是", "15号或", "a", "1", "68号301、", "隔壁", "如果", "？", "体温36.5,", "带老婆", "王", "年", "月", "周", "咳", "韩国", "河东", "峰", "宿迁泗洪", "\n15号 301 小王 湖北", "I am back ", "the 18th ", "room 301 ", "not ", "my wife and ", "building 3, ", "I arrived, "})
    for (std::size_t bytes : {std::size_t(7000), std::size_t(100000)}) out.push_back({part, repeated(part, bytes)});
  return out;
}

}  // namespace floods
