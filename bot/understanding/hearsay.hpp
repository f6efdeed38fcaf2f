#pragma once
// How sure an arrival is: what the writer only supposes or has from somebody who is not the traveller, and who has come to town but not to the door.
#include "bot/understanding/clauses.hpp"

namespace linli::understanding {

// 应该来了吧, 听隔壁讲小张回来了, 回来了 我还没碰到: `event` is the token of what has come about, in clause `clause`.
bool supposed(const Parsed& parsed, std::size_t clause, std::size_t event);

// Of these, what the writer supposes in so many words: 应该, 好像, 可能 in front of it or at the end of its clause, but not of the hour alone.
bool guessed(const Parsed& parsed, std::size_t clause, std::size_t event);

// 到上海了，还在地铁上; 到虹桥了，等我老公去接: a clause behind `clause`, in the same line, tells that there is still a way to go.
bool still_under_way(const Parsed& parsed, std::size_t clause, std::size_t event);

}  // namespace linli::understanding
