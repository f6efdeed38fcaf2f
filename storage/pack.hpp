#pragma once
// Plain values of the model as bytes in a column, and back. One function a type names its fields; it serves three visitors: Packer writes,
// Unpacker reads, Resolver turns the local handles of a decision into stored ids. The first byte is the form's number. Fields are only ever
// added in a new form (`since`); what an older form does not have keeps its default. Unpacking foreign or cut bytes throws std::runtime_error.
#include <bit>
#include <concepts>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "bot/model/event.hpp"
#include "bot/model/records.hpp"
#include "bot/model/say.hpp"

namespace linli {

template <class A> void fields(A& a, DateValue& v) { a(v.start, v.end, v.certainty, v.time, v.part, v.alternatives); }
template <class A> void fields(A& a, Span& v) { a(v.begin, v.end); }
template <class A> void fields(A& a, Found& v) { a(v.slot, v.value, v.meant, v.words, v.rule); }
template <class A> void fields(A& a, Candidate& v) { a(v.intent, v.negated, v.hedged, v.clear, v.slots, v.rule, v.clause); }
template <class A> void fields(A& a, Proposed& v) { a(v.fact, v.place, v.tenancy, v.of, v.words), a.since(2, v.spoken); }
template <class A> void fields(A& a, Choice& v) { a(v.what, v.day, v.id); }
template <class A> void fields(A& a, Holder& v) { a(v.person, v.role, v.area, v.level, v.on_duty, v.reachable); }
template <class A> void fields(A& a, arg::Fact& v) { a(v.fact); }
template <class A> void fields(A& a, arg::Case& v) { a(v.of); }
template <class A> void fields(A& a, arg::Question& v) { a(v.question); }
template <class A> void fields(A& a, arg::Person& v) { a(v.person); }
template <class A> void fields(A& a, arg::Place& v) { a(v.place); }
template <class A> void fields(A& a, arg::Area& v) { a(v.area); }
template <class A> void fields(A& a, arg::Enrolment& v) { a(v.enrolment); }
template <class A> void fields(A& a, arg::Word& v) { a(v.key); }
template <class A> void fields(A& a, Part& v) { a(v.act, v.tmpl, v.args); }
template <class A> void fields(A& a, QuestionChoice& v) { a(v.question, v.choice); }
template <class A> void fields(A& a, CaseVerb& v) { a(v.of, v.verb, v.detail); }
template <class A> void fields(A& a, EnrolmentVerb& v) { a(v.enrolment, v.verb); }
template <class A> void fields(A& a, Button& v) { a(v.key, v.label); }
template <class A> void fields(A& a, MessageIn& v) { a(v.text, v.addressed), a.since(2, v.spoken); }
template <class A> void fields(A& a, MediaIn& v) { a(v.kind, v.got, v.type, v.bytes, v.addressed); }
template <class A> void fields(A& a, HelloIn& v) { a(v.only_mentions); }
template <class A> void fields(A& a, ButtonIn& v) { a(v.key); }
template <class A> void fields(A& a, DueIn& v) { a(v.due); }
template <class A> void fields(A& a, BurstIn& v) { a(v.due, v.parts, v.joined, v.first_sent); }
template <class A> void fields(A& a, DeliveryIn& v) { a(v.say, v.outcome); }
template <class A> void fields(A& a, Event& v) { a(v.account, v.dedupe, v.platform_chat, v.direct, v.actor, v.sent, v.received, v.body), a.since(2, v.passive, v.once), a.since(3, v.unnamed); }

namespace store {

// A value to read into; a Ref has no empty state of its own.
template <class T>
struct Blank {
  static T make() { return T{}; }
};
template <class I>
struct Blank<Ref<I>> {
  static Ref<I> make() { return I{}; }
};
template <> struct Blank<arg::Fact> { static arg::Fact make() { return {FactId{}}; } };
template <> struct Blank<arg::Case> { static arg::Case make() { return {CaseId{}}; } };
template <> struct Blank<arg::Question> { static arg::Question make() { return {QuestionId{}}; } };
template <> struct Blank<arg::Person> { static arg::Person make() { return {PersonId{}}; } };
template <> struct Blank<arg::Enrolment> { static arg::Enrolment make() { return {EnrolmentId{}}; } };
template <> struct Blank<QuestionChoice> { static QuestionChoice make() { return {QuestionId{}, 0}; } };
template <> struct Blank<CaseVerb> { static CaseVerb make() { return {CaseId{}, {}, {}}; } };
template <> struct Blank<EnrolmentVerb> { static EnrolmentVerb make() { return {EnrolmentId{}, {}}; } };
template <class F, class... R>
struct Blank<std::variant<F, R...>> {
  static std::variant<F, R...> make() { return Blank<F>::make(); }
};
template <class F, class S>
struct Blank<std::pair<F, S>> {
  static std::pair<F, S> make() { return {Blank<F>::make(), Blank<S>::make()}; }
};
template <> struct Blank<Button> { static Button make() { return {Blank<ButtonKey>::make(), {}}; } };

template <class T, template <class...> class Of>
inline constexpr bool is_a = false;
template <template <class...> class Of, class... A>
inline constexpr bool is_a<Of<A...>, Of> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

inline constexpr char newest_form = 3;

class Packer {
 public:
  explicit Packer(char form = newest_form) : out{form}, form_(form) {}
  std::string out;
  template <class... T>
  void operator()(const T&... values) { (put(values), ...); }
  template <class... T>
  void since(char form, const T&... values) {
    if (form_ >= form) (put(values), ...);
  }

 private:
  void number(std::uint64_t v) {
    for (; v >= 0x80; v >>= 7) out += char(v | 0x80);
    out += char(v);
  }
  template <class T>
  void put(const T& v) {
    if constexpr (std::is_same_v<T, double>) {
      auto bits = std::bit_cast<std::uint64_t>(v);
      for (int i = 0; i < 8; ++i) out += char(bits >> (8 * i));
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      auto s = std::int64_t(v);
      number((std::uint64_t(s) << 1) ^ std::uint64_t(s >> 63));
    } else if constexpr (is_id<T>) put(v.value);
    else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Day>) put(std::int64_t(v.time_since_epoch().count()));
    else if constexpr (std::is_same_v<T, Minutes>) put(std::int64_t(v.count()));
    else if constexpr (std::is_same_v<T, std::string>) {
      number(v.size());
      out += v;
    } else if constexpr (is_a<T, std::optional>) {
      put(v.has_value());
      if (v) put(*v);
    } else if constexpr (is_a<T, std::vector> || is_a<T, std::map>) {
      number(v.size());
      for (auto& e : v) put(e);
    } else if constexpr (is_a<T, std::pair>) {
      put(v.first);
      put(v.second);
    } else if constexpr (is_a<T, std::variant>) {
      number(v.index());
      std::visit([&](auto& e) { put(e); }, v);
    } else if constexpr (is_a<T, Ref>) {
      auto* id = std::get_if<0>(&v.at);
      if (!id) throw std::logic_error("a local handle was to be stored");
      put(*id);
    } else fields(*this, const_cast<T&>(v));  // one function a type for all visitors; this one only looks
  }
  char form_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view in) : in_(in) {
    if (in_.empty() || in_[0] < 1 || in_[0] > newest_form) bad();
    form_ = in_[0];
    in_.remove_prefix(1);
  }
  template <class... T>
  void operator()(T&... values) { (get(values), ...); }
  template <class... T>
  void since(char form, T&... values) {
    if (form_ >= form) (get(values), ...);
  }

 private:
  [[noreturn]] static void bad() { throw std::runtime_error("packed bytes of another form"); }
  std::uint8_t byte() {
    if (in_.empty()) bad();
    auto b = std::uint8_t(in_[0]);
    in_.remove_prefix(1);
    return b;
  }
  std::uint64_t number() {
    std::uint64_t v = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      auto b = byte();
      v |= std::uint64_t(b & 0x7F) << shift;
      if (!(b & 0x80)) return v;
    }
    bad();
  }
  std::size_t count() {
    auto n = number();
    if (n > in_.size()) bad();  // each item takes a byte at least
    return std::size_t(n);
  }
  template <class T>
  T take() {
    T v = Blank<T>::make();
    get(v);
    return v;
  }
  template <class V, std::size_t I = 0>
  void alternative(V& v, std::uint64_t index) {
    if constexpr (I < std::variant_size_v<V>) {
      if (index == I) v.template emplace<I>(take<std::variant_alternative_t<I, V>>());
      else alternative<V, I + 1>(v, index);
    } else bad();
  }
  template <class T>
  void get(T& v) {
    if constexpr (std::is_same_v<T, double>) {
      std::uint64_t bits = 0;
      for (int i = 0; i < 8; ++i) bits |= std::uint64_t(byte()) << (8 * i);
      v = std::bit_cast<double>(bits);
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      auto n = number();
      v = static_cast<T>(std::int64_t(n >> 1) ^ -std::int64_t(n & 1));
    } else if constexpr (is_id<T>) get(v.value);
    else if constexpr (std::is_same_v<T, Instant>) v = Instant(std::chrono::microseconds(take<std::int64_t>()));
    else if constexpr (std::is_same_v<T, Day>) v = Day(std::chrono::days(take<std::int64_t>()));
    else if constexpr (std::is_same_v<T, Minutes>) v = Minutes(take<std::int64_t>());
    else if constexpr (std::is_same_v<T, std::string>) {
      auto n = count();
      v = std::string(in_.substr(0, n));
      in_.remove_prefix(n);
    } else if constexpr (is_a<T, std::optional>) {
      if (take<bool>()) v = take<typename T::value_type>();
      else v.reset();
    } else if constexpr (is_a<T, std::vector>) {
      v.clear();
      for (auto n = count(); n > 0; --n) v.push_back(take<typename T::value_type>());
    } else if constexpr (is_a<T, std::map>) {
      v.clear();
      for (auto n = count(); n > 0; --n) {
        auto key = take<typename T::key_type>();
        v.emplace(std::move(key), take<typename T::mapped_type>());
      }
    } else if constexpr (is_a<T, std::pair>) {
      get(v.first);
      get(v.second);
    } else if constexpr (is_a<T, std::variant>) alternative(v, number());
    else if constexpr (is_a<T, Ref>) v = take<std::variant_alternative_t<0, decltype(v.at)>>();
    else fields(*this, v);
  }
  std::string_view in_;
  char form_{};
};

template <class T>
std::string pack(const T& value) {
  Packer p;
  p(value);
  return std::move(p.out);
}
template <class T>
T unpack(std::string_view bytes) {
  T value = Blank<T>::make();
  Unpacker u(bytes);
  u(value);
  return value;
}

// Replaces every local handle in a value by the id it got. `number` has `stored(const Ref<IdT>&) -> IdT`.
template <class Numbering>
class Resolver {
 public:
  explicit Resolver(const Numbering& numbering) : numbering_(numbering) {}
  template <class... T>
  void operator()(T&... values) { (walk(values), ...); }
  template <class... T>
  void since(char, T&... values) { (walk(values), ...); }

 private:
  template <class T>
  void walk(T& v) {
    if constexpr (is_a<T, Ref>) v = numbering_.stored(v);
    else if constexpr (is_a<T, std::optional>) {
      if (v) walk(*v);
    } else if constexpr (is_a<T, std::vector>) {
      for (auto& e : v) walk(e);
    } else if constexpr (is_a<T, std::pair>) walk(v.second);
    else if constexpr (is_a<T, std::variant>) std::visit([&](auto& e) { walk(e); }, v);
    else if constexpr (requires { fields(*this, v); }) fields(*this, v);
  }
  const Numbering& numbering_;
};

}  // namespace store
}  // namespace linli
