#include "adapters/webchat/decode.hpp"

#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

namespace linli::webchat {
namespace {

constexpr std::size_t most_names = 16;

// nlohmann's SAX events of one flat object; every `false` ends the parsing.
class FlatReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Flat fields;
  bool complete{};

  bool null() override { return value_of(std::nullopt); }
  bool boolean(bool value) override { return value_of(value); }
  bool number_integer(number_integer_t value) override { return value_of(std::int64_t(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    return value <= std::uint64_t(std::numeric_limits<std::int64_t>::max()) && value_of(std::int64_t(value));
  }
  bool number_float(number_float_t, const string_t&) override { return false; }
  bool string(string_t& value) override { return value_of(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return !std::exchange(open_, true); }
  bool key(string_t& name) override {
    name_ = std::move(name);
    return ++names_ <= most_names && !fields.contains(name_) && !nulls_.contains(name_);
  }
  bool end_object() override { return complete = true; }
  bool start_array(std::size_t) override { return false; }
  bool end_array() override { return false; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  template <class Value>
  bool value_of(Value value) {
    if (!open_) return false;
    if constexpr (std::is_same_v<Value, std::nullopt_t>)
      nulls_.emplace(name_, false);
    else
      fields.emplace(name_, std::move(value));
    return true;
  }

  bool open_{};
  std::size_t names_{};
  std::string name_;
  Flat nulls_;
};

// Fields by name and kind; `fits` tells whether all that were asked for were there.
struct Fields {
  const Flat& flat;
  bool fits{true};

  template <class Value>
  std::optional<Value> maybe(std::string_view name) {
    auto it = flat.find(name);
    if (it == flat.end()) return {};
    if (auto* value = std::get_if<Value>(&it->second)) return *value;
    fits = false;
    return {};
  }
  std::string text(std::string_view name) {
    auto value = maybe<std::string>(name);
    fits = fits && value;
    return value.value_or("");
  }
  std::string short_text(std::string_view name) {
    auto value = text(name);
    fits = fits && !value.empty() && value.size() <= 128;
    return value;
  }
};

PageFrame hello(Fields& f) {
  Hello hello{.last = f.maybe<std::int64_t>("last").value_or(0), .person = f.maybe<std::string>("person").value_or("")};
  f.fits = f.fits && hello.last >= 0 && hello.person.size() <= 128;
  return hello;
}
PageFrame be(Fields& f) { return Be{f.short_text("person")}; }
PageFrame say(Fields& f) {
  Say say{.id = f.short_text("id"), .chat = f.short_text("chat"), .text = f.text("text"), .mention = false};
  say.mention = f.maybe<bool>("mention").value_or(false);
  return say;
}
PageFrame press(Fields& f) {
  Press press{.id = f.short_text("id"), .chat = f.short_text("chat"), .message = f.short_text("message"), .key = ""};
  press.key = f.short_text("key");
  return press;
}
PageFrame move_clock(Fields& f) {
  constexpr std::array<std::string_view, 4> moves{"now", "+1h", "next", "+1d"};
  auto to = f.short_text("to");
  for (std::size_t i = 0; i < moves.size(); ++i)
    if (moves[i] == to) return MoveClock{Move(i)};
  f.fits = false;
  return MoveClock{};
}
PageFrame show_cases(Fields&) { return ShowCases{}; }
PageFrame show_case(Fields& f) { return ShowCase{f.short_text("case")}; }

struct Kind {
  std::string_view type;
  PageFrame (*read)(Fields&);
};
constexpr std::array kinds{Kind{"hello", hello}, Kind{"be", be}, Kind{"say", say}, Kind{"press", press}, Kind{"clock", move_clock}, Kind{"cases", show_cases},
    Kind{"case", show_case}};

}  // namespace

std::expected<Flat, Misread> flat_json(std::string_view text) {
  FlatReader reader;
  bool good = nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
  if (!good || !reader.complete) return std::unexpected(Misread::not_json);
  return std::move(reader.fields);
}

std::expected<PageFrame, Misread> decode(std::string_view text) {
  auto flat = flat_json(text);
  if (!flat) return std::unexpected(flat.error());
  Fields fields{*flat};
  auto type = fields.maybe<std::string>("type").value_or("");
  for (auto& kind : kinds) {
    if (kind.type != type) continue;
    auto frame = kind.read(fields);
    if (fields.fits) return frame;
  }
  return std::unexpected(Misread::unknown);
}

}  // namespace linli::webchat
