// Every word of the pages. Plain, short, digits for numbers; no English, nothing of machines.
export const words = {
  title: '邻里 · 聊天室',
  noscript: '这一页要开着脚本才能用。请在浏览器设置里打开，再刷新一次。',
  brand: '邻里',
  botName: '小邻',
  badgeSkips: '小老阿', // said before many names; the next character tells people apart
  skip: '跳到输入框',
  close: '关上',
  back: '返回',

  time: {
    day: (month: number, day: number, weekday: string) => `${month}月${day}日 ${weekday}`,
    year: (year: number) => `${year}年`,
    weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
    near: { '-2': '前天', '-1': '昨天', 0: '今天', 1: '明天', 2: '后天' } as Record<number, string>,
  },

  chats: {
    list: '聊天',
    others: (n: number) => `别人的私信 ${n}`,
    othersAbout: '只有试玩时看得到。',
    of: (name: string) => `${name}和小邻`,
    kinds: { group: '群', direct: '私信', supervisors: '值班群' },
    botDirect: '小邻（私信）',
    unread: (n: number) => `${n} 条没看`,
    nothing: '还没有话',
    said: (name: string, text: string) => `${name}：${text}`,
  },

  me: {
    iAm: '我是',
    change: '换人',
    iAmChange: (name: string) => `我是 ${name}，换人`,
    signOut: '退出',
    none: '还没选',
  },

  picker: {
    title: '您想先当哪一位？',
    about: '这是试玩，人和门牌都是编的，随时可以换人。选好以后写一句话，看小邻怎么接。',
    search: '找人：名字、门牌或身份',
    first: '先试这几位',
    everybody: '所有人',
    nobody: '没有找到，换个字试试。',
    found: (n: number) => `找到 ${n} 位`,
    wait: '正在取名单…',
  },

  room: {
    log: (title: string) => `${title} 的消息`,
    empty: '这里还没有人说话。',
    emptyDirect: '这是小邻和您一对一说话的地方，别人看不到。',
    fresh: '以下是新的',
    below: (n: number) => `${n} 条新的在下面`,
    toEnd: '回到最新',
    machine: '机器人',
    settled: '已有结果',
    seeCase: '看来龙去脉',
    loading: '正在取消息…',
    choices: '请按一个',
  },

  composer: {
    label: '写一句话',
    placeholder: '写一句，按回车发出',
    send: '发送',
    call: '@小邻',
    callHint: '叫小邻来答',
    try: '可以试试这样说',
    readOnly: '这是别人的私信，只能看。',
  },

  pending: {
    waiting: '等连上就发',
    sending: '正在发…',
    recorded: '已记下',
    again: '再试一次',
    rewrite: '拿回来改',
  },

  // Why something was not recorded. Said at the message itself.
  refused: {
    full: '没有记下：地方满了。请告诉管的人，过会儿再试。',
    read_only: '没有记下：现在只能看，不能记。过会儿再试。',
    too_long: '没有记下：太长了。请分成几句再发。',
    not_text: '没有记下：里面有认不出的字符。请改一改。',
    busy: '没有记下：一下子太多了。歇几秒再试。',
    not_yours: '没有记下：这里不归您说或按。',
    failed: '没有记下：这一句没能处理，已经留给管的人看。请换个说法再写。',
    lost: '没有记下：一发这句就断线。请改一改再发。',
    other: '没有记下，请再试一次。',
  } as Record<string, string>,

  link: {
    connecting: '正在连…',
    lost: (seconds: number) => (seconds > 0 ? `连不上了，${seconds} 秒后再连。写好的话不会丢，连上就发。` : '连不上了，正在再连。写好的话不会丢，连上就发。'),
    now: '现在就连',
    back: '又连上了。',
    troubled: '刚才那一步没有做成，请再试一次。',
  },

  signedOut: {
    title: '要用自己的链接进来',
    how: '聊天室的链接每人一个，只能用一次。请在群里或打电话问居委要一个，点开就能进来。',
    spent: '这个链接已经用过，或者过期了。请向居委再要一个。',
    left: '已经退出。再进来要向居委要一个新链接。',
    trouble: '现在连不上，没有进来。链接还没有用掉，过会儿再点一次。',
    again: '再试一次',
    entering: '正在进来…',
  },

  clock: {
    label: '小邻的钟',
    hint: '试玩里的钟可以往前拨，小邻会把该做的事一件一件做完。',
    buttons: { '+1h': '+1 小时', next: '下一件事', '+1d': '+1 天', now: '到现在' } as const,
    nowHint: '拨到这台电脑现在的时间',
    nowSure: '要拨到这台电脑现在的时间吗？',
    nowSureMore: '钟只能往前走，中间该做的事都会做一遍，可能要等一会儿。',
    yes: '拨过去',
    no: '不拨',
    next: '接下来',
    nothing: '接下来没有安排',
    running: (to: string) => (to ? `钟正在走，走到 ${to}` : '钟正在走…'),
    progress: '走了多少',
    arrived: (at: string) => `钟走到了 ${at}`,
  },

  cases: {
    title: '在跟进的事',
    short: '进展',
    open: (n: number) => `${n} 件没完`,
    closed: '已经完的',
    empty: '还没有要跟进的事。有人在群里说谁哪天回来，这里就会多出一件。',
    wait: '正在取…',
    owner: '现在归',
    next: '下一步',
    noNext: '没有下一步',
    seeAll: '看全部',
    gone: '这件事不在您看得到的范围里。',
    past: '经过',
    coming: '接下来',
    now: '现在',
    unsaid: '没有说出去的',
    unsaidAbout: '小邻没有发的话，和没有发的原因。',
    noComing: '后面没有安排了。',
    noPast: '还没有经过。',
    noUnsaid: '没有。',
    to: '发给',
    why: '因为',
    from: '出自',
    quoted: (said: string) => `“${said}”`,
    rule: '看出',
    understood: '从哪几个字看出来的',
    sealed: '内容只给相关的人看',
    toNow: '看现在',
  },

  kinds: {
    said: '说了', fact: '记下', sent: '发出', step: '进展', due: '要做', unsaid: '没有说',
  } as Record<string, string>,

  roles: {
    landlord: '房东', renter: '租客', resident: '居民', steward: '楼小二', 'group leader': '组长', 'committee worker': '居委', supervisor: '街道平安办',
    operator: '热线', volunteer: '志愿者', guard: '门岗', 'safety officer': '安全员', administrator: '管理员', stranger: '不认识的人', owner: '店主',
  } as Record<string, string>,

  states: {
    expected: '等回来', arrived: '到了，等登记', registered: '已登记', observed: '在家观察', done: '完了', cancelled: '取消了', open: '没完', closed: '完了',
  } as Record<string, string>,

  colours: { blue: '蓝', yellow: '黄', red: '红', green: '绿', grey: '灰', black: '黑' } as Record<string, string>,

  slots: {
    intent: '什么事', date: '哪天', was: '原来哪天', origin: '从哪来', via: '路过', people: '几个人', room: '哪一户', renter: '租客', landlord: '房东', phone: '电话',
    id_number: '证件号', by: '怎么来', number: '车次', temperature: '体温', symptom: '哪里不舒服', about: '问什么', until: '住到哪天',
    return_report: '要回来', change: '有改动', cancel: '不来了', arrived: '到了', stayed: '没离开过', away: '还在外地', leaving: '要走', vacant: '空着',
    unreachable: '联系不上', nothing_to_report: '没变化', registered: '登记了', health: '身体', tip_off: '反映情况', ack: '收到', yes: '对', no: '不对',
    answer: '回答', question: '问', human: '找人', retract: '撤回',
  } as Record<string, string>,

  ruleOther: '整句的意思',

  howto: {
    title: '怎么玩',
    steps: ['在群里写一句：谁、哪天、从哪里回来。', '看小邻怎么记、怎么回。', '把上面的钟往前拨，看它提醒、追问、往上报。', '换个人，看别人那边收到什么。'],
  },
}
