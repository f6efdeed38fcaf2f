#include "adapters/wecom/json.hpp"

#include <utility>
#include <vector>

#include "adapters/wecom/text.hpp"

namespace linli::wecom {
namespace {

using Json = nlohmann::json;

// Builds the value from nlohmann's events; every `false` ends the parsing.
class Builder final : public nlohmann::json_sax<Json> {
 public:
  Json root;

  bool null() override { return place(nullptr) != nullptr; }
  bool boolean(bool value) override { return place(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return place(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return place(value) != nullptr; }
  bool number_float(number_float_t value, const string_t&) override { return place(value) != nullptr; }
  bool string(string_t& value) override { return place(std::move(value)) != nullptr; }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return enter(Json::object()); }
  bool start_array(std::size_t) override { return enter(Json::array()); }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }
  bool key(string_t& name) override {
    auto& object = *open_.back();
    name_ = std::move(name);
    return ++items_ <= most_items && !object.contains(name_);
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  // Where the value now stands; null beyond the bound.
  Json* place(Json value) {
    if (++items_ > most_items) return nullptr;
    if (open_.empty()) return &(root = std::move(value));
    auto& parent = *open_.back();
    if (parent.is_object()) return &(parent[name_] = std::move(value));
    parent.push_back(std::move(value));
    return &parent.back();
  }
  bool enter(Json value) {
    if (open_.size() == most_levels) return false;
    auto* placed = place(std::move(value));
    if (placed) open_.push_back(placed);  // a parent does not grow while a child is open: the pointer stays good
    return placed != nullptr;
  }
  bool leave() {
    open_.pop_back();
    return true;
  }

  std::vector<Json*> open_;
  std::string name_;
  std::size_t items_{};
};

}  // namespace

std::optional<Json> parse_object(std::string_view text) {
  Builder builder;
  if (!Json::sax_parse(text.begin(), text.end(), &builder) || !builder.root.is_object()) return {};
  return std::move(builder.root);
}

}  // namespace linli::wecom
