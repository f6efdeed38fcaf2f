// A room that follows a script: what it is told it keeps in memory, and it speaks docs/webchat.md. It understands one kind of sentence.
import { chatsOf, firstCase, history, people, plan, suggestions } from './street.mjs'

const place = '南浜新村68号301'
const later = (iso, hours) => new Date(Date.parse(iso) + hours * 3600000 + 8 * 3600000).toISOString().slice(0, 19) + '+08:00'
const copy = (v) => JSON.parse(JSON.stringify(v))

export class ScriptedRoom {
  constructor({ mode = 'demo', me = null, extra = {} } = {}) {
    Object.assign(this, { mode, fixed: me, now: '2020-02-11T09:00:00+08:00', n: 0, messages: [], answers: new Map(), pages: new Set(),
      dues: [], cases: [copy(firstCase)], refusals: [], stepMs: 60, seen: [], ...extra })
    this.people ??= people
    for (const m of history) this.add(m)
    this.dues.push({ at: firstCase.coming[0].at, what: firstCase.coming[0].text, place: firstCase.head.place, does: 'first' })
  }

  clock(running = false, to) {
    const next = [...this.dues].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0]
    return { type: 'clock', now: this.now, running, ...(to ? { to } : {}), next: next ? { at: next.at, what: next.what, place: next.place ?? place } : null }
  }
  sees(me, chat) { return chatsOf(me).some((c) => c.id === chat) }
  add(message) {
    const m = { type: 'message', n: ++this.n, at: this.now, buttons: [], settled: false, ...message }
    this.messages.push(m)
    for (const page of this.pages) if (page.me && this.sees(page.me, m.chat)) page.send(m)
    return m
  }
  update(id, change) {
    const m = this.messages.find((x) => x.id === id)
    Object.assign(m, change, { first: m.first ?? m.n, n: ++this.n })
    for (const page of this.pages) page.send({ type: 'update', id, n: m.n, ...change })
  }
  tell(frame) { for (const page of this.pages) page.send(frame) }
  changed() {
    this.tell({ type: 'cases', cases: this.cases.map((c) => c.head) })
    for (const page of this.pages) if (page.open) this.timeline(page, page.open)
  }
  timeline(page, id) {
    page.open = id
    const c = this.cases.find((x) => x.head.id === id)
    page.send({ type: 'timeline', case: c?.head ?? null, past: c?.past ?? [], coming: c?.coming ?? [], unsaid: c?.unsaid ?? [] })
  }

  // A page is anything with send(frame); returns what to do with its frames.
  came(page) {
    this.pages.add(page)
    page.me = this.fixed
  }
  went(page) { this.pages.delete(page) }

  hear(page, frame) {
    this.seen.push(frame)
    switch (frame.type) {
      case 'hello': return this.welcome(page, this.fixed ?? frame.person ?? null, frame.last)
      case 'be': return this.welcome(page, frame.person, 0)
      case 'say': return this.record(page, frame, () => this.said(page, frame))
      case 'press': return this.record(page, frame, () => this.pressed(page, frame))
      case 'clock': return this.move(frame.to)
      case 'cases': return page.send({ type: 'cases', cases: this.cases.map((c) => c.head) })
      case 'case': return this.timeline(page, frame.case)
    }
  }

  welcome(page, me, last) {
    page.me = this.people.some((p) => p.id === me) ? me : null
    page.send({ type: 'welcome', mode: this.mode, me: page.me, last: this.n, people: this.mode === 'demo' ? this.people : this.people.filter((p) => p.id === page.me),
      chats: page.me ? chatsOf(page.me) : [], suggestions: this.suggestions ?? suggestions, clock: this.clock() })
    if (!page.me) return
    for (const m of [...this.messages].sort((a, b) => a.n - b.n)) if (m.n > last && this.sees(page.me, m.chat)) page.send(m)
    page.send({ type: 'upto', n: this.n })
  }

  record(page, frame, happen) {
    if (this.deaf) return
    const before = this.answers.get(frame.id)
    if (before) return page.send(before)
    const error = this.refusals.shift()
    const answer = error ? { type: 'recorded', id: frame.id, ok: false, error } : { type: 'recorded', id: frame.id, ok: true }
    if (!error) {
      this.answers.set(frame.id, answer)
      happen()
    }
    if (!this.swallow) page.send(answer)
  }

  said(page, { id, chat, text, mention }) {
    const who = this.people.find((p) => p.id === page.me)
    this.add({ chat, id, from: who.id, name: who.name, text, mention: mention ? ['bot'] : [] })
    if (/回来|到/.test(text) && chat === 'g') this.story(who, text)
    else if (mention) this.add({ chat, id: `b${this.n}`, from: 'bot', name: '小邻', text: '在的。写一句就好，比如“301的租客15号从合肥回来，两个人”。' })
    else if (/取消/.test(text)) this.card(chat)
  }
  card(chat) {
    this.add({ chat, id: 'card', from: 'bot', name: '小邻', text: `${place} 2月15日回来的那条，取消，对吗？`, case: 'c2', buttons: [{ key: 'q:1:0', label: '对' }, { key: 'q:1:1', label: '不对' }] })
  }
  pressed(_page, { message, key }) {
    this.update(message, { text: key === 'q:1:0' ? `${place}：好，已取消。` : '好，不改，照原来的。', buttons: [], settled: true })
  }

  story(who, text) {
    const date = Array.from(text.slice(0, text.indexOf('2月15号'))).length
    this.add({ chat: 'g', id: `b${this.n}`, from: 'bot', name: '小邻', text: `@${who.name} 收到，${place} 2月15日，已记。`, mention: [who.id], case: 'c2' })
    this.add({ chat: `d${who.id}`, id: `b${this.n}`, from: 'bot', name: '小邻', case: 'c2',
      text: `记下了：${place} 小王\n2月15日（周六）回来，从武汉，高铁，3人\n不对请说“不对”，不算请说“撤回”。` })
    const marks = text.includes('2月15号') ? [{ begin: date, end: date + 5, rule: '几月几号', slot: 'date' }, { begin: date + 6, end: date + 8, rule: '从某地', slot: 'origin' }] : []
    this.cases.unshift({
      head: { id: 'c2', title: '小王要回来', place, state: 'expected', colour: 'blue', owner: who.name, next: { at: plan[0].at, what: plan[0].what }, open: true },
      past: [{ at: this.now, kind: 'said', who: who.name, text, marks }, { at: this.now, kind: 'fact', text: '2月15日（周六）回来', words: '2月15号', rule: '几月几号' },
        { at: this.now, kind: 'fact', text: '从武汉来', words: '从武汉', rule: '从某地' }, { at: this.now, kind: 'sent', text: `收到，${place} 2月15日，已记。`, to: '房东群', why: '报上来的都要回一声' }],
      coming: plan.map((d) => ({ at: d.at, kind: 'due', text: d.what })),
      unsaid: [{ at: this.now, kind: 'unsaid', text: '问从哪里来', why: '话里已经说了' }],
    })
    this.dues.push(...plan.map((d) => ({ ...d })))
    this.changed()
    this.tell(this.clock())
  }

  play(due) {
    const c = this.cases.find((x) => x.head.id === 'c2')
    if (due.does === 'eve') this.add({ chat: 'd1', id: `b${this.n}`, from: 'bot', name: '小邻', text: `明天小王回来：${place}。\n请转告他到了先登记。`, case: 'c2' })
    if (due.does === 'ask') this.add({ chat: 'd1', id: `b${this.n}`, from: 'bot', name: '小邻', text: `${place} 小王，到了吗？`, case: 'c2', buttons: [{ key: 'q:2:0', label: '到了' }, { key: 'q:2:1', label: '还没' }] })
    if (due.does === 'climb-last')
      this.add({ chat: 's', id: `b${this.n}`, from: 'bot', name: '小邻', case: 'c2', text: `${place}：2月15日应到，问了房东没有回，组长、居委也没有接。`,
        buttons: [{ key: 'c:2:take_over', label: '我来管' }, { key: 'c:2:hand_on', label: '转给别人' }, { key: 'c:2:close', label: '有结果了' }, { key: 'c:2:snooze', label: '晚点再说' }] })
    if (!c || due.does === 'first') return
    c.past.push({ at: this.now, kind: due.does.startsWith('climb') ? 'step' : 'sent', text: due.what, why: due.does.startsWith('climb') ? '3 个钟头没有人回' : '', to: due.does === 'eve' ? '房东、租客' : '' })
    c.coming.shift()
    c.head.next = c.coming[0] ? { at: c.coming[0].at, what: c.coming[0].text } : null
    if (due.does === 'climb-last') Object.assign(c.head, { owner: '街道平安办', colour: 'yellow' })
    this.changed()
  }

  async move(to) {
    const next = [...this.dues].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0]
    const end = to === '+1h' ? later(this.now, 1) : to === '+1d' ? later(this.now, 24) : to === 'next' ? next?.at ?? this.now : later(this.now, 24 * 30)
    this.tell(this.clock(true, end))
    for (;;) {
      await new Promise((done) => setTimeout(done, this.stepMs))
      const due = this.dues.filter((d) => Date.parse(d.at) <= Date.parse(end)).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0]
      if (!due) break
      this.dues.splice(this.dues.indexOf(due), 1)
      this.now = due.at
      this.play(due)
      this.tell(this.clock(true, end))
    }
    this.now = end
    this.tell(this.clock())
  }
}
