// A made-up street, small, in the form of docs/webchat.md.
const roles = ['landlord', 'renter', 'group leader', 'committee worker', 'supervisor']
const families = '王李张刘陈杨黄赵吴周徐孙马朱胡'

export const people = [
  { id: '1', name: '王阿姨', role: 'landlord', detail: '南浜新村68号' },
  { id: '2', name: '小王', role: 'renter', detail: '南浜新村68号301' },
  { id: '3', name: '顾组长', role: 'group leader', detail: '罗溪村1组' },
  { id: '4', name: '沈干事', role: 'committee worker', detail: '罗溪村' },
  { id: '5', name: '陆科长', role: 'supervisor', detail: '罗店镇' },
  ...Array.from({ length: 60 }, (_, i) => ({ id: String(10 + i), name: `${families[i % 15]}${i % 2 ? '师傅' : '阿姨'}`, role: i % 3 ? 'landlord' : 'renter', detail: `南浜新村${i + 1}号` })),
]
export const roleOf = (id) => people.find((p) => p.id === id)?.role ?? roles[0]

export const suggestions = ['我家301的租客小王2月15号从武汉回来，一家三口，坐高铁', '租客后天下午到，从合肥来，两个人', '302空着没人住']

export const chatsOf = (me) => [
  { id: 'g', kind: 'group', title: '罗溪村1组 房东群' },
  { id: `d${me}`, kind: 'direct', title: '小邻', with: me },
  ...(me === '1' ? [{ id: 'd14', kind: 'direct', title: '小邻', with: '14' }] : []),
  ...(['group leader', 'committee worker', 'supervisor'].includes(roleOf(me)) ? [{ id: 's', kind: 'supervisors', title: '平安办值班群' }] : []),
]

export const history = [
  { chat: 'g', id: 'h1', from: '3', name: '顾组长', at: '2020-02-10T18:20:00+08:00', text: '大家晚上好，家里租客哪天回来，在群里说一声就行，小邻会记。' },
  { chat: 'g', id: 'h2', from: '12', name: '张阿姨', at: '2020-02-10T18:24:00+08:00', text: '好的，收到' },
  { chat: 'g', id: 'h3', from: '14', name: '陈阿姨', at: '2020-02-11T08:40:00+08:00', text: '我家租客初八从合肥回来，两个人' },
  { chat: 'g', id: 'h4', from: 'bot', name: '小邻', at: '2020-02-11T08:40:02+08:00', text: '@陈阿姨 收到，南浜新村5号 2月14日，已记。', mention: ['14'], case: 'c1' },
  { chat: 'd14', id: 'h5', from: 'bot', name: '小邻', at: '2020-02-11T08:40:02+08:00', text: '记下了：南浜新村5号，2月14日回来，2人。', case: 'c1' },
]

export const firstCase = {
  head: { id: 'c1', title: '有人回来', place: '南浜新村5号', state: 'expected', colour: 'blue', owner: '陈阿姨', next: { at: '2020-02-13T18:00:00+08:00', what: '提醒房东和租客' }, open: true },
  past: [
    { at: '2020-02-11T08:40:00+08:00', kind: 'said', who: '陈阿姨', text: '我家租客初八从合肥回来，两个人', marks: [
      { begin: 4, end: 6, rule: '农历日子', slot: 'date' }, { begin: 7, end: 9, rule: '从某地', slot: 'origin' }, { begin: 12, end: 15, rule: '几个人', slot: 'people' }] },
    { at: '2020-02-11T08:40:00+08:00', kind: 'fact', text: '2月14日回来', words: '初八', rule: '农历日子' },
    { at: '2020-02-11T08:40:02+08:00', kind: 'sent', text: '收到，南浜新村5号 2月14日，已记。', to: '房东群', why: '报上来的都要回一声' },
  ],
  coming: [{ at: '2020-02-13T18:00:00+08:00', kind: 'due', text: '提醒房东和租客', why: '回来前一天晚上' }],
  unsaid: [{ at: '2020-02-11T08:40:02+08:00', kind: 'unsaid', text: '问租客从哪里来', why: '话里已经说了' }],
}

// What happens to the sentence of the story, hour by hour.
export const plan = [
  { at: '2020-02-14T18:00:00+08:00', what: '提醒房东和租客', does: 'eve' },
  { at: '2020-02-15T09:00:00+08:00', what: '问房东：到了吗', does: 'ask' },
  { at: '2020-02-15T12:00:00+08:00', what: '没有人回，告诉组长', does: 'climb' },
  { at: '2020-02-15T13:00:00+08:00', what: '告诉居委值班的人', does: 'climb' },
  { at: '2020-02-15T14:00:00+08:00', what: '告诉街道平安办', does: 'climb-last' },
]
