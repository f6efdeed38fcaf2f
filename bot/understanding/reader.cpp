#include "bot/understanding/reader.hpp"

#include <algorithm>

#include "bot/understanding/english/reader.hpp"
#include "bot/understanding/facts.hpp"
#include "bot/understanding/lexicon.hpp"
#include "bot/understanding/pieces.hpp"
#include "bot/understanding/slips.hpp"
#include "bot/understanding/words.hpp"

namespace linli {
namespace understanding {
namespace {

constexpr std::size_t most_candidates = 48;
constexpr std::size_t longest_text = 2000;  // characters; of a longer text only its beginning is read, and whether it holds an identity number

bool holds_id_number(std::u32string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1])) && find_id_number(text, i)) return true;
  return false;
}

class Reading_maker {
 public:
  Reading_maker(const Parsed& parsed, const Moment& written, Reading& out) : p_(parsed), s_(parsed.scan), written_(written), out_(out) {}

  void make() {
    out_.personal_number = out_.personal_number || s_.personal_number;
    whole_message(p_, out_);
    answer_card(p_, out_);
    auto groups = group_clauses(p_);
    for (auto& group : groups)
      if (out_.candidates.size() < most_candidates && out_.doubts.size() < most_candidates) take(group);
    acknowledge(p_, out_);
    dedupe();
    bool report = std::ranges::any_of(out_.candidates, [](const Candidate& c) { return c.clear && c.intent != Intent::ack && c.intent != Intent::question && c.intent != Intent::health; });
    if (!report) find_loose(p_, written_, out_);
    bool in_fact = std::ranges::any_of(out_.candidates, [](const Candidate& c) { return c.find(Slot::until) != nullptr; });
    if (!in_fact) find_stay_alone(p_, written_, out_);
  }

 private:
  void take(const Group& group) {
    for (auto& draft : group.drafts) {
      if (out_.candidates.size() >= most_candidates || out_.doubts.size() >= most_candidates) return;
      bool clear = false;
      if (auto why = against(p_, group, draft, clear)) {
        out_.doubts.push_back({std::string(*why), s_.text->span(s_.tokens[draft.event].begin, s_.tokens[draft.event].end)});
        continue;
      }
      for (auto& c : fill(p_, group, draft, written_)) {
        c.clear = clear;
        out_.candidates.push_back(std::move(c));
      }
    }
  }
  // The same said twice (后天回来后天回来) is said once.
  void dedupe() {
    auto& all = out_.candidates;
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t k = all.size(); k-- > i + 1;) {
        if (all[i].intent != all[k].intent || all[i].negated != all[k].negated) continue;
        bool same = all[k].slots.size() == all[i].slots.size() && std::ranges::equal(all[i].slots, all[k].slots, [](const Found& a, const Found& b) { return a.slot == b.slot && a.value == b.value; });
        if (same) all.erase(all.begin() + std::ptrdiff_t(k));
      }
  }

  const Parsed& p_;
  const Scan& s_;
  const Moment& written_;
  Reading& out_;
};

}  // namespace
}  // namespace understanding

struct Reader::Impl {
  understanding::Words words;
  understanding::english::Vocabulary english;
  Zone zone;
};

std::vector<Piece> Reader::cut(std::string_view written) const {
  using namespace understanding;
  auto text = normalise(written);
  if (text.chars.size() > longest_text) {
    text.chars.resize(longest_text);
    text.begin.resize(longest_text);
    text.end.resize(longest_text);
  }
  return pieces(scan(text, impl_->words, Rules(nullptr)));
}

Reader::Reader(std::shared_ptr<const Lexicon> lexicon, Zone zone) : impl_(std::make_unique<const Impl>(Impl{understanding::Words(*lexicon), understanding::english::Vocabulary(*lexicon), std::move(zone)})) {}
Reader::~Reader() = default;

Reading Reader::read(std::string_view written, Instant sent_at, RuleProbe* probe) const {
  using namespace understanding;
  Reading out;
  auto text = normalise(written);
  bool cut = text.chars.size() > longest_text;
  if (cut) {
    out.personal_number = holds_id_number(text.chars);
    out.doubts.push_back({"too_long", {text.begin[longest_text], std::uint32_t(written.size())}});
    text.chars.resize(longest_text);
    text.begin.resize(longest_text);
    text.end.resize(longest_text);
  }
  auto local = impl_->zone.local(sent_at);
  Moment moment{local.day, local.of_day};
  Parsed parsed;
  parsed.rules = Rules(probe);
  auto unsure_when_cut = [&] {  // what the rest says is not known
    if (cut)
      for (auto& c : out.candidates) c.clear = false;
  };
  if (english::mostly_latin(text.chars) && english::read(text, impl_->english, moment, parsed.rules, out)) return unsure_when_cut(), out;
  text = put_right(std::move(text), impl_->words, parsed.rules);
  parsed.scan = scan(text, impl_->words, parsed.rules);
  join_choices(parsed.scan, parsed.rules);
  find_occasions(parsed.scan, parsed.rules);
  find_whose_day(parsed.scan, parsed.rules);
  find_roles(parsed);
  find_clauses(parsed);
  find_events(parsed, moment);
  find_questions(parsed);
  Reading_maker(parsed, moment, out).make();
  unsure_when_cut();
  return out;
}

}  // namespace linli
