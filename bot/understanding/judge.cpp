// Whether a draft is a report at all, and clearly one: a table of rules, asked from the top; the first that holds decides. Silence is right
// wherever the matter is another's, or goods, or yesterday's news.
#include <algorithm>

#include "bot/understanding/matter.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

enum class Verdict : std::uint8_t { silent, unsure, clear };
struct Rule {
  std::string_view name;
  bool (*when)(const Matter&);
  Verdict verdict;
};
using M = const Matter&;
constexpr auto silent = Verdict::silent, unsure = Verdict::unsure, clear_one = Verdict::clear;

constexpr Rule rules[] = {
    {"silent.quoted_template", [](M m) { return m.p.flags.quoting; }, silent},
    {"silent.forwarded", [](M m) { return m.p.flags.forwarded; }, silent},
    // questions, and what needs no dwelling
    {"silent.number_of_another", [](M m) {  // 小王电话多少
       bool contact = m.p.scan.word(m.d.event, about) && m.topic_is(m.d.event, "contact");
       return m.is(Intent::question) && m.g.name >= 0 && (contact || m.in_events([&](std::size_t i) { return m.topic_is(i, "contact"); }));
     }, silent},
    {"silent.question_on_news", [](M m) { return m.is(Intent::question) && m.p.flags.news && !m.g.subject(); }, silent},
    {"silent.lost_and_found", [](M m) { return m.is(Intent::question) && m.p.flags.cues.has(Cue::lost_found) && !m.g.own; }, silent},  // 谁捡到一张门禁卡
    {"silent.game_ends_when", [](M m) { return m.d.rule == "question.let_out_when" && m.p.flags.cues.has(Cue::game) && !m.g.subject(); }, silent},  // 四缺三的日子啥辰光到头
    {"clear.question", [](M m) { return m.is(Intent::question); }, clear_one},
    {"silent.goods_taken_back", [](M m) { return m.is(Intent::retract) && (m.goods || m.unknown > 6 || (m.said(m.d.event).front() == U'不' && m.a_thing_does())); }, silent},
    {"silent.retract_asked", [](M m) { return m.is(Intent::retract) && m.asks_somehow(); }, silent},  // 撤回了啥
    {"clear.retract", [](M m) { return m.is(Intent::retract); }, clear_one},
    {"silent.no_human_wanted", [](M m) { return m.is(Intent::human) && m.d.weak && m.p.flags.human_words < 2; }, silent},
    {"clear.human", [](M m) { return m.is(Intent::human); }, clear_one},
    // ordinary talk: adverts, media, outings, jokes
    {"clear.nobody_takes_it", [](M m) { return m.is(Intent::vacant) && !m.d.negated && m.nobody_takes_it() && !m.asks_plainly() && !m.first(Cue::others); }, clear_one},  // 挂中介两个月了，看房的也没有，就这么空着
    {"silent.advert", [](M m) {
       bool reports = (m.g.own || m.g.spot >= 0) && (m.event_day() || m.is(Intent::stayed));  // 朝南那间租客没走
       reports = reports || (m.terms_of_his() && m.p.rules.fire("advert.terms_of_his"));
       return !m.is(Intent::tip_off) && (m.adverts() > 1 || (m.adverts() > 0 && m.p.flags.cues.has(Cue::price) && !m.own_renter() && m.g.name < 0)) && !reports;
     }, silent},
    {"silent.trade", [](M m) { return !m.is(Intent::tip_off) && m.first(Cue::trade); }, silent},
    {"silent.media", [](M m) { return !(m.is(Intent::nothing_to_report) && m.said(m.d.event).find(U"新增") != std::u32string_view::npos) && m.first(Cue::media) && !(m.is(Intent::tip_off) && m.g.room >= 0) && !m.own_renter_beside_news(); }, silent},
    {"silent.outing", [](M m) {
       return !m.is(Intent::tip_off) && m.first(Cue::meeting) && !m.g.pronoun && !(m.g.name >= 0 && m.g.room >= 0);
     }, silent},
    {"silent.game", [](M m) {  // 老孙今天不来了，三缺一
       return m.journey() && !(m.is(Intent::return_report) && m.tells_of_people()) && m.p.flags.cues.has(Cue::game) && !m.writer_plays() && !m.own_renter() && m.g.room < 0 && !m.g.relative;
     }, silent},
    {"silent.trip_elsewhere", [](M m) {  // 原本订好十一去成都，全泡汤
       return (m.is(Intent::cancel) || m.is(Intent::change)) && m.nobody() && m.goes_elsewhere() && m.in_group([&](std::size_t i) { return m.p.scan.word(i, ticket) || m.said(i).find_first_of(U"订玩旅") != std::u32string_view::npos; });
     }, silent},
    {"silent.short_trip", [](M m) {  // 去趟嘉兴买粽子，吃过中饭就回来
       return (m.is(Intent::return_report) || m.is(Intent::arrived)) && m.nobody() && m.goes_elsewhere() && m.in_group([&](std::size_t i) { return m.said(i).ends_with(U'趟'); });
     }, silent},
    {"silent.trip", [](M m) {  // 原先想好国庆去西安兜一圈的，泡汤了
       return m.journey() && m.p.flags.cues.has(Cue::trip) && !m.mine() && !m.g.pronoun;
     }, silent},
    {"silent.joke", [](M m) { return m.first(Cue::joke) && m.g.room < 0 && !((m.has_day || m.d.rule == return_once) && m.only_laughs()); }, silent},
    {"silent.long_ago", [](M m) { return !(m.is(Intent::vacant) && m.g.room >= 0) && !(m.is(Intent::leaving) && m.event_day()) && m.p.flags.cues.has(Cue::long_ago); }, silent},
    {"silent.died", [](M m) { return m.journey() && m.p.flags.cues.has(Cue::died); }, silent},
    {"silent.who_wrote_it", [](M m) { return (m.journey() || m.is(Intent::stayed) || m.is(Intent::vacant) || m.is(Intent::nothing_to_report)) && m.d.rule != "vacant.contradicted" && m.p.flags.cues.has(Cue::who_sent); }, silent},
    {"silent.works", [](M m) { return m.journey() && m.p.flags.cues.has(Cue::works) && !m.mine(); }, silent},              // 自来水公司26号上门换表
    {"silent.parcel", [](M m) { return m.journey() && m.p.flags.cues.has(Cue::parcel) && !m.mine() && !m.g.pronoun; }, silent},  // 网购的藕走了9天，今天到上海
    {"silent.thing_that_came", [](M m) { return m.journey() && m.a_thing_came(); }, silent},                              // 昨晚到的那箱橙子
    {"silent.pet", [](M m) { return (m.journey() || m.is(Intent::health) || m.is(Intent::nothing_to_report)) && m.p.flags.cues.has(Cue::pet) && !m.g.renter && m.g.name < 0 && m.g.room < 0 && !m.g.relative; }, silent},
    {"silent.a_thing_does", [](M m) {
       bool moves = m.is(Intent::health) || m.is(Intent::arrived) || m.is(Intent::vacant) || m.is(Intent::return_report) || m.is(Intent::cancel) || m.is(Intent::away);
       bool nobody_seen = m.d.rule == "arrived.no_sign" && m.said(m.d.event).ends_with(U'人');  // 太阳都落山了还没见着人
       return (moves || (m.is(Intent::change) && !m.of_telephone())) && !(nobody_seen && m.p.rules.fire("thing.somebody_awaited")) && m.a_thing_does();
     }, silent},
    {"silent.other_people", [](M m) { return !(m.is(Intent::change) && m.gives_more_than_a_day()) && !(m.own_renter() && m.g.pronoun) && (m.journey() || m.is(Intent::stayed) || (m.is(Intent::vacant) && !m.mine_or_spot())) && (m.is(Intent::vacant) || m.cues.has(Cue::others)) && m.first(Cue::others) && !m.g.visits && !m.to_my_house() && !m.lives_in_the_house(); }, silent},
    {"silent.other_places", [](M m) { return m.journey() && m.cues.has(Cue::elsewhere) && !m.g.visits && !m.mine() && !m.g.pronoun && !m.g.self; }, silent},
    {"silent.seller", [](M m) {  // 卖菜的那家今天没来
       bool trade = m.in_events([&](std::size_t i) { return m.p.scan.word(i, renter_word) && std::u32string_view(U"卖摆剃理修送收").find(m.said(i).front()) != std::u32string_view::npos; });
       bool comes = m.p.scan.word(m.d.event, come) && m.said(m.d.event).size() == 1;
       return trade && comes && (m.is(Intent::away) || m.is(Intent::cancel)) && m.g.room < 0 && m.g.name < 0 && m.g.spot < 0 && !m.g.own && !m.tells_where_from();
     }, silent},
    {"silent.excuse", [](M m) {  // 昨天回来晚了没看到消息
       return (m.is(Intent::arrived) || m.is(Intent::return_report)) && m.p.flags.cues.has(Cue::excuse) && !m.mine() && !m.g.pronoun;
     }, silent},
    // whose matter
    {"silent.news", [](M m) { return m.p.flags.news && m.p.flags.news_at < m.p.flags.own_at && !(m.tells_of_people() && m.p.scan.tokens[m.d.event].begin < m.p.flags.news_at) && !m.own_renter_beside_news(); }, silent},
    {"silent.former_renter", [](M m) { return m.g.former && !m.is(Intent::tip_off) && !(m.is(Intent::vacant) && m.g.room >= 0) && !m.empty_since(); }, silent},
    {"silent.hypothetical", [](M m) { return m.g.hypothetical; }, silent},
    {"silent.duty_of_everybody", [](M m) {  // 租客回来要先到居委登记
       bool somebody = m.g.own || m.g.name >= 0 || m.g.room >= 0 || m.g.pronoun || m.g.self;
       return m.is(Intent::return_report) && !m.has_day && !somebody && m.event_word(register_word);
     }, silent},
    {"silent.call_to_all", [](M m) {  // 还没登记的房东请于今天18点前上报
       return (m.is(Intent::registered) || m.journey()) && m.p.flags.cues.has(Cue::to_all) && !m.g.own && m.g.name < 0 && m.g.room < 0 && !m.g.self;
     }, silent},
    {"silent.said_to_kin", [](M m) {  // 妈，我晚上不过来吃了
       auto& s = m.p.scan;
       bool called = s.word(0, relative) && s.tokens.size() > 1 && s.is(1, Tok::separator) && s.tokens[1].gap == Gap::comma && !m.said(0).starts_with(U"我");
       return called && m.journey() && m.p.clauses[m.d.events.front()].self && !m.own_renter() && m.g.room < 0;
     }, silent},
    {"silent.comes_to_do", [](M m) {  // 晚上八点以后来四楼楼梯口看; 菜到了，小王明天来称
       auto behind = [&](int i) { return i < 0 || std::size_t(i) > m.d.event; };
       return m.is(Intent::return_report) && behind(m.g.room) && behind(m.g.spot) && !m.own_renter() && !m.g.pronoun && !m.tells_where_from() && m.comes_to_do();
     }, silent},
    {"silent.on_an_errand", [](M m) {  // 老板娘讲十一点半关门回去烧饭; 总公司礼拜四来两个人查账
       bool goes = m.is(Intent::leaving) && !m.event_day();
       return (goes || m.is(Intent::return_report)) && !m.own_renter() && m.g.room < 0 && m.g.spot < 0 && !m.g.pronoun && !m.tells_where_from() && m.on_an_errand();
     }, silent},
    {"silent.turns", [](M m) {  // 明朝老范跟老屠一组 后天轮到蒋老师
       bool list = m.d.rule == "return.listed" || m.d.rule == "return.day_of_somebody" || m.d.rule == "return.entry";
       return list && !m.own_renter() && m.p.flags.cues.has(Cue::turn_of);
     }, silent},
    {"silent.home_and_a_topic", [](M m) {  // 刚到家 今天跑了三万步
       bool home = m.said(m.d.event).ends_with(U"到家") || m.writes({U"到家", U"才进门", U"才进屋"});
       bool who = m.in_group([&](std::size_t i) { return (m.p.scan.is(i, Tok::people) && !m.p.scan.tokens[i].weak) || m.p.scan.is(i, Tok::place); });
       return (m.is(Intent::arrived) || m.is(Intent::return_report)) && m.nobody() && home && !who && m.p.flags.cues.has(Cue::topic);
     }, silent},
    {"silent.viewing", [](M m) {  // 今天来了个大学生 看了六套都嫌旧
       return (m.is(Intent::arrived) || m.is(Intent::return_report)) && m.nobody() && m.p.flags.cues.has(Cue::viewing);
     }, silent},
    {"silent.thing_awaited", [](M m) { return (m.is(Intent::return_report) || m.is(Intent::arrived)) && m.a_thing_is_awaited(); }, silent},
    {"silent.of_another_verb", [](M m) { return (m.journey() && !m.own_renter() && m.of_another_verb()); }, silent},
    {"silent.people_wanted", [](M m) { return m.is(Intent::return_report) && !m.mine() && !m.g.pronoun && m.people_wanted(); }, silent},
    {"silent.does_for_somebody", [](M m) {
       return (m.d.rule == "return.listed" || m.d.rule == "return.day_of_somebody") && !m.own_renter() && m.g.room < 0 && m.does_for_somebody();
     }, silent},
    {"silent.hands_of_an_occasion", [](M m) {
       return m.is(Intent::return_report) && !m.own_renter() && m.g.name < 0 && !m.g.pronoun && m.hands_of_an_occasion();
     }, silent},
    {"silent.last_time", [](M m) {  // 上趟那个更气人 说好礼拜天签，我从嘉定赶过来
       bool reported = m.writes({U"上趟报", U"上趟说", U"上趟讲", U"上次报", U"上次说", U"上次讲", U"上回报", U"上回说", U"上回讲"});
       return (m.is(Intent::return_report) || m.is(Intent::arrived)) && !m.g.own && m.g.name < 0 && m.g.room < 0 && !reported && m.begins({U"上趟", U"上回", U"上次"});
     }, silent},
    {"silent.last_years_feast", [](M m) {  // 老韦去年国庆也没回桂林
       bool last_year = m.in_events([&](std::size_t i) { return m.said(i).starts_with(U"去年") || m.said(i).starts_with(U"前年"); });
       return m.is(Intent::stayed) && last_year && !m.own_renter() && m.g.room < 0 && !m.writes({U"从去年", U"打去年", U"自去年", U"到现在", U"一直"});
     }, silent},
    {"silent.rounds", [](M m) {  // 老肖十点来，先送东头的粮油店，再到你那
       return (m.is(Intent::return_report) || m.is(Intent::change)) && !m.own_renter() && m.g.room < 0 && m.p.flags.cues.has(Cue::rounds);
     }, silent},
    {"silent.habit", [](M m) {  // 难得回来一趟; 他们一家子去年搬去昆山了，偶尔回来看看
       bool habit = m.p.flags.cues.has(Cue::habit);
       return (m.is(Intent::return_report) || m.is(Intent::leaving)) && habit && !m.own_renter() && m.g.room < 0 && !m.event_day();
     }, silent},
    {"silent.day_trip", [](M m) {  // 今天去苏州看园子，堵在半路，回来都九点了
       bool goes = m.begins({U"今天去", U"今朝去", U"昨天去", U"昨日去", U"上午去", U"早上去", U"下午去", U"礼拜天去", U"周末去"});
       return (m.is(Intent::return_report) || m.is(Intent::arrived)) && m.nobody() && goes && m.writes({U"回来"});
     }, silent},
    {"silent.nothing_done_to_it", [](M m) {  // 鸭子我没动哈
       return m.is(Intent::nothing_to_report) && m.said(m.d.event).find(U'动') != std::u32string_view::npos && !m.own_renter() && m.about_a_topic();
     }, silent},
    {"silent.hides_in_talk", [](M m) { return m.is(Intent::tip_off) && m.g.room < 0 && m.p.flags.cues.has(Cue::hides_in_talk); }, silent},
    {"silent.gathering", [](M m) { return m.is(Intent::tip_off) && m.g.room < 0 && m.p.flags.cues.has(Cue::gathering); }, silent},  // 明天五点集合，一车四十个人
    {"silent.everyday_topic", [](M m) {  // 楼道灯坏了半个月，昨天回来差点踩空
       bool moves = m.journey() || m.is(Intent::stayed) || m.is(Intent::unreachable);
       return moves && !m.own_renter() && m.g.name < 0 && m.g.spot < 0 && !m.dwelling() && !m.g.pronoun && !m.g.visits && m.d.rule != return_once && !m.tells_of_people() && m.about_a_topic();
     }, silent},
    {"silent.somebody_and_a_topic", [](M m) {  // 保洁老李今天休息，明天才来，垃圾自己带下去
       bool small = m.d.weak || !m.event_day() || m.is(Intent::leaving);
       return m.journey() && small && m.g.name >= 0 && !m.own_renter() && m.g.room < 0 && m.g.spot < 0 && !m.tells_where_from() && !m.plan_of_somebody() && m.about_a_topic();
     }, silent},
    {"silent.leaves_a_party", [](M m) {  // 弄到一点多人才走
       return m.is(Intent::leaving) && !m.mine() && !m.g.self && !m.event_day() && m.nothing_of_a_journey();
     }, silent},
    {"silent.asks_for_help", [](M m) {  // 手机欠费停机了，谁帮我充一下
       return m.is(Intent::unreachable) && !m.g.subject() && m.in_group([&](std::size_t i) { return m.said(i) == U"谁" || m.said(i) == U"哪位" || m.said(i) == U"啥人"; });
     }, silent},
    {"silent.comes_by", [](M m) {  // 来，等我洗个头; 老蒋回来请客，最少两个西瓜
       bool some = m.g.name >= 0 || m.g.self, said_so = m.d.rule == "return.will_come" && !m.has_day && !m.open_day();
       return some && said_so && m.nothing_of_a_journey() && !m.g.pronoun && m.unread() > (m.d.weak ? 0U : 2U);
     }, silent},
    {"silent.list_of_what", [](M m) {  // 八月八号适合开业，祝王姐的面馆生意兴隆
       bool list = m.d.rule == "return.listed" || m.d.rule == "return.day_of_somebody";
       return list && !m.own_renter() && m.g.room < 0 && m.g.spot < 0 && m.unknown > 2 && !m.in_group([&](std::size_t i) { return m.p.scan.is(i, Tok::vehicle) || m.p.scan.word(i, ticket); });
     }, silent},
    {"silent.little_understood", [](M m) { return m.mostly_unread(); }, silent},
    {"silent.years_ago", [](M m) {
       bool moved_out = m.is(Intent::leaving) && !m.said(m.d.event).starts_with(U"回");
       return m.journey() && !moved_out && m.in_events([&](std::size_t i) { return m.said(i).starts_with(U"去年") || m.said(i).starts_with(U"前年"); });
     }, silent},
    {"silent.everybody", [](M m) {
       bool somebody = m.g.own || m.g.name >= 0 || m.g.room >= 0;
       return m.journey() && !m.is(Intent::leaving) && !somebody && m.in_events([&](std::size_t i) { return m.said(i) == U"大家"; });
     }, silent},
    {"silent.tip_on_goods", [](M m) { return m.d.rule == "tip_off.announced" && m.goods && m.g.room < 0; }, silent},
    {"clear.tip_off", [](M m) { return m.is(Intent::tip_off); }, clear_one},
    {"silent.others", [](M m) { return m.g.outsider && !m.g.visits && !m.to_my_house(); }, silent},
    {"silent.other_dwelling", [](M m) { return m.g.other_home && !m.g.own && !(m.is(Intent::stayed) && m.each_floor_told() && m.p.rules.fire("dwelling.each_floor_told")); }, silent},
    {"silent.goods", [](M m) { return m.goods && !m.livelihood() && !m.papers(); }, silent},
    {"silent.chore", [](M m) { return m.chore; }, silent},
    {"silent.inside_a_question", [](M m) {
       bool plan = m.is(Intent::return_report) && ((m.has_day && !m.d.weak) || m.event_day());
       return m.asked_about() && !plan;
     }, silent},
    {"silent.asks_others", [](M m) {
       return m.asked() && m.journey() && ((m.asks_somehow() && !m.has_day) || (m.asks_plainly() && !m.mine()));
     }, silent},
    {"silent.may_they", [](M m) { return m.journey() && m.asks_whether_they_may(); }, silent},
    {"silent.asked_at_the_end", [](M m) { return m.journey() && m.asked_at_the_end(); }, silent},
    {"silent.asked_of_all", [](M m) { return m.journey() && m.asked_of_all(); }, silent},
    // health
    {"silent.asks_for_drugs", [](M m) {  // 咳嗽糖浆谁有
       return m.is(Intent::health) && m.in_events([&](std::size_t i) { return m.said(i) == U"谁" || m.said(i) == U"哪里"; });
     }, silent},
    {"clear.health", [](M m) {
       bool whose = m.mine() || m.g.pronoun || m.g.self, kin = m.p.flags.kin && !m.g.renter && m.g.name < 0 && m.g.room < 0;
       return m.is(Intent::health) && !m.p.flags.chore && !kin && (whose || (m.measured() && m.unknown < 4 && m.unread() < 2));
     }, clear_one},
    {"unsure.health", [](M m) { return m.is(Intent::health); }, unsure},
    {"silent.registered_whose", [](M m) {
       return m.is(Intent::registered) && m.d.weak && !(m.g.own || m.g.renter || m.g.name >= 0 || m.g.pronoun);
     }, silent},
    {"silent.other_papers", [](M m) {  // 手续办好了，车子过户了
       bool named = m.said(m.d.event).find_first_of(U"登备报录") != std::u32string_view::npos;
       return m.is(Intent::registered) && !named && !m.own_renter() && m.p.flags.cues.has(Cue::other_papers);
     }, silent},
    {"clear.registered", [](M m) { return m.is(Intent::registered); }, clear_one},
    // relatives: only one who comes to live here
    {"silent.relative_goes_elsewhere", [](M m) {
       return m.g.relative && !m.own_renter() && m.g.name < 0 && m.g.room < 0 && m.journey() && m.goes_elsewhere();
     }, silent},
    {"silent.relative_back_home", [](M m) {  // 我爸从医院回来了
       bool journey = m.g.visits || m.in_group([&](std::size_t i) {
         return (m.p.scan.is(i, Tok::place) && !m.p.scan.tokens[i].weak) || m.p.scan.word(i, home_town) || m.p.scan.word(i, here);
       });
       return (m.is(Intent::arrived) || m.is(Intent::return_report)) && m.g.relative && !m.g.renter && m.g.name < 0 && m.g.room < 0 && !journey;
     }, silent},
    {"clear.relative_comes", [](M m) {
       bool kin = m.g.relative && !m.g.renter && m.g.name < 0 && m.g.room < 0 && m.journey();
       return kin && (m.is(Intent::return_report) || m.is(Intent::arrived)) && m.has_day && (!m.d.weak || m.g.visits);
     }, clear_one},
    {"clear.relative_stays", [](M m) {  // 亲戚来住三天
       bool kin = m.g.relative && !m.g.renter && m.g.name < 0 && m.g.room < 0, report = m.is(Intent::return_report);
       return kin && report && m.g.visits && m.in_events([&](std::size_t i) {
         auto& t = m.p.scan.tokens[i];
         for (auto at = t.begin; at < t.end; ++at)
           if (find_stay(m.p.scan.text->chars, at, m.p.rules)) return true;
         return false;
       });
     }, clear_one},
    {"clear.relative_cancels", [](M m) { return m.is(Intent::cancel) && m.g.relative && m.g.visits; }, clear_one},
    {"silent.relatives", [](M m) { return m.g.relative && !(m.self_moves() && m.p.rules.fire("relatives.self_moves")) && !m.g.renter && m.g.name < 0 && m.g.room < 0 && (m.journey() || m.is(Intent::stayed)); }, silent},
    {"silent.relatives_leave", [](M m) {
       return m.p.flags.kin && !m.mine() && !m.g.pronoun && !m.g.self && (m.is(Intent::leaving) || m.is(Intent::away));
     }, silent},
    // journeys
    {"unsure.entry", [](M m) { return m.d.rule == "return.entry"; }, unsure},
    {"silent.doubt_of_what", [](M m) {
       bool about_journey = m.event_word(back) || m.event_word(come) || m.event_word(arrive);
       return m.d.rule == "cancel.doubtful" && (m.nobody() || m.busy() || m.elsewhere() || (m.unknown > 1 && !about_journey));
     }, silent},
    {"unsure.cancel_in_doubt", [](M m) {  // 估计来不了, 够呛能回来
       bool doubt = m.d.rule == "cancel.doubtful" || m.event_word(hedge);
       return m.is(Intent::cancel) && doubt && (m.g.room >= 0 || m.g.name >= 0);  // any other is asked about by the one open case it may mean
     }, unsure},
    {"silent.not_home_tonight", [](M m) {  // 不回了，今晚睡公司
       bool tonight = m.in_group([&](std::size_t i) { return m.p.scan.is(i, Tok::date) && (m.said(i).starts_with(U"今晚") || m.said(i).starts_with(U"今夜")); });
       return m.is(Intent::cancel) && m.nobody() && tonight && !m.was_told_of();
     }, silent},
    {"silent.on_duty_oneself", [](M m) {  // 来不了了，今天我腰疼，巡逻换个人顶我
       return m.journey() && !m.own_renter() && m.g.room < 0 && !m.g.pronoun && !m.plan_of_somebody() && m.p.flags.cues.has(Cue::duty_turn);
     }, silent},
    {"clear.cancel_of_the_expected", [](M m) { return m.is(Intent::cancel) && m.was_told_of() && !m.busy() && !m.elsewhere(); }, clear_one},
    {"clear.cancel_of_the_agreed", [](M m) {  // 讲好12号来的那户，孩子要在老家念书，不来了
       bool agreed = std::ranges::any_of(m.g.clauses, [&](std::size_t c) { return m.p.clauses[c].agreed && m.p.clauses[c].date >= 0; });
       return m.is(Intent::cancel) && agreed && !m.busy();
     }, clear_one},
    {"silent.returns_what", [](M m) {  // 那张床退了，太宽
       bool rent = m.said(m.d.event).find_first_of(U"房租票金订屋") != std::u32string_view::npos;
       return m.is(Intent::cancel) && m.said(m.d.event).front() == U'退' && !rent && !m.mine() && !m.g.pronoun;
     }, silent},
    {"silent.quoted_line", [](M m) {  // 灰太狼一句“我一定会回来的”
       return m.journey() && !m.mine() && !m.g.pronoun && m.in_quotes();
     }, silent},
    {"silent.cancel_of_what", [](M m) { return m.is(Intent::cancel) && m.nobody() && (m.p.flags.goods || m.unknown > 4); }, silent},
    {"clear.cancel_this_time", [](M m) {  // 这趟肯定是回不来咯
       bool this_time = m.in_events([&](std::size_t i) { return m.said(i).starts_with(U"这趟") || m.said(i).starts_with(U"这次") || m.said(i).starts_with(U"这回") || m.said(i).starts_with(U"这转"); });
       return m.is(Intent::cancel) && m.nobody() && this_time && m.unknown < 3 && !m.busy() && !m.asked();
     }, clear_one},
    {"clear.cancel_left_empty", [](M m) { return m.is(Intent::cancel) && m.nobody() && m.told_beside(Intent::vacant) && !m.busy() && !m.elsewhere(); }, clear_one},  // 不来了，屋子就空着了
    {"unsure.cancel_of_whom", [](M m) {
       bool not_so = m.unknown > 0 && m.said(m.d.event).starts_with(U"不");
       return m.is(Intent::cancel) && m.d.weak && m.nobody() && (!m.has_day || not_so);
     }, unsure},
    {"unsure.leaving_of_whom", [](M m) { return m.is(Intent::leaving) && !m.g.subject() && !m.has_day; }, unsure},
    {"silent.change_of_what", [](M m) { return m.is(Intent::change) && m.nobody() && (m.busy() || m.elsewhere() || m.unknown > 6); }, silent},
    {"silent.something_else_changes", [](M m) {
       bool event = (m.is(Intent::change) && m.unknown > 1) || (m.is(Intent::cancel) && m.said(m.d.event).starts_with(U"取消"));
       return event && m.nobody() && m.unknown_subject() && !m.gives_more_than_a_day();
     }, silent},  // 活动推迟到下周
    {"silent.changed_what", [](M m) {  // 换了还是打不燃
       return m.is(Intent::change) && m.nobody() && m.d.rule == "change.to_something" && !m.gives_value() && m.unread() > 1;
     }, silent},
    {"clear.change_of_value", [](M m) { return m.is(Intent::change) && m.nobody() && m.gives_value(); }, clear_one},
    {"unsure.change", [](M m) { return m.is(Intent::change) && m.nobody(); }, unsure},
    {"unsure.supposed_arrival", [](M m) { return m.only_supposed(); }, unsure},  // 应该来了吧, 听隔壁讲301小张回来了
    {"clear.awaited", [](M m) { return m.is(Intent::arrived) && m.d.negated && m.nobody() && m.awaited() && !m.busy() && m.unknown < 4; }, clear_one},  // 等到现在还没进门
    {"clear.came_unregistered", [](M m) { return m.is(Intent::arrived) && !m.mine() && !m.busy() && m.told_beside(Intent::registered) && m.unknown < 2; }, clear_one},  // 人是来了，登记还没弄
    {"clear.once", [](M m) { return m.d.rule == return_once && !m.busy() && (m.to_town() || m.g.pronoun || m.open_day() || m.tells_where_from()); }, clear_one},  // 拿到钱才肯回上海
    {"silent.other_matter", [](M m) { return m.journey() && m.nobody() && m.busy(); }, silent},
    {"clear.home_together", [](M m) {  // 三口人平安到家
       bool home = m.said(m.d.event).find_first_of(U"家屋门") != std::u32string_view::npos && !m.said(m.d.event).starts_with(U"回家");
       bool some = m.in_events([&](std::size_t i) { return m.p.scan.is(i, Tok::people) && !m.p.scan.tokens[i].weak; });
       return m.is(Intent::arrived) && !m.d.negated && m.nobody() && home && some && m.p.flags.counts < 2 && !m.busy() && m.unknown < 3 && !m.asked();
     }, clear_one},
    {"unsure.some_of_whom", [](M m) { return m.journey() && m.nobody() && m.of_some() && !m.has_day; }, unsure},  // 一个到了一个没到
    {"silent.comes_who", [](M m) { return m.journey() && m.nobody() && m.d.weak && !m.has_day && !m.just_now(); }, silent},
    {"silent.something_else_comes", [](M m) { return m.journey() && m.nobody() && m.other_subject() && !m.tells_of_people(); }, silent},
    {"silent.coming_of_what", [](M m) { return !m.tells_of_people() && !m.found_out() && m.journey() && m.nobody() && m.d.weak && m.unknown > 0 && m.p.scan.word(m.d.event, come); }, silent},
    {"silent.unknown_words", [](M m) { return m.journey() && m.nobody() && m.unknown > 3 && !m.is(Intent::cancel); }, silent},
    {"clear.all_here", [](M m) {  // 都到齐了，四个人
       bool all = (m.said(m.d.event).ends_with(U'齐') || m.to_town()) && m.in_group([&](std::size_t i) { return m.p.scan.is(i, Tok::people); });
       return m.is(Intent::arrived) && !m.d.negated && m.nobody() && all && !m.busy() && !m.p.flags.cues.has(Cue::game) && m.plain_talk();
     }, clear_one},
    {"clear.just_now", [](M m) { return m.is(Intent::arrived) && !m.d.negated && m.nobody() && m.just_now() && !m.busy() && m.gives_value(); }, clear_one},  // 刚到，浙江衢州，两人
    {"unsure.fetched", [](M m) { return m.is(Intent::return_report) && m.fetched(); }, unsure},  // 504小丁后天去接他老婆回来
    {"unsure.believed", [](M m) { return m.is(Intent::return_report) && !m.d.negated && m.believed(); }, unsure},  // 我还以为他今天来呢
    {"clear.day_without_subject", [](M m) {
       return m.journey() && m.nobody() && (m.has_day || ((m.is(Intent::away) || m.is(Intent::cancel)) && !m.is(Intent::arrived)));
     }, clear_one},
    {"unsure.no_subject", [](M m) { return m.journey() && m.nobody(); }, unsure},
    {"clear.own_journey", [](M m) { return m.journey() && m.g.self && !m.mine() && !m.g.pronoun && !m.busy(); }, clear_one},
    {"unsure.busy_talk", [](M m) { return m.journey() && (m.mine() ? m.goods || m.chore : m.busy()) && !(m.mine() && m.has_day && !m.goods && !m.chore); }, unsure},
    {"clear.cancel_borne_out", [](M m) { return m.is(Intent::cancel) && m.g.pronoun && m.borne_out() && !m.goods && !m.chore; }, clear_one},
    {"unsure.small_verb", [](M m) { return m.journey() && !m.mine() && m.d.weak && !m.has_day && m.p.flags.spots < 2 && !(m.is(Intent::arrived) && m.tells_where_from() && m.p.rules.fire("arrived.from_there")); }, unsure},
    {"unsure.other_subject", [](M m) { return m.journey() && m.other_subject() && !m.mine() && !(m.told_apart() && m.p.rules.fire("asks.told_apart")); }, unsure},
    {"unsure.no_day", [](M m) { return m.is(Intent::return_report) && !m.mine() && !m.has_day; }, unsure},
    {"clear.journey", [](M m) { return m.journey(); }, clear_one},
    // states of a dwelling: stayed, vacant, unreachable, nothing to report
    {"clear.empty_in_one_word", [](M m) { return m.is(Intent::vacant) && !m.d.negated && !m.g.subject() && m.d.events.front() == 0 && m.alone() && !m.busy(); }, clear_one},  // 空的！
    {"silent.whose_state", [](M m) { return !m.g.subject() && ((m.d.weak && !(m.is(Intent::vacant) && !m.asked() && m.g.spot >= 0 && m.p.clauses[m.d.events.front()].pronoun_of_spot && m.p.rules.fire("vacant.of_a_spot"))) || m.unknown > (m.g.spot < 0 ? 6 : 2)); }, silent},
    {"clear.stayed_at_work", [](M m) { return m.is(Intent::stayed) && !m.d.weak && (m.mine() || m.g.pronoun) && m.p.flags.cues.has(Cue::livelihood); }, clear_one},
    {"clear.state", [](M m) { return !(m.g.subject() ? m.busy() : m.busy_anywhere()); }, clear_one},
};

}  // namespace

std::optional<std::string_view> against(const Parsed& parsed, const Group& group, const Draft& draft, bool& clear) {
  Matter matter(parsed, group, draft);
  clear = false;
  for (auto& rule : rules) {
    if (!rule.when(matter) || !parsed.rules.fire(rule.name)) continue;
    clear = rule.verdict == Verdict::clear;
    if (rule.verdict == Verdict::silent) return rule.name;
    return {};
  }
  return {};
}

}  // namespace linli::understanding
