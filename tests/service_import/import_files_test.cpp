#include "service/import/import_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "service/commands/import.hpp"

namespace import_files_test {
using namespace linli;
namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "linli-import-XXXXXX").string();
    root_ = mkdtemp(name.data());
    fs::create_directory(path());
    write("areas", "key,parent,level,kind,name\ns,,street,,罗店镇\nc,s,committee,,罗溪村\ng,c,group,village,1组\n");
    write("places", "key,area,kind,address\np1,g,dwelling,南浜新村68号301\n");
    write("people", "key,name,phone,language\nwang,王房东,,\nxiao,小王,13000000000,zh\n");
    write("roles", "person,role,area\nwang,landlord,g\n");
    write("tenancies", "place,landlord,renter,from,to\np1,wang,xiao,2019-03-01,\n");
  }
  ~Folder() { fs::remove_all(root_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path() const { return root_ / "street"; }
  void write(const std::string& table, const std::string& text) const { std::ofstream(path() / (table + ".csv")) << text; }
  std::vector<std::string> errors() const {
    auto set = read_import(path(), {{"landlord", "group_leader"}, {"dwelling", "shop"}, {"village", "compound"}, {"webchat"}});
    std::vector<std::string> out;
    if (!set)
      for (auto& e : set.error()) out.push_back(describe(e));
    return out;
  }
  std::vector<std::string> errors_with(const std::string& table, const std::string& text) const {
    write(table, text);
    return errors();
  }

 private:
  fs::path root_;
};

TEST(ImportFiles, AGoodFolderBecomesOneSet) {
  Folder folder;
  folder.write("chats", "account,chat,area,audience,title\nwebchat,g:1,g,landlords,房东群\n");
  folder.write("accounts", "person,account,actor\nwang,webchat,wang\n");
  folder.write("rota", "role,area,person,from,to,from_hour,to_hour\ngroup_leader,g,wang,2020-02-10,2020-02-16,08:00,24:00\n");
  auto set = read_import(folder.path());
  ASSERT_TRUE(set) << describe(set.error().front());
  EXPECT_EQ(set->areas.size(), 3U);
  EXPECT_EQ(set->areas[2].kind, "village");
  EXPECT_EQ(set->areas[2].line, 4);
  EXPECT_EQ(set->tenancies[0].from, parse_day("2019-03-01"));
  EXPECT_FALSE(set->tenancies[0].to);
  EXPECT_EQ(set->rota[0].from_hour, Minutes(480));
  EXPECT_EQ(set->rota[0].to_hour, Minutes(24 * 60));
  EXPECT_EQ(set->chats[0].platform_chat, "g:1");
}

TEST(ImportFiles, ColumnsComeInAnyOrder) {
  Folder folder;
  folder.write("people", "name,key\n王房东,wang\n小王,xiao\n");
  auto set = read_import(folder.path());
  ASSERT_TRUE(set);
  EXPECT_EQ(set->people[1].key, "xiao");
  EXPECT_EQ(set->people[1].name, "小王");
}

TEST(ImportFiles, WrongColumnsComeWithTheLikelyOne) {
  EXPECT_THAT(Folder().errors_with("people", "kye,name\n1,小王\n"),
              ElementsAre("street/people.csv:1:1: unknown column 'kye' (did you mean 'key'?)", "street/people.csv:1:1: column 'key' is missing"));
  EXPECT_THAT(Folder().errors_with("people", "key,name,name\n1,小王,小王\n"), ElementsAre("street/people.csv:1:10: column 'name' stands twice"));
}

TEST(ImportFiles, WrongWordsComeWithTheLikelyOne) {
  EXPECT_THAT(Folder().errors_with("roles", "person,role,area\nwang,landlrod,g\n"),
              ElementsAre("street/roles.csv:2:6: unknown role 'landlrod' (did you mean 'landlord'?)"));
  EXPECT_THAT(Folder().errors_with("places", "key,area,kind,address\np1,g,dweling,x\n"), ElementsAre(HasSubstr("unknown kind 'dweling' (did you mean 'dwelling'?)")));
  EXPECT_THAT(Folder().errors_with("areas", "key,parent,level,kind,name\ns,,stret,,x\n"), testing::Contains(HasSubstr("unknown level 'stret' (did you mean 'street'?)")));
  EXPECT_THAT(Folder().errors_with("place", "key\n1\n"), ElementsAre("street/place.csv: unknown table (did you mean 'places'?)"));
}

TEST(ImportFiles, DaysAndHoursAreChecked) {
  EXPECT_THAT(Folder().errors_with("tenancies", "place,landlord,renter,from,to\np1,wang,xiao,2019-02-30,\n"),
              ElementsAre("street/tenancies.csv:2:14: '2019-02-30' is no day; days are written 2020-02-15"));
  EXPECT_THAT(Folder().errors_with("tenancies", "place,landlord,renter,from,to\np1,wang,xiao,2019-03-01,2019-02-01\n"), ElementsAre(HasSubstr("it ends before it begins")));
  EXPECT_THAT(Folder().errors_with("rota", "role,area,person,from,to,from_hour\ngroup_leader,g,wang,2020-02-10,2020-02-16,8\n"),
              ElementsAre(HasSubstr("'8' is no hour")));
}

TEST(ImportFiles, WhatMustBeThereIsThereOnce) {
  EXPECT_THAT(Folder().errors_with("people", "key,name\nwang,\nxiao,小王\nxiao,小李\n"),
              ElementsAre("street/people.csv:2:6: 'name' is empty", "street/people.csv:4:1: 'xiao' stands in line 3 already"));
  EXPECT_THAT(Folder().errors_with("areas", "key,parent,level,name\ns,x,street,罗店镇\ng,,group,1组\n"),
              ElementsAre(HasSubstr("a street has no area above it"), HasSubstr("name the area above this one")));
  EXPECT_THAT(Folder().errors_with("tenancies", "place,landlord,renter\np1,wang,wang\n"), ElementsAre(HasSubstr("nobody rents from themselves")));
  EXPECT_THAT(Folder().errors_with("people", "key,name,phone\nwang,王房东,call me\n"), ElementsAre(HasSubstr("only figures")));
}

TEST(ImportFiles, FaultsOfAllFilesAreToldTogether) {
  Folder folder;
  folder.write("people", "key,name\nwang,\n");
  folder.write("roles", "person,role,area\nwang,landlrod,g\n");
  EXPECT_EQ(folder.errors().size(), 2U);
}

TEST(ImportFiles, AFolderWithoutTablesOrNoFolderIsTold) {
  Folder folder;
  for (auto name : {"areas", "places", "people", "roles", "tenancies"}) fs::remove(folder.path() / (std::string(name) + ".csv"));
  EXPECT_THAT(folder.errors(), ElementsAre(HasSubstr("no tables")));
  EXPECT_FALSE(read_import(folder.path() / "nowhere"));
}

TEST(ImportFiles, TheExampleStreetIsGood) {
  auto set = read_import(fs::path(LINLI_SOURCE_DIR) / "config/example-street");
  ASSERT_TRUE(set) << describe(set.error().front());
  EXPECT_EQ(set->rota.size(), 1U);
}

TEST(ImportCommand, NothingIsStoredWhereAFileIsWrong) {
  Folder folder;
  folder.write("people", "key,name\nwang,\n");
  bool stored = false;
  auto out = import_folder(folder.path(), {}, [&](const ImportSet&) -> std::expected<ImportCounts, std::vector<ImportError>> {
    stored = true;
    return ImportCounts{};
  });
  EXPECT_FALSE(out);
  EXPECT_FALSE(stored);
}

TEST(ImportCommand, WhatTheStoreFindsIsToldByFileAndLine) {
  Folder folder;
  auto out = import_folder(folder.path(), {}, [&](const ImportSet&) -> std::expected<ImportCounts, std::vector<ImportError>> {
    return std::unexpected(std::vector<ImportError>{{"roles", 2, "person", "there is no person 'wang'"}});
  });
  ASSERT_FALSE(out);
  EXPECT_THAT(out.error(), ElementsAre("street/roles.csv:2:1: column 'person': there is no person 'wang'"));
}

TEST(ImportCommand, TheAnswerCountsWhatWasDone) {
  auto out = import_folder(Folder().path(), {}, [](const ImportSet&) -> std::expected<ImportCounts, std::vector<ImportError>> { return ImportCounts{7, 1, 2}; });
  ASSERT_TRUE(out);
  EXPECT_EQ(*out, "added 7, changed 1, the same 2");
}

}  // namespace import_files_test
