#pragma once
// What `linli import` and the demo bring in, as plain rows. `key` is the importer's own stable name of a row: the same key again updates.
// `line` is where the row stood in its file, for errors. Ids are given by the store.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bot/model/time.hpp"

namespace linli {

struct ImportSet {
  struct Area { std::string key, parent, level, kind, name; int line{}; };     // level: street, committee, group, building; kind: village, compound, ...; parent empty: a street
  struct Place { std::string key, area, kind, address; int line{}; };
  struct Person { std::string key, name, phone, language; int line{}; };
  struct Role { std::string person, role, area; int line{}; };
  struct Tenancy { std::string place, landlord, renter; std::optional<Day> from, to; int line{}; };  // renter may be empty
  struct Account { std::string person, account, actor; int line{}; };          // the person's id on a platform account
  struct Chat { std::string account, platform_chat, area, audience, title; int line{}; };
  struct Rota { std::string role, area, person; Day from, to; Minutes from_hour{0}, to_hour{24 * 60}; int line{}; };
  std::vector<Area> areas;
  std::vector<Place> places;
  std::vector<Person> people;
  std::vector<Role> roles;
  std::vector<Tenancy> tenancies;
  std::vector<Account> accounts;
  std::vector<Chat> chats;
  std::vector<Rota> rota;
};
struct ImportError {
  std::string table;   // "areas", "places", ...: the file's name without its ending
  int line{};
  std::string column;
  std::string reason;  // a sentence; ids and keys only
};
struct ImportCounts { std::size_t added{}, changed{}, same{}; };

}  // namespace linli
