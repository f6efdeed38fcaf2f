// wecom-standin: see tests/standins/README.md.
#include <cstdio>
#include <exception>

#include "tests/standins/wecom/program/commands.hpp"

namespace {

struct Do {
  int operator()(const wecom_standin::Serve& wanted) const { return wecom_standin::serve(wanted); }
  int operator()(const wecom_standin::Ask& wanted) const { return wecom_standin::ask(wanted); }
  int operator()(const wecom_standin::Watch& wanted) const { return wecom_standin::watch(wanted); }
  int operator()(const wecom_standin::Explain& wanted) const {
    std::fputs(wanted.words.c_str(), wanted.exit == 0 ? stdout : stderr);
    return wanted.exit;
  }
};

}  // namespace

int main(int count, char** values) {
  try {
    return std::visit(Do{}, wecom_standin::read_command(count, values));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "wecom-standin: %s\n", e.what());
    return 1;
  }
}
