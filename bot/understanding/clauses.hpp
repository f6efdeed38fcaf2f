#pragma once
// What is said in each clause: who it is about, what happens, and which of the found things belong to it. From here to the facts is facts.hpp.
#include <string_view>
#include <vector>

#include "bot/understanding/scan.hpp"

namespace linli::understanding {

// What a place, a day or a room is in its clause.
enum class Part_role : std::uint8_t { none, plain, origin, bare_origin, via, destination, denied, was, told_on, other_matter, host };  // host: whose house it is that somebody else lives in

struct Event {
  Intent intent{};
  bool negated{};
  bool weak{};                // needs a subject or a day beside it to count
  Tense tense{Tense::plan};
  std::size_t token{};
  std::string_view rule;
};

struct Clause {
  std::size_t first{}, last{};  // tokens [first, last)
  Gap before{Gap::stop};        // what parts it from the one before
  std::vector<Event> events;
  bool own{}, renter{}, pronoun{}, self{}, relative{}, outsider{}, other_home{}, visits{};
  bool asking{}, about{}, hypothetical{}, goods{}, chore{}, news{}, former{}, forwarded{}, quoting{}, tip_open{}, irregular{};
  bool told{};                  // something of the kind reports tell stands in it
  bool waits{};                 // 等…再来
  bool agreed{}, due{}, modal{}, by_message{};  // 说好; 该, 应该; 肯定, 再; 微信, 电话: whether looking for them before a verb is worth while
  bool hedge{}, unknown_date{}, depart{}, change{}, again{};
  bool stays{};                 // 住三天
  bool depends{};               // 看厂里放不放人
  bool guest{};                 // kin who live elsewhere: theirs is a report only when they come to stay
  bool shared{};                // 都是从南充来: of everybody named before
  std::size_t unknown{};        // characters that no rule understood
  Cues cues;
  int room{-1}, name{-1};       // tokens of the dwelling and the renter it is about
  int date{-1};                 // token of its first plain day
  int count{-1};                // token of how many do it, where some of several are told apart by that: 一个到了，另一个后天
  int spot{-1};                 // token of where in the house: 楼上, 东间
  bool pronoun_of_spot{};       // 阁楼那个, 楼上的: who lives there
};

// What some clause of the message is about; it colours all of it.
struct Flags {
  Cues cues;
  bool goods{}, chore{}, news{}, forwarded{}, quoting{}, kin{};
  std::size_t human_words{}, spots{}, counts{};
  // Where the writer's own renter, dwelling or a name is first spoken of, and where the news: who stands first is whom it is about.
  std::uint32_t own_at{~0U}, news_at{~0U};
};

struct Parsed {
  Rules rules;
  Scan scan;
  std::vector<Part_role> roles;  // one a token
  std::vector<Clause> clauses;
  Flags flags;
};

void find_roles(Parsed& parsed);                          // roles.cpp
void find_clauses(Parsed& parsed);                        // clauses.cpp: bounds and who it is about
void find_events(Parsed& parsed, const Moment& written);  // events.cpp

// 张姐家的租客小周, 老王那边的小赵: where whoever lives at a named person's stands behind the name `i`, in the same breath; 0 if nobody does.
std::size_t lodger_of(const Scan& scan, std::size_t i);
// Whether a word leaves the day open: 还没定; 说不准 where the clause asks when.
bool leaves_open(const Scan& scan, std::size_t i, const Clause& clause);
// The next token that says something, from `i` on inside [.., end); `end` if there is none.
std::size_t next_said(const Scan& scan, std::size_t i, std::size_t end);
// 老王走了换小李, 换成小孙来住: the token of who comes instead, of a 换 at `i`; 0 if nobody does.
std::size_t comes_instead(const Scan& scan, std::size_t i);
// 才, 再, 就: what stands before them is what is waited for.
inline bool condition_word(std::u32string_view said) { return said == U"才" || said == U"再" || said == U"就" || said == U"方" || said.starts_with(U"才肯") || said.starts_with(U"才能") || said.starts_with(U"才好"); }
// Small words that stand between a verb and what it governs.
bool small_word(const Token& token);

}  // namespace linli::understanding
