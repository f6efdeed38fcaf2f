// Words that were misread: sealed with the decision that shows it, at most the newest 2,000 of a street.
#include "storage/apply.hpp"

namespace linli {

using db::Bytes;

namespace store {
namespace {

constexpr int most_lessons = 2'000;   // of a street; older ones go
constexpr std::size_t longest_number = 5;

// Nothing is learned from a number: telephones and identity numbers are not kept, not even sealed. Digits of full width are three bytes: EF BC 90 to 99.
std::string without_numbers(std::string words) {
  auto digit = [&](std::size_t i) -> std::size_t {
    auto c = [&](std::size_t k) { return i + k < words.size() ? static_cast<unsigned char>(words[i + k]) : 0; };
    if (c(0) >= '0' && c(0) <= '9') return 1;
    return c(0) == 0xEF && c(1) == 0xBC && c(2) >= 0x90 && c(2) <= 0x99 ? 3 : 0;
  };
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i, count = 0;
    while (auto length = digit(end)) end += length, ++count;
    if (count > longest_number) words.replace(i, end - i, end - i, '*');
    i = std::max(end, i + 1);
  }
  return words;
}

}  // namespace

void Apply::lesson(const NewLesson& n) {
  auto street = street_of(n.by);
  auto holder = vault::of(n.by);
  auto words = n.words;
  if (n.fact) {
    auto f = store::fact(c_, *n.fact);
    if (!f) return;
    holder = f->words_holder;
    words = open_text(c_.vault.open(holder, {"facts", n.fact->value, "words"}, f->sealed_words));
  }
  if (words.empty()) return;
  auto id = c_.numbers.next("lesson");
  words = without_numbers(std::move(words));
  auto sealed = c_.vault.seal(holder, {"lessons", id, "words"}, words);
  wipe(words);
  if (sealed.empty()) return;
  c_.db.run(
      "INSERT INTO lessons(street_id, id, event_id, person_id, at, why, taken, holder_kind, holder_id, sealed_words) VALUES(?1, ?2, ?3, ?4, ?5, ?6,"
      " ?7, ?8, ?9, ?10)",
      street, id, id_, n.by, now_, n.why, n.taken, holder.kind, holder.id, Bytes{sealed});
  c_.db.run("DELETE FROM lessons WHERE street_id=?1 AND id<=(SELECT id FROM lessons WHERE street_id=?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)", street,
            most_lessons);
}

}  // namespace store

namespace {

constexpr std::chrono::hours said_after{1};   // what the same person reported by then is what they had meant

void meant(store::Context& c, LessonView& v, EventId event) {
  auto street = store::street_of(v.by);
  FactId first, last;
  {
    auto q = c.db.rows(
        "SELECT first_fact, last_fact FROM reports WHERE street_id=?1 AND person_id=?2 AND event_id>=?3 AND said<=?4 AND retracted_by IS NULL ORDER BY"
        " id LIMIT 1",
        street, v.by, event, v.at + said_after);
    if (!q.next()) return;
    q.into(first, last);
  }
  auto f = first ? store::fact(c, first) : std::nullopt;
  if (!f) return;
  v.meant = f->row.intent;
  for (auto& found : f->row.slots) v.meant_slots.push_back(found.slot);
}

}  // namespace

std::vector<LessonView> Reads::lessons() {
  auto& c = *impl_;
  std::vector<LessonView> out;
  for (auto street : streets()) {
    std::vector<std::pair<LessonView, EventId>> rows;
    {
      auto q = c.db.rows(
          "SELECT id, event_id, person_id, at, why, taken, holder_kind, holder_id, sealed_words FROM lessons WHERE street_id=?1 ORDER BY id DESC", street);
      while (q.next()) {
        LessonView v;
        EventId event;
        std::int64_t id{};
        vault::Holder holder;
        q.into(id, event, v.by, v.at, v.why, v.taken, holder.kind, holder.id);
        v.words = c.vault.open(holder, {"lessons", id, "words"}, q.bytes(8));
        if (v.words) rows.emplace_back(std::move(v), event);
      }
    }
    for (auto& [view, event] : rows) {
      meant(c, view, event);
      out.push_back(std::move(view));
    }
  }
  return out;
}

std::vector<SecretPtr> Reads::names_known() {
  auto& c = *impl_;
  std::vector<SecretPtr> out;
  for (auto street : streets()) {
    auto q = c.db.rows("SELECT id, sealed_name FROM people WHERE street_id=?1", street);
    while (q.next()) {
      auto id = q.get<PersonId>(0);
      if (auto name = c.vault.open(vault::of(id), {"people", id.value, "name"}, q.bytes(1))) out.push_back(std::move(name));
    }
  }
  return out;
}

std::vector<std::string> Reads::places_known() {
  auto& c = *impl_;
  std::vector<std::string> out;
  for (auto street : streets())
    for (auto* sql : {"SELECT name FROM areas WHERE street_id=?1", "SELECT address FROM places WHERE street_id=?1"}) {
      auto q = c.db.rows(sql, street);
      while (q.next()) out.push_back(q.get<std::string>(0));
    }
  return out;
}

}  // namespace linli
