#include <nlohmann/json.hpp>

#include "adapters/webchat/decode.hpp"
#include "adapters/webchat/text.hpp"
#include "fuzz/target.hpp"

namespace linli::fuzz {
namespace {

using namespace webchat;

void short_text(const std::string& text) { hold(!text.empty() && text.size() <= 128, "ids and names are short and there"); }

struct Promises {
  void operator()(const Hello& f) const { hold(f.last >= 0 && f.person.size() <= 128, "a hello's place in the history"); }
  void operator()(const Be& f) const { short_text(f.person); }
  void operator()(const webchat::Say& f) const {
    short_text(f.id);
    short_text(f.chat);
    auto without = take_out_mentions(f.text, {"bot", "bot two"});
    hold(without.text.size() <= f.text.size(), "taking mentions out adds nothing");
    hold(!is_text(without.text) || is_text(f.text), "what says something did so with its mentions");
  }
  void operator()(const Press& f) const {
    for (auto* text : {&f.id, &f.chat, &f.message, &f.key}) short_text(*text);
  }
  void operator()(const MoveClock& f) const { hold(int(f.to) >= 0 && int(f.to) < 4, "a move of the clock is one of four"); }
  void operator()(const ShowCases&) const {}
  void operator()(const ShowCase& f) const { short_text(f.id); }
};

}  // namespace

void page_frame(std::string_view bytes) {
  auto frame = decode(bytes);
  auto flat = flat_json(bytes);
  hold(flat || !frame, "a frame is a flat object");
  if (flat) {
    auto parsed = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
    hold(parsed.is_object() && parsed.size() <= 16, "a small object");
    std::size_t there = 0;
    for (auto& value : parsed) {
      hold(!value.is_structured() && !value.is_number_float(), "nothing inside it");
      there += !value.is_null();
    }
    hold(there == flat->size(), "every name is known");
  }
  if (frame) std::visit(Promises{}, *frame);
}

}  // namespace linli::fuzz
