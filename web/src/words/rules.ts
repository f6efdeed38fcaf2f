// How a reading rule reads words, for people. The longest beginning that is known names it: date.lunar.day by date.lunar.
export const rules: Record<string, string> = {
  date: '日子的写法', 'date.month': '几月几号', 'date.month.part': '上中下旬', 'date.month.whole': '整个月', 'date.lunar': '农历日子', 'date.lunar.festival': '农历节日',
  'date.holiday': '节日', 'date.weekday': '周几', 'date.weekday.of_week': '上周下周几', 'date.week': '整个礼拜', 'date.weekend': '周末', 'date.near': '今天、明天、后天',
  'date.in_days': '过几天', 'date.some_days': '过几天', 'date.these_days': '这几天', 'date.days': '几号到几号', 'date.days_ago': '几天前', 'date.day': '几号',
  'date.full': '年月日', 'date.within': '几号之前', 'date.open': '日子没定', 'date.just_now': '刚刚',
  people: '人数', 'people.mouths': '一家几口', 'people.word': '一家、夫妻', 'people.companions': '带了谁', 'people.big_and_small': '几大几小', 'people.adults': '几个大人',
  'people.each': '各家几个', 'people.count': '几个人', 'people.bare': '单写一个数',
  renter: '称呼', 'renter.family_name': '姓什么', 'renter.name': '名字', 'renter.called': '叫什么', 'renter.hidden_name': '某某', 'renter.relative': '亲戚', 'renter.self': '说自己',
  room: '门牌', 'room.bare': '只写房号', 'room.named': '小区和门牌', 'room.numbered': '几号几室',
  place: '地名', origin: '从哪里', 'origin.unknown_place': '不认识的地名', 'origin.sounds_like': '读音像的地名', via: '路过哪里', by: '坐什么', 'by.number': '看车次知道的',
  number: '号码', 'number.train': '车次', 'number.flight': '航班', temperature: '体温', symptom: '哪里不舒服', phone: '电话号码', id_number: '证件号码', about: '问的是什么',
  return: '有人要回来', 'return.will_come': '有人要回来', 'return.from_there': '从那边回来', 'return.undecided': '要回来，日子没定', 'return.listed': '一条条列出来的',
  'return.denied': '说不回来', arrived: '到了', 'arrived.not_yet': '还没到', 'arrived.answer_yes': '答“到了”', 'arrived.answer_no': '答“还没”',
  registered: '登记了', 'registered.not_yet': '还没登记', change: '说要改', 'change.denied_value': '说原来那个不对', 'change.right_value': '给了对的', 'change.other_day_instead': '换了一天',
  cancel: '说不来了', retract: '说不算', stayed: '说没离开过', away: '说人在外地', leaving: '说要走', vacant: '说空着', 'vacant.denied': '说不是空的', unreachable: '说联系不上',
  nothing: '说没有变化', health: '说身体', 'health.temperature': '说体温', 'health.symptom': '说不舒服', 'health.well': '说身体好', human: '说要找人', question: '问一件事',
  'question.fever': '问发烧怎么办', tip_off: '说别家的事', ack: '说收到', answer: '答刚才问的', button: '按了按钮', adds_to_last: '接着上一句', context: '接着上一句', quoted: '转发的样子',
}
